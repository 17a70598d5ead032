//! Every text that a person reads or hears, in Kazakh, Russian and English side by side, and what a status looks like.
//!
//! No screen, page, message or speech has words of its own: it names a [`Word`] and asks it to [`say`](Word::say) itself.
//! Tokens of colour and shape are in [`look`], dates and durations in [`moment`], the signs and nouns of door codes in
//! [`door_code`].
//!
//! # How to add a sentence
//!
//! 1. Choose the file by subject: `status`, `door`, `refusal`, `screen`, `staff`, `camera`, `notice`, `kind`,
//!    `practice`, `app`, `application`, `applying`, `field`, `office`, `audit`, `region`, `site`,
//!    `privacy`, `cabinet` or `venue_pages`.
//! 2. Add an entry: one line that says what the sentence is for, its name, then `kk`, `ru` and `en`.
//! 3. Say what happened, then what to do. Short, plain, polite, active; "Сіз" in Kazakh, "вы" in Russian; no exclamation
//!    marks; nobody is blamed. Buttons and labels end without a full stop, sentences with one.
//! 4. What is known only later is a placeholder such as `{time}`; `words/tests.rs` lists the names. Its value stands in
//!    the nominative after a colon or a dash, or before a word that takes the ending, so that no value needs declining.
//! 5. Accept the changed snapshot after reading the three texts beside each other.

#[macro_use]
mod status;
#[macro_use]
mod door;
#[macro_use]
mod refusal;
#[macro_use]
mod screen;
#[macro_use]
mod camera;
#[macro_use]
mod staff;
#[macro_use]
mod notice;
#[macro_use]
mod kind;
#[macro_use]
mod practice;
#[macro_use]
mod app;
#[macro_use]
mod application;
#[macro_use]
mod region;
#[macro_use]
mod applying;
#[macro_use]
mod field;
#[macro_use]
mod office;
#[macro_use]
mod audit;
#[macro_use]
mod privacy;
#[macro_use]
mod site;
#[macro_use]
mod cabinet;
#[macro_use]
mod venue_pages;

mod calendar;
pub mod door_code;
pub mod look;
mod meaning;
pub mod moment;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use kind::list_kinds;

/// A language that Ashyq speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which people choose among them.
    pub const ALL: [Language; 3] = [Language::Kk, Language::Ru, Language::En];

    /// Reads a language from its ISO 639-1 code or from a longer spelling such as `kk-KZ` or `ru_RU.UTF-8`.
    pub fn parse(text: &str) -> Option<Language> {
        let first = text.split(['-', '_', '.', '@']).next()?;
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(first))
    }

    /// The ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        ["kk", "ru", "en"][self as usize]
    }

    /// The language's name in itself, for a person who reads no other.
    pub const fn own_name(self) -> &'static str {
        ["Қазақша", "Русский", "English"][self as usize]
    }
}

/// Makes [`Word`] and its texts out of the entries that the subjects' files hand on to one another.
macro_rules! table {
    ({ $( $subject:ident {
        $( $(#[$purpose:meta])* $word:ident kk $kk:literal ru $ru:literal en $en:literal; )*
    } )* }) => {
        /// One thing that Ashyq says, in any of its languages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Word { $( $( $(#[$purpose])* $word, )* )* }

        /// Hands every word to the caller's macro `words!`, subject by subject.
        #[macro_export]
        macro_rules! every_word {
            () => { words! { $( $subject { $( $(#[$purpose])* $word )* } )* } };
        }

        impl Word {
            /// Every word, by subject.
            pub const ALL: &'static [Word] = &[ $( $( Word::$word, )* )* ];

            /// What is said, at the word's own place in `ALL`.
            #[allow(clippy::large_stack_arrays, reason = "a constant lies on no stack")]
            const TEXTS: &'static [[&'static str; 3]] = &[ $( $( [$kk, $ru, $en], )* )* ];

            #[allow(clippy::large_stack_arrays, reason = "a constant lies on no stack")]
            const KEYS: &'static [&'static str] = &[ $( $( {
                const NAME: &str = stringify!($word);
                const KEY: [u8; snake_length(NAME)] = snake(NAME);
                match str::from_utf8(&KEY) { Ok(key) => key, Err(_) => NAME }
            }, )* )* ];

            #[allow(clippy::large_stack_arrays, reason = "a constant lies on no stack")]
            const SUBJECTS: &'static [&'static str] = &[ $( $( { let _ = Word::$word; stringify!($subject) }, )* )* ];
        }
    };
}

status_words! {
    door_words refusal_words screen_words staff_words camera_words notice_words kind_words practice_words
    app_words application_words applying_words field_words office_words audit_words region_words site_words privacy_words cabinet_words
    venue_page_words table {}
}

impl Word {
    /// The text in a language, its placeholders unfilled.
    pub const fn say(self, language: Language) -> &'static str {
        Word::TEXTS[self as usize][language as usize]
    }

    /// The text in a language with its placeholders filled.
    pub fn fill(self, language: Language, values: &[(&str, &str)]) -> String {
        fill(self.say(language), values)
    }

    /// The name by which pages, logs and tests call the word; it stays when the text changes.
    pub const fn key(self) -> &'static str {
        Word::KEYS[self as usize]
    }

    /// The file that the word stands in.
    pub const fn subject(self) -> &'static str {
        Word::SUBJECTS[self as usize]
    }

    /// The word that a key names.
    pub fn of_key(key: &str) -> Option<Word> {
        Word::ALL.iter().copied().find(|word| word.key() == key)
    }
}

/// Puts values in the place of `{name}`; a name without a value stays as it is, and a value is never read again.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = opened.split_once('}') else {
            filled.push('{');
            filled.push_str(opened);
            return filled;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Bytes that [`snake`] writes for a name.
const fn snake_length(name: &str) -> usize {
    let (name, mut length, mut at) = (name.as_bytes(), name.len(), 1);
    while at < name.len() {
        length += name[at].is_ascii_uppercase() as usize;
        at += 1;
    }
    length
}

/// `CamelCase` to `snake_case`, while compiling: a key cannot be misspelt and costs nothing.
const fn snake<const LENGTH: usize>(name: &str) -> [u8; LENGTH] {
    let (name, mut key, mut to, mut from) = (name.as_bytes(), [0; LENGTH], 0, 0);
    while from < name.len() {
        if from > 0 && name[from].is_ascii_uppercase() {
            key[to] = b'_';
            to += 1;
        }
        key[to] = name[from].to_ascii_lowercase();
        to += 1;
        from += 1;
    }
    key
}
