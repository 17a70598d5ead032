//! Applications as they are shown: to the business, the association and the operator. No number of a person among it.

use ashyq_core::{
    bytes::Bytes,
    decision::Region,
    id::{Entrance, VenueId},
    moment::Moment,
    oked::VenueKind,
    place::Place,
    wire::ProblemCode,
    words::Word,
};
use serde::{Deserialize, Serialize};

use super::{
    checklist::{Checklist, Item},
    moves,
    reason::{RefusalReason, SuspensionReason},
    state::{Actor, Phase, State, Step, TEST_ENDS, TEST_WEEK},
};
use crate::{
    database::{DatabaseError, Sql},
    key_holder::KeyHolder,
    paging,
    problem::Refusal,
    service::Inner,
    store::{
        applications::{self, ApplicationRow},
        associations, businesses,
    },
};

/// An application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationShown {
    /// Its name.
    pub application: Bytes<16>,
    /// Where it stands.
    pub phase: Phase,
    /// The business's number.
    pub number: NumberShown,
    /// The name over the door.
    pub name: String,
    /// The address.
    pub address: String,
    /// Where it is.
    pub place: Place,
    /// The region's first two KATO digits.
    pub region: Region,
    /// The activity.
    pub oked: String,
    /// The venue's kind, from its activity.
    pub kind: VenueKind,
    /// How many entrances it has.
    pub entrances: Entrance,
    /// The name of the association through which it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub association: Option<String>,
    /// When it was filed.
    pub filed_at: Moment,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusalReason>,
    /// Why the venue is suspended or revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspended: Option<SuspensionReason>,
    /// The test, while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<TestShown>,
    /// The venue, from the start of the test on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
}

/// A business's number as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberShown {
    /// The BIN; absent for a sole proprietor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bin: Option<String>,
    /// The last four digits.
    pub last_four: String,
}

/// A test that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestShown {
    /// When it began.
    pub began: Moment,
    /// From when on the venue can go live.
    pub live_from: Moment,
    /// When it is over.
    pub ends: Moment,
    /// What the venue has tried, and when first.
    pub checklist: Checklist,
}

/// An application with its record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationRecord {
    /// The application.
    pub application: ApplicationShown,
    /// Whom the operator calls.
    pub contact_phone: String,
    /// What happened, the first step first.
    pub steps: Vec<StepShown>,
}

/// A step in an application's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepShown {
    /// When.
    pub at: Moment,
    /// What.
    pub step: Step,
    /// By whom.
    pub by: Actor,
    /// What the audit calls the account; only the operator is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<Bytes<16>>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusalReason>,
    /// Why the venue was suspended or revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspended: Option<SuspensionReason>,
}

/// A page of applications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Applications {
    /// The applications.
    pub applications: Vec<ApplicationShown>,
    /// Behind which one the next page begins, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Bytes<16>>,
}

/// To whom something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To {
    /// The business itself or its association.
    Applicant,
    /// The operator, who is told who did it.
    Operator,
}

/// An application as it stands at a moment.
pub(crate) fn application(
    sql: &mut dyn Sql,
    row: &ApplicationRow,
    now: Moment,
) -> Result<ApplicationShown, DatabaseError> {
    let business = businesses::get(sql, &row.business)?.ok_or(DatabaseError::Shape)?;
    let association = row.association.map(|id| associations::get(sql, &id)).transpose()?.flatten();
    let standing = moves::application(sql, row)?;
    let test = match row.state {
        State::Test(began) => Some(TestShown {
            began,
            live_from: began.plus(TEST_WEEK),
            ends: began.plus(TEST_ENDS),
            checklist: standing.checklist,
        }),
        _ => None,
    };
    let (refused, suspended) = match row.state {
        State::Refused(reason) => (Some(reason), None),
        State::Suspended(reason) | State::Revoked(reason) => (None, Some(reason)),
        _ => (None, None),
    };
    Ok(ApplicationShown {
        application: Bytes(row.id),
        phase: standing.phase(now),
        number: NumberShown { bin: business.bin, last_four: business.last_four },
        name: row.name.clone(),
        address: row.address.clone(),
        place: row.door.place,
        region: row.door.region,
        oked: row.oked.clone(),
        kind: row.door.kind,
        entrances: Entrance::new(row.entrances).ok_or(DatabaseError::Shape)?,
        association: association.map(|association| association.name),
        filed_at: row.filed_at,
        refused,
        suspended,
        test,
        venue: row.venue,
    })
}

/// An application with its record.
pub(crate) fn record(
    sql: &mut dyn Sql,
    keys: &KeyHolder,
    row: &ApplicationRow,
    to: To,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    let contact = keys.open_phone(&row.contact_sealed).ok_or(ProblemCode::Fault)?;
    let steps = applications::moves(sql, &row.id)?;
    Ok(ApplicationRecord {
        application: application(sql, row, now)?,
        contact_phone: contact.expose("the operator and the business's own cabinet show it").to_owned(),
        steps: steps.iter().map(|step| shown_step(step, to)).collect::<Result<_, DatabaseError>>()?,
    })
}

