//! The bit stream of a code: segments of digits, letters, bytes and Kanji to one string of bytes.
//!
//! ISO/IEC 18004, 7.4 (modes, ECI, FNC1) and 8 (structured append); Hanzi as in GB/T 18284.

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Content {
    /// The text; Kanji and Hanzi stay in their own character sets (Shift_JIS, GB 2312).
    pub(super) bytes: Vec<u8>,
    /// The first extended channel interpretation, if one is named.
    pub(super) eci: Option<u32>,
    /// Where it is a part of a longer text.
    pub(super) part: Option<Part>,
    /// What follows the last segment is as an encoder would have filled it.
    pub(super) filled: bool,
}

/// The place of a code in a text that is spread over several codes (structured append).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// 0 for the first.
    pub(super) index: u8,
    /// 2 to 16, when the code keeps to the standard.
    pub(super) of: u8,
}

const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn left(&self) -> usize {
        self.bytes.len() * 8 - self.at
    }

    /// At most 16 bits, the most significant first.
    fn take(&mut self, count: usize) -> Option<usize> {
        if count > self.left() {
            return None;
        }
        let mut value = 0;
        for at in self.at..self.at + count {
            value = value << 1 | usize::from(self.bytes[at / 8] >> (7 - at % 8) & 1);
        }
        self.at += count;
        Some(value)
    }
}

/// Reads the data codewords of a version (1 to 40); `None` where they break the rules.
pub(super) fn read(codewords: &[u8], version: usize) -> Option<Content> {
    let mut bits = Bits { bytes: codewords, at: 0 };
    let mut content = Content { bytes: Vec::with_capacity(codewords.len()), ..Content::default() };
    let mut first_function = false;
    let size = usize::from(version > 9) + usize::from(version > 26);
    while bits.left() >= 4 {
        match bits.take(4)? {
            0 => break,
            1 => {
                let count = bits.take([10, 12, 14][size])?;
                digits(&mut bits, count, &mut content.bytes)?;
            }
            2 => {
                let count = bits.take([9, 11, 13][size])?;
                let start = content.bytes.len();
                letters(&mut bits, count, &mut content.bytes)?;
                if first_function {
                    unescape(&mut content.bytes, start);
                }
            }
            3 => {
                let (index, last) = (bits.take(4)?, bits.take(4)?);
                bits.take(8)?;
                content.part = Some(Part { index: index as u8, of: last as u8 + 1 });
            }
            4 => {
                let count = bits.take([8, 16, 16][size])?;
                if count * 8 > bits.left() {
                    return None;
                }
                for _ in 0..count {
                    content.bytes.push(bits.take(8)? as u8);
                }
            }
            5 => first_function = true,
            7 => content.eci = content.eci.or(Some(designator(&mut bits)?)),
            8 => {
                let count = bits.take([8, 10, 12][size])?;
                pairs(&mut bits, count, &mut content.bytes, |value| {
                    let value = ((value / 0xC0) << 8) + value % 0xC0;
                    value + if value < 0x1F00 { 0x8140 } else { 0xC140 }
                })?;
            }
            9 => {
                first_function = true;
                bits.take(8)?;
            }
            // Hanzi, subset 1 (GB 2312), the only one that is defined.
            13 if bits.take(4)? == 1 => {
                let count = bits.take([8, 10, 12][size])?;
                pairs(&mut bits, count, &mut content.bytes, |value| {
                    let value = ((value / 0x60) << 8) + value % 0x60;
                    value + if value < 0x0A00 { 0xA1A1 } else { 0xA6A1 }
                })?;
            }
            _ => return None,
        }
    }
    let used = bits.at.div_ceil(8);
    content.filled = codewords[used..].iter().zip([0xEC, 0x11].iter().cycle()).all(|(a, b)| a == b);
    Some(content)
}

fn digits(bits: &mut Bits<'_>, count: usize, into: &mut Vec<u8>) -> Option<()> {
    let mut left = count;
    while left > 0 {
        let (many, width) = match left {
            1 => (1, 4),
            2 => (2, 7),
            _ => (3, 10),
        };
        let value = bits.take(width)?;
        if value >= 10usize.pow(many) {
            return None;
        }
        for power in (0..many).rev() {
            into.push(b'0' + (value / 10usize.pow(power) % 10) as u8);
        }
        left -= many as usize;
    }
    Some(())
}

fn letters(bits: &mut Bits<'_>, count: usize, into: &mut Vec<u8>) -> Option<()> {
    for _ in 0..count / 2 {
        let value = bits.take(11)?;
        into.push(*LETTERS.get(value / 45)?);
        into.push(LETTERS[value % 45]);
    }
    if count % 2 == 1 {
        into.push(*LETTERS.get(bits.take(6)?)?);
    }
    Some(())
}

