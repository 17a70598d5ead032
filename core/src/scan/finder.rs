//! Finder patterns: the three squares of a QR code, by their runs 1:1:3:1:1 (ISO/IEC 18004, 6.3.3).

use super::binarise::Bitmap;
use super::budget::Budget;

/// No picture may give more finders than this, so that noise costs no more than a page full of codes.
const MOST_FINDERS: usize = 240;
/// Where a picture is noise, even crossing rows and columns are too many: no more are checked.
const MOST_CHECKS: usize = 60_000;

/// One finder pattern, in pixels of the bitmap that it was found in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finder {
    pub(super) x: f32,
    pub(super) y: f32,
    /// The width of one module, in pixels.
    pub(super) module: f32,
    /// Light on dark instead of dark on light.
    pub(super) inverted: bool,
    /// The number of rows that crossed it.
    pub(super) rows: u32,
}

/// Finds the finder patterns of both polarities, stopping where the budget ends.
pub(super) fn find(bitmap: &Bitmap<'_>, budget: &Budget<'_>) -> Vec<Finder> {
    let mut finders: Vec<Finder> = Vec::new();
    let mut edges: Vec<u16> = Vec::new();
    let mut checks = 0;
    let step = if bitmap.plane.height > 700 { 2 } else { 1 };
    for y in (0..bitmap.plane.height).step_by(step) {
        if y % 32 < step && budget.is_spent() {
            break;
        }
        let row = bitmap.row(y);
        find_edges(row, &mut edges);
        let first = row[0] != 0;
        for (i, six) in edges.windows(6).enumerate() {
            let runs = [0, 1, 2, 3, 4].map(|k| six[k + 1] - six[k]);
            let Some(module) = as_finder(runs) else { continue };
            // The first edge opens the picture itself, so run 0 has the first pixel's colour.
            let inverted = first != (i % 2 == 0);
            let x = f32::from(six[2]).midpoint(f32::from(six[3]));
            let known = finders.iter_mut().find(|f| {
                f.inverted == inverted
                    && (f.x - x).abs() < 1.5 * f.module
                    && (f.y - y as f32).abs() < 2.0 * f.module
                    && module < 1.6 * f.module
                    && f.module < 1.6 * module
            });
            if let Some(finder) = known {
                finder.rows += 1;
                continue;
            }
            checks += 1;
            if checks > MOST_CHECKS {
                break;
            }
            if let Some(finder) = check(bitmap, x, y, module, inverted) {
                if finders.len() == MOST_FINDERS {
                    break;
                }
                finders.push(finder);
            }
        }
    }
    // Three modules of rows cross a finder's middle; fewer than one are chance.
    finders.retain(|finder| (finder.rows as usize * step) as f32 >= 0.9 * finder.module);
    finders
}

/// Writes down where the colour changes, from 0 to the width.
fn find_edges(row: &[u8], edges: &mut Vec<u16>) {
    edges.clear();
    edges.push(0);
    let mut colour = row[0];
    let mut x = 0;
    for eight in row.chunks(8) {
        // Eight pixels of one colour are the usual case.
        let even = <[u8; 8]>::try_from(eight)
            .is_ok_and(|e| u64::from_ne_bytes(e) == u64::from(colour) * 0x0101_0101_0101_0101);
        if !even {
            for (i, &pixel) in eight.iter().enumerate() {
                if pixel != colour {
                    colour = pixel;
                    edges.push((x + i) as u16);
                }
            }
        }
        x += eight.len();
    }
    edges.push(row.len() as u16);
}

