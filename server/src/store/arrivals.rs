//! Arrivals: what boards, counts and exports show. Nothing here names a person or a visit.

use ashyq_core::{
    door_code::DoorSeed,
    id::{Entrance, VenueId},
    moment::{KAZAKHSTAN_OFFSET, Moment},
    status::Colour,
    visit::{Entry, State},
    wire::Mark,
};

use super::{
    board::{self, Sequence},
    visits::VisitRow,
};
use crate::{
    board::{Outcome, Source},
    database::{DatabaseError, Row, Sql},
    day_keys::Pseudonym,
};

/// An arrival that is to be shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival {
    pub(crate) venue: VenueId,
    /// The decision, or the entry where nobody was asked.
    pub(crate) at: Moment,
    pub(crate) entrance: Entrance,
    pub(crate) source: Source,
    pub(crate) outcome: Outcome,
    pub(crate) colour: Option<Colour>,
    /// The person, under the key of the day in which `at` lies.
    pub(crate) person: Pseudonym,
    pub(crate) codes: Option<RunningCodes>,
}

impl Arrival {
    /// What the board shows of a visit: practice as a test, nothing of what is kept but not counted. `person` is who came,
    /// under the key of the day of the entry.
    pub(crate) fn of(row: &VisitRow, person: Pseudonym) -> Option<Self> {
        let outcome = match row.visit.state {
            State::Inside { entry: Entry::Admitted } | State::Left { entry: Entry::Admitted, .. } => Outcome::Admitted,
            State::Inside { entry: Entry::Unchecked } | State::Left { entry: Entry::Unchecked, .. } => {
                Outcome::Unchecked
            }
            State::Refused => Outcome::Refused,
            State::Asked => return None,
        };
        let source = match (row.mark, row.by_staff) {
            (Some(Mark::Practice), _) => Source::Test,
            (Some(_), _) => return None,
            (None, true) => Source::Staff,
            (None, false) => Source::Phone,
        };
        let decided = row.decided.filter(|_| outcome != Outcome::Unchecked);
        Some(Self {
            venue: row.venue,
            // Where nobody was asked, the board tells of the entry as it counts.
            at: if decided.is_some() { row.received_at } else { row.visit.entered_at },
            entrance: row.entrance,
            source,
            outcome,
            colour: decided.map(|decided| decided.colour),
            person,
            codes: decided
                .and_then(|decided| decided.seed)
                .map(|seed| RunningCodes { seed, signed_at: row.received_at }),
        })
    }
}

/// The door codes of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunningCodes {
    pub(crate) seed: DoorSeed,
    pub(crate) signed_at: Moment,
}

/// An arrival as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ArrivalRow {
    pub(crate) sequence: Sequence,
    pub(crate) number: Sequence,
    pub(crate) day: i32,
    pub(crate) minute: u16,
    pub(crate) entrance: Entrance,
    pub(crate) source: Source,
    pub(crate) outcome: Outcome,
    pub(crate) colour: Option<Colour>,
    pub(crate) codes: Option<RunningCodes>,
}

/// A place among a venue's arrivals in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) day: i32,
    pub(crate) minute: i64,
    pub(crate) sequence: Sequence,
}

/// How many people arrived in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountRow {
    /// 0 to 23; none for the whole day.
    pub(crate) hour: Option<u8>,
    pub(crate) source: Source,
    pub(crate) outcome: Outcome,
    pub(crate) colour: Option<Colour>,
    pub(crate) people: u32,
}

/// The minute of the day in Kazakhstan in which a moment lies.
pub(crate) fn minute_of(at: Moment) -> i64 {
    at.plus(KAZAKHSTAN_OFFSET).0.div_euclid(60_000).rem_euclid(24 * 60)
}

/// Adds an arrival to its board; its sequence.
pub(crate) fn add(sql: &mut dyn Sql, arrival: &Arrival) -> Result<Sequence, DatabaseError> {
    let sequence = board::rise(sql, arrival.venue)?;
    sql.execute(
        "insert into arrival (venue_id, day, minute, sequence, number, entrance, source, outcome, colour, person, \
         signed_at, seed) values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            arrival.venue.0.into(),
            arrival.at.day().into(),
            minute_of(arrival.at).into(),
            sequence.into(),
            arrival.entrance.number().into(),
            i64::from(arrival.source as u8).into(),
            i64::from(arrival.outcome as u8).into(),
            arrival.colour.map(Colour::number).into(),
            arrival.person.into(),
            arrival.codes.map(|codes| codes.signed_at).into(),
            arrival.codes.map(|codes| codes.seed.0).into(),
        ],
    )?;
    Ok(sequence)
}

/// Turns an arrival into an unchecked entry: no colour, no door codes; its new sequence.
pub(crate) fn make_unchecked(sql: &mut dyn Sql, venue: VenueId, sequence: Sequence) -> Result<Sequence, DatabaseError> {
    let risen = board::rise(sql, venue)?;
    sql.execute(
        "update arrival set sequence = $1, outcome = 2, colour = null, signed_at = null, seed = null \
         where venue_id = $2 and sequence = $3",
        &[risen.into(), venue.0.into(), sequence.into()],
    )?;
    Ok(risen)
}

