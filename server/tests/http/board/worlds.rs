//! Two worlds that agree in colour, decision and this venue's own records, and differ in everything else about the person.

use std::{collections::BTreeSet, time::Duration};

use ashyq_core::{id::VisitId, moment::HOUR, place::Place, visit::Learnt, wire::*};
use ashyq_server::{
    api::{facts::Known, venues::VenueShown},
    clock::Clock as _,
    routes::{ROUTES, Role},
    site::routes::PAGES,
};
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::Value;

use super::{Screen, Seen, screen::Event};
use crate::{common::*, pages::text};

/// Whom the venue names as staff.
const STAFF: &str = "+77089876543";

/// What the venue may know of a person: the colour. What it may not: how that came about, and everything else.
#[derive(Clone, Debug)]
struct Person {
    number: u64,
    /// How long ago the fact happened that gives the colour.
    hours_ago: u64,
    /// Another fact, which changes nothing.
    vaccinated: bool,
    /// Was somewhere else before.
    elsewhere: bool,
    /// Another phone had the IIN before.
    second_phone: bool,
}

fn person() -> impl Strategy<Value = Person> {
    (0_u64..900, 1_u64..60, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(number, hours_ago, vaccinated, elsewhere, second_phone)| Person {
            number,
            hours_ago,
            vaccinated,
            elsewhere,
            second_phone,
        },
    )
}

/// What happens at the door, the same in both worlds.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Ask,
    Deliver,
    AskThenDeliver,
    AskAndLeave,
}

fn pair() -> impl Strategy<Value = Vec<([Person; 2], u8, Deed)>> {
    let deed = prop_oneof![Just(Deed::Ask), Just(Deed::Deliver), Just(Deed::AskThenDeliver), Just(Deed::AskAndLeave)];
    prop::collection::vec(((person(), person()), 0_u8..4, deed), 1..4)
        .prop_map(|people| people.into_iter().map(|((one, two), colour, deed)| ([one, two], colour, deed)).collect())
}

/// Everything that the venue is told, by where it is told.
async fn world_of(people: &[(Person, u8, Deed)]) -> Vec<(String, Vec<u8>)> {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let cafe = world.venue("56.10", "Кафе").await;
    let mut source = world.source().await;
    world.clock.pass(HOUR);
    let mut screen = Screen::open(&world, venue.venue, None).await;
    for (at, (person, colour, deed)) in people.iter().enumerate() {
        let (iin, phone) =
            (iin(person.number + 1000 * at as u64), format!("+7705{:07}", person.number + 1000 * at as u64));
        let sampled_at = world.clock.now().minus(HOUR * u32::try_from(person.hours_ago).unwrap());
        let known = match colour {
            0 => Some(Known::PcrPositive { sampled_at }),
            1 => {
                Some(Known::Contact { ordered_at: sampled_at, isolation_place: Place::parse(43.238, 76.889).unwrap() })
            }
            2 => Some(Known::PcrNegative { sampled_at }),
            _ => None,
        };
        if let Some(known) = known {
            world.fact(&mut source, &format!("{at}"), 1, &iin, known).await;
        }
        if person.vaccinated {
            let known = Known::Vaccinated { at: sampled_at, product: "QazVac".into() };
            world.fact(&mut source, &format!("v{at}"), 1, &iin, known).await;
        }
        // Everything before takes the same time in both worlds, whatever was needed.
        let before = world.clock.now();
        let mut visitor = world.visitor(&phone, &iin).await;
        if person.second_phone {
            let mut second = world.device();
            second.log_in(&world, &format!("+7707{:07}", person.number)).await;
            second.bind(&world, &iin).await;
            // Whether a number that is named as staff has an account is nobody's business either.
            world.device().log_in(&world, STAFF).await;
        }
        if person.elsewhere && *colour >= 2 {
            visitor.enter(&world, &cafe).await.1.ok();
        }
        world.clock.pass(Duration::from_mins(3) - world.clock.now().since(before));
        let visit = VisitId(world.random());
        let entry = visitor.entry(&world, &venue, !matches!(deed, Deed::Deliver));
        visitor.put_entry(&world, visit, &entry).await.ok();
        match deed {
            Deed::AskThenDeliver => {
                visitor.put_entry(&world, visit, &EntryRequest { ask: false, ..entry }).await.ok();
            }
            Deed::AskAndLeave => {
                let _ = visitor.leave(&world, visit, venue.posters[0].number, Learnt::Scanned).await;
            }
            Deed::Ask | Deed::Deliver => {}
        }
    }
    let mut fresh = Seen::default();
    let mut late = Screen::open(&world, venue.venue, None).await;
    late.until(&mut fresh, |seen| seen.state.contains_key("counts")).await;
    assert_eq!(fresh.rows.len(), people.len());
    // Whoever looked all along sees the same in the end.
    let mut live = Seen::default();
    screen.until(&mut live, |seen| in_bytes(seen, false) == in_bytes(&fresh, false)).await;
    let mut said = vec![("events".to_owned(), in_bytes(&fresh, true))];
    let named = serde_json::json!({ "phone": STAFF });
    world.owner("POST", venue.venue, "staff", &named).await.ok();
    for path in answers(&venue) {
        let reply = world.as_owner(venue.venue, "GET", &path, &()).await;
        let told = without_chance(&text(&reply), &venue);
        said.push((without_chance(&path, &venue), format!("{} {told}", reply.status).into_bytes()));
    }
    said.push(("close-day".to_owned(), close(&world, &venue).await));
    said
}

