//! Posters.

use ashyq_core::{
    id::{Entrance, VenueId},
    moment::Moment,
    poster::{Poster, PosterNumber},
};

use super::venues::{self, VenueRow};
use crate::database::{DatabaseError, Row, Sql};

/// A poster.
#[derive(Clone, Debug)]
pub(crate) struct PosterRow {
    pub(crate) poster: Poster,
    pub(crate) revoked_at: Option<Moment>,
}

fn read(row: &Row) -> Result<PosterRow, DatabaseError> {
    let poster = Poster {
        number: number(row, 0)?,
        venue: VenueId(row.bytes(1)?),
        entrance: Entrance::new(row.number(2)?).ok_or(DatabaseError::Shape)?,
        from: row.moment(3)?,
        until: row.moment(4)?,
        name: row.text(5)?.to_owned(),
    };
    Ok(PosterRow { poster, revoked_at: row.maybe_moment(6)? })
}

/// Reads a poster's number.
pub(crate) fn number(row: &Row, column: usize) -> Result<PosterNumber, DatabaseError> {
    PosterNumber::of_number(row.number(column)?).ok_or(DatabaseError::Shape)
}

/// A poster's number for the database.
pub(crate) fn stored(number: PosterNumber) -> i64 {
    i64::try_from(number.number()).unwrap_or(-1)
}

/// A poster with its venue.
pub(crate) fn get(sql: &mut dyn Sql, number: PosterNumber) -> Result<Option<(PosterRow, VenueRow)>, DatabaseError> {
    let row = sql.row(
        "select number, venue_id, entrance, from_at, until_at, name, revoked_at from poster where number = $1",
        &[stored(number).into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let poster = read(&row)?;
    let venue = venues::get(sql, poster.poster.venue)?.ok_or(DatabaseError::Shape)?;
    Ok(Some((poster, venue)))
}

/// The posters of a venue.
pub(crate) fn of_venue(sql: &mut dyn Sql, venue: VenueId) -> Result<Vec<PosterRow>, DatabaseError> {
    let rows = sql.rows(
        "select number, venue_id, entrance, from_at, until_at, name, revoked_at from poster where venue_id = $1 \
         order by entrance, from_at",
        &[venue.0.into()],
    )?;
    rows.iter().map(read).collect()
}

/// Adds a poster; `false` where its number is taken.
pub(crate) fn add(sql: &mut dyn Sql, poster: &Poster) -> Result<bool, DatabaseError> {
    let added = sql.execute(
        "insert into poster (number, venue_id, entrance, from_at, until_at, name) values ($1, $2, $3, $4, $5, $6) \
         on conflict (number) do nothing",
        &[
            stored(poster.number).into(),
            poster.venue.0.into(),
            poster.entrance.number().into(),
            poster.from.into(),
            poster.until.into(),
            poster.name.as_str().into(),
        ],
    )?;
    Ok(added == 1)
}

/// Revokes a poster; whether it was not yet.
pub(crate) fn revoke(sql: &mut dyn Sql, number: PosterNumber, now: Moment) -> Result<bool, DatabaseError> {
    let changed = sql.execute(
        "update poster set revoked_at = $1 where number = $2 and revoked_at is null",
        &[now.into(), stored(number).into()],
    )?;
    Ok(changed == 1)
}
