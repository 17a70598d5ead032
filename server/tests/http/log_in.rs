//! Log-in codes and sessions: T01, T03, T04, T05, and renewal.

use std::time::Duration;

use ashyq_core::{bytes::Bytes, phone::Phone, wire::*};

use crate::common::*;

const NUMBER: &str = "+77051234567";
const MINUTE: Duration = Duration::from_mins(1);

fn code(world: &World, number: &str) -> String {
    world.sms.log_in_code(&Phone::parse(number).unwrap()).unwrap()
}

fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn five_tries_and_no_more() {
    let world = World::new();
    let mut device = world.device();
    let answer: LogInAnswer = device.ask_code(&world, NUMBER).await.ok().json();
    assert_eq!((answer.life_s, answer.resend_after_s, answer.tries_left), (300, 60, 5));
    let right = code(&world, NUMBER);
    for left in (0..5).rev() {
        let reply = device.answer_code(&world, answer.challenge, &wrong(&right)).await;
        assert_eq!(reply.problem(), ProblemCode::LogInCodeWrong);
        assert_eq!(reply.json::<Problem>().tries_left, Some(left));
    }
    let reply = device.answer_code(&world, answer.challenge, &right).await;
    assert_eq!(reply.problem(), ProblemCode::LogInCodeTriesUsedUp);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_guesses_at_once_count_as_five() {
    let world = std::sync::Arc::new(World::new());
    let mut device = world.device();
    let answer: LogInAnswer = device.ask_code(&world, NUMBER).await.ok().json();
    let right = code(&world, NUMBER);
    let guesses = (0..64).map(|_| {
        let (world, mut device, wrong) = (world.clone(), device.clone(), wrong(&right));
        tokio::spawn(async move { device.answer_code(&world, answer.challenge, &wrong).await.problem() })
    });
    let mut counted = 0;
    for guess in guesses.collect::<Vec<_>>() {
        match guess.await.unwrap() {
            ProblemCode::LogInCodeWrong => counted += 1,
            other => assert_eq!(other, ProblemCode::LogInCodeTriesUsedUp),
        }
    }
    assert_eq!(counted, 5);
}

#[tokio::test]
async fn only_the_device_that_asked_may_answer_and_only_in_time() {
    let world = World::new();
    let mut device = world.device();
    let answer: LogInAnswer = device.ask_code(&world, NUMBER).await.ok().json();
    let right = code(&world, NUMBER);
    let reply = world.device().answer_code(&world, answer.challenge, &right).await;
    assert_eq!(reply.problem(), ProblemCode::LogInCodeExpired);
    world.clock.pass(MINUTE * 5 - Duration::from_millis(1));
    let mut late = device.clone();
    world.clock.pass(Duration::from_millis(1));
    assert_eq!(late.answer_code(&world, answer.challenge, &right).await.problem(), ProblemCode::LogInCodeExpired);
    for text in ["", "12345", "1234567", "12345x", "１２３４５６"] {
        let reply = device.answer_code(&world, answer.challenge, text).await;
        assert_eq!(reply.problem(), ProblemCode::FieldInvalid);
    }
}

#[tokio::test]
async fn sending_again_sends_the_same_code_of_the_same_challenge() {
    let world = World::new();
    let mut device = world.device();
    let first: LogInAnswer = device.ask_code(&world, NUMBER).await.ok().json();
    assert_eq!(device.ask_code(&world, NUMBER).await.problem(), ProblemCode::ResendTooSoon);
    device.answer_code(&world, first.challenge, &wrong(&code(&world, NUMBER))).await;
    world.clock.pass(MINUTE);
    let again: LogInAnswer = device.ask_code(&world, NUMBER).await.ok().json();
    assert_eq!((again.challenge, again.tries_left), (first.challenge, 4));
    let texts = world.sms.to(&Phone::parse(NUMBER).unwrap());
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[0], texts[1]);
}

#[tokio::test]
async fn a_device_gets_three_codes_in_ten_minutes_and_ten_a_day() {
    let world = World::new();
    let mut device = world.device();
    let mut sent = 0;
    for minute in 0..24 * 60 {
        let number = format!("+7701{:07}", minute / 30);
        if device.ask_code(&world, &number).await.status == 202 {
            sent += 1;
        }
        let expected = match minute {
            0..=9 => (minute + 1).min(3),
            _ => sent.min(10),
        };
        assert_eq!(sent, expected, "minute {minute}");
        if sent == 10 && minute > 60 {
            break;
        }
        world.clock.pass(MINUTE);
    }
    assert_eq!(sent, 10);
    assert_eq!(device.ask_code(&world, NUMBER).await.problem(), ProblemCode::SendsUsedUp);
    // A stranger has not locked the number.
    world.device().ask_code(&world, NUMBER).await.ok();
}

