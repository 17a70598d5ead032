//! Finder patterns: the three squares of a QR code, by their runs 1:1:3:1:1 (ISO/IEC 18004, 6.3.3).

use std::f32::consts::FRAC_1_SQRT_2;

use super::binarise::Bitmap;
use super::budget::Budget;
use super::complete;
use super::frame::Plane;

/// No picture may give more finders than this, so that noise costs no more than a page full of codes.
const MOST_FINDERS: usize = 240;
/// So many finders that say nothing are noise.
pub(super) const CROWD: usize = 20;
/// Of a crowd, what resembles a printed finder so much is kept even so: a wall of codes is a crowd as well.
const SURE_LIKENESS: f32 = 0.85;
/// What resembles one so much is a sign of a code.
const CLEAR_LIKENESS: f32 = 0.6;
/// Sine and cosine of none, one, two and three sixteenths of a turn: a square looks the same after four.
const TURNS: [(f32, f32); 4] =
    [(0.0, 1.0), (0.382_683, 0.923_880), (FRAC_1_SQRT_2, FRAC_1_SQRT_2), (0.923_880, 0.382_683)];
/// Where a picture is noise, even crossing rows and columns are too many: no more are checked.
const MOST_CHECKS: usize = 5_000;

/// One finder pattern, in pixels of the bitmap that it was found in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finder {
    pub(super) x: f32,
    pub(super) y: f32,
    /// The width of one module, in pixels.
    pub(super) module: f32,
    /// The same in the direction in which it is narrowest.
    pub(super) narrow: f32,
    /// The same along a row: seen slantwise, far more than the others.
    pub(super) along: f32,
    /// Light on dark instead of dark on light.
    pub(super) inverted: bool,
    /// How many rows of pixels crossed it, those between them counted.
    pub(super) rows: f32,
}

impl Finder {
    /// The same in a picture of another resolution.
    pub(super) fn scaled(&self, by: f32) -> Finder {
        let Finder { x, y, module, narrow, along, inverted, rows } = *self;
        Finder {
            x: x * by,
            y: y * by,
            module: module * by,
            narrow: narrow * by,
            along: along * by,
            inverted,
            rows: rows * by,
        }
    }
}

/// The memory of a search, kept from frame to frame.
#[derive(Default)]
pub(super) struct Lines {
    words: Vec<u64>,
    edges: Vec<u16>,
}

/// Finds the finder patterns of both polarities whose modules are at most so wide, stopping where the budget ends.
pub(super) fn find(bitmap: &Bitmap<'_>, widest: f32, lines: &mut Lines, budget: &Budget<'_>) -> Found {
    // What lies between a finder's outer squares is five modules wide.
    let widest = (5.0 * widest) as u16;
    let mut finders: Vec<Finder> = Vec::new();
    let mut checks = 0;
    let mut above = 0;
    // Three modules of rows cross a finder's middle: where there are many rows, one in four meets modules of two pixels as well.
    // More looks at noise show more of what is none.
    let step = match bitmap.plane.height {
        0..=300 => 1,
        301..=700 => 3,
        _ => 4,
    };
    for y in (0..bitmap.plane.height).step_by(step) {
        if y % 32 < step {
            if budget.is_spent() {
                break;
            }
            // Those that lie wholly above are met no more.
            while finders.get(above).is_some_and(|f: &Finder| f.y + 2.0 * f.module < y as f32) {
                above += 1;
            }
        }
        bitmap.row_bits(y, &mut lines.words);
        find_edges(&lines.words, bitmap.plane.width, &mut lines.edges);
        let first = lines.words[0] & 1 == 1;
        for (i, six) in lines.edges.windows(6).enumerate() {
            let &[a, b, c, d, e, f] = six else { continue };
            if e - b > widest {
                continue;
            }
            let runs = [b - a, c - b, d - c, e - d, f - e];
            // The middle is by far the longest: this cheap question ends most of the noise.
            if 3 * u32::from(runs[2]) <= 4 * u32::from(runs[1].max(runs[3])) {
                continue;
            }
            let Some(found) = as_finder(runs) else { continue };
            let module = found.module;
            // The first edge opens the picture itself, so run 0 has the first pixel's colour.
            let inverted = first != (i % 2 == 0);
            let x = f32::from(six[2]).midpoint(f32::from(six[3]));
            let known = finders[above..].iter_mut().find(|f| {
                f.inverted == inverted
                    && (f.x - x).abs() < 1.5 * f.module
                    && (f.y - y as f32).abs() < 2.0 * f.module
                    && module < 1.6 * f.along
                    && f.along < 1.6 * module
            });
            if let Some(finder) = known {
                finder.rows += 1.0;
                continue;
            }
            checks += 1;
            if checks > MOST_CHECKS {
                break;
            }
            if let Some(finder) = check(bitmap, x, y, found, inverted) {
                if finders.len() == MOST_FINDERS {
                    let mut left = rank(bitmap.plane, &finders, MOST_FINDERS / 2);
                    left.sort_by_key(|ranked| ranked.met);
                    finders = left.into_iter().map(|ranked| ranked.finder).collect();
                    above = 0;
                    if finders.len() == MOST_FINDERS {
                        break;
                    }
                }
                finders.push(finder);
            }
        }
    }
    // Three modules of rows cross a finder's middle; fewer than one are chance.
    finders.retain_mut(|finder| {
        finder.rows *= step as f32;
        finder.rows >= 0.9 * finder.module
    });
    let met = finders.len();
    let ranked = rank(bitmap.plane, &finders, CROWD);
    let alike = ranked.iter().filter(|ranked| ranked.likeness > CLEAR_LIKENESS).count();
    Found { finders: ranked.into_iter().map(|ranked| ranked.finder).collect(), met, alike }
}

