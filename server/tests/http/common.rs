//! A service in the test's own process, and phones that speak to it over HTTP without a socket.
#![allow(dead_code, reason = "a kit for every file of these tests")]

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use ashyq_core::{
    bytes::Bytes,
    id::{Entrance, VenueId, VisitId},
    moment::Moment,
    phone::Phone,
    poster::PosterNumber,
    proof::{self, DevicePublicKey},
    wire::*,
    words::Language,
};
use ashyq_server::{
    api::{
        facts::{FactsTaken, Known, NewFact, NewFacts},
        sources::{NewSource, SourceShown},
        venues::VenueShown,
    },
    application::{
        form::{ClaimedNumber, NewApplication},
        operator::VenueDecision,
        reason::SuspensionReason,
    },
    clock::Clock,
    front::Front,
    key_holder::KeyHolder,
    service::{Options, Service},
    sms::Kept,
};
use axum::{body::Body, http::Request};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use tower::ServiceExt as _;

use crate::{browser::Browser, plans::Plans};

pub const START: Moment = Moment(1_795_348_800_000);
pub const OPERATOR: &str = "operator-token-of-the-tests";

pub const SUSPEND: VenueDecision = VenueDecision::Suspend { reason: SuspensionReason::ColoursIgnored };
pub const RESUME: VenueDecision = VenueDecision::Resume {};
pub const REVOKE: VenueDecision = VenueDecision::Revoke { reason: SuspensionReason::FalseApplication };

/// A clock that a test moves.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn pass(&self, time: Duration) {
        self.0.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

pub struct World {
    pub service: Service,
    pub router: Front,
    pub plans: Plans,
    pub sms: Kept,
    pub clock: TestClock,
    pub folder: Arc<tempfile::TempDir>,
    counter: AtomicU64,
    /// Who owns which venue, by number, with the browser.
    owners: Mutex<HashMap<VenueId, (String, Option<Browser>)>>,
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: axum::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, String::from_utf8_lossy(&self.body)))
    }

    pub fn problem(&self) -> ProblemCode {
        assert_eq!(self.headers["content-type"], "application/problem+json", "{}", String::from_utf8_lossy(&self.body));
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status);
        problem.code
    }

    pub fn nonce(&self) -> String {
        self.headers["dpop-nonce"].to_str().unwrap().to_owned()
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        assert!((200..300).contains(&self.status), "{} {}", self.status, String::from_utf8_lossy(&self.body));
        self
    }
}

