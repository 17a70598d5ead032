//! For every code of refusal, a way to get it from the real router. The match has no wildcard: a new code does not
//! compile until it has one.

use std::time::Duration;

use ashyq_core::{
    bytes::Bytes,
    id::VisitId,
    moment::DAY,
    place::Place,
    visit::Learnt,
    wire::staff::{OpenShift, path as staff_path},
    wire::*,
    words::Language,
};
use ashyq_server::{
    api::{facts::Known, posters::PosterShown},
    cabinet::{
        members::NewMember,
        session::{Enrolment, OneTimePassword, RoleShown},
    },
    limits,
};
use axum::{body::Body, http::Request};
use futures_util::FutureExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{
    browser::Browser,
    common::*,
    staff::{entry_path, name, on_duty, roles},
};

const NUMBER: &str = "+77051234567";
const OTHER: &str = "+77057654321";
const IIN: &str = "900101300017";
/// What nobody says but a test.
const CANARY: &str = "canary-4711";

/// A refusal, and everything of the request that it could have repeated.
pub struct Provoked {
    pub sent: Vec<String>,
    pub reply: Reply,
}

/// Gets a refusal of that code.
pub async fn provoke(code: ProblemCode) -> Provoked {
    use ProblemCode::*;
    match code {
        BodyNotJson | FieldInvalid | BodyTooLarge | NotFound | MethodNotAllowed | RateLimited | Overloaded | Fault
        | AlreadyThere => edge(code).await,
        NonceStale | ProofInvalid | TokenExpired | SessionEnded | NotAllowed | DeviceWaits => proof(code).await,
        PhoneNotAMobile | ResendTooSoon | SendsUsedUp | LogInCodeWrong | LogInCodeExpired | LogInCodeTriesUsedUp => {
            log_in(code).await
        }
        IinInvalid | IinOfPractice | IinChangesUsedUp | IinNotBound | BindingWaits | ClaimObjected | BindingUnknown
        | NoticeAnswered => iin_of(code).await,
        PosterUnknown | PosterRevoked | PosterNotValid | VenueSuspended | VenueRevoked | DecisionsUsedUp => {
            door(code).await
        }
        VenueNotInTest => {
            let world = World::new();
            let venue = world.venue("47.11", "Дүкен").await;
            plain(&world, "GET", &format!("/v1/operator/venues/{}/practice", venue.venue), Some(OPERATOR)).await
        }
        BoardsUsedUp => {
            let world = World::new();
            let venue = world.venue("47.11", "Дүкен").await.venue;
            let mut open = Vec::new();
            loop {
                match world.open_board(venue, None).await {
                    Ok(board) => open.push(board),
                    Err(reply) => break Provoked { sent: vec![venue.to_string()], reply },
                }
            }
        }
        RoleNotAccepted | ShiftNotOpen => staff(code).await,
        FormStale | OneTimePasswordNeeded | OneTimePasswordWrong | OneTimePasswordTriesUsedUp | EnrolmentOver => {
            cabinet(code).await
        }
        VisitConflict | VisitUnknown | VisitTooOld => visit(code).await,
        NotABusiness | OkedNotEligible | AssociationNeeded | VenueDuplicate | VenueNotAgain | ApplicationsUsedUp
        | StepNotFromHere | AssociationFirst | TestWeekRuns | ChecklistOpen | TestOver | PostersUsedUp => {
            crate::provoked_applications::provoke(code).await
        }
    }
}

/// Sends as a device, and keeps what was sent.
async fn by(device: &mut Device, world: &World, method: &str, path: &str, body: &[u8]) -> Provoked {
    let mut sent = vec![path.to_owned(), String::from_utf8_lossy(body).into_owned()];
    sent.extend(device.token.clone());
    Provoked { sent, reply: device.send(world, method, path, body).await }
}

async fn with(device: &mut Device, world: &World, method: &str, path: &str, body: &impl serde::Serialize) -> Provoked {
    by(device, world, method, path, &serde_json::to_vec(body).unwrap()).await
}

async fn plain(world: &World, method: &str, path: &str, bearer: Option<&str>) -> Provoked {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(bearer) = bearer {
        request = request.header("authorization", format!("Bearer {bearer}"));
    }
    let sent = [path].into_iter().chain(bearer).map(str::to_owned).collect();
    Provoked { sent, reply: world.send(request.body(Body::empty()).unwrap()).await }
}

