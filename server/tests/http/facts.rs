//! Facts and what follows from them at a door.

use std::time::Duration;

use ashyq_core::{
    decision::Why,
    moment::{DAY, HOUR},
    place::Place,
    status::Colour,
    wire::*,
};
use ashyq_server::api::facts::{FactOutcome, Known, NewFact, NewFacts};

use crate::common::*;

const NUMBER: &str = "+77051234567";
const IIN: &str = "900101300017";

fn home(metres: f64) -> Place {
    Place::parse(43.238_949 + metres / 111_195.08, 76.889_709).unwrap()
}

async fn colour_at(
    world: &World,
    visitor: &mut Visitor,
    venue: &ashyq_server::api::venues::VenueShown,
) -> (Colour, Option<Why>) {
    let (_, reply) = visitor.enter(world, venue).await;
    let (decision, why) = decided(&reply.ok());
    (decision.decision.colour, why)
}

#[tokio::test]
async fn each_fact_gives_its_colour_and_a_lapsed_green_turns_blue() {
    let world = World::new();
    let mut source = world.source().await;
    let sanatorium = world.venue("86.90", "Шипажай").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    assert_eq!(colour_at(&world, &mut visitor, &sanatorium).await, (Colour::Blue, Some(Why::TestNeeded)));
    world.fact(&mut source, "a", 1, IIN, Known::PcrNegative { sampled_at: START }).await;
    assert_eq!(colour_at(&world, &mut visitor, &sanatorium).await, (Colour::Green, None));
    world.clock.pass(HOUR * 72 - Duration::from_millis(1));
    visitor.device.log_in(&world, NUMBER).await;
    assert_eq!(colour_at(&world, &mut visitor, &sanatorium).await, (Colour::Green, None));
    world.clock.pass(Duration::from_millis(1));
    assert_eq!(colour_at(&world, &mut visitor, &sanatorium).await, (Colour::Blue, Some(Why::TestNeeded)));
    world.fact(&mut source, "b", 1, IIN, Known::PcrPositive { sampled_at: START }).await;
    assert_eq!(colour_at(&world, &mut visitor, &sanatorium).await, (Colour::Red, Some(Why::Isolation)));
    world.fact(&mut source, "c", 1, IIN, Known::Recovered { at: START.plus(DAY) }).await;
    assert_eq!(colour_at(&world, &mut visitor, &sanatorium).await, (Colour::Blue, Some(Why::TestNeeded)));
}

#[tokio::test]
async fn a_contact_shops_near_home_at_five_venues_a_day() {
    let world = World::new();
    let mut source = world.source().await;
    let cafe = world.venue("56.10", "Кафе").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let contact = |metres| Known::Contact { ordered_at: START, isolation_place: home(metres) };
    world.fact(&mut source, "contact", 1, IIN, contact(400.0)).await;
    assert_eq!(colour_at(&world, &mut visitor, &cafe).await, (Colour::Yellow, Some(Why::NotForContacts)));
    let mut grocery = world.venue("47.11", "Дүкен").await;
    assert_eq!(colour_at(&world, &mut visitor, &grocery).await, (Colour::Yellow, None));
    world.fact(&mut source, "contact", 2, IIN, contact(600.0)).await;
    assert_eq!(colour_at(&world, &mut visitor, &grocery).await, (Colour::Yellow, Some(Why::TooFar)));
    for number in 3..=5 {
        grocery = world.venue("47.11", &format!("Дүкен {number}")).await;
        assert_eq!(colour_at(&world, &mut visitor, &grocery).await.0, Colour::Yellow);
    }
    let sixth = world.venue("47.11", "Дүкен 6").await;
    let (_, reply) = visitor.enter(&world, &sixth).await;
    assert_eq!(reply.problem(), ProblemCode::DecisionsUsedUp);
    // One of the five again is no sixth; the next day all begin anew.
    assert_eq!(colour_at(&world, &mut visitor, &grocery).await.0, Colour::Yellow);
    world.clock.pass(DAY);
    visitor.device.log_in(&world, NUMBER).await;
    assert_eq!(colour_at(&world, &mut visitor, &sixth).await.0, Colour::Yellow);
}

