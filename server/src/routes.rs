//! The one table of routes. The router is built from it and from nothing else.

use std::sync::Arc;

use ashyq_core::wire::{ProblemCode, path};
use axum::{
    Router,
    body::Bytes,
    extract::Request,
    http::Method,
    routing::{MethodFilter, MethodRouter, on},
};

use crate::{
    answer::Answer,
    api, gate,
    problem::Refusal,
    service::Inner,
    sms::BoxFuture,
    store::{
        Id,
        devices::{Device, Place},
        sessions::Session,
    },
};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Anybody.
    Anyone,
    /// A device that proves its key, without a session.
    Phone,
    /// A visitor's device with a session.
    Visitor,
    /// A registered system of the health authority.
    Source,
    /// The operator.
    Operator,
}

/// A request that passed the gate.
pub(crate) struct Call {
    /// When it came.
    pub(crate) now: ashyq_core::moment::Moment,
    /// What stands in the path for `{…}`.
    pub(crate) parameter: String,
    /// What is counted as its address.
    pub(crate) address: [u8; 8],
    /// Its body.
    pub(crate) body: Bytes,
}

/// A device that proved its key.
pub(crate) struct Phone {
    pub(crate) device: Device,
}

/// A device with a session, wherever it stands in its account.
pub(crate) struct AnyDevice {
    pub(crate) session: Session,
    pub(crate) place: Place,
}

/// A device with a session that is in its account's place.
pub(crate) struct Visitor {
    pub(crate) session: Session,
}

/// A registered source.
pub(crate) struct Source {
    pub(crate) source: Id,
}

/// The operator.
pub(crate) struct Operator;

type Answered = BoxFuture<'static, Result<Answer, Refusal>>;

/// What answers, by who may ask: a handler cannot be given to another role by mistake.
#[derive(Clone, Copy)]
pub(crate) enum Handler {
    Anyone(fn(Arc<Inner>, Call) -> Answered),
    Phone(fn(Arc<Inner>, Phone, Call) -> Answered),
    AnyDevice(fn(Arc<Inner>, AnyDevice, Call) -> Answered),
    Visitor(fn(Arc<Inner>, Visitor, Call) -> Answered),
    Source(fn(Arc<Inner>, Source, Call) -> Answered),
    Operator(fn(Arc<Inner>, Operator, Call) -> Answered),
}

/// A row of the table.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with at most one `{…}`.
    pub path: &'static str,
    /// The operation's name.
    pub name: &'static str,
    /// What it does.
    pub summary: &'static str,
    pub(crate) handler: Handler,
}

macro_rules! anyone {
    ($handler:path) => {
        Handler::Anyone(|inner, call| Box::pin($handler(inner, call)))
    };
}

macro_rules! by {
    ($role:ident $handler:path) => {
        Handler::$role(|inner, who, call| Box::pin($handler(inner, who, call)))
    };
}

const fn route(
    method: Method,
    path: &'static str,
    name: &'static str,
    summary: &'static str,
    handler: Handler,
) -> Route {
    Route { method, path, name, summary, handler }
}

