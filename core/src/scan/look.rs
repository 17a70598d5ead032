//! One look at a picture: finders in several resolutions, groups of three, and what they say.

use super::binarise::{self, Buffers, Reach};
use super::budget::Budget;
use super::complete;
use super::finder::{self, CROWD, Finder, Found, Lines};
use super::frame::{Plane, Point};
use super::group;
use super::pyramid::{Halves, Pyramid};
use super::read::{Code, Evidence, Reader};
use super::steps::{self, Step};

/// The most codes that are read in one look.
const MOST_CODES: usize = 64;
/// Only this many finders that belong to no code are tried in pairs.
const MOST_ALONE: usize = 5;
/// A search is given up after so many groups in a row that say nothing.
const MOST_FAILURES: usize = 6;
/// The likeliest groups of a search, of which so many are tried.
const MOST_LIKELY: usize = 20;
/// Finders that resemble printed ones less than this are chance.
const LEAST_RESEMBLANCE: f32 = 0.45;
/// The threshold that looks farther around is asked only where so many finders were seen.
const LEAST_SIGNS: usize = 1;
/// More finders than these, none of them a sign of a code, are texture.
const FEW: usize = 2;
/// With a coarser search's thresholds, only finders with modules of so many pixels and less are looked for.
const WIDEST_FINER: f32 = 5.6;
/// So many finders of one search are remembered in the next.
const MOST_CARRIED: usize = 12;

/// What one look gave.
#[derive(Default)]
pub(super) struct Look {
    pub(super) codes: Vec<Code>,
    /// The likeliest code that was there but could not be read.
    pub(super) unread: Option<Evidence>,
    /// Three finders each that said nothing.
    tried: Vec<[Finder; 3]>,
}

impl Look {
    /// Whether a finder lies on a code that was read.
    fn has_read(&self, finder: &Finder) -> bool {
        self.codes.iter().any(|code| holds(code, finder))
    }
}

/// Whether a look goes on after a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    GoOn,
    /// Only what this search has found is still looked at.
    EndSearch,
    Stop,
}

/// One search for finders: in which resolution, and with which threshold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search {
    pub(super) level: usize,
    pub(super) reach: Reach,
}

/// The memory that looks share.
#[derive(Default)]
pub(super) struct Desk {
    halves: Halves,
    buffers: Buffers,
    lines: Lines,
    pub(super) reader: Reader,
}

impl Desk {
    /// Looks at a plane, one search after the other; `then` tells after each code whether the rest is of interest.
    pub(super) fn look(
        &mut self,
        plane: Plane<'_>,
        searches: &[Search],
        budget: &Budget<'_>,
        mut then: impl FnMut(&Code) -> Then,
    ) -> Look {
        let mut seen = Look::default();
        if plane.width < 15 || plane.height < 15 || budget.is_spent() {
            return seen;
        }
        let pyramid = Pyramid::build(plane, &mut self.halves);
        self.reader.begin();
        let mut signs = 0;
        let mut crowd = None;
        let mut last_met = 0;
        let mut measured: Option<usize> = None;
        let mut carried: Vec<Finder> = Vec::new();
        for search in searches {
            // Noise in one resolution is more noise in a finer one: there only what has more contrast is looked at.
            let crowded = crowd.is_some_and(|level| search.level < level) && seen.codes.is_empty();
            if search.reach == Reach::Wide && (crowded || signs < LEAST_SIGNS) {
                continue;
            }
            if budget.is_spent() {
                break;
            }
            let small = pyramid.plane(search.level);
            if small.width < 15 || small.height < 15 {
                continue;
            }
            let coarser =
                measured.map(|level: usize| level.wrapping_sub(search.level)).filter(|by| (1..=2).contains(by));
            let (bitmap, widest) = match coarser {
                _ if crowded => {
                    let louder = coarser.and_then(|by| binarise::louder(small, by, &mut self.buffers));
                    // Nothing is so loud, or this is too fine for what was measured: all of the noise would cost too much.
                    let Some(bitmap) = louder else { continue };
                    (bitmap, WIDEST_FINER)
                }
                // In texture without a sign, thresholds need no second measuring, and wide finders have been met.
                Some(by) if signs < LEAST_SIGNS && last_met > FEW => {
                    (binarise::finer(small, by, &mut self.buffers), WIDEST_FINER)
                }
                _ => {
                    measured = Some(search.level);
                    (binarise::binarise(small, search.reach, &mut self.buffers), f32::MAX)
                }
            };
            let Found { mut finders, met, alike } = finder::find(&bitmap, widest, &mut self.lines, budget);
            last_met = met;
            self.reader.steps.add(|| {
                let Plane { width, height, .. } = bitmap.plane;
                let dark = |x: usize, y: usize| x < width && y < height && bitmap.is_dark(x, y);
                let dark = (0..small.width * small.height).map(|i| dark(i % small.width, i / small.width)).collect();
                Step::Binarised { level: search.level, width: small.width, dark }
            });
            let scale = (1u32 << search.level) as f32;
            for f in &mut finders {
                *f = f.scaled(scale);
            }
            self.reader.steps.add(|| Step::Finders(steps::middles(&finders)));
            signs = signs.max(alike);
            if met > CROWD {
                crowd = Some(search.level);
            }
            // What one resolution has shown is not forgotten in the next.
            let near = |f: &Finder, g: &Finder| (f.x - g.x).hypot(f.y - g.y) < 2.0 * f.module;
            finders.retain(|f| !seen.has_read(f));
            carried.retain(|old: &Finder| !seen.has_read(old) && !finders.iter().any(|new| near(old, new)));
            let fresh = finders.len();
            finders.extend(carried.iter().take(MOST_CARRIED));
            carried.clone_from(&finders);
            if self.reader.read_groups(&pyramid, &finders, fresh, &mut seen, budget, &mut then) {
                break;
            }
        }
        seen
    }
}

