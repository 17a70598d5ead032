//! Whose IIN a device acts for.

use ashyq_core::moment::Moment;
use sha2::{Digest, Sha256};

use super::{Id, devices::Device};
use crate::database::{DatabaseError, Row, Sql, Value};

/// What a person is known by: the IIN's HMAC.
pub(crate) type Subject = [u8; 32];

/// A binding. Its row alone says where it stands at any moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BindingRow {
    pub(crate) binding: Id,
    pub(crate) account: Id,
    pub(crate) device: Device,
    pub(crate) subject: Option<Subject>,
    pub(crate) bound_at: Moment,
    pub(crate) waits_until: Option<Moment>,
    pub(crate) contested_until: Option<Moment>,
    pub(crate) objected: bool,
    pub(crate) ended_at: Option<Moment>,
}

/// Where a binding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The device acts for the IIN.
    Holds,
    /// It waits until then.
    Waits(Moment),
    /// The other side objected.
    Objected,
    /// Another device has it since then, or it was replaced or logged out.
    Over(Moment),
}

impl BindingRow {
    /// Where the binding stands at a moment, its device aside.
    pub(crate) fn standing(&self, now: Moment) -> Standing {
        match (self.ended_at, self.objected, self.contested_until, self.waits_until) {
            (Some(ended), ..) => Standing::Over(ended),
            (_, true, ..) => Standing::Objected,
            (.., Some(lost), _) if lost <= now => Standing::Over(lost),
            (.., Some(until)) if until > now => Standing::Waits(until),
            _ => Standing::Holds,
        }
    }

    fn read(row: &Row) -> Result<Self, DatabaseError> {
        Ok(Self {
            binding: row.bytes(0)?,
            account: row.bytes(1)?,
            device: row.bytes(2)?,
            subject: row.maybe_bytes(3)?,
            bound_at: row.moment(4)?,
            waits_until: row.maybe_moment(5)?,
            contested_until: row.maybe_moment(6)?,
            objected: row.flag(7)?,
            ended_at: row.maybe_moment(8)?,
        })
    }
}

/// A binding.
pub(crate) fn get(sql: &mut dyn Sql, binding: &Id) -> Result<Option<BindingRow>, DatabaseError> {
    let row = sql.row(
        "select binding_id, account_id, device, subject, bound_at, waits_until, contested_until, objected, ended_at \
         from binding where binding_id = $1",
        &[(*binding).into()],
    )?;
    row.as_ref().map(BindingRow::read).transpose()
}

/// The bindings of an account's device, the newest first.
pub(crate) fn of_device(sql: &mut dyn Sql, account: &Id, device: &Device) -> Result<Vec<BindingRow>, DatabaseError> {
    let rows = sql.rows(
        "select binding_id, account_id, device, subject, bound_at, waits_until, contested_until, objected, ended_at \
         from binding where account_id = $1 and device = $2 order by ended_at is not null, bound_at desc",
        &[(*account).into(), (*device).into()],
    )?;
    rows.iter().map(BindingRow::read).collect()
}

/// The bindings of an IIN that have not ended.
pub(crate) fn of_subject(sql: &mut dyn Sql, subject: &Subject) -> Result<Vec<BindingRow>, DatabaseError> {
    let rows = sql.rows(
        "select binding_id, account_id, device, subject, bound_at, waits_until, contested_until, objected, ended_at \
         from binding where subject = $1 and ended_at is null",
        &[(*subject).into()],
    )?;
    rows.iter().map(BindingRow::read).collect()
}

/// Puts a binding, whether or not it was there.
pub(crate) fn put(sql: &mut dyn Sql, row: &BindingRow) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into binding (binding_id, account_id, device, subject, bound_at, waits_until, contested_until, \
         objected, ended_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (binding_id) do update set \
         subject = excluded.subject, waits_until = excluded.waits_until, \
         contested_until = excluded.contested_until, objected = excluded.objected, ended_at = excluded.ended_at",
        &[
            row.binding.into(),
            row.account.into(),
            row.device.into(),
            row.subject.into(),
            row.bound_at.into(),
            row.waits_until.into(),
            row.contested_until.into(),
            row.objected.into(),
            row.ended_at.into(),
        ],
    )
    .map(drop)
}

