//! Format and version: which of the few allowed words the doubtful modules mean.
//!
//! ISO/IEC 18004, 7.9 and 7.10. There are 32 format words and 34 version words, so each is compared with what was seen,
//! every module counting as much as it is sure (decoding of greatest likelihood); no syndrome is needed.

/// How much of the data may be damaged (ISO/IEC 18004, 7.5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Low,
    Medium,
    Quartile,
    High,
}

/// What the format word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) level: Level,
    /// The mask's number, 0 to 7.
    pub(super) mask: u8,
}

const FORMAT_MASK: u32 = 0b101_0100_0001_0010;

/// The format words by their five data bits (ISO/IEC 18004, table C.1).
const FORMATS: [u32; 32] = {
    let mut words = [0; 32];
    let mut data = 0;
    while data < 32 {
        words[data as usize] = with_remainder(data, 5, 15, 0b101_0011_0111) ^ FORMAT_MASK;
        data += 1;
    }
    words
};

/// The version words from version 7 on (ISO/IEC 18004, table D.1).
const VERSIONS: [u32; 34] = {
    let mut words = [0; 34];
    let mut version = 7;
    while version <= 40 {
        words[version as usize - 7] = with_remainder(version, 6, 18, 0b1_1111_0010_0101);
        version += 1;
    }
    words
};

/// Appends the remainder of a division by a generator (BCH).
const fn with_remainder(data: u32, data_bits: u32, bits: u32, generator: u32) -> u32 {
    let checks = bits - data_bits;
    let mut remainder = data << checks;
    let mut bit = bits;
    while bit > checks {
        bit -= 1;
        if remainder >> bit & 1 == 1 {
            remainder ^= generator << (bit - checks);
        }
    }
    data << checks | remainder
}

/// The column and row of format bit `i` beside the first finder.
pub(super) fn format_place(i: usize) -> (usize, usize) {
    match i {
        0..=5 => (8, i),
        6 => (8, 7),
        7 => (8, 8),
        8 => (7, 8),
        _ => (14 - i, 8),
    }
}

/// The column and row of format bit `i` beside the other two finders.
pub(super) fn other_format_place(i: usize, side: usize) -> (usize, usize) {
    if i < 8 { (side - 1 - i, 8) } else { (8, side - 15 + i) }
}

/// How well a word fits: 1 where every module says so, 0 for chance, -1 for its opposite.
fn fit(word: u32, lightness: &[f32]) -> f32 {
    let (mut sum, mut all) = (0.0, f32::EPSILON);
    for (i, &light) in lightness.iter().enumerate() {
        sum += if word >> i & 1 == 1 { -light } else { light };
        all += light.abs();
    }
    sum / all
}

/// The best word and its fit.
fn best(words: &[u32], lightness: &[f32]) -> (usize, f32) {
    let fits = words.iter().map(|&word| fit(word, lightness));
    fits.enumerate().fold((0, f32::MIN), |best, (i, fit)| if fit > best.1 { (i, fit) } else { best })
}

/// Reads the format from its modules' lightness (positive for light), bit 0 first, both copies added: with its fit.
pub(super) fn read_format(lightness: &[f32; 15]) -> (Format, f32) {
    let (data, fit) = best(&FORMATS, lightness);
    let level = [Level::Medium, Level::Low, Level::High, Level::Quartile][data >> 3 & 3];
    (Format { level, mask: data as u8 & 7 }, fit)
}

/// Reads a version from 7 on from its modules' lightness, bit 0 first: with its fit.
pub(super) fn read_version(lightness: &[f32; 18]) -> (usize, f32) {
    let (i, fit) = best(&VERSIONS, lightness);
    (i + 7, fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_light<const N: usize>(word: u32) -> [f32; N] {
        std::array::from_fn(|i| if word >> i & 1 == 1 { -1.0 } else { 1.0 })
    }

    #[test]
    fn the_words_are_those_of_the_standard() {
        // Table C.1 and table D.1, first, one in between, last.
        assert_eq!((FORMATS[0], FORMATS[0b00101], FORMATS[31]), (0x5412, 0x40CE, 0x2BED));
        assert_eq!((VERSIONS[0], VERSIONS[14], VERSIONS[33]), (0x07C94, 0x15683, 0x28C69));
    }

    #[test]
    fn any_three_wrong_modules_leave_a_format_readable() {
        for (data, &word) in FORMATS.iter().enumerate() {
            for flips in (0u32..1 << 15).filter(|flips| flips.count_ones() <= 3) {
                let (format, _) = read_format(&as_light(word ^ flips));
                assert_eq!(usize::from(format.mask), data & 7);
            }
        }
    }

    #[test]
    fn any_three_wrong_modules_leave_a_version_readable() {
        for (i, &word) in VERSIONS.iter().enumerate() {
            for flips in (0u32..1 << 18).filter(|flips| flips.count_ones() == 3) {
                assert_eq!(read_version(&as_light(word ^ flips)).0, i + 7);
            }
        }
    }

    #[test]
    fn a_sure_module_outweighs_doubtful_ones() {
        let mut lightness = as_light::<15>(FORMATS[9]);
        for light in &mut lightness[..5] {
            *light *= -0.1;
        }
        let (format, fit) = read_format(&lightness);
        assert_eq!(format, Format { level: Level::Low, mask: 1 });
        assert!(fit > 0.8, "{fit}");
    }
}