async fn edge(code: ProblemCode) -> Provoked {
    let world = World::new();
    let mut device = world.device();
    match code {
        ProblemCode::BodyNotJson => by(&mut device, &world, "POST", path::LOG_IN, b"{\"phone\": canary-4711").await,
        ProblemCode::FieldInvalid => {
            with(&mut device, &world, "POST", path::LOG_IN, &json!({ "phone": NUMBER, "language": CANARY })).await
        }
        ProblemCode::BodyTooLarge => {
            let body = CANARY.repeat(limits::LONGEST_BODY / CANARY.len() + 1);
            by(&mut device, &world, "POST", path::LOG_IN, body.as_bytes()).await
        }
        ProblemCode::NotFound => plain(&world, "GET", "/v1/canary-4711", None).await,
        ProblemCode::MethodNotAllowed => plain(&world, "DELETE", path::KEYS, None).await,
        ProblemCode::RateLimited => {
            // Each lost answer of a renewal makes a pair of tokens more.
            device.log_in(&world, NUMBER).await;
            let renew = RenewRequest { renewal: device.renewal.clone().unwrap() };
            device.token = None;
            loop {
                let refused = with(&mut device, &world, "POST", path::RENEW, &renew).await;
                if refused.reply.status != 200 {
                    break refused;
                }
            }
        }
        ProblemCode::Overloaded => {
            // All that may be waited for are requests whose bodies never end.
            let mut held: Vec<_> =
                (0..limits::MOST_BODIES).map(|_| Box::pin(world.router.clone().oneshot(endless()))).collect();
            assert!(held.iter_mut().all(|request| request.as_mut().now_or_never().is_none()));
            let body = b"{}".to_vec();
            let reply = world.send(Request::post(path::LOG_IN).body(body.into()).unwrap()).await;
            Provoked { sent: Vec::new(), reply }
        }
        ProblemCode::Fault => {
            // The database loses a table behind the service's back.
            let mut visitor = world.visitor(NUMBER, IIN).await;
            let behind = rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap();
            behind.execute_batch("alter table fact rename to fact_gone").unwrap();
            by(&mut visitor.device, &world, "GET", path::STATUS, b"").await
        }
        ProblemCode::AlreadyThere => {
            let source = json!({ "name": "laboratory", "key": world.device().public.0 });
            world.operator("POST", "/v1/operator/sources", &source).await.ok();
            let reply = world.operator("POST", "/v1/operator/sources", &source).await;
            Provoked { sent: vec![source.to_string()], reply }
        }
        other => unreachable!("{other:?}"),
    }
}

async fn proof(code: ProblemCode) -> Provoked {
    let world = World::new();
    match code {
        ProblemCode::ProofInvalid => plain(&world, "GET", path::IIN, None).await,
        ProblemCode::NotAllowed => plain(&world, "GET", "/v1/operator/claims", Some(CANARY)).await,
        _ => {
            let mut device = world.visitor(NUMBER, IIN).await.device;
            match code {
                ProblemCode::NonceStale => {
                    device.nonce = String::new();
                    let sent = device.token.iter().cloned().collect();
                    let reply = world.send(device.request(&world, "GET", path::IIN, b"")).await;
                    return Provoked { sent, reply };
                }
                ProblemCode::TokenExpired => world.clock.pass(limits::TOKEN_LIFE),
                ProblemCode::SessionEnded => {
                    device.post(&world, path::LOG_OUT, &LogOutRequest { everywhere: false }).await.ok();
                }
                ProblemCode::DeviceWaits => {
                    device = world.device();
                    device.log_in(&world, NUMBER).await;
                }
                other => unreachable!("{other:?}"),
            }
            by(&mut device, &world, "GET", path::STATUS, b"").await
        }
    }
}

