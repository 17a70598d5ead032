//! Log-in codes: asked for by a device, answered by the same device.

use std::{sync::Arc, time::Duration};

use ashyq_core::{
    bytes::Bytes,
    moment::{DAY, Moment},
    phone::Phone as PhoneNumber,
    wire::{ChallengeAnswer, LogInAnswer, LogInRequest, Problem, ProblemCode, Tokens},
    words::{Language, Word},
};
use subtle::ConstantTimeEq as _;

use crate::{
    answer::Answer,
    database::{DatabaseError, Sql},
    key_holder::KeyHolder,
    limits::{self, CodeLimits},
    metric,
    problem::{Refusal, parse},
    random, review,
    routes::{Call, Phone},
    service::Inner,
    store::{
        Id, accounts,
        accounts::Account,
        cabinet_sessions,
        challenges::{self, Challenge, Send},
        devices::{self, Device},
    },
    whose,
};

use super::session::{NewPair, begin};

/// Asks for a log-in code: the same answer for every number, and what depends on the number is done afterwards.
pub(crate) async fn ask(inner: Arc<Inner>, who: Phone, call: Call) -> Result<Answer, Refusal> {
    let request: LogInRequest = parse(&call.body)?;
    inner
        .addresses
        .count(call.address, inner.options.codes.address_requests, call.now)
        .map_err(|wait| Refusal::wait(ProblemCode::RateLimited, wait))?;
    Answer::accepted(&ask_for(&inner, who.device, &request, call.now, true).await?)
}

/// Asks for a log-in code for a device, or for a browser, which is named in the same way.
pub(crate) async fn ask_for(
    inner: &Arc<Inner>,
    device: Device,
    request: &LogInRequest,
    now: Moment,
    is_phone: bool,
) -> Result<LogInAnswer, Refusal> {
    let phone = PhoneNumber::parse(&request.phone).map_err(|error| Problem {
        field: Some("phone".to_owned()),
        rule: Some(error.to_string()),
        ..Problem::of(ProblemCode::PhoneNotAMobile)
    })?;
    let limits = inner.options.codes.clone();
    let fresh = fresh_challenge(&inner.keys, &limits, &phone, device, request.language);
    let send = Send {
        id: random::bytes(),
        device,
        phone_hash: fresh.phone_hash,
        prefix_hash: prefix_hash(&inner.keys, &phone),
    };
    let (codes, practised) = (limits.clone(), inner.practised);
    let review = review::code_of(inner, &phone, now).filter(|_| is_phone);
    let reviewed = review.map(|code| Challenge { code_hash: inner.keys.code_hash(&fresh.id, code), ..fresh.clone() });
    let challenge = inner
        .database
        .write(move |sql| {
            let fresh = match &reviewed {
                Some(reviewed) if review::is_nobodys(sql, &reviewed.phone_hash, &practised, now)? => reviewed,
                _ => &fresh,
            };
            note_ask(sql, fresh, &send, &codes, now)
        })
        .await?;
    let answer = LogInAnswer {
        challenge: Bytes(challenge.id),
        life_s: seconds(limits.life),
        resend_after_s: seconds(limits.resend_after),
        tries_left: u32::try_from(challenge.tries_left).unwrap_or(0),
    };
    if review.is_some_and(|code| inner.keys.code_hash(&challenge.id, code) == challenge.code_hash) {
        return Ok(answer);
    }
    let work = deliver(Arc::clone(inner), phone, challenge, send);
    #[cfg(feature = "mutants")]
    if crate::database::is_planted("answer-after-sending") {
        work.await;
        return Ok(answer);
    }
    inner.after_reply(work);
    Ok(answer)
}

/// Notes in the writer's transaction that a code was asked for: the same work for every number.
fn note_ask(
    sql: &mut dyn Sql,
    fresh: &Challenge,
    send: &Send,
    limits: &CodeLimits,
    now: Moment,
) -> Result<Challenge, Refusal> {
    device_may_ask(sql, send, limits, now)?;
    let pending = challenges::pending(sql, &fresh.phone_hash, &fresh.device, now)?;
    let challenge = Challenge {
        expires_at: now.plus(limits.life),
        language: fresh.language,
        ..pending.unwrap_or_else(|| fresh.clone())
    };
    challenges::put(sql, &challenge)?;
    challenges::note_send(sql, send, now)?;
    Ok(challenge)
}

