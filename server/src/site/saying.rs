//! What a page says of a refusal: the sentence, and the field where it stands.

use std::time::Duration;

use ashyq_core::{
    moment::Moment,
    wire::{Problem, ProblemCode},
    words::{Language, Word, moment},
};

use crate::problem::Refusal;

/// A field of a form, as its page speaks of it.
pub(super) struct Field {
    /// What the form calls it; a problem may name a part of it behind a dot.
    pub(super) name: &'static str,
    /// What the page calls it.
    pub(super) label: Word,
    /// What is said where it breaks a rule.
    pub(super) rule: fn(&str) -> Word,
}

/// A refusal as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saying {
    /// The field that is wrong; none where the whole is.
    pub(crate) field: Option<&'static str>,
    /// What happened and what to do.
    pub(crate) text: String,
}

impl Saying {
    /// What is said of a refusal on a page with those fields.
    pub(super) fn of(refusal: &Refusal, language: Language, now: Moment, fields: &[Field]) -> Self {
        let problem = refusal.problem();
        let named = problem.field.as_deref().and_then(|field| field.split('.').next()).or_else(|| home(problem.code));
        let field = fields.iter().find(|field| Some(field.name) == named);
        Self { field: field.map(|field| field.name), text: sentence(problem, language, now, field) }
    }

    /// The sentence, where it stands at that field.
    pub(super) fn at(&self, field: &str) -> Option<&str> {
        (self.field == Some(field)).then_some(&*self.text)
    }

    /// The sentence, where it stands at no field.
    pub(super) fn of_all(&self) -> Option<&str> {
        self.field.is_none().then_some(&*self.text)
    }
}

/// The field that a refusal is about although it names none.
fn home(code: ProblemCode) -> Option<&'static str> {
    Some(match code {
        ProblemCode::PhoneNotAMobile => "phone",
        ProblemCode::LogInCodeWrong => "log_in_code",
        ProblemCode::OneTimePasswordWrong | ProblemCode::OneTimePasswordTriesUsedUp => "one_time_password",
        ProblemCode::NotABusiness => "number",
        ProblemCode::OkedNotEligible => "oked",
        ProblemCode::AssociationNeeded => "association",
        ProblemCode::AlreadyThere => "key",
        _ => return None,
    })
}

/// The sentence of a problem.
fn sentence(problem: &Problem, language: Language, now: Moment, field: Option<&Field>) -> String {
    let wait = u64::from(problem.wait_s.unwrap_or(30));
    let rule = problem.rule.as_deref().unwrap_or_default();
    let word = match (problem.code, field) {
        (ProblemCode::FieldInvalid, Some(_)) if rule == "is missing" => Word::FieldMissing,
        (ProblemCode::FieldInvalid, Some(field)) => (field.rule)(rule),
        (code, _) => word(code),
    };
    let time = moment::day_and_clock(language, now.plus(Duration::from_secs(wait)).millis());
    let (seconds, tries) = (wait.to_string(), problem.tries_left.unwrap_or(0).to_string());
    let limit: String = rule.chars().filter(char::is_ascii_digit).collect();
    let label = field.map_or("–", |field| field.label.say(language));
    let values = [("time", &*time), ("seconds", &seconds), ("tries", &tries), ("field", label), ("limit", &limit)];
    word.fill(language, &values)
}

/// The word of a code; a phone's is another one where a mistake there is the app's and not a person's.
fn word(code: ProblemCode) -> Word {
    match code {
        ProblemCode::NotFound | ProblemCode::MethodNotAllowed => Word::NotFound,
        ProblemCode::BodyTooLarge => Word::BodyTooLarge,
        ProblemCode::AlreadyThere => Word::SourceThere,
        // A field that the form does not have: it was another page's, or made up.
        ProblemCode::FieldInvalid | ProblemCode::BodyNotJson => Word::FormStale,
        code => code.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: Field = Field { name: "oked", label: Word::OkedLabel, rule: |_| Word::OkedMalformed };

    #[test]
    fn every_refusal_has_a_sentence_with_nothing_left_to_fill() {
        for code in ProblemCode::ALL {
            let problem = Problem { wait_s: Some(60), tries_left: Some(2), ..Problem::of(*code) };
            for language in Language::ALL {
                let said = Saying::of(&problem.clone().into(), language, Moment(1_795_348_800_000), &[]);
                assert!(said.text.len() > 10 && !said.text.contains('{'), "{code:?}: {}", said.text);
            }
        }
    }

    #[test]
    fn only_a_fault_and_mistakes_of_an_app_are_called_a_fault() {
        let faults: Vec<_> = ProblemCode::ALL.iter().filter(|code| word(**code) == Word::ServiceFault).collect();
        // No page proves a device's key, and none reports a visit.
        let expected = [
            ProblemCode::NonceStale,
            ProblemCode::ProofInvalid,
            ProblemCode::VisitConflict,
            ProblemCode::VisitUnknown,
            ProblemCode::Fault,
        ];
        assert_eq!(faults, expected.iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_refusal_stands_at_its_field_and_never_says_the_programs_rule() {
        let say = |refusal: Refusal| Saying::of(&refusal, Language::En, Moment(0), &[FIELD]);
        let broken = say(Refusal::field("oked", "the text is no OKED"));
        assert_eq!((broken.at("oked"), broken.of_all()), (Some(Word::OkedMalformed.say(Language::En)), None));
        let missing = say(Refusal::field("oked", "is missing"));
        assert!(missing.at("oked").is_some_and(|text| text.contains(Word::OkedLabel.say(Language::En))));
        assert!(say(ProblemCode::OkedNotEligible.into()).at("oked").is_some());
        let elsewhere = say(Refusal::field("canary", "1 to 9 canaries"));
        assert_eq!((elsewhere.field, elsewhere.of_all()), (None, Some(Word::FormStale.say(Language::En))));
    }
}
