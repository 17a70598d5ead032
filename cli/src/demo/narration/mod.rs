//! What the demo tells between the screens, in three languages side by side: at the doors, on the business's side, and
//! afterwards.

mod business;
mod door;
mod stay;

use ashyq_core::words::Language;

pub use self::{business::Business, door::Narration, stay::Stay};

/// A text of the demo.
pub(super) trait Told: Copy {
    /// The text in a language, its placeholders unfilled.
    fn text(self, language: Language) -> &'static str;
}

impl Told for Narration {
    fn text(self, language: Language) -> &'static str {
        self.say(language)
    }
}

impl Told for Business {
    fn text(self, language: Language) -> &'static str {
        self.say(language)
    }
}
