//! A browser's session: what it is, the one-time password, and its end.

use std::sync::Arc;

use ashyq_core::{
    moment::{DAY, Moment},
    wire::{LogOutRequest, ProblemCode},
};
use serde::{Deserialize, Serialize};

use super::{cookie, totp};
use crate::{
    answer::Answer,
    limits,
    problem::{Refusal, parse},
    random,
    routes::{Cabinet, Call},
    service::Inner,
    store::{
        Id, audit,
        audit::Deed,
        cabinet_sessions,
        members::{self, Member, Office},
    },
};

/// A session in the cabinet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CabinetShown {
    /// What is still to be done before the role may be used.
    pub next: Next,
    /// The role.
    pub role: RoleShown,
    /// What unsafe requests carry in `X-Ashyq-CSRF`.
    pub csrf: String,
    /// When it ends at the latest.
    pub until: Moment,
}

/// What is still to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Nothing.
    Nothing,
    /// The one-time password must be proved.
    OneTimePassword,
    /// An authenticator app must be set up.
    Enrolment,
    /// It was not set up in time: the operator names the person anew.
    TooLate,
}

/// The role of whoever is logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleShown {
    /// A business: whoever is nothing else.
    Business,
    /// Acts for an association.
    Association,
    /// An operator.
    Operator,
}

/// What an authenticator app is set up with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enrolment {
    /// The secret, as it is typed.
    pub secret: String,
    /// The same as a URI, for a QR code.
    pub uri: String,
}

/// Proves a one-time password; at the first time, that the authenticator app is set up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneTimePassword {
    /// Six digits.
    pub one_time_password: String,
}

/// What a session is.
pub(crate) fn shown(token: &str, member: Option<&Member>, proved: bool, began: Moment, now: Moment) -> CabinetShown {
    CabinetShown {
        next: next(member, proved, now),
        role: match member.map(|member| member.office) {
            None => RoleShown::Business,
            Some(Office::Association(_)) => RoleShown::Association,
            Some(Office::Operator) => RoleShown::Operator,
        },
        csrf: cookie::csrf(token),
        until: began.plus(limits::CABINET_LIFE),
    }
}

/// What must still be done before a member's session counts.
pub(crate) fn next(member: Option<&Member>, proved: bool, now: Moment) -> Next {
    match member {
        None => Next::Nothing,
        Some(_) if proved => Next::Nothing,
        Some(member) if member.totp_sealed.is_some() => Next::OneTimePassword,
        Some(member) if now < member.from.plus(limits::ENROLMENT) => Next::Enrolment,
        Some(_) => Next::TooLate,
    }
}

impl Cabinet {
    /// What the session is, to whoever has it.
    pub(crate) fn shown(&self, now: Moment) -> CabinetShown {
        shown(&self.token, self.member.as_ref(), self.is_proved(), self.session.created_at, now)
    }

    /// Whether the one-time password of the present membership was proved in this session.
    pub(crate) fn is_proved(&self) -> bool {
        self.member.as_ref().is_some_and(|member| self.session.proved == Some(member.id))
    }
}

/// Gives the session.
pub(crate) async fn show(_inner: Arc<Inner>, who: Cabinet, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&who.shown(call.now))
}

/// Gives what an authenticator app is set up with.
pub(crate) async fn enrol(inner: Arc<Inner>, who: Cabinet, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&enrolment(&inner, &who, call.now).await?)
}

/// What an authenticator app is set up with: the same as long as the session lives, and only at the first log-in after
/// somebody was named.
pub(crate) async fn enrolment(inner: &Inner, who: &Cabinet, now: Moment) -> Result<Enrolment, Refusal> {
    match next(who.member.as_ref(), who.is_proved(), now) {
        Next::Enrolment => {}
        Next::TooLate => return Err(ProblemCode::EnrolmentOver.into()),
        // A secret is shown once; a lost phone is named anew.
        Next::Nothing | Next::OneTimePassword => return Err(ProblemCode::NotFound.into()),
    }
    let sealed = inner.keys.seal_totp(&random::bytes::<{ totp::SECRET }>());
    let token = who.session.token;
    let kept = inner
        .database
        .write(move |sql| {
            cabinet_sessions::begin_enrolment(sql, &token, &sealed)?;
            Ok::<_, Refusal>(cabinet_sessions::get(sql, &token)?.and_then(|session| session.enrol_sealed))
        })
        .await?;
    let sealed = kept.ok_or(ProblemCode::SessionEnded)?;
    let secret = inner.keys.open_totp(&sealed).ok_or(ProblemCode::Fault)?;
    let secret = secret.expose("its owner types it into an authenticator app");
    let phone = inner.keys.open_phone(&who.account.phone_sealed).ok_or(ProblemCode::Fault)?;
    let number = phone.expose("its owner tells several accounts apart by its end");
    Ok(Enrolment { secret: totp::text(secret), uri: totp::uri(secret, &number[number.len().saturating_sub(4)..]) })
}

