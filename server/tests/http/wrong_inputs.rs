//! Wrong inputs to every route, generated from the route table and the schemas of its description: each is refused by a
//! problem that names the field and the rule, nothing is repeated, and nothing changes.

use ashyq_core::{rules::Rules, wire::ProblemCode};
use ashyq_server::{
    limits,
    routes::{ROUTES, Role, Route},
};
use axum::http::Request;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    browser::Browser,
    common::*,
    mutations::{CANARY, Description, Mutation},
    roles::path_of,
};

/// A body that each route accepts as far as its form goes; a route that takes a body has to have one here.
fn body_of(name: &str, world: &World) -> Value {
    let number = "0000-0000";
    match name {
        "log_in" => json!({ "phone": "+77051234567", "language": "kk" }),
        "answer_challenge" => json!({ "challenge": "AAAAAAAAAAAAAAAAAAAAAA", "log_in_code": "123456" }),
        "renew" => json!({ "renewal": "a" }),
        "log_out" => json!({ "everywhere": false }),
        "bind_iin" => json!({ "iin": "900101300017" }),
        "answer_notice" => json!({ "agree": true }),
        "put_entry" => json!({
            "binding": "AAAAAAAAAAAAAAAAAAAAAA", "poster": number, "visit_key": "A".repeat(43), "entered_at": START,
            "clock_certain": true, "ask": true,
            "scanned": { "venue": "0".repeat(32), "entrance": 1 }
        }),
        "put_exit" => json!({ "poster": number, "left_at": START, "learnt": "scanned" }),
        "put_facts" => json!({ "facts": [{ "id": "a", "version": 1, "iin": "900101300017", "fact": {
            "contact": { "ordered_at": START, "isolation_place": { "latitude": 43.2, "longitude": 76.9 } } } }] }),
        "apply" | "file_application" => json!({
            "number": { "bin": "123456789013" }, "name": "Дүкен", "address": "Абай даңғылы, 10",
            "oked": if name == "apply" { "47.11" } else { "56.10" },
            "region": 75, "place": { "latitude": 43.2, "longitude": 76.9 }, "entrances": 1,
            "contact_phone": "+77051234567"
        }),
        "endorse_application" => json!({ "decision": "refuse", "reason": "association_declines" }),
        "decide_application" => json!({ "decision": "refuse", "reason": "place_differs" }),
        "decide_venue" => json!({ "decision": "suspend", "reason": "closed" }),
        "relocate_venue" => json!({
            "address": "Абай даңғылы, 10", "region": 75, "place": { "latitude": 43.2, "longitude": 76.9 }
        }),
        "make_poster" => json!({ "entrance": 1 }),
        "make_source" => json!({ "name": "laboratory", "key": world.device().public.0 }),
        "publish_rules" => {
            let mut rules = serde_json::to_value(Rules::version_1()).unwrap();
            rules["version"] = 2.into();
            rules
        }
        "answer_role" => json!({ "accept": true }),
        "open_shift" => json!({ "role": "AAAAAAAAAAAAAAAAAAAAAA", "shift": "AAAAAAAAAAAAAAAAAAAAAA" }),
        "put_staff_entry" => {
            json!({ "shift": "AAAAAAAAAAAAAAAAAAAAAA", "entrance": 1, "iin": "900101300017" })
        }
        "post_staff_exit" => json!({ "shift": "AAAAAAAAAAAAAAAAAAAAAA", "iin": "900101300017" }),
        "name_staff" => json!({ "phone": "+77051234567" }),
        "remove_staff" => json!({ "role": "AAAAAAAAAAAAAAAAAAAAAA" }),
        "choose_practice" | "choose_own_practice" => json!({ "chosen": "red" }),
        "decide_claim" => json!({ "allow": true }),
        "cabinet_log_in" => json!({ "phone": "+77051234567", "language": "kk" }),
        "cabinet_answer" => json!({ "challenge": "AAAAAAAAAAAAAAAAAAAAAA", "log_in_code": "123456" }),
        "prove_one_time_password" => json!({ "one_time_password": "123456" }),
        "cabinet_log_out" => json!({ "everywhere": false }),
        "name_member" => json!({ "phone": "+77051234567", "role": "operator" }),
        "make_association" => json!({ "name": "Қауымдастық", "okeds": ["56"] }),
        "close_day" => json!({ "press": "AAAAAAAAAAAAAAAAAAAAAA" }),
        new => panic!("{new} takes a body: give it a good one here, from which the wrong ones are made"),
    }
}

/// Whoever may use a route.
enum Asker {
    Anyone,
    Device(Box<Device>),
    Browser(Box<Browser>),
    Operator,
}

