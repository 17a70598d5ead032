//! Where a code keeps what: function patterns, the order of its codewords, and how they fall into blocks.
//!
//! ISO/IEC 18004, 6.3 (function patterns), 7.7.3 (placement), table 9 (blocks) and annex E (alignment patterns).

use super::format::Level;

/// The least and the most modules a side.
pub(super) const SIDES: std::ops::RangeInclusive<usize> = 21..=177;

/// Check codewords a block, by level and version.
const CHECKS: [[u8; 40]; 4] = [
    [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    [
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];
/// Blocks, by level and version.
const BLOCKS: [[u8; 40]; 4] = [
    [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
        19, 19, 20, 21, 22, 24, 25,
    ],
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31,
        33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    [
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40,
        43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
    [
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48,
        51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
];

/// How the codewords of a code fall into blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Blocks {
    pub(super) count: usize,
    /// Check codewords in each block.
    pub(super) checks: usize,
    /// Codewords in a short block, check codewords included; long blocks have one more and come last.
    pub(super) short: usize,
    /// How many blocks are short.
    pub(super) short_count: usize,
    /// The most wrong codewords that the standard lets mend: in the shortest blocks fewer than half of the check codewords,
    /// or noise would say something once in a million times (table 9, misdecode protection).
    pub(super) sure: usize,
}

impl Blocks {
    /// Looks up a version (1 to 40) with all its codewords.
    pub(super) fn of(version: usize, level: Level, codewords: usize) -> Blocks {
        let row = level as usize;
        let (count, checks) = (usize::from(BLOCKS[row][version - 1]), usize::from(CHECKS[row][version - 1]));
        let sure = match (version, level) {
            (1, Level::Low) => 2,
            (1, Level::Medium) | (2, Level::Low) => 4,
            _ => checks / 2,
        };
        Blocks { count, checks, short: codewords / count, short_count: count - codewords % count, sure }
    }

    /// The block and the place in it of each codeword, as they are interleaved (ISO/IEC 18004, 7.6).
    pub(super) fn place(&self, codeword: usize) -> (usize, usize) {
        let data = self.short - self.checks;
        let even = data * self.count;
        let long = self.count - self.short_count;
        if codeword < even {
            (codeword % self.count, codeword / self.count)
        } else if codeword < even + long {
            (self.short_count + codeword - even, data)
        } else {
            let check = codeword - even - long;
            let block = check % self.count;
            (block, data + usize::from(block >= self.short_count) + check / self.count)
        }
    }
}

/// The order of a code's data modules.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) side: usize,
    /// Row times side plus column of each data module, in the order of the bits; whole codewords only.
    pub(super) order: Vec<u16>,
}

impl Layout {
    /// Lays out a code with `side` modules a side (21 to 177, a version's).
    pub(super) fn of(side: usize) -> Layout {
        let function = function_modules(side);
        let mut order = Vec::with_capacity(side * side);
        // Pairs of columns from the right, upwards and downwards in turn; the timing column is left out.
        let columns =
            (0..side / 2).map(|pair| side - 1 - 2 * pair).map(|right| if right <= 6 { right - 1 } else { right });
        for (turn, right) in columns.enumerate() {
            for step in 0..side {
                let y = if turn % 2 == 0 { side - 1 - step } else { step };
                for x in [right, right - 1] {
                    if !function[y * side + x] {
                        order.push((y * side + x) as u16);
                    }
                }
            }
        }
        order.truncate(order.len() / 8 * 8);
        Layout { side, order }
    }
}

/// Which modules are function patterns, format or version.
fn function_modules(side: usize) -> Vec<bool> {
    let mut function = vec![false; side * side];
    let mut fill = |left: usize, top: usize, width: usize, height: usize| {
        for row in function.chunks_exact_mut(side).skip(top).take(height) {
            row[left..left + width].fill(true);
        }
    };
    fill(0, 0, 9, 9);
    fill(side - 8, 0, 8, 9);
    fill(0, side - 8, 9, 8);
    fill(6, 0, 1, side);
    fill(0, 6, side, 1);
    for (x, y) in alignment_centres(side) {
        fill(x - 2, y - 2, 5, 5);
    }
    if side >= 45 {
        fill(side - 11, 0, 3, 6);
        fill(0, side - 11, 6, 3);
    }
    function
}

/// The centres of the alignment patterns: column and row, those in the corners of finders left out.
pub(super) fn alignment_centres(side: usize) -> impl Iterator<Item = (usize, usize)> {
    let places = alignment_places(side);
    let (rows, last) = (places.clone(), side - 7);
    rows.into_iter()
        .flat_map(move |y| places.clone().into_iter().map(move |x| (x, y)))
        .filter(move |&at| ![(6, 6), (6, last), (last, 6)].contains(&at))
}

/// The rows (and columns) of the alignment patterns' centres (ISO/IEC 18004, annex E), as a formula.
pub(super) fn alignment_places(side: usize) -> Vec<usize> {
    let version = (side - 17) / 4;
    if version == 1 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = if version == 32 { 26 } else { (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2 };
    let mut places: Vec<usize> = (0..count - 1).map(|i| side - 7 - i * step).collect();
    places.push(6);
    places.reverse();
    places
}

/// Whether a mask turns a module over (ISO/IEC 18004, table 10).
pub(super) fn is_masked(mask: u8, x: usize, y: usize) -> bool {
    match mask {
        0 => (x + y).is_multiple_of(2),
        1 => y.is_multiple_of(2),
        2 => x.is_multiple_of(3),
        3 => (x + y).is_multiple_of(3),
        4 => (y / 2 + x / 3).is_multiple_of(2),
        5 => (x * y) % 2 + (x * y) % 3 == 0,
        6 => ((x * y) % 2 + (x * y) % 3).is_multiple_of(2),
        _ => ((x + y) % 2 + (x * y) % 3).is_multiple_of(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_has_the_codewords_of_the_standard() {
        // Table 1: data capacity in codewords.
        let table = [(1, 26), (2, 44), (6, 172), (7, 196), (14, 581), (20, 1085), (21, 1156), (32, 2465), (40, 3706)];
        for (version, codewords) in table {
            assert_eq!(Layout::of(17 + 4 * version).order.len() / 8, codewords, "version {version}");
        }
    }

    #[test]
    fn alignment_patterns_stand_where_the_standard_says() {
        assert_eq!(alignment_places(25), [6, 18]);
        assert_eq!(alignment_places(45), [6, 22, 38]);
        assert_eq!(alignment_places(145), [6, 34, 60, 86, 112, 138]);
        assert_eq!(alignment_places(177), [6, 30, 58, 86, 114, 142, 170]);
        assert_eq!(alignment_centres(45).count(), 6);
    }

    #[test]
    fn every_codeword_has_one_place_in_one_block() {
        for version in 1..=40 {
            let codewords = Layout::of(17 + 4 * version).order.len() / 8;
            for level in [Level::Low, Level::Medium, Level::Quartile, Level::High] {
                let blocks = Blocks::of(version, level, codewords);
                let mut places: Vec<_> = (0..codewords).map(|i| blocks.place(i)).collect();
                places.sort_unstable();
                let length = |block| blocks.short + usize::from(block >= blocks.short_count);
                let all = (0..blocks.count).flat_map(|block| (0..length(block)).map(move |place| (block, place)));
                assert!(places.into_iter().eq(all), "version {version} {level:?}");
            }
        }
    }
}
