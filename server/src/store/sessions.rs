//! Sessions and their tokens, as SHA-256.

use ashyq_core::moment::Moment;

use super::{
    Id,
    devices::{Device, DeviceRow},
};
use crate::database::{DatabaseError, Sql};

/// The SHA-256 of a token.
pub(crate) type TokenHash = [u8; 32];

/// What a token stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    pub(crate) id: Id,
    pub(crate) account: Id,
    /// The token's generation.
    pub(crate) generation: i64,
    /// The newest generation of which a token was used.
    pub(crate) used: i64,
    /// When the token ends.
    pub(crate) expires_at: Moment,
    /// The device that it is bound to.
    pub(crate) device: DeviceRow,
}

/// A session's renewal token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Renewal {
    pub(crate) session: Id,
    pub(crate) device: Device,
    /// The renewal token's generation.
    pub(crate) generation: i64,
    /// The newest generation of which a token was used.
    pub(crate) used: i64,
    /// When it ends.
    pub(crate) expires_at: Moment,
}

/// The session of a token.
pub(crate) fn of_token(sql: &mut dyn Sql, token: &TokenHash) -> Result<Option<Session>, DatabaseError> {
    let row = sql.row(
        "select s.session_id, s.account_id, t.generation, s.used_generation, t.expires_at, \
         d.device, d.since, d.waits_until, d.contested_until, d.objected, d.vouched \
         from token t join session s on s.session_id = t.session_id \
         join device d on d.account_id = s.account_id and d.device = s.device where t.token_hash = $1",
        &[(*token).into()],
    )?;
    row.map(|row| {
        Ok(Session {
            id: row.bytes(0)?,
            account: row.bytes(1)?,
            generation: row.int(2)?,
            used: row.int(3)?,
            expires_at: row.moment(4)?,
            device: DeviceRow::read(&row, 5)?,
        })
    })
    .transpose()
}

/// The session of a renewal token.
pub(crate) fn of_renewal(sql: &mut dyn Sql, renewal: &TokenHash) -> Result<Option<Renewal>, DatabaseError> {
    let row = sql.row(
        "select s.session_id, s.device, r.generation, s.used_generation, r.expires_at \
         from renewal r join session s on s.session_id = r.session_id where r.renewal_hash = $1",
        &[(*renewal).into()],
    )?;
    row.map(|row| {
        Ok(Renewal {
            session: row.bytes(0)?,
            device: row.bytes(1)?,
            generation: row.int(2)?,
            used: row.int(3)?,
            expires_at: row.moment(4)?,
        })
    })
    .transpose()
}

/// Starts a session; it has no tokens yet.
pub(crate) fn start(
    sql: &mut dyn Sql,
    session: &Id,
    account: &Id,
    device: &Device,
    now: Moment,
) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into session (session_id, account_id, device, generation, used_generation, created_at) \
         values ($1, $2, $3, 0, 0, $4)",
        &[(*session).into(), (*account).into(), (*device).into(), now.into()],
    )
    .map(drop)
}

/// Adds a pair of tokens and makes its generation the newest.
pub(crate) fn add_pair(
    sql: &mut dyn Sql,
    session: &Id,
    generation: i64,
    token: (&TokenHash, Moment),
    renewal: (&TokenHash, Moment),
) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into token (token_hash, session_id, generation, expires_at) values ($1, $2, $3, $4)",
        &[(*token.0).into(), (*session).into(), generation.into(), token.1.into()],
    )?;
    sql.execute(
        "insert into renewal (renewal_hash, session_id, generation, expires_at) values ($1, $2, $3, $4)",
        &[(*renewal.0).into(), (*session).into(), generation.into(), renewal.1.into()],
    )?;
    sql.execute(
        "update session set generation = $1 where session_id = $2 and generation < $1",
        &[generation.into(), (*session).into()],
    )
    .map(drop)
}

/// How many pairs a generation has.
pub(crate) fn pairs(sql: &mut dyn Sql, session: &Id, generation: i64) -> Result<i64, DatabaseError> {
    let row = sql.row(
        "select count(*) from renewal where session_id = $1 and generation = $2",
        &[(*session).into(), generation.into()],
    )?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// Notes that a token of a generation was used: the ones before it end.
pub(crate) fn note_used(sql: &mut dyn Sql, session: &Id, generation: i64) -> Result<(), DatabaseError> {
    sql.execute(
        "update session set used_generation = $1 where session_id = $2 and used_generation < $1",
        &[generation.into(), (*session).into()],
    )?;
    sql.execute("delete from token where session_id = $1 and generation < $2", &[(*session).into(), generation.into()])
        .map(drop)
}

/// Ends a session.
pub(crate) fn end(sql: &mut dyn Sql, session: &Id) -> Result<(), DatabaseError> {
    sql.execute("delete from token where session_id = $1", &[(*session).into()])?;
    sql.execute("delete from renewal where session_id = $1", &[(*session).into()])?;
    sql.execute("delete from session where session_id = $1", &[(*session).into()]).map(drop)
}

/// Ends every session of a device.
pub(crate) fn end_of_device(sql: &mut dyn Sql, account: &Id, device: &Device) -> Result<(), DatabaseError> {
    let rows = sql.rows(
        "select session_id from session where account_id = $1 and device = $2",
        &[(*account).into(), (*device).into()],
    )?;
    rows.iter().try_for_each(|row| end(sql, &row.bytes(0)?))
}
