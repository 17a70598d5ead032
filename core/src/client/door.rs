//! The screen at the door: the decision while it lives, then the present visit.

use std::time::Duration;

use crate::{
    client::{
        stay::{Decided, Stay, Stays},
        tracked_clock::Tracked,
    },
    decision::Why,
    door_code::DoorCode,
    id::{Entrance, VisitId},
    moment::Moment,
    pass::{LIFE, Pass},
    status::Colour,
    visit::{Entry, State},
    words::{Language, Word},
};

/// What the screen shows. It has no state with a colour and no signed, living decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoorScreen {
    /// Nobody is inside anywhere.
    Outside,
    /// The decision is awaited.
    Asking,
    /// A decision, for the five minutes it lives.
    Decided(Box<DecisionScreen>),
    /// Inside, after the decision's life or without one.
    Inside(VisitScreen),
}

/// A decision on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionScreen {
    /// The visit.
    pub visit: VisitId,
    /// The colour.
    pub colour: Colour,
    /// Admitted or refused.
    pub admitted: bool,
    /// Why refused; for the visitor alone.
    pub why: Option<Why>,
    /// Whether it is a practice person's, at a venue in test mode.
    pub test: bool,
    /// The venue's name.
    pub venue: Option<String>,
    /// The entrance.
    pub entrance: Entrance,
    /// When it was signed.
    pub signed_at: Moment,
    /// How long it still lives.
    pub left: Duration,
    /// The door code of this slot.
    pub door_code: DoorCode,
    /// The text of the pass's QR code in this slot.
    pub pass: String,
}

/// A present visit on the screen: no colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitScreen {
    /// The visit.
    pub visit: VisitId,
    /// The venue's name; unknown for a code typed offline.
    pub venue: Option<String>,
    /// The entrance; unknown for a code typed offline.
    pub entrance: Option<Entrance>,
    /// Since when.
    pub since: Moment,
    /// Whether the entry was checked; else: "not checked: ask staff to type the IIN".
    pub checked: bool,
    /// Whether the poster was checked.
    pub verified: bool,
    /// Whether it is practice, at a venue in test mode.
    pub test: bool,
}

impl DoorScreen {
    pub(crate) fn of(stays: &Stays, now: Tracked) -> Self {
        let lives = |stay: &Stay| stay.decided.filter(|decided| now.certain && now.at < decided.decision.ends());
        // A refusal elsewhere comes before the visit that it did not end, as long as it lives.
        let refusal = stays.last.as_ref().filter(|last| last.visit.state == State::Refused && lives(last).is_some());
        let current = stays.current();
        let newer = |last: &&Stay| current.is_none_or(|current| current.visit.entered_at <= last.visit.entered_at);
        let Some(stay) = refusal.filter(newer).or(current) else { return Self::Outside };
        let living = lives(stay);
        match (stay.visit.state, living) {
            (State::Asked, _) => Self::Asking,
            (State::Refused | State::Inside { .. }, Some(decided)) => {
                Self::Decided(Box::new(decided.screen(stay, now.at)))
            }
            (State::Inside { entry }, None) => Self::Inside(VisitScreen {
                visit: stay.visit.id,
                venue: stay.name.clone(),
                entrance: stay.scanned.map(|at| at.entrance),
                since: stay.visit.entered_at,
                checked: entry == Entry::Admitted,
                verified: stay.verified,
                test: stay.test,
            }),
            (State::Refused | State::Left { .. }, _) => Self::Outside,
        }
    }
}

impl DecisionScreen {
    /// What a screen reader says to the visitor first: that it is a test, the status, the decision, the door code.
    pub fn spoken(&self, language: Language) -> String {
        let decision = if self.admitted { Word::AdmittedSpoken } else { Word::RefusedSpoken };
        let words = [self.test.then_some(Word::TestSpoken), Some(self.colour.spoken()), Some(decision)];
        let said = words.into_iter().flatten().map(|word| word.say(language).to_owned());
        said.chain([self.door_code.spoken(language)]).collect::<Vec<_>>().join(" ")
    }

    /// How much of the decision's life is left, 0 to 1.
    pub fn share_left(&self) -> f32 {
        self.left.as_secs_f32() / LIFE.as_secs_f32()
    }
}

impl Decided {
    fn screen(&self, stay: &Stay, now: Moment) -> DecisionScreen {
        let said = self.decision.decision;
        DecisionScreen {
            visit: stay.visit.id,
            colour: said.colour,
            admitted: said.admitted,
            why: self.why,
            test: said.test,
            venue: stay.name.clone(),
            entrance: said.entrance,
            signed_at: said.signed_at,
            left: self.decision.ends().since(now),
            door_code: DoorCode::derive(&self.seed(), now),
            pass: Pass::make(self.decision, &stay.visit_key(), now).to_string(),
        }
    }
}
