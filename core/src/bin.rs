//! The business identification number.

use crate::iin::{NumberError, parse_number};

/// A business's 12-digit identification number whose check digit fits; public, unlike an IIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin(String);

impl Bin {
    /// Reads 12 digits, with or without spaces and hyphens between them.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        parse_number(text).map(Self)
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
        assert_eq!(Bin::parse("123456789014").unwrap_err(), NumberError::CheckDigit);
    }
}
