//! Accounts and the phone numbers they are found by.

use ashyq_core::{moment::Moment, words::Language};

use super::{Id, name_of, of_name};
use crate::database::{DatabaseError, Sql};

/// An account.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: Id,
    pub(crate) phone_hash: [u8; 32],
    pub(crate) phone_sealed: Vec<u8>,
    pub(crate) alias: Id,
    pub(crate) language: Language,
}

/// The account of a phone number.
pub(crate) fn of_phone(sql: &mut dyn Sql, phone_hash: &[u8; 32]) -> Result<Option<Id>, DatabaseError> {
    let row = sql.row("select account_id from account_phone where phone_hash = $1", &[(*phone_hash).into()])?;
    row.map(|row| row.bytes(0)).transpose()
}

/// An account.
pub(crate) fn get(sql: &mut dyn Sql, account: &Id) -> Result<Option<Account>, DatabaseError> {
    let row = sql.row(
        "select phone_hash, phone_sealed, alias, language from account where account_id = $1",
        &[(*account).into()],
    )?;
    row.map(|row| {
        Ok(Account {
            id: *account,
            phone_hash: row.bytes(0)?,
            phone_sealed: row.blob(1)?.to_vec(),
            alias: row.bytes(2)?,
            language: of_name(row.text(3)?)?,
        })
    })
    .transpose()
}

/// Makes an account.
pub(crate) fn make(sql: &mut dyn Sql, account: &Account, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into account (account_id, phone_hash, phone_sealed, alias, language, created_at) \
         values ($1, $2, $3, $4, $5, $6)",
        &[
            account.id.into(),
            account.phone_hash.into(),
            account.phone_sealed.clone().into(),
            account.alias.into(),
            name_of(&account.language).into(),
            now.into(),
        ],
    )?;
    sql.execute(
        "insert into account_phone (phone_hash, account_id) values ($1, $2)",
        &[account.phone_hash.into(), account.id.into()],
    )
    .map(drop)
}

/// Sets the language of an account's SMS.
pub(crate) fn set_language(sql: &mut dyn Sql, account: &Id, language: Language) -> Result<(), DatabaseError> {
    sql.execute(
        "update account set language = $1 where account_id = $2",
        &[name_of(&language).into(), (*account).into()],
    )
    .map(drop)
}

/// Gives an account another alias: what the audit says of the one before leads to nobody.
pub(crate) fn set_alias(sql: &mut dyn Sql, account: &Id, alias: &Id) -> Result<(), DatabaseError> {
    sql.execute("update account set alias = $1 where account_id = $2", &[(*alias).into(), (*account).into()]).map(drop)
}

/// Deletes an account's row, and with it the way from its alias and number to it.
pub(crate) fn delete(sql: &mut dyn Sql, account: &Id, phone_hash: &[u8; 32]) -> Result<(), DatabaseError> {
    sql.execute("delete from account_phone where phone_hash = $1", &[(*phone_hash).into()])?;
    sql.execute("delete from account where account_id = $1", &[(*account).into()]).map(drop)
}

/// When an account will be deleted, if somebody asked for it.
pub(crate) fn delete_at(sql: &mut dyn Sql, account: &Id) -> Result<Option<Moment>, DatabaseError> {
    let row = sql.row("select delete_at from account where account_id = $1", &[(*account).into()])?;
    Ok(row.map(|row| row.maybe_moment(0)).transpose()?.flatten())
}

/// Sets when an account will be deleted.
pub(crate) fn set_delete_at(sql: &mut dyn Sql, account: &Id, at: Option<Moment>) -> Result<(), DatabaseError> {
    sql.execute("update account set delete_at = $1 where account_id = $2", &[at.into(), (*account).into()]).map(drop)
}

/// A batch of the accounts that are to be deleted by a moment.
pub(crate) fn to_delete(sql: &mut dyn Sql, now: Moment) -> Result<Vec<Id>, DatabaseError> {
    let rows = sql.rows("select account_id from account where delete_at <= $1 limit 100", &[now.into()])?;
    rows.iter().map(|row| row.bytes(0)).collect()
}