#[tokio::test]
async fn a_phone_takes_fifty_guesses_a_day_and_keeps_ten_for_its_own_devices() {
    let world = World::new();
    let mut owner = world.device();
    owner.log_in(&world, NUMBER).await;
    let mut counted = 0;
    for _ in 0..60 {
        let mut stranger = world.device();
        let answer: LogInAnswer = stranger.ask_code(&world, NUMBER).await.ok().json();
        for _ in 0..5 {
            let reply = stranger.answer_code(&world, answer.challenge, "000000").await;
            if reply.problem() == ProblemCode::LogInCodeWrong {
                counted += 1;
            }
        }
        world.clock.pass(MINUTE * 15);
    }
    assert!(counted <= 40, "{counted}");
    owner.log_in(&world, NUMBER).await;
}

#[tokio::test]
async fn the_answer_is_the_same_for_every_number() {
    let world = World::new();
    let mut known = world.device();
    known.log_in(&world, NUMBER).await;
    let body = |reply: Reply| {
        let mut json: serde_json::Value = reply.json();
        json["challenge"] = "masked".into();
        (reply.status, json.to_string(), reply.headers.len())
    };
    let for_known = body(world.device().ask_code(&world, NUMBER).await);
    let for_new = body(world.device().ask_code(&world, "+77757654321").await);
    assert_eq!(for_known, for_new);
    // A number that gets no SMS any more.
    for _ in 0..12 {
        world.device().ask_code(&world, "+77770000001").await;
    }
    let before = world.sms.count();
    assert_eq!(body(world.device().ask_code(&world, "+77770000001").await), for_new);
    assert_eq!(world.sms.count(), before);
}

#[tokio::test]
async fn a_prefix_that_nobody_answers_from_gets_no_more_sms() {
    let world = World::with(|options| options.codes.address_requests = 10_000);
    for number in 0..100 {
        world.device().ask_code(&world, &format!("+7708123{number:04}")).await.ok();
    }
    assert_eq!(world.sms.count(), 50);
    world.device().ask_code(&world, "+77781230000").await.ok();
    assert_eq!(world.sms.count(), 51);
}

