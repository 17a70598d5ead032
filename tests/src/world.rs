//! A service with venues and people.

use std::{sync::Arc, time::Duration};

use ashyq_core::{
    bytes::Bytes,
    client::{
        self, ClientError, Confirmation, DoorScreen, LogIn, Session, Start,
        memory::{ManualClock, Memory, SeedKey},
        ports::{Clock as _, DeviceKey as _, HttpRequest, HttpResponse, Transport as _},
    },
    decision::Region,
    id::Entrance,
    iin::Iin,
    keys::PublicKey,
    moment::Moment,
    phone::Phone,
    place::Place,
    proof,
    secret::Secret,
    visit::{Entry, Learnt},
    wire::Mark,
    words::Language,
};
use ashyq_server::{
    api::venues::VenueShown,
    application::form::{ClaimedNumber, NewApplication},
    clock::Clock,
    key_holder::KeyHolder,
    service::{Options, Service},
    sms::Kept,
};
use rusqlite::{Connection, Row};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Weather;

/// What the database holds of a visit: why it is not counted, how it was entered (`None`: refused), how it ended.
pub type Held = (Option<Mark>, Option<Entry>, Option<Learnt>);

/// The operator's token of every world.
const OPERATOR: &str = "the operator's token of a test";

/// The world's clock, which only stories move.
#[derive(Clone)]
pub struct TestClock(pub Arc<ManualClock>);

impl Clock for TestClock {
    fn now(&self) -> Moment {
        self.0.read().wall
    }
}

/// A service on a fresh database, with a clock of its own.
pub struct World {
    /// The service.
    pub service: Service,
    /// The SMS that were sent.
    pub sms: Kept,
    /// The service's clock.
    pub clock: Arc<ManualClock>,
    /// The folder of the database.
    pub folder: tempfile::TempDir,
    /// Whom the phones believe.
    pub root: PublicKey,
    keys: [u8; 32],
    /// The way of the operator and the health authority, without faults.
    plain: Weather,
}

/// A phone with a log-in's number.
#[derive(Clone)]
pub struct Visitor {
    /// The phone's ports.
    pub phone: Memory,
    /// The way to the service.
    pub weather: Arc<Weather>,
    /// The number.
    pub number: String,
    config: client::Config,
}