/// What a search has found.
pub(super) struct Found {
    /// The clearest first; of a crowd only those that stand out.
    pub(super) finders: Vec<Finder>,
    /// How many there were, those of a crowd too.
    pub(super) met: usize,
    /// How many resemble printed ones, and are more than runs that happen to fit.
    pub(super) alike: usize,
}

struct Ranked {
    /// Its place in the order in which finders were met.
    met: usize,
    finder: Finder,
    likeness: f32,
    /// Its contrast, as far as it resembles a finder.
    clear: f32,
}

/// Sorts finders by how clear they are: alike a printed one in some direction, and with more contrast than chance gives. Of a
/// crowd, most of which is noise, so many are left.
fn rank(plane: Plane<'_>, finders: &[Finder], most: usize) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = Vec::with_capacity(finders.len());
    for (met, &finder) in finders.iter().enumerate() {
        let Finder { x, y, module, .. } = finder;
        let (mut likeness, mut clear) = (0.0f32, 0.0f32);
        for (sin, cos) in TURNS {
            let (lift, like) = complete::compare(|u, v| {
                let luma = plane.luma_at(x + (u * cos - v * sin) * module, y + (u * sin + v * cos) * module);
                if finder.inverted { 255.0 - luma } else { luma }
            });
            if like > likeness {
                (likeness, clear) = (like, lift * like);
            }
        }
        // What is sure beyond doubt counts alike, so that neighbours on a wall of codes stay neighbours.
        let clear = if likeness > SURE_LIKENESS { f32::MAX } else { clear };
        ranked.push(Ranked { met, finder, likeness, clear });
    }
    ranked.sort_by(|a, b| b.clear.total_cmp(&a.clear));
    let sure = ranked.iter().take_while(|ranked| ranked.likeness > SURE_LIKENESS).count();
    ranked.truncate(most.max(sure));
    ranked
}

/// Writes down where the colour changes, from 0 to the width.
fn find_edges(words: &[u64], width: usize, edges: &mut Vec<u16>) {
    edges.clear();
    edges.push(0);
    let mut before = words[0] & 1;
    for (i, &word) in words.iter().enumerate() {
        let mut changes = word ^ (word << 1 | before);
        before = word >> 63;
        while changes != 0 {
            let x = i * 64 + changes.trailing_zeros() as usize;
            changes &= changes - 1;
            if x < width {
                edges.push(x as u16);
            }
        }
    }
    edges.push(width as u16);
}

/// Five runs that look like a finder.
#[derive(Debug, Clone, Copy)]
struct Runs {
    /// The width of one module along them.
    module: f32,
    /// One of the outer runs goes on: something dark touches the finder there.
    open: bool,
}

