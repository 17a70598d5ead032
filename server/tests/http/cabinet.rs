//! Browsers: log-in codes (T01, T04, T05), sessions, forged forms.

use std::time::Duration;

use ashyq_core::{bytes::Bytes, phone::Phone, wire::*};
use ashyq_server::cabinet::session::{CabinetShown, Next, RoleShown};

use crate::{browser::Browser, common::*};

const NUMBER: &str = "+77051234567";
const MINUTE: Duration = Duration::from_mins(1);

fn code(world: &World) -> String {
    world.sms.log_in_code(&Phone::parse(NUMBER).unwrap()).unwrap()
}

fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn a_business_logs_in_by_phone_code_and_out() {
    let world = World::new();
    let mut browser = Browser::default();
    let shown = browser.log_in(&world, NUMBER).await;
    assert_eq!((shown.next, shown.role), (Next::Nothing, RoleShown::Business));
    let again: CabinetShown = browser.get(&world, "/v1/cabinet/session").await.ok().json();
    assert_eq!(again, shown);
    let before = browser.clone();
    browser.post(&world, "/v1/cabinet/log-out", &LogOutRequest { everywhere: false }).await.ok();
    assert!(!browser.cookies.contains_key("__Host-ashyq"), "{:?}", browser.cookies);
    for mut browser in [browser, before] {
        let reply = browser.get(&world, "/v1/cabinet/session").await;
        assert_eq!(reply.problem(), ProblemCode::SessionEnded);
    }
}

#[tokio::test]
async fn logging_out_everywhere_ends_every_browser_of_the_account_and_no_other() {
    let world = World::new();
    let mut browsers = Vec::new();
    for number in [NUMBER, NUMBER, "+77050000001"] {
        browsers.push(world.business(number).await);
    }
    browsers[0].post(&world, "/v1/cabinet/log-out", &LogOutRequest { everywhere: true }).await.ok();
    let mut left = Vec::new();
    for browser in &mut browsers {
        left.push(browser.get(&world, "/v1/cabinet/session").await.status);
    }
    assert_eq!(left, [401, 401, 200]);
}

#[tokio::test]
async fn five_tries_and_no_more_and_only_for_the_browser_that_asked() {
    let world = World::new();
    let mut browser = Browser::default();
    let asked: LogInAnswer = browser.ask_code(&world, NUMBER).await.ok().json();
    let right = code(&world);
    let mut stranger = Browser::default();
    let reply = stranger.answer_code(&world, asked.challenge, &right).await;
    assert_eq!(reply.problem(), ProblemCode::LogInCodeExpired);
    assert_eq!(
        world.device().answer_code(&world, asked.challenge, &right).await.problem(),
        ProblemCode::LogInCodeExpired
    );
    for left in (0..5).rev() {
        let reply = browser.answer_code(&world, asked.challenge, &wrong(&right)).await;
        assert_eq!(reply.problem(), ProblemCode::LogInCodeWrong);
        assert_eq!(reply.json::<Problem>().tries_left, Some(left));
    }
    let reply = browser.answer_code(&world, asked.challenge, &right).await;
    assert_eq!(reply.problem(), ProblemCode::LogInCodeTriesUsedUp);
}

#[tokio::test]
async fn a_browsers_and_an_addresss_sends_are_limited() {
    let world = World::new();
    let mut browser = Browser::default();
    for _ in 0..3 {
        browser.ask_code(&world, NUMBER).await.ok();
        assert_eq!(browser.ask_code(&world, NUMBER).await.problem(), ProblemCode::ResendTooSoon);
        world.clock.pass(MINUTE);
    }
    assert_eq!(browser.ask_code(&world, NUMBER).await.problem(), ProblemCode::SendsUsedUp);
    world.clock.pass(MINUTE * 20);
    // A browser that throws its cookie away is still at its address.
    for at in 0..20 {
        Browser::default().ask_code(&world, &format!("+77050000{at:03}")).await.ok();
    }
    let reply = Browser::default().ask_code(&world, "+77050000999").await;
    assert_eq!(reply.problem(), ProblemCode::RateLimited);
    assert!(reply.headers.contains_key("retry-after"));
    // Phones are not limited by what browsers do.
    world.device().ask_code(&world, "+77050000998").await.ok();
}