#[tokio::test]
async fn versions_replace_and_are_withdrawn() {
    let world = World::new();
    let mut source = world.source().await;
    let red = Known::PcrPositive { sampled_at: START };
    let mut say = async |version, fact: Known| world.fact(&mut source, "x", version, IIN, fact).await.facts[0].outcome;
    assert_eq!(say(2, red.clone()).await, FactOutcome::Taken);
    assert_eq!(say(2, red.clone()).await, FactOutcome::There);
    assert_eq!(say(2, Known::PcrNegative { sampled_at: START }).await, FactOutcome::Conflict);
    assert_eq!(say(1, red.clone()).await, FactOutcome::Older);
    assert_eq!(say(3, Known::Withdrawn).await, FactOutcome::Taken);
    assert_eq!(say(2, red).await, FactOutcome::Older);
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    assert_eq!(colour_at(&world, &mut visitor, &grocery).await, (Colour::Blue, None));
}

#[tokio::test]
async fn limits_of_facts_hold_at_their_bound_and_one_past_it() {
    let world = World::new();
    let mut source = world.source().await;
    let of = |id: String, version, fact| NewFact { id, version, iin: Some(IIN.into()), fact };
    let red = || Known::PcrPositive { sampled_at: START };
    let vaccinated = |length| Known::Vaccinated { at: START, product: "x".repeat(length) };
    let past = |days: u32| Known::Recovered { at: START.minus(DAY * days) };
    let cases = [
        (of("i".repeat(64), 1, red()), None),
        (of("i".repeat(65), 1, red()), Some("id")),
        (of(String::new(), 1, red()), Some("id")),
        (of("пример".into(), 1, red()), Some("id")),
        (of("a".into(), 0, red()), Some("version")),
        (of("b".into(), 1_000_000_000, red()), None),
        (of("c".into(), 1_000_000_001, red()), Some("version")),
        (of("d".into(), 1, vaccinated(64)), None),
        (of("e".into(), 1, vaccinated(65)), Some("product")),
        (of("f".into(), 1, vaccinated(0)), Some("product")),
        (of("g".into(), 1, past(732)), None),
        (of("h".into(), 1, past(733)), Some("fact")),
        (of("i".into(), 1, Known::Recovered { at: START.plus(DAY) }), None),
        (of("j".into(), 1, Known::Recovered { at: START.plus(DAY + Duration::from_millis(1)) }), Some("fact")),
        (NewFact { iin: None, ..of("k".into(), 1, red()) }, Some("iin")),
        (NewFact { iin: Some("900101300018".into()), ..of("l".into(), 1, red()) }, Some("iin")),
    ];
    for (fact, field) in cases {
        let reply = source.post(&world, "/v1/facts", &NewFacts { facts: vec![fact] }).await.ok();
        let taken: ashyq_server::api::facts::FactsTaken = reply.json();
        assert_eq!(taken.facts[0].field.as_deref(), field);
        assert_eq!(taken.facts[0].outcome == FactOutcome::Invalid, field.is_some());
    }
    let withdrawn = |n: usize| NewFact { id: n.to_string(), version: 1, iin: None, fact: Known::Withdrawn };
    let many = |count: usize| NewFacts { facts: (0..count).map(withdrawn).collect() };
    source.post(&world, "/v1/facts", &many(100)).await.ok();
    for wrong in [0, 101] {
        assert_eq!(source.post(&world, "/v1/facts", &many(wrong)).await.problem(), ProblemCode::FieldInvalid);
    }
}

#[tokio::test]
async fn an_unknown_person_cannot_be_told_from_one_without_facts_in_force() {
    let world = World::new();
    let mut source = world.source().await;
    world.fact(&mut source, "v", 1, &iin(9), Known::Vaccinated { at: START, product: "x".into() }).await;
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut shapes = Vec::new();
    for (number, iin) in [(NUMBER, iin(8)), ("+77059999999", iin(9))] {
        let mut visitor = world.visitor(number, &iin).await;
        let (_, reply) = visitor.enter(&world, &grocery).await;
        shapes.push((reply.status, reply.body.len(), decided(&reply).0.decision.colour, reply.headers.len()));
    }
    assert_eq!(shapes[0], shapes[1]);
}
