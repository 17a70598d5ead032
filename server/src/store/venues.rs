//! Venues and what they are when.

use ashyq_core::{
    decision::{Door, Region},
    id::VenueId,
    moment::Moment,
    not_live::{Mode, NotLiveVenue, RevokedPoster},
    place::Place,
};

use super::{Id, board, name_of, of_name, posters};
use crate::database::{DatabaseError, Row, Sql};

/// The name of the mode that [`Mode`] has no variant for.
const LIVE: &str = "live";

/// A venue.
#[derive(Clone, Debug)]
pub(crate) struct VenueRow {
    pub(crate) venue: VenueId,
    /// Whose it is.
    pub(crate) business: Option<Id>,
    pub(crate) name: String,
    /// The name as it is searched for.
    pub(crate) name_key: String,
    pub(crate) address: String,
    pub(crate) door: Door,
    pub(crate) oked: String,
    pub(crate) entrances: u8,
    /// What it is, where it is not live.
    pub(crate) mode: Option<Mode>,
}

/// What the rules know of a door, from the columns latitude, longitude, region, OKED and kind.
pub(super) fn door(row: &Row, first: usize) -> Result<Door, DatabaseError> {
    let degrees = |column| Ok::<_, DatabaseError>(f64::from(row.number::<i32>(column)?) / 1e6);
    Ok(Door {
        place: Place::parse(degrees(first)?, degrees(first + 1)?).map_err(|_| DatabaseError::Shape)?,
        region: Region::new(row.number(first + 2)?).ok_or(DatabaseError::Shape)?,
        kind: of_name(row.text(first + 4)?)?,
    })
}

fn read(row: &Row) -> Result<VenueRow, DatabaseError> {
    Ok(VenueRow {
        venue: VenueId(row.bytes(0)?),
        business: row.maybe_bytes(1)?,
        name: row.text(2)?.to_owned(),
        address: row.text(3)?.to_owned(),
        door: door(row, 4)?,
        oked: row.text(7)?.to_owned(),
        entrances: row.number(9)?,
        mode: mode(row.text(10)?)?,
        name_key: row.text(11)?.to_owned(),
    })
}

fn mode(name: &str) -> Result<Option<Mode>, DatabaseError> {
    if name == LIVE { Ok(None) } else { of_name(name).map(Some) }
}

fn mode_name(mode: Option<Mode>) -> String {
    mode.map_or_else(|| LIVE.to_owned(), |mode| name_of(&mode))
}

/// A venue.
pub(crate) fn get(sql: &mut dyn Sql, venue: VenueId) -> Result<Option<VenueRow>, DatabaseError> {
    let row = sql.row(
        "select venue_id, business_id, name, address, latitude, longitude, region, oked, kind, entrances, mode, name_key \
         from venue where venue_id = $1",
        &[venue.0.into()],
    )?;
    row.as_ref().map(read).transpose()
}

/// A page of the venues by name, of all modes or of the one of that name: those whose names begin so, behind a name and
/// an id.
pub(crate) fn by_name(
    sql: &mut dyn Sql,
    mode: Option<&str>,
    begins: &str,
    (name, venue): (&str, VenueId),
    limit: i64,
) -> Result<Vec<VenueRow>, DatabaseError> {
    // Beyond every name that begins so.
    let below = format!("{begins}\u{10ffff}");
    let rows = match mode {
        None => sql.rows(
            "select venue_id, business_id, name, address, latitude, longitude, region, oked, kind, entrances, mode, name_key \
             from venue where (name_key, venue_id) > ($1, $2) and name_key < $3 order by name_key, venue_id limit $4",
            &[name.into(), venue.0.into(), below.as_str().into(), limit.into()],
        )?,
        Some(mode) => sql.rows(
            "select venue_id, business_id, name, address, latitude, longitude, region, oked, kind, entrances, mode, name_key \
             from venue where mode = $1 and (name_key, venue_id) > ($2, $3) and name_key < $4 \
             order by name_key, venue_id limit $5",
            &[mode.into(), name.into(), venue.0.into(), below.as_str().into(), limit.into()],
        )?,
    };
    rows.iter().map(read).collect()
}

/// Moves a venue on the map.
pub(crate) fn set_place(sql: &mut dyn Sql, row: &VenueRow) -> Result<(), DatabaseError> {
    let (latitude, longitude) = row.door.place.degrees();
    sql.execute(
        "update venue set address = $1, latitude = $2, longitude = $3, region = $4 where venue_id = $5",
        &[
            row.address.as_str().into(),
            micro(latitude).into(),
            micro(longitude).into(),
            row.door.region.kato().into(),
            row.venue.0.into(),
        ],
    )
    .map(drop)
}

