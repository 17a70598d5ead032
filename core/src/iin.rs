//! The individual identification number and its check digit.

use displaydoc::Display;
use thiserror::Error;

use crate::secret::Secret;

/// A person's 12-digit individual identification number whose check digit fits.
///
/// Its digits are deliberately not compared with a birth date or a sex: since 2013 they are not bound to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iin(Secret<String>);

/// Why a text is no IIN (or, as the two share their form, no BIN).
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum NumberError {
    /// the number does not have 12 digits
    Length,
    /// the number's last digit does not fit the others
    CheckDigit,
}

/// Why an IIN that was typed twice is not taken.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum TypedTwiceError {
    /// the number does not have 12 digits
    Length,
    /// the number's last digit does not fit the others
    CheckDigit,
    /// the two numbers differ
    NotTheSame,
}

impl Iin {
    /// Reads an IIN that was typed twice: the check digit alone misses one slip in eleven.
    ///
    /// # Errors
    ///
    /// What is wrong with the first; a second that is anything else is not the same.
    pub fn parse_twice(first: &str, second: &str) -> Result<Self, TypedTwiceError> {
        let iin = Self::parse(first).map_err(|error| match error {
            NumberError::Length => TypedTwiceError::Length,
            NumberError::CheckDigit => TypedTwiceError::CheckDigit,
        })?;
        if Self::parse(second).as_ref() == Ok(&iin) { Ok(iin) } else { Err(TypedTwiceError::NotTheSame) }
    }

    /// Reads 12 digits, with or without spaces and hyphens between them.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        parse_number(text).map(|digits| Self(Secret::new(digits)))
    }

    /// Lends the 12 digits for the stated reason.
    pub fn expose(&self, reason: &'static str) -> &str {
        self.0.expose(reason)
    }
}

/// Reads the common form of IIN and BIN.
pub(crate) fn parse_number(text: &str) -> Result<String, NumberError> {
    let mut number = String::with_capacity(12);
    for character in text.trim().chars() {
        match character {
            '0'..='9' if number.len() < 12 => number.push(character),
            ' ' | '\u{a0}' | '-' => {}
            _ => return Err(NumberError::Length),
        }
    }
    let digits: [u8; 12] = number.as_bytes().try_into().map_err(|_| NumberError::Length)?;
    if check_digit(&digits) == Some(digits[11] - b'0') { Ok(number) } else { Err(NumberError::CheckDigit) }
}

/// The check digit of the first eleven digits, `None` where the number is never issued.
///
/// Two weight rows modulo 11; the second is used where the first gives 10 (the state's rule of forming identification
/// numbers, Government resolution 406 of 22 May 2007).
fn check_digit(digits: &[u8; 12]) -> Option<u8> {
    const ROWS: [[u32; 11]; 2] = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]];
    ROWS.iter()
        .map(|row| row.iter().zip(digits).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum::<u32>() % 11)
        .find(|sum| *sum != 10)
        .and_then(|sum| u8::try_from(sum).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Made-up numbers whose check digits were worked out by hand; the last two need the second weight row.
    const GOOD: [&str; 3] = ["900101300017", "123456789013", "000000000101"];

    #[test]
    fn the_check_digit_follows_both_weight_rows() {
        for text in GOOD {
            let digits: [u8; 12] = text.as_bytes().try_into().unwrap();
            assert_eq!(check_digit(&digits).map(|digit| digit + b'0'), Some(digits[11]), "{text}");
        }
    }

    #[test]
    fn spaces_are_fine_and_everything_else_is_named() {
        assert!(Iin::parse("900101 300017").is_ok());
        assert_eq!(Iin::parse("90010130001").unwrap_err(), NumberError::Length);
        assert_eq!(Iin::parse("9001013000177").unwrap_err(), NumberError::Length);
        assert_eq!(Iin::parse("90010130001x").unwrap_err(), NumberError::Length);
        assert_eq!(Iin::parse("900101300018").unwrap_err(), NumberError::CheckDigit);
    }

    #[test]
    fn an_iin_typed_twice_is_taken_only_where_both_are_the_same() {
        let twice = |first, second| Iin::parse_twice(first, second).map(|iin| iin.expose("test").to_owned());
        assert_eq!(twice("900101300017", "900101 300-017").as_deref(), Ok("900101300017"));
        let table = [
            ("90010130001", "900101300017", TypedTwiceError::Length),
            ("900101300018", "900101300018", TypedTwiceError::CheckDigit),
            ("900101300017", "123456789013", TypedTwiceError::NotTheSame),
            ("900101300017", "900101300018", TypedTwiceError::NotTheSame),
            ("900101300017", "", TypedTwiceError::NotTheSame),
        ];
        for (first, second, error) in table {
            assert_eq!(twice(first, second), Err(error), "{first} {second}");
        }
    }

    #[test]
    fn some_numbers_have_no_check_digit_at_all() {
        let never = (0..100_000_u32).map(|n| format!("{n:011}0")).find(|text| {
            let digits: [u8; 12] = text.as_bytes().try_into().unwrap();
            check_digit(&digits).is_none()
        });
        assert!(never.is_some());
    }

    fn needs_second_row(digits: &[u8; 12]) -> bool {
        (1..).zip(&digits[..11]).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum::<u32>() % 11 == 10
    }

    proptest! {
        #[test]
        fn a_wrong_digit_before_the_eleventh_is_always_caught(start in 0_u64..100_000_000_000, at in 0_usize..10, by in 1_u8..10) {
            let mut digits: Vec<u8> = format!("{start:011}0").into_bytes();
            let array: [u8; 12] = digits.clone().try_into().unwrap();
            prop_assume!(check_digit(&array).is_some());
            digits[11] = check_digit(&array).unwrap() + b'0';
            prop_assert!(Iin::parse(std::str::from_utf8(&digits).unwrap()).is_ok());
            let second_row = needs_second_row(&array);
            digits[at] = (digits[at] - b'0' + by) % 10 + b'0';
            let wrong: [u8; 12] = digits.clone().try_into().unwrap();
            let wrong_second = needs_second_row(&wrong);
            // A slip that moves the number from one row to the other can go unseen: that is why staff type it twice.
            if second_row == wrong_second {
                prop_assert!(Iin::parse(std::str::from_utf8(&digits).unwrap()).is_err());
            }
        }
    }
}
