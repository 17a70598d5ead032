//! Every text that a person reads or hears, in Kazakh, Russian and English side by side, and what a status looks like.

mod calendar;
pub mod door_code;
pub mod look;
pub mod moment;

use serde::{Deserialize, Serialize};

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
