//! Reed-Solomon over GF(256): wrong codewords are found and mended, erased ones only mended.
//!
//! ISO/IEC 18004, 7.5.2 (the field's polynomial is x^8 + x^4 + x^3 + x^2 + 1, the generator's roots are a^0, a^1, ...).
//! Berlekamp and Massey's algorithm starts from the erasures' locator, Chien's search finds the places, Forney's formula
//! the values (Blahut, "Algebraic Codes for Data Transmission", chapter 7).

/// No block has more check codewords than this (ISO/IEC 18004, table 9).
pub(super) const MOST_CHECKS: usize = 30;
/// Powers of the field's generator, twice around, so that a sum of two logarithms needs no remainder; then zeros.
const POWERS: [u8; 1024] = tables().0;
/// Logarithms; that of zero leads to the zeros among the powers.
const LOGS: [u16; 256] = tables().1;
const LOG_OF_ZERO: u16 = 510;

const fn tables() -> ([u8; 1024], [u16; 256]) {
    let (mut powers, mut logs) = ([0; 1024], [LOG_OF_ZERO; 256]);
    let (mut value, mut i) = (1u16, 0);
    while i < 255 {
        powers[i as usize] = value as u8;
        powers[i as usize + 255] = value as u8;
        logs[value as usize] = i;
        value <<= 1;
        if value > 255 {
            value ^= 0x11D;
        }
        i += 1;
    }
    (powers, logs)
}

fn times(a: u8, b: u8) -> u8 {
    POWERS[usize::from(LOGS[usize::from(a)]) + usize::from(LOGS[usize::from(b)])]
}

/// `b` is not zero.
fn over(a: u8, b: u8) -> u8 {
    POWERS[usize::from(LOGS[usize::from(a)]) + 255 - usize::from(LOGS[usize::from(b)])]
}

/// The value of a polynomial, lowest power first, at a power of the generator (0 to 254).
fn at(polynomial: &[u8], power: usize) -> u8 {
    polynomial.iter().rev().fold(0, |sum, &c| shift(sum, power) ^ c)
}

/// Times a power of the generator (0 to 254).
fn shift(a: u8, power: usize) -> u8 {
    POWERS[usize::from(LOGS[usize::from(a)]) + power]
}

/// One more than there are check codewords: a locator's coefficients.
pub(super) type Polynomial = [u8; MOST_CHECKS + 1];

/// Mends a block in place whose last `checks` codewords are check codewords and whose `syndromes` are known.
///
/// `erased` are places in the block that are not believed; `spare` check codewords must be left over when all is mended,
/// as proof that it is no chance. Gives the number of codewords that were changed, or `None` when more are wrong than can
/// be mended so; the block is then as it was.
pub(super) fn correct(
    block: &mut [u8],
    checks: usize,
    syndromes: &Polynomial,
    erased: &[usize],
    spare: usize,
) -> Option<usize> {
    if checks > MOST_CHECKS || block.len() <= checks || block.len() > 255 || erased.len() + spare > checks {
        return None;
    }
    if syndromes.iter().all(|&s| s == 0) {
        return Some(0);
    }
    let last = block.len() - 1;
    let mut start: Polynomial = [0; MOST_CHECKS + 1];
    start[0] = 1;
    for (i, &place) in erased.iter().enumerate() {
        let power = last.checked_sub(place)?;
        for k in (1..=i + 1).rev() {
            start[k] ^= shift(start[k - 1], power);
        }
    }
    let locator = locate(start, syndromes, checks, erased.len(), spare)?;
    let degree = locator.iter().rposition(|&c| c != 0)?;

    // The evaluator: syndromes times locator, cut off at the number of checks.
    let mut evaluator: Polynomial = [0; MOST_CHECKS + 1];
    for (i, value) in evaluator.iter_mut().enumerate().take(checks) {
        *value = (0..=i.min(degree)).fold(0, |sum, k| sum ^ times(locator[k], syndromes[i - k]));
    }
    let mut changes = [(0usize, 0u8); MOST_CHECKS];
    let mut found = 0;
    // The locator's terms at each place's inverse, from the first to the last: every step is one power more.
    let mut terms: Polynomial = std::array::from_fn(|k| shift(locator[k], (255 - last) * k % 255));
    for place in 0..block.len() {
        let power = last - place;
        let inverse = (255 - power) % 255;
        let sum = terms[..=degree].iter().fold(0, |sum, term| sum ^ term);
        for (k, term) in terms[..=degree].iter_mut().enumerate() {
            *term = shift(*term, k);
        }
        if sum != 0 {
            continue;
        }
        // The formal derivative keeps the odd powers only.
        let slope = (1..=degree).step_by(2).fold(0, |sum, k| sum ^ shift(locator[k], inverse * (k - 1) % 255));
        if slope == 0 || found == degree {
            return None;
        }
        changes[found] = (place, over(shift(at(&evaluator[..checks], inverse), power), slope));
        found += 1;
    }
    if found != degree {
        return None;
    }
    let changes = &changes[..found];
    // What is wrong explains all syndromes, or it is not what is wrong.
    let explained = |i: usize| changes.iter().fold(0, |sum, &(place, by)| sum ^ shift(by, (last - place) * i % 255));
    if (0..checks).any(|i| explained(i) != syndromes[i]) {
        return None;
    }
    for &(place, by) in changes {
        block[place] ^= by;
    }
    Some(changes.iter().filter(|(_, by)| *by != 0).count())
}

