//! The business identification number.

use displaydoc::Display;
use thiserror::Error;

use crate::iin::{NumberError, parse_number};

/// A business's 12-digit identification number whose check digit fits; public, unlike an IIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin(String);

/// Why a text is no BIN.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum BinError {
    /// {0}
    Number(NumberError),
    /// the number's fifth digit is not a business's: 4, 5 or 6
    NotABusiness,
}

impl Bin {
    /// Reads 12 digits, with or without spaces and hyphens between them.
    ///
    /// The fifth digit says what kind of business it is: a resident, a non-resident or a joint enterprise of sole
    /// proprietors (Government resolution 406 of 22 May 2007). It keeps nearly every IIN out that is typed here by mistake.
    pub fn parse(text: &str) -> Result<Self, BinError> {
        let digits = parse_number(text).map_err(BinError::Number)?;
        if matches!(digits.as_bytes().get(4), Some(b'4'..=b'6')) {
            Ok(Self(digits))
        } else {
            Err(BinError::NotABusiness)
        }
    }

    /// The 12 digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bin_has_the_check_digit_of_an_iin() {
        assert_eq!(Bin::parse("123456 789013").unwrap().digits(), "123456789013");
        assert_eq!(Bin::parse("123456789014").unwrap_err(), BinError::Number(NumberError::CheckDigit));
    }

    #[test]
    fn an_iin_is_no_bin() {
        assert_eq!(Bin::parse("900101300017").unwrap_err(), BinError::NotABusiness);
        for fifth in 0..10 {
            let start = format!("1305{fifth}000123");
            let number = (0..10).map(|check| format!("{start}{check}")).find(|text| parse_number(text).is_ok());
            let Some(number) = number else { continue };
            assert_eq!(Bin::parse(&number).is_ok(), (4..=6).contains(&fifth), "{fifth}");
        }
    }
}
