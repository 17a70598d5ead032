//! From three finders to the place of every module: size, perspective, alignment patterns.
//!
//! The size comes from distances, from the timing patterns and, from version 7 on, from the version words. The plane is a
//! homography over all that was found; what paper bends off it is `bend`'s.

use super::bend::Bend;
use super::corners::Corners;
use super::format::read_version;
use super::frame::{Plane, Point};
use super::homography::{Homography, Tie};
use super::layout::alignment_places;
use super::timing;

/// A code's place in a plane.
#[derive(Clone)]
pub(super) struct Grid {
    /// Modules a side: 21 to 177 in steps of four.
    pub(super) side: usize,
    pub(super) homography: Homography,
    /// How far the paper is off the plane, in modules.
    pub(super) bend: Option<Bend>,
    /// How well the timing patterns alternate (ISO/IEC 18004, 6.3.5): 0 for chance, 1 for every module.
    pub(super) timing: f32,
    pub(super) inverted: bool,
    /// The pixels that one module takes.
    pub(super) module: f32,
    /// The alignment pattern in the far corner was found.
    pub(super) anchored: bool,
    ties: Vec<Tie>,
}

/// Lays grids over three finders (top left, top right, bottom left): the likeliest size first.
pub(super) fn lay(plane: Plane<'_>, corners: &[Corners; 3], inverted: bool) -> Vec<Grid> {
    let length = |p: Point, q: Point| (p.x - q.x).hypot(p.y - q.y);
    let middle = |c: &Corners| Point {
        x: c.points.iter().map(|p| p.x).sum::<f32>() / 4.0,
        y: c.points.iter().map(|p| p.y).sum::<f32>() / 4.0,
    };
    let across = |c: &Corners| ((length(c.points[0], c.points[1]) + length(c.points[3], c.points[2])) / 14.0).max(0.5);
    let along = |c: &Corners| ((length(c.points[0], c.points[3]) + length(c.points[1], c.points[2])) / 14.0).max(0.5);
    let [a, b, c] = corners;
    // Along a line in perspective the scale at the ends gives the number of modules exactly: distance over the
    // geometric mean.
    let first = length(middle(a), middle(b)) / (across(a) * across(b)).sqrt();
    let second = length(middle(a), middle(c)) / (along(a) * along(c)).sqrt();
    let estimate = first.midpoint(second) + 7.0;
    let module = (across(a) + across(b) + across(c) + along(a) + along(b) + along(c)) / 6.0;
    let lay = |version: usize| Grid::over(plane, corners, 17 + 4 * version, module, inverted);
    let nearest = ((estimate - 17.0) / 4.0).round() as i32;
    let slack = if estimate > 60.0 { 3 } else { 2 };
    let mut grids: Vec<Grid> = (nearest - slack..=nearest + slack)
        .filter(|version| (1..=40).contains(version))
        .filter_map(|version| lay(version as usize))
        .collect();
    let far_off = |grid: &Grid| (grid.side as f32 - estimate).abs() / estimate;
    grids.sort_by(|p, q| (q.timing - far_off(q)).total_cmp(&(p.timing - far_off(p))));
    // From version 7 on the code says its size itself.
    let said =
        if nearest > 6 { lay(nearest.min(40) as usize).and_then(|grid| grid.version(plane, corners)) } else { None };
    if let Some(version) = said.filter(|&version| (version as i32 - nearest).abs() <= 2 + nearest / 8)
        && let Some(mut grid) = lay(version)
    {
        grids.retain(|other| other.side != grid.side);
        grid.timing = grid.timing.max(LEAST_SAID);
        grids.insert(0, grid);
    }
    grids
}

/// A size that the code itself says counts as much as timing patterns that fit so well.
const LEAST_SAID: f32 = 0.4;

/// Where only one timing pattern can be seen, it counts for both less so much.
const BLURRED: f32 = 0.4;

impl Grid {
    fn over(plane: Plane<'_>, corners: &[Corners; 3], side: usize, module: f32, inverted: bool) -> Option<Grid> {
        let far = side as f32 - 7.0;
        let mut ties = Vec::with_capacity(16);
        for (corners, origin) in corners.iter().zip([(0.0, 0.0), (far, 0.0), (0.0, far)]) {
            for (&pixel, (u, v)) in corners.points.iter().zip([(0.0, 0.0), (7.0, 0.0), (7.0, 7.0), (0.0, 7.0)]) {
                ties.push(Tie { module: (origin.0 + u, origin.1 + v), pixel, weight: 1.0 });
            }
        }
        let homography = Homography::fit(&ties, side as f32)?;
        let mut grid = Grid { side, homography, bend: None, timing: 0.0, inverted, module, anchored: false, ties };
        grid.timing = grid.measure_timing(plane);
        Some(grid)
    }

