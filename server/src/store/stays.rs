//! Who is inside somewhere, and at how many venues a contact got decisions; both under the day's key.

use ashyq_core::{
    id::{VenueId, VisitId},
    moment::Moment,
};

use super::board;
use crate::{
    database::{DatabaseError, Row, Sql},
    day_keys::Pseudonym,
};

/// Somebody inside a venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stay {
    pub(crate) person_day: Pseudonym,
    /// The day on which the visit was received.
    pub(crate) day: i32,
    pub(crate) venue: VenueId,
    pub(crate) visit: VisitId,
    pub(crate) entered_at: Moment,
    /// The dwell limit.
    pub(crate) ends_at: Moment,
}

/// Where a person is inside.
pub(crate) fn of_person(sql: &mut dyn Sql, person_day: &Pseudonym) -> Result<Option<Stay>, DatabaseError> {
    let row = sql.row(
        "select day, venue_id, visit_id, entered_at, ends_at from inside where person_day = $1",
        &[(*person_day).into()],
    )?;
    row.map(|row| {
        Ok(Stay {
            person_day: *person_day,
            day: row.number(0)?,
            venue: VenueId(row.bytes(1)?),
            visit: VisitId(row.bytes(2)?),
            entered_at: row.moment(3)?,
            ends_at: row.moment(4)?,
        })
    })
    .transpose()
}

/// Notes that a person is inside, in place of anywhere else under the same pseudonym.
pub(crate) fn put(sql: &mut dyn Sql, stay: &Stay) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into inside (person_day, day, venue_id, visit_id, entered_at, ends_at) values ($1, $2, $3, $4, $5, $6) \
         on conflict (person_day) do update set day = excluded.day, venue_id = excluded.venue_id, \
         visit_id = excluded.visit_id, entered_at = excluded.entered_at, ends_at = excluded.ends_at",
        &[
            stay.person_day.into(),
            stay.day.into(),
            stay.venue.0.into(),
            stay.visit.0.into(),
            stay.entered_at.into(),
            stay.ends_at.into(),
        ],
    )
    .map(drop)
}

/// Notes that a visit is over, on the venue's board too.
pub(crate) fn remove(
    sql: &mut dyn Sql,
    person_day: &Pseudonym,
    venue: VenueId,
    visit: VisitId,
) -> Result<(), DatabaseError> {
    let removed = sql.execute(
        "delete from inside where person_day = $1 and visit_id = $2",
        &[(*person_day).into(), visit.0.into()],
    )?;
    if removed > 0 {
        board::rise(sql, venue)?;
    }
    Ok(())
}

/// How many people are inside a venue.
pub(crate) fn people_inside(sql: &mut dyn Sql, venue: VenueId, now: Moment) -> Result<u32, DatabaseError> {
    let row =
        sql.row("select count(*) from inside where venue_id = $1 and ends_at > $2", &[venue.0.into(), now.into()])?;
    row.map_or(Ok(0), |row| row.number(0))
}

/// Some of the stays at a venue that began up to a moment.
pub(crate) fn of_venue(
    sql: &mut dyn Sql,
    venue: VenueId,
    until: Moment,
    limit: i64,
) -> Result<Vec<Stay>, DatabaseError> {
    let rows = sql.rows(
        "select person_day, day, venue_id, visit_id, entered_at, ends_at from inside \
         where venue_id = $1 and entered_at <= $2 limit $3",
        &[venue.0.into(), until.into(), limit.into()],
    )?;
    rows.iter().map(read).collect()
}

/// The stays whose dwell limit is over.
pub(crate) fn overdue(sql: &mut dyn Sql, now: Moment, limit: i64) -> Result<Vec<Stay>, DatabaseError> {
    let rows = sql.rows(
        "select person_day, day, venue_id, visit_id, entered_at, ends_at from inside where ends_at <= $1 limit $2",
        &[now.into(), limit.into()],
    )?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Stay, DatabaseError> {
    Ok(Stay {
        person_day: row.bytes(0)?,
        day: row.number(1)?,
        venue: VenueId(row.bytes(2)?),
        visit: VisitId(row.bytes(3)?),
        entered_at: row.moment(4)?,
        ends_at: row.moment(5)?,
    })
}

/// Whether a contact may get a decision at a venue: one of the first of the day.
pub(crate) fn may_decide(
    sql: &mut dyn Sql,
    person_day: &Pseudonym,
    venue: VenueId,
    most: i64,
) -> Result<bool, DatabaseError> {
    let rows = sql.rows("select venue_id from contact_venue where person_day = $1", &[(*person_day).into()])?;
    let venues = rows.iter().map(|row| row.bytes(0).map(VenueId)).collect::<Result<Vec<_>, _>>()?;
    Ok(venues.contains(&venue) || i64::try_from(venues.len()).is_ok_and(|many| many < most))
}

/// Notes a decision about a contact; whether it is for one of the first venues of the day.
pub(crate) fn note_contact(
    sql: &mut dyn Sql,
    person_day: &Pseudonym,
    venue: VenueId,
    day: i32,
    most: i64,
) -> Result<bool, DatabaseError> {
    sql.execute(
        "insert into contact_venue (person_day, venue_id, day) values ($1, $2, $3) \
         on conflict (person_day, venue_id) do nothing",
        &[(*person_day).into(), venue.0.into(), day.into()],
    )?;
    let row = sql.row("select count(*) from contact_venue where person_day = $1", &[(*person_day).into()])?;
    Ok(row.map_or(Ok(0), |row| row.int(0))? <= most)
}
