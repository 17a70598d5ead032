use std::time::Duration;

use ashyq_core::{
    bytes::Bytes,
    id::VisitId,
    moment::{DAY, HOUR},
    visit::Learnt,
    wire::*,
};
use ashyq_server::{
    api::{board::CloseDay, facts::Known, venues::VenueShown},
    board::{counts::Counts, event::DayClosed},
    clock::Clock as _,
};

use super::{Screen, Seen};
use crate::common::*;

async fn counts(world: &World, venue: &VenueShown) -> Counts {
    world.owner("GET", venue.venue, "counts", &()).await.ok().json()
}

async fn close(world: &World, venue: &VenueShown, press: u8) -> DayClosed {
    let press = CloseDay { press: Bytes([press; 16]) };
    world.owner("POST", venue.venue, "close-day", &press).await.ok().json()
}

fn number(world: &World, query: &str) -> i64 {
    world.database().query_row(query, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn people_are_counted_once_by_hour_and_colour_and_refusals_tests_and_staff_apart() {
    let world = World::new();
    let (grocery, sanatorium) = (world.venue("47.11", "Дүкен").await, world.venue("86.90", "Шипажай").await);
    let mut source = world.source().await;
    world.fact(&mut source, "1", 1, &iin(1), Known::PcrNegative { sampled_at: START }).await;
    let mut green = world.visitor("+77050000001", &iin(1)).await;
    let mut blue = world.visitor("+77050000002", &iin(2)).await;
    for _ in 0..3 {
        for visitor in [&mut green, &mut blue] {
            visitor.enter(&world, &grocery).await.1.ok();
            visitor.enter(&world, &sanatorium).await.1.ok();
        }
        world.clock.pass(Duration::from_mins(15));
    }
    let late = EntryRequest { entered_at: START, ..blue.entry(&world, &grocery, false) };
    blue.put_entry(&world, VisitId([1; 16]), &late).await.ok();
    // As practice and staff will write them.
    let others = "insert into arrival (venue_id, day, minute, sequence, number, entrance, source, outcome, colour, person) \
                  select venue_id, day, minute, sequence + 1000 * ?1, number + 1000, entrance, ?1, outcome, colour, person \
                  from arrival where venue_id = ?2 and sequence <= 1000";
    for source in [2, 3] {
        world.database().execute(others, (source, sanatorium.venue.0)).unwrap();
    }
    insta::assert_json_snapshot!([counts(&world, &grocery).await, counts(&world, &sanatorium).await]);
    // At midnight in Kazakhstan a new day begins.
    world.clock.pass(HOUR * 7);
    assert_eq!(counts(&world, &grocery).await.totals.len(), 0);
}

#[tokio::test]
async fn whoever_leaves_is_not_inside_any_more_however_that_was_learnt() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut people = Vec::new();
    for number in 0..4 {
        people.push(world.visitor(&format!("+7705000000{number}"), &iin(number)).await);
    }
    let mut screen = Screen::open(&world, grocery.venue, None).await;
    let mut seen = Seen::default();
    let mut visits = Vec::new();
    for visitor in &mut people {
        visits.push(visitor.enter(&world, &grocery).await.0);
    }
    screen.until(&mut seen, |seen| seen.inside() == 4).await;
    people[0].leave(&world, visits[0], grocery.posters[0].number, Learnt::Scanned).await.ok();
    screen.until(&mut seen, |seen| seen.inside() == 3).await;
    people[1].enter(&world, &cafe).await.1.ok();
    screen.until(&mut seen, |seen| seen.inside() == 2).await;
    // Over, though no sweep has noted it.
    world.clock.pass(HOUR * 12);
    let mut next = Screen::open(&world, grocery.venue, seen.last).await;
    next.until(&mut seen, |seen| seen.inside() == 0).await;
    world.service.sweep().await.unwrap();
    assert_eq!(number(&world, "select count(*) from inside"), 0);
}

#[tokio::test]
async fn closing_the_day_ends_every_visit_once_for_each_press_and_what_is_said_later_wins() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut people = Vec::new();
    for number in 0..3 {
        people.push(world.visitor(&format!("+7705000000{number}"), &iin(number)).await);
    }
    let mut screen = Screen::open(&world, grocery.venue, None).await;
    let mut visits = Vec::new();
    for visitor in &mut people[..2] {
        visits.push(visitor.enter(&world, &grocery).await.0);
    }
    world.clock.pass(Duration::from_millis(400_123));
    let closed = close(&world, &grocery, 1).await;
    assert_eq!((closed.at.0 % 60_000, closed.ended), (0, 2));
    let mut seen = Seen::default();
    screen.until(&mut seen, |seen| seen.inside() == 0 && seen.state.contains_key("closed")).await;
    assert_eq!(seen.state["closed"], serde_json::to_value(closed).unwrap());
    let ended = "select count(*) from visit where exit_learnt = 4";
    assert_eq!(number(&world, ended), 2);
    // The same press again, after somebody came.
    people[2].enter(&world, &grocery).await.1.ok();
    world.clock.pass(Duration::from_mins(1));
    assert_eq!(close(&world, &grocery, 1).await, closed);
    assert_eq!((number(&world, ended), number(&world, "select count(*) from inside")), (2, 1));
    assert_eq!(number(&world, "select count(*) from audit where action = 'close_day'"), 1);
    assert_eq!(close(&world, &grocery, 2).await.ended, 1);
    assert_eq!(number(&world, "select count(*) from audit where action = 'close_day'"), 2);
    // What somebody says beats it.
    people[0].leave(&world, visits[0], grocery.posters[0].number, Learnt::Button).await.ok();
    assert_eq!(number(&world, ended), 2);
    // Who was inside when the day was closed, and tells of it later, has left then too; who came after, has not.
    let before = EntryRequest { entered_at: START, ..people[0].entry(&world, &grocery, false) };
    people[0].put_entry(&world, VisitId([1; 16]), &before).await.ok();
    assert_eq!(
        number(
            &world,
            "select exit_at - entered_at from visit where visit_id = unhex('01010101010101010101010101010101')"
        ),
        400_123
    );
    let after = people[1].entry(&world, &grocery, false);
    people[1].put_entry(&world, VisitId([2; 16]), &after).await.ok();
    assert_eq!(number(&world, "select count(*) from inside"), 1);
    assert!(world.clock.now() > START);
}

