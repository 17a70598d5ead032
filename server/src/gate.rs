//! What every request passes: its body within limits, who asks, and the nonce for the next proof.

pub(crate) mod cabinet;
mod page;

use std::{net::SocketAddr, panic::AssertUnwindSafe, sync::Arc};

use ashyq_core::{
    bytes::Bytes as Fixed,
    moment::Moment,
    proof,
    wire::{Problem, ProblemCode},
};
use axum::{
    body::{Body, Bytes, HttpBody as _, to_bytes},
    extract::{ConnectInfo, Request},
    http::{HeaderMap, HeaderName, HeaderValue, Response, header, request::Parts},
};
use futures_util::FutureExt as _;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

pub(crate) use cabinet::{as_association, as_business, done};
pub(crate) use page::page;

use crate::{
    answer::Answer,
    cabinet::cookie,
    limits, metric, parameter, peer,
    problem::Refusal,
    routes::{AnyDevice, Call, Handler, Operator, Phone, Route, Source, Visitor},
    service::Inner,
    store::{
        devices::{Device, Place},
        sessions::{self, Session},
        sources,
    },
};

/// The scheme of the operator's token.
const BEARER: &str = "Bearer ";

/// What is answered however busy the service is: whoever watches it must not take it for dead.
const ALWAYS: [&str; 2] = ["/health", "/metrics"];

/// Answers a request to a route.
pub(crate) async fn answer(inner: Arc<Inner>, route: &'static Route, request: Request) -> Response<Body> {
    let began = std::time::Instant::now();
    let (parts, body) = request.into_parts();
    let answered = within_limits(async {
        let body = receive(&inner, &parts.headers, body).await?;
        let _place = if ALWAYS.contains(&route.path) { None } else { Some(place(&inner)?) };
        // Everybody who is waiting to be read comes first: whoever is too many learns it before time is spent on anybody.
        tokio::task::yield_now().await;
        work(&inner, route, parts, body).await
    });
    let answered = answered.await;
    let response = finish(&inner, answered);
    metrics::histogram!(metric::REQUEST_SECONDS, "route" => route.name).record(began.elapsed());
    metrics::counter!(metric::REQUESTS, "route" => route.name, "status" => status(&response)).increment(1);
    response
}

/// The status as a label that costs nothing.
fn status(response: &Response<Body>) -> &'static str {
    match response.status().as_u16() {
        200..300 => "2xx",
        429 => "429",
        503 => "503",
        400..500 => "4xx",
        _ => "5xx",
    }
}

/// Refuses what is at no route.
pub(crate) fn refuse(inner: &Inner, code: ProblemCode) -> Response<Body> {
    finish(inner, Err(code.into()))
}

/// What comes of a request that may neither last too long nor bring anything else down.
async fn within_limits<T>(work: impl Future<Output = Result<T, Refusal>>) -> Result<T, Refusal> {
    match tokio::time::timeout(limits::LONGEST_REQUEST, AssertUnwindSafe(work).catch_unwind()).await {
        Ok(Ok(answered)) => answered,
        Ok(Err(_)) => Err(ProblemCode::Fault.into()),
        Err(_) => Err(ProblemCode::Overloaded.into()),
    }
}

/// A body, whole. Whoever sends it slowly waits here, and takes nobody's place.
async fn receive(inner: &Inner, headers: &HeaderMap, body: Body) -> Result<Bytes, Refusal> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let _room = inner.bodies.try_acquire().map_err(|_| ProblemCode::Overloaded)?;
    read(headers, body).await
}

/// A place among the requests that are worked on.
fn place(inner: &Inner) -> Result<tokio::sync::SemaphorePermit<'_>, Refusal> {
    inner.places.try_acquire().map_err(|_| ProblemCode::Overloaded.into())
}

