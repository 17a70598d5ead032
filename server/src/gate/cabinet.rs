//! What a browser shows at the gate: its cookies, and that a request that changes something comes from our own page.

use ashyq_core::{moment::Moment, wire::ProblemCode};
use axum::http::{HeaderMap, Method, header, request::Parts};
use subtle::ConstantTimeEq as _;

use super::hash;
use crate::{
    cabinet::{
        cookie::{self, CSRF_FIELD, CSRF_HEADER},
        session::{Next, next},
    },
    database::{DatabaseError, Sql},
    limits,
    problem::Refusal,
    routes::{Association, Browser, Business, Cabinet, Call, Operator},
    service::Inner,
    store::{
        accounts,
        cabinet_sessions::{self, CabinetSession},
        members::{self, Office},
        sessions::TokenHash,
    },
};

/// The media type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// Whose browser asks; a new one gets a cookie with the answer.
pub(super) fn browser(parts: &Parts) -> Result<Browser, Refusal> {
    if is_unsafe(&parts.method) && is_from_elsewhere(&parts.headers) {
        return Err(ProblemCode::FormStale.into());
    }
    let kept = cookie::read(&parts.headers, cookie::BROWSER);
    let (cookie, is_new) = kept.map_or_else(|| (super::new_token(), true), |kept| (kept.to_owned(), false));
    let session = cookie::read(&parts.headers, cookie::SESSION).map(hash);
    // Marked, so that no device key's thumbprint can be the same.
    Ok(Browser { device: hash(&format!("ashyq browser 1 {cookie}")), cookie, is_new, session })
}

/// The session of a browser, where it has one that lives.
pub(super) async fn found(inner: &Inner, headers: &HeaderMap, now: Moment) -> Result<Option<Cabinet>, Refusal> {
    let Some(token) = cookie::read(headers, cookie::SESSION) else { return Ok(None) };
    let kept = hash(token);
    let found = inner
        .database
        .read(|sql| {
            let Some(session) = cabinet_sessions::get(sql, &kept)?.filter(|session| lives(session, now)) else {
                return Ok(None);
            };
            let Some(account) = accounts::get(sql, &session.account)? else { return Ok(None) };
            let member = members::of_phone(sql, &account.phone_hash, now)?;
            Ok::<_, Refusal>(Some(Cabinet { token: token.to_owned(), session, account, member }))
        })
        .await?;
    if let Some(found) = &found
        && now.since(found.session.seen_at) >= limits::CABINET_SEEN
    {
        inner.database.write(move |sql| cabinet_sessions::note_seen(sql, &kept, now)).await?;
    }
    Ok(found)
}

/// The session, where the request comes from our own page.
pub(super) fn ours(found: Option<Cabinet>, parts: &Parts, call: &Call) -> Result<Cabinet, Refusal> {
    let found = found.ok_or(ProblemCode::SessionEnded)?;
    if is_unsafe(&parts.method) {
        form_is_ours(&parts.headers, &call.body, &found.token)?;
    }
    Ok(found)
}

/// The session of a browser, whatever is still to be done in it.
pub(super) async fn session(inner: &Inner, parts: &Parts, call: &Call) -> Result<Cabinet, Refusal> {
    ours(found(inner, &parts.headers, call.now).await?, parts, call)
}

/// Whoever has a session that still lives and in which nothing is to be done, and when it was last seen to be used.
pub(crate) fn still(
    sql: &mut dyn Sql,
    token: &TokenHash,
    now: Moment,
) -> Result<Option<(Business, Moment)>, DatabaseError> {
    let Some(session) = cabinet_sessions::get(sql, token)?.filter(|session| lives(session, now)) else {
        return Ok(None);
    };
    let Some(account) = accounts::get(sql, &session.account)? else { return Ok(None) };
    let member = members::of_phone(sql, &account.phone_hash, now)?;
    let proved = member.as_ref().is_some_and(|member| session.proved == Some(member.id));
    let business =
        Business { account: account.id, alias: account.alias, language: account.language, session: session.token };
    Ok((next(member.as_ref(), proved, now) == Next::Nothing).then_some((business, session.seen_at)))
}

/// A session in which nothing is still to be done.
pub(crate) fn done(found: Cabinet, now: Moment) -> Result<Cabinet, Refusal> {
    match next(found.member.as_ref(), found.is_proved(), now) {
        Next::Nothing => Ok(found),
        Next::OneTimePassword | Next::Enrolment => Err(ProblemCode::OneTimePasswordNeeded.into()),
        Next::TooLate => Err(ProblemCode::EnrolmentOver.into()),
    }
}

/// Whoever is logged in to the cabinet: owner of what it applied for.
pub(super) async fn business(inner: &Inner, parts: &Parts, call: &Call) -> Result<Business, Refusal> {
    Ok(as_business(done(session(inner, parts, call).await?, call.now)?))
}

/// A member of an association.
pub(super) async fn association(inner: &Inner, parts: &Parts, call: &Call) -> Result<Association, Refusal> {
    as_association(done(session(inner, parts, call).await?, call.now)?)
}

/// An operator, by the session of a browser.
pub(super) async fn operator(inner: &Inner, parts: &Parts, call: &Call) -> Result<Operator, Refusal> {
    as_operator(done(session(inner, parts, call).await?, call.now)?)
}

/// The business's chair of a session.
pub(crate) fn as_business(found: Cabinet) -> Business {
    let Cabinet { session, account, .. } = found;
    Business { account: account.id, alias: account.alias, language: account.language, session: session.token }
}

/// The association's chair of a session.
pub(crate) fn as_association(found: Cabinet) -> Result<Association, Refusal> {
    let Some(Office::Association(association)) = found.member.map(|member| member.office) else {
        return Err(ProblemCode::NotAllowed.into());
    };
    Ok(Association { account: found.account.id, alias: found.account.alias, id: association })
}

/// The operator's chair of a session.
pub(super) fn as_operator(found: Cabinet) -> Result<Operator, Refusal> {
    match found.member.map(|member| member.office) {
        Some(Office::Operator) => Ok(Operator { alias: Some(found.account.alias) }),
        _ => Err(ProblemCode::NotAllowed.into()),
    }
}

fn lives(session: &CabinetSession, now: Moment) -> bool {
    now < session.created_at.plus(limits::CABINET_LIFE) && now < session.seen_at.plus(limits::CABINET_IDLE)
}

pub(super) fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the browser says that another site made it send this (W3C Fetch Metadata).
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none")
}

/// Refuses a request that does not carry what only our own pages know.
pub(super) fn form_is_ours(headers: &HeaderMap, body: &[u8], token: &str) -> Result<(), ProblemCode> {
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(FORM));
    let given = match headers.get(CSRF_HEADER) {
        Some(given) => given.to_str().ok(),
        None if is_form => cookie::plain_field(body, CSRF_FIELD),
        None => None,
    };
    let fits = given.is_some_and(|given| given.as_bytes().ct_eq(cookie::csrf(token).as_bytes()).into());
    if fits && !is_from_elsewhere(headers) { Ok(()) } else { Err(ProblemCode::FormStale) }
}