impl World {
    /// A service that has just been opened.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(ManualClock::new(Moment(1_795_348_800_000)));
        Self::open(folder, clock, Kept::default(), [7; 32], |_| {})
    }

    /// A service whose options differ.
    pub fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(ManualClock::new(Moment(1_795_348_800_000)));
        Self::open(folder, clock, Kept::default(), [7; 32], change)
    }

    /// The same service, closed and opened again on its database.
    #[must_use]
    pub fn reopened(self) -> Self {
        let Self { service, sms, clock, folder, keys, plain, .. } = self;
        drop((service, plain));
        Self::open(folder, clock, sms, keys, |_| {})
    }

    fn open(
        folder: tempfile::TempDir,
        clock: Arc<ManualClock>,
        sms: Kept,
        keys: [u8; 32],
        change: impl FnOnce(&mut Options),
    ) -> Self {
        let holder = KeyHolder::ephemeral(&keys);
        let root = holder.root_public();
        let mut options = Options::new(folder.path());
        options.operator_token_sha256 = Some(Sha256::digest(OPERATOR).into());
        change(&mut options);
        let service = Service::open(options, holder, Arc::new(sms.clone()), Arc::new(TestClock(Arc::clone(&clock))));
        let service = service.expect("the service opens");
        let plain = Weather::new(service.router(), Arc::clone(&clock));
        Self { service, sms, clock, folder, root, keys, plain }
    }

    /// A phone that nobody has used yet.
    pub fn visitor(&self, seed: u64) -> Visitor {
        let memory = Memory::new(seed);
        let weather = Arc::new(Weather::new(self.service.router(), Arc::clone(&memory.clock)));
        let phone = memory.reach(weather.clone());
        phone.clock.set_wall(self.clock.read().wall);
        let config = client::Config { root: self.root, app_version: 1 };
        Visitor { phone, weather, number: format!("+7705{seed:07}"), config }
    }

    /// A phone whose visitor is logged in and has bound an IIN.
    pub async fn bound(&self, seed: u64) -> (Visitor, Session) {
        let visitor = self.visitor(seed);
        let session = self.log_in(&visitor).await;
        session.bind_iin(&iin(seed)).await.expect("the IIN is bound");
        (visitor, session)
    }

    /// Logs a visitor in.
    pub async fn log_in(&self, visitor: &Visitor) -> Session {
        let challenge = visitor.log_in_stage().ask(&visitor.number, Language::Ru).await.expect("a log-in code is sent");
        self.service.settled().await;
        challenge.answer(&self.log_in_code(&visitor.number)).await.expect("the log-in code fits")
    }

    /// The newest log-in code that went to a number.
    pub fn log_in_code(&self, number: &str) -> String {
        self.sms.log_in_code(&Phone::parse(number).expect("a number")).expect("an SMS with a log-in code")
    }

    /// Every visit and refusal in the database: why it is not counted, how it was entered, how it ended.
    pub fn held(&self) -> Vec<Held> {
        let database = Connection::open(self.folder.path().join("ashyq.db")).expect("the database opens");
        let mut rows =
            database.prepare("select mark, entry, exit_learnt from visit order by entered_at").expect("the table");
        let at = |row: &Row<'_>, column| row.get::<_, Option<u8>>(column);
        let rows = rows.query_map([], |row| {
            let entry = match at(row, 1)? {
                Some(1) => Some(Entry::Admitted),
                Some(2) => Some(Entry::Unchecked),
                _ => None,
            };
            Ok((
                at(row, 0)?.map(|mark| Mark::ALL[usize::from(mark)]),
                entry,
                at(row, 2)?.map(|learnt| Learnt::ALL[usize::from(learnt)]),
            ))
        });
        rows.expect("rows").map(|row| row.expect("a row")).collect()
    }

    /// Lets time pass for the service and these phones.
    pub fn pass(&self, time: Duration, visitors: &[&Visitor]) {
        self.clock.pass(time);
        for visitor in visitors {
            visitor.phone.clock.pass(time);
        }
    }

    /// A venue that has gone the whole way and is live now; the texts of its posters.
    pub async fn venue(&self, name: &str, oked: &str, place: (f64, f64), entrances: u8) -> Vec<String> {
        let made = self.service.venue_live_now(&application(name, oked, place, entrances)).await;
        texts(made.expect("a venue that is live"))
    }

    /// A venue whose test week is just over, so that it can go live; the texts of its posters.
    pub async fn test_venue(&self, name: &str, oked: &str, place: (f64, f64)) -> Vec<String> {
        let since = self.clock.read().wall.minus(Duration::from_hours(7 * 24));
        let made = self.service.venue_in_test(&application(name, oked, place, 1), since).await;
        texts(made.expect("a venue in test mode"))
    }

    /// A grocery with one entrance, at the home of all yellow people.
    pub async fn grocery(&self) -> String {
        self.venue("Дүкен Алма", "47.11", HOME, 1).await.remove(0)
    }

    /// Sends a request of the operator that is answered well.
    pub async fn operate(&self, method: &'static str, path: &str, body: &Value) -> Value {
        let response = self.ask_as_operator(method, path, body).await;
        assert!(response.status < 300, "{method} {path}: {}", String::from_utf8_lossy(&response.body));
        serde_json::from_slice(&response.body).unwrap_or(Value::Null)
    }

    /// Sends a request of the operator.
    pub async fn ask_as_operator(&self, method: &'static str, path: &str, body: &Value) -> HttpResponse {
        let headers =
            vec![("authorization", format!("Bearer {OPERATOR}")), ("content-type", "application/json".into())];
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let request = HttpRequest { method, path: path.into(), headers, body, deadline: Duration::from_secs(10) };
        self.plain.send(request).await.expect("the service is there")
    }

    /// Sends a fact about a person, as the health authority's system does.
    pub async fn fact(&self, seed: u64, id: &str, fact: Value) {
        let key = SeedKey::new(&Secret::new(vec![42; 32]));
        let public = key.public().expect("a key");
        let source = json!({ "name": "Test laboratory", "key": public.0 });
        let registered = self.ask_as_operator("POST", "/v1/operator/sources", &source).await;
        assert!(registered.status == 201 || registered.status == 409);
        let body =
            json!({ "facts": [{ "id": id, "version": 1, "iin": iin(seed), "fact": fact }] }).to_string().into_bytes();
        let get = HttpRequest {
            method: "GET",
            path: "/v1/nonce".into(),
            headers: Vec::new(),
            body: Vec::new(),
            deadline: Duration::from_secs(1),
        };
        let nonce = self.plain.send(get).await.expect("the service is there").nonce.expect("a nonce");
        let request = proof::Request { method: "POST", path: "/v1/facts", token: None, body: &body };
        let mut jti = [0; 16];
        jti.copy_from_slice(&Sha256::digest([id.as_bytes(), nonce.as_bytes()].concat())[..16]);
        let input = proof::signing_input(&request, &nonce, Bytes(jti), &public);
        let signature = key.sign(input.as_bytes()).expect("a signature");
        let headers =
            vec![(proof::HEADER, proof::finish(&input, &signature)), ("content-type", "application/json".into())];
        let post =
            HttpRequest { method: "POST", path: "/v1/facts".into(), headers, body, deadline: Duration::from_secs(1) };
        let answer = self.plain.send(post).await.expect("the service is there");
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(answer.status == 200 && text.contains("\"taken\""), "{text}");
    }

    /// Makes a person red, yellow (at home where the groceries are) or green.
    pub async fn make(&self, seed: u64, colour: &str) {
        let now = self.clock.read().wall;
        let hour = Duration::from_secs(3600);
        let fact = match colour {
            "red" => json!({ "pcr_positive": { "sampled_at": now.minus(hour) } }),
            "yellow" => json!({ "contact": { "ordered_at": now.minus(hour),
                "isolation_place": { "latitude": HOME.0, "longitude": HOME.1 } } }),
            "green" => json!({ "pcr_negative": { "sampled_at": now.minus(hour) } }),
            _ => panic!("no fact makes anybody {colour}"),
        };
        self.fact(seed, &format!("{colour}-{seed}"), fact).await;
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

/// An application for a venue of these stories.
pub fn application(name: &str, oked: &str, place: (f64, f64), entrances: u8) -> NewApplication {
    NewApplication {
        number: ClaimedNumber::Bin("123456789013".into()),
        name: name.into(),
        address: format!("Алматы, Абай 1, {name}"),
        place: Place::parse(place.0, place.1).expect("a place"),
        region: Region::ALMATY,
        oked: oked.into(),
        contact_phone: "+77770000001".into(),
        entrances: Entrance::new(entrances).expect("an entrance"),
        association: None,
    }
}

fn texts(venue: VenueShown) -> Vec<String> {
    venue.posters.into_iter().map(|poster| poster.poster).collect()
}

/// Where yellow people of these stories stay.
pub const HOME: (f64, f64) = (43.238_949, 76.889_709);

impl Visitor {
    /// Starts the app.
    pub fn start(&self) -> Start {
        client::open(self.config, self.phone.ports()).expect("the phone opens")
    }

    /// Starts the app where nobody is logged in.
    pub fn log_in_stage(&self) -> LogIn {
        match self.start() {
            Start::LogIn(log_in) => log_in,
            Start::Session(_) => panic!("somebody is logged in"),
        }
    }

    /// Starts the app where somebody is logged in.
    pub fn session(&self) -> Session {
        match self.start() {
            Start::Session(session) => session,
            Start::LogIn(_) => panic!("nobody is logged in"),
        }
    }

    /// Confirms a poster and enters.
    pub async fn enter(&self, session: &Session, poster: &str) -> Result<DoorScreen, ClientError> {
        let confirmed: Confirmation = session.confirm(poster).await?;
        session.enter(&confirmed).await
    }
}

/// The IIN of a person of these stories: made up, with a check digit that fits.
pub fn iin(seed: u64) -> String {
    (0..10)
        .flat_map(|shift| (0..10).map(move |check| format!("{:011}{check}", 90_000_000_000 + seed * 10 + shift)))
        .find(|text| Iin::parse(text).is_ok())
        .expect("one in ten fits")
}
