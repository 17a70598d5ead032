//! The second line of defence for what is logged: whatever looks like an IIN, a phone number or a token becomes a mask.
//!
//! The first line is that nothing of the kind is ever given to a log: `Secret`, `Phone` and `Iin` do not print themselves.

use std::borrow::Cow;

/// What stands in the place of what was masked.
pub(crate) const MASK: &str = "•••";

/// A run of this many letters and digits with a digit in it is a token, a signature or an id.
const LONG: usize = 32;

/// The text without what looks personal or secret. It would rather mask too much.
pub(crate) fn scrub(text: &str) -> Cow<'_, str> {
    let mut clean = String::new();
    let (mut kept, mut at) = (0, 0);
    let mut before = ' ';
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let starts = !before.is_ascii_alphanumeric() || (character.is_ascii_digit() && !before.is_ascii_digit());
        let length = starts.then(|| credential(rest).or_else(|| number(rest)).or_else(|| token(rest))).flatten();
        if let Some(length) = length {
            clean.push_str(&text[kept..at]);
            clean.push_str(MASK);
            at += length;
            kept = at;
            before = ' ';
        } else {
            at += character.len_utf8();
            before = character;
        }
    }
    if kept == 0 { Cow::Borrowed(text) } else { Cow::Owned(clean + &text[kept..]) }
}

/// The length of a phone number or a number of 12 digits that the text begins with, however it is spaced.
fn number(text: &str) -> Option<usize> {
    let mut digits = String::new();
    for (at, character) in text.char_indices() {
        match character {
            '0'..='9' => {
                digits.push(character);
                let whole = !text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
                let phone = match digits.len() {
                    10 => digits.starts_with('7'),
                    11 => digits.starts_with(['7', '8']),
                    12 => true,
                    13.. => return None,
                    _ => false,
                };
                if whole && phone {
                    return Some(at + 1);
                }
            }
            '+' if digits.is_empty() => {}
            ' ' | '-' | '(' | ')' | '.' | '\u{a0}' | '\u{202f}' | '\u{2011}' if !digits.is_empty() => {}
            _ => return None,
        }
    }
    None
}

/// The length of a token that the text begins with.
fn token(text: &str) -> Option<usize> {
    let end =
        text.find(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '=' | '+')));
    let run = &text[..end.unwrap_or(text.len())];
    (run.len() >= LONG && run.bytes().any(|byte| byte.is_ascii_digit())).then_some(run.len())
}

/// The length of an authorization that the text begins with.
fn credential(text: &str) -> Option<usize> {
    let scheme = ["bearer ", "dpop ", "basic "]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))?;
    let word = text[scheme.len()..].split([' ', '"', '\'', ',', '\n']).next().filter(|word| !word.is_empty())?;
    Some(scheme.len() + word.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_personal_or_secret_is_masked() {
        for (text, clean) in [
            ("iin 900101300017 refused", "iin ••• refused"),
            ("iin=900101 300017", "iin=•••"),
            ("x900101300017y", "x•••y"),
            ("+7 (705) 123-45-67", "•••"),
            ("to 8 705 123 45 67, then", "to •••, then"),
            ("status 200 77051234567", "status 200 •••"),
            ("7051234567", "•••"),
            ("Authorization: Bearer abc", "Authorization: •••"),
            ("\"dpop eyJ.eyJ.x\"", "\"•••\""),
            ("/v1/visits/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1/exit", "/v1/visits/•••/exit"),
            ("token MeNUEuPVWFBW2kumgy_nypR4avXuHkhVBV5BhZn6hzA.", "token •••."),
            ("қате: 900101300017", "қате: •••"),
        ] {
            assert_eq!(scrub(text), clean);
        }
    }

    #[test]
    fn what_operators_need_stays() {
        for text in [
            "listening on 127.0.0.1:8480",
            "2026-11-22T14:05:06.123456789Z",
            "at 1795348800000 in 4.2 ms, 128 rows",
            "server/src/key_holder.rs:120:5",
            "the writer of visits is busy; the group has 128 rows",
            "version 0.1.0",
        ] {
            assert_eq!(scrub(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_number_of_12_digits_or_phone_survives_any_surroundings(
            left in "[ a-zқ:=/\"]{0,8}", right in "([ a-zқ:=/\"][ a-z0-9]{0,8})?", digits in "[0-9]{12}|[78]7[0-9]{9}",
        ) {
            let text = format!("{left}{digits}{right}");
            prop_assert!(!scrub(&text).contains(&digits), "{}", text);
        }

        #[test]
        fn scrubbing_never_panics_and_masks_once_for_all(text in "\\PC{0,60}") {
            let once = scrub(&text).into_owned();
            prop_assert!(scrub(&once).matches(MASK).count() >= once.matches(MASK).count());
        }
    }
}
