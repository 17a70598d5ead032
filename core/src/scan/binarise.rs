//! Luma to dark and light: a threshold per block of eight by eight pixels that follows the light and the noise.
//!
//! A block's threshold is the middle between darkest and lightest, weighted by contrast, over its neighbourhood (after
//! Bernsen's local mid-range threshold, 1986); the contrast that counts starts above the picture's own noise. No bitmap is
//! kept: rows become bits when they are asked for, single pixels are compared where they lie.

use super::frame::Plane;

/// The side of a block, in pixels.
const BLOCK: usize = 8;
/// The least spread of luma within a block that counts as contrast.
const LEAST_SPREAD: u8 = 14;
/// The noise floor never rises above this spread, or a picture full of code would be taken for noise.
const MOST_FLOOR: u8 = 44;

/// How far around a block its threshold looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Three by three blocks first: follows shadows and reflections closely.
    Near,
    /// As `Near`, but where a block has contrast itself, only blocks that have not far more: for a faint code on a clear wall.
    Alike,
    /// Five by five blocks first: surer in noise.
    Wide,
}

/// The memory of a binarisation, kept from frame to frame.
#[derive(Default)]
pub(super) struct Buffers {
    least: Vec<u8>,
    most: Vec<u8>,
    lows: Vec<u8>,
    highs: Vec<u8>,
    areas: Vec<u64>,
    thresholds: Vec<u8>,
}

/// A block with less spread is quite flat, as drawings are.
const FLAT: u8 = 4;
/// Contrast above the floor counts up to here.
const MOST_WEIGHT: u8 = 40;

/// A plane with what tells dark from light in it.
pub(super) struct Bitmap<'a> {
    pub(super) plane: Plane<'a>,
    thresholds: &'a [u8],
    across: usize,
    /// The side of a block, in pixels, as a power of two.
    shift: u32,
}

impl Bitmap<'_> {
    #[inline]
    pub(super) fn is_dark(&self, x: usize, y: usize) -> bool {
        self.plane.pixel(x, y) < self.thresholds[(y >> self.shift) * self.across + (x >> self.shift)]
    }

    /// Writes one row as bits, the first pixel lowest: 1 is dark. What lies beyond the width is light.
    pub(super) fn row_bits(&self, y: usize, words: &mut Vec<u64>) {
        words.clear();
        let thresholds = &self.thresholds[(y >> self.shift) * self.across..][..self.across];
        let row = self.plane.row(y);
        let block_side = 1 << self.shift;
        for (luma, thresholds) in row.chunks(64).zip(thresholds.chunks(64 >> self.shift)) {
            let mut word = 0;
            for (i, (block, &threshold)) in luma.chunks(block_side).zip(thresholds).enumerate() {
                if threshold == 0 {
                    continue;
                }
                for (j, eight) in block.chunks(8).enumerate() {
                    word |= u64::from(darker(eight, threshold)) << (block_side * i + 8 * j);
                }
            }
            words.push(word);
        }
    }
}

/// One bit for each of up to eight pixels: 1 where it is darker than the threshold.
fn darker(luma: &[u8], threshold: u8) -> u8 {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    const ONES: u64 = 0x0101_0101_0101_0101;
    let Ok(eight) = <[u8; 8]>::try_from(luma) else {
        return luma.iter().enumerate().fold(0, |bits, (i, &l)| bits | u8::from(l < threshold) << i);
    };
    // Eight comparisons in one word (after Warren, "Hacker's Delight", 2-18): the top bit of each byte is set where
    // luma >= threshold.
    let (a, b) = (u64::from_le_bytes(eight), u64::from(threshold) * ONES);
    let low = (a | !LOW) - (b & LOW);
    let above = (a & !b) | (!(a ^ b) & low);
    // The eight top bits are gathered in the highest byte.
    ((((!above & !LOW) >> 7).wrapping_mul(0x0102_0408_1020_4080)) >> 56) as u8
}