/// The arrivals beyond a sequence, the oldest first.
pub(crate) fn since(
    sql: &mut dyn Sql,
    venue: VenueId,
    sequence: Sequence,
    limit: i64,
) -> Result<Vec<ArrivalRow>, DatabaseError> {
    let rows = sql.rows(
        "select sequence, number, day, minute, entrance, source, outcome, colour, signed_at, seed from arrival \
         where venue_id = $1 and sequence > $2 order by sequence limit $3",
        &[venue.0.into(), sequence.into(), limit.into()],
    )?;
    rows.iter().map(read).collect()
}

/// Whether there are more arrivals beyond a sequence than so many.
pub(crate) fn are_more(
    sql: &mut dyn Sql,
    venue: VenueId,
    sequence: Sequence,
    than: i64,
) -> Result<bool, DatabaseError> {
    let row = sql.row(
        "select sequence from arrival where venue_id = $1 and sequence > $2 order by sequence limit 1 offset $3",
        &[venue.0.into(), sequence.into(), than.into()],
    )?;
    Ok(row.is_some())
}

/// The sequence after which so many arrivals follow at the most.
pub(crate) fn before_the_newest(sql: &mut dyn Sql, venue: VenueId, limit: i64) -> Result<Sequence, DatabaseError> {
    let row = sql.row(
        "select sequence from arrival where venue_id = $1 order by sequence desc limit 1 offset $2",
        &[venue.0.into(), limit.into()],
    )?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// A page of a venue's arrivals beyond a place and up to a day, in the order of time, each readable or not by itself.
#[expect(clippy::type_complexity, reason = "a row, or that it cannot be read")]
pub(crate) fn page(
    sql: &mut dyn Sql,
    venue: VenueId,
    beyond: Place,
    to_day: i32,
    limit: i64,
) -> Result<Vec<(Place, Result<ArrivalRow, DatabaseError>)>, DatabaseError> {
    let rows = sql.rows(
        "select sequence, number, day, minute, entrance, source, outcome, colour, signed_at, seed from arrival \
         where venue_id = $1 and (day, minute, sequence) > ($2, $3, $4) and day <= $5 \
         order by day, minute, sequence limit $6",
        &[venue.0.into(), beyond.day.into(), beyond.minute.into(), beyond.sequence.into(), to_day.into(), limit.into()],
    )?;
    rows.iter()
        .map(|row| {
            let place = Place { day: row.number(2)?, minute: row.int(3)?, sequence: row.int(0)? };
            Ok((place, read(row)))
        })
        .collect()
}

/// How many people arrived on a day, by hour and way.
pub(crate) fn people_by_hour(sql: &mut dyn Sql, venue: VenueId, day: i32) -> Result<Vec<CountRow>, DatabaseError> {
    let rows = sql.rows(
        "select minute / 60, source, outcome, colour, count(distinct person) from arrival \
         where venue_id = $1 and day = $2 group by minute / 60, source, outcome, colour \
         order by minute / 60, source, outcome, colour",
        &[venue.0.into(), day.into()],
    )?;
    rows.iter().map(|row| count(row, Some(row.number(0)?), 1)).collect()
}

/// How many people arrived on a day, by way.
pub(crate) fn people_of_day(sql: &mut dyn Sql, venue: VenueId, day: i32) -> Result<Vec<CountRow>, DatabaseError> {
    let rows = sql.rows(
        "select source, outcome, colour, count(distinct person) from arrival where venue_id = $1 and day = $2 \
         group by source, outcome, colour order by source, outcome, colour",
        &[venue.0.into(), day.into()],
    )?;
    rows.iter().map(|row| count(row, None, 0)).collect()
}

/// Deletes an arrival.
pub(crate) fn forget(sql: &mut dyn Sql, venue: VenueId, sequence: Sequence) -> Result<(), DatabaseError> {
    sql.execute("delete from arrival where venue_id = $1 and sequence = $2", &[venue.0.into(), sequence.into()])
        .map(drop)
}

fn read(row: &Row) -> Result<ArrivalRow, DatabaseError> {
    let codes = match (row.maybe_moment(8)?, row.maybe_bytes(9)?) {
        (Some(signed_at), Some(seed)) => Some(RunningCodes { seed: DoorSeed(seed), signed_at }),
        _ => None,
    };
    Ok(ArrivalRow {
        sequence: row.int(0)?,
        number: row.int(1)?,
        day: row.number(2)?,
        minute: row.number::<u16>(3).ok().filter(|minute| *minute < 24 * 60).ok_or(DatabaseError::Shape)?,
        entrance: Entrance::new(row.number(4)?).ok_or(DatabaseError::Shape)?,
        source: Source::of_number(row.int(5)?).ok_or(DatabaseError::Shape)?,
        outcome: Outcome::of_number(row.int(6)?).ok_or(DatabaseError::Shape)?,
        colour: colour(row, 7)?,
        codes,
    })
}

fn count(row: &Row, hour: Option<u8>, from: usize) -> Result<CountRow, DatabaseError> {
    Ok(CountRow {
        hour,
        source: Source::of_number(row.int(from)?).ok_or(DatabaseError::Shape)?,
        outcome: Outcome::of_number(row.int(from + 1)?).ok_or(DatabaseError::Shape)?,
        colour: colour(row, from + 2)?,
        people: row.number(from + 3)?,
    })
}

fn colour(row: &Row, column: usize) -> Result<Option<Colour>, DatabaseError> {
    let number = row.maybe_int(column)?;
    number.map(|n| u8::try_from(n).ok().and_then(Colour::of_number).ok_or(DatabaseError::Shape)).transpose()
}