/// The module's width if five runs look like a finder.
///
/// Distances between like edges are compared, as blur and spread ink move all dark-to-light edges alike.
fn as_finder(runs: [u16; 5]) -> Option<f32> {
    // The middle is by far the longest: this cheap question ends most of the noise.
    let middle = u32::from(runs[2]) * 3;
    if [0, 1, 3, 4].into_iter().any(|i| u32::from(runs[i]) * 4 >= middle) {
        return None;
    }
    let runs = runs.map(f32::from);
    let total: f32 = runs.iter().sum();
    if total < 7.0 {
        return None;
    }
    let module = total / 7.0;
    let near = |length: f32, modules: f32, slack: f32| (length - modules * module).abs() <= slack * module + 0.6;
    let fits = near(runs[0] + runs[1], 2.0, 0.6)
        && near(runs[3] + runs[4], 2.0, 0.6)
        && near(runs[1] + runs[2], 4.0, 0.8)
        && near(runs[2] + runs[3], 4.0, 0.8)
        && near(runs[2], 3.0, 1.0)
        && [0, 1, 3, 4].into_iter().all(|i| runs[i] >= 0.3 * module);
    fits.then_some(module)
}

/// Crosses a candidate downwards, across again and along both diagonals.
fn check(bitmap: &Bitmap<'_>, x: f32, y: usize, module: f32, inverted: bool) -> Option<Finder> {
    let centre_y = y as f32 + 0.5;
    let down = cross(bitmap, (x, centre_y), (0.0, 1.0), module, inverted)?;
    let y = centre_y + down.shift;
    let right = cross(bitmap, (x, y), (1.0, 0.0), module, inverted)?;
    let x = x + right.shift;
    let module = right.module.midpoint(down.module);
    // A code that stands on its corner shows a finder's diagonal here: up to a half longer than its side.
    let diagonal = 0.707;
    let falling = cross(bitmap, (x, y), (diagonal, diagonal), module, inverted);
    let rising = cross(bitmap, (x, y), (diagonal, -diagonal), module, inverted);
    if falling.is_none() && rising.is_none() {
        return None;
    }
    // Where it lies at an angle, rows and columns cross it slantwise, and the diagonals tell how much.
    let area = |a: &Cross, b: &Cross| a.module * b.module;
    let mut side = area(&right, &down).sqrt();
    if let (Some(falling), Some(rising)) = (&falling, &rising) {
        side = side.min(area(falling, rising).sqrt());
    }
    Some(Finder { x, y, module: side, inverted, rows: 1 })
}

struct Cross {
    module: f32,
    /// How far the middle lies from where the crossing began, in pixels along its direction.
    shift: f32,
}

/// Walks from a middle both ways and compares the runs.
fn cross(bitmap: &Bitmap<'_>, (x, y): (f32, f32), (dx, dy): (f32, f32), module: f32, inverted: bool) -> Option<Cross> {
    let limit = (module * 8.0) as usize + 4;
    let at = |t: f32| {
        let (px, py) = (x + dx * t, y + dy * t);
        (px >= 0.0 && py >= 0.0 && px < bitmap.plane.width as f32 && py < bitmap.plane.height as f32)
            .then(|| bitmap.is_dark(px as usize, py as usize) != inverted)
    };
    if at(0.0) != Some(true) {
        return None;
    }
    let walk = |sign: f32| {
        let mut ends = [0u16; 3];
        let mut t = 1;
        for (i, end) in ends.iter_mut().enumerate() {
            let dark = i % 2 == 0;
            while at(sign * t as f32) == Some(dark) {
                t += 1;
                if t > limit {
                    return None;
                }
            }
            // The picture's border ends the last run only.
            if at(sign * t as f32).is_none() && i < 2 {
                return None;
            }
            *end = t as u16;
        }
        Some(ends)
    };
    let (back, forth) = (walk(-1.0)?, walk(1.0)?);
    let runs = [back[2] - back[1], back[1] - back[0], back[0] + forth[0] - 1, forth[1] - forth[0], forth[2] - forth[1]];
    let found = as_finder(runs)?;
    if found > 2.2 * module || module > 2.2 * found {
        return None;
    }
    Some(Cross { module: found, shift: (f32::from(forth[0]) - f32::from(back[0])) / 2.0 })
}
