//! How far a venue's board has come.

use ashyq_core::id::VenueId;

use crate::database::{DatabaseError, Sql};

/// The number of something that a board shows: rises by one with each change, in the order of commits.
pub(crate) type Sequence = i64;

/// Notes that a venue's board changes; the number of the change.
///
/// Several processes on one database wait for each other here, venue by venue, until the transaction ends.
pub(crate) fn rise(sql: &mut dyn Sql, venue: VenueId) -> Result<Sequence, DatabaseError> {
    let row = sql.row(
        "insert into board (venue_id, sequence) values ($1, 1) \
         on conflict (venue_id) do update set sequence = board.sequence + 1 returning sequence",
        &[venue.0.into()],
    )?;
    sql.changes(venue.0);
    row.ok_or(DatabaseError::Shape)?.int(0)
}

/// How far a board has come; zero before its first change.
pub(crate) fn sequence(sql: &mut dyn Sql, venue: VenueId) -> Result<Sequence, DatabaseError> {
    let row = sql.row("select sequence from board where venue_id = $1", &[venue.0.into()])?;
    row.map_or(Ok(0), |row| row.int(0))
}
