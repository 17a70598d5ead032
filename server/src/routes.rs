//! The one table of routes. The router is built from it and from nothing else.

mod callers;

use std::sync::Arc;

use ashyq_core::wire::{ProblemCode, path, staff::path as staff};
use axum::{
    Router,
    extract::Request,
    http::Method,
    routing::{MethodFilter, MethodRouter, on},
};

pub use self::callers::Role;
pub(crate) use self::callers::{
    AnyDevice, Association, Browser, Business, Cabinet, Call, Operator, Phone, Source, Visitor,
};
use crate::{
    answer::Answer, api, cabinet, gate, openapi::RouteDescription, problem::Refusal, service::Inner, site,
    sms::BoxFuture,
};

type Answered = BoxFuture<'static, Result<Answer, Refusal>>;

/// What answers, by who may ask: a handler cannot be given to another role by mistake.
#[derive(Clone, Copy)]
pub(crate) enum Handler {
    Anyone(fn(Arc<Inner>, Call) -> Answered),
    Phone(fn(Arc<Inner>, Phone, Call) -> Answered),
    AnyDevice(fn(Arc<Inner>, AnyDevice, Call) -> Answered),
    Visitor(fn(Arc<Inner>, Visitor, Call) -> Answered),
    Source(fn(Arc<Inner>, Source, Call) -> Answered),
    Browser(fn(Arc<Inner>, Browser, Call) -> Answered),
    Cabinet(fn(Arc<Inner>, Cabinet, Call) -> Answered),
    Business(fn(Arc<Inner>, Business, Call) -> Answered),
    Association(fn(Arc<Inner>, Association, Call) -> Answered),
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
    takes: Option<&'static str>,
    gives: Option<&'static str>,
    status: u16,
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

const fn get(path: &'static str, name: &'static str, summary: &'static str, handler: Handler) -> Route {
    Route { method: Method::GET, path, name, summary, handler, takes: None, gives: None, status: 200 }
}

const fn post(path: &'static str, name: &'static str, summary: &'static str, handler: Handler) -> Route {
    Route { method: Method::POST, path, name, summary, handler, takes: None, gives: None, status: 200 }
}

const fn put(path: &'static str, name: &'static str, summary: &'static str, handler: Handler) -> Route {
    Route { method: Method::PUT, path, name, summary, handler, takes: None, gives: None, status: 200 }
}

/// Every route.
#[rustfmt::skip]
pub static ROUTES: &[Route] = &[
    get("/health", "health", "Says that the process runs.", anyone!(api::health::health)).gives("application/json"),
    get("/ready", "ready", "Says whether the service can answer.", anyone!(api::health::ready)).gives("application/json"),
    get("/metrics", "metrics", "Gives numbers for Prometheus.", anyone!(api::health::metrics)).gives("text/plain"),
    get("/openapi.json", "openapi", "Gives this description.", anyone!(api::health::description)).gives("application/json"),

    get(path::NONCE, "get_nonce", "Gives nothing but a nonce.", anyone!(api::publications::nonce)),
    get(path::KEYS, "get_keys", "Gives the signed key set.", anyone!(api::publications::keys)).gives("SignedKeySet"),
    get(path::RULES, "get_rules", "Gives the signed rules.", anyone!(api::publications::rules)).gives("SignedRules"),
    get(path::NOT_LIVE, "get_not_live", "Gives the signed list of what is not live.", anyone!(api::publications::not_live)).gives("SignedNotLive"),

    post(path::LOG_IN, "log_in", "Sends a log-in code.", by!(Phone api::log_in::ask)).takes("LogInRequest").promises("LogInAnswer"),
    post(path::ANSWER, "answer_challenge", "Trades the log-in code for tokens.", by!(Phone api::log_in::answer)).takes("ChallengeAnswer").gives("Tokens"),
    post(path::RENEW, "renew", "Trades the renewal token for new tokens.", by!(Phone api::session::renew)).takes("RenewRequest").gives("Tokens"),
    post(path::LOG_OUT, "log_out", "Logs out.", by!(AnyDevice api::session::log_out)).takes("LogOutRequest"),
    put(path::IIN, "bind_iin", "Binds an IIN.", by!(AnyDevice api::iin::bind)).takes("IinRequest").gives("Binding"),
    get(path::IIN, "get_binding", "Gives the binding as it stands.", by!(AnyDevice api::iin::state)).gives("Binding"),
    get(path::STATUS, "get_status", "Gives the own status.", by!(Visitor api::status::own)).gives("SignedOwnStatus"),
    get(path::NOTICES, "get_notices", "Gives the notices.", by!(Visitor api::notices::list)).gives("Notices"),
    post(path::NOTICE, "answer_notice", "Answers a notice.", by!(Visitor api::notices::answer)).takes("NoticeAnswer"),
    get(path::POSTER, "get_poster", "Gives the poster of a typed code.", by!(Phone api::posters::typed)).gives("PosterAnswer"),
    put(path::VISIT, "put_entry", "Reports an entry.", by!(AnyDevice api::entry::enter)).takes("EntryRequest").gives("EntryAnswer"),
    put(path::EXIT, "put_exit", "Reports an exit.", by!(AnyDevice api::exit::leave)).takes("ExitRequest").gives("SignedReceipt"),
    post(path::DELETE_MY_DATA, "delete_my_data", "Deletes the account.", by!(Visitor api::session::delete)),

    get(staff::ROLES, "get_roles", "Gives the roles of the account.", by!(Visitor api::staff::roles::list)).gives("Roles"),
    post(staff::ROLE, "answer_role", "Accepts a role, declines it or gives it up.", by!(Visitor api::staff::roles::answer)).takes("RoleAnswer"),
    post(staff::SHIFTS, "open_shift", "Opens a shift on this device.", by!(Visitor api::staff::shifts::open)).takes("OpenShift").gives("SignedShift"),
    post(staff::CLOSE_SHIFT, "close_shift", "Closes a shift.", by!(Visitor api::staff::shifts::close)),
    put(staff::ENTRY, "put_staff_entry", "Registers somebody without a smartphone.", by!(Visitor api::staff::entry::enter)).takes("StaffEntry").gives("SignedStaffDecision"),
    post(staff::EXITS, "post_staff_exit", "Ends an entry by staff.", by!(Visitor api::staff::exit::leave)).takes("StaffExit").gives("Noted"),

    post("/v1/facts", "put_facts", "Takes facts from a source.", by!(Source api::facts::take)).takes("NewFacts").gives("FactsTaken"),

    post("/v1/cabinet/log-in", "cabinet_log_in", "Sends a log-in code for a browser.", by!(Browser cabinet::log_in::ask)).takes("LogInRequest").promises("LogInAnswer"),
    post("/v1/cabinet/answer", "cabinet_answer", "Trades the log-in code for a session of this browser.", by!(Browser cabinet::log_in::answer)).takes("ChallengeAnswer").gives("CabinetSession"),
    get("/v1/cabinet/session", "get_cabinet_session", "Gives the session.", by!(Cabinet cabinet::session::show)).gives("CabinetSession"),
    post("/v1/cabinet/enrolment", "enrol", "Gives what an authenticator app is set up with.", by!(Cabinet cabinet::session::enrol)).gives("Enrolment"),
    post("/v1/cabinet/one-time-password", "prove_one_time_password", "Proves a one-time password.", by!(Cabinet cabinet::session::prove)).takes("OneTimePassword").gives("CabinetSession"),
    post("/v1/cabinet/log-out", "cabinet_log_out", "Logs out this browser, or every browser.", by!(Cabinet cabinet::session::log_out)).takes("LogOutRequest"),

    post("/v1/business/applications", "apply", "Applies for a venue's posters.", by!(Business api::business::apply)).takes("NewApplication").creates("ApplicationRecord"),
    get("/v1/business/applications", "get_own_applications", "Gives the own applications, the newest first.", by!(Business api::business::list)).gives("Applications"),
    get("/v1/business/applications/{application}", "get_own_application", "Gives an own application with its record.", by!(Business api::business::show)).gives("ApplicationRecord"),
    post("/v1/business/applications/{application}/test", "start_test", "Begins the test week.", by!(Business api::business::start_test)).gives("ApplicationRecord"),
    post("/v1/business/applications/{application}/live", "go_live", "Goes live.", by!(Business api::business::go_live)).gives("ApplicationRecord"),
    get("/v1/business/associations/{oked}", "get_associations_for", "Gives the associations through which one files for an activity.", by!(Business api::business::associations)).gives("AssociationChoices"),
    get("/v1/business/venues/{venue}", "get_own_venue", "Gives an own venue and its posters.", by!(Business api::business::venue)).gives("VenueShown"),
    get("/v1/business/venues/{venue}/practice", "get_own_practice", "Gives the practice persons of an own venue in test mode.", by!(Business api::practice::show_own)).gives("Practice"),
    put("/v1/business/venues/{venue}/practice", "choose_own_practice", "Chooses whom an own venue in test mode practises with.", by!(Business api::practice::choose_own)).takes("NewPractice").gives("Practice"),
    get("/v1/business/venues/{venue}/board", "get_board", "Gives a venue's board as events.", by!(Business api::board::open)).gives("text/event-stream"),
    get("/v1/business/venues/{venue}/counts", "get_counts", "Counts the people of a day.", by!(Business api::board::count)).gives("Counts"),
    get("/v1/business/venues/{venue}/arrivals.csv", "get_arrivals", "Gives the arrivals of up to 14 days as a file.", by!(Business api::board::export)).gives("text/csv"),
    post("/v1/business/venues/{venue}/close-day", "close_day", "Ends the visit of everybody inside.", by!(Business api::board::close_day)).takes("CloseDay").gives("DayClosed"),
    post("/v1/business/venues/{venue}/staff", "name_staff", "Names a person of staff.", by!(Business api::staff::naming::name_own)).takes("NameStaff").gives("StaffShown"),
    get("/v1/business/venues/{venue}/staff", "get_staff", "Gives the staff of an own venue.", by!(Business api::staff::naming::list_own)).gives("VenueStaff"),
    post("/v1/business/venues/{venue}/staff/remove", "remove_staff", "Removes a role.", by!(Business api::staff::naming::remove_own)).takes("RemoveStaff"),
    post("/v1/business/posters/{typed}/replace", "replace_poster", "Revokes an own poster and makes another.", by!(Business api::business::replace_poster)).gives("PosterShown"),
    get("/v1/business/posters/{typed}/svg", "get_own_poster_svg", "Gives an own poster to print, as SVG.", by!(Business api::business::svg)).gives("image/svg+xml"),
    get("/v1/business/posters/{typed}/png", "get_own_poster_png", "Gives an own poster to print, as PNG.", by!(Business api::business::png)).gives("image/png"),
    get("/v1/business/posters/{typed}/pdf", "get_own_poster_pdf", "Gives an own poster to print, as PDF.", by!(Business api::business::pdf)).gives("application/pdf"),

    post("/v1/association/applications", "file_application", "Files for a business of the association.", by!(Association api::association::file)).takes("NewApplication").creates("ApplicationRecord"),
    get("/v1/association/applications", "get_association_applications", "Gives the applications through the association, the newest first.", by!(Association api::association::list)).gives("Applications"),
    get("/v1/association/applications/{application}", "get_association_application", "Gives an application through the association with its record.", by!(Association api::association::show)).gives("ApplicationRecord"),
    post("/v1/association/applications/{application}", "endorse_application", "Endorses or refuses an application.", by!(Association api::association::decide)).takes("Endorsement").gives("ApplicationRecord"),
    get("/v1/association", "get_association", "Gives the association of whoever asks.", by!(Association cabinet::associations::own)).gives("Association"),

    get("/v1/operator/members", "get_members", "Gives operators and the members of associations.", by!(Operator cabinet::members::list)).gives("Members"),
    post("/v1/operator/members", "name_member", "Names an operator or a member of an association.", by!(Operator cabinet::members::make)).takes("NewMember").promises("MemberNamed"),
    post("/v1/operator/members/{member}/remove", "remove_member", "Takes a role away.", by!(Operator cabinet::members::take_away)),
    get("/v1/operator/associations", "get_associations", "Gives the associations.", by!(Operator cabinet::associations::list)).gives("Associations"),
    post("/v1/operator/associations", "make_association", "Adds an association.", by!(Operator cabinet::associations::make)).takes("NewAssociation").creates("Association"),


    get("/v1/operator/applications", "get_queue", "Gives the applications that wait for the operator.", by!(Operator api::applications::queue)).gives("Applications"),
    get("/v1/operator/applications/{application}", "get_application", "Gives an application with its record.", by!(Operator api::applications::show)).gives("ApplicationRecord"),
    post("/v1/operator/applications/{application}", "decide_application", "Decides an application.", by!(Operator api::applications::decide)).takes("ApplicationDecision").gives("ApplicationRecord"),
    get("/v1/operator/venues", "get_venues", "Gives the venues by name.", by!(Operator api::applications::venues)).gives("Venues"),
    get("/v1/operator/venues/{venue}", "get_venue", "Gives a venue and its posters.", by!(Operator api::applications::venue)).gives("VenueShown"),
    post("/v1/operator/venues/{venue}", "decide_venue", "Suspends, resumes or revokes a venue.", by!(Operator api::applications::decide_venue)).takes("VenueDecision").gives("VenueShown"),
    put("/v1/operator/venues/{venue}/place", "relocate_venue", "Moves a venue on the map.", by!(Operator api::applications::relocate)).takes("NewPlace").gives("VenueShown"),
    get("/v1/operator/venues/{venue}/application", "get_venue_application", "Gives the application of a venue with its record.", by!(Operator api::applications::of_venue)).gives("ApplicationRecord"),
    get("/v1/operator/venues/{venue}/practice", "get_practice", "Gives the practice persons of a venue in test mode.", by!(Operator api::practice::show)).gives("Practice"),
    put("/v1/operator/venues/{venue}/practice", "choose_practice", "Chooses whom a venue in test mode practises with.", by!(Operator api::practice::choose)).takes("NewPractice").gives("Practice"),
    post("/v1/operator/venues/{venue}/posters", "make_poster", "Makes another poster for an entrance.", by!(Operator api::posters::make)).takes("NewPoster").creates("PosterShown"),
    post("/v1/operator/posters/{typed}/revoke", "revoke_poster", "Revokes a poster.", by!(Operator api::posters::revoke)),
    get("/v1/operator/posters/{typed}/svg", "get_poster_svg", "Gives a poster to print, as SVG.", by!(Operator api::posters::svg)).gives("image/svg+xml"),
    get("/v1/operator/posters/{typed}/png", "get_poster_png", "Gives a poster to print, as PNG.", by!(Operator api::posters::png)).gives("image/png"),
    get("/v1/operator/posters/{typed}/pdf", "get_poster_pdf", "Gives a poster to print, as PDF.", by!(Operator api::posters::pdf)).gives("application/pdf"),
    get("/v1/operator/audit", "get_audit", "Gives the audit, the newest first.", by!(Operator api::audit::list)).gives("Audit"),
    get("/v1/operator/sources", "get_sources", "Gives the sources, the newest first.", by!(Operator api::sources::list)).gives("Sources"),
    post("/v1/operator/sources", "make_source", "Registers a source of facts.", by!(Operator api::sources::make)).takes("NewSource").creates("SourceShown"),
    post("/v1/operator/sources/{source}/revoke", "revoke_source", "Revokes a source.", by!(Operator api::sources::revoke)),
    put("/v1/operator/rules", "publish_rules", "Publishes rules.", by!(Operator api::rules::publish)).takes("Rules").gives("SignedRules"),
    get("/v1/operator/claims", "get_claims", "Gives the claims that were objected to.", by!(Operator api::claims::list)).gives("Claims"),
    post("/v1/operator/claims/{claim}", "decide_claim", "Decides a claim.", by!(Operator api::claims::decide)).takes("ClaimDecision"),
];

impl Route {
    /// The schema of its body.
    const fn takes(mut self, schema: &'static str) -> Self {
        self.takes = Some(schema);
        self
    }

