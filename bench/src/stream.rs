//! Films before decoders: each is given the same frames and the same time of one core.
//!
//! A frame comes every 33 ms. Who is still at work when it comes finds only the latest one afterwards, as a camera's queue
//! gives it. What a look takes is the thread's CPU time; the films themselves are drawn ahead on another core.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, sync_channel},
    },
    thread,
};

use crate::{
    chance::Chance,
    decoder::{Decoder, Read},
    film::{Film, Poster, RATE, settings::Settings, texture::Texture},
    picture::Picture,
    race, text,
};

/// How many frames are drawn ahead.
const AHEAD: usize = 6;

/// What a decoder made of all films.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// For each film, how many frames had come when the poster was read; `None` for never.
    pub(crate) first_read: Vec<Option<usize>>,
    /// For each film, how many frames it was shown.
    pub(crate) frames: Vec<usize>,
    pub(crate) wrong: usize,
    pub(crate) panics: usize,
}

/// What is filmed, and how.
pub(crate) struct Reel {
    pub(crate) posters: Vec<Poster>,
    pub(crate) walls: Arc<[Texture]>,
    pub(crate) settings: Settings,
    pub(crate) seed: u64,
    pub(crate) films: usize,
}

impl Reel {
    /// Which film is which: its poster, its wall, its seed.
    pub(crate) fn film(&self, at: usize) -> Film<'_> {
        let mut chance = Chance(self.seed).fork(at as u64);
        let (poster, wall) = (chance.below(self.posters.len()), chance.below(self.walls.len()));
        Film::new(&self.posters[poster], &self.walls[wall], &self.settings, chance.next())
    }

    fn text(&self, at: usize) -> &str {
        &self.posters[Chance(self.seed).fork(at as u64).below(self.posters.len())].text
    }

    /// Shows all films to all decoders.
    pub(crate) fn show(&self, decoders: &mut [Box<dyn Decoder>], mut tell: impl FnMut(usize)) -> Vec<Seen> {
        let mut seen = vec![Seen::default(); decoders.len()];
        // How many films are over: who draws stops with the rest of such a film.
        let over = AtomicUsize::new(0);
        thread::scope(|scope| {
            let (sender, frames) = sync_channel(AHEAD);
            scope.spawn(|| {
                // Dropped with the thread: that is how the other side learns that all films are over.
                let sender = sender;
                for at in 0..self.films {
                    let film = self.film(at);
                    for frame in film.take_while(|_| over.load(Ordering::Relaxed) <= at) {
                        if sender.send((at, Arc::new(frame))).is_err() {
                            return;
                        }
                    }
                }
            });
            self.watch(decoders, &mut seen, &frames, &over, &mut tell);
        });
        seen
    }

    fn watch(
        &self,
        decoders: &mut [Box<dyn Decoder>],
        seen: &mut [Seen],
        frames: &Receiver<(usize, Arc<Picture>)>,
        over: &AtomicUsize,
        tell: &mut impl FnMut(usize),
    ) {
        let mut next = frames.recv().ok();
        for at in 0..self.films {
            tell(at);
            let mut viewers: Vec<Viewer> = decoders.iter().map(|_| Viewer::default()).collect();
            for decoder in &mut *decoders {
                decoder.forget();
            }
            let mut frame = 0;
            while let Some((_, picture)) = next.take_if(|(film, _)| *film == at) {
                if viewers.iter().any(|viewer| viewer.read.is_none()) {
                    for turn in 0..decoders.len() {
                        let by = (turn + frame) % decoders.len();
                        let mut look = |picture: &Picture| look(&mut *decoders[by], picture, self.text(at));
                        viewers[by].offer(frame, &picture, &mut look);
                    }
                } else {
                    over.store(at + 1, Ordering::Relaxed);
                }
                frame += 1;
                next = frames.recv().ok();
            }
            for ((decoder, viewer), seen) in decoders.iter_mut().zip(viewers).zip(&mut *seen) {
                let viewer = viewer.end(&mut |picture| look(&mut **decoder, picture, self.text(at)));
                seen.first_read.push(viewer.read);
                seen.frames.push(frame);
                seen.wrong += viewer.wrong;
                seen.panics += viewer.panics;
            }
        }
    }
}

