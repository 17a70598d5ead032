//! One frame: what falls on the sensor through a lens that is not quite sharp, from a hand that is not quite still.

use super::chance::Chance;
use super::sheet::Sheet;
use super::{HEIGHT, WIDTH};

/// The camera's focal length, in pixels: 65 degrees from left to right.
const FOCAL: f32 = 1507.0;
/// The width of a poster on the wall, in metres: a sheet of A4.
const SHEET: f32 = 0.21;

/// How one frame is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shot {
    /// From the camera to the wall, in metres.
    pub distance: f32,
    /// Where the middle of the frame meets the wall, from the poster's middle, in metres to the right and down.
    pub aim: (f32, f32),
    /// The wall's turn away to the side, in degrees.
    pub yaw: f32,
    /// The wall's turn backwards, in degrees.
    pub pitch: f32,
    /// The camera's turn about its own axis, in degrees.
    pub roll: f32,
    /// The lens's blur: a Gauss curve's standard deviation, in pixels.
    pub blur: f32,
    /// The hand's movement while the frame is taken, in pixels to the right and down.
    pub motion: (f32, f32),
    /// The share of light that falls on the middle: 1 shows paper as white.
    pub light: f32,
    /// How much the light falls off from the left to the right of the frame, and from top to bottom: -1 to 1.
    pub slope: (f32, f32),
    /// The sensor's noise: standard deviation, in steps of luma.
    pub noise: f32,
}

/// One frame of a film: 8-bit luma without padding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    /// `WIDTH * HEIGHT` bytes, row by row.
    pub luma: Vec<u8>,
}

impl Shot {
    /// Takes the frame: of a poster, or of the bare wall; `seed` draws the noise.
    pub fn take(&self, sheet: Option<&Sheet>, seed: u64) -> Still {
        let mut light = self.expose(sheet);
        self.move_hand(&mut light);
        defocus(&mut light, self.blur);
        let mut chance = Chance(seed);
        let luma =
            light.iter().map(|&value| (value + self.noise * chance.normal() + 0.5).clamp(0.0, 255.0) as u8).collect();
        Still { luma }
    }

    /// What falls on the sensor, sharp and without noise.
    fn expose(&self, sheet: Option<&Sheet>) -> Vec<f32> {
        let (sin_yaw, cos_yaw) = self.yaw.to_radians().sin_cos();
        let (sin_pitch, cos_pitch) = self.pitch.to_radians().sin_cos();
        let (sin_roll, cos_roll) = self.roll.to_radians().sin_cos();
        // The wall's axes and its normal as the camera sees them.
        let right = [cos_yaw, sin_yaw * sin_pitch, -sin_yaw * cos_pitch];
        let down = [0.0, cos_pitch, sin_pitch];
        let normal = [sin_yaw, -cos_yaw * sin_pitch, cos_yaw * cos_pitch];
        let size = sheet.and_then(|sheet| sheet.size_for(SHEET * FOCAL / self.distance));
        let aspect = size.map_or(1.0, |flat| flat.height as f32 / flat.width as f32);

        let plaster = Plaster::new();
        let mut light = Vec::with_capacity(WIDTH * HEIGHT);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let (px, py) = (x as f32 - WIDTH as f32 / 2.0 + 0.5, y as f32 - HEIGHT as f32 / 2.0 + 0.5);
                let ray = [(px * cos_roll + py * sin_roll) / FOCAL, (py * cos_roll - px * sin_roll) / FOCAL, 1.0];
                let dot = |a: [f32; 3]| ray[0] * a[0] + ray[1] * a[1] + ray[2] * a[2];
                let toward = dot(normal).max(0.05);
                let depth = self.distance * normal[2] / toward;
                let at = |axis: [f32; 3]| dot(axis) * depth - axis[2] * self.distance;
                let (wall_x, wall_y) = (at(right) + self.aim.0, at(down) + self.aim.1);

                let place = (wall_x / SHEET + 0.5, wall_y / (SHEET * aspect) + 0.5);
                let paper = sheet.zip(size).and_then(|(sheet, size)| sheet.at(size, place.0, place.1));
                let ink = paper.unwrap_or_else(|| plaster.at(wall_x, wall_y) * shade(place, sheet.is_some()));
                let (across, along) = (px / WIDTH as f32, py / HEIGHT as f32);
                let vignette = 1.0 - 0.35 * (across * across + along * along);
                let slope = 1.0 - self.slope.0 * across - self.slope.1 * along;
                light.push(ink * self.light * vignette * slope.max(0.05) + 4.0);
            }
        }
        light
    }

    /// Smears along the hand's movement.
    fn move_hand(&self, light: &mut Vec<f32>) {
        let length = self.motion.0.hypot(self.motion.1);
        if length < 1.0 {
            return;
        }
        let steps = length.ceil() as usize + 1;
        let sharp = std::mem::take(light);
        light.resize(WIDTH * HEIGHT, 0.0);
        for step in 0..steps {
            let part = step as f32 / (steps - 1) as f32 - 0.5;
            let (dx, dy) = ((self.motion.0 * part).round() as isize, (self.motion.1 * part).round() as isize);
            let weight = 1.0 / steps as f32;
            for (y, row) in light.chunks_exact_mut(WIDTH).enumerate() {
                let from = &sharp[y.saturating_add_signed(dy).min(HEIGHT - 1) * WIDTH..][..WIDTH];
                // The frame's edge repeats itself.
                let (start, end) =
                    (0usize.saturating_add_signed(-dx).min(WIDTH), WIDTH.saturating_add_signed(-dx).min(WIDTH));
                row[..start].iter_mut().for_each(|value| *value += from[0] * weight);
                let inner = &from[0usize.saturating_add_signed(dx)..];
                row[start..end].iter_mut().zip(inner).for_each(|(value, from)| *value += from * weight);
                row[end..].iter_mut().for_each(|value| *value += from[WIDTH - 1] * weight);
            }
        }
    }
}