/// Answers with the log-in code: one right answer makes a session and ends every challenge of the phone.
pub(crate) async fn answer(inner: Arc<Inner>, who: Phone, call: Call) -> Result<Answer, Refusal> {
    let request: ChallengeAnswer = parse(&call.body)?;
    let attempt = Guess::of(&inner, &request, who.device)?;
    let (now, limits) = (call.now, inner.options.codes.clone());
    let (pair, session) = (NewPair::make(), random::bytes());
    let (token, renewal) = (pair.token.clone(), pair.renewal.clone());
    let is_reviewers = review::is_code(&inner, &attempt.challenge, &attempt.hash);
    let (reviewer, practised, chain) = (review::phone_hash(&inner, now), inner.practised, inner.chain);
    let outcome = inner
        .database
        .write(move |sql| {
            if !is_reviewers {
                return log_in(sql, &attempt, (&session, &pair), &limits, now);
            }
            // Before a right guess makes the account.
            let nobodys = reviewer.is_some_and(|number| review::is_nobodys(sql, &number, &practised, now) == Ok(true));
            let account = match guess(sql, &attempt, &limits, now)? {
                Guessed::Wrong { tries_left } => return Ok(Err(tries_left)),
                Guessed::Right(account) => account,
            };
            if reviewer == Some(account.phone_hash) {
                if !nobodys {
                    return Err(ProblemCode::LogInCodeExpired.into());
                }
                review::make_room(sql, &account, &attempt.device, &chain, now)?;
            }
            Ok(Ok(seat(sql, &account, &attempt, (&session, &pair), now)?))
        })
        .await?;
    match outcome {
        Err(tries_left) => Err(wrong(tries_left)),
        Ok(tell) => {
            super::session::tell(&inner, tell);
            Answer::json(&Tokens { token, life_s: seconds(limits::TOKEN_LIFE), renewal })
        }
    }
}

/// Judges a device's guess: what is to be told of its session, or how many tries are left.
fn log_in(
    sql: &mut dyn Sql,
    attempt: &Guess,
    begun: (&Id, &NewPair),
    limits: &CodeLimits,
    now: Moment,
) -> Result<Result<Vec<whose::Tell>, u32>, Refusal> {
    match guess(sql, attempt, limits, now)? {
        Guessed::Wrong { tries_left } => Ok(Err(tries_left)),
        Guessed::Right(account) => Ok(Ok(seat(sql, &account, attempt, begun, now)?)),
    }
}

/// Gives the device of a right guess its place, or its wait, and a session: whom to tell.
fn seat(
    sql: &mut dyn Sql,
    account: &Account,
    attempt: &Guess,
    (session, pair): (&Id, &NewPair),
    now: Moment,
) -> Result<Vec<whose::Tell>, DatabaseError> {
    let tell = whose::take_place(sql, account, &attempt.device, now)?;
    begin(sql, session, &account.id, &attempt.device, pair, now)?;
    Ok(tell)
}

/// A guess at a log-in code.
#[derive(Clone, Copy)]
pub(crate) struct Guess {
    challenge: Id,
    device: Device,
    hash: [u8; 32],
    id: Id,
    account: Id,
    alias: Id,
}

/// What a guess was.
pub(crate) enum Guessed {
    /// Wrong.
    Wrong { tries_left: u32 },
    /// Right: the account of the phone, made where there was none.
    Right(Account),
}

impl Guess {
    /// What a device, or a browser, says the code is.
    pub(crate) fn of(inner: &Inner, request: &ChallengeAnswer, device: Device) -> Result<Self, Refusal> {
        let digits = &request.log_in_code;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::field("log_in_code", "six digits"));
        }
        Ok(Self {
            challenge: request.challenge.0,
            device,
            hash: inner.keys.code_hash(&request.challenge.0, digits),
            id: random::bytes(),
            account: random::bytes(),
            alias: random::bytes(),
        })
    }
}