impl World {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::at(folder, TestClock(Arc::new(AtomicI64::new(START.0))), change)
    }

    pub fn at(folder: Arc<tempfile::TempDir>, clock: TestClock, change: impl FnOnce(&mut Options)) -> Self {
        let plans = Plans::watch();
        let mut options = Options::new(folder.path());
        options.operator_token_sha256 = Some(Sha256::digest(OPERATOR).into());
        change(&mut options);
        let sms = Kept::default();
        let keys = KeyHolder::ephemeral(&[7; 32]);
        let service = Service::open(options, keys, Arc::new(sms.clone()), Arc::new(clock.clone())).unwrap();
        let router = service.router();
        Self { service, router, plans, sms, clock, folder, counter: AtomicU64::new(1), owners: Mutex::default() }
    }

    /// Stops the service and starts it again on the same folder.
    pub fn restart(self) -> Self {
        let (folder, clock) = (self.folder.clone(), self.clock.clone());
        let owners = std::mem::take(&mut *self.owners.lock().unwrap());
        drop(self);
        let world = Self::at(folder, clock, |_| {});
        *world.owners.lock().unwrap() = owners;
        world
    }

    pub fn random<const N: usize>(&self) -> [u8; N] {
        let number = self.counter.fetch_add(1, Ordering::SeqCst);
        let digest = Sha256::digest(number.to_be_bytes());
        let mut bytes = [0; N];
        bytes.copy_from_slice(&[digest.as_slice(), digest.as_slice()].concat()[..N]);
        bytes
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn operator<T: Serialize>(&self, method: &str, path: &str, body: &T) -> Reply {
        let body = serde_json::to_vec(body).unwrap();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {OPERATOR}"))
            .body(body.into())
            .unwrap();
        self.send(request).await
    }

    /// The browser of whoever owns a venue, logged in; of somebody else where there is no such venue.
    pub async fn owner_of(&self, venue: VenueId) -> Browser {
        let known = self.owners.lock().unwrap().get(&venue).cloned();
        let (number, kept) = known.unwrap_or_else(|| ("+77779999999".into(), None));
        if let Some(mut browser) = kept
            && browser.get(self, "/v1/cabinet/session").await.status == 200
        {
            return browser;
        }
        let browser = self.business(&number).await;
        self.owners.lock().unwrap().insert(venue, (number, Some(browser.clone())));
        browser
    }

    /// Lets every owner log in at another browser.
    pub fn forget_browsers(&self) {
        self.owners.lock().unwrap().values_mut().for_each(|(_, browser)| *browser = None);
    }

    /// Asks as the owner of a venue for something of it.
    pub async fn owner<T: Serialize>(&self, method: &str, venue: VenueId, what: &str, body: &T) -> Reply {
        self.as_owner(venue, method, &format!("/v1/business/venues/{venue}/{what}"), body).await
    }

    /// The same at any path.
    pub async fn as_owner<T: Serialize>(&self, venue: VenueId, method: &str, path: &str, body: &T) -> Reply {
        let mut browser = self.owner_of(venue).await;
        if method == "GET" { browser.get(self, path).await } else { browser.post(self, path, body).await }
    }

    /// Opens a venue's board as its owner.
    pub async fn open_board(&self, venue: VenueId, last: Option<i64>) -> Result<Body, Reply> {
        let browser = self.owner_of(venue).await;
        let mut request = browser.request("GET", &format!("/v1/business/venues/{venue}/board"));
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        if parts.status == 200 {
            assert_eq!(parts.headers["content-type"], "text/event-stream");
            return Ok(body);
        }
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Err(Reply { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    /// The database, beside the service.
    pub fn database(&self) -> rusqlite::Connection {
        let database = rusqlite::Connection::open(self.folder.path().join("ashyq.db")).unwrap();
        database.busy_timeout(Duration::from_secs(5)).unwrap();
        database
    }

    /// An application as a business with a number of its own files it.
    pub fn application(&self, oked: &str, name: &str) -> NewApplication {
        let number = self.counter.fetch_add(1, Ordering::SeqCst);
        NewApplication {
            number: ClaimedNumber::Bin("123456789013".into()),
            name: name.into(),
            address: format!("Абай даңғылы, 10, {name}"),
            place: ashyq_core::place::Place::parse(43.238_949, 76.889_709).unwrap(),
            region: ashyq_core::decision::Region::ALMATY,
            oked: oked.into(),
            contact_phone: format!("+7777{number:07}"),
            entrances: Entrance::FIRST,
            association: None,
        }
    }

    /// A venue that has gone the whole way and is live now.
    pub async fn venue(&self, oked: &str, name: &str) -> VenueShown {
        let application = self.application(oked, name);
        let venue = self.service.venue_live_now(&application).await.unwrap();
        self.owners.lock().unwrap().insert(venue.venue, (application.contact_phone, None));
        venue
    }

    /// A venue whose test week is just over; it can go live.
    pub async fn test_venue(&self, oked: &str, name: &str) -> VenueShown {
        let since = self.clock.now().minus(Duration::from_hours(7 * 24));
        let application = self.application(oked, name);
        let venue = self.service.venue_in_test(&application, since).await.unwrap();
        self.owners.lock().unwrap().insert(venue.venue, (application.contact_phone, None));
        venue
    }

    pub async fn goes_live(&self, venue: VenueId) {
        self.service.venue_goes_live(venue).await.unwrap();
    }

    pub async fn decide(&self, venue: VenueId, decision: VenueDecision) -> Reply {
        self.operator("POST", &format!("/v1/operator/venues/{venue}"), &decision).await
    }

    pub fn device(&self) -> Device {
        let seed: [u8; 32] = self.random();
        Device::of(&seed)
    }

    pub async fn source(&self) -> Device {
        let device = self.device();
        let new = NewSource { name: "laboratory".into(), key: device.public.0 };
        let _: SourceShown = self.operator("POST", "/v1/operator/sources", &new).await.ok().json();
        device
    }

    pub async fn fact(&self, source: &mut Device, id: &str, version: u32, iin: &str, fact: Known) -> FactsTaken {
        let fact = NewFact { id: id.into(), version, iin: Some(iin.into()), fact };
        source.post(self, "/v1/facts", &NewFacts { facts: vec![fact] }).await.ok().json()
    }

    /// A logged-in phone with a bound IIN.
    pub async fn visitor(&self, number: &str, iin: &str) -> Visitor {
        let mut device = self.device();
        device.log_in(self, number).await;
        let state = device.bind(self, iin).await;
        let Binding::Bound { binding } = state else { panic!("{state:?}") };
        Visitor { device, binding }
    }
}

/// A device key with its tokens.
#[derive(Clone)]
pub struct Device {
    pub key: SigningKey,
    pub public: DevicePublicKey,
    pub token: Option<String>,
    pub renewal: Option<String>,
    pub nonce: String,
}

impl Device {
    pub fn of(seed: &[u8; 32]) -> Self {
        let key = SigningKey::from_slice(seed).unwrap();
        let point = key.verifying_key().to_sec1_point(false);
        let public = DevicePublicKey(Bytes(point.as_bytes()[1..].try_into().unwrap()));
        Self { key, public, token: None, renewal: None, nonce: String::new() }
    }

    pub fn proof(&self, request: &proof::Request<'_>, jti: [u8; 16]) -> String {
        let input = proof::signing_input(request, &self.nonce, Bytes(jti), &self.public);
        let signature: Signature = self.key.sign(input.as_bytes());
        proof::finish(&input, &signature.to_bytes().into())
    }

    pub fn request(&self, world: &World, method: &str, path: &str, body: &[u8]) -> Request<Body> {
        let request = proof::Request { method, path, token: self.token.as_deref(), body };
        let proof = self.proof(&request, world.random());
        let mut builder = Request::builder().method(method).uri(path).header("dpop", proof);
        if let Some(token) = &self.token {
            builder = builder.header("authorization", format!("DPoP {token}"));
        }
        builder.body(body.to_vec().into()).unwrap()
    }

    /// Sends, with a fresh nonce where the service asks for one.
    pub async fn send(&mut self, world: &World, method: &str, path: &str, body: &[u8]) -> Reply {
        let mut reply = world.send(self.request(world, method, path, body)).await;
        self.nonce = reply.nonce();
        if reply.status == 401 && reply.problem() == ProblemCode::NonceStale {
            reply = world.send(self.request(world, method, path, body)).await;
            self.nonce = reply.nonce();
        }
        reply
    }

    pub async fn get(&mut self, world: &World, path: &str) -> Reply {
        self.send(world, "GET", path, b"").await
    }

    pub async fn post<T: Serialize>(&mut self, world: &World, path: &str, body: &T) -> Reply {
        self.send(world, "POST", path, &serde_json::to_vec(body).unwrap()).await
    }

    pub async fn put<T: Serialize>(&mut self, world: &World, path: &str, body: &T) -> Reply {
        self.send(world, "PUT", path, &serde_json::to_vec(body).unwrap()).await
    }

    pub async fn ask_code(&mut self, world: &World, number: &str) -> Reply {
        self.token = None;
        let request = LogInRequest { phone: number.into(), language: Language::En };
        let reply = self.post(world, path::LOG_IN, &request).await;
        world.service.settled().await;
        reply
    }

    pub async fn answer_code(&mut self, world: &World, challenge: Bytes<16>, code: &str) -> Reply {
        let answer = ChallengeAnswer { challenge, log_in_code: code.into() };
        let reply = self.post(world, path::ANSWER, &answer).await;
        if reply.status == 200 {
            let tokens: Tokens = reply.json();
            (self.token, self.renewal) = (Some(tokens.token), Some(tokens.renewal));
            world.service.settled().await;
        }
        reply
    }

    pub async fn log_in(&mut self, world: &World, number: &str) {
        let mut reply = self.ask_code(world, number).await;
        if reply.status == 429 && reply.problem() == ProblemCode::ResendTooSoon {
            world.clock.pass(Duration::from_mins(1));
            reply = self.ask_code(world, number).await;
        }
        let answer: LogInAnswer = reply.ok().json();
        let code = world.sms.log_in_code(&Phone::parse(number).unwrap()).expect("a log-in code was sent");
        self.answer_code(world, answer.challenge, &code).await.ok();
    }

    pub async fn bind(&mut self, world: &World, iin: &str) -> Binding {
        let reply = self.put(world, path::IIN, &IinRequest { iin: iin.into() }).await.ok();
        world.service.settled().await;
        reply.json()
    }

    pub async fn binding(&mut self, world: &World) -> Binding {
        self.get(world, path::IIN).await.ok().json()
    }
}

/// A phone with a bound IIN.
pub struct Visitor {
    pub device: Device,
    pub binding: BindingId,
}

impl Visitor {
    pub fn entry(&self, world: &World, venue: &VenueShown, ask: bool) -> EntryRequest {
        EntryRequest {
            binding: self.binding,
            poster: venue.posters[0].number,
            scanned: Some(Scanned { venue: venue.venue, entrance: Entrance::FIRST }),
            visit_key: Bytes(world.random()),
            entered_at: world.clock.now(),
            clock_certain: true,
            ask,
        }
    }

    pub async fn put_entry(&mut self, world: &World, visit: VisitId, entry: &EntryRequest) -> Reply {
        self.device.put(world, &visit_path(visit), entry).await
    }

    /// Asks for a decision.
    pub async fn enter(&mut self, world: &World, venue: &VenueShown) -> (VisitId, Reply) {
        let visit = VisitId(world.random());
        let entry = self.entry(world, venue, true);
        (visit, self.put_entry(world, visit, &entry).await)
    }

    pub async fn leave(
        &mut self,
        world: &World,
        visit: VisitId,
        poster: PosterNumber,
        learnt: ashyq_core::visit::Learnt,
    ) -> Reply {
        let exit = ExitRequest { poster, left_at: world.clock.now(), learnt };
        self.device.put(world, &format!("{}/exit", visit_path(visit)), &exit).await
    }
}

pub fn visit_path(visit: VisitId) -> String {
    path::VISIT.replace("{visit}", &visit.to_string())
}

/// Made-up IINs whose check digit fits.
pub fn iin(number: u64) -> String {
    (0..10)
        .map(|digit| format!("{number:011}{digit}"))
        .find(|text| ashyq_core::iin::Iin::parse(text).is_ok())
        .unwrap_or_else(|| iin(number + 7_000_000))
}

pub fn decided(reply: &Reply) -> (ashyq_core::pass::SignedDecision, Option<ashyq_core::decision::Why>) {
    match reply.json() {
        EntryAnswer::Decided { decision, why, .. } => (decision, why),
        EntryAnswer::Recorded { .. } => panic!("recorded without a decision"),
    }
}

pub const ANY_VENUE: VenueId = VenueId([0; 16]);

/// A request whose body never comes.
pub fn endless() -> Request<Body> {
    let body = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    Request::post(path::LOG_IN).body(body).unwrap()
}
