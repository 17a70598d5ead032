//! The one table of pages. Each stands at its path below every language; a poster's link has none, as it was printed.

use std::sync::Arc;

use ashyq_core::words::Language;
use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, Method},
    routing::{MethodFilter, get, on},
};

use super::{
    answer::Page, applications, apply, assets, audit, delete, frame::Frame, language, log_in, offices, passwords,
    poster, sources, start, venue, venue_board, venue_counts, venue_practice, venue_staff, venues,
};
use crate::{
    gate,
    problem::Refusal,
    routes::{Association, Browser, Business, Cabinet, Call, Operator, Role},
    service::Inner,
    sms::BoxFuture,
};

/// A request for a page that passed the gate.
pub(crate) struct View {
    pub(crate) call: Call,
    pub(crate) frame: Frame,
}

type Shown = BoxFuture<'static, Result<Page, Refusal>>;

/// What shows a page, by who may see it.
#[derive(Clone, Copy)]
pub(crate) enum PageHandler {
    Anyone(fn(Arc<Inner>, View) -> Shown),
    Browser(fn(Arc<Inner>, Browser, View) -> Shown),
    Cabinet(fn(Arc<Inner>, Cabinet, View) -> Shown),
    Business(fn(Arc<Inner>, Business, View) -> Shown),
    Association(fn(Arc<Inner>, Association, View) -> Shown),
    Operator(fn(Arc<Inner>, Operator, View) -> Shown),
}

/// A row of the table.
pub struct PageRoute {
    /// The method.
    pub method: Method,
    /// The path after the language.
    pub path: &'static str,
    pub(crate) handler: PageHandler,
}

impl PageRoute {
    /// Who may see it.
    pub fn role(&self) -> Role {
        match self.handler {
            PageHandler::Anyone(_) => Role::Anyone,
            PageHandler::Browser(_) => Role::Browser,
            PageHandler::Cabinet(_) => Role::Cabinet,
            PageHandler::Business(_) => Role::Business,
            PageHandler::Association(_) => Role::Association,
            PageHandler::Operator(_) => Role::Operator,
        }
    }

    /// What stands in a path for this page's `{…}`; the path has its language in front, or none.
    pub(crate) fn parameter<'a>(&self, path: &'a str) -> &'a str {
        // Counted from the end, where both are alike.
        let pairs = self.path.rsplit('/').zip(path.rsplit('/'));
        pairs.into_iter().find(|(name, _)| name.starts_with('{')).map_or("", |(_, value)| value)
    }
}

macro_rules! page {
    ($method:ident $path:literal $handler:path) => {
        PageRoute {
            method: Method::$method,
            path: $path,
            handler: PageHandler::Anyone(|inner, view| Box::pin($handler(inner, view))),
        }
    };
    ($method:ident $path:literal $role:ident $handler:path) => {
        PageRoute {
            method: Method::$method,
            path: $path,
            handler: PageHandler::$role(|inner, who, view| Box::pin($handler(inner, who, view))),
        }
    };
}

/// The page that a poster's link opens, after the language.
const POSTER: &str = "/p/{poster}";

