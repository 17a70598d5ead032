//! The key of a word, the languages, and what a status looks like.

use ashyq_core::{
    typing::{Typed, Typing},
    words::{
        Language, Word as WordKey,
        look::{Look, Rgb, Shape as StatusShape, Surface},
    },
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

/// The grounds of a screen and what stands on them.
#[uniffi::remote(Record)]
pub struct Surface {
    /// The ground of the screen.
    pub ground: Rgb,
    /// What is raised from it: cards and fields.
    pub raised: Rgb,
    /// Text on either, and the fill of the main button.
    pub text: Rgb,
    /// Text of less weight, and lines.
    pub quiet: Rgb,
}

/// A number that is being typed.
#[uniffi::remote(Record)]
pub struct Typed {
    /// What stands in the field: the digits in their groups.
    pub shown: String,
    /// How far it is.
    pub step: Typing,
}

/// How far a number is.
#[uniffi::remote(Enum)]
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
        word: WordKey,
    },
}
