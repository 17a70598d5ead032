//! Paper that is not flat, and planes that were not met exactly: what is off the homography, as a polynomial.
//!
//! Wherever two neighbouring modules differ, the change of luma between them shows where their border really is. The
//! distances to where the grid has it are fitted by a polynomial of small degree in both directions (least squares with
//! a small ridge, large distances counting less), first near what is sure, then everywhere.

use super::frame::{Plane, Point};
use super::grid::Grid;
use super::homography::{Homography, Tie};
use super::sample::Samples;

/// The coefficients of a polynomial of degree three in two variables.
const TERMS: usize = 10;
/// Borders that are looked at in each direction, at most.
const MOST_BORDERS: usize = 800;
/// Half the length, in modules, on which a border is looked for.
const REACH: f32 = 0.75;

/// How far places are off the plane, in modules.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bend {
    side: f32,
    across: [f32; TERMS],
    down: [f32; TERMS],
}

fn terms(s: f32, t: f32) -> [f32; TERMS] {
    [1.0, s, t, s * s, s * t, t * t, s * s * s, s * s * t, s * t * t, t * t * t]
}

impl Bend {
    /// Fits a bend to places that were found, as far as they lie off the plane; `doubt` is the distance, in modules, at which a
    /// place counts half.
    pub(super) fn over(ties: &[Tie], homography: &Homography, side: usize, doubt: f32) -> Option<Bend> {
        let off = |across: bool| {
            let border = |tie: &Tie| {
                let (u, v) = tie.module;
                let (at_u, at_v) = homography.unmap(tie.pixel)?;
                Some(Border { u, v, off: if across { at_u - u } else { at_v - v } })
            };
            Borders(ties.iter().filter_map(border).collect()).fit(side as f32, &[0.0; TERMS], 3, doubt)
        };
        Some(Bend { side: side as f32, across: off(true)?, down: off(false)? })
    }

    /// The distance at a place in modules.
    pub(super) fn at(&self, u: f32, v: f32) -> (f32, f32) {
        let terms = terms(2.0 * u / self.side - 1.0, 2.0 * v / self.side - 1.0);
        let sum = |of: &[f32; TERMS]| of.iter().zip(&terms).map(|(a, b)| a * b).sum();
        (sum(&self.across), sum(&self.down))
    }
}

/// A border's distance from where the grid has it.
struct Border {
    u: f32,
    v: f32,
    off: f32,
}

/// The memory of bending, kept from code to code.
#[derive(Default)]
pub(super) struct Borders(Vec<Border>);

impl Borders {
    /// Bends a grid to the borders between its modules, as sampled and judged.
    ///
    /// `degree` is 1 to 3, `reach` how far from finders and the far alignment pattern borders are believed. Gives the mean distance that was left, in modules.
    pub(super) fn bend(
        &mut self,
        grid: &mut Grid,
        plane: Plane<'_>,
        samples: &Samples,
        (degree, reach): (usize, usize),
    ) -> Option<f32> {
        let old = grid.bend.unwrap_or(Bend { side: grid.side as f32, across: [0.0; TERMS], down: [0.0; TERMS] });
        let mut bend = old;
        let mut left = 0.0;
        for across in [true, false] {
            self.measure(grid, plane, samples, across, reach);
            if self.0.len() < 4 * TERMS {
                return None;
            }
            let before = if across { &old.across } else { &old.down };
            let fitted = self.fit(grid.side as f32, before, degree, 0.25)?;
            left += self.0.iter().map(|border| border.off.abs()).sum::<f32>() / self.0.len() as f32;
            if across {
                bend.across = fitted;
            } else {
                bend.down = fitted;
            }
        }
        grid.bend = Some(bend);
        Some(left / 2.0)
    }