/// The poster's soft shadow on the wall, to the right of and below it: 0.7 to 1.
fn shade((x, y): (f32, f32), poster: bool) -> f32 {
    let beside = |v: f32| (-v).max(v - 1.02).max(0.0);
    let (x, y) = (beside(x), beside(y) * 1.4);
    if !poster || x.max(y) > 0.04 {
        return 1.0;
    }
    1.0 - 0.3 * (1.0 - x.hypot(y) * 25.0).max(0.0)
}

/// Smooth noise between -1 and 1, the same on every wall.
struct Plaster(Vec<f32>);

impl Plaster {
    /// The side of the table that repeats itself; a power of two.
    const SIDE: usize = 256;

    fn new() -> Plaster {
        let mut chance = Chance(0x57A9_1E55);
        Plaster((0..Plaster::SIDE * Plaster::SIDE).map(|_| chance.between(-1.0, 1.0)).collect())
    }

    /// Plaster in three sizes of grain, and a door's frame at the left: luma from 0 to 255 at a place in metres.
    fn at(&self, x: f32, y: f32) -> f32 {
        let grain = 12.0 * self.grain(x * 9.0, y * 9.0) + 18.0 * self.grain(x * 330.0, y * 330.0);
        let frame = match x {
            x if x < -0.62 => -90.0,
            x if x < -0.60 => -140.0,
            x if x < -0.52 => 25.0,
            x if x < -0.515 => -80.0,
            _ => 0.0,
        };
        172.0 + frame + grain
    }

    fn grain(&self, x: f32, y: f32) -> f32 {
        // Away from zero, so that cutting the fraction rounds down.
        let (x, y) = (x + 65_536.0, y + 65_536.0);
        let (x0, y0) = (x as usize, y as usize);
        let corner = |x: usize, y: usize| self.0[y % Plaster::SIDE * Plaster::SIDE + x % Plaster::SIDE];
        let smooth = |t: f32| t * t * (3.0 - 2.0 * t);
        let (wx, wy) = (smooth(x - x0 as f32), smooth(y - y0 as f32));
        let top = corner(x0, y0) * (1.0 - wx) + corner(x0 + 1, y0) * wx;
        let bottom = corner(x0, y0 + 1) * (1.0 - wx) + corner(x0 + 1, y0 + 1) * wx;
        top * (1.0 - wy) + bottom * wy
    }
}

/// Blurs by a Gauss curve, across and then down.
fn defocus(light: &mut [f32], sigma: f32) {
    if sigma < 0.3 {
        return;
    }
    let reach = (sigma * 2.5).ceil() as usize;
    let curve: Vec<f32> = (0..=2 * reach).map(|i| (-0.5 * ((i as f32 - reach as f32) / sigma).powi(2)).exp()).collect();
    let whole: f32 = curve.iter().sum();
    let mut padded = vec![0.0f32; WIDTH + 2 * reach];
    for row in light.chunks_exact_mut(WIDTH) {
        padded[..reach].fill(row[0]);
        padded[reach..reach + WIDTH].copy_from_slice(row);
        padded[reach + WIDTH..].fill(row[WIDTH - 1]);
        row.fill(0.0);
        for (i, weight) in curve.iter().enumerate() {
            for (value, from) in row.iter_mut().zip(&padded[i..]) {
                *value += from * weight / whole;
            }
        }
    }
    let sharp = light.to_vec();
    for (y, row) in light.chunks_exact_mut(WIDTH).enumerate() {
        row.fill(0.0);
        for (i, weight) in curve.iter().enumerate() {
            let from = (y + i).saturating_sub(reach).min(HEIGHT - 1) * WIDTH;
            for (value, from) in row.iter_mut().zip(&sharp[from..from + WIDTH]) {
                *value += from * weight / whole;
            }
        }
    }
}
