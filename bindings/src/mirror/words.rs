//! The key of a word, the languages, and what a status looks like.

use ashyq_core::words::{
    Language, Word as WordKey,
    look::{Look, Rgb, Shape as StatusShape},
};

use super::values::not_ours;

uniffi::custom_type!(
    /// The name of a word, which stays when its text changes.
    WordKey, String, {
        remote,
        lower: |word| word.key().to_owned(),
        try_lift: |key| Ok(WordKey::of_key(&key).ok_or_else(not_ours)?),
    }
);

/// A language that Ashyq speaks.
#[uniffi::remote(Enum)]
pub enum Language {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// How a status is drawn.
#[uniffi::remote(Record)]
pub struct Look {
    /// The fill.
    pub colour: Rgb,
    /// Text and shape on the fill.
    pub on: Rgb,
    /// What tells the status without its colour.
    pub shape: StatusShape,
}

/// A colour in sRGB.
#[uniffi::remote(Record)]
pub struct Rgb {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

/// A shape that stands for a status; `shape_path` draws it.
#[uniffi::remote(Enum)]
pub enum StatusShape {
    /// An octagon with a bar: red.
    Octagon,
    /// A triangle with an exclamation mark: yellow.
    Triangle,
    /// A circle with a tick: green.
    Circle,
    /// A square with a dot: blue.
    Square,
    /// A dashed ring with a question mark: unknown.
    Ring,
}
