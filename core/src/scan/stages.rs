//! A look that ends after a stage: for measuring what each stage costs, never in an app.

use super::binarise::{self, Buffers, Reach};
use super::budget::Budget;
use super::finder::{self, Lines};
use super::frame::Frame;
use super::group;
use super::look::{Desk, Then};
use super::pyramid::{Halves, Pyramid};
use super::session::searches;

/// Where a look ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The frame is there in several resolutions.
    Halved,
    /// Dark is told from light.
    Binarised,
    /// The finders are found.
    Found,
    /// They are grouped.
    Grouped,
    /// All searches are done, and what they found is read.
    Read,
}

/// The memory of such looks.
#[doc(hidden)]
#[derive(Default)]
pub struct Stages {
    halves: Halves,
    buffers: Buffers,
    lines: Lines,
    desk: Desk,
}

#[doc(hidden)]
impl Stages {
    /// Looks at a frame until a stage is over; gives a number that depends on all that was done.
    pub fn until(&mut self, frame: &Frame<'_>, stage: Stage) -> usize {
        let plane = frame.plane();
        let searches = searches(plane);
        if stage == Stage::Read {
            return self.desk.look(plane, &searches, &Budget::unlimited(), |_| Then::Stop).codes.len();
        }
        let pyramid = Pyramid::build(plane, &mut self.halves);
        let first = pyramid.plane(searches.first().map_or(0, |search| search.level));
        if stage == Stage::Halved {
            return first.width;
        }
        let bitmap = binarise::binarise(first, Reach::Near, &mut self.buffers);
        if stage == Stage::Binarised {
            return usize::from(bitmap.is_dark(0, 0));
        }
        let found = finder::find(&bitmap, f32::MAX, &mut self.lines, &Budget::unlimited());
        if stage == Stage::Found {
            return found.met;
        }
        group::combine(&found.finders).len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawn::Drawn;
    use super::*;

    #[test]
    fn every_stage_comes_to_its_end() {
        let drawn = Drawn::code("HTTPS://ASHYQ.KZ/P/1", 4);
        let mut stages = Stages::default();
        let ends = [Stage::Halved, Stage::Binarised, Stage::Found, Stage::Grouped, Stage::Read]
            .map(|stage| stages.until(&drawn.frame(), stage));
        assert_eq!(ends, [drawn.width, 0, 3, 1, 1]);
    }
}
