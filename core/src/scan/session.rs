//! A live scan: frames come one after the other, and what one frame showed decides how the next is looked at.

use super::binarise::Reach;
use super::budget::Budget;
use super::frame::{Frame, Plane, Point};
use super::light::Light;
use super::look::{Desk, Look, Search, Then};
use super::read::{Code, Evidence};
use super::region::Region;
use super::seen::{Hint, Prefixes, Quad, Seen, What};

/// A code must stay unreadable for this many frames before a hint is said: half a second at 30 frames a second.
const FRAMES_TO_HINT: u32 = 15;
/// Evidence is forgotten after this many frames without it.
const FRAMES_TO_FORGET: u32 = 20;
/// A module narrower than this many camera pixels is hard to read for anybody.
const NARROW_MODULE: f32 = 2.6;

/// Reads codes from a camera's frames, one after the other.
///
/// One scanner serves one camera view; its memory is the sum of its buffers, about half a byte a pixel of the frame.
pub struct Scanner {
    prefixes: Prefixes,
    desk: Desk,
    remembered: Option<Remembered>,
    unreadable: u32,
}

/// Where there was a code, and for how long there has been none.
struct Remembered {
    region: Region,
    age: u32,
}

impl Scanner {
    /// Starts without memory; `prefixes` tell which texts are ours.
    pub fn new(prefixes: Prefixes) -> Scanner {
        Scanner { prefixes, desk: Desk::default(), remembered: None, unreadable: 0 }
    }

    /// Forgets what earlier frames showed, as when the camera is turned to something else; keeps its memory for work.
    pub fn forget(&mut self) {
        self.remembered = None;
        self.unreadable = 0;
    }

    /// Looks at a frame for as long as the budget allows.
    ///
    /// A code of ours beats one of others, so after one of others the time left is spent on looking for ours. Two
    /// different ones of ours are asked about ([`Hint::SeveralCodes`]). Without time left it answers [`What::Nothing`]
    /// at once.
    pub fn see(&mut self, frame: &Frame<'_>, budget: Budget<'_>) -> Seen {
        if budget.is_spent() {
            return Seen::NOTHING;
        }
        let plane = frame.plane();
        let whole = Region { left: 0, top: 0, width: plane.width, height: plane.height };
        // Around a code that fills the frame, the region is the frame: that is one look and not two.
        let remembered = self.remembered.as_ref().and_then(|r| r.region.within(plane)).filter(|r| *r != whole);
        let mut foreign: Option<(What, [Point; 4])> = None;
        let mut evidence: Option<Evidence> = None;
        // Where there was a code there will be one; elsewhere there may be another, of ours.
        for region in remembered.into_iter().chain([whole]) {
            let look = self.look(plane, region, &budget);
            let mut ours: Option<(What, [Point; 4])> = None;
            for code in look.codes {
                match code.what(&self.prefixes) {
                    found @ What::Ours(_) if ours.as_ref().is_some_and(|(known, _)| *known != found) => {
                        // The next frame is looked at as a whole: it may show one of them only.
                        self.forget();
                        return Seen { what: What::Unreadable(Hint::SeveralCodes), outline: None };
                    }
                    found @ What::Ours(_) => ours = Some((found, code.outline)),
                    other => foreign = foreign.or(Some((other, code.outline))),
                }
            }
            if let Some((what, outline)) = ours {
                return self.answer(frame, plane, what, outline);
            }
            evidence = evidence.or(look.unread);
        }
        if let Some((what, outline)) = foreign {
            return self.answer(frame, plane, what, outline);
        }
        self.hint(frame, plane, evidence)
    }

    /// Looks at a part of a plane; outlines come back in the plane's pixels.
    fn look(&mut self, plane: Plane<'_>, region: Region, budget: &Budget<'_>) -> Look {
        let part = plane.part(region.left, region.top, region.width, region.height);
        let prefixes = &self.prefixes;
        let then = |code: &Code| match code.what(prefixes) {
            What::Ours(_) => Then::EndSearch,
            _ => Then::GoOn,
        };
        let mut look = self.desk.look(part, &searches(part), budget, then);
        let back = |p: Point| Point { x: p.x + region.left as f32, y: p.y + region.top as f32 };
        for code in &mut look.codes {
            code.outline = code.outline.map(back);
        }
        if let Some(unread) = &mut look.unread {
            unread.outline = unread.outline.map(back);
        }
        look
    }

    fn answer(&mut self, frame: &Frame<'_>, plane: Plane<'_>, what: What, outline: [Point; 4]) -> Seen {
        self.unreadable = 0;
        self.remember(plane, outline);
        Seen { what, outline: Some(Quad { corners: outline.map(|p| frame.upright(p)) }) }
    }

    fn remember(&mut self, plane: Plane<'_>, outline: [Point; 4]) {
        self.remembered = Region::around(outline, plane).map(|region| Remembered { region, age: 0 });
    }

    /// Counts how long there has been something that cannot be read, and says after a while what would help.
    fn hint(&mut self, frame: &Frame<'_>, plane: Plane<'_>, evidence: Option<Evidence>) -> Seen {
        if let Some(found) = evidence {
            self.remember(plane, found.outline);
        } else if self.remembered.as_mut().is_some_and(|r| {
            r.age += 1;
            r.age > FRAMES_TO_FORGET
        }) {
            self.remembered = None;
        }
        let region = evidence.and_then(|e| Region::around(e.outline, plane));
        let light = Light::of(region.map_or(plane, |r| plane.part(r.left, r.top, r.width, r.height)));
        let hint = light.hint(evidence.is_some()).or_else(|| {
            evidence.map(|found| if found.module < NARROW_MODULE { Hint::MoveCloser } else { Hint::HoldStill })
        });
        let Some(hint) = hint else {
            self.unreadable = self.unreadable.saturating_sub(1);
            return Seen::NOTHING;
        };
        self.unreadable = (self.unreadable + 1).min(2 * FRAMES_TO_HINT);
        if self.unreadable < FRAMES_TO_HINT {
            return Seen::NOTHING;
        }
        let outline = evidence.map(|found| Quad { corners: found.outline.map(|p| frame.upright(p)) });
        Seen { what: What::Unreadable(hint), outline }
    }
}

/// The searches for one look at a plane, in order: the middle resolution first.
pub(super) fn searches(plane: Plane<'_>) -> Vec<Search> {
    let first = (0..3).find(|level| (plane.width * plane.height) >> (2 * level) <= FIRST_LOOK).unwrap_or(3);
    let near = |level: usize| Search { level, reach: Reach::Near };
    let mut searches = vec![near(first)];
    searches.extend((0..first).rev().map(|level| Search { level, reach: Reach::Alike }));
    searches.push(near(first + 1));
    searches.push(Search { level: first, reach: Reach::Wide });
    searches
}

/// The first search is at the largest resolution that has at most this many pixels.
const FIRST_LOOK: usize = 640_000;

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
