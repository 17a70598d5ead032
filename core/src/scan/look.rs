//! One look at a plane, in one resolution: binarise, find, group, lay, sample, decode.

use super::binarise::{self, Bitmap, Buffers, Reach};
use super::budget::Budget;
use super::finder::{self, Finder};
use super::frame::{Plane, Point};
use super::grid::{self, Grid};
use super::{decode, group};

/// The most codes that are read in one look.
const MOST_CODES: usize = 64;
/// A grid with fewer timing modules right than this is none.
const LEAST_TIMING: f32 = 0.66;
/// The smallest codes have ten timing modules only, of which chance gets more right.
const LEAST_TIMING_SMALL: f32 = 0.75;

/// A code that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    pub(super) bytes: Vec<u8>,
    /// Clockwise from the code's top left, in pixels of the plane.
    pub(super) outline: [Point; 4],
}

/// What one look gave.
#[derive(Default)]
pub(super) struct Look {
    pub(super) codes: Vec<Code>,
    /// The likeliest code that was there but could not be read.
    pub(super) unread: Option<Evidence>,
}

/// Signs of a code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    pub(super) outline: [Point; 4],
    /// The width of a module, in pixels of the plane.
    pub(super) module: f32,
    /// The share of timing modules that are right, 0 to 1.
    pub(super) timing: f32,
}

/// Looks at a plane; `enough` tells after each code whether the rest is of no interest.
pub(super) fn look(
    plane: Plane<'_>,
    reach: Reach,
    buffers: &mut Buffers,
    budget: &Budget<'_>,
    mut enough: impl FnMut(&Code) -> bool,
) -> Look {
    let mut seen = Look::default();
    if plane.width < 15 || plane.height < 15 || budget.is_spent() {
        return seen;
    }
    let bitmap = binarise::binarise(plane, reach, buffers);
    let finders = finder::find(&bitmap, budget);
    let mut used = vec![false; finders.len()];
    for group in group::combine(&finders) {
        if budget.is_spent() || seen.codes.len() == MOST_CODES {
            break;
        }
        let three = [group.top_left, group.top_right, group.bottom_left];
        if three.iter().any(|&i| used[i]) {
            continue;
        }
        match read_group(&bitmap, three.map(|i| &finders[i]), budget) {
            Ok(code) => {
                for i in three {
                    used[i] = true;
                }
                let last = enough(&code);
                seen.codes.push(code);
                if last {
                    break;
                }
            }
            Err(Some(evidence)) if seen.unread.is_none_or(|known| known.timing < evidence.timing) => {
                seen.unread = Some(evidence);
            }
            Err(_) => {}
        }
    }
    seen
}

fn read_group(bitmap: &Bitmap<'_>, finders: [&Finder; 3], budget: &Budget<'_>) -> Result<Code, Option<Evidence>> {
    let mut evidence: Option<Evidence> = None;
    for mut grid in grid::lay(bitmap, finders) {
        if grid.timing < if grid.side <= 29 { LEAST_TIMING_SMALL } else { LEAST_TIMING } {
            continue;
        }
        let read = |grid: &Grid| (!budget.is_spent()).then(|| decode::read(&grid.sample(bitmap), grid.side)).flatten();
        let read = read(&grid)
            .or_else(|| {
                grid.align(bitmap, budget);
                read(&grid)
            })
            .or_else(|| {
                grid.bend(bitmap, budget);
                read(&grid)
            });
        if let Some(bytes) = read {
            return Ok(Code { bytes, outline: grid.outline() });
        }
        if evidence.is_none_or(|known| known.timing < grid.timing) {
            let module = finders.iter().map(|f| f.module).sum::<f32>() / 3.0;
            evidence = Some(Evidence { outline: grid.outline(), module, timing: grid.timing });
        }
    }
    Err(evidence)
}
