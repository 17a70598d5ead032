//! How a command ends when it does not do what was asked: a sentence, and an exit code for scripts.

use ashyq_core::{
    client::{ClientError, Refusal},
    words::{Language, Word},
};
use serde_json::Value;

use crate::say::Say;

/// Why a command did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What kind of end it is.
    pub kind: Kind,
    /// The sentence for the person, on standard error.
    pub sentence: String,
    /// The word's key, for programs; it stays when the sentence changes.
    pub key: &'static str,
    /// What else a program may want to know.
    pub details: Option<Value>,
}

/// The kinds of end, with their exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Refused.
    Refused = 1,
    /// Asked in a wrong way.
    Usage = 2,
    /// Offline, and the network is needed.
    Offline = 3,
}

impl Ending {
    /// A refusal of the terminal's own.
    pub fn refused(language: Language, say: Say) -> Self {
        Self { kind: Kind::Refused, sentence: say.say(language).to_owned(), key: "terminal", details: None }
    }

    /// A wrong use that names what is missing.
    pub fn usage(language: Language, say: Say) -> Self {
        Self { kind: Kind::Usage, sentence: say.say(language).to_owned(), key: "usage", details: None }
    }

    /// A wrong value, with its field and the rule that it breaks.
    pub fn field(language: Language, field: &str, rule: &str) -> Self {
        let sentence = Word::FieldInvalid.fill(language, &[("field", field), ("rule", rule)]);
        Self { kind: Kind::Usage, sentence, key: Word::FieldInvalid.key(), details: None }
    }

    /// A refusal by its word.
    pub fn word(language: Language, word: Word) -> Self {
        Self::of(language, &ClientError::Refused(Refusal::of(word)))
    }

    /// What the client says.
    pub fn of(language: Language, error: &ClientError) -> Self {
        let kind = match error {
            ClientError::Unreachable(_) => Kind::Offline,
            ClientError::Refused(_)
            | ClientError::LoggedOut
            | ClientError::NeedsIin(_)
            | ClientError::Full(_)
            | ClientError::Broken(_) => Kind::Refused,
        };
        let refusal = error.refusal();
        Self { kind, sentence: refusal.say(language), key: refusal.word.key(), details: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offline_is_told_from_refused_by_the_exit_code() {
        let of = |error: ClientError| Ending::of(Language::En, &error).kind as i32;
        assert_eq!(of(ClientError::Unreachable(Refusal::of(Word::NoNetwork))), 3);
        assert_eq!(of(ClientError::Refused(Refusal::of(Word::PosterForged))), 1);
        assert_eq!(of(ClientError::LoggedOut), 1);
    }

    #[test]
    fn a_wrong_value_names_its_field_and_its_rule() {
        for language in Language::ALL {
            let ending = Ending::field(language, "--root", Say::RuleRoot.say(language));
            assert!(ending.sentence.contains("--root") && ending.sentence.contains("43"), "{}", ending.sentence);
        }
    }
}
