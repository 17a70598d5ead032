//! Shifts of staff, each on one device.

use ashyq_core::{id::VenueId, moment::Moment};

use super::{Id, devices::Device};
use crate::database::{DatabaseError, Row, Sql};

/// A shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShiftRow {
    pub(crate) device: Device,
    pub(crate) shift: Id,
    pub(crate) account: Id,
    pub(crate) venue: VenueId,
    pub(crate) role: Id,
    pub(crate) opened_at: Moment,
    pub(crate) until: Moment,
    pub(crate) closed_at: Option<Moment>,
}

impl ShiftRow {
    /// Whether it is open, its role aside.
    pub(crate) fn is_open(&self, now: Moment) -> bool {
        self.closed_at.is_none() && now < self.until
    }

    fn read(row: &Row, device: &Device) -> Result<Self, DatabaseError> {
        Ok(Self {
            device: *device,
            shift: row.bytes(0)?,
            account: row.bytes(1)?,
            venue: VenueId(row.bytes(2)?),
            role: row.bytes(3)?,
            opened_at: row.moment(4)?,
            until: row.moment(5)?,
            closed_at: row.maybe_moment(6)?,
        })
    }
}

/// A shift of a device.
pub(crate) fn get(sql: &mut dyn Sql, device: &Device, shift: &Id) -> Result<Option<ShiftRow>, DatabaseError> {
    let row = sql.row(
        "select shift_id, account_id, venue_id, role_id, opened_at, until_at, closed_at from shift \
         where device = $1 and shift_id = $2",
        &[(*device).into(), (*shift).into()],
    )?;
    row.map(|row| ShiftRow::read(&row, device)).transpose()
}

/// The shift that is open on a device.
pub(crate) fn open_on(sql: &mut dyn Sql, device: &Device, now: Moment) -> Result<Option<ShiftRow>, DatabaseError> {
    let row = sql.row(
        "select shift_id, account_id, venue_id, role_id, opened_at, until_at, closed_at from shift \
         where device = $1 and closed_at is null and until_at > $2",
        &[(*device).into(), now.into()],
    )?;
    row.map(|row| ShiftRow::read(&row, device)).transpose()
}

/// Adds a shift in place of the one that is open on its device.
pub(crate) fn open(sql: &mut dyn Sql, row: &ShiftRow) -> Result<(), DatabaseError> {
    close_on(sql, &row.device, row.opened_at)?;
    sql.execute(
        "insert into shift (device, shift_id, account_id, venue_id, role_id, opened_at, until_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            row.device.into(),
            row.shift.into(),
            row.account.into(),
            row.venue.0.into(),
            row.role.into(),
            row.opened_at.into(),
            row.until.into(),
        ],
    )
    .map(drop)
}

/// Closes a shift; one that is closed stays as it is.
pub(crate) fn close(sql: &mut dyn Sql, device: &Device, shift: &Id, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "update shift set closed_at = $1 where device = $2 and shift_id = $3 and closed_at is null",
        &[now.into(), (*device).into(), (*shift).into()],
    )
    .map(drop)
}

/// Closes whatever is open on a device.
pub(crate) fn close_on(sql: &mut dyn Sql, device: &Device, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "update shift set closed_at = $1 where device = $2 and closed_at is null",
        &[now.into(), (*device).into()],
    )
    .map(drop)
}

/// Deletes the shifts of an account on a device.
pub(crate) fn delete_of(sql: &mut dyn Sql, account: &Id, device: &Device) -> Result<(), DatabaseError> {
    sql.execute("delete from shift where device = $1 and account_id = $2", &[(*device).into(), (*account).into()])
        .map(drop)
}
