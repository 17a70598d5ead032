//! What is said of a number while it is typed: how it is written, how much is left, what is wrong with it.

use std::fmt;

use crate::{
    iin::{Iin, NumberError},
    phone::RANGES,
    words::{Language, Word},
};

/// A number that is being typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Typed {
    /// What stands in the field: the digits in their groups.
    pub shown: String,
    /// How far it is.
    pub step: Typing,
}

/// How far a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// So many digits are left, and nothing is wrong yet.
    Going {
        /// How many digits are left.
        left: u8,
    },
    /// It is complete and fits.
    Complete,
    /// It cannot become right by typing on; the word says why.
    Wrong {
        /// The sentence.
        word: Word,
    },
}

// By hand, so that nothing prints what was typed.
impl fmt::Debug for Typed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Typed").field("step", &self.step).finish_non_exhaustive()
    }
}

impl Typed {
    /// A phone number, as Kazakhstan writes its mobiles: `+7 705 123 45 67`. Any usual spelling may be typed or pasted.
    pub fn phone(text: &str) -> Self {
        let typed = digits(text);
        let international = text.trim_start().starts_with('+');
        let national = national(&typed, international);
        let kept = national.unwrap_or_else(|| typed.strip_prefix(['7', '8']).unwrap_or(&typed));
        let kept = &kept[..kept.len().min(10)];
        let step = match (national, left(kept, 10)) {
            (None, _) => Typing::Wrong { word: Word::PhoneNotAMobile },
            (Some(_), 0) => Typing::Complete,
            (Some(_), left) => Typing::Going { left },
        };
        Self { shown: format!("+7 {}", grouped(kept, &[3, 6, 8])), step }
    }

    /// An IIN in two groups of six. The check digit is looked at as soon as eleven digits say that none can fit.
    pub fn iin(text: &str) -> Self {
        let typed = digits(text);
        let kept = &typed[..typed.len().min(12)];
        let fits = |number: &str| Iin::parse(number) != Err(NumberError::CheckDigit);
        let step = match left(kept, 12) {
            0 if fits(kept) => Typing::Complete,
            1 if (0..10).any(|last| fits(&format!("{kept}{last}"))) => Typing::Going { left: 1 },
            0 | 1 => Typing::Wrong { word: Word::IinCheckDigit },
            left => Typing::Going { left },
        };
        Self { shown: grouped(kept, &[6]), step }
    }

    /// The sentence below the field.
    pub fn say(&self, language: Language) -> String {
        match self.step {
            Typing::Going { left } => Word::DigitsLeft.fill(language, &[("count", &left.to_string())]),
            Typing::Complete => Word::NumberFits.say(language).to_owned(),
            Typing::Wrong { word } => word.say(language).to_owned(),
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn left(digits: &str, all: usize) -> u8 {
    u8::try_from(all - digits.len()).unwrap_or(0)
}

/// The digits after the country's code or the trunk prefix, where they begin a mobile number.
///
/// Mobile numbers begin with a 7 themselves, so that a 7 at the start may be either; the field's own `+7` settles it, and what
/// is pasted behind that may bring another prefix.
fn national(typed: &str, international: bool) -> Option<&str> {
    let starts = |rest: &&str| RANGES.iter().any(|range| range.starts_with(&rest[..rest.len().min(3)]));
    let without = |prefix: &str| typed.strip_prefix(prefix).filter(|rest| rest.len() <= 10).filter(starts);
    let whole = Some(typed).filter(|rest| rest.len() <= 10 && !international).filter(starts);
    without("7").or_else(|| without("8")).or_else(|| without("77")).or_else(|| without("78")).or(whole)
}

fn grouped(digits: &str, after: &[usize]) -> String {
    let mut shown = String::with_capacity(digits.len() + after.len());
    for (at, digit) in digits.chars().enumerate() {
        if after.contains(&at) {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::phone::Phone;

    /// What stands in the field after each key, as a field does it that shows what it is told.
    fn keys(start: &str, keys: &str, read: fn(&str) -> Typed) -> Typed {
        keys.chars().fold(read(start), |typed, key| read(&format!("{}{key}", typed.shown)))
    }

    #[test]
    fn a_phone_number_is_grouped_key_by_key_however_it_is_begun() {
        for spelling in ["7051234567", "87051234567", "77051234567"] {
            let typed = keys("", spelling, Typed::phone);
            assert_eq!((&*typed.shown, typed.step), ("+7 705 123 45 67", Typing::Complete), "{spelling}");
        }
        for pasted in ["8 705 123 45 67", "+7 (705) 123-45-67", "77051234567", "705 123 45 67", "+7 87051234567"] {
            assert_eq!(Typed::phone(pasted).shown, "+7 705 123 45 67", "{pasted}");
        }
        assert_eq!(keys("+7 ", "7711234567", Typed::phone).shown, "+7 771 123 45 67");
        assert_eq!(keys("+7 ", "705", Typed::phone).step, Typing::Going { left: 7 });
        assert_eq!(Typed::phone("").shown, "+7 ");
        assert_eq!(Typed::phone("+7").step, Typing::Going { left: 10 });
    }

    #[test]
    fn a_number_that_is_no_mobile_of_kazakhstan_is_named_at_its_first_wrong_digit() {
        let wrong = Typing::Wrong { word: Word::PhoneNotAMobile };
        for typed in ["+7 9", "+7 727", "+7 916 123 45 67", "+44 7700 900123"] {
            assert_eq!(Typed::phone(typed).step, wrong, "{typed}");
        }
    }

    #[test]
    fn an_iin_is_checked_while_it_is_typed() {
        assert_eq!(Typed::iin("900101").step, Typing::Going { left: 6 });
        let whole = keys("", "900101300017", Typed::iin);
        assert_eq!((&*whole.shown, whole.step), ("900101 300017", Typing::Complete));
        assert_eq!(Typed::iin("900101300018").step, Typing::Wrong { word: Word::IinCheckDigit });
        assert_eq!(Typed::iin("9001013000171").shown, "900101 300017");
    }

    #[test]
    fn eleven_digits_that_no_check_digit_fits_are_named_before_the_twelfth() {
        let never = (0..100_000_u32)
            .map(|n| format!("{n:011}"))
            .find(|eleven| Typed::iin(eleven).step == Typing::Wrong { word: Word::IinCheckDigit });
        assert!((0..10).all(|last| Iin::parse(&format!("{}{last}", never.as_deref().unwrap())).is_err()));
    }

    #[test]
    fn nothing_prints_what_was_typed() {
        assert!(!format!("{:?}", Typed::iin("900101300017")).contains("9001"));
    }

    proptest! {
        #[test]
        fn what_is_complete_is_taken_and_what_is_shown_reads_as_itself(text in "[+0-9 ]{0,16}") {
            let typed = Typed::phone(&text);
            prop_assert!(typed.step != Typing::Complete || Phone::parse(&typed.shown).is_ok());
            let again = Typed::phone(&typed.shown);
            let is_wrong = matches!(typed.step, Typing::Wrong { .. });
            prop_assert!(is_wrong || again.shown == typed.shown);
        }
    }
}
