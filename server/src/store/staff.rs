//! Roles of staff: by venue, as the business sees them, and by phone number, as their holders do.

use ashyq_core::{id::VenueId, moment::Moment};

use super::Id;
use crate::database::{DatabaseError, Row, Sql};

/// The HMAC of a phone number.
pub(crate) type PhoneHash = [u8; 32];

/// A role at a venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleRow {
    pub(crate) venue: VenueId,
    pub(crate) role: Id,
    /// Whose, as long as the role lasts.
    pub(crate) phone_hash: Option<PhoneHash>,
    /// Counts the people that the venue named.
    pub(crate) number: u32,
    /// The last two digits of the phone number.
    pub(crate) ending: String,
    pub(crate) named_at: Moment,
    pub(crate) accepted_at: Option<Moment>,
    pub(crate) ended_at: Option<Moment>,
    /// Whether the business ended it, where it has ended.
    pub(crate) removed: bool,
    pub(crate) last_shift_at: Option<Moment>,
}

impl RoleRow {
    /// Whether shifts may be opened and used with it.
    pub(crate) fn is_in_force(&self) -> bool {
        self.accepted_at.is_some() && self.ended_at.is_none()
    }

    fn read(row: &Row) -> Result<Self, DatabaseError> {
        Ok(Self {
            venue: VenueId(row.bytes(0)?),
            role: row.bytes(1)?,
            phone_hash: row.maybe_bytes(2)?,
            number: row.number(3)?,
            ending: row.text(4)?.to_owned(),
            named_at: row.moment(5)?,
            accepted_at: row.maybe_moment(6)?,
            ended_at: row.maybe_moment(7)?,
            removed: row.flag(8)?,
            last_shift_at: row.maybe_moment(9)?,
        })
    }
}

/// A role.
pub(crate) fn get(sql: &mut dyn Sql, venue: VenueId, role: &Id) -> Result<Option<RoleRow>, DatabaseError> {
    let row = sql.row(
        "select venue_id, role_id, phone_hash, number, ending, named_at, accepted_at, ended_at, removed, last_shift_at \
         from staff_role where venue_id = $1 and role_id = $2",
        &[venue.0.into(), (*role).into()],
    )?;
    row.as_ref().map(RoleRow::read).transpose()
}

/// The roles of a venue in the order in which they were named.
pub(crate) fn of_venue(sql: &mut dyn Sql, venue: VenueId) -> Result<Vec<RoleRow>, DatabaseError> {
    let rows = sql.rows(
        "select venue_id, role_id, phone_hash, number, ending, named_at, accepted_at, ended_at, removed, last_shift_at \
         from staff_role where venue_id = $1 order by number",
        &[venue.0.into()],
    )?;
    rows.iter().map(RoleRow::read).collect()
}

/// The role of a phone number at a venue, where it has not ended.
pub(crate) fn of_phone_at(
    sql: &mut dyn Sql,
    venue: VenueId,
    phone_hash: &PhoneHash,
) -> Result<Option<RoleRow>, DatabaseError> {
    let row = sql.row(
        "select role_id from staff_role where venue_id = $1 and phone_hash = $2",
        &[venue.0.into(), (*phone_hash).into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    get(sql, venue, &row.bytes(0)?)
}

/// The roles of a phone number that have not ended, the newest first.
pub(crate) fn of_phone(sql: &mut dyn Sql, phone_hash: &PhoneHash) -> Result<Vec<RoleRow>, DatabaseError> {
    let rows = sql.rows(
        "select venue_id, role_id from phone_role where phone_hash = $1 order by named_at desc, role_id",
        &[(*phone_hash).into()],
    )?;
    let mut roles = Vec::new();
    for row in &rows {
        roles.extend(get(sql, VenueId(row.bytes(0)?), &row.bytes(1)?)?);
    }
    Ok(roles)
}

/// A role of a phone number by its name; another number's is not told from none.
pub(crate) fn own(sql: &mut dyn Sql, phone_hash: &PhoneHash, role: &Id) -> Result<Option<RoleRow>, DatabaseError> {
    let row = sql.row(
        "select venue_id from phone_role where phone_hash = $1 and role_id = $2",
        &[(*phone_hash).into(), (*role).into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    get(sql, VenueId(row.bytes(0)?), role)
}

/// The number of the next role of a venue.
pub(crate) fn next_number(sql: &mut dyn Sql, venue: VenueId) -> Result<u32, DatabaseError> {
    let row = sql.row("select coalesce(max(number), 0) from staff_role where venue_id = $1", &[venue.0.into()])?;
    row.map_or(Ok(1), |row| Ok(row.number::<u32>(0)?.saturating_add(1)))
}

/// Adds a role that waits for its acceptance.
pub(crate) fn add(sql: &mut dyn Sql, row: &RoleRow, phone_hash: &PhoneHash) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into staff_role (venue_id, role_id, phone_hash, number, ending, named_at, removed) \
         values ($1, $2, $3, $4, $5, $6, 0)",
        &[
            row.venue.0.into(),
            row.role.into(),
            (*phone_hash).into(),
            row.number.into(),
            row.ending.as_str().into(),
            row.named_at.into(),
        ],
    )?;
    sql.execute(
        "insert into phone_role (phone_hash, role_id, venue_id, named_at, accepted) values ($1, $2, $3, $4, 0)",
        &[(*phone_hash).into(), row.role.into(), row.venue.0.into(), row.named_at.into()],
    )
    .map(drop)
}

/// Notes that a role was accepted.
pub(crate) fn accept(
    sql: &mut dyn Sql,
    row: &RoleRow,
    phone_hash: &PhoneHash,
    now: Moment,
) -> Result<(), DatabaseError> {
    sql.execute(
        "update staff_role set accepted_at = $1 where venue_id = $2 and role_id = $3 and accepted_at is null",
        &[now.into(), row.venue.0.into(), row.role.into()],
    )?;
    sql.execute(
        "update phone_role set accepted = 1 where phone_hash = $1 and role_id = $2",
        &[(*phone_hash).into(), row.role.into()],
    )
    .map(drop)
}

/// Ends a role: from then on nothing leads from it to a phone number.
pub(crate) fn end(sql: &mut dyn Sql, row: &RoleRow, removed: bool, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "update staff_role set ended_at = $1, removed = $2, phone_hash = null \
         where venue_id = $3 and role_id = $4 and ended_at is null",
        &[now.into(), removed.into(), row.venue.0.into(), row.role.into()],
    )?;
    let Some(phone_hash) = row.phone_hash else { return Ok(()) };
    sql.execute("delete from phone_role where phone_hash = $1 and role_id = $2", &[phone_hash.into(), row.role.into()])
        .map(drop)
}

/// Notes that a shift was opened.
pub(crate) fn note_shift(sql: &mut dyn Sql, row: &RoleRow, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "update staff_role set last_shift_at = $1 where venue_id = $2 and role_id = $3",
        &[now.into(), row.venue.0.into(), row.role.into()],
    )
    .map(drop)
}

/// A batch of the roles that were named before a moment and nobody accepted.
pub(crate) fn lapsed(sql: &mut dyn Sql, before: Moment, limit: i64) -> Result<Vec<RoleRow>, DatabaseError> {
    let rows = sql.rows(
        "select venue_id, role_id from phone_role where accepted = 0 and named_at <= $1 limit $2",
        &[before.into(), limit.into()],
    )?;
    let mut roles = Vec::new();
    for row in &rows {
        roles.extend(get(sql, VenueId(row.bytes(0)?), &row.bytes(1)?)?);
    }
    Ok(roles)
}
