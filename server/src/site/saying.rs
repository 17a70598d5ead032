//! What a page says of a refusal: the sentence, and the field where it stands.

use std::time::Duration;

use ashyq_core::{
    moment::Moment,
    wire::{Problem, ProblemCode},
    words::{Language, Word, moment},
};

use crate::problem::Refusal;

/// A refusal as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saying {
    /// The field that is wrong; none where the whole is.
    pub(crate) field: Option<String>,
    /// What happened and what to do.
    pub(crate) text: String,
}

impl Saying {
    /// What is said of a refusal; `label` is what a page calls a field.
    pub(crate) fn of(refusal: &Refusal, language: Language, now: Moment, label: impl Fn(&str) -> Option<Word>) -> Self {
        let problem = refusal.problem();
        let field = problem.field.clone().filter(|field| label(field).is_some());
        let name = field.as_deref().and_then(label).map_or("–", |word| word.say(language));
        Self { text: sentence(problem, language, now, name), field }
    }
}

/// The sentence of a problem.
fn sentence(problem: &Problem, language: Language, now: Moment, field: &str) -> String {
    let wait = u64::from(problem.wait_s.unwrap_or(30));
    // A rule is the program's own sentence, in English, and says nothing of what was typed.
    let rule = problem.rule.as_deref().unwrap_or("–");
    let word = match problem.code {
        ProblemCode::FieldInvalid if rule == "is missing" => Word::FieldMissing,
        code => word(code),
    };
    let time = moment::day_and_clock(language, now.plus(Duration::from_secs(wait)).millis());
    let (seconds, tries) = (wait.to_string(), problem.tries_left.unwrap_or(0).to_string());
    let limit: String = rule.chars().filter(char::is_ascii_digit).collect();
    let values = [
        ("time", &*time),
        ("seconds", &seconds),
        ("tries", &tries),
        ("field", field),
        ("rule", rule),
        ("limit", &limit),
    ];
    word.fill(language, &values)
}

/// The word of a code.
fn word(code: ProblemCode) -> Word {
    match code {
        ProblemCode::PhoneNotAMobile => Word::PhoneNotAMobile,
        ProblemCode::ResendTooSoon => Word::ResendTooSoon,
        ProblemCode::SendsUsedUp => Word::SendsUsedUp,
        ProblemCode::LogInCodeWrong => Word::LogInCodeWrong,
        ProblemCode::LogInCodeExpired => Word::LogInCodeExpired,
        ProblemCode::LogInCodeTriesUsedUp => Word::LogInCodeTriesUsedUp,
        ProblemCode::OneTimePasswordNeeded => Word::OneTimePasswordNeeded,
        ProblemCode::OneTimePasswordWrong => Word::OneTimePasswordWrong,
        ProblemCode::OneTimePasswordTriesUsedUp => Word::OneTimePasswordTriesUsedUp,
        ProblemCode::EnrolmentOver => Word::EnrolmentOver,
        ProblemCode::FormStale => Word::FormStale,
        ProblemCode::SessionEnded | ProblemCode::TokenExpired => Word::SessionEnded,
        ProblemCode::NotAllowed => Word::NotAllowed,
        ProblemCode::NotFound | ProblemCode::MethodNotAllowed => Word::NotFound,
        ProblemCode::RateLimited => Word::RateLimited,
        ProblemCode::Overloaded => Word::ServiceBusy,
        ProblemCode::FieldInvalid => Word::FieldInvalid,
        ProblemCode::BodyTooLarge => Word::BodyTooLarge,
        ProblemCode::PosterUnknown => Word::PosterUnknown,
        ProblemCode::PosterRevoked => Word::PosterRevoked,
        ProblemCode::VenueSuspended => Word::VenueSuspended,
        ProblemCode::VenueRevoked => Word::VenueRevoked,
        code => code.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_a_sentence_with_nothing_left_to_fill() {
        for code in ProblemCode::ALL {
            let problem = Problem { wait_s: Some(60), tries_left: Some(2), ..Problem::of(*code) };
            for language in Language::ALL {
                let said = Saying::of(&problem.clone().into(), language, Moment(1_795_348_800_000), |_| None);
                assert!(said.text.len() > 10 && !said.text.contains('{'), "{code:?}: {}", said.text);
            }
        }
    }
}
