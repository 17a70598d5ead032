//! Where an application stands, and who may move it: one match, pure and total.

use std::time::Duration;

use ashyq_core::moment::Moment;
use displaydoc::Display;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    checklist::Checklist,
    reason::{RefusalReason, SuspensionReason},
};

/// How long a venue stays in test mode before it can go live.
pub const TEST_WEEK: Duration = Duration::from_hours(7 * 24);
/// When a test that never led to a live venue is over, counted from its start: nobody tests without end.
pub const TEST_ENDS: Duration = Duration::from_hours(28 * 24);

/// Where an application stands, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits: for its association where it has one, else for the operator.
    Submitted,
    /// Its association stands for it; it waits for the operator.
    Endorsed,
    /// The operator has agreed; the business starts the test week when it likes.
    Checked,
    /// The venue is in test mode since then.
    Test(Moment),
    /// The venue is live.
    Live,
    /// The venue was live and is suspended.
    Suspended(SuspensionReason),
    /// The venue is revoked for good.
    Revoked(SuspensionReason),
    /// The application was refused.
    Refused(RefusalReason),
    /// The test was over before the venue went live.
    Expired,
}

/// Where an application stands, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It waits: for its association where it has one, else for the operator.
    Submitted,
    /// Its association stands for it.
    Endorsed,
    /// The operator has agreed.
    Checked,
    /// The venue is in test mode.
    Test,
    /// The venue is in test mode and has tried everything: it goes live when the week is over.
    Ready,
    /// The venue is live.
    Live,
    /// The venue is suspended.
    Suspended,
    /// The venue is revoked for good.
    Revoked,
    /// The application was refused.
    Refused,
    /// The test was over before the venue went live.
    Expired,
}

impl Phase {
    /// Every phase, in the order of a life.
    pub const ALL: [Self; 10] = [
        Self::Submitted,
        Self::Endorsed,
        Self::Checked,
        Self::Test,
        Self::Ready,
        Self::Live,
        Self::Suspended,
        Self::Revoked,
        Self::Refused,
        Self::Expired,
    ];
}

/// Who makes a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The business whose application it is.
    Business,
    /// The association that it names.
    Association,
    /// The operator.
    Operator,
    /// The service by its clock.
    Service,
}

/// A step that somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The association stands for the application.
    Endorse,
    /// The operator agrees.
    Check,
    /// The association or the operator refuses.
    Refuse(RefusalReason),
    /// The business begins its test week.
    StartTest,
    /// The business goes live.
    GoLive,
    /// The operator suspends the venue.
    Suspend(SuspensionReason),
    /// The operator lets a suspended venue go on.
    Resume,
    /// The operator revokes the venue for good.
    Revoke(SuspensionReason),
    /// The test is over.
    Expire,
}

impl Move {
    /// The move's name in the record.
    pub fn step(&self) -> Step {
        match self {
            Self::Endorse => Step::Endorse,
            Self::Check => Step::Check,
            Self::Refuse(_) => Step::Refuse,
            Self::StartTest => Step::StartTest,
            Self::GoLive => Step::GoLive,
            Self::Suspend(_) => Step::Suspend,
            Self::Resume => Step::Resume,
            Self::Revoke(_) => Step::Revoke,
            Self::Expire => Step::Expire,
        }
    }

    /// Whether this is somebody's move at all.
    pub fn is_for(&self, actor: Actor) -> bool {
        match self {
            Self::Endorse => actor == Actor::Association,
            Self::Refuse(_) => actor == Actor::Association || actor == Actor::Operator,
            Self::Check | Self::Suspend(_) | Self::Resume | Self::Revoke(_) => actor == Actor::Operator,
            Self::StartTest | Self::GoLive => actor == Actor::Business,
            Self::Expire => actor == Actor::Service,
        }
    }
}

/// What stands in the record of an application: the moves, how it came, and where its venue went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It was filed.
    Submit,
    /// The association stood for it.
    Endorse,
    /// The operator agreed.
    Check,
    /// It was refused.
    Refuse,
    /// The test week began.
    StartTest,
    /// The venue went live.
    GoLive,
    /// The venue was suspended.
    Suspend,
    /// The venue went on.
    Resume,
    /// The venue was revoked.
    Revoke,
    /// The test was over.
    Expire,
    /// The venue's address or coordinates were changed.
    Relocate,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 11] = [
        Self::Submit,
        Self::Endorse,
        Self::Check,
        Self::Refuse,
        Self::StartTest,
        Self::GoLive,
        Self::Suspend,
        Self::Resume,
        Self::Revoke,
        Self::Expire,
        Self::Relocate,
    ];

    /// Its name in the audit.
    pub(crate) fn action(self) -> &'static str {
        match self {
            Self::Submit => "submit_application",
            Self::Endorse => "endorse_application",
            Self::Check => "check_application",
            Self::Refuse => "refuse_application",
            Self::StartTest => "start_test",
            Self::GoLive => "go_live",
            Self::Suspend => "suspend_venue",
            Self::Resume => "resume_venue",
            Self::Revoke => "revoke_venue",
            Self::Expire => "expire_test",
            Self::Relocate => "relocate_venue",
        }
    }
}