/// Measures a plane's thresholds; where a neighbourhood is flat, a wider one is asked, and where that is flat too, all is
/// light.
pub(super) fn binarise<'a>(plane: Plane<'a>, reach: Reach, buffers: &'a mut Buffers) -> Bitmap<'a> {
    let across = plane.width.div_ceil(BLOCK);
    let down = plane.height.div_ceil(BLOCK);
    measure_blocks(plane, down, buffers);
    let floor = noise_floor(&buffers.least, &buffers.most, reach);
    sum_up(across, down, floor, buffers);
    set_thresholds(across, down, floor, reach, buffers);
    Bitmap { plane, thresholds: &buffers.thresholds, across, shift: BLOCK.ilog2() }
}

/// Tells dark from light by what was measured last: the same picture halved once or twice more.
///
/// Light changes slowly; a threshold from pixels four times as large costs a finer search nothing.
pub(super) fn finer<'a>(plane: Plane<'a>, halvings: usize, buffers: &'a mut Buffers) -> Bitmap<'a> {
    let across = (plane.width >> halvings).div_ceil(BLOCK);
    // Last rows and columns that are too few to be halved stay out.
    let whole = |side: usize| side >> halvings << halvings;
    let plane = plane.part(0, 0, whole(plane.width), whole(plane.height));
    Bitmap { plane, thresholds: &buffers.thresholds, across, shift: BLOCK.ilog2() + halvings as u32 }
}

/// The same, but dark is told from light only where there is far more contrast than in half of all blocks: a crowd of signs
/// is noise or texture, and a code on it is louder than that. `None` where nothing can be so loud.
pub(super) fn louder<'a>(plane: Plane<'a>, halvings: usize, buffers: &'a mut Buffers) -> Option<Bitmap<'a>> {
    let across = (plane.width >> halvings).div_ceil(BLOCK);
    let down = buffers.least.len() / across;
    let spread = spread_of(&buffers.least, &buffers.most, buffers.least.len() / 2);
    let floor = u8::try_from(u16::from(spread) * 8 / 5).ok()?.max(LEAST_SPREAD);
    sum_up(across, down, floor, buffers);
    set_thresholds(across, down, floor, Reach::Near, buffers);
    Some(finer(plane, halvings, buffers))
}

fn measure_blocks(plane: Plane<'_>, down: usize, buffers: &mut Buffers) {
    buffers.least.clear();
    buffers.most.clear();
    for block in 0..down {
        let top = block * BLOCK;
        buffers.lows.clear();
        buffers.lows.extend_from_slice(plane.row(top));
        buffers.highs.clear();
        buffers.highs.extend_from_slice(plane.row(top));
        for y in top + 1..(top + BLOCK).min(plane.height) {
            for ((low, high), &luma) in buffers.lows.iter_mut().zip(&mut buffers.highs).zip(plane.row(y)) {
                *low = luma.min(*low);
                *high = luma.max(*high);
            }
        }
        let (lows, low_rest) = buffers.lows.as_chunks::<BLOCK>();
        let (highs, high_rest) = buffers.highs.as_chunks::<BLOCK>();
        buffers.least.extend(
            lows.iter().map(|&[a, b, c, d, e, f, g, h]| (a.min(b)).min(c.min(d)).min((e.min(f)).min(g.min(h)))),
        );
        buffers.most.extend(
            highs.iter().map(|&[a, b, c, d, e, f, g, h]| (a.max(b)).max(c.max(d)).max((e.max(f)).max(g.max(h)))),
        );
        buffers.least.extend(low_rest.iter().copied().reduce(u8::min));
        buffers.most.extend(high_rest.iter().copied().reduce(u8::max));
    }
}

