//! Luma to dark and light: a threshold per block of eight by eight pixels that follows the light and the noise.

use super::frame::Plane;

/// The side of a block, in pixels.
const BLOCK: usize = 8;
/// The least spread of luma within a block that counts as contrast.
const LEAST_SPREAD: u8 = 14;
/// The noise floor never rises above this spread, or a picture full of code would be taken for noise.
const MOST_FLOOR: u8 = 44;

/// A picture in dark and light, with the luma and thresholds it was made from.
pub(super) struct Bitmap<'a> {
    pub(super) plane: Plane<'a>,
    /// One byte a pixel: 1 is dark.
    dark: &'a [u8],
    /// One threshold a block.
    thresholds: &'a [u8],
    blocks_across: usize,
}

/// How far around a block its threshold looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Three by three blocks first: follows shadows and reflections closely.
    Near,
    /// Five by five blocks first: surer in noise.
    Wide,
}

/// The memory of a binarisation, kept from frame to frame.
#[derive(Default)]
pub(super) struct Buffers {
    dark: Vec<u8>,
    least: Vec<u8>,
    most: Vec<u8>,
    weights: Vec<u32>,
    sums: Vec<u32>,
    thresholds: Vec<u8>,
}

impl Bitmap<'_> {
    /// One row, one byte a pixel: 1 is dark.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        &self.dark[y * self.plane.width..][..self.plane.width]
    }

    pub(super) fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark[y * self.plane.width + x] != 0
    }

    /// How far the luma at a point lies above its threshold (between -255 and 255); `None` outside of the picture.
    pub(super) fn lift(&self, x: f32, y: f32) -> Option<f32> {
        let (fx, fy) = (x - 0.5, y - 0.5);
        if !(fx >= -0.5 && fy >= -0.5 && x < self.plane.width as f32 && y < self.plane.height as f32) {
            return None;
        }
        let (x0, y0) = (fx.max(0.0) as usize, fy.max(0.0) as usize);
        let (x1, y1) = ((x0 + 1).min(self.plane.width - 1), (y0 + 1).min(self.plane.height - 1));
        let (wx, wy) = ((fx - x0 as f32).max(0.0), (fy - y0 as f32).max(0.0));
        let (upper, lower) = (self.plane.row(y0), self.plane.row(y1));
        let top = f32::from(upper[x0]) * (1.0 - wx) + f32::from(upper[x1]) * wx;
        let bottom = f32::from(lower[x0]) * (1.0 - wx) + f32::from(lower[x1]) * wx;
        let threshold = self.thresholds[(y as usize / BLOCK) * self.blocks_across + x as usize / BLOCK];
        Some(top * (1.0 - wy) + bottom * wy - f32::from(threshold) + 0.5)
    }
}

/// Tells dark from light in a plane.
///
/// A block's threshold is the middle between darkest and lightest, weighted by contrast, over its neighbourhood; where a
/// neighbourhood is flat, a wider one is asked, and where that is flat too, all is light. The contrast that counts
/// starts above the picture's own noise.
pub(super) fn binarise<'a>(plane: Plane<'a>, reach: Reach, buffers: &'a mut Buffers) -> Bitmap<'a> {
    let across = plane.width.div_ceil(BLOCK);
    let down = plane.height.div_ceil(BLOCK);
    measure_blocks(plane, across, down, buffers);
    let floor = noise_floor(&buffers.least, &buffers.most);
    sum_up(across, down, floor, buffers);
    set_thresholds(across, down, floor, reach, buffers);

    buffers.dark.clear();
    buffers.dark.resize(plane.width * plane.height, 0);
    let mut line = vec![0u8; across * BLOCK];
    for (block_y, rows) in buffers.dark.chunks_mut(plane.width * BLOCK).enumerate() {
        let thresholds = &buffers.thresholds[block_y * across..][..across];
        for (eight, &threshold) in line.chunks_exact_mut(BLOCK).zip(thresholds) {
            eight.fill(threshold);
        }
        for (i, row) in rows.chunks_mut(plane.width).enumerate() {
            let luma = plane.row(block_y * BLOCK + i);
            for ((dark, &luma), &threshold) in row.iter_mut().zip(luma).zip(&line) {
                *dark = u8::from(luma < threshold);
            }
        }
    }
    Bitmap { plane, dark: &buffers.dark, thresholds: &buffers.thresholds, blocks_across: across }
}