fn finish(inner: &Inner, answered: Result<Answer, Refusal>) -> Response<Body> {
    let mut response = answered.map_or_else(Refusal::into_response, Answer::into_response);
    let headers = response.headers_mut();
    if let Ok(nonce) = HeaderValue::try_from(inner.proofs.nonce(inner.now())) {
        headers.insert(HeaderName::from_static(proof::NONCE_HEADER), nonce);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

async fn work(inner: &Arc<Inner>, route: &'static Route, parts: Parts, body: Bytes) -> Result<Answer, Refusal> {
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    if path.len() > limits::LONGEST_PATH {
        return Err(Refusal::field("path", format!("at most {} bytes", limits::LONGEST_PATH)));
    }
    let parameter = route.parameter(parts.uri.path());
    if let Some((name, rule)) = parameter.and_then(|(name, value)| Some((name, parameter::broken(name, value)?))) {
        return Err(Refusal::field(name, rule));
    }
    let call = Call {
        now: inner.now(),
        parameter: parameter.map_or_else(String::new, |(_, value)| value.to_owned()),
        address: address(inner, &parts),
        body,
        query: parts.uri.query().unwrap_or_default().to_owned(),
        last_event: parts.headers.get("last-event-id").and_then(|id| id.to_str().ok().map(str::to_owned)),
    };
    match route.handler {
        Handler::Anyone(handler) => handler(Arc::clone(inner), call).await,
        Handler::Phone(handler) => {
            let device = prove(inner, &parts, path, &call, token(&parts.headers))?;
            handler(Arc::clone(inner), Phone { device }, call).await
        }
        Handler::AnyDevice(handler) => {
            let session = session(inner, &parts, path, &call).await?;
            let place = session.device.place(call.now);
            handler(Arc::clone(inner), AnyDevice { session, place }, call).await
        }
        Handler::Visitor(handler) => {
            let session = session(inner, &parts, path, &call).await?;
            held(session.device.place(call.now), call.now)?;
            handler(Arc::clone(inner), Visitor { session }, call).await
        }
        Handler::Source(handler) => {
            let device = prove(inner, &parts, path, &call, token(&parts.headers))?;
            let source = inner.database.read(|sql| sources::of_device(sql, &device)).await?;
            let source = source.ok_or(ProblemCode::NotAllowed)?;
            handler(Arc::clone(inner), Source { source }, call).await
        }
        Handler::Browser(handler) => {
            let browser = cabinet::browser(&parts)?;
            let given = browser.is_new.then(|| cookie::set(cookie::BROWSER, &browser.cookie, limits::BROWSER_LIFE));
            let mut answer = handler(Arc::clone(inner), browser, call).await?;
            if let Some(given) = given {
                answer.cookie(given);
            }
            Ok(answer)
        }
        Handler::Cabinet(handler) => {
            let session = cabinet::session(inner, &parts, &call).await?;
            handler(Arc::clone(inner), session, call).await
        }
        Handler::Business(handler) => {
            let business = cabinet::business(inner, &parts, &call).await?;
            handler(Arc::clone(inner), business, call).await
        }
        Handler::Association(handler) => {
            let association = cabinet::association(inner, &parts, &call).await?;
            handler(Arc::clone(inner), association, call).await
        }
        Handler::Operator(handler) => {
            let operator = if parts.headers.contains_key(header::AUTHORIZATION) {
                operator(inner, &parts.headers)?
            } else {
                cabinet::operator(inner, &parts, &call).await?
            };
            handler(Arc::clone(inner), operator, call).await
        }
    }
}

/// Refuses a device that is not in its account's place.
pub(crate) fn held(place: Place, now: Moment) -> Result<(), Refusal> {
    match place {
        Place::Held => Ok(()),
        Place::Waits(until) => Err(Refusal::wait(ProblemCode::DeviceWaits, until.since(now))),
        Place::Objected => Err(ProblemCode::ClaimObjected.into()),
        Place::Lost(_) => Err(ProblemCode::NotAllowed.into()),
    }
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Refusal> {
    let too_large = || {
        let rule = format!("at most {} bytes", limits::LONGEST_BODY);
        Refusal::from(Problem { rule: Some(rule), ..Problem::of(ProblemCode::BodyTooLarge) })
    };
    let said = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|length| length > limits::LONGEST_BODY) {
        return Err(too_large());
    }
    to_bytes(body, limits::LONGEST_BODY).await.map_err(|_| too_large())
}

fn address(inner: &Inner, parts: &Parts) -> [u8; 8] {
    let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let socket = socket.map_or(std::net::Ipv4Addr::UNSPECIFIED.into(), |info| info.0.ip());
    let forwarded = parts.headers.get_all("x-forwarded-for").iter();
    let lines: Vec<&str> = forwarded.filter_map(|line| line.to_str().ok()).collect();
    peer::counted(inner.options.trusted_proxies.client_address(socket, lines.into_iter()))
}

/// The token that a request carries for its device.
fn token(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix(proof::SCHEME)
}

/// Checks a request's proof; the thumbprint of the key that made it.
fn prove(inner: &Inner, parts: &Parts, path: &str, call: &Call, token: Option<&str>) -> Result<Device, ProblemCode> {
    let mut headers = parts.headers.get_all(proof::HEADER).iter();
    let (Some(header), None) = (headers.next(), headers.next()) else { return Err(ProblemCode::ProofInvalid) };
    let header = header.to_str().map_err(|_| ProblemCode::ProofInvalid)?;
    let request = proof::Request { method: parts.method.as_str(), path, token, body: &call.body };
    inner.proofs.check(header, &request, call.now)
}

async fn session(inner: &Inner, parts: &Parts, path: &str, call: &Call) -> Result<Session, Refusal> {
    let token = token(&parts.headers);
    if token.is_none() {
        // Whoever cannot prove a device at all is told that first.
        prove(inner, parts, path, call, None)?;
        return Err(ProblemCode::SessionEnded.into());
    }
    let hash = hash(token.unwrap_or_default());
    // The look-up costs a fraction of the proof's check, so that made-up tokens are cheap to refuse.
    let found = inner.database.read(|sql| sessions::of_token(sql, &hash)).await?;
    let session = found.ok_or(ProblemCode::SessionEnded)?;
    if session.expires_at <= call.now {
        return Err(ProblemCode::TokenExpired.into());
    }
    if prove(inner, parts, path, call, token)? != session.device.device {
        return Err(ProblemCode::ProofInvalid.into());
    }
    if session.generation > session.used {
        let Session { id, generation, .. } = session;
        inner.database.write(move |sql| sessions::note_used(sql, &id, generation)).await?;
    }
    Ok(session)
}

/// The operator, by the service's own token.
fn operator(inner: &Inner, headers: &HeaderMap) -> Result<Operator, ProblemCode> {
    let Some(given) = headers.get(header::AUTHORIZATION) else { return Err(ProblemCode::SessionEnded) };
    let token = given.to_str().ok().and_then(|given| given.strip_prefix(BEARER)).ok_or(ProblemCode::NotAllowed)?;
    let expected = inner.options.operator_token_sha256.ok_or(ProblemCode::NotAllowed)?;
    let fits: bool = hash(token).ct_eq(&expected).into();
    if fits { Ok(Operator { alias: None }) } else { Err(ProblemCode::NotAllowed) }
}

/// What is kept of a token.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// A new token: 256 random bits as text.
pub(crate) fn new_token() -> String {
    Fixed(crate::random::bytes::<32>()).to_string()
}
