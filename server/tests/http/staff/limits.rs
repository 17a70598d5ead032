//! Limits of look-ups at their bounds and one past them; they refuse a request and change no answer.

use std::time::Duration;

use ashyq_core::{
    id::VisitId,
    moment::{DAY, HOUR},
    status::Colour,
    wire::*,
};
use ashyq_server::{api::facts::Known, limits};

use super::*;

const NUMBER: &str = "+77051234567";
const OTHER: &str = "+77059999999";
const SECOND: Duration = Duration::from_secs(1);
const MS: Duration = Duration::from_millis(1);

fn limited(reply: &Reply, wait_s: u64) {
    assert_eq!(reply.problem(), ProblemCode::RateLimited);
    assert_eq!(reply.json::<Problem>().wait_s.map(u64::from), Some(wait_s));
    assert_eq!(reply.headers["retry-after"].to_str().unwrap(), wait_s.to_string());
}

#[tokio::test]
async fn five_look_ups_are_free_at_once_and_then_one_a_second() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let mut last = None;
    for person in 1..=5 {
        let (visit, reply) = staff.enter(&world, &iin(person)).await;
        last = Some((visit, reply.ok()));
    }
    limited(&staff.enter(&world, &iin(6)).await.1, 1);
    // Repeating the fifth is no look-up, and what was refused is not there.
    let (visit, reply) = last.unwrap();
    let again = staff.entry(&iin(5));
    assert_eq!(staff.put(&world, visit, &again).await.ok().body, reply.body);
    assert_eq!(count(&world, "select count(*) from visit"), 5);
    assert_eq!(count(&world, "select count(*) from audit where action = 'look_up'"), 5);
    assert_eq!(count(&world, "select count(*) from person_alias"), 5);
    world.clock.pass(SECOND - MS);
    limited(&staff.enter(&world, &iin(6)).await.1, 1);
    world.clock.pass(MS);
    staff.enter(&world, &iin(6)).await.1.ok();
    limited(&staff.enter(&world, &iin(7)).await.1, 1);
    // Exits tell nothing and do not count; a colleague has a pace of their own.
    for person in 1..=9 {
        noted(&staff.leave(&world, &iin(person)).await);
    }
    on_duty(&world, &grocery, OTHER).await.enter(&world, &iin(7)).await.1.ok();
}

#[tokio::test]
async fn sixty_look_ups_are_free_within_an_hour_across_shifts_venues_restarts_and_accounts() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    for person in 0..limits::LOOK_UPS_AN_HOUR as u64 {
        staff.enter(&world, &iin(person)).await.1.ok();
        world.clock.pass(SECOND * 20);
    }
    limited(&staff.enter(&world, &iin(99)).await.1, 3600 - 60 * 20);
    let world = world.restart();
    staff.device.log_in(&world, NUMBER).await;
    limited(&staff.enter(&world, &iin(99)).await.1, 3600 - 60 * 20);
    let mut at_cafe = on_duty_with(&world, &cafe, staff.device, NUMBER).await;
    assert_eq!(at_cafe.enter(&world, &iin(99)).await.1.problem(), ProblemCode::RateLimited);
    // Another account of the same number starts no new hour.
    at_cafe.device.post(&world, path::DELETE_MY_DATA, &()).await.ok();
    world.clock.pass(SECOND * 60);
    let mut anew = on_duty(&world, &cafe, NUMBER).await;
    assert_eq!(anew.enter(&world, &iin(99)).await.1.problem(), ProblemCode::RateLimited);
    world.clock.pass(START.plus(HOUR).since(now(&world)) - MS);
    limited(&anew.enter(&world, &iin(99)).await.1, 1);
    world.clock.pass(MS);
    anew.enter(&world, &iin(99)).await.1.ok();
    limited(&anew.enter(&world, &iin(98)).await.1, 20);
}