fn measure_blocks(plane: Plane<'_>, across: usize, down: usize, buffers: &mut Buffers) {
    buffers.least.clear();
    buffers.least.resize(across * down, u8::MAX);
    buffers.most.clear();
    buffers.most.resize(across * down, 0);
    for y in 0..plane.height {
        let start = y / BLOCK * across;
        let least = &mut buffers.least[start..start + across];
        let most = &mut buffers.most[start..start + across];
        for ((eight, least), most) in plane.row(y).chunks(BLOCK).zip(least).zip(most) {
            if let Ok(eight) = <&[u8; BLOCK]>::try_from(eight) {
                let low = eight.iter().fold(u8::MAX, |a, &b| a.min(b));
                let high = eight.iter().fold(0, |a: u8, &b| a.max(b));
                *least = low.min(*least);
                *most = high.max(*most);
            } else {
                for &luma in eight {
                    *least = luma.min(*least);
                    *most = luma.max(*most);
                }
            }
        }
    }
}

/// The spread that a flat block shows by noise alone: a fifth of all blocks lie below, and a margin above it.
fn noise_floor(least: &[u8], most: &[u8]) -> u8 {
    let mut counts = [0usize; 256];
    for (&low, &high) in least.iter().zip(most) {
        counts[usize::from(high - low)] += 1;
    }
    let mut left = least.len() / 5;
    for (spread, &count) in (0..=u8::MAX).zip(&counts) {
        if count > left {
            return (spread.saturating_add(spread / 3)).clamp(LEAST_SPREAD, MOST_FLOOR);
        }
        left -= count;
    }
    LEAST_SPREAD
}

/// Summed areas of weight and of weighted middle; one row and one column more than there are blocks.
fn sum_up(across: usize, down: usize, floor: u8, buffers: &mut Buffers) {
    let pitch = across + 1;
    for table in [&mut buffers.weights, &mut buffers.sums] {
        table.clear();
        table.resize(pitch * (down + 1), 0);
    }
    for y in 0..down {
        let (mut weight_line, mut sum_line) = (0u32, 0u32);
        for x in 0..across {
            let (low, high) = (buffers.least[y * across + x], buffers.most[y * across + x]);
            let weight = u32::from((high - low).saturating_sub(floor));
            weight_line += weight;
            // Up to 512 x 512 blocks of 255 x 255 each would overflow; wrapping differences stay right.
            sum_line = sum_line.wrapping_add(weight * (u32::from(low) + u32::from(high)));
            let at = (y + 1) * pitch + x + 1;
            buffers.weights[at] = buffers.weights[at - pitch].wrapping_add(weight_line);
            buffers.sums[at] = buffers.sums[at - pitch].wrapping_add(sum_line);
        }
    }
}

fn set_thresholds(across: usize, down: usize, floor: u8, reach: Reach, buffers: &mut Buffers) {
    let reaches = match reach {
        Reach::Near => [1usize, 3, 8],
        Reach::Wide => [2, 5, 10],
    };
    let pitch = across + 1;
    buffers.thresholds.clear();
    let (weights, sums) = (&buffers.weights, &buffers.sums);
    for y in 0..down {
        for x in 0..across {
            let found = reaches.into_iter().find_map(|reach| {
                let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(across));
                let (top, bottom) = ((y.saturating_sub(reach)) * pitch, (y + reach + 1).min(down) * pitch);
                let area = |table: &[u32]| {
                    table[bottom + right]
                        .wrapping_sub(table[bottom + left])
                        .wrapping_sub(table[top + right])
                        .wrapping_add(table[top + left])
                };
                let weight = area(weights);
                (weight >= u32::from(floor)).then(|| (area(sums) / (2 * weight)) as u8)
            });
            buffers.thresholds.push(found.unwrap_or(0));
        }
    }
}
