//! What a request for a page passes; whoever may not see it is led to what is still to be done, or told in a sentence.

use std::sync::Arc;

use ashyq_core::{wire::ProblemCode, words::Language};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, Response, request::Parts},
};

use super::{address, cabinet as door, place, receive, within_limits};
use crate::{
    cabinet::{
        cookie,
        session::{Next, next},
    },
    limits, metric,
    problem::Refusal,
    routes::{Cabinet, Call},
    service::Inner,
    site::{self, Chair, Frame, Page, PageHandler, PageRoute, View},
};

/// Answers a request for a page.
pub(crate) async fn page(
    inner: Arc<Inner>,
    page: &'static PageRoute,
    language: Language,
    request: Request,
) -> Response<Body> {
    let began = std::time::Instant::now();
    let headers = request.headers().clone();
    let path = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let shown = within_limits(async {
        let body = receive(&inner, &parts.headers, body).await?;
        let _place = place(&inner)?;
        show(&inner, page, language, parts, body).await
    });
    let shown = match shown.await {
        Ok(shown) => Ok(shown),
        Err(refusal) => failed(&inner, &headers, language, &path, &refusal).await,
    };
    metrics::histogram!(metric::REQUEST_SECONDS, "route" => page.path).record(began.elapsed());
    shown.map_or_else(Refusal::into_response, |shown| shown.into_response(&headers))
}

async fn show(
    inner: &Arc<Inner>,
    page: &'static PageRoute,
    language: Language,
    parts: Parts,
    body: Bytes,
) -> Result<Page, Refusal> {
    if parts.uri.path_and_query().is_some_and(|path| path.as_str().len() > limits::LONGEST_PAGE_PATH) {
        return Err(ProblemCode::NotFound.into());
    }
    let parameter = page.parameter(parts.uri.path()).to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let call = Call { now: inner.now(), parameter, query, last_event: None, address: address(inner, &parts), body };
    let found = door::found(inner, &parts.headers, call.now).await?;
    let frame = frame(found.as_ref(), language, parts.uri.path(), call.now);
    let view = |call, frame| View { call, frame };
    match page.handler {
        PageHandler::Anyone(handler) => handler(Arc::clone(inner), view(call, frame)).await,
        PageHandler::Browser(handler) => {
            let browser = door::browser(&parts)?;
            if door::is_unsafe(&parts.method) {
                door::form_is_ours(&parts.headers, &call.body, &browser.cookie)?;
            }
            let csrf = cookie::csrf(&browser.cookie);
            let given = browser.is_new.then(|| cookie::set(cookie::BROWSER, &browser.cookie, limits::BROWSER_LIFE));
            let shown = handler(Arc::clone(inner), browser, view(call, Frame { csrf, ..frame })).await?;
            Ok(given.into_iter().fold(shown, Page::with))
        }
        PageHandler::Cabinet(handler) => {
            let found = door::ours(found, &parts, &call)?;
            handler(Arc::clone(inner), found, view(call, frame)).await
        }
        PageHandler::Business(handler) => {
            let who = door::as_business(door::done(door::ours(found, &parts, &call)?, call.now)?);
            handler(Arc::clone(inner), who, view(call, frame)).await
        }
        PageHandler::Association(handler) => {
            let who = door::as_association(door::done(door::ours(found, &parts, &call)?, call.now)?)?;
            handler(Arc::clone(inner), who, view(call, frame)).await
        }
        PageHandler::Operator(handler) => {
            let who = door::as_operator(door::done(door::ours(found, &parts, &call)?, call.now)?)?;
            handler(Arc::clone(inner), who, view(call, frame)).await
        }
    }
}

/// Leads on to what is still to be done, or says what happened.
async fn failed(
    inner: &Inner,
    headers: &HeaderMap,
    language: Language,
    path: &str,
    refusal: &Refusal,
) -> Result<Page, Refusal> {
    let to = |path: &str| Ok(Page::see(format!("/{}{path}", language.code())));
    let found = door::found(inner, headers, inner.now()).await.ok().flatten();
    match (refusal.problem().code, &found) {
        (ProblemCode::SessionEnded, _) => to("/log-in"),
        (ProblemCode::OneTimePasswordNeeded, Some(found)) => match still_to_do(found, inner) {
            Next::Enrolment => to("/cabinet/enrolment"),
            _ => to("/cabinet/password"),
        },
        _ => site::failure(&frame(found.as_ref(), language, path, inner.now()), refusal),
    }
}

fn still_to_do(found: &Cabinet, inner: &Inner) -> Next {
    next(found.member.as_ref(), found.is_proved(), inner.now())
}

fn frame(found: Option<&Cabinet>, language: Language, path: &str, now: ashyq_core::moment::Moment) -> Frame {
    let shown = found.map(|found| found.shown(now));
    let path = path.strip_prefix('/').and_then(|path| path.strip_prefix(language.code())).unwrap_or(path);
    // A poster's link is printed in capitals.
    let path = path.strip_prefix("/P/").map_or_else(|| path.to_owned(), |poster| format!("/p/{poster}"));
    Frame {
        language,
        path,
        csrf: shown.as_ref().map_or_else(String::new, |shown| shown.csrf.clone()),
        chair: shown.map(|shown| Chair { role: shown.role, until: shown.until, ready: shown.next == Next::Nothing }),
        now,
    }
}
