//! Numbers that people read out and type: 35 bits as seven characters of Crockford's base 32 and a check character, in two
//! groups.

use std::fmt;

use displaydoc::Display;
use thiserror::Error;

/// Why a typed text is no typed code.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum TypedCodeError {
    /// a typed code has eight characters
    Length,
    /// a typed code has letters and digits only, and no U before its last character
    Character,
    /// the typed code's last character does not fit the others
    CheckCharacter,
}

/// How many bits a number has.
pub(crate) const BITS: u32 = 35;
/// The characters; the last five stand only where the check is.
pub(crate) const ALPHABET: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/// Whether a number's check character is no sign, which is awkward to type.
pub(crate) fn is_easily_typed(number: u64) -> bool {
    number % 37 < 32
}

/// Reads a number as people type it: lower case, spaces, hyphens, `O` for `0`, `I` and `L` for `1`.
pub(crate) fn parse(text: &str) -> Result<u64, TypedCodeError> {
    let symbol = |character: char| match character.to_ascii_uppercase() {
        'O' => Some(0),
        'I' | 'L' => Some(1),
        other => ALPHABET.iter().position(|symbol| char::from(*symbol) == other).map(|at| at as u64),
    };
    let characters: Vec<char> = text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).take(9).collect();
    let (check, digits) = characters.split_last().ok_or(TypedCodeError::Length)?;
    if digits.len() != 7 {
        return Err(TypedCodeError::Length);
    }
    let mut number = 0;
    for character in digits {
        let value = symbol(*character).filter(|value| *value < 32).ok_or(TypedCodeError::Character)?;
        number = number * 32 + value;
    }
    let check = symbol(*check).ok_or(TypedCodeError::Character)?;
    if number % 37 == check { Ok(number) } else { Err(TypedCodeError::CheckCharacter) }
}

/// Writes a number in its two groups.
pub(crate) fn write(number: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let digit = |at: u32| char::from(ALPHABET[(number >> (5 * at) & 31) as usize]);
    let code: String = (0..7).rev().map(digit).collect();
    let check = char::from(ALPHABET[(number % 37) as usize]);
    write!(f, "{}-{}{check}", &code[..4], &code[4..])
}
