//! Modules to text: format, unmasking, codewords, blocks, and the rules by which doubt becomes erasure.
//!
//! ISO/IEC 18004, 12 (reference decode algorithm, from step 7 on). A code is read only where every block decoded.

use super::correct::{MOST_CHECKS, Polynomial, correct, syndromes};
use super::format::{Format, format_place, other_format_place, read_format};
use super::layout::{Blocks, Layout, SIDES, is_masked};
use super::segments::{self, Content};

/// The most bytes that a code's text may have; a longer one is no text of ours.
pub const MOST_TEXT: usize = 4096;
/// Format words that fit worse are chance: three wrong modules of fifteen, all equally sure, still fit 0.6.
const LEAST_FIT: f32 = 0.4;
/// Check codewords that are left over in a block when its doubtful codewords were erased: with four of them, one block of
/// noise in four thousand millions "decodes". Without them one in forty would, by mending two errors beside the erasures.
const KEPT_CHECKS: usize = 4;

/// The memory of the decoder, kept from code to code.
#[derive(Default)]
pub(super) struct Decoder {
    layouts: Vec<Layout>,
    /// Codewords of all blocks, one block after the other, and how sure their least sure module is.
    codewords: Vec<u8>,
    sureness: Vec<f32>,
    data: Vec<u8>,
    turned: Vec<f32>,
}

/// Why modules say nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unread {
    /// Not even a format.
    NoCode,
    /// A format that fits so well (0 to 1), but blocks with more wrong than can be mended.
    Damaged(f32),
}

/// Layouts of so many sizes are kept.
const MOST_LAYOUTS: usize = 6;

impl Decoder {
    /// Reads modules' lightness, row by row: positive for light, and the larger the surer.
    ///
    /// A mirrored code is read where its format says so.
    pub(super) fn read(&mut self, lightness: &[f32], side: usize) -> Result<Content, Unread> {
        if !SIDES.contains(&side) || side % 4 != 1 || lightness.len() != side * side {
            return Err(Unread::NoCode);
        }
        let (format, fit) = format_of(|(x, y)| lightness[y * side + x], side);
        let (mirrored, mirrored_fit) = format_of(|(x, y)| lightness[x * side + y], side);
        if fit.max(mirrored_fit) < LEAST_FIT {
            return Err(Unread::NoCode);
        }
        if fit >= mirrored_fit {
            return self.read_as(lightness, side, format).ok_or(Unread::Damaged(fit));
        }
        let mut turned = std::mem::take(&mut self.turned);
        turned.clear();
        turned.extend((0..side * side).map(|i| lightness[i % side * side + i / side]));
        let content = self.read_as(&turned, side, mirrored);
        self.turned = turned;
        content.ok_or(Unread::Damaged(mirrored_fit))
    }

    fn read_as(&mut self, lightness: &[f32], side: usize, format: Format) -> Option<Content> {
        let version = (side - 17) / 4;
        let known = self.layouts.iter().position(|layout| layout.side == side);
        let layout = known.unwrap_or_else(|| {
            if self.layouts.len() == MOST_LAYOUTS {
                self.layouts.remove(0);
            }
            self.layouts.push(Layout::of(side));
            self.layouts.len() - 1
        });
        let order = &self.layouts[layout].order;
        let blocks = Blocks::of(version, format.level, order.len() / 8);
        self.codewords.clear();
        self.codewords.resize(order.len() / 8, 0);
        self.sureness.clear();
        self.sureness.resize(order.len() / 8, 0.0);
        for (i, eight) in order.chunks_exact(8).enumerate() {
            let (mut codeword, mut sure) = (0, f32::MAX);
            for &at in eight {
                let at = usize::from(at);
                let light = lightness[at];
                let dark = (light < 0.0) != is_masked(format.mask, at % side, at / side);
                codeword = codeword << 1 | u8::from(dark);
                sure = sure.min(light.abs());
            }
            let (block, place) = blocks.place(i);
            let at = start_of(&blocks, block) + place;
            self.codewords[at] = codeword;
            self.sureness[at] = sure;
        }
        self.mend(&blocks, version)
    }