/// Why a move is not made.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum NotNow {
    /// this is not that role's move
    NotYours,
    /// the application does not stand where this move starts
    NotFromHere,
    /// the application waits for its association first
    AssociationFirst,
    /// the test week still runs
    TestWeekRuns {
        /// When it is over.
        until: Moment,
    },
    /// the checklist is not complete
    ChecklistOpen,
    /// the test is over
    TestOver,
}

/// An application as far as its moves depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Application {
    /// Where it stands.
    pub state: State,
    /// Whether it goes through an association.
    pub through_association: bool,
    /// What its venue has tried.
    pub checklist: Checklist,
}

impl Application {
    /// Where it stands after somebody's move at a moment; a move that was made already changes nothing.
    pub fn apply(&self, step: &Move, by: Actor, now: Moment) -> Result<State, NotNow> {
        use Move::{Check, Endorse, Expire, GoLive, Refuse, Resume, Revoke, StartTest, Suspend};
        if !step.is_for(by) {
            return Err(NotNow::NotYours);
        }
        let nowhere = Err(NotNow::NotFromHere);
        match self.state {
            State::Submitted => match step {
                Endorse if self.through_association => Ok(State::Endorsed),
                Check if self.through_association => Err(NotNow::AssociationFirst),
                Check => Ok(State::Checked),
                Refuse(_) if by == Actor::Association && !self.through_association => nowhere,
                Refuse(reason) => Ok(State::Refused(*reason)),
                Endorse | StartTest | GoLive | Suspend(_) | Resume | Revoke(_) | Expire => nowhere,
            },
            State::Endorsed => match step {
                Endorse => Ok(State::Endorsed),
                Check => Ok(State::Checked),
                Refuse(reason) if by == Actor::Operator => Ok(State::Refused(*reason)),
                Refuse(_) | StartTest | GoLive | Suspend(_) | Resume | Revoke(_) | Expire => nowhere,
            },
            State::Checked => match step {
                Check => Ok(State::Checked),
                Refuse(reason) if by == Actor::Operator => Ok(State::Refused(*reason)),
                StartTest => Ok(State::Test(now)),
                Refuse(_) | Endorse | GoLive | Suspend(_) | Resume | Revoke(_) | Expire => nowhere,
            },
            State::Test(began) => match step {
                StartTest => Ok(State::Test(began)),
                GoLive => self.end_test(began, now),
                Revoke(reason) => Ok(State::Revoked(*reason)),
                Expire if now >= began.plus(TEST_ENDS) => Ok(State::Expired),
                Expire | Endorse | Check | Refuse(_) | Suspend(_) | Resume => nowhere,
            },
            State::Live => match step {
                GoLive | Resume => Ok(State::Live),
                Suspend(reason) => Ok(State::Suspended(*reason)),
                Revoke(reason) => Ok(State::Revoked(*reason)),
                Endorse | Check | Refuse(_) | StartTest | Expire => nowhere,
            },
            State::Suspended(present) => match step {
                Suspend(_) => Ok(State::Suspended(present)),
                Resume => Ok(State::Live),
                Revoke(reason) => Ok(State::Revoked(*reason)),
                Endorse | Check | Refuse(_) | StartTest | GoLive | Expire => nowhere,
            },
            State::Revoked(present) => match step {
                Revoke(_) => Ok(State::Revoked(present)),
                Endorse | Check | Refuse(_) | StartTest | GoLive | Suspend(_) | Resume | Expire => nowhere,
            },
            State::Refused(present) => match step {
                // Whoever refuses again says nothing new; an association does not speak of what the operator decided.
                Refuse(_) => Ok(State::Refused(present)),
                Endorse | Check | StartTest | GoLive | Suspend(_) | Resume | Revoke(_) | Expire => nowhere,
            },
            State::Expired => match step {
                Expire => Ok(State::Expired),
                GoLive => Err(NotNow::TestOver),
                Endorse | Check | Refuse(_) | StartTest | Suspend(_) | Resume | Revoke(_) => nowhere,
            },
        }
    }

    fn end_test(&self, began: Moment, now: Moment) -> Result<State, NotNow> {
        let until = began.plus(TEST_WEEK);
        if now >= began.plus(TEST_ENDS) {
            Err(NotNow::TestOver)
        } else if now < until {
            Err(NotNow::TestWeekRuns { until })
        } else if self.checklist.is_complete() {
            Ok(State::Live)
        } else {
            Err(NotNow::ChecklistOpen)
        }
    }

    /// Where it stands at a moment, as it is shown: readiness follows from the checklist, the end of a test from the clock.
    pub fn phase(&self, now: Moment) -> Phase {
        match self.state {
            State::Submitted => Phase::Submitted,
            State::Endorsed => Phase::Endorsed,
            State::Checked => Phase::Checked,
            State::Test(began) if now >= began.plus(TEST_ENDS) => Phase::Expired,
            State::Test(_) if self.checklist.is_complete() => Phase::Ready,
            State::Test(_) => Phase::Test,
            State::Live => Phase::Live,
            State::Suspended(_) => Phase::Suspended,
            State::Revoked(_) => Phase::Revoked,
            State::Refused(_) => Phase::Refused,
            State::Expired => Phase::Expired,
        }
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
