//! A service in memory that knows staff only: what it has recorded can be counted, and its answers can be lost.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use serde::Serialize;

use crate::{
    bytes::Bytes,
    check::DoorAnswer,
    client::{
        self, Config, Session, Start,
        memory::{ManualClock, Memory},
        ports::{Boxed, Clock as _, DeviceKey as _, HttpRequest, HttpResponse, Transport, Unreachable},
        tokens,
    },
    id::{Entrance, VenueId, VisitId},
    keys::{
        KeySet, Purpose, Signed,
        tests::{key_set, signer},
    },
    moment::{DAY, Moment},
    not_live::NotLive,
    rules::Rules,
    status::Colour,
    wire::{
        Newest, Problem, ProblemCode, Tokens,
        staff::{Noted, OpenShift, RoleAnswer, RoleId, Roles, Shift, ShiftId, StaffDecision, StaffEntry, StaffRole},
    },
};

pub(super) const VENUE: VenueId = VenueId([0x22; 16]);
pub(super) const ROLE: RoleId = Bytes([2; 16]);
pub(super) const GOOD: &str = "900101300017";
pub(super) const OTHER: &str = "123456789013";

/// A world of one phone and one service.
#[derive(Clone)]
pub(super) struct World {
    pub(super) phone: Memory,
    pub(super) service: Arc<Fake>,
}

pub(super) struct Fake {
    clock: Arc<ManualClock>,
    device: Bytes<32>,
    state: Mutex<Known>,
}

/// What the service knows, and what happens on the way to it.
pub(super) struct Known {
    pub(super) accepted: bool,
    pub(super) shifts: BTreeMap<ShiftId, Moment>,
    pub(super) entries: BTreeMap<VisitId, (String, Moment)>,
    pub(super) exits: usize,
    pub(super) asked: usize,
    pub(super) answer: DoorAnswer,
    pub(super) keys: KeySet,
    pub(super) list: NotLive,
    pub(super) down: bool,
    pub(super) lose_answers: usize,
    /// Refuses everything of staff with this.
    pub(super) refuses: Option<ProblemCode>,
    /// Signs shifts for this device instead of the one that asks.
    pub(super) other_device: bool,
}

impl World {
    pub(super) fn new() -> Self {
        let phone = Memory::new(1);
        let device = phone.device_key.public().unwrap().thumbprint();
        let state = Known {
            accepted: true,
            shifts: BTreeMap::new(),
            entries: BTreeMap::new(),
            exits: 0,
            asked: 0,
            answer: DoorAnswer { colour: Colour::Green, admitted: true, test: false },
            keys: key_set(),
            list: NotLive::default(),
            down: false,
            lose_answers: 0,
            refuses: None,
            other_device: false,
        };
        let clock = Arc::new(ManualClock::new(phone.clock.read().wall));
        let service = Arc::new(Fake { clock, device, state: Mutex::new(state) });
        let tokens = Tokens { token: "t".into(), life_s: 900, renewal: "r".into() };
        tokens::store(&*phone.vault, &tokens).unwrap();
        Self { phone: phone.reach(service.clone()), service }
    }

    /// Starts the app.
    pub(super) fn start(&self) -> Start {
        let config = Config { root: signer(Purpose::Root).public(), app_version: 1 };
        client::open(config, self.phone.ports()).unwrap()
    }

    pub(super) fn session(&self) -> Session {
        match self.start() {
            Start::Session(session) => session,
            Start::LogIn(_) => panic!("nobody is logged in"),
        }
    }

    /// Lets time pass for the service and the phone.
    pub(super) fn pass(&self, time: std::time::Duration) {
        self.service.clock.pass(time);
        self.phone.clock.pass(time);
    }

    pub(super) fn now(&self) -> Moment {
        self.service.clock.read().wall
    }
}

