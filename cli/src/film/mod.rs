//! A film of a poster, as a phone's camera sees it while somebody walks up to a door.
//!
//! A flat picture hangs on a plaster wall; a pinhole camera (65 degrees wide) comes nearer with an unsteady hand, in poor
//! light, and its lens takes a moment to focus. Everything follows from a seed: the same film on every machine.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "pixel arithmetic: sides are small, so a cast is exact or meant to round"
)]

mod chance;
mod sheet;
mod shot;

use self::chance::Chance;
pub use self::sheet::Sheet;
pub use self::shot::{Shot, Still};

/// The width of a frame, in pixels.
pub const WIDTH: usize = 1920;
/// The height of a frame, in pixels.
pub const HEIGHT: usize = 1080;
/// The frames of a film, four a second.
pub const FRAMES: usize = 12;

/// A walk up to a poster: an iterator of frames.
pub struct Film<'a> {
    sheet: Option<&'a Sheet>,
    chance: Chance,
    first: Shot,
    last: Shot,
    next: usize,
}

impl<'a> Film<'a> {
    /// Films a poster.
    pub fn of_poster(sheet: &'a Sheet, seed: u64) -> Film<'a> {
        Film::new(Some(sheet), seed)
    }

    /// Films a wall without a poster.
    pub fn of_wall(seed: u64) -> Film<'static> {
        Film::new(None, seed)
    }

    fn new(sheet: Option<&'a Sheet>, seed: u64) -> Film<'a> {
        let mut chance = Chance(seed);
        let mut about = |reach: f32| chance.between(-reach, reach);
        let first = Shot {
            distance: 2.4 + about(0.4),
            aim: (about(0.35), about(0.2)),
            yaw: about(32.0),
            pitch: about(20.0),
            roll: about(14.0),
            blur: 3.2 + about(0.8),
            motion: (about(9.0), about(6.0)),
            light: 0.3 + about(0.12),
            slope: (about(0.7), about(0.4)),
            noise: 8.0 + about(2.0),
        };
        let last = Shot {
            distance: 0.42 + about(0.06),
            aim: (about(0.02), about(0.02)),
            yaw: about(10.0),
            pitch: about(10.0),
            roll: about(8.0),
            blur: 0.9 + about(0.4),
            motion: (about(2.0), about(2.0)),
            light: 0.72 + about(0.2),
            slope: (about(0.4), about(0.3)),
            noise: 4.0 + about(1.5),
        };
        Film { sheet, chance, first, last, next: 0 }
    }

    /// The shot of one moment, from 0 (far away) to 1 (near).
    fn shot(&self, moment: f32) -> Shot {
        let (a, b) = (&self.first, &self.last);
        let mix = |a: f32, b: f32| a + (b - a) * moment;
        // Steps are as long near the wall as far from it, so nearness grows faster and faster.
        Shot {
            distance: 1.0 / mix(1.0 / a.distance, 1.0 / b.distance),
            aim: (mix(a.aim.0, b.aim.0), mix(a.aim.1, b.aim.1)),
            yaw: mix(a.yaw, b.yaw),
            pitch: mix(a.pitch, b.pitch),
            roll: mix(a.roll, b.roll),
            blur: mix(a.blur, b.blur),
            motion: (mix(a.motion.0, b.motion.0), mix(a.motion.1, b.motion.1)),
            light: mix(a.light, b.light),
            slope: (mix(a.slope.0, b.slope.0), mix(a.slope.1, b.slope.1)),
            noise: mix(a.noise, b.noise),
        }
    }
}

impl Iterator for Film<'_> {
    type Item = Still;

    fn next(&mut self) -> Option<Still> {
        if self.next == FRAMES {
            return None;
        }
        let mut shot = self.shot(self.next as f32 / (FRAMES - 1) as f32);
        self.next += 1;
        // The hand is never still.
        shot.aim.0 += self.chance.between(-0.015, 0.015);
        shot.aim.1 += self.chance.between(-0.015, 0.015);
        shot.roll += self.chance.between(-1.5, 1.5);
        let shake = self.chance.between(0.3, 1.4);
        shot.motion = (shot.motion.0 * shake, shot.motion.1 * shake);
        let seed = self.chance.next();
        Some(shot.take(self.sheet, seed))
    }
}

#[cfg(test)]
mod tests {
    use ashyq_core::scan::{Budget, Frame, Prefixes, Rotation, Scanner, What};
    use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

    use super::*;

    fn poster_text() -> String {
        format!("HTTPS://ASHYQ.KZ/P/{}", "0123456789ABCDEFGHJKMNPQRSTV".repeat(10))
    }

    fn poster() -> Sheet {
        let segments = [QrSegment::make_alphanumeric(&poster_text())];
        let code =
            QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, Version::MAX, None, false)
                .expect("the text fits");
        assert!((10..=12).contains(&code.version().value()), "{}", code.version().value());
        Sheet::draw(code.size() as usize, |x, y| code.get_module(x as i32, y as i32))
    }

    /// The frames until a code was read, and its text.
    fn scan(film: Film<'_>) -> Option<(usize, String)> {
        let mut scanner = Scanner::new(Prefixes::new([""]));
        film.enumerate().find_map(|(i, still)| {
            let frame = Frame::parse(&still.luma, WIDTH as u32, HEIGHT as u32, WIDTH as u32, Rotation::None, None);
            match scanner.see(&frame.expect("a frame"), Budget::unlimited()).what {
                What::Ours(text) => Some((i, text.as_str().to_owned())),
                _ => None,
            }
        })
    }

    fn all_are_read_but_not_from_afar(seeds: std::ops::Range<u64>) {
        let (sheet, text) = (poster(), poster_text());
        for seed in seeds {
            let (moment, read) =
                scan(Film::of_poster(&sheet, seed)).unwrap_or_else(|| panic!("seed {seed} is not read"));
            assert_eq!(read, text, "seed {seed}");
            println!("seed {seed}: read in frame {moment} of {FRAMES}");
            assert!(moment > 1, "seed {seed}: read in frame {moment}");
        }
    }

    #[test]
    fn every_film_of_a_poster_is_read_before_it_ends_and_not_from_afar() {
        all_are_read_but_not_from_afar(0..16);
    }

    #[test]
    fn so_are_other_films() {
        all_are_read_but_not_from_afar(16..32);
    }

    #[test]
    fn a_film_of_a_wall_shows_no_code() {
        for seed in 0..4 {
            assert_eq!(scan(Film::of_wall(seed)), None, "seed {seed}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_film() {
        let sheet = poster();
        assert_eq!(Film::of_poster(&sheet, 7).nth(3), Film::of_poster(&sheet, 7).nth(3));
        assert_ne!(Film::of_poster(&sheet, 7).nth(3), Film::of_poster(&sheet, 8).nth(3));
    }

    #[test]
    #[ignore = "writes frames to the directory FILM, to be looked at"]
    fn show() {
        let directory = std::env::var("FILM").expect("FILM names a directory");
        for (i, still) in Film::of_poster(&poster(), 3).enumerate() {
            let mut file = format!("P5 {WIDTH} {HEIGHT} 255\n").into_bytes();
            file.extend(&still.luma);
            std::fs::write(format!("{directory}/film-{i:02}.pgm"), file).expect("written");
        }
    }
}