/// The venues whose ids lie beyond that one, for going through all of them.
pub(crate) fn ids_after(sql: &mut dyn Sql, venue: VenueId, limit: i64) -> Result<Vec<VenueId>, DatabaseError> {
    let rows = sql.rows(
        "select venue_id from venue where venue_id > $1 order by venue_id limit $2",
        &[venue.0.into(), limit.into()],
    )?;
    rows.iter().map(|row| row.bytes(0).map(VenueId)).collect()
}

/// Adds a venue.
pub(crate) fn add(sql: &mut dyn Sql, row: &VenueRow, now: Moment) -> Result<(), DatabaseError> {
    let (latitude, longitude) = row.door.place.degrees();
    sql.execute(
        "insert into venue (venue_id, business_id, name, address, latitude, longitude, region, oked, kind, entrances, mode, \
         created_at, name_key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &[
            row.venue.0.into(),
            row.business.into(),
            row.name.as_str().into(),
            row.address.as_str().into(),
            micro(latitude).into(),
            micro(longitude).into(),
            row.door.region.kato().into(),
            row.oked.as_str().into(),
            name_of(&row.door.kind).into(),
            row.entrances.into(),
            mode_name(row.mode).into(),
            now.into(),
            row.name_key.as_str().into(),
        ],
    )?;
    note_mode(sql, row.venue, row.mode, now)
}

/// Sets what a venue is from now on.
pub(crate) fn set_mode(
    sql: &mut dyn Sql,
    venue: VenueId,
    mode: Option<Mode>,
    now: Moment,
) -> Result<(), DatabaseError> {
    sql.execute("update venue set mode = $1 where venue_id = $2", &[mode_name(mode).into(), venue.0.into()])?;
    board::rise(sql, venue)?;
    note_mode(sql, venue, mode, now)
}

fn note_mode(sql: &mut dyn Sql, venue: VenueId, mode: Option<Mode>, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into venue_mode (venue_id, since, mode) values ($1, $2, $3) on conflict (venue_id, since) \
         do update set mode = excluded.mode",
        &[venue.0.into(), now.into(), mode_name(mode).into()],
    )
    .map(drop)
}

/// What a venue was at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// Live.
    Live,
    /// In test mode.
    InTest,
    /// Neither, or not there yet.
    Closed,
}

/// What a venue was at a moment.
pub(crate) fn then(sql: &mut dyn Sql, venue: VenueId, at: Moment) -> Result<Then, DatabaseError> {
    let row = sql.row(
        "select mode from venue_mode where venue_id = $1 and since <= $2 order by since desc limit 1",
        &[venue.0.into(), at.into()],
    )?;
    let Some(row) = row else { return Ok(Then::Closed) };
    Ok(match mode(row.text(0)?)? {
        None => Then::Live,
        Some(Mode::Test) => Then::InTest,
        Some(Mode::Suspended | Mode::Revoked) => Then::Closed,
    })
}

/// The venues that are not live and have a poster that would still count.
pub(crate) fn not_live(sql: &mut dyn Sql, now: Moment) -> Result<Vec<NotLiveVenue>, DatabaseError> {
    let rows = sql.rows(
        "select venue_id, mode from venue where mode <> 'live' and exists (select 1 from poster \
         where poster.venue_id = venue.venue_id and poster.until_at > $1) order by venue_id",
        &[now.into()],
    )?;
    rows.iter()
        .map(|row| {
            let mode = mode(row.text(1)?)?.ok_or(DatabaseError::Shape)?;
            Ok(NotLiveVenue { venue: VenueId(row.bytes(0)?), mode })
        })
        .collect()
}

/// The revoked posters that would still count.
pub(crate) fn revoked_posters(sql: &mut dyn Sql, now: Moment) -> Result<Vec<RevokedPoster>, DatabaseError> {
    let rows = sql.rows(
        "select number, until_at from poster where revoked_at is not null and until_at > $1 order by number",
        &[now.into()],
    )?;
    rows.iter().map(|row| Ok(RevokedPoster { number: posters::number(row, 0)?, until: row.moment(1)? })).collect()
}

/// Degrees as they are kept, in microdegrees.
#[expect(clippy::cast_possible_truncation, reason = "a place's degrees are at most 180")]
pub(super) fn micro(degrees: f64) -> i64 {
    (degrees * 1e6).round() as i64
}