/// Proves a one-time password.
pub(crate) async fn prove(inner: Arc<Inner>, who: Cabinet, call: Call) -> Result<Answer, Refusal> {
    let request: OneTimePassword = parse(&call.body)?;
    Answer::json(&proved(&inner, who, &request.one_time_password, call.now).await?)
}

/// Checks a one-time password: each counts once, and guesses are few. At the first time it ends the enrolment.
pub(crate) async fn proved(inner: &Inner, who: Cabinet, digits: &str, now: Moment) -> Result<CabinetShown, Refusal> {
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::field("one_time_password", "six digits"));
    }
    let member = who.member.clone().ok_or(ProblemCode::NotFound)?;
    let sealed = match next(Some(&member), who.is_proved(), now) {
        Next::Nothing => return Ok(who.shown(now)),
        Next::TooLate => return Err(ProblemCode::EnrolmentOver.into()),
        Next::OneTimePassword => member.totp_sealed.clone(),
        Next::Enrolment => who.session.enrol_sealed.clone(),
    };
    let sealed = sealed.ok_or(ProblemCode::OneTimePasswordNeeded)?;
    let secret = inner.keys.open_totp(&sealed).ok_or(ProblemCode::Fault)?;
    let step = totp::matching(secret.expose("its password is compared"), digits, now);
    let (token, account, guess) = (who.session.token, who.account.clone(), random::bytes());
    let (chain, enrols) = (inner.chain, member.totp_sealed.is_none());
    let fits = inner
        .database
        .write(move |sql| {
            may_guess(&cabinet_sessions::guesses(sql, &account.id, now.minus(DAY))?, now)?;
            let fits = match step {
                Some(step) if enrols => members::enrol(sql, &member, &sealed, step)?,
                Some(step) => members::use_step(sql, &member, step)?,
                None => false,
            };
            if fits {
                cabinet_sessions::prove(sql, &token, &member.id)?;
                let action = if enrols { "enrol" } else { "one_time_password" };
                audit::add(sql, &chain, &Deed::of_visitor(now, action, account.alias))?;
            } else {
                cabinet_sessions::note_guess(sql, &account.id, &guess, now)?;
            }
            Ok::<_, Refusal>(fits)
        })
        .await?;
    if !fits {
        return Err(ProblemCode::OneTimePasswordWrong.into());
    }
    Ok(shown(&who.token, who.member.as_ref(), true, who.session.created_at, now))
}

/// Refuses who guessed too often.
fn may_guess(guesses: &[Moment], now: Moment) -> Result<(), Refusal> {
    for (window, most) in [(limits::SHORT, limits::PASSWORD_GUESSES_SHORT), (DAY, limits::PASSWORD_GUESSES_DAY)] {
        let oldest = guesses.get(most - 1).filter(|at| **at > now.minus(window));
        if let Some(oldest) = oldest {
            return Err(Refusal::wait(ProblemCode::OneTimePasswordTriesUsedUp, oldest.plus(window).since(now)));
        }
    }
    Ok(())
}

/// Logs out this browser, or every browser of the account.
pub(crate) async fn log_out(inner: Arc<Inner>, who: Cabinet, call: Call) -> Result<Answer, Refusal> {
    let request: LogOutRequest = parse(&call.body)?;
    end(&inner, &who, request.everywhere, call.now).await?;
    let mut answer = Answer::nothing();
    answer.cookie(cookie::end_session());
    Ok(answer)
}

/// Ends the session, or every session of the account.
pub(crate) async fn end(inner: &Inner, who: &Cabinet, everywhere: bool, now: Moment) -> Result<(), Refusal> {
    let (token, account, alias, chain): (_, Id, Id, Id) =
        (who.session.token, who.account.id, who.account.alias, inner.chain);
    inner
        .database
        .write(move |sql| {
            let action = if everywhere {
                cabinet_sessions::end_all(sql, &account)?;
                "cabinet_log_out_everywhere"
            } else {
                cabinet_sessions::end(sql, &token)?;
                "cabinet_log_out"
            };
            audit::add(sql, &chain, &Deed::of_visitor(now, action, alias))?;
            Ok::<_, Refusal>(())
        })
        .await
}
