//! Entries and exits: decided, repeated, delivered late, ended.

use std::time::Duration;

use ashyq_core::{id::VisitId, moment::DAY, poster::PosterNumber, status::Colour, visit::Learnt, wire::*};

use crate::common::*;

const NUMBER: &str = "+77051234567";
const IIN: &str = "900101300017";

fn receipt(reply: Reply) -> serde_json::Value {
    let answer: serde_json::Value = reply.ok().json();
    let signed = if answer["answer"] == "recorded" { answer["receipt"].clone() } else { answer };
    let document = signed["document"].as_str().unwrap_or_else(|| panic!("{signed}")).to_owned();
    serde_json::from_slice(&data_encoding::BASE64URL_NOPAD.decode(document.as_bytes()).unwrap()).unwrap()
}

#[tokio::test]
async fn the_same_report_gets_the_same_bytes_and_another_one_a_conflict() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let visit = VisitId(world.random());
    let entry = visitor.entry(&world, &grocery, true);
    let first = visitor.put_entry(&world, visit, &entry).await.ok();
    world.clock.pass(Duration::from_secs(3));
    let again = visitor.put_entry(&world, visit, &entry).await.ok();
    assert_eq!(first.body, again.body);
    for other in [
        EntryRequest { visit_key: ashyq_core::bytes::Bytes([9; 32]), ..entry.clone() },
        EntryRequest { entered_at: entry.entered_at.plus(Duration::from_millis(1)), ..entry.clone() },
    ] {
        assert_eq!(visitor.put_entry(&world, visit, &other).await.problem(), ProblemCode::VisitConflict);
    }
    let mut stranger = world.visitor("+77059999999", &iin(5)).await;
    let stolen = EntryRequest { binding: stranger.binding, ..entry.clone() };
    assert_eq!(stranger.put_entry(&world, visit, &stolen).await.problem(), ProblemCode::VisitConflict);
    // What stands does not depend on what came since, nor on midnight, nor on a restart.
    world.decide(grocery.venue, SUSPEND).await.ok();
    world.clock.pass(DAY);
    let world = world.restart();
    visitor.device.log_in(&world, NUMBER).await;
    let later = visitor.put_entry(&world, visit, &entry).await.ok();
    assert_eq!(first.body, later.body);
}

#[tokio::test]
async fn a_refused_visit_becomes_unchecked_and_an_admitted_one_stays() {
    let world = World::new();
    let (grocery, sanatorium) = (world.venue("47.11", "Дүкен").await, world.venue("86.90", "Шипажай").await);
    let mut visitor = world.visitor(NUMBER, IIN).await;
    for (venue, admitted) in [(&grocery, true), (&sanatorium, false)] {
        let visit = VisitId(world.random());
        let ask = visitor.entry(&world, venue, true);
        let (decision, why) = decided(&visitor.put_entry(&world, visit, &ask).await.ok());
        assert_eq!((decision.decision.admitted, why.is_none()), (admitted, admitted));
        let poster = venue.posters[0].number;
        if !admitted {
            let reply = visitor.leave(&world, visit, poster, Learnt::Button).await;
            assert_eq!(reply.problem(), ProblemCode::VisitUnknown);
        }
        let deliver = EntryRequest { ask: false, ..ask.clone() };
        let said = receipt(visitor.put_entry(&world, visit, &deliver).await);
        assert_eq!((said["of"].as_str(), said.get("mark")), (Some("entry"), None));
        let again: EntryAnswer = visitor.put_entry(&world, visit, &ask).await.ok().json();
        assert_eq!(matches!(again, EntryAnswer::Decided { .. }), admitted);
        assert_eq!(receipt(visitor.leave(&world, visit, poster, Learnt::Scanned).await)["of"], "exit");
    }
}

#[tokio::test]
async fn what_happened_without_the_service_is_recorded_and_marked_where_it_does_not_count() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let unknown = PosterNumber::parse_typed("0000-0011").unwrap();
    let deliver = visitor.entry(&world, &grocery, false);
    let cases = [
        (deliver.clone(), serde_json::Value::Null),
        (EntryRequest { poster: unknown, ..deliver.clone() }, "poster_unknown".into()),
        (EntryRequest { poster: unknown, scanned: None, ..deliver.clone() }, "poster_unknown".into()),
        (
            // The venue was in its test week then.
            EntryRequest { entered_at: START.minus(Duration::from_secs(1)), ..deliver.clone() },
            "practice".into(),
        ),
    ];
    for (entry, mark) in cases {
        let visit = VisitId(world.random());
        let said = receipt(visitor.put_entry(&world, visit, &entry).await);
        assert_eq!(said["mark"], mark);
        let said = receipt(visitor.put_entry(&world, visit, &entry).await);
        assert_eq!(said["mark"], mark);
        let said = receipt(visitor.leave(&world, visit, entry.poster, Learnt::Button).await);
        assert_eq!(said["mark"], mark);
        let asked = EntryRequest { ask: true, ..entry };
        let reply = visitor.put_entry(&world, visit, &asked).await;
        assert_eq!(receipt(reply)["mark"], mark);
    }
    world.clock.pass(Duration::from_mins(1));
    world.decide(grocery.venue, SUSPEND).await.ok();
    let before = EntryRequest { entered_at: START, ..visitor.entry(&world, &grocery, false) };
    assert_eq!(receipt(visitor.put_entry(&world, VisitId([1; 16]), &before).await).get("mark"), None);
    let after = visitor.entry(&world, &grocery, false);
    assert_eq!(receipt(visitor.put_entry(&world, VisitId([2; 16]), &after).await)["mark"], "venue_not_live");
}