#[tokio::test]
async fn an_address_asks_sixty_times_in_ten_minutes() {
    let world = World::new();
    for number in 0..60 {
        world.device().ask_code(&world, &format!("+7701{number:03}0000")).await.ok();
    }
    let reply = world.device().ask_code(&world, "+77019990000").await;
    assert_eq!(reply.problem(), ProblemCode::RateLimited);
    assert!(reply.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn wrong_numbers_are_named() {
    let world = World::new();
    for number in ["", "+7 727 123 45 67", "canary", "+7705123456"] {
        let reply = world.device().ask_code(&world, number).await;
        assert_eq!(reply.problem(), ProblemCode::PhoneNotAMobile);
        let problem: Problem = reply.json();
        assert!(problem.rule.is_some() && problem.field.as_deref() == Some("phone"));
        assert!(!String::from_utf8(reply.body).unwrap().contains("canary"));
    }
}

#[tokio::test]
async fn the_renewal_before_stays_good_until_the_new_token_is_used() {
    let world = World::new();
    let mut device = world.visitor(NUMBER, "900101300017").await.device;
    let first = device.renewal.clone().unwrap();
    let renew = async |device: &mut Device, renewal: &str| {
        let token = device.token.take();
        let reply = device.post(&world, path::RENEW, &RenewRequest { renewal: renewal.to_owned() }).await;
        device.token = token;
        reply
    };
    // The answer was lost: the same renewal token again.
    let lost: Tokens = renew(&mut device, &first).await.ok().json();
    let kept: Tokens = renew(&mut device, &first).await.ok().json();
    device.get(&world, path::IIN).await.ok();
    let old = device.token.replace(kept.token).unwrap();
    device.get(&world, path::IIN).await.ok();
    // Now the new pair is used, and the old token has ended.
    let mut before = Device { token: Some(old), ..device.clone() };
    assert_eq!(before.get(&world, path::IIN).await.problem(), ProblemCode::SessionEnded);
    // Whoever comes with a renewal token from before has copied it.
    assert_eq!(renew(&mut device, &first).await.problem(), ProblemCode::SessionEnded);
    assert_eq!(device.get(&world, path::IIN).await.problem(), ProblemCode::SessionEnded);
    assert_eq!(renew(&mut device, &kept.renewal).await.problem(), ProblemCode::SessionEnded);
    assert_eq!(renew(&mut device, &lost.renewal).await.problem(), ProblemCode::SessionEnded);
}

#[tokio::test]
async fn renewal_is_bound_to_the_device() {
    let world = World::new();
    let device = world.visitor(NUMBER, "900101300017").await.device;
    let renewal = device.renewal.clone().unwrap();
    let reply = world.device().post(&world, path::RENEW, &RenewRequest { renewal }).await;
    assert_eq!(reply.problem(), ProblemCode::SessionEnded);
}

#[tokio::test]
async fn a_token_is_worth_nothing_after_log_out() {
    let world = World::new();
    let mut device = world.visitor(NUMBER, "900101300017").await.device;
    device.post(&world, path::LOG_OUT, &LogOutRequest { everywhere: false }).await.ok();
    for path in [path::IIN, path::STATUS, path::NOTICES] {
        assert_eq!(device.get(&world, path).await.problem(), ProblemCode::SessionEnded);
    }
}

/// The neighbours of the right code, over HTTP; all 10⁶ are tried below it, beside the code that judges them.
#[tokio::test]
async fn exactly_one_code_is_accepted() {
    let world = World::with(|options| {
        options.codes.tries = 2_000_000;
        options.codes.phone_guesses_day = i64::MAX;
        options.codes.phone_guesses_kept = 0;
    });
    let mut device = world.device();
    let answer: LogInAnswer = device.ask_code(&world, NUMBER).await.ok().json();
    let right: u32 = code(&world, NUMBER).parse().unwrap();
    let codes = right.saturating_sub(300)..right + 300;
    let mut accepted = 0;
    for code in codes.filter(|code| *code != right && *code < 1_000_000) {
        let reply = device.answer_code(&world, answer.challenge, &format!("{code:06}")).await;
        accepted += u32::from(reply.status == 200);
    }
    assert_eq!(accepted, 0);
    device.answer_code(&world, answer.challenge, &format!("{right:06}")).await.ok();
    let reply = device.clone().answer_code(&world, answer.challenge, &format!("{right:06}")).await;
    assert_eq!(reply.problem(), ProblemCode::LogInCodeExpired);
    let never = Bytes([9; 16]);
    assert_eq!(device.answer_code(&world, never, "000000").await.problem(), ProblemCode::LogInCodeExpired);
}

#[tokio::test]
async fn one_success_consumes_the_challenges_of_other_devices() {
    let world = World::new();
    let (mut first, mut second) = (world.device(), world.device());
    let other: LogInAnswer = first.ask_code(&world, NUMBER).await.ok().json();
    let others = code(&world, NUMBER);
    second.log_in(&world, NUMBER).await;
    assert_eq!(first.answer_code(&world, other.challenge, &others).await.problem(), ProblemCode::LogInCodeExpired);
}

/// T01 as a property: whatever strangers send and answer in whatever order, at most five guesses a challenge and fifty a
/// phone and day are looked at.
#[test]
fn no_interleaving_of_sends_and_guesses_passes_the_limits() {
    use proptest::prelude::*;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let steps = prop::collection::vec((0_usize..6, 0_u8..4, 0_u64..40), 1..60);
    let mut runner = proptest::test_runner::TestRunner::new(proptest::test_runner::Config::with_cases(24));
    runner
        .run(&steps, |steps| {
            runtime.block_on(async {
                let world = World::with(|options| options.codes.address_requests = 10_000);
                let mut devices: Vec<_> = (0..6).map(|_| (world.device(), None::<Bytes<16>>)).collect();
                let (mut guesses, mut of_challenge) = (0, std::collections::HashMap::new());
                for (who, what, minutes) in steps {
                    let (device, challenge) = &mut devices[who];
                    match (what, *challenge) {
                        (0, _) => {
                            let reply = device.ask_code(&world, NUMBER).await;
                            if reply.status == 202 {
                                *challenge = Some(reply.json::<LogInAnswer>().challenge);
                            }
                        }
                        (1, _) => world.clock.pass(MINUTE * u32::try_from(minutes).unwrap() / 20),
                        (_, Some(challenge)) => {
                            let reply = device.answer_code(&world, challenge, "000000").await;
                            if reply.status == 200 || reply.problem() == ProblemCode::LogInCodeWrong {
                                guesses += 1;
                                *of_challenge.entry(challenge).or_insert(0) += 1;
                            }
                        }
                        _ => {}
                    }
                }
                assert!(guesses <= 50 && of_challenge.values().all(|count| *count <= 5));
            });
            Ok(())
        })
        .unwrap();
}