async fn log_in(code: ProblemCode) -> Provoked {
    let world = World::new();
    let mut device = world.device();
    let ask = |number: &str| LogInRequest { phone: number.into(), language: Language::En };
    match code {
        ProblemCode::PhoneNotAMobile => with(&mut device, &world, "POST", path::LOG_IN, &ask("+7 727 250 47 11")).await,
        ProblemCode::ResendTooSoon => {
            device.ask_code(&world, NUMBER).await.ok();
            with(&mut device, &world, "POST", path::LOG_IN, &ask(NUMBER)).await
        }
        ProblemCode::SendsUsedUp => {
            for number in [NUMBER, OTHER, "+77011234567"] {
                device.ask_code(&world, number).await.ok();
            }
            with(&mut device, &world, "POST", path::LOG_IN, &ask("+77021234567")).await
        }
        _ => {
            let challenge = device.ask_code(&world, NUMBER).await.ok().json::<LogInAnswer>().challenge;
            let right = world.sms.log_in_code(&ashyq_core::phone::Phone::parse(NUMBER).unwrap()).unwrap();
            let wrong = format!("{:06}", (right.parse::<u32>().unwrap() + 1) % 1_000_000);
            let guess = ChallengeAnswer { challenge, log_in_code: wrong };
            match code {
                ProblemCode::LogInCodeWrong => {}
                ProblemCode::LogInCodeExpired => world.clock.pass(Duration::from_mins(5)),
                ProblemCode::LogInCodeTriesUsedUp => {
                    for _ in 0..5 {
                        device.post(&world, path::ANSWER, &guess).await;
                    }
                }
                other => unreachable!("{other:?}"),
            }
            with(&mut device, &world, "POST", path::ANSWER, &guess).await
        }
    }
}

async fn iin_of(code: ProblemCode) -> Provoked {
    let world = World::new();
    let mut holder = world.visitor(NUMBER, IIN).await;
    let mut other = world.device();
    other.log_in(&world, OTHER).await;
    let bind = |iin: &str| IinRequest { iin: iin.into() };
    match code {
        ProblemCode::IinInvalid => with(&mut other, &world, "PUT", path::IIN, &bind("900101300018")).await,
        ProblemCode::IinOfPractice => {
            let practice = ashyq_core::practice::PracticePerson::ALL[0].iin();
            with(&mut other, &world, "PUT", path::IIN, &bind(practice)).await
        }
        ProblemCode::IinNotBound => by(&mut other, &world, "GET", path::STATUS, b"").await,
        ProblemCode::IinChangesUsedUp => {
            for number in [1, 2] {
                other.bind(&world, &iin(number)).await;
            }
            with(&mut other, &world, "PUT", path::IIN, &bind(&iin(3))).await
        }
        ProblemCode::BindingUnknown => {
            let venue = world.venue("47.11", "Дүкен").await;
            let entry = EntryRequest { binding: Bytes([9; 16]), ..holder.entry(&world, &venue, true) };
            with(&mut holder.device, &world, "PUT", &visit_path(VisitId(world.random())), &entry).await
        }
        _ => {
            other.bind(&world, IIN).await;
            if code == ProblemCode::BindingWaits {
                return by(&mut other, &world, "GET", path::STATUS, b"").await;
            }
            let told = holder.device.get(&world, path::NOTICES).await.ok().json::<Notices>().notices.remove(0);
            let answer = path::NOTICE.replace("{notice}", &told.id.to_string());
            let object = NoticeAnswer { agree: false };
            holder.device.post(&world, &answer, &object).await.ok();
            match code {
                ProblemCode::ClaimObjected => by(&mut other, &world, "GET", path::STATUS, b"").await,
                ProblemCode::NoticeAnswered => with(&mut holder.device, &world, "POST", &answer, &object).await,
                other => unreachable!("{other:?}"),
            }
        }
    }
}

async fn door(code: ProblemCode) -> Provoked {
    // Half an hour is left after the test week.
    let world = World::with(|options| options.poster_validity = DAY * 7 + Duration::from_mins(30));
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let mut venue = world.venue("47.11", "Дүкен").await;
    match code {
        ProblemCode::PosterUnknown => {
            let typed = path::POSTER.replace("{typed}", "0000-0000");
            return by(&mut visitor.device, &world, "GET", &typed, b"").await;
        }
        ProblemCode::PosterRevoked => {
            let PosterShown { number, .. } = venue.posters[0];
            world.operator("POST", &format!("/v1/operator/posters/{number}/revoke"), &()).await.ok();
        }
        ProblemCode::PosterNotValid => world.clock.pass(Duration::from_mins(30)),
        ProblemCode::VenueSuspended => drop(world.decide(venue.venue, SUSPEND).await.ok()),
        ProblemCode::VenueRevoked => drop(world.decide(venue.venue, REVOKE).await.ok()),
        ProblemCode::DecisionsUsedUp => {
            let mut source = world.source().await;
            let isolation_place = Place::parse(43.238_949, 76.889_709).unwrap();
            world.fact(&mut source, "c", 1, IIN, Known::Contact { ordered_at: START, isolation_place }).await;
            for number in 2..=6 {
                visitor.enter(&world, &venue).await.1.ok();
                venue = world.venue("47.11", &format!("Дүкен {number}")).await;
            }
        }
        other => unreachable!("{other:?}"),
    }
    let entry = visitor.entry(&world, &venue, true);
    with(&mut visitor.device, &world, "PUT", &visit_path(VisitId(world.random())), &entry).await
}

