//! Deleting an account without the app, by a browser that proved its phone number.
//!
//! A log-in code alone is less than a phone in its account's place, which other people's log-ins wait for: where there is one,
//! deletion waits as long, is told by SMS and can be taken back until then.

use std::sync::Arc;

use ashyq_core::{moment::Moment, wire::ProblemCode, words::Word};

use super::members::{Told, tell};
use crate::{
    cabinet::log_in,
    database::{DatabaseError, Sql},
    limits,
    problem::Refusal,
    routes::{Business, Call},
    service::Inner,
    store::{
        accounts::{self, Account},
        audit,
        audit::Deed,
        devices::{self, Place},
    },
    whose,
};

/// When the account will be deleted, if somebody asked for it.
pub(crate) async fn waiting(inner: &Inner, who: &Business) -> Result<Option<Moment>, DatabaseError> {
    let account = who.account;
    inner.database.read(|sql| accounts::delete_at(sql, &account)).await
}

/// Deletes the account; until when that waits, if it does.
pub(crate) async fn ask(inner: &Arc<Inner>, who: &Business, call: &Call) -> Result<Option<Moment>, Refusal> {
    log_in::count(inner, call)?;
    let (id, now, chain) = (who.account, call.now, inner.chain);
    let (until, told) = inner
        .database
        .write(move |sql| {
            let account = accounts::get(sql, &id)?.ok_or(ProblemCode::SessionEnded)?;
            if let Some(until) = accounts::delete_at(sql, &id)? {
                return Ok((Some(until), None));
            }
            let devices = devices::of_account(sql, &id)?;
            if devices.iter().all(|row| matches!(row.place(now), Place::Lost(_))) {
                delete(sql, &account, &chain, now)?;
                return Ok((None, None));
            }
            let until = now.plus(limits::WAIT);
            accounts::set_delete_at(sql, &id, Some(until))?;
            audit::add(sql, &chain, &Deed::of_visitor(now, "ask_to_delete", account.alias))?;
            let Account { phone_sealed, language, .. } = account;
            Ok::<_, Refusal>((Some(until), Some(Told { phone_sealed, language, word: Word::SmsDeletion })))
        })
        .await?;
    tell(inner, told.into_iter().collect());
    Ok(until)
}

/// Takes back that the account will be deleted.
pub(crate) async fn take_back(inner: &Inner, who: &Business, now: Moment) -> Result<(), Refusal> {
    let (account, alias, chain) = (who.account, who.alias, inner.chain);
    inner
        .database
        .write(move |sql| {
            if accounts::delete_at(sql, &account)?.is_some() {
                accounts::set_delete_at(sql, &account, None)?;
                audit::add(sql, &chain, &Deed::of_visitor(now, "keep_my_data", alias))?;
            }
            Ok(())
        })
        .await
}

/// Deletes the accounts whose wait is over.
pub(crate) async fn due(inner: &Inner, now: Moment) -> Result<(), DatabaseError> {
    let chain = inner.chain;
    inner
        .database
        .write(move |sql| {
            for account in accounts::to_delete(sql, now)? {
                if let Some(account) = accounts::get(sql, &account)? {
                    delete(sql, &account, &chain, now)?;
                }
            }
            Ok(())
        })
        .await
}

fn delete(sql: &mut dyn Sql, account: &Account, chain: &[u8; 16], now: Moment) -> Result<(), DatabaseError> {
    whose::delete(sql, account, now)?;
    // An office keeps the account's row.
    accounts::set_delete_at(sql, &account.id, None)?;
    audit::add(sql, chain, &Deed::of_visitor(now, "delete_my_data", account.alias))
}
