//! What each stage made of a picture, written down on the way: for drawing (`cargo xtask bench scan --explain`), never in an
//! app.

use super::budget::Budget;
use super::finder::Finder;
use super::frame::{Frame, Point};
use super::look::{Desk, Then};
use super::session::searches;

/// One step of a look, in pixels of the frame as it lies in memory.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A search has told dark from light.
    Binarised {
        /// How often the frame was halved.
        level: usize,
        /// Pixels a row.
        width: usize,
        /// Whether each is dark, row by row.
        dark: Vec<bool>,
    },
    /// A search has found finders: middle and width of a module.
    Finders(Vec<(Point, f32)>),
    /// Three of them are tried (top left, top right, bottom left).
    Three([Point; 3]),
    /// A grid over three finders was laid or tried.
    Grid {
        /// Its corners, clockwise from the top left.
        outline: [Point; 4],
        /// Modules a side.
        side: usize,
        /// How well its timing patterns alternate, 0 to 1.
        timing: f32,
        /// How well its format fits, 0 to 1.
        format: f32,
        /// The middles of its modules and how light each is, where they were sampled.
        modules: Vec<(Point, f32)>,
        /// What came of it.
        came: &'static str,
    },
    /// A code was read.
    Read([Point; 4]),
}

/// Where steps are written, if anybody wants them.
#[derive(Default)]
pub(super) struct Steps(Option<Vec<Step>>);

impl Steps {
    /// Writes a step; what it takes to describe it is done for a reader only.
    pub(super) fn add(&mut self, step: impl FnOnce() -> Step) {
        if let Some(steps) = &mut self.0 {
            steps.push(step());
        }
    }
}

/// What describes finders.
pub(super) fn middles(finders: &[Finder]) -> Vec<(Point, f32)> {
    finders.iter().map(|f| (Point { x: f.x, y: f.y }, f.module)).collect()
}

/// Looks at a frame as [`Measure`](super::Measure) does and tells every step; for drawing only.
#[doc(hidden)]
pub fn explain(frame: &Frame<'_>) -> Vec<Step> {
    let plane = frame.plane();
    let mut desk = Desk::default();
    desk.reader.steps = Steps(Some(Vec::new()));
    desk.look(plane, &searches(plane), &Budget::unlimited(), |_| Then::Stop);
    desk.reader.steps.0.unwrap_or_default()
}
