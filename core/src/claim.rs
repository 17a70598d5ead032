//! The number of a claim that was objected to: what its claimant shows to the operator together with an ID card.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::typed_code::{self, TypedCodeError};

/// A claim's number: 35 bits of its random name, written like the typed code. It says nothing about anybody.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimNumber(u64);

impl ClaimNumber {
    /// The number of the claim with that random name.
    pub fn of_claim(claim: [u8; 16]) -> Self {
        let [_, _, _, a, b, c, d, e, ..] = claim;
        let number = u64::from_be_bytes([0, 0, 0, a & 7, b, c, d, e]);
        // A check character that is a sign is awkward to read out: the nearest number below without one.
        Self(if typed_code::is_easily_typed(number) { number } else { number - number % 37 + 31 })
    }

    /// Reads a number as people type it.
    pub fn parse(text: &str) -> Result<Self, TypedCodeError> {
        typed_code::parse(text).map(Self)
    }
}

impl fmt::Display for ClaimNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        typed_code::write(self.0, f)
    }
}

impl fmt::Debug for ClaimNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClaimNumber({self})")
    }
}

impl Serialize for ClaimNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClaimNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&std::borrow::Cow::<str>::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_claim_has_a_number_of_letters_and_digits_that_reads_back(claim in any::<[u8; 16]>()) {
            let number = ClaimNumber::of_claim(claim);
            let text = number.to_string();
            prop_assert!(text.bytes().all(|byte| byte == b'-' || byte.is_ascii_uppercase() || byte.is_ascii_digit()));
            prop_assert_eq!(ClaimNumber::parse(&text), Ok(number));
            prop_assert_eq!(serde_json::from_str::<ClaimNumber>(&serde_json::to_string(&number).unwrap()).unwrap(), number);
        }
    }
}
