//! What staff see of a person, by pass or by IIN, and what one checker remembers of the passes it has seen.

use std::{collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{
    bytes::Bytes,
    id::Entrance,
    moment::Moment,
    not_live::{Mode, NotLive},
    pass::PassDecision,
    status::Colour,
    words::{Language, Word},
};

/// How long a checker shows its first answer again for the same visit key.
pub const SEEN: Duration = Duration::from_secs(60);

/// What staff learn of a person: nothing else comes back, and never a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoorAnswer {
    /// The colour.
    pub colour: Colour,
    /// Admitted or refused.
    pub admitted: bool,
    /// A practice person's, at a venue in test mode: it says TEST in colour, word and shape.
    pub test: bool,
}

impl DoorAnswer {
    /// Admitted or refused, in a word.
    pub fn decision(self) -> Word {
        if self.admitted { Word::Admitted } else { Word::Refused }
    }

    /// What a screen reader says to staff: whether it is a test, the status, the decision.
    pub fn spoken(self, language: Language) -> String {
        let decision = if self.admitted { Word::StaffAdmittedSpoken } else { Word::StaffRefusedSpoken };
        let test = self.test.then_some(Word::TestSpoken);
        let words = test.into_iter().chain([self.colour.spoken(), decision]);
        words.map(|word| word.say(language)).collect::<Vec<_>>().join(" ")
    }

    /// What to say to a person whose pass was checked: why stands on the person's own phone.
    pub fn say_by_pass(self) -> Word {
        if self.admitted { Word::StaffSayAdmitted } else { Word::StaffSayRefusedPass }
    }

    /// What to say to a person without a smartphone.
    pub fn say_by_iin(self) -> Word {
        if self.admitted { Word::StaffSayAdmitted } else { Word::StaffSayRefused }
    }
}

/// A pass that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// What staff see.
    pub answer: DoorAnswer,
    /// The entrance whose poster was scanned; any of the venue is fine.
    pub entrance: Entrance,
    /// When the decision was signed.
    pub signed_at: Moment,
    /// When it was checked.
    pub checked_at: Moment,
}

impl Checked {
    /// What a checker shows of a decision that fits.
    pub fn of(decision: &PassDecision, at: Moment) -> Self {
        let answer = DoorAnswer { colour: decision.colour, admitted: decision.admitted, test: decision.test };
        Self { answer, entrance: decision.entrance, signed_at: decision.signed_at, checked_at: at }
    }
}

impl NotLive {
    /// What rules a decision of a venue out: a list that is as new as the decision, and says that the venue is closed.
    ///
    /// A decision under a newer list was made by a service that lets the venue in again: then this list is what is old.
    pub fn rules_out(&self, decision: &PassDecision) -> Option<Mode> {
        let mode = self.venue(decision.venue).filter(|_| decision.list <= self.number)?;
        match mode {
            Mode::Suspended | Mode::Revoked => Some(mode),
            Mode::Test => None,
        }
    }

    /// Whether a decision is of another mode than the venue's: a practice person's lets nobody into a live venue, and nobody
    /// shows a real one in a test week. The sentence is [`Word::PassOfOtherMode`].
    ///
    /// A decision under a newer list is of a mode of which this list has not heard yet.
    pub fn is_of_another_mode(&self, decision: &PassDecision) -> bool {
        let in_test = self.venue(decision.venue) == Some(Mode::Test);
        decision.test != in_test && decision.list <= self.number
    }
}

/// The visit keys that one checker has seen within the last minute, each with the first answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeenPasses(BTreeMap<Bytes<32>, Checked>);

impl SeenPasses {
    /// Notes a pass that fits; the first answer where the same visit key was seen within 60 seconds.
    ///
    /// What lies a minute ahead is forgotten as what lies a minute back: the clock was corrected.
    pub fn note(&mut self, decision: &PassDecision, at: Moment) -> Option<Checked> {
        self.0.retain(|_, first| at.since(first.checked_at).max(first.checked_at.since(at)) < SEEN);
        if let Some(first) = self.0.get(&decision.visit_key) {
            return Some(*first);
        }
        self.0.insert(decision.visit_key, Checked::of(decision, at));
        None
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