    /// Mends all blocks and reads what they say.
    fn mend(&mut self, blocks: &Blocks, version: usize) -> Option<Content> {
        self.data.clear();
        let mut doubtful = false;
        for block in 0..blocks.count {
            let start = start_of(blocks, block);
            let end = start_of(blocks, block + 1);
            let codewords = &mut self.codewords[start..end];
            let syndromes = syndromes(codewords, blocks.checks);
            if let Some(mended) = correct(codewords, blocks.checks, &syndromes, &[], 0) {
                doubtful |= mended > blocks.sure;
            } else {
                doubtful = true;
                correct_doubtful(codewords, &syndromes, &self.sureness[start..end], blocks.checks)?;
            }
            self.data.extend_from_slice(&codewords[..end - start - blocks.checks]);
        }
        // What was believed only by erasing, or by mending more than is sure, must be what an encoder would have written.
        segments::read(&self.data, version).filter(|content| !content.bytes.is_empty() && (content.filled || !doubtful))
    }
}

fn start_of(blocks: &Blocks, block: usize) -> usize {
    block * blocks.short + block.saturating_sub(blocks.short_count)
}

/// Erases the least sure codewords, few at first, until the block decodes.
fn correct_doubtful(codewords: &mut [u8], syndromes: &Polynomial, sureness: &[f32], checks: usize) -> Option<usize> {
    let most = checks.checked_sub(KEPT_CHECKS)?.min(MOST_CHECKS);
    let mut order: [usize; 255] = std::array::from_fn(|i| i);
    let order = &mut order[..codewords.len()];
    order.sort_unstable_by(|&a, &b| sureness[a].total_cmp(&sureness[b]));
    (1..=4).find_map(|quarter| {
        let erased = most * quarter / 4;
        correct(codewords, checks, syndromes, &order[..erased], KEPT_CHECKS)
    })
}

/// How well any format fits, 0 to 1, where only its modules' lightness is known; `light` gives it by column and row.
pub(super) fn format_fit(side: usize, light: impl Fn(usize, usize) -> f32) -> f32 {
    let fit = |turned: bool| {
        let at = |(x, y): (usize, usize)| if turned { light(y, x) } else { light(x, y) };
        format_of(at, side).1
    };
    fit(false).max(fit(true))
}

