//! Log-in codes that were asked for, how often they were, and guesses at them.

use ashyq_core::{moment::Moment, words::Language};

use super::{Id, devices::Device, name_of, of_name};
use crate::database::{DatabaseError, Sql};

/// A log-in code that was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Challenge {
    pub(crate) id: Id,
    pub(crate) phone_hash: [u8; 32],
    pub(crate) phone_sealed: Vec<u8>,
    pub(crate) device: Device,
    pub(crate) language: Language,
    pub(crate) code_hash: [u8; 32],
    pub(crate) tries_left: i64,
    pub(crate) expires_at: Moment,
}

/// Why and for whom a log-in code was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Send {
    pub(crate) id: Id,
    pub(crate) device: Device,
    pub(crate) phone_hash: [u8; 32],
    pub(crate) prefix_hash: [u8; 32],
}

/// A challenge.
pub(crate) fn get(sql: &mut dyn Sql, challenge: &Id) -> Result<Option<Challenge>, DatabaseError> {
    let row = sql.row(
        "select phone_hash, phone_sealed, device, language, code_hash, tries_left, expires_at from challenge \
         where challenge_id = $1",
        &[(*challenge).into()],
    )?;
    row.map(|row| {
        Ok(Challenge {
            id: *challenge,
            phone_hash: row.bytes(0)?,
            phone_sealed: row.blob(1)?.to_vec(),
            device: row.bytes(2)?,
            language: of_name(row.text(3)?)?,
            code_hash: row.bytes(4)?,
            tries_left: row.int(5)?,
            expires_at: row.moment(6)?,
        })
    })
    .transpose()
}

/// The challenge of a device and phone that can still be answered.
pub(crate) fn pending(
    sql: &mut dyn Sql,
    phone_hash: &[u8; 32],
    device: &Device,
    now: Moment,
) -> Result<Option<Challenge>, DatabaseError> {
    let row = sql.row(
        "select challenge_id from challenge where phone_hash = $1 and device = $2 and tries_left > 0 \
         and expires_at > $3 order by expires_at desc limit 1",
        &[(*phone_hash).into(), (*device).into(), now.into()],
    )?;
    row.map_or(Ok(None), |row| get(sql, &row.bytes(0)?))
}

/// Keeps a challenge, whether or not it was there.
pub(crate) fn put(sql: &mut dyn Sql, challenge: &Challenge) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into challenge (challenge_id, phone_hash, phone_sealed, device, language, code_hash, tries_left, \
         expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (challenge_id) do update set \
         language = excluded.language, expires_at = excluded.expires_at",
        &[
            challenge.id.into(),
            challenge.phone_hash.into(),
            challenge.phone_sealed.clone().into(),
            challenge.device.into(),
            name_of(&challenge.language).into(),
            challenge.code_hash.into(),
            challenge.tries_left.into(),
            challenge.expires_at.into(),
        ],
    )
    .map(drop)
}

/// Takes one try, if as many are left as were seen; whether it was taken.
pub(crate) fn take_try(sql: &mut dyn Sql, challenge: &Challenge) -> Result<bool, DatabaseError> {
    let changed = sql.execute(
        "update challenge set tries_left = tries_left - 1 where challenge_id = $1 and tries_left = $2 \
         and tries_left > 0",
        &[challenge.id.into(), challenge.tries_left.into()],
    )?;
    Ok(changed == 1)
}

/// Ends every challenge of a phone.
pub(crate) fn consume(sql: &mut dyn Sql, phone_hash: &[u8; 32]) -> Result<(), DatabaseError> {
    sql.execute("delete from challenge where phone_hash = $1", &[(*phone_hash).into()]).map(drop)
}

/// Notes that a code was asked for.
pub(crate) fn note_send(sql: &mut dyn Sql, send: &Send, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into code_send (send_id, at, device, phone_hash, prefix_hash, sent, verified) \
         values ($1, $2, $3, $4, $5, 0, 0)",
        &[send.id.into(), now.into(), send.device.into(), send.phone_hash.into(), send.prefix_hash.into()],
    )
    .map(drop)
}