async fn staff(code: ProblemCode) -> Provoked {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &venue, NUMBER).await;
    let shift = Bytes(world.random());
    if code == ProblemCode::ShiftNotOpen {
        staff.close(&world).await.ok();
        let entry = staff.entry(IIN);
        return with(&mut staff.device, &world, "PUT", &entry_path(VisitId(world.random())), &entry).await;
    }
    let mut device = world.device();
    device.log_in(&world, OTHER).await;
    name(&world, venue.venue, OTHER).await.ok();
    let role = roles(&world, &mut device).await.roles[0].role;
    with(&mut device, &world, "POST", staff_path::SHIFTS, &OpenShift { role, shift }).await
}

async fn cabinet(code: ProblemCode) -> Provoked {
    let world = World::new();
    let member = NewMember { phone: NUMBER.into(), role: RoleShown::Operator, association: None };
    world.operator("POST", "/v1/operator/members", &member).await.ok();
    if code == ProblemCode::EnrolmentOver {
        world.clock.pass(DAY * 7);
    }
    let mut browser = Browser::default();
    browser.log_in(&world, NUMBER).await;
    let (path, mut body) = ("/v1/cabinet/one-time-password", String::new());
    match code {
        ProblemCode::OneTimePasswordNeeded | ProblemCode::EnrolmentOver => {
            let reply = browser.get(&world, "/v1/operator/members").await;
            return Provoked { sent: browser.cookies.into_values().collect(), reply };
        }
        ProblemCode::FormStale => browser.csrf = Some(CANARY.into()),
        _ => {
            let enrolment: Enrolment = browser.post(&world, "/v1/cabinet/enrolment", &()).await.ok().json();
            browser.secret = Some(enrolment.secret);
            let right = browser.one_time_password(&world);
            if right == "471147" { "471148" } else { "471147" }.clone_into(&mut body);
        }
    }
    let guess = OneTimePassword { one_time_password: body.clone() };
    let mut reply = browser.post(&world, path, &guess).await;
    while code == ProblemCode::OneTimePasswordTriesUsedUp && reply.status == 422 {
        reply = browser.post(&world, path, &guess).await;
    }
    let sent = browser.cookies.into_values().chain([body, CANARY.into()]).filter(|part| !part.is_empty()).collect();
    Provoked { sent, reply }
}

async fn visit(code: ProblemCode) -> Provoked {
    let world = World::new();
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let venue = world.venue("47.11", "Дүкен").await;
    let path = visit_path(VisitId(world.random()));
    let entry = visitor.entry(&world, &venue, true);
    match code {
        ProblemCode::VisitConflict => {
            visitor.device.put(&world, &path, &entry).await.ok();
            let another = visitor.entry(&world, &venue, true);
            with(&mut visitor.device, &world, "PUT", &path, &another).await
        }
        ProblemCode::VisitUnknown => {
            let exit = ExitRequest { poster: entry.poster, left_at: START, learnt: Learnt::Button };
            with(&mut visitor.device, &world, "PUT", &format!("{path}/exit"), &exit).await
        }
        ProblemCode::VisitTooOld => {
            let old = EntryRequest { entered_at: START.minus(DAY * 15), ..entry };
            with(&mut visitor.device, &world, "PUT", &path, &old).await
        }
        other => unreachable!("{other:?}"),
    }
}

/// Every text and number of what was sent that is long enough to be told from words of the service's own.
pub fn values(sent: &str) -> Vec<String> {
    fn leaves(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Number(number) => found.push(number.to_string()),
            Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
            Value::Object(fields) => fields.values().for_each(|field| leaves(field, found)),
            Value::Null | Value::Bool(_) => {}
        }
    }
    let mut found = Vec::new();
    match serde_json::from_str(sent) {
        Ok(json) => leaves(&json, &mut found),
        Err(_) => found.extend(sent.split(['/', '"', ' ', '{', '}']).map(str::to_owned)),
    }
    let telling = |text: &String| text.len() > 3 && text.contains(|c: char| !c.is_ascii_lowercase() && c != '-');
    found.retain(|text| telling(text) || text == CANARY);
    found
}