/// What a look at a frame gave, and how long it took, in seconds.
#[derive(Clone, Copy)]
struct Look {
    found: Found,
    seconds: f64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Poster,
    Nothing,
    Wrong,
    Panic,
}

fn look(decoder: &mut dyn Decoder, picture: &Picture, expected: &str) -> Look {
    let lap = race::time(|| decoder.read(picture));
    let is_it = |read: &Read| read.says.iter().any(|said| text::same(said, expected.as_bytes()));
    let found = match lap.read {
        Err(race::Panicked) => Found::Panic,
        Ok(None) => Found::Nothing,
        Ok(Some(read)) if is_it(&read) => Found::Poster,
        Ok(Some(_)) => Found::Wrong,
    };
    Look { found, seconds: lap.time.as_secs_f64() }
}

/// A decoder before a film: until when it is at work, and the latest frame that came meanwhile.
#[derive(Default)]
struct Viewer {
    busy_until: f64,
    waiting: Option<Arc<Picture>>,
    read: Option<usize>,
    wrong: usize,
    panics: usize,
}

impl Viewer {
    /// A frame comes.
    fn offer(&mut self, frame: usize, picture: &Arc<Picture>, look: &mut impl FnMut(&Picture) -> Look) {
        let now = frame as f64 / f64::from(RATE);
        if self.busy_until <= now
            && let Some(waiting) = self.waiting.take()
        {
            self.look(&waiting, self.busy_until, look);
        }
        if self.busy_until <= now {
            self.look(picture, now, look);
        } else {
            self.waiting = Some(Arc::clone(picture));
        }
    }

    /// No more frames come.
    fn end(mut self, look: &mut impl FnMut(&Picture) -> Look) -> Viewer {
        if let Some(waiting) = self.waiting.take() {
            self.look(&waiting, self.busy_until, look);
        }
        self
    }

    fn look(&mut self, picture: &Picture, from: f64, look: &mut impl FnMut(&Picture) -> Look) {
        if self.read.is_some() {
            return;
        }
        let Look { found, seconds } = look(picture);
        self.busy_until = from + seconds;
        match found {
            // All that have come until the answer is there, the one that came at 0 too.
            Found::Poster => self.read = Some((self.busy_until * f64::from(RATE)) as usize + 1),
            Found::Nothing => {}
            Found::Wrong => self.wrong += 1,
            Found::Panic => self.panics += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frames whose first byte is their number; the poster can be read from `readable` on.
    fn watch(seconds: f64, readable: u8) -> (Vec<u8>, Option<usize>) {
        let mut looked = Vec::new();
        let mut look = |picture: &Picture| {
            looked.push(picture.luma[0]);
            let found = if picture.luma[0] >= readable { Found::Poster } else { Found::Nothing };
            Look { found, seconds }
        };
        let mut viewer = Viewer::default();
        for frame in 0..10u8 {
            let picture = Arc::new(Picture { luma: vec![frame], width: 1, height: 1 });
            viewer.offer(usize::from(frame), &picture, &mut look);
        }
        let read = viewer.end(&mut look).read;
        (looked, read)
    }

    #[test]
    fn a_fast_decoder_sees_every_frame() {
        assert_eq!(watch(0.001, 4), (vec![0, 1, 2, 3, 4], Some(5)));
        assert_eq!(watch(0.001, 200).1, None);
    }

    #[test]
    fn a_slow_decoder_sees_the_latest_and_answers_late() {
        // 80 ms: while it looks at frame 0, frames 1 and 2 come, and it goes on with 2.
        assert_eq!(watch(0.08, 5), (vec![0, 2, 4, 7], Some(10)));
        assert_eq!(watch(1.0, 5), (vec![0, 9], Some(61)));
    }
}