impl Asker {
    async fn of(world: &World, route: &Route) -> Self {
        match route.role() {
            Role::Anyone => Self::Anyone,
            Role::Phone => Self::Device(Box::new(world.device())),
            Role::Visitor => Self::Device(Box::new(world.visitor("+77051234567", "900101300017").await.device)),
            Role::Source => Self::Device(Box::new(world.source().await)),
            Role::Browser => Self::Browser(Box::default()),
            Role::Cabinet | Role::Business => Self::Browser(Box::new(world.business("+77051234567").await)),
            Role::Association => Self::Browser(Box::new(world.association_browser("+77051234567", &["56"]).await)),
            Role::Operator => Self::Operator,
        }
    }

    async fn send(&mut self, world: &World, method: &str, path: &str, body: &[u8]) -> Reply {
        let bare = || Request::builder().method(method).uri(path);
        match self {
            Self::Anyone => world.send(bare().body(body.to_vec().into()).unwrap()).await,
            Self::Device(device) => device.send(world, method, path, body).await,
            Self::Browser(browser) => {
                let request = browser.request(method, path).body(body.to_vec().into()).unwrap();
                browser.send(world, request).await
            }
            Self::Operator => {
                let request = bare().header("authorization", format!("Bearer {OPERATOR}"));
                world.send(request.body(body.to_vec().into()).unwrap()).await
            }
        }
    }
}

/// Everything that the service keeps, in one number.
fn state(world: &World) -> [u8; 32] {
    let database = rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap();
    let mut tables = database.prepare("select name from sqlite_master where type = 'table' order by name").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut digest = Sha256::new();
    for table in tables {
        let mut rows = database.prepare(&format!("select * from {table}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at).unwrap());
            digest.update(format!("{table} {:?}\n", values.collect::<Vec<_>>()));
        }
    }
    digest.finalize().into()
}

/// The field and the rule that an answer names; facts are refused one by one.
fn named(reply: &Reply) -> Option<(String, String)> {
    let json: Value = serde_json::from_slice(&reply.body).ok()?;
    let wrong = if reply.status < 300 { json["facts"].get(0)? } else { &json };
    Some((wrong["field"].as_str()?.to_owned(), wrong["rule"].as_str()?.to_owned()))
}

/// Whether a name says where the wrong thing is: its own, that of what holds it, or that of what it holds.
fn names(said: &str, field: &str) -> bool {
    let within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with(['.', '[']));
    let last = field.rsplit(['.', '[']).next().unwrap_or_default();
    said == field || said == last || said == "body" || within(field, said) || within(said, field)
}

fn judge(route: &Route, mutation: &Mutation, reply: &Reply) -> Option<String> {
    let said = String::from_utf8_lossy(&reply.body).into_owned();
    let fine = match named(reply) {
        Some((field, rule)) => names(&field, &mutation.field) && rule.len() > 3,
        None => false,
    };
    let fine = fine && reply.status < 500 && !said.contains(CANARY);
    (!fine).then(|| format!("{} with {} {}: {} {said}", route.name, mutation.field, mutation.what, reply.status))
}

#[tokio::test]
async fn every_wrong_body_is_refused_by_field_and_rule_and_changes_nothing() {
    let description = Description::read(&World::new().get("/openapi.json").await.ok().json::<Value>());
    let (mut wrong, mut tried, mut exact) = (Vec::new(), 0, 0);
    for route in ROUTES {
        let Some(schema) = description.body_of(route.name) else { continue };
        let world = World::new();
        let (mut asker, good) = (Asker::of(&world, route).await, body_of(route.name, &world));
        description.expect_valid(&schema, &good, route.name);
        let (method, path) = (route.method.as_str(), path_of(route));
        // Whoever asks for the first time is noted; from then on nothing may change.
        asker.send(&world, method, &path, b"").await;
        let before = state(&world);
        for mutation in description.mutations(&schema, &good) {
            let reply = asker.send(&world, method, &path, mutation.body.to_string().as_bytes()).await;
            wrong.extend(judge(route, &mutation, &reply));
            exact += usize::from(named(&reply).is_some_and(|(field, _)| field == mutation.field));
            tried += 1;
            if state(&world) != before && reply.status >= 400 {
                wrong.push(format!("{} with {} {}: the state changed", route.name, mutation.field, mutation.what));
            }
        }
        for (field, body) in description.at_bounds(&schema, &good) {
            let reply = asker.send(&world, method, &path, body.to_string().as_bytes()).await;
            if reply.status >= 500 || named(&reply).is_some_and(|(said, _)| said == field) {
                wrong.push(format!("{} at the bound of {field}: {reply:?}", route.name));
            }
        }
    }
    println!("{tried} wrong bodies, {exact} of them with the field itself named");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 500 && exact * 10 > tried * 8, "{exact} of {tried}");
}

