//! One person's stay at one venue, from entry to exit: the state machine that phone and service share.

use displaydoc::Display;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{id::VisitId, moment::Moment};

/// A visit, or an arrival that became none. Where it is does not matter to its steps, and is kept beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// Its name.
    pub id: VisitId,
    /// When the person says to have entered.
    pub entered_at: Moment,
    /// Where the visit stands.
    pub state: State,
}

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum State {
    /// Journalled; the decision is awaited.
    Asked,
    /// Refused: an arrival without a visit.
    Refused,
    /// Inside.
    Inside {
        /// How the person came in.
        entry: Entry,
    },
    /// Over.
    Left {
        /// How the person came in.
        entry: Entry,
        /// When and how it ended.
        exit: Exit,
    },
}

/// How a person came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// With a signed decision.
    Admitted,
    /// Without one: no answer within five seconds.
    Unchecked,
}

/// When and how a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exit {
    /// When; never before the entry.
    pub at: Moment,
    /// How it was learnt.
    pub learnt: Learnt,
}

/// How an exit was learnt: the first three were said by somebody and beat the last three, which are derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Learnt {
    /// A poster of the venue was scanned.
    Scanned,
    /// "I have left already", a change of the IIN, or a log-out.
    Button,
    /// Typed by staff.
    Staff,
    /// The person entered somewhere else.
    NextEntry,
    /// The venue closed its day.
    VenueClosed,
    /// The venue kind's dwell limit was over.
    DwellLimit,
}

impl Learnt {
    /// Every way, those that were said first.
    pub const ALL: [Self; 6] =
        [Self::Scanned, Self::Button, Self::Staff, Self::NextEntry, Self::VenueClosed, Self::DwellLimit];

    /// Whether somebody said so.
    pub fn is_said(self) -> bool {
        matches!(self, Self::Scanned | Self::Button | Self::Staff)
    }
}

/// Something that happens to a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The service admitted.
    Admit,
    /// The service refused.
    Refuse,
    /// No signed decision came within five seconds: the person entered unchecked.
    EnterUnchecked,
    /// The visit ended.
    Leave(Exit),
}

/// The step does not follow from where the visit stands.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
#[displaydoc("this step does not follow from where the visit stands")]
pub struct OutOfOrder;

impl Visit {
    /// A visit whose decision is awaited.
    pub fn asked(id: VisitId, entered_at: Moment) -> Self {
        Self { id, entered_at, state: State::Asked }
    }

    /// Applies a step; a repeated step changes nothing and is no error.
    pub fn apply(&self, step: &Step) -> Result<Self, OutOfOrder> {
        use Entry::{Admitted, Unchecked};
        use State::{Asked, Inside, Left, Refused};
        let state = match (self.state, step) {
            (Asked, Step::Admit) => Inside { entry: Admitted },
            (Asked, Step::Refuse) => Refused,
            (Asked, Step::EnterUnchecked) => Inside { entry: Unchecked },
            (Asked, Step::Leave(_)) => return Err(OutOfOrder),

            (Refused, Step::Refuse) => Refused,
            // The phone gave up waiting before the refusal reached it: the person may be inside, so it is recorded.
            (Refused, Step::EnterUnchecked) => Inside { entry: Unchecked },
            (Refused, Step::Admit | Step::Leave(_)) => return Err(OutOfOrder),

            (Inside { entry: Admitted }, Step::Refuse) => return Err(OutOfOrder),
            // An admitted visit stays admitted; an unchecked one is never shown the decision that comes later.
            (Inside { entry: Admitted }, Step::Admit | Step::EnterUnchecked)
            | (Inside { entry: Unchecked }, Step::Admit | Step::Refuse | Step::EnterUnchecked) => self.state,
            (Inside { entry }, Step::Leave(exit)) => Left { entry, exit: self.not_before_entry(*exit) },

            (Left { entry: Admitted, .. }, Step::Refuse) => return Err(OutOfOrder),
            (Left { entry: Admitted, .. }, Step::Admit | Step::EnterUnchecked)
            | (Left { entry: Unchecked, .. }, Step::Admit | Step::Refuse | Step::EnterUnchecked) => self.state,
            (Left { entry, exit }, Step::Leave(other)) => {
                Left { entry, exit: exit.stronger(self.not_before_entry(*other)) }
            }
        };
        Ok(Self { state, ..*self })
    }