/// A block's values at the generator's roots: zero where nothing is wrong. Blocks have at most 30 checks.
pub(super) fn syndromes(block: &[u8], checks: usize) -> Polynomial {
    let mut syndromes = [0; MOST_CHECKS + 1];
    let asked = &mut syndromes[..checks.min(MOST_CHECKS)];
    for &codeword in block {
        // One after the other, and not root by root: these need not wait for each other.
        for (i, syndrome) in asked.iter_mut().enumerate() {
            *syndrome = shift(*syndrome, i) ^ codeword;
        }
    }
    syndromes
}

/// Berlekamp and Massey's algorithm, begun with the erasures' locator.
fn locate(start: Polynomial, syndromes: &Polynomial, checks: usize, erased: usize, spare: usize) -> Option<Polynomial> {
    let (mut locator, mut before) = (start, start);
    let mut length = erased;
    for round in erased + 1..=checks {
        let off = (0..round).fold(0, |sum, i| sum ^ times(locator[i], syndromes[round - 1 - i]));
        before.copy_within(..MOST_CHECKS, 1);
        before[0] = 0;
        if off == 0 {
            continue;
        }
        let mut next = locator;
        for (value, &old) in next.iter_mut().zip(&before) {
            *value ^= times(off, old);
        }
        if 2 * length < round + erased {
            length = round + erased - length;
            before = locator.map(|c| over(c, off));
        }
        locator = next;
    }
    // Twice the errors and once the erasures must fit into the checks that are not to be left over.
    (2 * length + spare <= checks + erased).then_some(locator)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn correct(block: &mut [u8], checks: usize, erased: &[usize], spare: usize) -> Option<usize> {
        let syndromes = syndromes(block, checks);
        super::correct(block, checks, &syndromes, erased, spare)
    }

    /// The block of ISO/IEC 18004, annex I.2: "01234567" in version 1-M.
    const STANDARD: [u8; 26] = [
        0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xA5, 0x24,
        0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55,
    ];

    #[test]
    fn the_block_of_the_standard_is_right_and_mended_back() {
        let mut block = STANDARD;
        assert_eq!(correct(&mut block, 10, &[], 0), Some(0));
        for place in [0, 7, 13, 20, 25] {
            block[place] ^= 0x5A;
        }
        assert_eq!(correct(&mut block, 10, &[], 0), Some(5));
        assert_eq!(block, STANDARD);
    }

    #[test]
    fn six_wrong_of_ten_checks_are_too_many_unless_they_are_known() {
        let mut block = STANDARD;
        let places = [1, 4, 9, 14, 17, 22];
        for place in places {
            block[place] ^= 0x33;
        }
        let damaged = block;
        assert_eq!(correct(&mut block, 10, &[], 0), None);
        assert_eq!(block, damaged);
        assert_eq!(correct(&mut block, 10, &places, 0), Some(6));
        assert_eq!(block, STANDARD);
    }

    proptest! {
        #[test]
        fn what_fits_is_mended_and_nothing_panics(
            places in proptest::collection::btree_set(0usize..26, 0..12),
            known in 0usize..12,
            by in 1u8..,
        ) {
            let places: Vec<usize> = places.into_iter().collect();
            let mut block = STANDARD;
            for (i, &place) in places.iter().enumerate() {
                block[place] ^= by.rotate_left(i as u32);
            }
            let known = &places[..known.min(places.len())];
            let mended = correct(&mut block, 10, known, 0);
            if 2 * (places.len() - known.len()) + known.len() <= 10 {
                prop_assert_eq!(mended, Some(places.len()));
                prop_assert_eq!(block, STANDARD);
            }
        }

        #[test]
        fn any_bytes_and_erasures_are_answered(
            mut block in proptest::collection::vec(any::<u8>(), 0..260),
            checks in 0usize..40,
            erased in proptest::collection::vec(0usize..300, 0..40),
        ) {
            correct(&mut block, checks, &erased, 0);
        }
    }
}