#[tokio::test]
async fn no_body_is_read_past_its_limit_and_what_is_no_json_is_said_to_be_none() {
    let description = Description::read(&World::new().get("/openapi.json").await.ok().json::<Value>());
    for route in ROUTES {
        let world = World::new();
        let mut asker = Asker::of(&world, route).await;
        let (method, path) = (route.method.as_str(), path_of(route));
        asker.send(&world, method, &path, b"").await;
        let before = state(&world);
        let large = asker.send(&world, method, &path, &vec![b' '; limits::LONGEST_BODY + 1]).await;
        assert_eq!(large.problem(), ProblemCode::BodyTooLarge, "{}", route.name);
        let Some(_) = description.body_of(route.name) else { continue };
        for text in ["", "{", "canary-4711", "<html>", "\u{feff}{}", "[1,", "nan", "{\"a\":1}}"] {
            let reply = asker.send(&world, method, &path, text.as_bytes()).await;
            assert_eq!(reply.problem(), ProblemCode::BodyNotJson, "{} {text:?}: {reply:?}", route.name);
        }
        let deep = asker.send(&world, method, &path, "[".repeat(10_000).as_bytes()).await;
        assert!((400..500).contains(&deep.status), "{}: {deep:?}", route.name);
        assert!(state(&world) == before, "{}", route.name);
        let mut padded = body_of(route.name, &world).to_string().into_bytes();
        padded.resize(limits::LONGEST_BODY, b' ');
        let at_limit = asker.send(&world, method, &path, &padded).await;
        assert!(at_limit.status < 500 && named(&at_limit).is_none(), "{}: {at_limit:?}", route.name);
    }
}

#[tokio::test]
async fn every_wrong_parameter_is_refused_by_its_name_and_its_rule() {
    let mut tried = 0;
    for route in ROUTES {
        let good = path_of(route);
        let Some((name, value)) = route.path.split('/').zip(good.split('/')).find(|(part, _)| part.starts_with('{'))
        else {
            continue;
        };
        let world = World::new();
        let mut asker = Asker::of(&world, route).await;
        let body = match Description::read(&world.get("/openapi.json").await.ok().json::<Value>()).body_of(route.name) {
            Some(_) => body_of(route.name, &world).to_string(),
            None => String::new(),
        };
        asker.send(&world, route.method.as_str(), &good, body.as_bytes()).await;
        let before = state(&world);
        let (longer, shorter) = (format!("{value}0"), &value[1..]);
        let long = "x".repeat(150);
        for wrong in [&*longer, shorter, "canary-4711", "%00", "%C3%A9", "..", "-1", "*", &long] {
            let path = good.replace(value, wrong);
            let reply = asker.send(&world, route.method.as_str(), &path, body.as_bytes()).await;
            let said = String::from_utf8_lossy(&reply.body).into_owned();
            let (field, rule) = named(&reply).unwrap_or_else(|| panic!("{path}: {} {said}", reply.status));
            assert_eq!(format!("{{{field}}}"), name, "{path}: {said}");
            assert!(reply.status == 422 && !rule.is_empty() && !said.contains(CANARY), "{path}: {said}");
            tried += 1;
        }
        assert!(state(&world) == before, "{}", route.name);
    }
    assert!(tried > 100, "{tried}");
}

/// The test of the test: an answer that names another field, no rule, or repeats what was sent is noticed.
#[tokio::test]
async fn an_answer_that_does_not_name_the_field_is_noticed() {
    let world = World::new();
    let route = ROUTES.iter().find(|route| route.name == "bind_iin").unwrap();
    let reply = |status: u16, json: Value| Reply {
        status,
        headers: axum::http::HeaderMap::new(),
        body: json.to_string().into_bytes(),
    };
    let mutation = Mutation { field: "iin".into(), what: "x".into(), body: Value::Null };
    let good = json!({ "field": "iin", "rule": "12 digits" });
    assert_eq!(judge(route, &mutation, &reply(422, good.clone())), None);
    for (status, json) in [
        (500, good.clone()),
        (422, json!({ "field": "phone", "rule": "12 digits" })),
        (422, json!({ "field": "iin" })),
        (422, json!({ "field": "iin", "rule": format!("not {CANARY}") })),
        (204, json!({})),
    ] {
        assert!(judge(route, &mutation, &reply(status, json)).is_some());
    }
    let before = state(&world);
    world.venue("47.11", "Дүкен").await;
    assert!(state(&world) != before);
}