/// In FNC1 mode a percent sign stands for the group separator, and two for one (7.4.9.2).
fn unescape(bytes: &mut Vec<u8>, start: usize) {
    let letters = bytes.split_off(start);
    let mut rest = letters.as_slice();
    while let Some((&first, more)) = rest.split_first() {
        let doubled = first == b'%' && more.first() == Some(&b'%');
        bytes.push(if first == b'%' && !doubled { 0x1D } else { first });
        rest = if doubled { &more[1..] } else { more };
    }
}

/// Characters of 13 bits, two bytes each.
fn pairs(bits: &mut Bits<'_>, count: usize, into: &mut Vec<u8>, value: impl Fn(usize) -> usize) -> Option<()> {
    for _ in 0..count {
        let value = value(bits.take(13)?) as u16;
        into.extend(value.to_be_bytes());
    }
    Some(())
}

/// An ECI designator of one to three bytes (7.4.2.2).
fn designator(bits: &mut Bits<'_>) -> Option<u32> {
    let first = bits.take(8)?;
    let value = if first < 0x80 {
        first
    } else if first < 0xC0 {
        (first & 0x3F) << 8 | bits.take(8)?
    } else if first < 0xE0 {
        (first & 0x1F) << 16 | bits.take(16)?
    } else {
        return None;
    };
    Some(value as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Packs values of so many bits each, and fills up as an encoder does.
    fn pack(values: &[(usize, usize)]) -> Vec<u8> {
        let mut bits: Vec<u8> = Vec::new();
        for &(value, width) in values {
            bits.extend((0..width).rev().map(|bit| (value >> bit & 1) as u8));
        }
        bits.extend([0; 4]);
        bits.resize(bits.len().div_ceil(8) * 8, 0);
        let mut bytes: Vec<u8> =
            bits.chunks(8).map(|eight| eight.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
        bytes.extend([0xEC, 0x11, 0xEC]);
        bytes
    }

    fn text(values: &[(usize, usize)]) -> Vec<u8> {
        read(&pack(values), 1).expect("a bit stream").bytes
    }

    #[test]
    fn the_examples_of_the_standard_are_read() {
        // 7.4.3, 7.4.4 and 7.4.6.
        let digits = [(1, 4), (8, 10), (0b00_0000_1100, 10), (0b01_0101_1001, 10), (0b100_0011, 7)];
        assert_eq!(text(&digits), b"01234567");
        let letters = [(2, 4), (5, 9), (0b001_1100_1110, 11), (0b111_0011_1001, 11), (42, 6)];
        assert_eq!(text(&letters)[..2], *b"AC");
        let kanji = [(8, 4), (2, 8), (0b0_1101_1001_1111, 13), (0b1_1010_1010_1010, 13)];
        assert_eq!(text(&kanji), [0x93, 0x5F, 0xE4, 0xAA]);
    }

    #[test]
    fn hanzi_eci_and_the_place_in_a_longer_text_are_told() {
        assert_eq!(text(&[(13, 4), (1, 4), (1, 8), (0x0FA1 - 0x0FA1, 13)]), [0xA1, 0xA1]);
        let eci = read(&pack(&[(7, 4), (26, 8), (4, 4), (1, 8), (0x41, 8)]), 1).expect("a bit stream");
        assert_eq!((eci.bytes.as_slice(), eci.eci, eci.filled), (&b"A"[..], Some(26), true));
        let part =
            read(&pack(&[(3, 4), (1, 4), (3, 4), (0x55, 8), (4, 4), (1, 8), (0x42, 8)]), 1).expect("a bit stream");
        assert_eq!((part.bytes.as_slice(), part.part), (&b"B"[..], Some(Part { index: 1, of: 4 })));
    }

    #[test]
    fn a_percent_sign_separates_groups_in_fnc1_mode_only() {
        let three_percent = [(2, 4), (3, 9), (38 * 45 + 38, 11), (38, 6)];
        assert_eq!(text(&three_percent), b"%%%");
        let function: Vec<_> = [(5, 4)].into_iter().chain(three_percent).collect();
        assert_eq!(text(&function), [b'%', 0x1D]);
    }

    #[test]
    fn what_breaks_the_rules_is_nothing() {
        for values in [&[(4, 4), (200, 8)][..], &[(1, 4), (3, 10), (1000, 10)], &[(6, 4)], &[(2, 4), (1, 9), (45, 6)]] {
            assert_eq!(read(&pack(values), 1), None, "{values:?}");
        }
        assert_eq!(read(&[], 1).map(|content| content.bytes), Some(Vec::new()));
    }

    proptest! {
        #[test]
        fn any_codewords_are_answered_and_never_grow_much(
            codewords in proptest::collection::vec(any::<u8>(), 0..400),
            version in 1usize..=40,
        ) {
            if let Some(content) = read(&codewords, version) {
                // Three digits take ten bits at the least.
                prop_assert!(content.bytes.len() <= codewords.len() * 8 * 3 / 10 + 3);
            }
        }
    }
}