/// Notes that a code was handed to the SMS sender.
pub(crate) fn note_sent(sql: &mut dyn Sql, send: &Id) -> Result<(), DatabaseError> {
    sql.execute("update code_send set sent = 1 where send_id = $1", &[(*send).into()]).map(drop)
}

/// Notes that a log-in came of the codes sent to a phone.
pub(crate) fn note_verified(sql: &mut dyn Sql, phone_hash: &[u8; 32]) -> Result<(), DatabaseError> {
    sql.execute("update code_send set verified = 1 where phone_hash = $1 and sent = 1", &[(*phone_hash).into()])
        .map(drop)
}

/// When a device asked for codes since a moment, the newest first.
pub(crate) fn device_sends(sql: &mut dyn Sql, device: &Device, since: Moment) -> Result<Vec<Moment>, DatabaseError> {
    let rows = sql.rows(
        "select at from code_send where device = $1 and at > $2 order by at desc",
        &[(*device).into(), since.into()],
    )?;
    rows.iter().map(|row| row.moment(0)).collect()
}

/// When a device last asked for a code for a phone.
pub(crate) fn last_send(
    sql: &mut dyn Sql,
    device: &Device,
    phone_hash: &[u8; 32],
    since: Moment,
) -> Result<Option<Moment>, DatabaseError> {
    let row = sql.row(
        "select max(at) from code_send where device = $1 and at > $2 and phone_hash = $3",
        &[(*device).into(), since.into(), (*phone_hash).into()],
    )?;
    row.map_or(Ok(None), |row| row.maybe_moment(0))
}

/// How many codes were sent to a phone since a moment, and when the last was.
pub(crate) fn phone_sends(
    sql: &mut dyn Sql,
    phone_hash: &[u8; 32],
    since: Moment,
) -> Result<(i64, Option<Moment>), DatabaseError> {
    let row = sql.row(
        "select count(*), max(at) from code_send where phone_hash = $1 and at > $2 and sent = 1",
        &[(*phone_hash).into(), since.into()],
    )?;
    row.map_or(Ok((0, None)), |row| Ok((row.int(0)?, row.maybe_moment(1)?)))
}

/// How many codes were sent to a prefix since a moment, and how many led to a log-in.
pub(crate) fn prefix_sends(
    sql: &mut dyn Sql,
    prefix_hash: &[u8; 32],
    since: Moment,
) -> Result<(i64, i64), DatabaseError> {
    let row = sql.row(
        "select count(*), coalesce(sum(verified), 0) from code_send where prefix_hash = $1 and at > $2 and sent = 1",
        &[(*prefix_hash).into(), since.into()],
    )?;
    row.map_or(Ok((0, 0)), |row| Ok((row.int(0)?, row.int(1)?)))
}

/// How many codes were sent since a moment.
pub(crate) fn all_sends(sql: &mut dyn Sql, since: Moment) -> Result<i64, DatabaseError> {
    let row = sql.row("select count(*) from code_send where at > $1 and sent = 1", &[since.into()])?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// How many guesses were made for a phone since a moment.
pub(crate) fn guesses(sql: &mut dyn Sql, phone_hash: &[u8; 32], since: Moment) -> Result<i64, DatabaseError> {
    let row =
        sql.row("select count(*) from guess where phone_hash = $1 and at > $2", &[(*phone_hash).into(), since.into()])?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// Notes a guess.
pub(crate) fn note_guess(
    sql: &mut dyn Sql,
    phone_hash: &[u8; 32],
    guess: &Id,
    now: Moment,
) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into guess (phone_hash, guess_id, at) values ($1, $2, $3)",
        &[(*phone_hash).into(), (*guess).into(), now.into()],
    )
    .map(drop)
}