/// The refusal of a wrong log-in code.
pub(crate) fn wrong(tries_left: u32) -> Refusal {
    Problem { tries_left: Some(tries_left), ..Problem::of(ProblemCode::LogInCodeWrong) }.into()
}

/// Judges a guess inside the writer's transaction, so that guesses at the same time count one after the other. A right one
/// ends every challenge of the phone.
pub(crate) fn guess(sql: &mut dyn Sql, guess: &Guess, limits: &CodeLimits, now: Moment) -> Result<Guessed, Refusal> {
    let challenge = challenges::get(sql, &guess.challenge)?;
    let challenge = challenge
        .filter(|challenge| challenge.device == guess.device && challenge.expires_at > now)
        .ok_or(ProblemCode::LogInCodeExpired)?;
    if challenge.tries_left <= 0 {
        return Err(ProblemCode::LogInCodeTriesUsedUp.into());
    }
    let account = accounts::of_phone(sql, &challenge.phone_hash)?;
    let account = account.map(|account| accounts::get(sql, &account)).transpose()?.flatten();
    let known = is_known(sql, &challenge.phone_hash, &guess.device)?;
    let kept = if known { 0 } else { limits.phone_guesses_kept };
    if challenges::guesses(sql, &challenge.phone_hash, now.minus(DAY))? >= limits.phone_guesses_day - kept {
        return Err(ProblemCode::LogInCodeTriesUsedUp.into());
    }
    if !challenges::take_try(sql, &challenge)? {
        return Err(ProblemCode::LogInCodeTriesUsedUp.into());
    }
    challenges::note_guess(sql, &challenge.phone_hash, &guess.id, now)?;
    if !bool::from(guess.hash.ct_eq(&challenge.code_hash)) {
        return Ok(Guessed::Wrong { tries_left: u32::try_from(challenge.tries_left - 1).unwrap_or(0) });
    }
    challenges::consume(sql, &challenge.phone_hash)?;
    challenges::note_verified(sql, &challenge.phone_hash)?;
    if let Some(account) = account {
        accounts::set_language(sql, &account.id, challenge.language)?;
        return Ok(Guessed::Right(account));
    }
    let account = Account {
        id: guess.account,
        phone_hash: challenge.phone_hash,
        phone_sealed: challenge.phone_sealed,
        alias: guess.alias,
        language: challenge.language,
    };
    accounts::make(sql, &account, now)?;
    Ok(Guessed::Right(account))
}

/// Whether a device, or a browser, is logged in to the account of a phone number already.
fn is_known(sql: &mut dyn Sql, phone_hash: &[u8; 32], device: &Device) -> Result<bool, DatabaseError> {
    let Some(account) = accounts::of_phone(sql, phone_hash)? else { return Ok(false) };
    Ok(devices::of_account(sql, &account)?.iter().any(|row| row.device == *device)
        || cabinet_sessions::is_known(sql, &account, device)?)
}

fn fresh_challenge(
    keys: &KeyHolder,
    limits: &CodeLimits,
    phone: &PhoneNumber,
    device: Device,
    language: Language,
) -> Challenge {
    let challenge = random::bytes();
    let code = log_in_code(keys, &challenge);
    Challenge {
        id: challenge,
        phone_hash: keys.phone_hash(phone),
        phone_sealed: keys.seal_phone(phone),
        device,
        language,
        code_hash: keys.code_hash(&challenge, &code),
        tries_left: i64::from(limits.tries),
        expires_at: Moment(0),
    }
}

/// The six digits of a challenge: they follow from its random id and a key outside the database, so that sending again
/// sends the same ones and no row holds them.
fn log_in_code(keys: &KeyHolder, challenge: &Id) -> String {
    let hash = keys.code_hash(challenge, "the digits themselves");
    let mut number = [0; 8];
    number.copy_from_slice(&hash[..8]);
    // 2⁶⁴ is so much more than 10⁶ that no code is likelier than another by more than 10⁻¹³.
    format!("{:06}", u64::from_be_bytes(number) % 1_000_000)
}

