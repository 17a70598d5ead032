//! Browsers' sessions in the cabinet, and the browsers that an account knows.

use ashyq_core::moment::Moment;

use super::{Id, devices::Device, sessions::TokenHash};
use crate::database::{DatabaseError, Sql};

/// A browser's session.
#[derive(Clone, Debug)]
pub(crate) struct CabinetSession {
    pub(crate) token: TokenHash,
    pub(crate) account: Id,
    /// The membership whose one-time password was proved.
    pub(crate) proved: Option<Id>,
    /// A secret that is shown and not confirmed yet, sealed.
    pub(crate) enrol_sealed: Option<Vec<u8>>,
    pub(crate) created_at: Moment,
    pub(crate) seen_at: Moment,
}

/// The session of a token.
pub(crate) fn get(sql: &mut dyn Sql, token: &TokenHash) -> Result<Option<CabinetSession>, DatabaseError> {
    let row = sql.row(
        "select account_id, member_id, enrol_sealed, created_at, seen_at from cabinet_session where token_hash = $1",
        &[(*token).into()],
    )?;
    row.map(|row| {
        Ok(CabinetSession {
            token: *token,
            account: row.bytes(0)?,
            proved: row.maybe_bytes(1)?,
            enrol_sealed: row.maybe_blob(2)?.map(<[u8]>::to_vec),
            created_at: row.moment(3)?,
            seen_at: row.moment(4)?,
        })
    })
    .transpose()
}

/// Starts a session.
pub(crate) fn start(sql: &mut dyn Sql, token: &TokenHash, account: &Id, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into cabinet_session (token_hash, account_id, created_at, seen_at) values ($1, $2, $3, $3)",
        &[(*token).into(), (*account).into(), now.into()],
    )
    .map(drop)
}

/// Notes that a session was used.
pub(crate) fn note_seen(sql: &mut dyn Sql, token: &TokenHash, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "update cabinet_session set seen_at = $1 where token_hash = $2 and seen_at < $1",
        &[now.into(), (*token).into()],
    )
    .map(drop)
}

/// Keeps the secret that is shown, if none is; whether it was kept.
pub(crate) fn begin_enrolment(sql: &mut dyn Sql, token: &TokenHash, sealed: &[u8]) -> Result<bool, DatabaseError> {
    let changed = sql.execute(
        "update cabinet_session set enrol_sealed = $1 where token_hash = $2 and enrol_sealed is null",
        &[sealed.into(), (*token).into()],
    )?;
    Ok(changed == 1)
}

/// Notes that the one-time password of a membership was proved.
pub(crate) fn prove(sql: &mut dyn Sql, token: &TokenHash, member: &Id) -> Result<(), DatabaseError> {
    sql.execute(
        "update cabinet_session set member_id = $1, enrol_sealed = null where token_hash = $2",
        &[(*member).into(), (*token).into()],
    )
    .map(drop)
}

/// Ends a session, and the boards that were opened in it.
pub(crate) fn end(sql: &mut dyn Sql, token: &TokenHash) -> Result<(), DatabaseError> {
    if let Some(session) = get(sql, token)? {
        sql.changes(session.account);
    }
    sql.execute("delete from cabinet_session where token_hash = $1", &[(*token).into()]).map(drop)
}

/// Ends every session of an account and forgets its browsers.
pub(crate) fn end_all(sql: &mut dyn Sql, account: &Id) -> Result<(), DatabaseError> {
    sql.changes(*account);
    sql.execute("delete from cabinet_session where account_id = $1", &[(*account).into()])?;
    sql.execute("delete from browser where account_id = $1", &[(*account).into()]).map(drop)
}

/// Remembers a browser that logged in to an account.
pub(crate) fn remember(sql: &mut dyn Sql, account: &Id, browser: &Device, until: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into browser (account_id, browser, until) values ($1, $2, $3) \
         on conflict (account_id, browser) do update set until = excluded.until",
        &[(*account).into(), (*browser).into(), until.into()],
    )
    .map(drop)
}

/// Whether a browser has logged in to an account.
pub(crate) fn is_known(sql: &mut dyn Sql, account: &Id, browser: &Device) -> Result<bool, DatabaseError> {
    let row = sql
        .row("select 1 from browser where account_id = $1 and browser = $2", &[(*account).into(), (*browser).into()])?;
    Ok(row.is_some())
}

/// Wrong one-time passwords for an account since a moment, the newest first.
pub(crate) fn guesses(sql: &mut dyn Sql, account: &Id, since: Moment) -> Result<Vec<Moment>, DatabaseError> {
    let rows = sql.rows(
        "select at from totp_guess where account_id = $1 and at > $2 order by at desc",
        &[(*account).into(), since.into()],
    )?;
    rows.iter().map(|row| row.moment(0)).collect()
}

/// Notes a wrong one-time password.
pub(crate) fn note_guess(sql: &mut dyn Sql, account: &Id, guess: &Id, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into totp_guess (account_id, guess_id, at) values ($1, $2, $3)",
        &[(*account).into(), (*guess).into(), now.into()],
    )
    .map(drop)
}