    /// The schema of its answer, or the media type of one that is not described.
    const fn gives(mut self, schema: &'static str) -> Self {
        self.gives = Some(schema);
        self
    }

    /// The schema of what it makes.
    const fn creates(mut self, schema: &'static str) -> Self {
        self.status = 201;
        self.gives(schema)
    }

    /// The schema of its answer, after which it goes on working.
    const fn promises(mut self, schema: &'static str) -> Self {
        self.status = 202;
        self.gives(schema)
    }

    /// Who may use it.
    pub fn role(&self) -> Role {
        match self.handler {
            Handler::Anyone(_) => Role::Anyone,
            Handler::Phone(_) => Role::Phone,
            Handler::AnyDevice(_) | Handler::Visitor(_) => Role::Visitor,
            Handler::Source(_) => Role::Source,
            Handler::Browser(_) => Role::Browser,
            Handler::Cabinet(_) => Role::Cabinet,
            Handler::Business(_) => Role::Business,
            Handler::Association(_) => Role::Association,
            Handler::Operator(_) => Role::Operator,
        }
    }

    /// Whether a device that waits for its place, or has lost it, may use it too.
    pub fn is_for_any_device(&self) -> bool {
        matches!(self.handler, Handler::AnyDevice(_))
    }

    /// The name of this route's `{…}`, and what stands in a path for it.
    pub(crate) fn parameter<'a>(&self, path: &'a str) -> Option<(&'static str, &'a str)> {
        let mut pairs = self.path.split('/').zip(path.split('/'));
        pairs.find_map(|(part, value)| Some((part.strip_prefix('{')?.strip_suffix('}')?, value)))
    }
}

/// The table as other programs read it.
pub fn descriptions() -> Vec<RouteDescription> {
    let role = |route: &Route| match route.role() {
        Role::Anyone => "anyone",
        Role::Phone => "phone",
        Role::Visitor => "visitor",
        Role::Source => "source",
        Role::Browser => "browser",
        Role::Cabinet => "cabinet",
        Role::Business => "business",
        Role::Association => "association",
        Role::Operator => "operator",
    };
    let method = |route: &Route| match route.method {
        Method::POST => "POST",
        Method::PUT => "PUT",
        _ => "GET",
    };
    let describe = |route: &Route| RouteDescription {
        method: method(route),
        path: route.path,
        role: role(route),
        name: route.name,
        summary: route.summary,
        request: route.takes,
        answer: route.gives,
        status: route.status,
    };
    ROUTES.iter().map(describe).collect()
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
    router = site::routes::add(router, inner);
    let refuse = |code| {
        let inner = Arc::clone(inner);
        move || {
            let response = gate::refuse(&inner, code);
            async move { response }
        }
    };
    router.fallback(refuse(ProblemCode::NotFound)).method_not_allowed_fallback(refuse(ProblemCode::MethodNotAllowed))
}