fn prefix_hash(keys: &KeyHolder, phone: &PhoneNumber) -> [u8; 32] {
    let number = phone.expose("its prefix is counted");
    keys.code_hash(b"prefix", &number[..number.len().saturating_sub(4)])
}

/// Refuses a device that asks too often. Only the asking device counts: a stranger must not lock a number.
fn device_may_ask(sql: &mut dyn Sql, send: &Send, limits: &CodeLimits, now: Moment) -> Result<(), Refusal> {
    if let Some(last) = challenges::last_send(sql, &send.device, &send.phone_hash, now.minus(limits.resend_after))? {
        return Err(Refusal::wait(ProblemCode::ResendTooSoon, last.plus(limits.resend_after).since(now)));
    }
    let sends = challenges::device_sends(sql, &send.device, now.minus(DAY))?;
    for (window, most) in [(limits::SHORT, limits.device_sends_short), (DAY, limits.device_sends_day)] {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let within: Vec<_> = sends.iter().filter(|at| **at > now.minus(window)).collect();
        if within.len() >= most {
            let oldest = most.checked_sub(1).and_then(|at| within.get(at)).map_or(now, |at| at.plus(window));
            return Err(Refusal::wait(ProblemCode::SendsUsedUp, oldest.since(now)));
        }
    }
    Ok(())
}

/// Sends the code, unless the phone, its prefix or the whole service has had enough: nobody who asks learns of it.
async fn deliver(inner: Arc<Inner>, phone: PhoneNumber, challenge: Challenge, send: Send) {
    let now = inner.now();
    let limits = inner.options.codes.clone();
    let (day, range) = (i64::from(inner.options.sms_per_day), i64::from(inner.options.sms_per_range_per_day));
    let may = inner.database.write(move |sql| note_delivery(sql, &send, &limits, (day, range), now)).await;
    if may != Ok(true) {
        metrics::counter!(metric::SMS, "result" => "capped").increment(1);
        return;
    }
    let text =
        Word::SmsLogInCode.fill(challenge.language, &[("log_in_code", &log_in_code(&inner.keys, &challenge.id))]);
    #[cfg(feature = "mutants")]
    if crate::database::is_planted("answer-after-sending") {
        // What a gateway takes and a test's own sender does not.
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    if let Err(error) = inner.sms.send(&phone, &text).await {
        tracing::warn!(%error, "a log-in code was not sent");
    } else {
        metrics::counter!(metric::SMS, "result" => "sent").increment(1);
    }
}

/// Whether a code may be sent, by the limits of SMS in a day and for a range of numbers; notes that it is.
fn note_delivery(
    sql: &mut dyn Sql,
    send: &Send,
    limits: &CodeLimits,
    (day, range): (i64, i64),
    now: Moment,
) -> Result<bool, DatabaseError> {
    let since = now.minus(DAY);
    let (to_phone, last) = challenges::phone_sends(sql, &send.phone_hash, since)?;
    // Strangers only make it slower, and not for a phone that is logged in to the number's account already.
    let known = is_known(sql, &send.phone_hash, &send.device)?;
    let often = to_phone >= limits.phone_sends_day;
    let slowed = often && last.is_some_and(|last| now.since(last) < limits.phone_sends_then_every);
    let (to_prefix, verified) = challenges::prefix_sends(sql, &send.prefix_hash, since)?;
    let pumped = to_prefix >= range && verified * 100 < to_prefix * limits.prefix_verified_percent;
    let spent = challenges::all_sends(sql, since)? >= day
        || challenges::all_sends(sql, now.minus(Duration::from_hours(1)))? * limits.hour_of_day >= day;
    if spent {
        tracing::error!("the SMS of the day or hour are used up");
    }
    let may = !spent && (known || !(slowed || pumped));
    if may {
        challenges::note_sent(sql, &send.id)?;
    }
    Ok(may)
}

fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "log_in_tests.rs"]
mod tests;
