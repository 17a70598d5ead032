//! Routes × roles, generated from the table: every cell is decided.

use ashyq_core::wire::ProblemCode;
use ashyq_server::routes::{ROUTES, Role, Route};
use axum::{body::Body, http::Request};

use crate::{browser::Browser, common::*};

pub fn path_of(route: &Route) -> String {
    let parts = route.path.split('/').map(|part| match part {
        "{visit}" | "{venue}" => "0123456789abcdef0123456789abcdef",
        "{notice}" | "{source}" | "{claim}" | "{role}" | "{shift}" | "{member}" | "{application}" => {
            "AAAAAAAAAAAAAAAAAAAAAA"
        }
        "{typed}" => "0000-0000",
        other => other,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Anyone,
    Phone,
    Visitor,
    Source,
    /// The operator, with the service's own token.
    Token,
    /// A business's browser.
    Business,
    /// An association's browser.
    Association,
    /// An operator's browser.
    Operator,
    /// An operator's browser whose one-time password is not proved.
    HalfOperator,
}

const ALL: [Asks; 9] = [
    Asks::Anyone,
    Asks::Phone,
    Asks::Visitor,
    Asks::Source,
    Asks::Token,
    Asks::Business,
    Asks::Association,
    Asks::Operator,
    Asks::HalfOperator,
];

/// What whoever asks gets at the gate of a route; `None` where it gets in.
fn expected(route: Role, asks: Asks) -> Option<ProblemCode> {
    use Asks::*;
    match (route, asks) {
        (Role::Anyone | Role::Browser, _)
        | (Role::Phone, Phone | Source | Visitor)
        | (Role::Visitor, Visitor)
        | (Role::Source, Source)
        | (Role::Cabinet, Business | Association | Operator | HalfOperator)
        | (Role::Business, Business | Association | Operator)
        | (Role::Association, Association)
        | (Role::Operator, Token | Operator) => None,
        (
            Role::Phone | Role::Visitor | Role::Source,
            Anyone | Token | Business | Association | Operator | HalfOperator,
        ) => Some(ProblemCode::ProofInvalid),
        (Role::Business | Role::Association | Role::Operator, HalfOperator) => Some(ProblemCode::OneTimePasswordNeeded),
        // A proof alone is no token; a visitor's token is not the operator's.
        (Role::Visitor, Phone | Source) | (Role::Operator, Anyone | Phone | Source) => Some(ProblemCode::SessionEnded),
        // A phone's or the service's token is no browser's session.
        (Role::Cabinet | Role::Business | Role::Association, Anyone | Phone | Visitor | Source | Token) => {
            Some(ProblemCode::SessionEnded)
        }
        (Role::Source, Phone | Visitor)
        | (Role::Operator, Visitor | Business | Association)
        | (Role::Association, Business | Operator) => Some(ProblemCode::NotAllowed),
    }
}

/// What no gate says to whoever got in with an empty body and made-up ids.
const AT_THE_GATE: [ProblemCode; 9] = [
    ProblemCode::ProofInvalid,
    ProblemCode::SessionEnded,
    ProblemCode::TokenExpired,
    ProblemCode::NotAllowed,
    ProblemCode::NonceStale,
    ProblemCode::DeviceWaits,
    ProblemCode::FormStale,
    ProblemCode::OneTimePasswordNeeded,
    ProblemCode::EnrolmentOver,
];

#[tokio::test]
async fn every_cell_of_routes_and_roles_is_decided() {
    // One address asks for everybody.
    let world = World::with(|options| options.codes.address_requests = 10_000);
    let source = world.source().await;
    let business = world.business("+77051000001").await;
    let association = world.association_browser("+77051000002", &["56"]).await;
    let operator = world.operator_browser("+77051000003").await;
    let mut half = Browser::default();
    half.log_in(&world, "+77051000003").await;
    let mut cells = 0;
    for (at, route) in ROUTES.iter().enumerate() {
        let visitor = world.visitor(&format!("+7705000{at:04}"), &iin(at as u64)).await;
        for asks in ALL {
            let (method, path) = (route.method.as_str(), path_of(route));
            let bare = || Request::builder().method(method).uri(&path);
            let browser =
                async |browser: &Browser| world.send(browser.request(method, &path).body(Body::empty()).unwrap()).await;
            let reply = match asks {
                Asks::Anyone => world.send(bare().body(Body::empty()).unwrap()).await,
                Asks::Token => {
                    let bearer = format!("Bearer {OPERATOR}");
                    world.send(bare().header("authorization", bearer).body(Body::empty()).unwrap()).await
                }
                Asks::Phone => world.device().send(&world, method, &path, b"").await,
                Asks::Source => source.clone().send(&world, method, &path, b"").await,
                Asks::Visitor => visitor.device.clone().send(&world, method, &path, b"").await,
                Asks::Business => browser(&business).await,
                Asks::Association => browser(&association).await,
                Asks::Operator => browser(&operator).await,
                Asks::HalfOperator => browser(&half).await,
            };
            let refused = (reply.status >= 400).then(|| reply.problem());
            let cell = format!("{method} {} for {asks:?}: {refused:?}", route.path);
            match expected(route.role(), asks) {
                Some(code) => assert_eq!(refused, Some(code), "{cell}"),
                None => assert!(!refused.is_some_and(|code| AT_THE_GATE.contains(&code)), "{cell}"),
            }
            assert!(!reply.nonce().is_empty());
            cells += 1;
        }
    }
    assert_eq!(cells, ROUTES.len() * ALL.len());
}

#[tokio::test]
async fn what_is_not_in_the_table_does_not_exist() {
    let world = World::new();
    for path in
        ["/xx", "/xx/", "/static/x", "/v1", "/v1/visits", "/v1/operator", "/v1/status/", "/V1/status", "/v1/keys/x"]
    {
        assert_eq!(world.get(path).await.problem(), ProblemCode::NotFound, "{path}");
    }
    for route in ROUTES {
        for method in ["GET", "PUT", "POST", "DELETE", "PATCH"] {
            let known = ROUTES.iter().any(|other| other.path == route.path && other.method == method);
            if known {
                continue;
            }
            let request = Request::builder().method(method).uri(path_of(route)).body(Body::empty()).unwrap();
            let reply = world.send(request).await;
            assert_eq!(reply.problem(), ProblemCode::MethodNotAllowed, "{method} {}", route.path);
            assert!(reply.headers.contains_key("allow"), "{method} {}", route.path);
        }
    }
}

#[tokio::test]
async fn a_proof_counts_once_for_its_request_and_its_device() {
    let world = World::new();
    let mut visitor = world.visitor("+77051234567", "900101300017").await;
    let device = &mut visitor.device;
    device.get(&world, "/v1/iin").await.ok();
    let send = |request: Request<Body>| world.send(request);
    let again = |device: &Device, jti| {
        let token = device.token.clone().unwrap();
        let request = ashyq_core::proof::Request { method: "GET", path: "/v1/iin", token: Some(&token), body: b"" };
        let proof = device.proof(&request, jti);
        let get = Request::get("/v1/iin").header("dpop", proof).header("authorization", format!("DPoP {token}"));
        get.body(Body::empty()).unwrap()
    };
    assert_eq!(send(again(device, [1; 16])).await.status, 200);
    assert_eq!(send(again(device, [1; 16])).await.problem(), ProblemCode::ProofInvalid);
    assert_eq!(send(again(device, [2; 16])).await.status, 200);
    // Another device with the stolen token.
    let thief = Device { token: device.token.clone(), nonce: device.nonce.clone(), ..world.device() };
    assert_eq!(send(again(&thief, [3; 16])).await.problem(), ProblemCode::ProofInvalid);
    // The proof of one path at another.
    let mut other = again(device, [4; 16]);
    *other.uri_mut() = "/v1/status".parse().unwrap();
    assert_eq!(send(other).await.problem(), ProblemCode::ProofInvalid);
    // Two proofs at once say nothing.
    let mut twice = again(device, [5; 16]);
    let proof = twice.headers()["dpop"].clone();
    twice.headers_mut().append("dpop", proof);
    assert_eq!(send(twice).await.problem(), ProblemCode::ProofInvalid);
    let stale = again(device, [6; 16]);
    world.clock.pass(std::time::Duration::from_mins(2));
    assert_eq!(send(stale).await.problem(), ProblemCode::NonceStale);
    world.clock.pass(std::time::Duration::from_hours(1));
    assert_eq!(device.get(&world, "/v1/iin").await.problem(), ProblemCode::TokenExpired);
}