/// Where a venue is told anything: every answer and every page of the tables that is about a venue, but for its events.
fn answers(venue: &VenueShown) -> Vec<String> {
    let answers = ROUTES
        .iter()
        .filter(|route| route.method == "GET" && route.role() == Role::Business && route.path.contains("{venue}"))
        .map(|route| route.path.to_owned())
        .filter(|path| !path.ends_with("/board"));
    let pages = PAGES
        .iter()
        .filter(|page| page.method == "GET" && page.role() == Role::Business && page.path.contains("{venue}"))
        .map(|page| format!("/kk{}", page.path));
    let lists = ["/v1/business/applications", "/kk/cabinet"].map(str::to_owned);
    let all = answers.chain(pages).chain(lists);
    all.map(|path| path.replace("{venue}", &venue.venue.to_string())).collect()
}

/// A page without what every world draws anew: names of venue, posters and forms, and door codes.
fn without_chance(page: &str, venue: &VenueShown) -> String {
    let mut page = page.replace(&venue.venue.to_string(), "VENUE");
    for poster in &venue.posters {
        page = page.replace(&poster.number.to_string(), "POSTER").replace(&poster.poster, "SIGNED");
    }
    let drawn = [
        ("name=\"csrf\" value=\"", '"'),
        ("name=\"press\" value=\"", '"'),
        ("name=\"role\" value=\"", '"'),
        ("/cabinet/applications/", '"'),
        ("\"application\":\"", '"'),
        ("\"role\":\"", '"'),
        ("class=\"code\">", '<'),
    ];
    for (before, end) in drawn {
        let mut parts = page.split(before);
        let mut plain = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            plain += before;
            plain += part.find(end).map_or("", |at| &part[at..]);
        }
        page = plain;
    }
    page
}

async fn close(world: &World, venue: &VenueShown) -> Vec<u8> {
    let press = serde_json::json!({ "press": "AAAAAAAAAAAAAAAAAAAAAA" });
    world.owner("POST", venue.venue, "close-day", &press).await.ok().body
}

/// How things stand, byte by byte, but for the door codes, which are random in every world; with or without their times.
fn in_bytes(seen: &Seen, times: bool) -> Vec<u8> {
    let mut text = String::new();
    for row in seen.rows.values().chain(seen.state.values()) {
        let mut row = row.clone();
        if let Some(codes) = row.get_mut("codes").filter(|codes| !codes.is_null()) {
            if times {
                codes["codes"] = Value::Null;
            } else {
                *codes = Value::Null;
            }
        }
        text += &format!("{row}\n");
    }
    text.into_bytes()
}

