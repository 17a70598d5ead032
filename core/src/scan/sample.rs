//! The luma of every module as the mean over its middle, and thresholds from its neighbourhood.
//!
//! What lies off the picture, and what a reflection has made equal to its surroundings, comes out near zero: doubtful, and
//! with that an erasure.

use super::frame::{Plane, Point};
use super::grid::Grid;

/// How modules become light and dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Against the mean of the neighbourhood: half of a masked code is dark.
    Mean,
    /// Against the middle between the lightest and the darkest of the nearest neighbours.
    Middle,
    /// As `Mean`, after taking back what blur has spread from module to module.
    Sharpened,
}

/// The memory of sampling, kept from code to code.
#[derive(Default)]
pub(super) struct Samples {
    /// The middle of every module, in pixels.
    pub(super) centres: Vec<Point>,
    /// Luma row by row, light as the code means it; negative off the picture.
    pub(super) luma: Vec<f32>,
    pub(super) lightness: Vec<f32>,
    sums: Vec<f32>,
    sharp: Vec<f32>,
}

/// Places within a module are averaged so far from its middle, in modules.
const BESIDE: f32 = 0.27;

impl Samples {
    /// Samples every module.
    pub(super) fn take(&mut self, plane: Plane<'_>, grid: &Grid) {
        let side = grid.side;
        self.centres.clear();
        for y in 0..side {
            self.centres.extend((0..side).map(|x| grid.map(x as f32 + 0.5, y as f32 + 0.5)));
        }
        self.luma.clear();
        for y in 0..side {
            let row = &self.centres[y * side..][..side];
            let (above, below) = (y.saturating_sub(1), (y + 1).min(side - 1));
            let between_rows = (below - above) as f32;
            for (x, &centre) in row.iter().enumerate() {
                if !plane.holds(centre) {
                    self.luma.push(-1.0);
                    continue;
                }
                let (before, after) = (x.saturating_sub(1), (x + 1).min(side - 1));
                let step =
                    |p: Point, q: Point, by: f32| Point { x: (q.x - p.x) * BESIDE / by, y: (q.y - p.y) * BESIDE / by };
                let right = step(row[before], row[after], (after - before) as f32);
                let down = step(self.centres[above * side + x], self.centres[below * side + x], between_rows);
                let mean = if grid.module < 2.2 {
                    plane.luma_at(centre.x, centre.y)
                } else {
                    plane.mean_around(centre, right, down)
                };
                self.luma.push(if grid.inverted { 255.0 - mean } else { mean });
            }
        }
    }

    /// Tells light from dark.
    pub(super) fn judge(&mut self, side: usize, manner: Manner) {
        match manner {
            Manner::Mean => against_mean(&self.luma, side, &mut self.sums, &mut self.lightness),
            Manner::Middle => against_middle(&self.luma, side, &mut self.lightness),
            Manner::Sharpened => {
                sharpen(&self.luma, side, &mut self.sharp);
                against_mean(&self.sharp, side, &mut self.sums, &mut self.lightness);
            }
        }
    }
}

/// How far around a module its threshold looks, in modules.
const AROUND: usize = 5;

fn against_mean(luma: &[f32], side: usize, sums: &mut Vec<f32>, lightness: &mut Vec<f32>) {
    // Summed areas; unknown modules count as the mean of all.
    let known = luma.iter().filter(|&&l| l >= 0.0);
    let (count, total) = known.fold((0.0f32, 0.0f32), |(n, s), l| (n + 1.0, s + l));
    let mean = total / count.max(1.0);
    let pitch = side + 1;
    sums.clear();
    sums.resize(pitch * pitch, 0.0);
    for (y, row) in luma.chunks_exact(side).enumerate() {
        let mut line = 0.0;
        for (x, &l) in row.iter().enumerate() {
            line += if l < 0.0 { 0.0 } else { l - mean };
            sums[(y + 1) * pitch + x + 1] = sums[y * pitch + x + 1] + line;
        }
    }
    lightness.clear();
    for (y, row) in luma.chunks_exact(side).enumerate() {
        let (top, bottom) = (y.saturating_sub(AROUND), (y + AROUND + 1).min(side));
        for (x, &l) in row.iter().enumerate() {
            let (left, right) = (x.saturating_sub(AROUND), (x + AROUND + 1).min(side));
            let sum = sums[bottom * pitch + right] - sums[bottom * pitch + left] - sums[top * pitch + right]
                + sums[top * pitch + left];
            let threshold = mean + sum / ((bottom - top) * (right - left)) as f32;
            lightness.push(if l < 0.0 { 0.0 } else { l - threshold });
        }
    }
}

fn against_middle(luma: &[f32], side: usize, lightness: &mut Vec<f32>) {
    lightness.clear();
    for y in 0..side {
        for x in 0..side {
            let (mut low, mut high) = (f32::MAX, f32::MIN);
            for row in luma.chunks_exact(side).take((y + 4).min(side)).skip(y.saturating_sub(3)) {
                for &value in &row[x.saturating_sub(3)..(x + 4).min(side)] {
                    if value >= 0.0 {
                        low = low.min(value);
                        high = high.max(value);
                    }
                }
            }
            let l = luma[y * side + x];
            lightness.push(if l < 0.0 { 0.0 } else { l - low.midpoint(high) });
        }
    }
}

/// Takes from each module a part of what its four neighbours differ by: the inverse of a small blur.
fn sharpen(luma: &[f32], side: usize, sharp: &mut Vec<f32>) {
    sharp.clear();
    for y in 0..side {
        for x in 0..side {
            let l = luma[y * side + x];
            let of = |x: usize, y: usize| {
                let neighbour = luma[y * side + x];
                if neighbour < 0.0 { l } else { neighbour }
            };
            let (left, right) = (of(x.saturating_sub(1), y), of((x + 1).min(side - 1), y));
            let (above, below) = (of(x, y.saturating_sub(1)), of(x, (y + 1).min(side - 1)));
            sharp.push(if l < 0.0 { l } else { (l + 0.35 * (4.0 * l - left - right - above - below)).max(0.0) });
        }
    }
}
