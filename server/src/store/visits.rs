//! Visits and refused arrivals. Nothing here names a person, an account or a phone.
//!
//! Rows with a mark are kept and counted nowhere: not as visits, not as people inside (they have no row in `inside`), not as
//! distinct people. Of these, [`Mark::Practice`] is a venue's test week, which a board shows apart, as TEST: select them by
//! `mark = 4`, the mark's place in [`Mark::ALL`] (`VisitRow::is_practice`), visits by `mark is null`. `person_day` of a
//! practice row is of no person, so that counting distinct ones counts arrivals.

use ashyq_core::{
    bytes::Bytes,
    decision::Why,
    door_code::DoorSeed,
    id::{Entrance, VenueId, VisitId},
    moment::Moment,
    poster::PosterNumber,
    status::Colour,
    visit::{Entry, Exit, Learnt, State, Visit},
    wire::Mark,
};

use super::{
    arrivals::{self, Arrival},
    board::Sequence,
    posters,
};
use crate::{
    database::{DatabaseError, Sql},
    day_keys::Pseudonym,
};

/// The venue of visits whose poster is unknown.
pub(crate) const NOWHERE: VenueId = VenueId([0; 16]);

/// How sure the claimed moment of an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClaimedClock {
    /// The phone was sure of it.
    Certain = 0,
    /// The phone was not.
    Uncertain = 1,
    /// It lay outside the bounds, and was replaced.
    Replaced = 2,
}

/// What was decided about an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decided {
    pub(crate) colour: Colour,
    /// Of the door codes, where a phone shows them.
    pub(crate) seed: Option<DoorSeed>,
    pub(crate) why: Option<Why>,
    /// The newest number of the list then.
    pub(crate) list: u32,
}

/// A visit, or a refused arrival.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VisitRow {
    pub(crate) venue: VenueId,
    pub(crate) day: i32,
    pub(crate) poster: PosterNumber,
    pub(crate) entrance: Entrance,
    pub(crate) core: Pseudonym,
    pub(crate) device_day: Pseudonym,
    pub(crate) person_day: Pseudonym,
    pub(crate) visit_key: Bytes<32>,
    pub(crate) claimed_at: Moment,
    pub(crate) received_at: Moment,
    pub(crate) clock: ClaimedClock,
    pub(crate) visit: Visit,
    pub(crate) decided: Option<Decided>,
    pub(crate) mark: Option<Mark>,
    /// Typed by staff: counted apart from phone visits.
    pub(crate) by_staff: bool,
    /// Its place on the board, where it has one.
    pub(crate) arrival: Option<Sequence>,
}

impl VisitRow {
    /// Whether it is practice, at a venue in test mode: shown apart as TEST, counted nowhere.
    pub(crate) fn is_practice(&self) -> bool {
        self.mark == Some(Mark::Practice)
    }
}

/// The day on which a visit was received, where its id stands at the venue.
pub(crate) fn day_of(sql: &mut dyn Sql, venue: VenueId, visit: VisitId) -> Result<Option<i32>, DatabaseError> {
    let row = sql.row(
        "select received_day from visit_key where venue_id = $1 and visit_id = $2",
        &[venue.0.into(), visit.0.into()],
    )?;
    row.map(|row| row.number(0)).transpose()
}

