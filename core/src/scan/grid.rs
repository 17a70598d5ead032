//! From three finders to the modules of a code: corners, size, perspective, alignment, and the luma of each module.

use super::binarise::Bitmap;
use super::budget::Budget;
use super::finder::Finder;
use super::frame::Point;
use super::homography::{Homography, Line, Tie};

/// A code's place in a bitmap.
pub(super) struct Grid {
    /// Modules a side: 21 to 177 in steps of four.
    pub(super) side: usize,
    pub(super) homography: Homography,
    /// The share of timing modules that are as they must be (ISO/IEC 18004, 6.3.5), 0 to 1.
    pub(super) timing: f32,
    inverted: bool,
    ties: Vec<Tie>,
    /// The pixels that one module takes.
    module: f32,
    /// Where the ties lie off the plane, in pixels: for paper that is not flat. Empty while the plane is believed.
    bends: Vec<(f32, f32, Point)>,
}

/// Lays grids over three finders (top left, top right, bottom left): the likeliest size first, at most three.
pub(super) fn lay(bitmap: &Bitmap<'_>, finders: [&Finder; 3]) -> Vec<Grid> {
    let [a, b, c] = finders;
    let unit = |from: &Finder, to: &Finder| {
        let length = (to.x - from.x).hypot(to.y - from.y).max(1.0);
        Point { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
    };
    let (right, down) = (unit(a, b), unit(a, c));
    let corners = finders.map(|finder| corners(bitmap, finder, right, down));

    let length = |p: Point, q: Point| (p.x - q.x).hypot(p.y - q.y);
    let across = |c: &[Point; 4]| ((length(c[0], c[1]) + length(c[3], c[2])) / 14.0).max(0.5);
    let along = |c: &[Point; 4]| ((length(c[0], c[3]) + length(c[1], c[2])) / 14.0).max(0.5);
    // Along a line in perspective the scale at the ends gives the number of modules exactly: distance over the
    // geometric mean.
    let first = (b.x - a.x).hypot(b.y - a.y) / (across(&corners[0]) * across(&corners[1])).sqrt();
    let second = (c.x - a.x).hypot(c.y - a.y) / (along(&corners[0]) * along(&corners[2])).sqrt();
    let estimate = first.midpoint(second) + 7.0;
    let nearest = ((estimate - 17.0) / 4.0).round() as i32;
    let slack = if estimate > 60.0 { 3 } else { 2 };

    let mut grids: Vec<Grid> = (nearest - slack..=nearest + slack)
        .filter(|version| (1..=40).contains(version))
        .filter_map(|version| {
            let side = 17 + 4 * version as usize;
            let far = side as f32 - 7.0;
            let mut ties = Vec::with_capacity(64);
            for (corners, origin) in corners.iter().zip([(0.0, 0.0), (far, 0.0), (0.0, far)]) {
                for (&pixel, (u, v)) in corners.iter().zip([(0.0, 0.0), (7.0, 0.0), (7.0, 7.0), (0.0, 7.0)]) {
                    ties.push(Tie { module: (origin.0 + u, origin.1 + v), pixel, weight: 1.0 });
                }
            }
            let homography = Homography::fit(&ties, side as f32)?;
            let module = (a.module + b.module + c.module) / 3.0;
            let mut grid =
                Grid { side, homography, timing: 0.0, inverted: a.inverted, ties, module, bends: Vec::new() };
            grid.timing = grid.measure_timing(bitmap);
            Some(grid)
        })
        .collect();
    let far_off = |grid: &Grid| (grid.side as f32 - estimate).abs() / estimate;
    grids.sort_by(|p, q| (q.timing - far_off(q)).total_cmp(&(p.timing - far_off(p))));
    grids.truncate(3);
    grids
}

/// The four outer corners of a finder (clockwise from the code's top left), by its edges where they can be seen.
fn corners(bitmap: &Bitmap<'_>, finder: &Finder, right: Point, down: Point) -> [Point; 4] {
    let sign = if finder.inverted { -1.0 } else { 1.0 };
    let at = |u: f32, v: f32| Point {
        x: finder.x + finder.module * (right.x * u + down.x * v),
        y: finder.y + finder.module * (right.y * u + down.y * v),
    };
    // The outer edge is the third change on the way out: dark, light, dark, and light again.
    let edge = |u: f32, v: f32, du: f32, dv: f32| {
        let step = (0.5 / finder.module).clamp(0.05, 0.3);
        let mut changes = 0;
        let (mut before, mut t) = (-1.0f32, 0.0f32);
        while t < 6.0 {
            let p = at(u + du * t, v + dv * t);
            let Some(lift) = bitmap.lift(p.x, p.y) else {
                // A code that touches the border ends there.
                return (changes == 2).then_some(p);
            };
            let lift = lift * sign;
            if (lift > 0.0) != (before > 0.0) {
                changes += 1;
                if changes == 3 {
                    let t = t - step * lift / (lift - before);
                    return Some(at(u + du * t, v + dv * t));
                }
            }
            before = lift;
            t += step;
        }
        None
    };
    let line = |du: f32, dv: f32| {
        let mut points: Vec<Point> = [-1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2]
            .iter()
            .filter_map(|&s| edge(s * dv.abs(), s * du.abs(), du, dv))
            .collect();
        Line::fit(&mut points)
    };
    let (top, bottom, left, right_edge) = (line(0.0, -1.0), line(0.0, 1.0), line(-1.0, 0.0), line(1.0, 0.0));
    let meet = |one: Option<Line>, two: Option<Line>, u: f32, v: f32| {
        let guess = at(u, v);
        one.zip(two)
            .and_then(|(one, two)| one.meet(&two))
            .filter(|p| (p.x - guess.x).hypot(p.y - guess.y) < 3.0 * finder.module)
            .unwrap_or(guess)
    };
    [
        meet(top, left, -3.5, -3.5),
        meet(top, right_edge, 3.5, -3.5),
        meet(bottom, right_edge, 3.5, 3.5),
        meet(bottom, left, -3.5, 3.5),
    ]
}

impl Grid {
    /// How light the place in modules is, positive for light, as the code means it.
    fn lift(&self, bitmap: &Bitmap<'_>, u: f32, v: f32) -> f32 {
        let p = self.map(u, v);
        let lift = bitmap.lift(p.x, p.y).unwrap_or(0.0);
        if self.inverted { -lift } else { lift }
    }

    /// The pixel of a place in modules: on the plane, and off it as far as the ties nearby are.
    fn map(&self, u: f32, v: f32) -> Point {
        let mut p = self.homography.map(u, v);
        if self.bends.is_empty() {
            return p;
        }
        let (mut weights, mut sum) = (0.0, Point::default());
        for (at_u, at_v, off) in &self.bends {
            let apart = (at_u - u).powi(2) + (at_v - v).powi(2) + 1.0;
            let weight = 1.0 / (apart * apart);
            weights += weight;
            sum.x += weight * off.x;
            sum.y += weight * off.y;
        }
        p.x += sum.x / weights;
        p.y += sum.y / weights;
        p
    }

    /// Gives up the plane: what was found holds where it was found, and alignment patterns are looked for anew.
    pub(super) fn bend(&mut self, bitmap: &Bitmap<'_>, budget: &Budget<'_>) {
        self.set_bends();
        self.align(bitmap, budget);
        self.set_bends();
    }

    fn set_bends(&mut self) {
        let off = |tie: &Tie| {
            let p = self.homography.map(tie.module.0, tie.module.1);
            (tie.module.0, tie.module.1, Point { x: tie.pixel.x - p.x, y: tie.pixel.y - p.y })
        };
        self.bends = self.ties.iter().map(off).collect();
    }

    fn measure_timing(&self, bitmap: &Bitmap<'_>) -> f32 {
        let mut right = 0;
        for k in 8..self.side - 8 {
            let (along, dark) = (k as f32 + 0.5, k % 2 == 0);
            right += usize::from((self.lift(bitmap, along, 6.5) < 0.0) == dark);
            right += usize::from((self.lift(bitmap, 6.5, along) < 0.0) == dark);
        }
        right as f32 / (2 * (self.side - 16)) as f32
    }

    /// Looks for the alignment patterns and fits the perspective to those found.
    pub(super) fn align(&mut self, bitmap: &Bitmap<'_>, budget: &Budget<'_>) {
        let places = alignment_places(self.side);
        let Some(&last) = places.last() else { return };
        let far = last as f32 + 0.5;
        // The far corner is the most telling and the least certain; the others follow from it, the nearest first.
        let reach = 2.5 + self.side as f32 / 25.0;
        if let Some(pixel) = self.find_alignment(bitmap, far, far, reach) {
            self.tie((far, far), pixel, 4.0);
        }
        if places.len() < 3 {
            return;
        }
        let mut others: Vec<(f32, f32)> = Vec::new();
        for &x in &places {
            for &y in &places {
                let in_finder = [(6, 6), (6, last), (last, 6)].contains(&(x, y));
                if !in_finder && (x, y) != (last, last) {
                    others.push((x as f32 + 0.5, y as f32 + 0.5));
                }
            }
        }
        others.sort_by(|p, q| (p.0 + p.1).total_cmp(&(q.0 + q.1)));
        for (u, v) in others {
            if budget.is_spent() {
                return;
            }
            if let Some(pixel) = self.find_alignment(bitmap, u, v, 1.5) {
                self.tie((u, v), pixel, 2.0);
            }
        }
    }

    fn tie(&mut self, module: (f32, f32), pixel: Point, weight: f64) {
        self.ties.retain(|tie| tie.module != module);
        self.ties.push(Tie { module, pixel, weight });
        if !self.bends.is_empty() {
            self.set_bends();
            return;
        }
        if let Some(homography) = Homography::fit(&self.ties, self.side as f32) {
            self.homography = homography;
        }
    }

    /// The pixel where an alignment pattern (a dark ring around a light one around a dark module) fits best.
    fn find_alignment(&self, bitmap: &Bitmap<'_>, u: f32, v: f32, reach: f32) -> Option<Point> {
        let fit = |u: f32, v: f32| {
            let mut sum = 0.0;
            for dy in -2i8..=2 {
                for dx in -2i8..=2 {
                    let dark = dx.abs().max(dy.abs()) != 1;
                    let lift = self.lift(bitmap, u + f32::from(dx), v + f32::from(dy)).clamp(-24.0, 24.0) / 24.0;
                    sum += if dark { -lift } else { lift };
                }
            }
            sum / 25.0
        };
        let mut best = (f32::MIN, u, v);
        let mut search = |(u, v): (f32, f32), reach: f32, step: f32, cost: f32| {
            let steps = (reach / step) as i16;
            for i in -steps..=steps {
                for j in -steps..=steps {
                    let (du, dv) = (f32::from(i) * step, f32::from(j) * step);
                    let score = fit(u + du, v + dv) - cost * du.hypot(dv);
                    if score > best.0 {
                        best = (score, u + du, v + dv);
                    }
                }
            }
            (best.1, best.2)
        };
        let coarse = search((u, v), reach, 0.5, 0.02);
        search(coarse, 0.4, 0.1, 0.0);
        (best.0 > 0.5).then(|| self.map(best.1, best.2))
    }

    /// Samples every module: how light it is, as the mean of five places within it.
    pub(super) fn sample(&self, bitmap: &Bitmap<'_>) -> Vec<f32> {
        let mut modules = Vec::with_capacity(self.side * self.side);
        let places: &[(f32, f32)] = if self.module < 1.5 {
            &[(0.5, 0.5)]
        } else {
            &[(0.5, 0.5), (0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)]
        };
        for y in 0..self.side {
            for x in 0..self.side {
                let sum: f32 = places.iter().map(|(u, v)| self.lift(bitmap, x as f32 + u, y as f32 + v)).sum();
                modules.push(sum / places.len() as f32);
            }
        }
        modules
    }

    /// The code's outline, clockwise from its top left.
    pub(super) fn outline(&self) -> [Point; 4] {
        let side = self.side as f32;
        [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(u, v)| self.homography.map(u, v))
    }
}

/// The rows (and columns) of alignment patterns' centres (ISO/IEC 18004, annex E).
fn alignment_places(side: usize) -> Vec<usize> {
    let version = (side - 17) / 4;
    if version == 1 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = if version == 32 { 26 } else { (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2 };
    let mut places: Vec<usize> = (0..count - 1).map(|i| side - 7 - i * step).collect();
    places.push(6);
    places.reverse();
    places
}
