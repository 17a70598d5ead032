//! What a poster hangs on: plaster, bricks, tiles, planks or a mesh, with other sheets beside it.

use std::sync::Arc;

use super::texture::Texture;
use crate::chance::Chance;

/// The side of the wall, in metres, and in pixels of its texture: 1.5 mm each.
pub(crate) const SIDE_M: f32 = 3.072;
const SIDE: usize = 2048;
const PIXEL_M: f32 = SIDE_M / SIDE as f32;

/// Draws so many walls, one kind after the other.
pub(crate) fn draw_all(many: usize, seed: u64) -> Arc<[Texture]> {
    (0..many).map(|kind| draw(kind, &mut Chance(seed).fork(0x3A11 + kind as u64))).collect()
}

/// Draws a wall around a poster in its middle; `kind` chooses what it is made of.
fn draw(kind: usize, chance: &mut Chance) -> Texture {
    let mut light = surface(kind, chance);
    for _ in 0..chance.below(9) {
        // Notices and switches, not where the poster is.
        let (wide, high) = (chance.between(0.05, 0.35), chance.between(0.05, 0.4));
        let aside = if chance.happens(0.5) { 1.0 } else { -1.0 };
        let left = if aside > 0.0 { chance.between(0.13, 0.7) } else { -chance.between(0.13, 0.7) - wide };
        notice(&mut light, (left, chance.between(-0.7, 0.5)), (wide, high), chance);
    }
    Texture::new(light, SIDE, SIDE)
}

/// The bare wall.
fn surface(kind: usize, chance: &mut Chance) -> Vec<f32> {
    let base = chance.between(0.12, 0.7);
    let contrast = chance.between(0.15, 0.75);
    let (coarse, fine) = (Grain::new(chance), Grain::new(chance));
    let unit = chance.between(0.06, 0.22);
    let mut light = Vec::with_capacity(SIDE * SIDE);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let (at_x, at_y) = (x as f32 * PIXEL_M, y as f32 * PIXEL_M);
            let grain = 0.5 * coarse.at(at_x * 6.0, at_y * 6.0) + 0.5 * fine.at(at_x * 220.0, at_y * 220.0);
            let pattern = match kind % 6 {
                0 => 0.0,
                1 => bricks(at_x, at_y, unit),
                2 => tiles(at_x, at_y, unit),
                3 => (at_x * 40.0 + 3.0 * coarse.at(at_x * 2.0, at_y * 0.4)).sin() * 0.4,
                4 => mesh(at_x, at_y, unit * 0.12),
                _ => f32::from(u8::from((at_x / unit) as u32 % 2 != (at_y / unit) as u32 % 2)) * 1.6 - 0.8,
            };
            light.push((base * (1.0 + contrast * pattern + 0.16 * grain)).clamp(0.01, 0.95));
        }
    }
    light
}

fn bricks(x: f32, y: f32, unit: f32) -> f32 {
    let row = (y / (unit * 0.4)).floor();
    let (across, down) = ((x / unit + 0.5 * (row % 2.0)).fract(), (y / (unit * 0.4)).fract());
    if across < 0.06 || down < 0.14 {
        0.9
    } else {
        -0.2 + 0.25 * ((row * 7.3 + (x / unit + 0.5 * (row % 2.0)).floor() * 3.1).sin())
    }
}

fn tiles(x: f32, y: f32, unit: f32) -> f32 {
    if (x / unit).fract() < 0.03 || (y / unit).fract() < 0.03 { -1.0 } else { 0.1 }
}

fn mesh(x: f32, y: f32, unit: f32) -> f32 {
    let wire = |v: f32| (v / unit).fract() < 0.3;
    if wire(x + y) || wire(x - y + 100.0 * unit) { 0.8 } else { -0.9 }
}

/// A sheet with lines of writing: place and size in metres from the poster's middle.
fn notice(light: &mut [f32], (left, top): (f32, f32), (wide, high): (f32, f32), chance: &mut Chance) {
    let paper = chance.between(0.3, 0.88);
    let line = chance.between(0.006, 0.03);
    let words = Grain::new(chance);
    let pixel = |metres: f32| ((metres / PIXEL_M) + SIDE as f32 / 2.0).clamp(0.0, SIDE as f32) as usize;
    for y in pixel(top)..pixel(top + high) {
        for x in pixel(left)..pixel(left + wide) {
            let (at_x, at_y) = (x as f32 * PIXEL_M, y as f32 * PIXEL_M);
            let row = at_y / line;
            let written = row.fract() < 0.55 && words.at(at_x / (line * 0.35), row.floor() * 17.0) > -0.1;
            light[y * SIDE + x] = if written { paper * 0.12 } else { paper };
        }
    }
}

/// Smooth noise between -1 and 1.
struct Grain(Vec<f32>);

impl Grain {
    /// The side of the table that repeats itself; a power of two.
    const SIDE: usize = 128;

    fn new(chance: &mut Chance) -> Grain {
        Grain((0..Grain::SIDE * Grain::SIDE).map(|_| chance.between(-1.0, 1.0)).collect())
    }

    fn at(&self, x: f32, y: f32) -> f32 {
        // Away from zero, so that cutting the fraction rounds down.
        let (x, y) = (x + 4096.0, y + 4096.0);
        let (x0, y0) = (x as usize, y as usize);
        let corner = |x: usize, y: usize| self.0[y % Grain::SIDE * Grain::SIDE + x % Grain::SIDE];
        let (wx, wy) = (x - x0 as f32, y - y0 as f32);
        let top = corner(x0, y0) * (1.0 - wx) + corner(x0 + 1, y0) * wx;
        let bottom = corner(x0, y0 + 1) * (1.0 - wx) + corner(x0 + 1, y0 + 1) * wx;
        top * (1.0 - wy) + bottom * wy
    }
}
