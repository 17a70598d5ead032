//! The devices of an account: one is in its place, others wait for it or have lost it.

use ashyq_core::moment::Moment;

use super::Id;
use crate::database::{DatabaseError, Row, Sql};

/// A device key's thumbprint.
pub(crate) type Device = [u8; 32];

/// A device of an account. Its row alone says where it stands at any moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DeviceRow {
    pub(crate) device: Device,
    pub(crate) since: Moment,
    pub(crate) waits_until: Option<Moment>,
    pub(crate) contested_until: Option<Moment>,
    pub(crate) objected: bool,
    pub(crate) vouched: bool,
}

/// Where a device stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It acts for its account.
    Held,
    /// It waits until then.
    Waits(Moment),
    /// The account's other device objected.
    Objected,
    /// It lost its place then.
    Lost(Moment),
}

impl DeviceRow {
    /// Where the device stands at a moment.
    pub(crate) fn place(&self, now: Moment) -> Place {
        match (self.objected, self.contested_until, self.waits_until) {
            (true, ..) => Place::Objected,
            (_, Some(lost), _) if lost <= now => Place::Lost(lost),
            (.., Some(until)) if until > now => Place::Waits(until),
            _ => Place::Held,
        }
    }

    /// Reads six columns from that one on.
    pub(crate) fn read(row: &Row, from: usize) -> Result<Self, DatabaseError> {
        Ok(Self {
            device: row.bytes(from)?,
            since: row.moment(from + 1)?,
            waits_until: row.maybe_moment(from + 2)?,
            contested_until: row.maybe_moment(from + 3)?,
            objected: row.flag(from + 4)?,
            vouched: row.flag(from + 5)?,
        })
    }
}

/// The devices of an account.
pub(crate) fn of_account(sql: &mut dyn Sql, account: &Id) -> Result<Vec<DeviceRow>, DatabaseError> {
    let rows = sql.rows(
        "select device, since, waits_until, contested_until, objected, vouched from device where account_id = $1",
        &[(*account).into()],
    )?;
    rows.iter().map(|row| DeviceRow::read(row, 0)).collect()
}

/// Puts a device, whether or not it was there.
pub(crate) fn put(sql: &mut dyn Sql, account: &Id, row: &DeviceRow) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into device (account_id, device, since, waits_until, contested_until, objected, vouched) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (account_id, device) do update set \
         since = excluded.since, waits_until = excluded.waits_until, contested_until = excluded.contested_until, \
         objected = excluded.objected, vouched = excluded.vouched",
        &[
            (*account).into(),
            row.device.into(),
            row.since.into(),
            row.waits_until.into(),
            row.contested_until.into(),
            row.objected.into(),
            row.vouched.into(),
        ],
    )
    .map(drop)
}

/// Removes a device.
pub(crate) fn remove(sql: &mut dyn Sql, account: &Id, device: &Device) -> Result<(), DatabaseError> {
    sql.execute("delete from device where account_id = $1 and device = $2", &[(*account).into(), (*device).into()])
        .map(drop)
}