#[tokio::test]
async fn every_number_gets_the_same_answer() {
    let world = World::new();
    world.business(NUMBER).await;
    let mut answers = Vec::new();
    for number in [NUMBER, "+77059999999"] {
        let reply = Browser::default().ask_code(&world, number).await;
        let mut answer: LogInAnswer = reply.json();
        answer.challenge = Bytes([0; 16]);
        let mut headers: Vec<_> = reply.headers.keys().map(ToString::to_string).collect();
        headers.sort();
        answers.push((reply.status, answer, headers));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_session_lives_twelve_hours_and_half_an_hour_of_silence() {
    let world = World::new();
    let mut browser = world.business(NUMBER).await;
    world.clock.pass(MINUTE * 30 - Duration::from_millis(1));
    browser.get(&world, "/v1/cabinet/session").await.ok();
    world.clock.pass(MINUTE * 30);
    assert_eq!(browser.get(&world, "/v1/cabinet/session").await.problem(), ProblemCode::SessionEnded);
    let mut browser = world.business(NUMBER).await;
    for _ in 0..(12 * 60 / 20 - 1) {
        world.clock.pass(MINUTE * 20);
        browser.get(&world, "/v1/cabinet/session").await.ok();
    }
    world.clock.pass(MINUTE * 20 - Duration::from_millis(1));
    browser.get(&world, "/v1/cabinet/session").await.ok();
    world.service.sweep().await.unwrap();
    browser.get(&world, "/v1/cabinet/session").await.ok();
    world.clock.pass(Duration::from_millis(1));
    assert_eq!(browser.get(&world, "/v1/cabinet/session").await.problem(), ProblemCode::SessionEnded);
}

#[tokio::test]
async fn what_changes_something_needs_the_pages_token() {
    let world = World::new();
    let mut browser = world.business(NUMBER).await;
    let csrf = browser.csrf.clone().unwrap();
    let log_out = br#"{"everywhere":false}"#;
    for forged in [None, Some("x".to_owned()), Some(world.business("+77050000001").await.csrf.unwrap())] {
        browser.csrf = forged;
        let request = browser.request("POST", "/v1/cabinet/log-out").body(log_out.to_vec().into()).unwrap();
        assert_eq!(browser.send(&world, request).await.problem(), ProblemCode::FormStale);
    }
    // With the token, but another site's page made the browser send it.
    browser.csrf = Some(csrf);
    let request = browser.request("POST", "/v1/cabinet/log-out").header("sec-fetch-site", "cross-site");
    let reply = browser.send(&world, request.body(log_out.to_vec().into()).unwrap()).await;
    assert_eq!(reply.problem(), ProblemCode::FormStale);
    let request = browser.request("POST", "/v1/cabinet/log-in").header("sec-fetch-site", "same-site");
    let reply = browser.send(&world, request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(reply.problem(), ProblemCode::FormStale);
    browser.get(&world, "/v1/cabinet/session").await.ok();
}

#[tokio::test]
async fn a_new_log_in_ends_the_browsers_old_session() {
    let world = World::new();
    let mut browser = world.business(NUMBER).await;
    let mut before = browser.clone();
    browser.log_in(&world, "+77050000001").await;
    assert_eq!(before.get(&world, "/v1/cabinet/session").await.problem(), ProblemCode::SessionEnded);
    browser.get(&world, "/v1/cabinet/session").await.ok();
}

#[tokio::test]
async fn strangers_do_not_use_up_the_guesses_of_a_browser_that_is_known() {
    let world = World::new();
    let mut known = world.business(NUMBER).await;
    // 40 of a day's 50 guesses are for strangers.
    for _ in 0..8 {
        let mut stranger = Browser::default();
        let asked: LogInAnswer = stranger.ask_code(&world, NUMBER).await.ok().json();
        for _ in 0..5 {
            let reply = stranger.answer_code(&world, asked.challenge, "000000").await;
            assert!([ProblemCode::LogInCodeWrong, ProblemCode::LogInCodeTriesUsedUp].contains(&reply.problem()));
        }
        world.clock.pass(MINUTE * 31);
    }
    known.log_in(&world, NUMBER).await;
}

#[tokio::test]
async fn deleting_ones_data_ends_the_browsers_sessions() {
    let world = World::new();
    let mut browser = world.business(NUMBER).await;
    let mut visitor = world.visitor(NUMBER, "900101300017").await;
    visitor.device.post(&world, path::DELETE_MY_DATA, &()).await.ok();
    assert_eq!(browser.get(&world, "/v1/cabinet/session").await.problem(), ProblemCode::SessionEnded);
}
