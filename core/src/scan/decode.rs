//! Modules to bytes. The step behind sampling is rqrr's: format, unmasking, Reed-Solomon, segments.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most bytes that a code's text may have; a longer one is no text of ours.
pub const MOST_TEXT: usize = 4096;

/// Reads the bytes from sampled modules: lightness row by row, positive for light.
///
/// Tries the thresholds that the samples were taken with, then thresholds from each module's neighbourhood.
pub(super) fn read(lightness: &[f32], side: usize) -> Option<Vec<u8>> {
    let valid = (21..=177).contains(&side) && side % 4 == 1 && lightness.len() == side * side;
    if !valid {
        return None;
    }
    let dark: Vec<bool> = lightness.iter().map(|&light| light < 0.0).collect();
    read_modules(&dark, side).or_else(|| read_modules(&compare_with_neighbours(lightness, side), side))
}

/// Reads the bytes from modules row by row, `true` for dark.
fn read_modules(dark: &[bool], side: usize) -> Option<Vec<u8>> {
    // rqrr has panicked on damaged codes in the field; one lost frame is better than a lost app.
    catch_unwind(AssertUnwindSafe(|| {
        let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(side, |x, y| dark[y * side + x]));
        let mut bytes = Vec::new();
        grid.decode_to(&mut bytes).ok().map(|_| bytes)
    }))
    .ok()
    .flatten()
    .filter(|bytes| !bytes.is_empty())
}

/// Dark is what is darker than the middle of its seven by seven neighbours.
fn compare_with_neighbours(lightness: &[f32], side: usize) -> Vec<bool> {
    let mut dark = Vec::with_capacity(lightness.len());
    for y in 0..side {
        for x in 0..side {
            let (mut low, mut high) = (f32::MAX, f32::MIN);
            for row in lightness.chunks(side).take((y + 4).min(side)).skip(y.saturating_sub(3)) {
                for &value in &row[x.saturating_sub(3)..(x + 4).min(side)] {
                    low = low.min(value);
                    high = high.max(value);
                }
            }
            dark.push(lightness[y * side + x] < low.midpoint(high));
        }
    }
    dark
}