/// Every route.
pub static ROUTES: &[Route] = &[
    route(Method::GET, "/health", "health", "The process runs.", anyone!(api::health::health)),
    route(Method::GET, "/ready", "ready", "The service can answer.", anyone!(api::health::ready)),
    route(Method::GET, "/metrics", "metrics", "Numbers for Prometheus.", anyone!(api::health::metrics)),
    route(
        Method::GET,
        path::NONCE,
        "nonce",
        "A nonce for the next proof, and nothing else.",
        anyone!(api::publications::nonce),
    ),
    route(Method::GET, path::KEYS, "keys", "The signed key set.", anyone!(api::publications::keys)),
    route(Method::GET, path::RULES, "rules", "The signed rules.", anyone!(api::publications::rules)),
    route(
        Method::GET,
        path::NOT_LIVE,
        "not_live",
        "The signed list of what is not live.",
        anyone!(api::publications::not_live),
    ),
    route(Method::POST, path::LOG_IN, "log_in", "Asks for a log-in code.", by!(Phone api::log_in::ask)),
    route(Method::POST, path::ANSWER, "answer", "Answers with the log-in code.", by!(Phone api::log_in::answer)),
    route(
        Method::POST,
        path::RENEW,
        "renew",
        "Trades the renewal token for new tokens.",
        by!(Phone api::session::renew),
    ),
    route(Method::POST, path::LOG_OUT, "log_out", "Logs out.", by!(AnyDevice api::session::log_out)),
    route(Method::PUT, path::IIN, "bind_iin", "Binds an IIN to the device.", by!(AnyDevice api::iin::bind)),
    route(Method::GET, path::IIN, "iin", "The binding as it stands.", by!(AnyDevice api::iin::state)),
    route(Method::GET, path::STATUS, "status", "The own status as a timetable.", by!(Visitor api::status::own)),
    route(Method::GET, path::NOTICES, "notices", "What the account must know.", by!(Visitor api::notices::list)),
    route(Method::POST, path::NOTICE, "answer_notice", "Answers a notice.", by!(Visitor api::notices::answer)),
    route(Method::GET, path::POSTER, "poster", "The poster of a typed code.", by!(Phone api::posters::typed)),
    route(Method::PUT, path::VISIT, "enter", "Reports an entry.", by!(AnyDevice api::entry::enter)),
    route(Method::PUT, path::EXIT, "leave", "Reports an exit.", by!(AnyDevice api::exit::leave)),
    route(
        Method::POST,
        path::DELETE_MY_DATA,
        "delete_my_data",
        "Deletes the account.",
        by!(Visitor api::session::delete),
    ),
    route(Method::POST, "/v1/facts", "facts", "Takes facts from a source.", by!(Source api::facts::take)),
    route(
        Method::POST,
        "/v1/operator/venues",
        "make_venue",
        "Makes a venue live at once.",
        by!(Operator api::venues::make),
    ),
    route(
        Method::GET,
        "/v1/operator/venues/{venue}",
        "venue",
        "A venue and its posters.",
        by!(Operator api::venues::show),
    ),
    route(
        Method::PUT,
        "/v1/operator/venues/{venue}/mode",
        "set_mode",
        "Sets what a venue is.",
        by!(Operator api::venues::set_mode),
    ),
    route(
        Method::POST,
        "/v1/operator/venues/{venue}/posters",
        "make_poster",
        "Makes another poster.",
        by!(Operator api::posters::make),
    ),
    route(
        Method::POST,
        "/v1/operator/posters/{typed}/revoke",
        "revoke_poster",
        "Revokes a poster.",
        by!(Operator api::posters::revoke),
    ),
    route(
        Method::GET,
        "/v1/operator/posters/{typed}/svg",
        "poster_svg",
        "A poster to print, as SVG.",
        by!(Operator api::posters::svg),
    ),
    route(
        Method::GET,
        "/v1/operator/posters/{typed}/png",
        "poster_png",
        "A poster to print, as PNG.",
        by!(Operator api::posters::png),
    ),
    route(
        Method::POST,
        "/v1/operator/sources",
        "make_source",
        "Registers a source of facts.",
        by!(Operator api::sources::make),
    ),
    route(
        Method::POST,
        "/v1/operator/sources/{source}/revoke",
        "revoke_source",
        "Revokes a source.",
        by!(Operator api::sources::revoke),
    ),
    route(Method::PUT, "/v1/operator/rules", "publish_rules", "Publishes rules.", by!(Operator api::rules::publish)),
    route(
        Method::GET,
        "/v1/operator/claims",
        "claims",
        "Claims that were objected to.",
        by!(Operator api::claims::list),
    ),
    route(
        Method::POST,
        "/v1/operator/claims/{claim}",
        "decide_claim",
        "Decides a claim.",
        by!(Operator api::claims::decide),
    ),
];

impl Route {
    /// Who may use it.
    pub fn role(&self) -> Role {
        match self.handler {
            Handler::Anyone(_) => Role::Anyone,
            Handler::Phone(_) => Role::Phone,
            Handler::AnyDevice(_) | Handler::Visitor(_) => Role::Visitor,
            Handler::Source(_) => Role::Source,
            Handler::Operator(_) => Role::Operator,
        }
    }

    /// Whether a device that waits for its place, or has lost it, may use it too.
    pub fn is_for_any_device(&self) -> bool {
        matches!(self.handler, Handler::AnyDevice(_))
    }

    /// Whether it needs the writer.
    pub(crate) fn writes(&self) -> bool {
        self.method != Method::GET
    }

    /// What stands in a path for this route's `{…}`.
    pub(crate) fn parameter<'a>(&self, path: &'a str) -> &'a str {
        let pairs = self.path.split('/').zip(path.split('/'));
        pairs.into_iter().find(|(name, _)| name.starts_with('{')).map_or("", |(_, value)| value)
    }
}

/// Builds the router.
pub(crate) fn router(inner: &Arc<Inner>) -> Router {
    let mut router: Router = Router::new();
    for route in ROUTES {
        let inner = Arc::clone(inner);
        let answer = move |request: Request| gate::answer(Arc::clone(&inner), route, request);
        let method = MethodFilter::try_from(route.method.clone()).unwrap_or(MethodFilter::GET);
        router = router.route(route.path, on(method, answer) as MethodRouter);
    }
    let refuse = |code| {
        let inner = Arc::clone(inner);
        move || {
            let response = gate::refuse(&inner, code);
            async move { response }
        }
    };
    router.fallback(refuse(ProblemCode::NotFound)).method_not_allowed_fallback(refuse(ProblemCode::MethodNotAllowed))
}