/// The record of an application that is found in one transaction with it.
pub(crate) async fn record_of(
    inner: &Inner,
    to: To,
    now: Moment,
    find: impl Fn(&mut dyn Sql) -> Result<ApplicationRow, Refusal> + Send + Sync,
) -> Result<ApplicationRecord, Refusal> {
    inner
        .database
        .read(|sql| {
            let row = find(sql)?;
            record(sql, &inner.keys, &row, to, now)
        })
        .await
}

fn shown_step(row: &applications::MoveRow, to: To) -> Result<StepShown, DatabaseError> {
    let reason = row.reason.as_deref();
    let (refused, suspended) = match row.step {
        Step::Refuse => (reason.map(crate::store::of_name).transpose()?, None),
        _ => (None, reason.map(crate::store::of_name).transpose()?),
    };
    let alias = row.alias.filter(|_| to == To::Operator).map(Bytes);
    Ok(StepShown { at: row.at, step: row.step, by: row.actor, alias, refused, suspended })
}

/// A page of applications out of one row more than it shows.
pub(crate) fn page(
    sql: &mut dyn Sql,
    rows: Vec<ApplicationRow>,
    longest: i64,
    now: Moment,
) -> Result<Applications, Refusal> {
    let (rows, after) = paging::page(rows, longest, |row| Bytes(row.id));
    let applications = rows.iter().map(|row| application(sql, row, now)).collect::<Result<_, _>>()?;
    Ok(Applications { applications, after })
}

impl ApplicationShown {
    /// What to do next, and the moment that fills `{time}`.
    pub fn next(&self, now: Moment) -> (Word, Option<Moment>) {
        let word = match self.phase {
            Phase::Submitted if self.association.is_some() => Word::NextAwaitAssociation,
            Phase::Submitted | Phase::Endorsed => Word::NextAwaitOperator,
            Phase::Checked => Word::NextStartTest,
            Phase::Test => Word::NextTryEverything,
            Phase::Ready if self.test.is_some_and(|test| now < test.live_from) => Word::NextAwaitWeek,
            Phase::Ready => Word::NextGoLive,
            Phase::Live => Word::NextLive,
            Phase::Suspended => Word::NextSuspended,
            Phase::Revoked => Word::NextRevoked,
            Phase::Refused => Word::NextRefused,
            Phase::Expired => Word::NextExpired,
        };
        (word, self.test.map(|test| test.live_from))
    }

    /// The sentence of why it was refused, or the venue suspended or revoked.
    pub fn why(&self) -> Option<Word> {
        self.refused.map(RefusalReason::word).or(self.suspended.map(SuspensionReason::word))
    }
}

impl StepShown {
    /// The sentence of why, where there is one.
    pub fn why(&self) -> Option<Word> {
        self.refused.map(RefusalReason::word).or(self.suspended.map(SuspensionReason::word))
    }
}

impl Step {
    /// What is said of it afterwards.
    pub fn word(self) -> Word {
        match self {
            Self::Submit => Word::DidSubmitApplication,
            Self::Endorse => Word::DidEndorseApplication,
            Self::Check => Word::DidCheckApplication,
            Self::Refuse => Word::DidRefuseApplication,
            Self::StartTest => Word::DidStartTest,
            Self::GoLive => Word::DidGoLive,
            Self::Suspend => Word::DidSuspendVenue,
            Self::Resume => Word::DidResumeVenue,
            Self::Revoke => Word::DidRevokeVenue,
            Self::Expire => Word::DidExpireTest,
            Self::Relocate => Word::DidRelocateVenue,
        }
    }
}

impl Actor {
    /// What it is called.
    pub fn word(self) -> Word {
        match self {
            Self::Business => Word::ActorBusiness,
            Self::Association => Word::RoleAssociation,
            Self::Operator => Word::RoleOperator,
            Self::Service => Word::ActorService,
        }
    }
}

impl Phase {
    /// Its label.
    pub fn word(self) -> Word {
        match self {
            Self::Submitted => Word::PhaseSubmitted,
            Self::Endorsed => Word::PhaseEndorsed,
            Self::Checked => Word::PhaseChecked,
            Self::Test => Word::PhaseTest,
            Self::Ready => Word::PhaseReady,
            Self::Live => Word::PhaseLive,
            Self::Suspended => Word::PhaseSuspended,
            Self::Revoked => Word::PhaseRevoked,
            Self::Refused => Word::PhaseRefused,
            Self::Expired => Word::PhaseExpired,
        }
    }
}

impl Item {
    /// Its label on the checklist.
    pub fn word(self) -> Word {
        match self {
            Self::Entry => Word::TriedEntry,
            Self::Exit => Word::TriedExit,
            Self::RefusedRed => Word::TriedRefusedRed,
            Self::StaffNamed => Word::TriedStaffNamed,
            Self::BoardOpened => Word::TriedBoardOpened,
        }
    }
}