#[tokio::test]
async fn a_venue_makes_five_hundred_look_ups_a_day_and_a_contact_is_decided_at_five_venues() {
    let world = World::new();
    let mut source = world.source().await;
    let contact = Known::Contact { ordered_at: START, isolation_place: home(400) };
    world.fact(&mut source, "c", 1, &iin(777), contact.clone()).await;
    let venues = limits::VENUE_LOOK_UPS_A_DAY as u64;
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut all = Vec::new();
    for person in 0..=venues / limits::LOOK_UPS_AN_HOUR as u64 {
        all.push(on_duty(&world, &grocery, &format!("+7705000{person:04}")).await);
    }
    for person in 0..venues {
        let at = person as usize % all.len();
        all[at].enter(&world, &iin(person)).await.1.ok();
        world.clock.pass(SECOND);
    }
    // A contact at five other places, by phone and by staff alike.
    let mut visitor = world.visitor("+77052222222", &iin(777)).await;
    let mut staff = None;
    for number in 0..5 {
        let other = world.venue("47.11", &format!("Дүкен {number}")).await;
        if number % 2 == 0 {
            visitor.enter(&world, &other).await.1.ok();
        } else {
            let mut there = on_duty(&world, &other, &format!("+7705111{number:04}")).await;
            let said = decision(&world, &there.enter(&world, &iin(777)).await.1).await;
            assert_eq!((said.colour, said.admitted), (Colour::Yellow, true));
            staff = Some(there);
        }
    }
    let mut staff = staff.unwrap();
    let sixth = world.venue("47.11", "Дүкен 6").await;
    let mut at_sixth = on_duty(&world, &sixth, OTHER).await;
    let wait_s = Moment::of_day(START.day() + 1).since(now(&world)).as_secs();
    let of_venue = all[0].enter(&world, &iin(venues)).await.1;
    let of_contact = at_sixth.enter(&world, &iin(777)).await.1;
    limited(&of_venue, wait_s);
    // That a person was at other venues is not told: the refusal is the same to the byte.
    assert_eq!(of_contact.body, of_venue.body);
    assert_eq!(of_contact.headers.len(), of_venue.headers.len());
    // It was a look-up all the same: counted, in the audit, and no visit.
    let at_sixth_today = "select count from venue_look_ups order by count limit 1";
    assert_eq!(count(&world, at_sixth_today), 1);
    assert_eq!(count(&world, "select count(*) from audit where action = 'look_up'"), 500 + 2 + 1);
    assert_eq!(count(&world, "select count(*) from visit where by_staff = 1"), 500 + 2);
    // One of the five again is no sixth, and everybody else is decided; the next day all begin anew.
    staff.enter(&world, &iin(777)).await.1.ok();
    at_sixth.enter(&world, &iin(1)).await.1.ok();
    at_sixth.later(&world, Moment::of_day(START.day() + 1).since(now(&world)) - MS).await;
    assert_eq!(at_sixth.enter(&world, &iin(777)).await.1.problem(), ProblemCode::RateLimited);
    world.clock.pass(MS);
    at_sixth.enter(&world, &iin(777)).await.1.ok();
    let number = all[0].number.clone();
    all[0].device.log_in(&world, &number).await;
    all[0].enter(&world, &iin(venues)).await.1.ok();
    // And a phone finds the venues that staff have used up.
    world.clock.pass(DAY);
    world.service.sweep().await.unwrap();
    assert_eq!(count(&world, "select count(*) from venue_look_ups"), 0);
    assert_eq!(count(&world, "select count(*) from look_up"), 0);
}

#[tokio::test]
async fn decisions_by_staff_count_towards_those_by_phone() {
    let world = World::new();
    let mut source = world.source().await;
    let contact = Known::Contact { ordered_at: START, isolation_place: home(400) };
    world.fact(&mut source, "c", 1, &iin(1), contact).await;
    for number in 0..5 {
        let other = world.venue("47.11", &format!("Дүкен {number}")).await;
        on_duty(&world, &other, &format!("+7705111{number:04}")).await.enter(&world, &iin(1)).await.1.ok();
    }
    let sixth = world.venue("47.11", "Дүкен 6").await;
    let mut visitor = world.visitor("+77052222222", &iin(1)).await;
    assert_eq!(visitor.enter(&world, &sixth).await.1.problem(), ProblemCode::DecisionsUsedUp);
}

#[tokio::test]
async fn sixty_exits_a_minute_are_noted() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    for _ in 0..limits::EXITS {
        noted(&staff.leave(&world, &iin(1)).await);
    }
    limited(&staff.leave(&world, &iin(1)).await, 60);
    staff.enter(&world, &iin(1)).await.1.ok();
    world.clock.pass(SECOND * 60);
    noted(&staff.leave(&world, &iin(1)).await);
}

#[tokio::test]
async fn the_same_entry_sent_twice_at_once_is_one() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let (visit, entry) = (VisitId(world.random()), serde_json::to_vec(&staff.entry(&iin(1))).unwrap());
    roles(&world, &mut staff.device).await;
    let requests = (0..16).map(|_| world.send(staff.device.request(&world, "PUT", &entry_path(visit), &entry)));
    let replies = futures_util::future::join_all(requests).await;
    assert!(replies.iter().all(|reply| (reply.status, &reply.body) == (200, &replies[0].body)));
    assert_eq!(count(&world, "select count(*) from visit"), 1);
    assert_eq!(count(&world, "select count(*) from look_up"), 1);
}