#[tokio::test]
async fn a_closing_that_a_stop_cut_short_is_finished() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor("+77050000001", &iin(1)).await;
    visitor.enter(&world, &grocery).await.1.ok();
    world.clock.pass(Duration::from_mins(1));
    let begun = "insert into closing (venue_id, press, at, ended, done) values (?1, zeroblob(16), ?2, 0, 0)";
    world.database().execute(begun, (grocery.venue.0, world.clock.now().0)).unwrap();
    assert_eq!(world.service.sweep().await.unwrap().ended, 1);
    assert_eq!(number(&world, "select ended * 10 + done from closing"), 11);
    assert_eq!(close(&world, &grocery, 0).await.ended, 1);
}

#[tokio::test]
async fn arrivals_leave_with_their_visits_and_closings_after_fourteen_days() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let sanatorium = world.venue("86.90", "Шипажай").await;
    let mut visitor = world.visitor("+77050000001", &iin(1)).await;
    visitor.enter(&world, &grocery).await.1.ok();
    visitor.enter(&world, &sanatorium).await.1.ok();
    close(&world, &grocery, 1).await;
    let arrivals = "select count(*) from arrival";
    assert_eq!(number(&world, arrivals), 2);
    world.clock.pass(DAY * 14);
    assert_eq!(world.service.sweep().await.unwrap().visits, 0);
    assert_eq!(number(&world, arrivals), 2);
    world.clock.pass(Duration::from_millis(1));
    assert_eq!(world.service.sweep().await.unwrap().visits, 2);
    assert_eq!((number(&world, arrivals), number(&world, "select count(*) from closing")), (0, 0));
}
