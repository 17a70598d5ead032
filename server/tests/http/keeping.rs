//! What is kept how long, and what is never there at all.

use std::time::Duration;

use ashyq_core::{
    id::VisitId,
    moment::{DAY, HOUR},
    visit::Learnt,
    wire::*,
};
use ashyq_server::api::facts::Known;

use crate::common::*;

const NUMBER: &str = "+77051234567";
const IIN: &str = "900101300017";

/// Counts rows with a connection of its own.
fn count(world: &World, sql: &str) -> i64 {
    let connection = rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn visits_leave_fourteen_days_after_the_claimed_entry_and_their_ids_after_thirty() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    world.clock.pass(DAY * 12);
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let (_, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    let late = EntryRequest { entered_at: START.plus(DAY), ..visitor.entry(&world, &grocery, false) };
    visitor.put_entry(&world, VisitId([1; 16]), &late).await.ok();
    assert_eq!(count(&world, "select count(*) from visit"), 2);
    world.clock.pass(DAY * 3 + Duration::from_millis(1));
    assert_eq!(world.service.sweep().await.unwrap().visits, 1);
    world.clock.pass(DAY * 11 - Duration::from_millis(2));
    assert_eq!(world.service.sweep().await.unwrap().visits, 0);
    world.clock.pass(Duration::from_millis(2));
    assert_eq!(world.service.sweep().await.unwrap().visits, 1);
    assert_eq!(count(&world, "select count(*) from visit_key"), 2);
    world.clock.pass(DAY * 2);
    world.service.sweep().await.unwrap();
    assert_eq!(count(&world, "select count(*) from day_key"), 0);
    world.clock.pass(DAY * 15);
    assert_eq!(world.service.sweep().await.unwrap().visit_keys, 2);
    assert_eq!(count(&world, "select count(*) from visit_key"), 0);
    assert_eq!(count(&world, "select count(*) from binding where subject is null"), 0);
}

#[tokio::test]
async fn facts_leave_fourteen_days_after_their_period_and_places_with_the_contact() {
    let world = World::new();
    let mut source = world.source().await;
    let place = ashyq_core::place::Place::parse(43.2, 76.9).unwrap();
    world.fact(&mut source, "c", 1, IIN, Known::Contact { ordered_at: START, isolation_place: place }).await;
    let places = "select count(*) from fact where isolation is not null";
    world.clock.pass(DAY * 14 - Duration::from_millis(1));
    world.service.sweep().await.unwrap();
    assert_eq!(count(&world, places), 1);
    world.clock.pass(Duration::from_millis(1));
    world.service.sweep().await.unwrap();
    assert_eq!((count(&world, places), count(&world, "select count(*) from fact")), (0, 1));
    world.clock.pass(DAY * 14);
    assert_eq!(world.service.sweep().await.unwrap().facts, 1);
    assert_eq!(count(&world, "select count(*) from fact_version"), 0);
}

#[tokio::test]
async fn the_place_goes_with_the_contact_in_whatever_order_a_recovery_is_told() {
    let world = World::new();
    let mut source = world.source().await;
    let isolation_place = ashyq_core::place::Place::parse(43.2, 76.9).unwrap();
    let contact = |ordered_at| Known::Contact { ordered_at, isolation_place };
    let places = "select count(*) from fact where isolation is not null";
    // A recovery that is told before its day takes nothing away yet.
    world.fact(&mut source, "c", 1, IIN, contact(START)).await;
    world.fact(&mut source, "r", 1, IIN, Known::Recovered { at: START.plus(DAY) }).await;
    world.service.sweep().await.unwrap();
    assert_eq!(count(&world, places), 1);
    world.clock.pass(DAY);
    world.service.sweep().await.unwrap();
    assert_eq!(count(&world, places), 0);
    // A contact from before the recovery, told after it, keeps none; one from after it does.
    world.fact(&mut source, "d", 1, IIN, contact(START.plus(HOUR))).await;
    assert_eq!(count(&world, places), 0);
    world.clock.pass(DAY);
    world.fact(&mut source, "e", 1, IIN, contact(START.plus(DAY + HOUR))).await;
    assert_eq!(count(&world, places), 1);
}

#[tokio::test]
async fn a_forgotten_exit_ends_at_the_dwell_limit_and_what_is_said_beats_it() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let (visit, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    world.clock.pass(HOUR * 12 - Duration::from_millis(1));
    assert_eq!(world.service.sweep().await.unwrap().ended, 0);
    world.clock.pass(Duration::from_millis(1));
    assert_eq!(world.service.sweep().await.unwrap().ended, 1);
    let exit = "select exit_at from visit";
    assert_eq!(count(&world, exit), START.plus(HOUR * 12).0);
    visitor.device.log_in(&world, NUMBER).await;
    let said = ExitRequest { poster: grocery.posters[0].number, left_at: START.plus(HOUR), learnt: Learnt::Button };
    visitor.device.put(&world, &format!("{}/exit", visit_path(visit)), &said).await.ok();
    assert_eq!(count(&world, exit), START.plus(HOUR).0);
}

#[tokio::test]
async fn the_next_entry_ends_the_one_before_in_whatever_order_they_arrive() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut visitor = world.visitor(NUMBER, IIN).await;
    // 23:30 and 00:30 in Kazakhstan: the person is known across midnight.
    world.clock.pass(HOUR * 6 + Duration::from_mins(30));
    visitor.device.log_in(&world, NUMBER).await;
    let (_, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    world.clock.pass(HOUR);
    visitor.device.log_in(&world, NUMBER).await;
    let (_, reply) = visitor.enter(&world, &cafe).await;
    reply.ok();
    assert_eq!(count(&world, "select count(*) from visit where exit_at is not null"), 1);
    assert_eq!(count(&world, "select count(*) from inside"), 1);
    let between = EntryRequest {
        entered_at: world_now(&world).minus(Duration::from_mins(10)),
        ..visitor.entry(&world, &grocery, false)
    };
    visitor.put_entry(&world, VisitId([1; 16]), &between).await.ok();
    assert_eq!(count(&world, "select count(*) from visit where exit_at is not null"), 2);
    let (_, reply) = visitor.enter(&world, &cafe).await;
    reply.ok();
    assert_eq!(count(&world, "select count(*) from visit where exit_at is null"), 1);
}

fn world_now(world: &World) -> ashyq_core::moment::Moment {
    ashyq_server::clock::Clock::now(&world.clock)
}

#[tokio::test]
async fn delete_my_data_leaves_nothing_that_names_the_person() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let (_, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    visitor.device.post(&world, path::DELETE_MY_DATA, &()).await.ok();
    for table in ["device", "session", "token", "renewal", "binding", "notice", "claim"] {
        assert_eq!(count(&world, &format!("select count(*) from {table}")), 0, "{table}");
    }
    for table in ["account", "account_phone"] {
        assert_eq!(count(&world, &format!("select count(*) from {table}")), 1, "{table}: the grocery's owner alone");
    }
    assert_eq!(count(&world, "select count(*) from iin_held where phone_sealed is not null"), 0);
    assert_eq!(count(&world, "select count(*) from visit"), 1);
    assert_eq!(visitor.device.get(&world, path::IIN).await.problem(), ProblemCode::SessionEnded);
}

#[tokio::test]
async fn no_iin_phone_code_or_token_is_in_the_database_files() {
    let world = World::new();
    let mut source = world.source().await;
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let other = "+77757654321";
    world.device().ask_code(&world, other).await.ok();
    let code = world.sms.log_in_code(&ashyq_core::phone::Phone::parse(other).unwrap()).unwrap();
    let place = ashyq_core::place::Place::parse(43.123_456, 76.654_321).unwrap();
    world.fact(&mut source, "c", 1, IIN, Known::Contact { ordered_at: START, isolation_place: place }).await;
    let (_, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    let mut secrets =
        vec![IIN.to_owned(), NUMBER[1..].to_owned(), other[1..].to_owned(), "43123456".into(), "76654321".into()];
    secrets.extend([visitor.device.token.clone(), visitor.device.renewal.clone()].into_iter().flatten());
    let mut looked_at = 0;
    for file in std::fs::read_dir(world.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        looked_at += bytes.len();
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        for secret in &secrets {
            let reversed: Vec<u8> = secret.bytes().rev().collect();
            let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let hex = data_encoding::HEXLOWER.encode(secret.as_bytes());
            for form in [secret.as_bytes(), &reversed, &wide, hex.as_bytes()] {
                assert!(!holds(form));
            }
        }
        // Six digits may stand anywhere by chance; as a value of their own they may not.
        assert!(!holds(format!("\"{code}\"").as_bytes()));
    }
    assert!(looked_at > 100_000);
    let texts = "select count(*) from challenge where cast(code_hash as text) = ?1";
    let connection = rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap();
    assert_eq!(connection.query_row(texts, [code], |row| row.get::<_, i64>(0)).unwrap(), 0);
}
