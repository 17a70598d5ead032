//! The log-in of the stores' reviewers: off by default, for one number, on a phone, and for practice alone.

use std::time::Duration;

use ashyq_core::{
    bytes::Bytes,
    id::VisitId,
    moment::DAY,
    practice::PracticePerson,
    wire::{Binding, IinRequest, LogInAnswer, ProblemCode, path},
};
use ashyq_server::{api::staff::naming::StaffShown, review::ReviewLogIn};
use axum::http::StatusCode;

use crate::{
    browser::Browser,
    common::*,
    staff::{answer_role, name, open_shift},
};

const NUMBER: &str = "+77001234567";
const CODE: &str = "135790";
const OWN: &str = "900101300017";

/// A service with reviewers until a day of the test's calendar.
fn world() -> World {
    World::with(|options| options.review = ReviewLogIn::parse(&format!("{NUMBER} {CODE} 2026-12-10")))
}

fn count(world: &World, what: &str) -> i64 {
    world.database().query_row(&format!("select count(*) from {what}"), [], |row| row.get(0)).unwrap()
}

/// Asks for a log-in code and answers with the reviewers'.
async fn answer(world: &World, device: &mut Device) -> Reply {
    let asked: LogInAnswer = device.ask_code(world, NUMBER).await.ok().json();
    world.service.settled().await;
    device.answer_code(world, asked.challenge, CODE).await
}

/// A reviewer on a fresh phone, bound to a practice IIN.
async fn reviewer(world: &World) -> Visitor {
    let mut device = world.device();
    answer(world, &mut device).await.ok();
    let Binding::Bound { binding } = device.bind(world, PracticePerson::Blue.iin()).await else {
        panic!("a reviewer waits for nobody")
    };
    Visitor { device, binding }
}

#[tokio::test]
async fn without_the_setting_the_number_is_like_any_other() {
    let world = World::new();
    assert_eq!(answer(&world, &mut world.device()).await.problem(), ProblemCode::LogInCodeWrong);
    assert_eq!(world.sms.count(), 1);
}

#[tokio::test]
async fn the_fixed_log_in_code_counts_without_an_sms_until_its_day_and_is_audited() {
    let world = world();
    reviewer(&world).await;
    assert_eq!(world.sms.count(), 0);
    assert_eq!(count(&world, "audit where action = 'review_log_in'"), 1);
    // Another number gets its own log-in code by SMS, and the fixed one is wrong for it.
    let mut other = world.device();
    let asked: LogInAnswer = other.ask_code(&world, "+77011234567").await.ok().json();
    world.service.settled().await;
    assert_eq!(other.answer_code(&world, asked.challenge, CODE).await.problem(), ProblemCode::LogInCodeWrong);
    assert_eq!(world.sms.count(), 1);
    world.clock.pass(20 * DAY);
    assert_eq!(answer(&world, &mut world.device()).await.problem(), ProblemCode::LogInCodeWrong);
    assert_eq!(world.sms.count(), 2);
}

#[tokio::test]
async fn each_reviewer_comes_with_a_fresh_phone_and_none_waits() {
    let world = world();
    let mut first = reviewer(&world).await;
    world.clock.pass(Duration::from_mins(11));
    let mut second = reviewer(&world).await;
    second.device.get(&world, path::IIN).await.ok();
    assert_eq!(first.device.get(&world, path::IIN).await.problem(), ProblemCode::SessionEnded);
    assert_eq!((count(&world, "account"), count(&world, "device")), (1, 1));
}

#[tokio::test]
async fn a_reviewer_practises_and_is_nobody_at_a_real_door() {
    let world = world();
    let (live, test) = (world.venue("47.11", "Дүкен").await, world.test_venue("47.52", "Шағала").await);
    let mut reviewer = reviewer(&world).await;
    reviewer.enter(&world, &test).await.1.ok();
    assert_eq!(reviewer.enter(&world, &live).await.1.problem(), ProblemCode::NotAllowed);
    let unasked = reviewer.entry(&world, &live, false);
    let refused = reviewer.put_entry(&world, VisitId([9; 16]), &unasked).await;
    assert_eq!(refused.problem(), ProblemCode::NotAllowed);
    assert_eq!(count(&world, "visit where mark is null"), 0);
    // As staff, too.
    for (venue, opens) in [(&test, true), (&live, false)] {
        let named: StaffShown = name(&world, venue.venue, NUMBER).await.ok().json();
        answer_role(&world, &mut reviewer.device, named.role, true).await.ok();
        let opened = open_shift(&world, &mut reviewer.device, named.role, Bytes(world.random())).await;
        assert_eq!(opened.status == 200, opens, "{}", opened.status);
    }
    // Nobody's real IIN, and nobody else a practice IIN.
    let request = IinRequest { iin: OWN.into() };
    let refused = reviewer.device.put(&world, path::IIN, &request).await;
    assert_eq!(refused.problem(), ProblemCode::IinInvalid);
    let mut anyone = world.device();
    anyone.log_in(&world, "+77011234567").await;
    let request = IinRequest { iin: PracticePerson::Blue.iin().into() };
    assert_eq!(anyone.put(&world, path::IIN, &request).await.problem(), ProblemCode::IinOfPractice);
}

#[tokio::test]
async fn it_opens_no_cabinet_and_no_account_that_is_somebodys() {
    let world = world();
    let mut browser = Browser::default();
    let asked: LogInAnswer = browser.ask_code(&world, NUMBER).await.ok().json();
    let answered = browser.answer_code(&world, asked.challenge, CODE).await;
    assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY.as_u16(), "{:?}", answered.problem());
    // Its owner logs in by the SMS: from then on the number is somebody's.
    browser.log_in(&world, NUMBER).await;
    assert_eq!(answer(&world, &mut world.device()).await.problem(), ProblemCode::LogInCodeWrong);
    // An office, too, however it is named.
    let world = self::world();
    world.operator_browser(NUMBER).await;
    assert_eq!(answer(&world, &mut world.device()).await.problem(), ProblemCode::LogInCodeWrong);
}
