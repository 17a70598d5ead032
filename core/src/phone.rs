//! Kazakhstan's mobile numbers in E.164.

use displaydoc::Display;
use thiserror::Error;

use zeroize::Zeroizing;

use crate::secret::Secret;

/// The longest text that is looked at, in characters.
const LONGEST: usize = 32;

/// A Kazakhstan mobile number in E.164, such as `+77051234567`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(Secret<String>);

/// Why a text is no phone number that Ashyq can send a log-in code to.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum PhoneError {
    /// the phone number has a character that is not a digit
    NotDigits,
    /// the phone number does not have 11 digits
    Length,
    /// the number is not a mobile number of Kazakhstan
    NotMobile,
}

impl Phone {
    /// Reads a number in any usual spelling: `8 705 …`, `+7 (705) …`, `7705…`, `705 …`.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        if text.chars().count() > LONGEST {
            return Err(PhoneError::Length);
        }
        let (international, rest) = text.strip_prefix('+').map_or((false, text), |rest| (true, rest));
        let mut digits = Zeroizing::new(String::with_capacity(LONGEST));
        for character in rest.chars() {
            match character {
                '0'..='9' => digits.push(character),
                ' ' | '\u{a0}' | '\u{202f}' | '(' | ')' | '-' | '\u{2011}' | '\u{2013}' | '.' => {}
                _ => return Err(PhoneError::NotDigits),
            }
        }
        let national = match (international, digits.len(), digits.as_bytes().first()) {
            (_, 11, Some(b'7')) | (false, 11, Some(b'8')) => &digits[1..],
            (false, 10, Some(b'7')) => &digits[..],
            (_, 11, Some(_)) => return Err(PhoneError::NotMobile),
            _ => return Err(PhoneError::Length),
        };
        if RANGES.contains(&&national[..3]) {
            Ok(Self(Secret::new(format!("+7{national}"))))
        } else {
            Err(PhoneError::NotMobile)
        }
    }

    /// Lends the number in E.164 for the stated reason.
    pub fn expose(&self, reason: &'static str) -> &str {
        self.0.expose(reason)
    }
}

/// Mobile ranges of Kazakhstan's numbering plan (as libphonenumber's metadata lists them).
pub(crate) const RANGES: [&str; 19] = [
    "700", "701", "702", "705", "706", "707", "708", "747", "760", "761", "762", "763", "764", "771", "775", "776",
    "777", "778", "785",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_spellings_become_one_number() {
        for text in [
            "8 705 123 45 67",
            "+7 (705) 123-45-67",
            "77051234567",
            "705 123 45 67",
            "8(705)1234567",
            " +7\u{a0}705\u{a0}123 45 67 ",
        ] {
            assert_eq!(Phone::parse(text).unwrap().expose("the test compares it"), "+77051234567", "{text}");
        }
    }

    #[test]
    fn what_is_no_mobile_of_kazakhstan_is_refused_by_name() {
        for (text, error) in [
            ("", PhoneError::Length),
            ("+7 705 123 45 6", PhoneError::Length),
            ("+87051234567", PhoneError::NotMobile),
            ("+7 727 123 45 67", PhoneError::NotMobile), // a land line in Almaty
            ("+7 916 123 45 67", PhoneError::NotMobile), // Russia
            ("+44 7700 900123", PhoneError::Length),
            ("8 705 123 45 6x", PhoneError::NotDigits),
            ("٨٧٠٥١٢٣٤٥٦٧", PhoneError::NotDigits),
            ("8 705 123 45 67 8 705 123 45 67 8", PhoneError::Length),
        ] {
            assert_eq!(Phone::parse(text).unwrap_err(), error, "{text}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_what_it_yields_parses_to_itself(text in "\\PC{0,40}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(phone.expose("the test parses it again")).unwrap(), phone);
            }
        }
    }
}