/// Tells whether five runs look like a finder.
///
/// Distances between like edges are compared, as blur and spread ink move all dark-to-light edges alike.
#[inline]
fn as_finder([a, b, c, d, e]: [u16; 5]) -> Option<Runs> {
    // The middle is by far the longest: this cheap question ends most of the noise.
    let middle = u32::from(c) * 3;
    let long = |run: u16| u32::from(run) * 4 >= middle;
    if long(b) || long(d) || long(a) && long(e) {
        return None;
    }
    let open = if long(a) { Some(0) } else { long(e).then_some(4) };
    let (a, b, c, d, e) = (f32::from(a), f32::from(b), f32::from(c), f32::from(d), f32::from(e));
    let (total, module) = match open {
        None => (a + b + c + d + e, (a + b + c + d + e) / 7.0),
        Some(0) => (b + c + d + e + b, (b + c + d + e) / 6.0),
        Some(_) => (a + b + c + d + d, (a + b + c + d) / 6.0),
    };
    if total < 7.0 {
        return None;
    }
    let near = |length: f32, modules: f32, slack: f32| (length - modules * module).abs() <= slack * module + 0.6;
    let fits = (open == Some(0) || near(a + b, 2.0, 0.6))
        && (open == Some(4) || near(d + e, 2.0, 0.6))
        && near(b + c, 4.0, 0.8)
        && near(c + d, 4.0, 0.8)
        && near(c, 3.0, 1.0)
        && [a, b, d, e].into_iter().all(|run| run >= 0.3 * module);
    // Where one side says less, the others must say it better.
    let surely = || near(b, 1.0, 0.2) && near(d, 1.0, 0.2) && near(c, 3.0, 0.2) && module > 2.0;
    (fits && (open.is_none() || surely())).then_some(Runs { module, open: open.is_some() })
}

/// Crosses a candidate downwards, across again and along both diagonals.
fn check(bitmap: &Bitmap<'_>, x: f32, y: usize, runs: Runs, inverted: bool) -> Option<Finder> {
    let (column, row) = (x as isize, y as isize);
    let down = cross(bitmap, (column, row), (0, 1), runs.module, inverted)?;
    let row = row + down.shift.round() as isize;
    let right = cross(bitmap, (column, row), (1, 0), runs.module, inverted)?;
    if down.open && right.open {
        return None;
    }
    let (x, y) = (column as f32 + 0.5 + right.shift, y as f32 + 0.5 + down.shift);
    let module = right.module.midpoint(down.module);
    let (column, row) = (x as isize, y as isize);
    // A step along a diagonal is longer; in steps the runs compare as they do along rows.
    let falling = cross(bitmap, (column, row), (1, 1), module, inverted);
    let rising = cross(bitmap, (column, row), (1, -1), module, inverted);
    if falling.is_none() && rising.is_none() {
        return None;
    }
    // Where it lies at an angle, rows and columns cross it slantwise, and the diagonals tell how much.
    let diagonal = |cross: &Cross| cross.module * std::f32::consts::SQRT_2;
    let mut side = (right.module * down.module).sqrt();
    let mut narrow = right.module.min(down.module);
    if let (Some(falling), Some(rising)) = (&falling, &rising) {
        side = side.min((diagonal(falling) * diagonal(rising)).sqrt());
        narrow = narrow.min(diagonal(falling)).min(diagonal(rising));
    }
    Some(Finder { x, y, module: side, narrow, along: right.module, inverted, rows: 1.0 })
}

struct Cross {
    /// In steps.
    module: f32,
    /// How far the middle lies from where the crossing began, in steps.
    shift: f32,
    open: bool,
}

/// Walks from a middle both ways and compares the runs.
fn cross(
    bitmap: &Bitmap<'_>,
    (x, y): (isize, isize),
    (dx, dy): (isize, isize),
    module: f32,
    inverted: bool,
) -> Option<Cross> {
    let (width, height) = (bitmap.plane.width, bitmap.plane.height);
    let limit = (module * 8.0) as isize + 4;
    // Off the picture, coordinates below zero are large ones.
    let at = |t: isize| {
        let (px, py) = ((x + dx * t) as usize, (y + dy * t) as usize);
        (px < width && py < height).then(|| bitmap.is_dark(px, py) != inverted)
    };
    if at(0) != Some(true) {
        return None;
    }
    let walk = |sign: isize| {
        let mut ends = [0u16; 3];
        let mut t = 1;
        for (i, end) in ends.iter_mut().enumerate() {
            let dark = i % 2 == 0;
            while at(sign * t) == Some(dark) {
                t += 1;
                if t > limit {
                    // Only the last run may go on.
                    if i < 2 {
                        return None;
                    }
                    break;
                }
            }
            // The picture's border ends the last run only.
            if at(sign * t).is_none() && i < 2 {
                return None;
            }
            *end = t as u16;
        }
        Some(ends)
    };
    let (back, forth) = (walk(-1)?, walk(1)?);
    let runs = [back[2] - back[1], back[1] - back[0], back[0] + forth[0] - 1, forth[1] - forth[0], forth[2] - forth[1]];
    let found = as_finder(runs)?;
    if found.module > 4.0 * module || module > 4.0 * found.module {
        return None;
    }
    Some(Cross { module: found.module, shift: (f32::from(forth[0]) - f32::from(back[0])) / 2.0, open: found.open })
}
