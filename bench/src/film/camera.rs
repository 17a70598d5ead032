//! One frame: every row has its own moment, every pixel several samples over its area and over the exposure.

use super::{
    lens,
    motion::Pose,
    sensor::{self, Sensor},
    texture::{Level, Texture},
    wall::SIDE_M,
};
use crate::picture::Picture;

/// A sheet on a wall.
pub(crate) struct Scene<'a> {
    pub(crate) sheet: &'a Texture,
    /// The sheet's width, in metres.
    pub(crate) sheet_m: f32,
    /// The radius of the column that the sheet is bent around, in metres; `None` for a flat wall.
    pub(crate) column_m: Option<f32>,
    pub(crate) wall: &'a Texture,
}

/// How one frame is taken.
pub(crate) struct Shot {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// In pixels.
    pub(crate) focal: f32,
    /// In seconds.
    pub(crate) exposure: f32,
    pub(crate) readout: f32,
    /// The radius of the disk that a point becomes out of focus, in pixels.
    pub(crate) defocus: f32,
    /// The lens's own blur, in pixels (standard deviation).
    pub(crate) lens: f32,
    pub(crate) light: Light,
    pub(crate) sensor: Sensor,
    pub(crate) seed: u64,
}

/// The light on the wall, and what the lens does to it. Places in metres from the sheet's middle.
#[derive(Clone, Default)]
pub(crate) struct Light {
    /// White at the sheet's middle, as a share of what the sensor can hold.
    pub(crate) level: f32,
    /// How much lighter it is a metre to the right, and further down.
    pub(crate) slope: (f32, f32),
    pub(crate) shadow: Option<Shadow>,
    pub(crate) spots: Vec<Spot>,
    /// The loss in the corners, and stray light over all, as shares.
    pub(crate) vignette: f32,
    pub(crate) veil: f32,
}

/// The edge of a shadow.
#[derive(Clone, Copy)]
pub(crate) struct Shadow {
    /// The direction into the shadow, and how far from the middle it begins.
    pub(crate) into: (f32, f32),
    pub(crate) from: f32,
    pub(crate) depth: f32,
}

/// A lamp's reflection.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) middle: (f32, f32),
    /// Standard deviations along the two directions.
    pub(crate) size: (f32, f32),
    pub(crate) turn: f32,
    /// 1 for white paper.
    pub(crate) strength: f32,
}

impl Light {
    /// By how much the paper's light is multiplied at a place, and what comes on top.
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let mut share = (1.0 + self.slope.0 * x + self.slope.1 * y).max(0.05);
        if let Some(Shadow { into, from, depth }) = self.shadow {
            // A penumbra of 4 cm.
            let inside = ((into.0 * x + into.1 * y - from) / 0.04 + 0.5).clamp(0.0, 1.0);
            share *= 1.0 - depth * inside;
        }
        let shine = |spot: &Spot| {
            let (sin, cos) = spot.turn.sin_cos();
            let (dx, dy) = (x - spot.middle.0, y - spot.middle.1);
            let (along, across) = ((dx * cos + dy * sin) / spot.size.0, (dy * cos - dx * sin) / spot.size.1);
            spot.strength * (-0.5 * (along * along + across * across)).exp()
        };
        (share * self.level, (self.spots.iter().map(shine).sum::<f32>() + self.veil) * self.level)
    }
}

impl Shot {
    /// Takes the frame; `pose` tells where the camera is, in seconds from the first row's beginning.
    pub(crate) fn take(&self, scene: &Scene<'_>, pose: &dyn Fn(f32) -> Pose) -> Picture {
        let mut light = self.expose(scene, pose);
        self.illuminate(&mut light, pose);
        lens::defocus(&mut light, self.width, self.defocus);
        lens::soften(&mut light, self.width, self.lens);
        let luma = sensor::develop(&mut light, self.width, &self.sensor, self.seed);
        Picture { luma, width: self.width, height: self.height }
    }