impl Fake {
    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let mut known = self.known();
        known.asked += 1;
        let parts: Vec<&str> = request.path.split('/').skip(2).collect();
        if let Some(code) =
            known.refuses.filter(|code| parts.first() == Some(&"staff") || *code == ProblemCode::SessionEnded)
        {
            return problem(code);
        }
        let now = self.clock.read().wall;
        match (request.method, parts.as_slice()) {
            ("GET", ["nonce"]) => json(&"nonce"),
            ("GET", ["keys"]) => json(&Signed::sign(&known.keys, &signer(Purpose::Root))),
            ("GET", ["rules"]) => json(&Signed::sign(&Rules::version_1(), &signer(Purpose::Rules))),
            ("GET", ["not-live"]) => json(&Signed::sign(&known.list, &signer(Purpose::List))),
            ("GET", ["staff", "roles"]) => json(&Roles { roles: vec![self.role(&known, now)] }),
            ("POST", ["staff", "roles", role]) if *role == ROLE.to_string() => {
                known.accepted = read::<RoleAnswer>(request).accept;
                if !known.accepted {
                    known.shifts.clear();
                }
                empty()
            }
            ("POST", ["staff", "shifts"]) => {
                let open: OpenShift = read(request);
                let opened_at = *known.shifts.entry(open.shift).or_insert(now);
                if now < opened_at.plus(DAY) {
                    json(&self.sign(&known, open.shift, opened_at, now))
                } else {
                    problem(ProblemCode::ShiftNotOpen)
                }
            }
            ("POST", ["staff", "shifts", shift, "close"]) => match known.shifts.remove(&Bytes::parse(shift).unwrap()) {
                Some(_) => empty(),
                None => problem(ProblemCode::NotFound),
            },
            ("PUT", ["staff", "entries", visit]) => {
                let entry: StaffEntry = read(request);
                if !known.shifts.contains_key(&entry.shift) {
                    return problem(ProblemCode::ShiftNotOpen);
                }
                let visit = VisitId::parse(visit).unwrap();
                let (_, time) = *known.entries.entry(visit).or_insert((entry.iin.clone(), now));
                let DoorAnswer { colour, admitted, test } = known.answer;
                let said = StaffDecision { visit, shift: entry.shift, time, colour, admitted, test };
                json(&Signed::sign(&said, &signer(Purpose::Decision)))
            }
            ("POST", ["staff", "exits"]) => {
                known.exits += 1;
                json(&Noted { noted: true })
            }
            _ => problem(ProblemCode::NotFound),
        }
    }

    fn role(&self, known: &Known, now: Moment) -> StaffRole {
        let open = known.shifts.iter().rfind(|(_, opened_at)| now < opened_at.plus(DAY));
        StaffRole {
            role: ROLE,
            venue: VENUE,
            name: "Дүкен Алма".into(),
            address: "Алматы, Абай 1".into(),
            entrances: Entrance::new(2).unwrap(),
            accepted: known.accepted,
            shift: open.map(|(shift, opened_at)| self.sign(known, *shift, *opened_at, now)),
        }
    }

    fn sign(&self, known: &Known, shift: ShiftId, opened_at: Moment, time: Moment) -> Signed<Shift> {
        let newest = Newest { list: known.list.number, keys: known.keys.number, rules: 1, least_app: 1 };
        let device = if known.other_device { Bytes([7; 32]) } else { self.device };
        let until = opened_at.plus(DAY);
        let shift = Shift { shift, role: ROLE, venue: VENUE, time, opened_at, until, device, newest };
        Signed::sign(&shift, &signer(Purpose::Decision)).unwrap()
    }

    async fn carry(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        // Two places to be dropped at: before anything has happened, and before anybody knows.
        Once(false).await;
        if self.known().down {
            return Err(Unreachable);
        }
        let answer = self.answer(&request);
        Once(false).await;
        let mut known = self.known();
        if known.lose_answers > 0 && request.path.starts_with("/v1/staff") {
            known.lose_answers -= 1;
            return Err(Unreachable);
        }
        Ok(answer)
    }
}

impl Transport for Fake {
    fn send(&self, request: HttpRequest) -> Boxed<'_, Result<HttpResponse, Unreachable>> {
        Box::pin(self.carry(request))
    }
}

/// Is pending once.
struct Once(bool);

impl Future for Once {
    type Output = ();

    fn poll(mut self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Polls a future until it ends.
pub(super) fn run<F: Future>(future: F) -> F::Output {
    polled(future, 10_000).expect("it ends")
}

/// Polls a future at most so often.
pub(super) fn polled<F: Future>(future: F, times: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    for _ in 0..times {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return Some(output);
        }
    }
    None
}

fn read<T: serde::de::DeserializeOwned>(request: &HttpRequest) -> T {
    serde_json::from_slice(&request.body).unwrap()
}

fn json(body: &impl Serialize) -> HttpResponse {
    let body = serde_json::to_vec(body).unwrap();
    HttpResponse { status: 200, content_type: "application/json".into(), body, ..empty() }
}

fn empty() -> HttpResponse {
    HttpResponse { status: 204, content_type: String::new(), nonce: Some("nonce".into()), body: Vec::new() }
}

fn problem(code: ProblemCode) -> HttpResponse {
    let body = serde_json::to_vec(&Problem::of(code).wait(60)).unwrap();
    HttpResponse { status: code.status(), content_type: "application/problem+json".into(), body, ..empty() }
}