    fn measure(&mut self, grid: &Grid, plane: Plane<'_>, samples: &Samples, across: bool, reach: usize) {
        let Samples { centres, luma, lightness, .. } = samples;
        self.0.clear();
        let side = grid.side;
        let next = if across { 1 } else { side };
        // The last column has no neighbour, the last row none below.
        let (columns, rows) = if across { (side - 1, side) } else { (side, side - 1) };
        let is_border = |&(x, y): &(usize, usize)| {
            let (here, there) = (y * side + x, y * side + x + next);
            (lightness[here] < 0.0) != (lightness[there] < 0.0)
                && luma[here] >= 0.0
                && luma[there] >= 0.0
                && from_sure(x, y, side, grid.anchored) <= reach
        };
        let places = || (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y))).filter(is_border);
        let step = places().count().div_ceil(MOST_BORDERS).max(1);
        self.0.extend(places().step_by(step).filter_map(|(x, y)| {
            let (here, there) = (y * side + x, y * side + x + next);
            let (u, v) = if across { (x as f32 + 1.0, y as f32 + 0.5) } else { (x as f32 + 0.5, y as f32 + 1.0) };
            let off = border(plane, grid.inverted, (centres[here], centres[there]), (luma[here], luma[there]))?;
            Some(Border { u, v, off })
        }));
    }

    /// `doubt` is the distance, in modules, at which a border counts half.
    fn fit(&self, side: f32, before: &[f32; TERMS], degree: usize, doubt: f32) -> Option<[f32; TERMS]> {
        let count = [1, 3, 6, TERMS][degree.min(3)];
        let mut normal = [[0f64; TERMS + 1]; TERMS];
        for border in &self.0 {
            let terms = terms(2.0 * border.u / side - 1.0, 2.0 * border.v / side - 1.0);
            let known: f32 = before.iter().zip(&terms).map(|(a, b)| a * b).sum();
            let weight = f64::from(1.0 / (1.0 + (border.off / doubt).powi(2)));
            for i in 0..count {
                let weighted = weight * f64::from(terms[i]);
                for j in i..count {
                    normal[i][j] += weighted * f64::from(terms[j]);
                }
                normal[i][TERMS] += weighted * f64::from(known + border.off);
            }
        }
        let ridge = 0.002 * self.0.len() as f64;
        for i in 0..count {
            normal[i][i] += ridge * if i < 3 { 0.01 } else { 1.0 };
            let (above, row) = normal.split_at_mut(i);
            for (value, above) in row[0].iter_mut().zip(above) {
                *value = above[i];
            }
        }
        solve(&mut normal, count)
    }
}

/// How far a module is from the nearest finder or from the alignment pattern in the far corner, in modules.
fn from_sure(x: usize, y: usize, side: usize, anchored: bool) -> usize {
    let beyond = |p: usize, end: bool| if end { (side - 7).saturating_sub(p) } else { p.saturating_sub(6) };
    let corner = |right: bool, low: bool| beyond(x, right).max(beyond(y, low));
    let far = x.abs_diff(side - 7).max(y.abs_diff(side - 7)).saturating_sub(2);
    let near = corner(false, false).min(corner(true, false)).min(corner(false, true));
    if anchored { near.min(far) } else { near }
}

/// Where the luma between two modules crosses their middle, in modules from the border; nearest to it.
fn border(plane: Plane<'_>, inverted: bool, (one, two): (Point, Point), (a, b): (f32, f32)) -> Option<f32> {
    const STEPS: usize = 6;
    let threshold = a.midpoint(b);
    let rising = b > a;
    // So short a way is straight: beyond the middles of both modules it goes on as between them.
    let on = |p: Point, q: Point| Point { x: p.x + (p.x - q.x) * (REACH - 0.5), y: p.y + (p.y - q.y) * (REACH - 0.5) };
    let (from, to) = (on(one, two), on(two, one));
    let luma = |t: f32| {
        let part = 0.5 + t / (2.0 * REACH);
        let luma = plane.luma_at(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
        let lift = if inverted { 255.0 - luma } else { luma } - threshold;
        if rising { lift } else { -lift }
    };
    let at = |i: usize| REACH * (2.0 * i as f32 / STEPS as f32 - 1.0);
    let mut nearest: Option<f32> = None;
    let mut before = luma(at(0));
    for i in 1..=STEPS {
        let now = luma(at(i));
        if before < 0.0 && now >= 0.0 {
            let off = at(i - 1) + (at(i) - at(i - 1)) * before / (before - now);
            if nearest.is_none_or(|known| off.abs() < known.abs()) {
                nearest = Some(off);
            }
        }
        before = now;
    }
    nearest
}

/// Gauss's elimination of a positive definite system.
fn solve(rows: &mut [[f64; TERMS + 1]; TERMS], count: usize) -> Option<[f32; TERMS]> {
    for i in 0..count {
        let head = rows[i];
        if head[i] < 1e-9 {
            return None;
        }
        for row in &mut rows[i + 1..count] {
            let factor = row[i] / head[i];
            for (value, above) in row.iter_mut().zip(&head).skip(i) {
                *value -= factor * above;
            }
        }
    }
    let mut solution = [0f64; TERMS];
    for i in (0..count).rev() {
        let known: f64 = (i + 1..count).map(|j| rows[i][j] * solution[j]).sum();
        solution[i] = (rows[i][TERMS] - known) / rows[i][i];
    }
    solution.iter().all(|value| value.is_finite()).then(|| solution.map(|value| value as f32))
}