    /// Whether the person is inside.
    pub fn is_inside(&self) -> bool {
        matches!(self.state, State::Inside { .. })
    }

    /// How the visit ended, once it has.
    pub fn exit(&self) -> Option<Exit> {
        match self.state {
            State::Left { exit, .. } => Some(exit),
            State::Asked | State::Refused | State::Inside { .. } => None,
        }
    }

    fn not_before_entry(&self, exit: Exit) -> Exit {
        Exit { at: exit.at.max(self.entered_at), ..exit }
    }
}

impl Exit {
    /// Of two exits, the one that counts: what was said beats what was derived; among equals the earliest.
    #[must_use]
    pub fn stronger(self, other: Self) -> Self {
        let rank = |exit: &Self| (!exit.learnt.is_said(), exit.at, exit.learnt);
        std::cmp::min_by_key(self, other, rank)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENTRY: Moment = Moment(1_000_000);

    fn visit() -> Visit {
        Visit::asked(VisitId([1; 16]), ENTRY)
    }

    fn exit(at: i64, learnt: Learnt) -> Exit {
        Exit { at: Moment(at), learnt }
    }

    #[test]
    fn every_state_answers_every_step() {
        let left = |entry| State::Left { entry, exit: exit(2_000_000, Learnt::Scanned) };
        let states = [
            State::Asked,
            State::Refused,
            State::Inside { entry: Entry::Admitted },
            State::Inside { entry: Entry::Unchecked },
            left(Entry::Admitted),
            left(Entry::Unchecked),
        ];
        let steps = [Step::Admit, Step::Refuse, Step::EnterUnchecked, Step::Leave(exit(3_000_000, Learnt::Button))];
        let mut table = String::new();
        for state in states {
            for step in &steps {
                let after = Visit { state, ..visit() }.apply(step).map(|after| after.state);
                table += &format!("{state:?} + {step:?} = {after:?}\n");
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn an_exit_never_lies_before_its_entry() {
        let inside = visit().apply(&Step::Admit).unwrap();
        let left = inside.apply(&Step::Leave(exit(5, Learnt::Scanned))).unwrap();
        assert_eq!(left.exit(), Some(exit(ENTRY.0, Learnt::Scanned)));
    }

    #[test]
    fn what_was_said_beats_what_was_derived_whenever_it_comes() {
        let inside = visit().apply(&Step::EnterUnchecked).unwrap();
        let derived = inside.apply(&Step::Leave(exit(1_500_000, Learnt::DwellLimit))).unwrap();
        let said = derived.apply(&Step::Leave(exit(1_900_000, Learnt::Button))).unwrap();
        assert_eq!(said.exit(), Some(exit(1_900_000, Learnt::Button)));
    }

    fn any_step() -> impl Strategy<Value = Step> {
        prop_oneof![
            Just(Step::Admit),
            Just(Step::Refuse),
            Just(Step::EnterUnchecked),
            (0_i64..4_000_000, 0_usize..6).prop_map(|(at, learnt)| Step::Leave(exit(at, Learnt::ALL[learnt]))),
        ]
    }

    proptest! {
        #[test]
        fn repeating_a_step_changes_nothing(steps in prop::collection::vec(any_step(), 0..12)) {
            let mut once = visit();
            for step in &steps {
                if let Ok(next) = once.apply(step) {
                    prop_assert_eq!(next.apply(step), Ok(next));
                    once = next;
                }
            }
        }

        #[test]
        fn exits_give_the_same_end_in_any_order(exits in prop::collection::vec((0_i64..4_000_000, 0_usize..6), 1..6), turn in 0_usize..6) {
            let inside = visit().apply(&Step::Admit).unwrap();
            let end = |order: &[(i64, usize)]| {
                order.iter().fold(inside, |visit, (at, learnt)| visit.apply(&Step::Leave(exit(*at, Learnt::ALL[*learnt]))).unwrap())
            };
            let mut turned = exits.clone();
            turned.rotate_left(turn % exits.len());
            prop_assert_eq!(end(&exits), end(&turned));
            turned.reverse();
            prop_assert_eq!(end(&exits), end(&turned));
        }
    }
}