/// The spread that a flat block shows by noise alone: a fifth of all blocks lie below, and a margin above it.
fn noise_floor(least: &[u8], most: &[u8], reach: Reach) -> u8 {
    let spread = spread_of(least, most, least.len() / 5);
    // A finer search meets more of a sensor's noise.
    let margin = if reach == Reach::Alike { spread / 3 * 2 } else { spread / 3 };
    spread.saturating_add(margin).clamp(LEAST_SPREAD, MOST_FLOOR)
}

/// The spread that so many blocks stay below.
fn spread_of(least: &[u8], most: &[u8], mut below: usize) -> u8 {
    let mut counts = [0usize; 256];
    for (&low, &high) in least.iter().zip(most) {
        counts[usize::from(high - low)] += 1;
    }
    for (spread, &count) in (0..=u8::MAX).zip(&counts) {
        if count > below {
            return spread;
        }
        below -= count;
    }
    u8::MAX
}

/// Summed areas of weight (above) and of twice the weighted middle (below, 32 bits), of one row and one column more than
/// there are blocks. A difference of such sums is exact as long as it fits, whatever was carried on the way.
fn sum_up(across: usize, down: usize, floor: u8, Buffers { least, most, areas, .. }: &mut Buffers) {
    let pitch = across + 1;
    areas.clear();
    areas.resize(pitch * (down + 1), 0);
    for y in 0..down {
        let mut line = 0u64;
        let (lows, highs) = (&least[y * across..][..across], &most[y * across..][..across]);
        let next = (y + 1).min(down - 1) * across;
        let (lows_below, highs_below) = (&least[next..][..across], &most[next..][..across]);
        let (before, here) = areas[y * pitch..(y + 2) * pitch].split_at_mut(pitch);
        for x in 0..across {
            // An edge that lies just between two blocks belongs to the first.
            let (mut low, mut high) = (lows[x], highs[x]);
            if high - low < FLAT {
                let right = (x + 1).min(across - 1);
                low = low.min(lows[right]).min(lows_below[x]);
                high = high.max(highs[right]).max(highs_below[x]);
            }
            line += weighed(low, high, floor);
            here[x + 1] = before[x + 1] + line;
        }
    }
}

/// A block's weight and twice its weighted middle, as they are summed.
fn weighed(low: u8, high: u8, floor: u8) -> u64 {
    // A bright spot counts no more than clear print, or it would decide alone for all around it.
    let weight = u64::from((high - low).saturating_sub(floor).min(MOST_WEIGHT));
    (weight << 32) + weight * (u64::from(low) + u64::from(high))
}

/// The threshold of an area, if it has so much contrast.
fn threshold_of(area: u64, floor: u8) -> Option<u8> {
    let (weight, sum) = ((area >> 32) as u32, area as u32);
    (weight >= u32::from(floor)).then(|| (sum / (2 * weight)) as u8)
}

fn set_thresholds(across: usize, down: usize, floor: u8, reach: Reach, buffers: &mut Buffers) {
    let reaches = match reach {
        Reach::Near | Reach::Alike => [1usize, 3, 8],
        Reach::Wide => [2, 5, 10],
    };
    let pitch = across + 1;
    let Buffers { least, most, areas, thresholds, .. } = buffers;
    thresholds.clear();
    for y in 0..down {
        let rows = reaches.map(|reach| {
            let row = |y: usize| &areas[y * pitch..][..pitch];
            (reach, row(y.saturating_sub(reach)), row((y + reach + 1).min(down)))
        });
        for x in 0..across {
            let spread = most[y * across + x] - least[y * across + x];
            let alike = (reach == Reach::Alike && spread > 2 * floor)
                .then(|| threshold_of(among_alike(least, most, (x, y), (across, down), floor), floor))
                .flatten();
            let found = alike.or_else(|| {
                rows.iter().find_map(|&(reach, top, bottom)| {
                    let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(across));
                    threshold_of((bottom[right] + top[left]) - (bottom[left] + top[right]), floor)
                })
            });
            thresholds.push(found.unwrap_or(0));
        }
    }
}