    /// The pixel of a place in modules.
    pub(super) fn map(&self, u: f32, v: f32) -> Point {
        let (du, dv) = self.bend.as_ref().map_or((0.0, 0.0), |bend| bend.at(u, v));
        self.homography.map(u + du, v + dv)
    }

    /// How light a place is, as the code means it.
    pub(super) fn luma(&self, plane: Plane<'_>, u: f32, v: f32) -> f32 {
        let p = self.map(u, v);
        let luma = plane.luma_at(p.x, p.y);
        if self.inverted { 255.0 - luma } else { luma }
    }

    /// Compares each timing module with its two neighbours, so that no threshold is needed.
    fn measure_timing(&self, plane: Plane<'_>) -> f32 {
        let along = |across: bool| {
            let mut sum = 0.0;
            let luma = |k: usize| {
                let along = k as f32 + 0.5;
                if across { self.luma(plane, along, 6.5) } else { self.luma(plane, 6.5, along) }
            };
            let (mut before, mut here) = (luma(7), luma(8));
            for k in 8..self.side - 8 {
                let next = luma(k + 1);
                let lift = 2.0 * here - before - next;
                let right = (lift < -4.0) == (k % 2 == 0) && lift.abs() > 4.0;
                sum += if right { 1.0 } else { -1.0 };
                (before, here) = (here, next);
            }
            sum / (self.side - 16) as f32
        };
        let (row, column) = (along(true), along(false));
        // A hand that moves along one of them blurs it away.
        row.midpoint(column).max(row.max(column) - BLURRED)
    }

    /// The version that the two version words say, if they are clear.
    fn version(&self, plane: Plane<'_>, corners: &[Corners; 3]) -> Option<usize> {
        let word = |corners: &Corners, turned: bool| {
            let threshold = if self.inverted { 255.0 - corners.threshold } else { corners.threshold };
            let lightness: [f32; 18] = std::array::from_fn(|i| {
                let (u, v) = ((self.side - 11 + i % 3) as f32 + 0.5, (i / 3) as f32 + 0.5);
                let luma = if turned { self.luma(plane, v, u) } else { self.luma(plane, u, v) };
                luma - threshold
            });
            read_version(&lightness)
        };
        let (one, two) = (word(&corners[1], false), word(&corners[2], true));
        let better = if one.1 > two.1 { one } else { two };
        let agree = one.0 == two.0 && one.1 + two.1 > 1.1;
        (agree || better.1 > 0.88).then_some(better.0)
    }

    /// Looks for the alignment patterns and fits the perspective to those found.
    pub(super) fn align(&mut self, plane: Plane<'_>) {
        let places = alignment_places(self.side);
        let Some(&last) = places.last() else { return };
        let far = last as f32 + 0.5;
        if places.len() < 3 {
            // Alone in its corner it is the most telling and the least certain.
            let reach = 2.5 + self.side as f32 / 12.0;
            if let Some(pixel) = self.find_alignment(plane, far, far, reach) {
                self.anchored = true;
                self.tie((far, far), pixel, 4.0);
            }
            return;
        }
        let mut order: Vec<(usize, usize)> = super::layout::alignment_centres(self.side).collect();
        // The nearest to the finders first; the others follow from them.
        let from_finder = |&(x, y): &(usize, usize)| (x + y).min((last - x) + y).min(x + (last - y));
        order.sort_by_key(from_finder);
        for (i, &(x, y)) in order.iter().enumerate() {
            let (u, v) = (x as f32 + 0.5, y as f32 + 0.5);
            if let Some(pixel) = self.find_alignment(plane, u, v, 2.0) {
                self.anchored |= (x, y) == (last, last);
                self.tie((u, v), pixel, 2.0);
                if i >= 5 {
                    self.bend = Bend::over(&self.ties, &self.homography, self.side, 1.0);
                }
            }
        }
    }

    /// Bends to its timing patterns where they can be followed and are far off; tells whether they are.
    pub(super) fn follow_timing(&mut self, plane: Plane<'_>) -> bool {
        let along = timing::ties(self, plane);
        if along.is_empty() {
            return false;
        }
        let ties: Vec<Tie> = self.ties.iter().copied().chain(along).collect();
        let Some(bend) = Bend::over(&ties, &self.homography, self.side, 3.0) else { return false };
        self.bend = Some(bend);
        true
    }

