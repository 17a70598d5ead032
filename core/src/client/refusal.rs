//! What the client refuses and why: a word with what fills it, and what the screen can do about it.

use displaydoc::Display;
use thiserror::Error;

use crate::{
    claim::ClaimNumber,
    client::{
        device::OpenError,
        exchange::Failure,
        ports::{JournalError, VaultError},
    },
    moment::Moment,
    wire::Problem,
    words::{Language, Word, moment},
};

/// A sentence that says what happened and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The sentence.
    pub word: Word,
    /// What fills its place, where it has one.
    pub fill: Fill,
}

/// What fills a sentence's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Nothing.
    Nothing,
    /// How long to wait, in seconds.
    Seconds(u32),
    /// When.
    Time(Moment),
    /// How many tries are left.
    Tries(u32),
    /// How many.
    Count(usize),
    /// A venue's name.
    Venue(String),
    /// A claim's number.
    Claim(ClaimNumber),
}

impl Refusal {
    /// A sentence that needs nothing filled in.
    pub fn of(word: Word) -> Self {
        Self { word, fill: Fill::Nothing }
    }

    /// A sentence with what fills it.
    pub fn with(word: Word, fill: Fill) -> Self {
        Self { word, fill }
    }

    /// The sentence in a language.
    pub fn say(&self, language: Language) -> String {
        let (name, value) = match &self.fill {
            Fill::Nothing => return self.word.say(language).to_owned(),
            Fill::Seconds(seconds) => ("seconds", seconds.to_string()),
            Fill::Time(at) => ("time", moment::day_and_clock(language, at.millis())),
            Fill::Tries(tries) => ("tries", tries.to_string()),
            Fill::Count(count) => ("count", count.to_string()),
            Fill::Venue(name) => ("venue", name.clone()),
            Fill::Claim(number) => ("claim", number.to_string()),
        };
        self.word.fill(language, &[(name, &value)])
    }

    /// The sentence of a service's refusal; `now` turns waits into times of day.
    pub fn of_problem(problem: &Problem, now: Moment) -> Self {
        let word = problem.code.word();
        let wait = problem.wait_s.unwrap_or(30);
        // The word itself says what it needs.
        let needs = |name: &str| word.say(Language::En).contains(name);
        let fill = if needs("{seconds}") {
            Fill::Seconds(wait)
        } else if needs("{time}") {
            Fill::Time(now.plus(std::time::Duration::from_secs(u64::from(wait))))
        } else if needs("{tries}") {
            Fill::Tries(problem.tries_left.unwrap_or(0))
        } else {
            Fill::Nothing
        };
        Self { word, fill }
    }
}

/// Why a step of the client did not happen. Being offline at a door is no error: see [`super::Session::enter`].
#[derive(Clone, Debug, Display, Error, PartialEq, Eq)]
pub enum ClientError {
    /// it was refused; the screen shows the sentence
    Refused(Refusal),
    /// the service cannot be reached
    Unreachable(Refusal),
    /// there is no session; log in again
    LoggedOut,
    /// no IIN is bound and past its wait; enter it
    NeedsIin(Refusal),
    /// the phone's storage or the outbox is full; nothing was changed
    Full(Refusal),
    /// the secure store, the device key or the journal does not work
    Broken(Refusal),
}

impl ClientError {
    /// The sentence that the screen shows.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Refused(refusal)
            | Self::Unreachable(refusal)
            | Self::NeedsIin(refusal)
            | Self::Full(refusal)
            | Self::Broken(refusal) => refusal.clone(),
            Self::LoggedOut => Refusal::of(Word::SessionEnded),
        }
    }

    pub(crate) fn of(failure: &Failure, now: Moment) -> Self {
        match failure {
            Failure::Unreachable => Self::Unreachable(Refusal::of(Word::NoNetwork)),
            Failure::NotOurs => Self::Unreachable(Refusal::of(Word::NotOurService)),
            Failure::LoggedOut => Self::LoggedOut,
            Failure::Broken => Self::Broken(Refusal::of(Word::VaultLocked)),
            Failure::Problem(problem) => {
                let refusal = Refusal::of_problem(problem, now);
                match refusal.word {
                    Word::SessionEnded => Self::LoggedOut,
                    Word::IinNotBound => Self::NeedsIin(refusal),
                    Word::ServiceBusy | Word::ServiceFault | Word::RateLimited => Self::Unreachable(refusal),
                    _ => Self::Refused(refusal),
                }
            }
        }
    }
}

impl From<JournalError> for ClientError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Full => Self::Full(Refusal::of(Word::StorageFull)),
            JournalError::Busy => Self::Broken(Refusal::of(Word::PhoneBusy)),
            JournalError::Broken => Self::Broken(Refusal::of(Word::StorageFull)),
            JournalError::Newer => Self::Broken(Refusal::of(Word::UpdateNeeded)),
        }
    }
}

impl From<VaultError> for ClientError {
    fn from(error: VaultError) -> Self {
        Self::Broken(Refusal::of(match error {
            VaultError::Locked | VaultError::Damaged => Word::VaultLocked,
            VaultError::Missing => Word::VaultMissing,
        }))
    }
}

impl From<OpenError> for ClientError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Vault(error) => error.into(),
            OpenError::Journal(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::ProblemCode;

    #[test]
    fn every_refusal_of_the_service_has_a_sentence_in_three_languages() {
        for code in ProblemCode::ALL {
            let problem = Problem { wait_s: Some(60), tries_left: Some(2), ..Problem::of(*code) };
            let refusal = ClientError::of(&Failure::Problem(Box::new(problem)), Moment(1_795_348_800_000)).refusal();
            for language in Language::ALL {
                let sentence = refusal.say(language);
                assert!(sentence.len() > 10 && !sentence.contains('{'), "{code:?}: {sentence}");
            }
        }
    }

    #[test]
    fn every_failure_of_a_port_has_a_sentence() {
        let journal =
            [JournalError::Full, JournalError::Busy, JournalError::Broken, JournalError::Newer].map(ClientError::from);
        let vault = [VaultError::Locked, VaultError::Missing, VaultError::Damaged].map(ClientError::from);
        for error in journal.iter().chain(&vault) {
            assert!(!error.refusal().say(Language::Kk).contains('{'));
        }
    }
}