/// A visit.
pub(crate) fn get(
    sql: &mut dyn Sql,
    venue: VenueId,
    day: i32,
    visit: VisitId,
) -> Result<Option<VisitRow>, DatabaseError> {
    let row = sql.row(
        "select poster, entrance, core, device_day, person_day, visit_key, claimed_at, entered_at, received_at, \
         clock, entry, colour, list, seed, why, mark, exit_at, exit_learnt, by_staff, arrival from visit \
         where venue_id = $1 and received_day = $2 and visit_id = $3",
        &[venue.0.into(), day.into(), visit.0.into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let number = |column| Ok::<_, DatabaseError>(row.maybe_int(column)?.and_then(|value| usize::try_from(value).ok()));
    let exit = match (row.maybe_moment(16)?, number(17)?.and_then(|at| Learnt::ALL.get(at))) {
        (Some(at), Some(learnt)) => Some(Exit { at, learnt: *learnt }),
        _ => None,
    };
    let entered = |entry| exit.map_or(State::Inside { entry }, |exit| State::Left { entry, exit });
    let state = match row.int(10)? {
        1 => entered(Entry::Admitted),
        2 => entered(Entry::Unchecked),
        _ => State::Refused,
    };
    let decided = match row.maybe_int(11)? {
        Some(colour) => Some(Decided {
            colour: u8::try_from(colour).ok().and_then(Colour::of_number).ok_or(DatabaseError::Shape)?,
            seed: row.maybe_bytes(13)?.map(DoorSeed),
            why: number(14)?.and_then(|number| Why::ALL.into_iter().find(|why| usize::from(why.number()) == number)),
            list: row.number(12)?,
        }),
        None => None,
    };
    Ok(Some(VisitRow {
        venue,
        day,
        poster: posters::number(&row, 0)?,
        entrance: Entrance::new(row.number(1)?).ok_or(DatabaseError::Shape)?,
        core: row.bytes(2)?,
        device_day: row.bytes(3)?,
        person_day: row.bytes(4)?,
        visit_key: Bytes(row.bytes(5)?),
        claimed_at: row.moment(6)?,
        received_at: row.moment(8)?,
        clock: match row.int(9)? {
            0 => ClaimedClock::Certain,
            1 => ClaimedClock::Uncertain,
            _ => ClaimedClock::Replaced,
        },
        visit: Visit { id: visit, entered_at: row.moment(7)?, state },
        decided,
        mark: number(15)?.and_then(|at| Mark::ALL.get(at).copied()),
        by_staff: row.flag(18)?,
        arrival: row.maybe_int(19)?,
    }))
}

/// Adds a visit with its id and what the board shows of it; `false` where the id stands at the venue already.
///
/// `person_then` is the person under the key of the day of the entry, where that is another day.
pub(crate) fn add(sql: &mut dyn Sql, row: &VisitRow, person_then: Option<Pseudonym>) -> Result<bool, DatabaseError> {
    let added = sql.execute(
        "insert into visit_key (venue_id, visit_id, received_day) values ($1, $2, $3) \
         on conflict (venue_id, visit_id) do nothing",
        &[row.venue.0.into(), row.visit.id.0.into(), row.day.into()],
    )?;
    if added == 0 {
        return Ok(false);
    }
    let shown = Arrival::of(row, person_then.unwrap_or(row.person_day));
    let arrival = shown.map(|shown| arrivals::add(sql, &shown)).transpose()?;
    let (entry, exit) = stored(&row.visit.state);
    sql.execute(
        "insert into visit (venue_id, received_day, visit_id, poster, entrance, core, device_day, person_day, \
         visit_key, claimed_at, entered_at, received_at, clock, late, entry, colour, list, seed, why, mark, exit_at, \
         exit_learnt, by_staff, arrival) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
         $17, $18, $19, $20, $21, $22, $23, $24)",
        &[
            row.venue.0.into(),
            row.day.into(),
            row.visit.id.0.into(),
            posters::stored(row.poster).into(),
            row.entrance.number().into(),
            row.core.into(),
            row.device_day.into(),
            row.person_day.into(),
            row.visit_key.0.into(),
            row.claimed_at.into(),
            row.visit.entered_at.into(),
            row.received_at.into(),
            i64::from(row.clock as u8).into(),
            (row.visit.entered_at.day() < row.day).into(),
            entry.into(),
            row.decided.map(|decided| decided.colour.number()).into(),
            row.decided.map(|decided| decided.list).into(),
            row.decided.and_then(|decided| decided.seed).map(|seed| seed.0).into(),
            row.decided.and_then(|decided| decided.why).map(Why::number).into(),
            row.mark.map(|mark| place_in(&Mark::ALL, &mark)).into(),
            exit.map(|exit| exit.at).into(),
            exit.map(|exit| place_in(&Learnt::ALL, &exit.learnt)).into(),
            row.by_staff.into(),
            arrival.into(),
        ],
    )?;
    Ok(true)
}

/// Writes where a visit stands.
pub(crate) fn update(sql: &mut dyn Sql, venue: VenueId, day: i32, visit: &Visit) -> Result<(), DatabaseError> {
    let (entry, exit) = stored(&visit.state);
    sql.execute(
        "update visit set entry = $1, exit_at = $2, exit_learnt = $3 \
         where venue_id = $4 and received_day = $5 and visit_id = $6",
        &[
            entry.into(),
            exit.map(|exit| exit.at).into(),
            exit.map(|exit| place_in(&Learnt::ALL, &exit.learnt)).into(),
            venue.0.into(),
            day.into(),
            visit.id.0.into(),
        ],
    )
    .map(drop)
}

/// Turns what the board shows of a visit into an unchecked entry.
pub(crate) fn show_unchecked(sql: &mut dyn Sql, row: &mut VisitRow) -> Result<(), DatabaseError> {
    let Some(sequence) = row.arrival else { return Ok(()) };
    row.arrival = Some(arrivals::make_unchecked(sql, row.venue, sequence)?);
    sql.execute(
        "update visit set arrival = $1 where venue_id = $2 and received_day = $3 and visit_id = $4",
        &[row.arrival.into(), row.venue.0.into(), row.day.into(), row.visit.id.0.into()],
    )
    .map(drop)
}

/// The newest admitted entry of a person by staff of a venue, of those that were received on a day.
pub(crate) fn newest_by_staff(
    sql: &mut dyn Sql,
    venue: VenueId,
    day: i32,
    person_day: &Pseudonym,
) -> Result<Option<VisitRow>, DatabaseError> {
    let row = sql.row(
        "select visit_id from visit where venue_id = $1 and received_day = $2 and person_day = $3 and by_staff = 1 \
         and entry = 1 order by entered_at desc, visit_id limit 1",
        &[venue.0.into(), day.into(), (*person_day).into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    get(sql, venue, day, VisitId(row.bytes(0)?))
}

/// The seeds of a venue's decisions that were signed since a moment.
pub(crate) fn seeds(
    sql: &mut dyn Sql,
    venue: VenueId,
    since: Moment,
) -> Result<Vec<(DoorSeed, Moment)>, DatabaseError> {
    let rows = sql.rows(
        "select seed, received_at from visit where venue_id = $1 and received_day >= $2 and received_at > $3 \
         and seed is not null",
        &[venue.0.into(), since.day().into(), since.into()],
    )?;
    rows.iter().map(|row| Ok((DoorSeed(row.bytes(0)?), row.moment(1)?))).collect()
}

fn stored(state: &State) -> (i64, Option<Exit>) {
    let entry = |entry: &Entry| match entry {
        Entry::Admitted => 1,
        Entry::Unchecked => 2,
    };
    match state {
        State::Inside { entry: how } => (entry(how), None),
        State::Left { entry: how, exit } => (entry(how), Some(*exit)),
        State::Refused | State::Asked => (3, None),
    }
}

fn place_in<T: PartialEq>(all: &[T], one: &T) -> i64 {
    all.iter().position(|other| other == one).and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}