/// The format that fits best, both copies weighed together; `at` gives a module's lightness by its column and row.
fn format_of(at: impl Fn((usize, usize)) -> f32, side: usize) -> (Format, f32) {
    let one: [f32; 15] = std::array::from_fn(|i| at(format_place(i)));
    let other: [f32; 15] = std::array::from_fn(|i| at(other_format_place(i, side)));
    let both: [f32; 15] = std::array::from_fn(|i| one[i] + other[i]);
    // Where one copy is covered, the other alone is better than both.
    let (format, fit) = read_format(&both);
    let alone = [one, other].map(|copy| read_format(&copy));
    let better = if alone[0].1 > alone[1].1 { alone[0] } else { alone[1] };
    if better.1 > fit + 0.25 { (better.0, better.1 - 0.25) } else { (format, fit) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

    use super::super::format::Level;
    use super::*;

    fn lightness(code: &QrCode) -> (Vec<f32>, usize) {
        let side = code.size() as usize;
        let light = |i: usize| if code.get_module((i % side) as i32, (i / side) as i32) { -1.0 } else { 1.0 };
        ((0..side * side).map(light).collect(), side)
    }

    fn code(version: u8, level: QrCodeEcc) -> QrCode {
        let segments = QrSegment::make_segments("HTTPS://A");
        let only = Version::new(version);
        QrCode::encode_segments_advanced(&segments, level, only, only, None, false).expect("the text fits")
    }

    #[test]
    fn every_version_and_level_is_read_upright_and_mirrored() {
        let mut decoder = Decoder::default();
        for version in 1..=40 {
            for level in [QrCodeEcc::Low, QrCodeEcc::Medium, QrCodeEcc::Quartile, QrCodeEcc::High] {
                let (light, side) = lightness(&code(version, level));
                let content = decoder.read(&light, side).expect("a code");
                assert_eq!(content.bytes, b"HTTPS://A", "version {version} {level:?}");
                let mirrored: Vec<f32> = (0..side * side).map(|i| light[i % side * side + i / side]).collect();
                assert_eq!(decoder.read(&mirrored, side), Ok(content));
            }
        }
    }

    #[test]
    fn rqrr_reads_the_same_from_the_same_modules() {
        for (version, level) in
            [(1, QrCodeEcc::High), (5, QrCodeEcc::Low), (11, QrCodeEcc::Quartile), (27, QrCodeEcc::Medium)]
        {
            let (light, side) = lightness(&code(version, level));
            let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(side, |x, y| light[y * side + x] < 0.0));
            let mut bytes = Vec::new();
            grid.decode_to(&mut bytes).expect("a code");
            assert_eq!(Decoder::default().read(&light, side).map(|content| content.bytes), Ok(bytes));
        }
    }

    #[test]
    fn erasing_makes_no_text_of_noise() {
        let mut seed = 1u64;
        let mut byte = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 56) as u8
        };
        for (length, checks) in [(26, 10), (44, 16), (50, 22), (63, 26)] {
            for _ in 0..2_000 {
                let mut block: Vec<u8> = (0..length).map(|_| byte()).collect();
                let sureness: Vec<f32> = (0..length).map(|_| f32::from(byte())).collect();
                let syndromes = syndromes(&block, checks);
                assert_eq!(correct_doubtful(&mut block, &syndromes, &sureness, checks), None);
            }
        }
    }

    #[test]
    fn doubtful_modules_are_erased_and_cost_half() {
        // Version 2-M has 16 check codewords: eleven wrong ones are too many, unless their doubt shows.
        let (mut light, side) = lightness(&code(2, QrCodeEcc::Medium));
        let order = Layout::of(side).order;
        for &at in order.iter().step_by(32).take(11) {
            light[usize::from(at)] *= -0.1;
        }
        let mut decoder = Decoder::default();
        assert!(decoder.read(&light, side).is_ok());
        for &at in order.iter().step_by(32).take(11) {
            light[usize::from(at)] *= 10.0;
        }
        assert!(matches!(decoder.read(&light, side), Err(Unread::Damaged(_))));
    }

    #[test]
    fn a_short_block_with_more_wrong_than_is_sure_must_be_filled_as_an_encoder_does() {
        let mut decoder = Decoder::default();
        let blocks = Blocks::of(1, Level::Low, 26);
        // Two bytes, then a terminator and what an encoder fills up with, or does not.
        let filled = [
            0x40, 0x24, 0x14, 0x20, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
            0xEC,
        ];
        let mut other = filled;
        other[18] = 0x77;
        for (data, wrong, is_read) in [(filled, 2, true), (filled, 3, true), (other, 2, true), (other, 3, false)] {
            decoder.codewords = [data.as_slice(), &[0; 7]].concat();
            decoder.sureness = vec![1.0; 26];
            // Seven erased codewords are what seven check codewords can fill in.
            let all = syndromes(&decoder.codewords, 7);
            correct(&mut decoder.codewords, 7, &all, &[19, 20, 21, 22, 23, 24, 25], 0).expect("a block");
            for codeword in &mut decoder.codewords[5..5 + wrong] {
                *codeword ^= 0x5A;
            }
            assert_eq!(decoder.mend(&blocks, 1).is_some(), is_read, "{wrong} wrong");
        }
    }

    #[test]
    fn modules_that_are_no_code_are_refused() {
        let mut decoder = Decoder::default();
        for (len, side) in [(0, 0), (400, 20), (441, 22), (21 * 21, 25), (181 * 181, 181)] {
            assert_eq!(decoder.read(&vec![1.0; len], side), Err(Unread::NoCode));
        }
        assert!(decoder.read(&[f32::NAN; 441], 21).is_err());
    }

    proptest! {
        #[test]
        fn noise_is_never_read(seed in any::<u64>(), version in 1usize..8) {
            let side = 17 + 4 * version;
            let mut state = seed | 1;
            let light: Vec<f32> = (0..side * side).map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 40) as f32 / f32::from(u16::MAX) / 128.0 - 1.0
            }).collect();
            prop_assert!(Decoder::default().read(&light, side).is_err());
        }
    }
}