impl Reader {
    /// Reads groups of three finders, then pairs that a third can be found for; tells whether that was enough.
    fn read_groups(
        &mut self,
        pyramid: &Pyramid<'_>,
        finders: &[Finder],
        fresh: usize,
        seen: &mut Look,
        budget: &Budget<'_>,
        then: &mut impl FnMut(&Code) -> Then,
    ) -> bool {
        let mut groups = group::combine(finders);
        // Those carried over have been tried together.
        groups.retain(|group| group.three.iter().any(|&i| i < fresh));
        groups.retain_mut(|group| {
            let resemblance = complete::resemblance(pyramid, group.three.map(|i| &finders[i]));
            group.unlikely += 3.0 * (1.0 - resemblance);
            resemblance > LEAST_RESEMBLANCE
        });
        groups.sort_by(|a, b| a.unlikely.total_cmp(&b.unlikely));
        groups.truncate(MOST_LIKELY);
        for group in &mut groups {
            let [a, b, c] = group.three.map(|i| &finders[i]);
            group.unlikely -= complete::timing(pyramid, a, b, 1.0) + complete::timing(pyramid, a, c, -1.0);
        }
        groups.sort_by(|a, b| a.unlikely.total_cmp(&b.unlikely));
        let (mut failures, mut last) = (0, false);
        for three in groups.into_iter().map(|group| group.three) {
            if three.iter().any(|&i| seen.has_read(&finders[i])) {
                continue;
            }
            if budget.is_spent() || seen.codes.len() == MOST_CODES {
                return true;
            }
            let tried = seen.tried.len();
            match self.try_three(pyramid, three.map(|i| &finders[i]), seen, budget, then) {
                Some(Then::Stop) => return true,
                Some(so) => {
                    last |= so == Then::EndSearch;
                    failures = 0;
                }
                // Three that were tried before cost nothing.
                None => failures += seen.tried.len() - tried,
            }
            if failures == MOST_FAILURES {
                break;
            }
        }
        if last {
            return true;
        }
        let alone: Vec<&Finder> = finders.iter().filter(|f| !seen.has_read(f)).take(MOST_ALONE).collect();
        for (i, one) in alone.iter().enumerate() {
            for two in &alone[i + 1..] {
                for three in complete::third(pyramid, one, two) {
                    if budget.is_spent() {
                        return true;
                    }
                    if three.iter().any(|f| seen.has_read(f)) {
                        continue;
                    }
                    let so = self.try_three(pyramid, three.each_ref(), seen, budget, then);
                    if so.is_some_and(|so| so != Then::GoOn) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Reads three finders: whether to go on, or `None` where nothing was read.
    fn try_three(
        &mut self,
        pyramid: &Pyramid<'_>,
        three: [&Finder; 3],
        seen: &mut Look,
        budget: &Budget<'_>,
        then: &mut impl FnMut(&Code) -> Then,
    ) -> Option<Then> {
        // Another resolution finds the same three again.
        let same =
            |tried: &[Finder; 3]| tried.iter().zip(three).all(|(a, b)| (a.x - b.x).hypot(a.y - b.y) < 0.5 * b.module);
        if seen.tried.iter().any(same) {
            return None;
        }
        self.steps.add(|| Step::Three(three.map(|f| Point { x: f.x, y: f.y })));
        match self.read(pyramid, three, budget) {
            Ok(code) => {
                self.steps.add(|| Step::Read(code.outline));
                let so = then(&code);
                seen.codes.push(code);
                Some(so)
            }
            Err(evidence) => {
                if let Some(found) = evidence.filter(|e| seen.unread.is_none_or(|known| known.timing < e.timing)) {
                    seen.unread = Some(found);
                }
                seen.tried.push(three.map(|f| *f));
                None
            }
        }
    }
}

/// Whether a finder lies on a code that was read.
fn holds(code: &Code, finder: &Finder) -> bool {
    let side = |i: usize| {
        let (a, b) = (code.outline[i], code.outline[(i + 1) % 4]);
        (b.x - a.x) * (finder.y - a.y) - (b.y - a.y) * (finder.x - a.x) > 0.0
    };
    let first = side(0);
    (1..4).all(|i| side(i) == first)
}

#[cfg(test)]
mod tests {
    use super::super::drawn::Drawn;
    use super::super::session::searches;
    use super::*;

    const TEXT: &str = "HTTPS://ASHYQ.KZ/P/0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    /// TEXT takes version 3.
    const SIDE: f32 = 29.0;

    fn texts(drawn: &Drawn) -> Vec<Vec<u8>> {
        let plane = Plane::packed(&drawn.luma, drawn.width, drawn.height);
        let look = Desk::default().look(plane, &searches(plane), &Budget::unlimited(), |_| Then::GoOn);
        look.codes.into_iter().map(|code| code.content.bytes).collect()
    }

    #[test]
    fn a_code_seen_from_aside_is_read() {
        // Depth grows to the right: the left edge is twice as near as the right one.
        let drawn = Drawn::seen(TEXT, 360, |x, y| {
            let depth = 1.0 - (x - 40.0) / 560.0;
            let u = (x - 40.0) / 280.0 / depth / 2.0 * SIDE;
            (u, SIDE / 2.0 + (y - 180.0) / 280.0 / depth * SIDE)
        });
        assert_eq!(texts(&drawn), [TEXT.as_bytes()]);
    }

    #[test]
    fn a_code_seen_flat_and_slantwise_is_read() {
        // Turned by an eighth, and twice as wide as high: rows cross a finder on its longest way.
        let drawn = Drawn::seen(TEXT, 480, |x, y| {
            let (dx, dy) = ((x - 240.0) / 9.9, (y - 240.0) / 4.95);
            (SIDE / 2.0 + dx + dy, SIDE / 2.0 + dy - dx)
        });
        assert_eq!(texts(&drawn), [TEXT.as_bytes()]);
    }

    #[test]
    fn a_code_on_a_bottle_is_read() {
        for radius in [190.0, 240.0, 400.0] {
            let drawn = Drawn::seen(TEXT, 360, |x, y| {
                let angle = ((x - 180.0) / radius).clamp(-1.0, 1.0).asin();
                (SIDE / 2.0 + angle * radius / 8.0, (y - 48.0) / 8.0)
            });
            assert_eq!(texts(&drawn), [TEXT.as_bytes()], "radius {radius}");
        }
    }

    #[test]
    fn a_third_finder_that_is_spoilt_is_found_by_the_other_two() {
        let mut drawn = Drawn::code(TEXT, 6);
        // A scratch through the middle of the finder on the top right.
        let left = drawn.width - 20 - 4 * 6 - 7 * 6;
        for y in 12 + 4 * 6 + 14..12 + 4 * 6 + 28 {
            drawn.luma[y * drawn.width + left..][..7 * 6].fill(220);
        }
        assert_eq!(texts(&drawn), [TEXT.as_bytes()]);
    }

    /// A wall of grain, as smoothed sensor noise and plaster have it: squares of three pixels, so light and up to so much lighter.
    fn grain(width: usize, height: usize, light: u8, most: u32) -> Drawn {
        let mut state = 1u32;
        let mut chance = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 16) % most) as u8
        };
        let squares: Vec<u8> = (0..width * height / 9 + width).map(|_| chance()).collect();
        let mut drawn = Drawn::blank(width, height, light);
        for (i, luma) in drawn.luma.iter_mut().enumerate() {
            *luma += squares[i / width / 3 * (width / 3) + i % width / 3];
        }
        drawn
    }

    #[test]
    fn a_code_among_noise_that_resembles_finders_is_read() {
        let code = Drawn::code_in(TEXT, 4, 70, 170);
        let mut drawn = grain(1280, 960, 70, 60);
        let width = drawn.width;
        for y in 0..code.height {
            for x in 0..code.width {
                let at = (y + 700) * width + x + 1000;
                drawn.luma[at] = code.luma[y * code.width + x] - 30 + (drawn.luma[at] - 70);
            }
        }
        assert_eq!(texts(&drawn), [TEXT.as_bytes()]);
    }

    /// Lays a picture on another.
    fn lay(on: &mut Drawn, above: &Drawn, (left, top): (usize, usize)) {
        for (y, row) in above.luma.chunks_exact(above.width).enumerate() {
            on.luma[(y + top) * on.width + left..][..above.width].copy_from_slice(row);
        }
    }

    #[test]
    fn a_small_code_on_a_grainy_wall_is_read() {
        let mut drawn = grain(1280, 960, 60, 80);
        // Modules of 2.1 pixels: in the first resolution half of that, which a crowd hides.
        let code = Drawn::seen(TEXT, 87, |x, y| ((x - 8.3) / 2.1, (y - 8.1) / 2.1));
        lay(&mut drawn, &code, (930, 610));
        assert_eq!(texts(&drawn), [TEXT.as_bytes()]);
    }

    #[test]
    fn a_faint_code_on_a_clear_wall_is_read() {
        let mut drawn = Drawn::blank(1280, 960, 215);
        // Turned a little, dark paper, and two modules of it around the code.
        let (side, quiet) = (3.2 * SIDE, 6.4);
        let mut code = Drawn::seen(TEXT, 140, |x, y| {
            let (dx, dy) = (x - 70.0, y - 70.0);
            ((dx * 0.94 + dy * 0.34 + side / 2.0) / 3.2, (dy * 0.94 - dx * 0.34 + side / 2.0) / 3.2)
        });
        for (i, luma) in code.luma.iter_mut().enumerate() {
            let (dx, dy) = ((i % 140) as f32 - 70.0, (i / 140) as f32 - 70.0);
            let off = (dx * 0.94 + dy * 0.34).abs().max((dy * 0.94 - dx * 0.34).abs());
            *luma = if off > side / 2.0 + quiet { 215 } else { 45 + (*luma - 30) / 5 };
        }
        lay(&mut drawn, &code, (612, 333));
        assert_eq!(texts(&drawn), [TEXT.as_bytes()]);
    }

    #[test]
    fn a_hand_that_moves_along_the_rows_leaves_the_columns() {
        let mut drawn = Drawn::code(TEXT, 6);
        // The mean of seven pixels in a row, more than a module.
        let sharp = drawn.luma.clone();
        for (i, luma) in drawn.luma.iter_mut().enumerate().skip(3) {
            let row = &sharp[i - 3..(i + 4).min(sharp.len())];
            *luma = (row.iter().map(|&l| usize::from(l)).sum::<usize>() / row.len()) as u8;
        }
        assert_eq!(texts(&drawn), [TEXT.as_bytes()]);
    }

    #[test]
    fn every_code_of_a_wall_is_read_once() {
        let one = Drawn::code(TEXT, 3);
        let mut wall = Drawn::blank(one.width * 3, one.height * 3, 220);
        for (i, row) in wall.luma.chunks_exact_mut(one.width).enumerate() {
            row.copy_from_slice(&one.luma[i / 3 % one.height * one.width..][..one.width]);
        }
        assert_eq!(texts(&wall).len(), 9);
    }
}