/// Deletes the bindings of an account.
pub(crate) fn delete_of_account(sql: &mut dyn Sql, account: &Id) -> Result<(), DatabaseError> {
    sql.execute("delete from binding where account_id = $1", &[(*account).into()]).map(drop)
}

/// Notes an IIN of a phone number; how many different ones it had since a moment, this one counted.
pub(crate) fn note_change(
    sql: &mut dyn Sql,
    phone_hash: &[u8; 32],
    subject: &Subject,
    (since, now): (Moment, Moment),
) -> Result<i64, DatabaseError> {
    let mark = mark("ashyq iin change 1", &[phone_hash, subject]);
    sql.execute(
        "insert into iin_change (phone_hash, mark, at) values ($1, $2, $3) on conflict (phone_hash, mark) \
         do update set at = excluded.at",
        &[(*phone_hash).into(), mark.clone(), now.into()],
    )?;
    let row = sql.row(
        "select count(*) from iin_change where phone_hash = $1 and at > $2",
        &[(*phone_hash).into(), since.into()],
    )?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// When the oldest IIN of a phone number since a moment was bound.
pub(crate) fn oldest_change(
    sql: &mut dyn Sql,
    phone_hash: &[u8; 32],
    since: Moment,
) -> Result<Option<Moment>, DatabaseError> {
    let row = sql.row(
        "select min(at) from iin_change where phone_hash = $1 and at > $2",
        &[(*phone_hash).into(), since.into()],
    )?;
    row.map_or(Ok(None), |row| row.maybe_moment(0))
}

/// Remembers until a moment that a device held an IIN, and the sealed number that is told of a claim to it.
pub(crate) fn remember_held(
    sql: &mut dyn Sql,
    subject: &Subject,
    device: &Device,
    phone_sealed: Option<&[u8]>,
    until: Moment,
) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into iin_held (subject_mark, device_mark, phone_sealed, until) values ($1, $2, $3, $4) \
         on conflict (subject_mark, device_mark) do update set phone_sealed = excluded.phone_sealed, \
         until = excluded.until",
        &[held_mark(subject), held_by_mark(subject, device), phone_sealed.into(), until.into()],
    )
    .map(drop)
}

/// Whether a device other than those is remembered to have held an IIN, and the sealed numbers to be told.
pub(crate) fn held_elsewhere(
    sql: &mut dyn Sql,
    subject: &Subject,
    own: &[Device],
    now: Moment,
) -> Result<Option<Vec<Vec<u8>>>, DatabaseError> {
    let rows = sql.rows(
        "select device_mark, phone_sealed from iin_held where subject_mark = $1 and until > $2",
        &[held_mark(subject), now.into()],
    )?;
    let own: Vec<Value> = own.iter().map(|device| held_by_mark(subject, device)).collect();
    let others = rows.iter().filter(|row| !own.contains(&row.0[0]));
    let mut numbers = None;
    for row in others {
        numbers.get_or_insert_with(Vec::new).extend(row.maybe_blob(1)?.map(<[u8]>::to_vec));
    }
    Ok(numbers)
}

fn held_mark(subject: &Subject) -> Value {
    mark("ashyq iin held 1", &[subject])
}

fn held_by_mark(subject: &Subject, device: &Device) -> Value {
    mark("ashyq iin held by 1", &[subject, device])
}

/// A mark that names nobody: the subject alone cannot be read off it, and it joins no other table.
fn mark(context: &str, parts: &[&[u8]]) -> Value {
    let mut digest = Sha256::new_with_prefix(context.as_bytes());
    for part in parts {
        digest.update(part);
    }
    Value::Blob(digest.finalize().to_vec())
}