#[test]
fn a_venue_learns_nothing_but_the_colour() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let cases = std::env::var("ASHYQ_PAIRS").ok().and_then(|pairs| pairs.parse().ok()).unwrap_or(12);
    let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) });
    runner
        .run(&pair(), |people| {
            let side = |at: usize| -> Vec<_> {
                people.iter().map(|(pair, colour, deed)| (pair[at].clone(), *colour, *deed)).collect()
            };
            let (one, two) = (runtime.block_on(world_of(&side(0))), runtime.block_on(world_of(&side(1))));
            for ((place, one), (_, two)) in one.iter().zip(&two) {
                prop_assert_eq!(String::from_utf8_lossy(one), String::from_utf8_lossy(two), "{}", place);
            }
            Ok(())
        })
        .unwrap();
}

/// The worlds differ in what is said where they differ in what may be said: the comparison above can fail.
#[tokio::test]
async fn another_colour_is_told() {
    let person = Person { number: 1, hours_ago: 5, vaccinated: false, elsewhere: false, second_phone: false };
    let one = world_of(&[(person.clone(), 2, Deed::Ask)]).await;
    let two = world_of(&[(person, 3, Deed::Ask)]).await;
    let differs: Vec<_> =
        one.iter().zip(&two).filter(|(one, two)| one != two).map(|((place, _), _)| &**place).collect();
    let venue = "/v1/business/venues/VENUE";
    let (counts, file) = (format!("{venue}/counts"), format!("{venue}/arrivals.csv"));
    assert_eq!(
        differs,
        ["events", &counts, &file, "/kk/cabinet/venues/VENUE/board", "/kk/cabinet/venues/VENUE/counts"]
    );
    assert!(one.len() > 12, "{}", one.len());
}

/// Every field of every event, and every column of the file. A new one is a thing more that a venue learns: think first.
#[tokio::test]
async fn what_a_venue_is_told_is_a_closed_world() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor("+77050000001", &iin(1)).await;
    let mut screen = Screen::open(&world, venue.venue, None).await;
    let mut fields: BTreeSet<String> = BTreeSet::new();
    let mut take = |event: &Event| name(&event.name, &event.data, &mut fields);
    take(&screen.next().await.unwrap());
    visitor.enter(&world, &venue).await.1.ok();
    let closed = close(&world, &venue).await;
    let mut seen = Seen::default();
    while !(seen.state.contains_key("closed") && seen.rows.len() == 1 && seen.state["counts"]["hours"][0].is_object()) {
        let event = screen.next().await.unwrap();
        take(&event);
        seen.take(event);
    }
    name("close-day", &serde_json::from_slice(&closed).unwrap(), &mut fields);
    let counts = world.owner("GET", venue.venue, "counts", &()).await.ok();
    name("counts", &counts.json(), &mut fields);
    let file = world.owner("GET", venue.venue, "arrivals.csv", &()).await.ok();
    let columns = String::from_utf8(file.body).unwrap();
    fields.extend(columns.lines().next().unwrap().split(',').map(|column| format!("arrivals.csv {column}")));
    insta::assert_snapshot!(fields.into_iter().collect::<Vec<_>>().join("\n"));
    for row in seen.rows.values() {
        assert_eq!(row["at"].as_i64().unwrap() % 60_000, 0);
    }
}

/// The names of all fields, with what kind of value stands there.
fn name(path: &str, value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| name(&format!("{path}.{key}"), value, fields)),
        Value::Array(items) => items.iter().for_each(|value| name(&format!("{path}[]"), value, fields)),
        Value::Null => {}
        Value::Bool(_) => drop(fields.insert(format!("{path}: yes or no"))),
        Value::Number(_) => drop(fields.insert(format!("{path}: number"))),
        Value::String(_) => drop(fields.insert(format!("{path}: text"))),
    }
}