    fn tie(&mut self, module: (f32, f32), pixel: Point, weight: f64) {
        self.ties.push(Tie { module, pixel, weight });
        if let Some(homography) = Homography::fit(&self.ties, self.side as f32) {
            self.homography = homography;
        }
    }

    /// The pixel where an alignment pattern (a dark ring around a light one around a dark module) fits best.
    fn find_alignment(&self, plane: Plane<'_>, u: f32, v: f32, reach: f32) -> Option<Point> {
        const PER_MODULE: usize = 2;
        let near = Near::of(self, (u, v));
        let steps = (reach * PER_MODULE as f32) as usize;
        let across = 2 * (steps + 2 * PER_MODULE) + 1;
        let origin = (across / 2) as f32 / PER_MODULE as f32;
        let mut patch = Vec::with_capacity(across * across);
        for j in 0..across {
            for i in 0..across {
                let (du, dv) = (i as f32 / PER_MODULE as f32 - origin, j as f32 / PER_MODULE as f32 - origin);
                patch.push(if reach > NEAR { self.luma(plane, u + du, v + dv) } else { near.luma(plane, du, dv) });
            }
        }
        let mut best = (0.0f32, 0.0, 0.0);
        for j in 0..=2 * steps {
            for i in 0..=2 * steps {
                let score = likeness(|x, y| patch[(j + y * PER_MODULE) * across + i + x * PER_MODULE]);
                let (du, dv) =
                    ((i as f32 - steps as f32) / PER_MODULE as f32, (j as f32 - steps as f32) / PER_MODULE as f32);
                let score = score - 0.02 * du.hypot(dv);
                if score > best.0 {
                    best = (score, du, dv);
                }
            }
        }
        if best.0 < 0.5 {
            return None;
        }
        let (mid_u, mid_v) = (u + best.1, v + best.2);
        let mut finest = (best.0, mid_u, mid_v);
        for j in -2i8..=2 {
            for i in -2i8..=2 {
                let (du, dv) = (f32::from(i) * 0.15, f32::from(j) * 0.15);
                let score = likeness(|x, y| self.luma(plane, mid_u + du + x as f32 - 2.0, mid_v + dv + y as f32 - 2.0));
                if score > finest.0 {
                    finest = (score, mid_u + du, mid_v + dv);
                }
            }
        }
        (finest.0 > 0.6).then(|| self.map(finest.1, finest.2))
    }

    /// The code's outline, clockwise from its top left.
    pub(super) fn outline(&self) -> [Point; 4] {
        let side = self.side as f32;
        [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(u, v)| self.map(u, v))
    }
}

/// Within so many modules of a place a grid is as good as straight.
const NEAR: f32 = 2.0;

/// A grid near one of its places.
struct Near {
    middle: Point,
    right: Point,
    down: Point,
    inverted: bool,
}

impl Near {
    fn of(grid: &Grid, (u, v): (f32, f32)) -> Near {
        let axis = |p: Point, q: Point| Point { x: (q.x - p.x) / (2.0 * NEAR), y: (q.y - p.y) / (2.0 * NEAR) };
        Near {
            middle: grid.map(u, v),
            right: axis(grid.map(u - NEAR, v), grid.map(u + NEAR, v)),
            down: axis(grid.map(u, v - NEAR), grid.map(u, v + NEAR)),
            inverted: grid.inverted,
        }
    }

    fn luma(&self, plane: Plane<'_>, u: f32, v: f32) -> f32 {
        let x = self.middle.x + self.right.x * u + self.down.x * v;
        let y = self.middle.y + self.right.y * u + self.down.y * v;
        let luma = plane.luma_at(x, y);
        if self.inverted { 255.0 - luma } else { luma }
    }
}

/// The correlation of five by five lumas with an alignment pattern, -1 to 1.
fn likeness(luma: impl Fn(usize, usize) -> f32) -> f32 {
    let (mut light, mut sum, mut squares) = (0.0f32, 0.0f32, 0.0f32);
    for y in 0..5 {
        for x in 0..5 {
            let value = luma(x, y);
            sum += value;
            squares += value * value;
            if x.abs_diff(2).max(y.abs_diff(2)) == 1 {
                light += value;
            }
        }
    }
    // Eight of 25 are light: the pattern's own deviation is the square root of 8/25 * 17/25.
    let spread = (squares / 25.0 - (sum / 25.0).powi(2)).max(0.0).sqrt();
    if spread < 2.0 {
        return 0.0;
    }
    (light - sum * 8.0 / 25.0) / 25.0 / (spread * 0.466_5)
}