/// The area of a block and those of its neighbours that have not far more contrast: what lies beside a faint code would
/// spoil its thresholds.
fn among_alike(least: &[u8], most: &[u8], (x, y): (usize, usize), (across, down): (usize, usize), floor: u8) -> u64 {
    let spread = |at: usize| most[at] - least[at];
    let far_more = spread(y * across + x).saturating_mul(2);
    let mut area = 0;
    for y in y.saturating_sub(1)..(y + 2).min(down) {
        for at in y * across + x.saturating_sub(1)..y * across + (x + 2).min(across) {
            if spread(at) <= far_more {
                area += weighed(least[at], most[at], floor);
            }
        }
    }
    area
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_are_what_single_pixels_are(
            luma in proptest::collection::vec(any::<u8>(), 6 * 150),
            width in 1usize..150,
            reach in prop_oneof![Just(Reach::Near), Just(Reach::Alike), Just(Reach::Wide)],
        ) {
            let mut buffers = Buffers::default();
            let bitmap = binarise(Plane::packed(&luma, width, 6), reach, &mut buffers);
            let mut words = Vec::new();
            for y in 0..6 {
                bitmap.row_bits(y, &mut words);
                for x in 0..width {
                    prop_assert_eq!(words[x / 64] >> (x % 64) & 1 == 1, bitmap.is_dark(x, y));
                }
                prop_assert!(words.len() == width.div_ceil(64));
            }
        }
    }

    #[test]
    fn flat_paper_is_light_and_a_step_is_a_step() {
        let mut buffers = Buffers::default();
        let flat = vec![90; 64 * 64];
        let bitmap = binarise(Plane::packed(&flat, 64, 64), Reach::Near, &mut buffers);
        assert!((0..64).all(|i| !bitmap.is_dark(i, i)));
        let step: Vec<u8> = (0..64 * 64).map(|i| if i % 64 < 30 { 80 } else { 120 }).collect();
        let bitmap = binarise(Plane::packed(&step, 64, 64), Reach::Near, &mut buffers);
        assert_eq!([28, 29, 30, 31].map(|x| bitmap.is_dark(x, 20)), [true, true, false, false]);
    }

    /// Measures a picture halved once, as the search before a finer one does.
    fn measure_half(plane: Plane<'_>, buffers: &mut Buffers) {
        let mut half = Vec::new();
        binarise(plane.halve(&mut half), Reach::Near, buffers);
    }

    #[test]
    fn among_stripes_only_what_is_louder_is_told() {
        // Stripes of 40 above; below, a step of 100.
        let stripes = |x: usize| if x % 8 < 4 { 120 } else { 160 };
        let step = |x: usize| if x < 60 { 60 } else { 160 };
        let luma: Vec<u8> =
            (0..128 * 128).map(|i| if i < 72 * 128 { stripes(i % 128) } else { step(i % 128) }).collect();
        let plane = Plane::packed(&luma, 128, 128);
        let mut buffers = Buffers::default();
        measure_half(plane, &mut buffers);
        assert!(finer(plane, 1, &mut buffers).is_dark(1, 20), "a finer search alone tells the stripes");
        let bitmap = louder(plane, 1, &mut buffers).expect("something can be louder than stripes of 40");
        assert_eq!([58, 59, 60, 61].map(|x| bitmap.is_dark(x, 100)), [true, true, false, false]);
        assert!((0..48 * 128).all(|i| !bitmap.is_dark(i % 128, i / 128)), "nothing above is dark");
    }

    #[test]
    fn nothing_is_louder_than_print_all_over() {
        let print: Vec<u8> = (0..64 * 64).map(|i| if i % 8 < 4 { 20 } else { 220 }).collect();
        let plane = Plane::packed(&print, 64, 64);
        let mut buffers = Buffers::default();
        measure_half(plane, &mut buffers);
        assert!(louder(plane, 1, &mut buffers).is_none());
    }
}
