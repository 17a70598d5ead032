//! Sessions: renewed, logged out, deleted.

use std::sync::Arc;

use ashyq_core::{
    moment::Moment,
    wire::{LogOutRequest, ProblemCode, RenewRequest, Tokens},
};

use crate::{
    answer::Answer,
    database::{DatabaseError, Sql},
    gate::{hash, held, new_token},
    limits,
    problem::{Refusal, parse},
    routes::{AnyDevice, Call, Phone, Visitor},
    service::Inner,
    store::{
        Id, accounts, audit,
        audit::Deed,
        devices::{self, Device},
        sessions,
    },
    whose::{self, Tell},
};

/// A new pair of tokens.
pub(crate) struct NewPair {
    pub(crate) token: String,
    pub(crate) renewal: String,
}

impl NewPair {
    pub(crate) fn make() -> Self {
        Self { token: new_token(), renewal: new_token() }
    }

    fn keep(&self, sql: &mut dyn Sql, session: &Id, generation: i64, now: Moment) -> Result<(), DatabaseError> {
        sessions::add_pair(
            sql,
            session,
            generation,
            (&hash(&self.token), now.plus(limits::TOKEN_LIFE)),
            (&hash(&self.renewal), now.plus(limits::RENEWAL_LIFE)),
        )
    }
}

/// Begins a session of a device in place of its earlier ones.
pub(crate) fn begin(
    sql: &mut dyn Sql,
    session: &Id,
    account: &Id,
    device: &Device,
    pair: &NewPair,
    now: Moment,
) -> Result<(), DatabaseError> {
    sessions::end_of_device(sql, account, device)?;
    sessions::start(sql, session, account, device, now)?;
    pair.keep(sql, session, 1, now)
}

enum Renewed {
    Yes,
    Reused,
}

/// Trades the renewal token for new tokens. The one before stays good until the new ones are first used, since the answer
/// may be lost; an older one was stolen or copied, and ends the session.
pub(crate) async fn renew(inner: Arc<Inner>, who: Phone, call: Call) -> Result<Answer, Refusal> {
    let request: RenewRequest = parse(&call.body)?;
    if request.renewal.len() > limits::LONGEST_RENEWAL {
        return Err(Refusal::field("renewal", format!("at most {} bytes", limits::LONGEST_RENEWAL)));
    }
    let renewal = hash(&request.renewal);
    let (now, pair) = (call.now, NewPair::make());
    let tokens = Tokens {
        token: pair.token.clone(),
        life_s: u32::try_from(limits::TOKEN_LIFE.as_secs()).unwrap_or(u32::MAX),
        renewal: pair.renewal.clone(),
    };
    let renewed = inner
        .database
        .write(move |sql| {
            let found = sessions::of_renewal(sql, &renewal)?;
            let found = found
                .filter(|found| found.device == who.device && found.expires_at > now)
                .ok_or(ProblemCode::SessionEnded)?;
            if found.generation < found.used {
                sessions::end(sql, &found.session)?;
                return Ok(Renewed::Reused);
            }
            if found.generation > found.used {
                sessions::note_used(sql, &found.session, found.generation)?;
            }
            let next = found.generation + 1;
            if sessions::pairs(sql, &found.session, next)? >= limits::MOST_PAIRS {
                return Err(Refusal::wait(ProblemCode::RateLimited, limits::SHORT));
            }
            pair.keep(sql, &found.session, next, now)?;
            Ok(Renewed::Yes)
        })
        .await?;
    match renewed {
        Renewed::Yes => Answer::json(&tokens),
        Renewed::Reused => Err(ProblemCode::SessionEnded.into()),
    }
}

/// Logs out this device, or every device of the account.
pub(crate) async fn log_out(inner: Arc<Inner>, who: AnyDevice, call: Call) -> Result<Answer, Refusal> {
    let request: LogOutRequest = parse(&call.body)?;
    if request.everywhere {
        held(who.place, call.now)?;
    }
    let (session, now, chain) = (who.session, call.now, inner.chain);
    inner
        .database
        .write(move |sql| {
            let account = accounts::get(sql, &session.account)?.ok_or(ProblemCode::SessionEnded)?;
            let devices = devices::of_account(sql, &session.account)?;
            for row in devices.iter().filter(|row| request.everywhere || row.device == session.device.device) {
                whose::leave(sql, &account, &row.device, now)?;
            }
            let action = if request.everywhere { "log_out_everywhere" } else { "log_out" };
            audit::add(sql, &chain, &Deed::of_visitor(now, action, account.alias))?;
            Ok::<_, Refusal>(())
        })
        .await?;
    Ok(Answer::nothing())
}

/// Deletes the account.
pub(crate) async fn delete(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let (session, now, chain) = (who.session, call.now, inner.chain);
    inner
        .database
        .write(move |sql| {
            let account = accounts::get(sql, &session.account)?.ok_or(ProblemCode::SessionEnded)?;
            whose::delete(sql, &account, now)?;
            audit::add(sql, &chain, &Deed::of_visitor(now, "delete_my_data", account.alias))?;
            Ok::<_, Refusal>(())
        })
        .await?;
    Ok(Answer::nothing())
}

/// Tells people by SMS, after the reply.
pub(crate) fn tell(inner: &Arc<Inner>, tell: Vec<Tell>) {
    for one in tell {
        let work = Arc::clone(inner);
        inner.after_reply(async move {
            let Some(phone) = work.keys.open_phone(&one.phone_sealed) else { return };
            if let Err(error) = work.sms.send(&phone, one.kind.sms().say(one.language)).await {
                tracing::warn!(%error, "a notice was not sent");
            }
        });
    }
}
