//! Makes a move, with all that follows from it: the venue, its posters, the list that phones hold, the record.

use ashyq_core::{
    id::{Entrance, VenueId},
    moment::Moment,
    not_live::Mode,
    wire::ProblemCode,
};

use super::{
    checklist::{self, Checklist},
    posters,
    state::{Actor, Application, Move, NotNow, State, Step},
};
use crate::{
    database::{DatabaseError, Sql},
    problem::Refusal,
    published::LIST,
    random,
    service::Inner,
    store::{
        Id,
        applications::{self, ApplicationRow, MoveRow},
        audit::{self, Deed},
        counters,
        venues::{self, VenueRow},
    },
};

/// Who acts, as the record names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By {
    pub(crate) actor: Actor,
    /// The account's alias, where an account did it.
    pub(crate) alias: Option<Id>,
}

/// What moves need of the service inside a job of the writer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Desk {
    pub(crate) chain: Id,
    pub(crate) poster_validity: std::time::Duration,
    pub(crate) now: Moment,
}

impl Desk {
    /// The desk at a moment.
    pub(crate) fn of(inner: &Inner, now: Moment) -> Self {
        Self { chain: inner.chain, poster_validity: inner.options.poster_validity, now }
    }
}

impl From<NotNow> for Refusal {
    fn from(not_now: NotNow) -> Self {
        match not_now {
            NotNow::NotYours => ProblemCode::NotAllowed.into(),
            NotNow::NotFromHere => ProblemCode::StepNotFromHere.into(),
            NotNow::AssociationFirst => ProblemCode::AssociationFirst.into(),
            // The wait is filled in where the present moment is known.
            NotNow::TestWeekRuns { .. } => ProblemCode::TestWeekRuns.into(),
            NotNow::ChecklistOpen => ProblemCode::ChecklistOpen.into(),
            NotNow::TestOver => ProblemCode::TestOver.into(),
        }
    }
}

/// An application as its moves see it.
pub(crate) fn application(sql: &mut dyn Sql, row: &ApplicationRow) -> Result<Application, DatabaseError> {
    let checklist = row.venue.map_or(Ok(Checklist::default()), |venue| checklist::of(sql, venue))?;
    Ok(Application { state: row.state, through_association: row.association.is_some(), checklist })
}

/// Makes a move. Whether what phones must know has changed: then the caller publishes.
pub(crate) fn make(
    sql: &mut dyn Sql,
    row: &mut ApplicationRow,
    step: Move,
    by: By,
    desk: Desk,
) -> Result<bool, Refusal> {
    let next = application(sql, row)?.apply(&step, by.actor, desk.now).map_err(|not_now| match not_now {
        NotNow::TestWeekRuns { until } => Refusal::wait(ProblemCode::TestWeekRuns, until.since(desk.now)),
        not_now => not_now.into(),
    })?;
    if next == row.state {
        return Ok(false);
    }
    let changed = match next {
        State::Test(_) => {
            row.venue = Some(open_venue(sql, row, desk)?);
            true
        }
        State::Live => set_mode(sql, row, None, desk)?,
        State::Suspended(_) => set_mode(sql, row, Some(Mode::Suspended), desk)?,
        State::Revoked(_) | State::Expired => set_mode(sql, row, Some(Mode::Revoked), desk)?,
        State::Submitted | State::Endorsed | State::Checked | State::Refused(_) => false,
    };
    row.state = next;
    note(sql, row, step.step(), applications::reason_name(next), by, desk)?;
    if changed {
        counters::rise(sql, LIST)?;
    }
    Ok(changed)
}

/// Records a step and keeps where the application stands.
pub(crate) fn note(
    sql: &mut dyn Sql,
    row: &mut ApplicationRow,
    step: Step,
    reason: Option<String>,
    by: By,
    desk: Desk,
) -> Result<(), DatabaseError> {
    row.moves += 1;
    applications::put_state(sql, row)?;
    let kept = MoveRow { at: desk.now, step, actor: by.actor, alias: by.alias, reason: reason.clone() };
    applications::note_move(sql, &row.id, row.moves, &kept)?;
    let subject = row.venue.map_or(row.id, |venue| venue.0);
    audit::add(sql, &desk.chain, &deed(by, desk.now, step.action(), subject, reason.unwrap_or_default()))
}

/// A row of the audit about somebody's step.
pub(crate) fn deed(by: By, at: Moment, action: &'static str, subject: Id, detail: String) -> Deed {
    let of = match by.actor {
        Actor::Business => Deed::of_business,
        Actor::Association => Deed::of_association,
        Actor::Operator => Deed::of_operator,
        Actor::Service => Deed::of_service,
    };
    of(at, action, Some(subject), detail).by(by.alias)
}

/// The venue of an application whose test begins, with a poster for each entrance.
fn open_venue(sql: &mut dyn Sql, row: &ApplicationRow, desk: Desk) -> Result<VenueId, DatabaseError> {
    let venue = VenueRow {
        venue: VenueId(random::bytes()),
        business: Some(row.business),
        name: row.name.clone(),
        name_key: row.keys.name.clone(),
        address: row.address.clone(),
        door: row.door,
        oked: row.oked.clone(),
        entrances: row.entrances,
        mode: Some(Mode::Test),
    };
    venues::add(sql, &venue, desk.now)?;
    for entrance in (1..=row.entrances).filter_map(Entrance::new) {
        posters::draw_number(sql, &venue, entrance, desk.now, desk.poster_validity)?;
    }
    Ok(venue.venue)
}

fn set_mode(sql: &mut dyn Sql, row: &ApplicationRow, mode: Option<Mode>, desk: Desk) -> Result<bool, DatabaseError> {
    let venue = row.venue.ok_or(DatabaseError::Shape)?;
    venues::set_mode(sql, venue, mode, desk.now)?;
    Ok(true)
}