/// Every page.
pub static PAGES: &[PageRoute] = &[
    page!(GET "/" start::home),
    page!(GET "/p/{poster}" poster::show),
    page!(GET "/privacy" start::privacy),
    page!(GET "/log-in" Browser log_in::ask),
    page!(POST "/log-in" Browser log_in::send),
    page!(POST "/log-in/code" Browser log_in::answer),
    page!(GET "/delete" Browser delete::ask),
    page!(POST "/delete" Browser delete::send),
    page!(POST "/delete/code" Browser delete::answer),
    page!(GET "/delete/done" delete::done),
    page!(GET "/cabinet/delete" Business delete::confirm),
    page!(POST "/cabinet/delete" Business delete::delete),
    page!(POST "/cabinet/delete/keep" Business delete::keep),
    page!(GET "/cabinet/enrolment" Cabinet passwords::enrol),
    page!(GET "/cabinet/password" Cabinet passwords::ask),
    page!(POST "/cabinet/password" Cabinet passwords::prove),
    page!(POST "/cabinet/log-out" Cabinet passwords::log_out),
    page!(GET "/cabinet" Cabinet start::cabinet),
    page!(GET "/cabinet/apply" Business apply::ask),
    page!(POST "/cabinet/apply" Business apply::file),
    page!(GET "/cabinet/applications/{application}" Business applications::own),
    page!(POST "/cabinet/applications/{application}/test" Business applications::start_test),
    page!(POST "/cabinet/applications/{application}/live" Business applications::go_live),
    page!(GET "/cabinet/association/apply" Association apply::ask_for_another),
    page!(POST "/cabinet/association/apply" Association apply::file_for_another),
    page!(GET "/cabinet/venues/{venue}" Business venue::show),
    page!(POST "/cabinet/venues/{venue}/poster" Business venue::replace_poster),
    page!(GET "/cabinet/venues/{venue}/board" Business venue_board::show),
    page!(POST "/cabinet/venues/{venue}/close-day" Business venue_board::close_day),
    page!(GET "/cabinet/venues/{venue}/counts" Business venue_counts::show),
    page!(GET "/cabinet/venues/{venue}/staff" Business venue_staff::show),
    page!(POST "/cabinet/venues/{venue}/staff" Business venue_staff::name),
    page!(POST "/cabinet/venues/{venue}/staff/remove" Business venue_staff::remove),
    page!(GET "/cabinet/venues/{venue}/practice" Business venue_practice::show),
    page!(POST "/cabinet/venues/{venue}/practice" Business venue_practice::choose),
    page!(GET "/cabinet/association/{application}" Association applications::through),
    page!(POST "/cabinet/association/{application}" Association applications::endorse),
    page!(GET "/cabinet/queue/{application}" Operator applications::queued),
    page!(POST "/cabinet/queue/{application}" Operator applications::decide),
    page!(GET "/cabinet/office/venues" Operator venues::list),
    page!(GET "/cabinet/office/venues/{venue}" Operator venues::show),
    page!(POST "/cabinet/office/venues/{venue}" Operator venues::decide),
    page!(POST "/cabinet/office/posters/{typed}/revoke" Operator venues::revoke_poster),
    page!(GET "/cabinet/office/sources" Operator sources::list),
    page!(POST "/cabinet/office/sources" Operator sources::register),
    page!(POST "/cabinet/office/sources/{source}/revoke" Operator sources::revoke),
    page!(GET "/cabinet/office/audit" Operator audit::list),
    page!(GET "/cabinet/members" Operator offices::members),
    page!(POST "/cabinet/members" Operator offices::name),
    page!(POST "/cabinet/members/{member}/remove" Operator offices::remove),
    page!(POST "/cabinet/associations" Operator offices::associate),
    page!(GET "/cabinet/claims" Operator offices::claims),
    page!(POST "/cabinet/claims/{claim}" Operator offices::decide),
];

/// Adds the pages, and what they load, to the router.
pub(crate) fn add(mut router: Router, inner: &Arc<Inner>) -> Router {
    for page in PAGES {
        let method = MethodFilter::try_from(page.method.clone()).unwrap_or(MethodFilter::GET);
        for language in Language::ALL {
            let inner = Arc::clone(inner);
            let show = move |request: Request| gate::page(Arc::clone(&inner), page, language, request);
            router = router.route(&format!("/{}{}", language.code(), page.path), on(method, show));
        }
    }
    // As the poster is printed: in capitals, and without a language.
    let printed = PAGES.iter().find(|page| page.path == POSTER).into_iter();
    for (page, path) in printed.flat_map(|page| [(page, "/P/{poster}"), (page, POSTER)]) {
        let inner = Arc::clone(inner);
        let show = move |request: Request| {
            let wished = language::wished(request.headers());
            gate::page(Arc::clone(&inner), page, wished, request)
        };
        router = router.route(path, get(show));
    }
    let first = async |headers: HeaderMap| {
        Page::see(format!("/{}/", language::wished(&headers).code())).into_response(&headers)
    };
    router = router.route("/", get(first));
    for asset in assets::ASSETS.iter() {
        let give = async |headers: HeaderMap| Page::asset(asset).into_response(&headers);
        router = router.route(&asset.path, get(give));
    }
    router
}
