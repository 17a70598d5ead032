//! Log-in by phone code with a browser: the same codes and limits as on a phone, counted by its cookie and address.

use std::sync::Arc;

use ashyq_core::wire::{ChallengeAnswer, LogInAnswer, LogInRequest, ProblemCode};

use super::{
    cookie,
    session::{CabinetShown, shown},
};
use crate::{
    answer::Answer,
    api::log_in::{Guess, Guessed, ask_for, guess, wrong},
    gate::{hash, new_token},
    limits,
    problem::{Refusal, parse},
    routes::{Browser, Call},
    service::Inner,
    store::{audit, audit::Deed, cabinet_sessions, members},
};

/// What counts all browsers together.
const ALL: [u8; 8] = *b"browsers";

/// Asks for a log-in code.
pub(crate) async fn ask(inner: Arc<Inner>, who: Browser, call: Call) -> Result<Answer, Refusal> {
    Answer::accepted(&send(&inner, &who, &call, &parse(&call.body)?).await?)
}

/// Sends a log-in code.
pub(crate) async fn send(
    inner: &Arc<Inner>,
    who: &Browser,
    call: &Call,
    request: &LogInRequest,
) -> Result<LogInAnswer, Refusal> {
    count(inner, call)?;
    ask_for(inner, who.device, request, call.now, false).await
}

/// Answers with the log-in code.
pub(crate) async fn answer(inner: Arc<Inner>, who: Browser, call: Call) -> Result<Answer, Refusal> {
    let (token, session) = begin(&inner, &who, &call, &parse(&call.body)?).await?;
    let mut answer = Answer::json(&session)?;
    answer.cookie(cookie::set(cookie::SESSION, &token, limits::CABINET_LIFE));
    Ok(answer)
}

/// Trades a log-in code for a session, in place of the one that this browser had; its token and what it is.
pub(crate) async fn begin(
    inner: &Arc<Inner>,
    who: &Browser,
    call: &Call,
    request: &ChallengeAnswer,
) -> Result<(String, CabinetShown), Refusal> {
    count(inner, call)?;
    let attempt = Guess::of(inner, request, who.device)?;
    let (token, browser, before) = (new_token(), who.device, who.session);
    let (now, limits, chain, kept) = (call.now, inner.options.codes.clone(), inner.chain, hash(&token));
    let outcome = inner
        .database
        .write(move |sql| {
            let account = match guess(sql, &attempt, &limits, now)? {
                Guessed::Wrong { tries_left } => return Ok(Err(tries_left)),
                Guessed::Right(account) => account,
            };
            if let Some(before) = before {
                cabinet_sessions::end(sql, &before)?;
            }
            cabinet_sessions::start(sql, &kept, &account.id, now)?;
            cabinet_sessions::remember(sql, &account.id, &browser, now.plus(limits::BROWSER_LIFE))?;
            audit::add(sql, &chain, &Deed::of_visitor(now, "cabinet_log_in", account.alias))?;
            let member = members::of_phone(sql, &account.phone_hash, now)?;
            Ok::<_, Refusal>(Ok(member))
        })
        .await?;
    match outcome {
        Ok(member) => {
            let session = shown(&token, member.as_ref(), false, now, now);
            Ok((token, session))
        }
        Err(tries_left) => Err(wrong(tries_left)),
    }
}

/// Counts what a browser asks for.
pub(crate) fn count(inner: &Inner, call: &Call) -> Result<(), Refusal> {
    for (name, limit) in [(call.address, limits::BROWSER_REQUESTS), (ALL, limits::ALL_BROWSERS_REQUESTS)] {
        inner.browsers.count(name, limit, call.now).map_err(|wait| Refusal::wait(ProblemCode::RateLimited, wait))?;
    }
    Ok(())
}