    /// What the scene reflects towards each pixel, averaged over the pixel's area and the exposure.
    fn expose(&self, scene: &Scene<'_>, pose: &dyn Fn(f32) -> Pose) -> Vec<f32> {
        let samples = self.samples(pose);
        let middle = pose(self.readout / 2.0);
        // The wall's metres that a pixel sees, straight on.
        let pixel_m = middle.place[2] / self.focal;
        let (across, down) = scene.sheet.size();
        let sheet = Sheet {
            level: scene.sheet.level(pixel_m / (scene.sheet_m / across as f32)),
            scale: (1.0 / scene.sheet_m, across as f32 / (scene.sheet_m * down as f32)),
        };
        let wall = scene.wall.level(pixel_m / (SIDE_M / scene.wall.size().0 as f32));
        let mut light = vec![0.0f32; self.width * self.height];
        for sample in 0..samples {
            let part = (sample as f32 + 0.5) / samples as f32;
            // Evenly spread over the pixel: the plastic number's sequence (Roberts 2018).
            let jitter = ((0.5 + sample as f32 * 0.754_877_7).fract(), (0.5 + sample as f32 * 0.569_840_3).fract());
            for (y, row) in light.chunks_exact_mut(self.width).enumerate() {
                let moment = self.readout * y as f32 / self.height as f32 + self.exposure * part;
                let rays = self.rays(pose(moment), y as f32 + jitter.1, jitter.0);
                match scene.column_m {
                    None => rays.add_flat(row, &sheet, wall),
                    Some(radius) => rays.add_column(row, &sheet, wall, radius),
                }
            }
        }
        let share = 1.0 / samples as f32;
        for value in &mut light {
            *value *= share;
        }
        light
    }

    /// Enough samples for the way that the picture moves during the exposure, and for the pixel's area.
    fn samples(&self, pose: &dyn Fn(f32) -> Pose) -> usize {
        let (before, after) = (pose(0.0), pose(self.exposure));
        let turned = (0..2).map(|axis| (before.turn[axis] - after.turn[axis]).powi(2)).sum::<f32>().sqrt();
        let moved = (0..2).map(|axis| (before.place[axis] - after.place[axis]).powi(2)).sum::<f32>().sqrt();
        let way = self.focal * (turned + moved / before.place[2]);
        (4 + (way * 0.7) as usize).min(24)
    }

    /// The rays of a row.
    fn rays(&self, pose: Pose, y: f32, jitter: f32) -> Rays {
        let [yaw, pitch, roll] = pose.turn;
        let turn = |[x, y, z]: [f32; 3]| {
            let (sin, cos) = roll.sin_cos();
            let (x, y) = (x * cos - y * sin, x * sin + y * cos);
            let (sin, cos) = pitch.sin_cos();
            let (y, z) = (y * cos + z * sin, z * cos - y * sin);
            let (sin, cos) = yaw.sin_cos();
            [x * cos + z * sin, y, z * cos - x * sin]
        };
        let left = (jitter - self.width as f32 / 2.0) / self.focal;
        let first = turn([left, (y - self.height as f32 / 2.0) / self.focal, 1.0]);
        Rays { place: pose.place, first, step: turn([1.0 / self.focal, 0.0, 0.0]) }
    }

    /// Lays the light on: from a coarse net, as light changes slowly.
    fn illuminate(&self, light: &mut [f32], pose: &dyn Fn(f32) -> Pose) {
        const NET: usize = 8;
        let wide = self.width / NET + 2;
        let middle = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let corner = middle.0.hypot(middle.1);
        let net_row = |row: usize| -> Vec<(f32, f32)> {
            let y = (row * NET) as f32;
            let moment = self.readout * y / self.height as f32 + self.exposure / 2.0;
            let rays = self.rays(pose(moment), y, 0.0);
            let at = |column: usize| {
                let x = (column * NET) as f32;
                let (wall_x, wall_y) = rays.meet(x);
                let (share, more) = self.light.at(wall_x, wall_y);
                let off = (x - middle.0).hypot(y - middle.1) / corner;
                let lens = 1.0 - self.light.vignette * off * off;
                (share * lens, more * lens)
            };
            (0..wide).map(at).collect()
        };
        let mut below = net_row(0);
        for (at, band) in light.chunks_mut(NET * self.width).enumerate() {
            let above = std::mem::replace(&mut below, net_row(at + 1));
            for (y, row) in band.chunks_exact_mut(self.width).enumerate() {
                let down = y as f32 / NET as f32;
                let mix =
                    |a: (f32, f32), b: (f32, f32), part: f32| (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part);
                for (column, values) in row.chunks_mut(NET).enumerate() {
                    let left = mix(above[column], below[column], down);
                    let right = mix(above[column + 1], below[column + 1], down);
                    for (x, value) in values.iter_mut().enumerate() {
                        let (share, more) = mix(left, right, x as f32 / NET as f32);
                        *value = *value * share + more;
                    }
                }
            }
        }
    }
}

