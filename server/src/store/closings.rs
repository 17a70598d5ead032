//! Days that were closed, by the press that closed them.

use ashyq_core::{id::VenueId, moment::Moment};

use super::Id;
use crate::database::{DatabaseError, Row, Sql};

/// A day that is being closed, or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Closing {
    pub(crate) venue: VenueId,
    pub(crate) press: Id,
    /// Whoever was inside then has left.
    pub(crate) at: Moment,
    /// How many that were, so far.
    pub(crate) ended: u32,
    /// Whether these are all.
    pub(crate) done: bool,
}

fn read(venue: VenueId, row: &Row) -> Result<Closing, DatabaseError> {
    Ok(Closing { venue, press: row.bytes(0)?, at: row.moment(1)?, ended: row.number(2)?, done: row.flag(3)? })
}

/// Notes a press, and tells whether it is new; what stands, where it was noted before.
pub(crate) fn begin(
    sql: &mut dyn Sql,
    venue: VenueId,
    press: Id,
    now: Moment,
) -> Result<(Closing, bool), DatabaseError> {
    let added = sql.execute(
        "insert into closing (venue_id, press, at, ended, done) values ($1, $2, $3, 0, 0) \
         on conflict (venue_id, press) do nothing",
        &[venue.0.into(), press.into(), now.into()],
    )?;
    let row = sql.row(
        "select press, at, ended, done from closing where venue_id = $1 and press = $2",
        &[venue.0.into(), press.into()],
    )?;
    Ok((read(venue, &row.ok_or(DatabaseError::Shape)?)?, added > 0))
}

/// Writes how far a closing has come.
pub(crate) fn put(sql: &mut dyn Sql, closing: &Closing) -> Result<(), DatabaseError> {
    sql.execute(
        "update closing set ended = $1, done = $2 where venue_id = $3 and press = $4",
        &[closing.ended.into(), closing.done.into(), closing.venue.0.into(), closing.press.into()],
    )
    .map(drop)
}

/// A venue's last closing since a moment that is done.
pub(crate) fn last(sql: &mut dyn Sql, venue: VenueId, since: Moment) -> Result<Option<Closing>, DatabaseError> {
    let row = sql.row(
        "select press, at, ended, done from closing where venue_id = $1 and done = 1 and at >= $2 \
         order by at desc limit 1",
        &[venue.0.into(), since.into()],
    )?;
    row.map(|row| read(venue, &row)).transpose()
}

/// When a venue was first closed between two moments.
pub(crate) fn first_between(
    sql: &mut dyn Sql,
    venue: VenueId,
    after: Moment,
    before: Moment,
) -> Result<Option<Moment>, DatabaseError> {
    let row = sql.row(
        "select min(at) from closing where venue_id = $1 and at > $2 and at < $3",
        &[venue.0.into(), after.into(), before.into()],
    )?;
    row.map_or(Ok(None), |row| row.maybe_moment(0))
}

/// The closings that are not done.
pub(crate) fn not_done(sql: &mut dyn Sql, limit: i64) -> Result<Vec<Closing>, DatabaseError> {
    let rows = sql.rows(
        "select press, at, ended, done, venue_id from closing where done = 0 order by at limit $1",
        &[limit.into()],
    )?;
    rows.iter().map(|row| read(VenueId(row.bytes(4)?), row)).collect()
}