#[tokio::test]
async fn no_decision_is_made_where_the_poster_or_the_venue_rules_it_out() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let ask = async |visitor: &mut Visitor, change: fn(&mut EntryRequest)| {
        let mut entry = visitor.entry(&world, &grocery, true);
        change(&mut entry);
        visitor.put_entry(&world, VisitId(world.random()), &entry).await.problem()
    };
    let elsewhere = |entry: &mut EntryRequest| entry.scanned.as_mut().unwrap().venue = ashyq_core::id::VenueId([3; 16]);
    assert_eq!(ask(&mut visitor, elsewhere).await, ProblemCode::PosterUnknown);
    let unbound = |entry: &mut EntryRequest| entry.binding = ashyq_core::bytes::Bytes([3; 16]);
    assert_eq!(ask(&mut visitor, unbound).await, ProblemCode::BindingUnknown);
    world.decide(grocery.venue, SUSPEND).await.ok();
    assert_eq!(ask(&mut visitor, |_| {}).await, ProblemCode::VenueSuspended);
    world.decide(grocery.venue, RESUME).await.ok();
    let revoke = format!("/v1/operator/posters/{}/revoke", grocery.posters[0].number);
    world.operator("POST", &revoke, &()).await.ok();
    assert_eq!(ask(&mut visitor, |_| {}).await, ProblemCode::PosterRevoked);
    world.decide(grocery.venue, REVOKE).await.ok();
    assert_eq!(ask(&mut visitor, |_| {}).await, ProblemCode::VenueRevoked);
    assert_eq!(world.decide(grocery.venue, RESUME).await.problem(), ProblemCode::StepNotFromHere);
    world.clock.pass(DAY * 366);
    visitor.device.log_in(&world, NUMBER).await;
    visitor.device.post(&world, path::LOG_OUT, &LogOutRequest { everywhere: false }).await.ok();
    visitor.device.log_in(&world, NUMBER).await;
    assert_eq!(ask(&mut visitor, |_| {}).await, ProblemCode::IinNotBound);
}

#[tokio::test]
async fn a_claimed_moment_counts_between_fourteen_days_back_and_two_minutes_ahead() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    world.clock.pass(DAY * 15);
    visitor.device.log_in(&world, NUMBER).await;
    let now = START.plus(DAY * 15);
    let ms = Duration::from_millis(1);
    for (entered_at, fine) in [
        (now.minus(DAY * 14), true),
        (now.minus(DAY * 14 + ms), false),
        (now.plus(Duration::from_mins(2)), true),
        (now.plus(DAY * 4000), true),
        (ashyq_core::moment::Moment(0), false),
        (ashyq_core::moment::Moment(i64::MIN), false),
        (ashyq_core::moment::Moment(i64::MAX), true),
    ] {
        let entry = EntryRequest { entered_at, clock_certain: false, ..visitor.entry(&world, &grocery, false) };
        let reply = visitor.put_entry(&world, VisitId(world.random()), &entry).await;
        if fine {
            reply.ok();
        } else {
            assert_eq!(reply.problem(), ProblemCode::VisitTooOld);
        }
    }
}

#[tokio::test]
async fn only_the_device_of_the_entry_reports_the_exit() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let mut stranger = world.visitor("+77059999999", &iin(5)).await;
    let (visit, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    let poster = grocery.posters[0].number;
    let reply = stranger.leave(&world, visit, poster, Learnt::Scanned).await;
    assert_eq!(reply.problem(), ProblemCode::VisitUnknown);
    let reply = visitor.leave(&world, VisitId([8; 16]), poster, Learnt::Scanned).await;
    assert_eq!(reply.problem(), ProblemCode::VisitUnknown);
    let reply = visitor.leave(&world, visit, poster, Learnt::Staff).await;
    assert_eq!(reply.problem(), ProblemCode::FieldInvalid);
    visitor.leave(&world, visit, poster, Learnt::Scanned).await.ok();
}

#[tokio::test]
async fn a_lost_place_delivers_for_fourteen_days() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut old = world.visitor(NUMBER, IIN).await;
    let kept = old.entry(&world, &grocery, false);
    let mut new = world.device();
    new.log_in(&world, NUMBER).await;
    world.clock.pass(DAY * 2);
    let renewal = RenewRequest { renewal: old.device.renewal.clone().unwrap() };
    old.device.token = None;
    let tokens: Tokens = old.device.post(&world, path::RENEW, &renewal).await.ok().json();
    (old.device.token, old.device.renewal) = (Some(tokens.token), Some(tokens.renewal));
    let ask = old.entry(&world, &grocery, true);
    assert_eq!(old.put_entry(&world, VisitId([1; 16]), &ask).await.problem(), ProblemCode::IinNotBound);
    old.put_entry(&world, VisitId([2; 16]), &kept).await.ok();
    world.clock.pass(DAY * 13 + Duration::from_hours(1));
    let renewal = RenewRequest { renewal: old.device.renewal.clone().unwrap() };
    old.device.token = None;
    let reply = old.device.post(&world, path::RENEW, &renewal).await.ok();
    old.device.token = Some(reply.json::<Tokens>().token);
    let late = EntryRequest { entered_at: START.plus(DAY * 2), ..kept };
    assert_eq!(old.put_entry(&world, VisitId([3; 16]), &late).await.problem(), ProblemCode::BindingUnknown);
}

#[tokio::test]
async fn an_unknown_iin_is_blue() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let (_, reply) = visitor.enter(&world, &grocery).await;
    assert_eq!(decided(&reply.ok()).0.decision.colour, Colour::Blue);
}