/// The sheet in the size that fits, and how metres become its width and height.
struct Sheet<'a> {
    level: &'a Level,
    scale: (f32, f32),
}

/// A row of rays from the camera: the first, and how each differs from the one before.
struct Rays {
    place: [f32; 3],
    first: [f32; 3],
    step: [f32; 3],
}

impl Rays {
    fn at(&self, x: f32) -> [f32; 3] {
        [0, 1, 2].map(|axis| self.first[axis] + self.step[axis] * x)
    }

    /// Where a ray meets the flat wall, in metres from the sheet's middle.
    fn meet(&self, x: f32) -> (f32, f32) {
        let [dx, dy, dz] = self.at(x);
        let way = self.place[2] / dz.max(0.05);
        (self.place[0] + dx * way, self.place[1] + dy * way)
    }

    fn add_flat(&self, row: &mut [f32], sheet: &Sheet<'_>, wall: &Level) {
        // A place on the sheet is a quotient of two numbers that grow evenly along the row.
        let above = |axis: usize, scale: f32| {
            let middle = self.place[axis] * scale + 0.5;
            let along = |ray: [f32; 3]| ray[axis] * self.place[2] * scale + ray[2] * middle;
            (along(self.first), along(self.step))
        };
        let ((u0, u1), (v0, v1)) = (above(0, sheet.scale.0), above(1, sheet.scale.1));
        let to_wall = (1.0 / (sheet.scale.0 * SIDE_M), 1.0 / (sheet.scale.1 * SIDE_M));
        for (x, value) in row.iter_mut().enumerate() {
            let x = x as f32;
            let share = 1.0 / (self.first[2] + self.step[2] * x).max(0.05);
            let (u, v) = ((u0 + u1 * x) * share, (v0 + v1 * x) * share);
            *value += if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
                sheet.level.at(u, v)
            } else {
                wall.at((u - 0.5) * to_wall.0 + 0.5, (v - 0.5) * to_wall.1 + 0.5)
            };
        }
    }

    /// The sheet bent around a column that stands out of the wall and touches the sheet's plane in its middle.
    fn add_column(&self, row: &mut [f32], sheet: &Sheet<'_>, wall: &Level, radius: f32) {
        for (x, value) in row.iter_mut().enumerate() {
            let [dx, dy, dz] = self.at(x as f32);
            let axis = self.place[2] + radius;
            let (a, b) = (dx * dx + dz * dz, self.place[0] * dx - dz * axis);
            let c = self.place[0] * self.place[0] + axis * axis - radius * radius;
            let inside = b * b - a * c;
            *value += if inside > 0.0 {
                let way = (-b - inside.sqrt()) / a;
                let around = radius * ((self.place[0] + dx * way) / radius).clamp(-1.0, 1.0).asin();
                // Turned away from the light, paper is darker.
                let facing = (1.0 - (around / radius).sin().powi(2) * 0.5).max(0.3);
                facing * reflect(around, self.place[1] + dy * way, sheet, wall)
            } else {
                let way = axis / dz.max(0.05);
                wall.at((self.place[0] + dx * way) / SIDE_M + 0.5, (self.place[1] + dy * way) / SIDE_M + 0.5)
            };
        }
    }
}

/// What the sheet or the wall reflects at a place in metres from the sheet's middle.
#[inline]
fn reflect(x: f32, y: f32, sheet: &Sheet<'_>, wall: &Level) -> f32 {
    let (u, v) = (x * sheet.scale.0 + 0.5, y * sheet.scale.1 + 0.5);
    if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
        sheet.level.at(u, v)
    } else {
        wall.at(x / SIDE_M + 0.5, y / SIDE_M + 0.5)
    }
}
