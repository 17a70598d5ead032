//! Operators and the members of associations: naming, one-time passwords, waits.

use std::time::Duration;

use ashyq_core::{phone::Phone, wire::*};
use ashyq_server::cabinet::{
    associations::{AssociationShown, NewAssociation},
    members::{MemberNamed, Members, NewMember},
    session::{CabinetShown, Enrolment, Next, OneTimePassword, RoleShown},
};

use crate::{browser::Browser, common::*};

const FIRST: &str = "+77051234567";
const SECOND: &str = "+77050000002";
const DAY: Duration = Duration::from_hours(24);
const MEMBERS: &str = "/v1/operator/members";

fn operator(number: &str) -> NewMember {
    NewMember { phone: number.into(), role: RoleShown::Operator, association: None }
}

fn told(world: &World, number: &str) -> Vec<String> {
    let texts = world.sms.to(&Phone::parse(number).unwrap());
    texts.into_iter().filter(|text| !text.contains("log-in code")).collect()
}

async fn session(browser: &mut Browser, world: &World) -> CabinetShown {
    browser.get(world, "/v1/cabinet/session").await.ok().json()
}

#[tokio::test]
async fn the_first_operator_is_named_by_the_services_token_and_begins_at_once() {
    let world = World::new();
    let named: MemberNamed = world.operator("POST", MEMBERS, &operator(FIRST)).await.ok().json();
    assert_eq!(named.from, START);
    world.service.settled().await;
    assert_eq!(told(&world, FIRST), ["Ashyq: рөліңіз өзгерді. Кабинетке кіріп, қараңыз."]);
    let mut browser = Browser::default();
    let shown = browser.log_in(&world, FIRST).await;
    assert_eq!((shown.next, shown.role), (Next::Enrolment, RoleShown::Operator));
    assert_eq!(browser.get(&world, MEMBERS).await.problem(), ProblemCode::OneTimePasswordNeeded);
    let enrolment: Enrolment = browser.post(&world, "/v1/cabinet/enrolment", &()).await.ok().json();
    let again: Enrolment = browser.post(&world, "/v1/cabinet/enrolment", &()).await.ok().json();
    assert_eq!(enrolment.secret, again.secret);
    browser.secret = Some(enrolment.secret);
    assert_eq!(browser.prove(&world).await.ok().json::<CabinetShown>().next, Next::Nothing);
    let members: Members = browser.get(&world, MEMBERS).await.ok().json();
    assert_eq!(members.members.len(), 1);
    assert_eq!((members.members[0].number_end.as_str(), members.members[0].enrolled), ("4567", true));
}

#[tokio::test]
async fn a_secret_is_shown_only_at_the_first_log_in_after_the_naming() {
    let world = World::new();
    let mut browser = world.operator_browser(FIRST).await;
    assert_eq!(browser.post(&world, "/v1/cabinet/enrolment", &()).await.problem(), ProblemCode::NotFound);
    // Somebody with the SMS alone gets no further than the question.
    let mut thief = Browser::default();
    let shown = thief.log_in(&world, FIRST).await;
    assert_eq!(shown.next, Next::OneTimePassword);
    assert_eq!(thief.post(&world, "/v1/cabinet/enrolment", &()).await.problem(), ProblemCode::NotFound);
    assert_eq!(thief.get(&world, MEMBERS).await.problem(), ProblemCode::OneTimePasswordNeeded);
    assert_eq!(thief.get(&world, "/v1/association").await.problem(), ProblemCode::OneTimePasswordNeeded);
}

#[tokio::test]
async fn nobody_enrols_a_week_after_the_naming() {
    let world = World::new();
    world.operator("POST", MEMBERS, &operator(FIRST)).await.ok();
    world.clock.pass(DAY * 7);
    let mut browser = Browser::default();
    assert_eq!(browser.log_in(&world, FIRST).await.next, Next::TooLate);
    assert_eq!(browser.post(&world, "/v1/cabinet/enrolment", &()).await.problem(), ProblemCode::EnrolmentOver);
    assert_eq!(browser.get(&world, MEMBERS).await.problem(), ProblemCode::EnrolmentOver);
}

#[tokio::test]
async fn a_one_time_password_counts_once_and_five_wrong_ones_are_the_most() {
    let world = World::new();
    let browser = world.operator_browser(FIRST).await;
    let mut other = Browser { secret: browser.secret.clone(), ..Browser::default() };
    other.log_in(&world, FIRST).await;
    // It was used to enrol.
    assert_eq!(other.prove(&world).await.problem(), ProblemCode::OneTimePasswordWrong);
    world.clock.pass(Duration::from_secs(30));
    let password = other.one_time_password(&world);
    other.prove(&world).await.ok();
    let mut third = Browser { secret: browser.secret, ..Browser::default() };
    third.log_in(&world, FIRST).await;
    let wrong = |password: &str| OneTimePassword { one_time_password: password.into() };
    let path = "/v1/cabinet/one-time-password";
    assert_eq!(third.post(&world, path, &wrong(&password)).await.problem(), ProblemCode::OneTimePasswordWrong);
    world.clock.pass(Duration::from_secs(60));
    for _ in 0..3 {
        let reply = third.post(&world, path, &wrong("x12345")).await;
        assert_eq!(reply.problem(), ProblemCode::FieldInvalid);
        let guess = if third.one_time_password(&world) == "000000" { "000001" } else { "000000" };
        assert_eq!(third.post(&world, path, &wrong(guess)).await.problem(), ProblemCode::OneTimePasswordWrong);
    }
    assert_eq!(third.prove(&world).await.problem(), ProblemCode::OneTimePasswordTriesUsedUp);
    world.clock.pass(Duration::from_mins(10));
    third.prove(&world).await.ok();
}

#[tokio::test]
async fn every_later_naming_is_told_to_all_and_waits_a_day() {
    let world = World::new();
    let mut browser = world.operator_browser(FIRST).await;
    let named: MemberNamed = browser.post(&world, MEMBERS, &operator(SECOND)).await.ok().json();
    assert_eq!(named.from, ashyq_server::clock::Clock::now(&world.clock).plus(DAY));
    world.service.settled().await;
    assert!(told(&world, SECOND)[0].contains("24 сағат"), "{:?}", told(&world, SECOND));
    assert!(told(&world, FIRST).iter().any(|text| text.contains("colleague")), "{:?}", told(&world, FIRST));
    world.clock.pass(DAY - Duration::from_secs(120));
    let mut second = Browser::default();
    assert_eq!(second.log_in(&world, SECOND).await.role, RoleShown::Business);
    assert_eq!(second.get(&world, MEMBERS).await.problem(), ProblemCode::NotAllowed);
    world.clock.pass(Duration::from_secs(120));
    // The session that was a business's is an operator's who has not enrolled.
    let shown = session(&mut second, &world).await;
    assert_eq!((shown.role, shown.next), (RoleShown::Operator, Next::Enrolment));
}

#[tokio::test]
async fn naming_a_number_answers_the_same_for_every_number() {
    let world = World::new();
    let mut browser = world.operator_browser(FIRST).await;
    world.business(SECOND).await;
    let mut answers = Vec::new();
    // The operator itself, a business, a stranger.
    for number in [FIRST, SECOND, "+77050000003"] {
        let reply = browser.post(&world, MEMBERS, &operator(number)).await;
        answers.push((reply.status, reply.body.clone()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.0 == 202), "{answers:?}");
}

#[tokio::test]
async fn naming_somebody_anew_lets_a_lost_authenticator_be_replaced_after_a_day() {
    let world = World::new();
    let mut browser = world.operator_browser(FIRST).await;
    world.operator("POST", MEMBERS, &operator(FIRST)).await.ok();
    assert_eq!(session(&mut browser, &world).await.next, Next::Nothing);
    world.clock.pass(DAY);
    let mut anew = Browser::default();
    assert_eq!(anew.log_in(&world, FIRST).await.next, Next::Enrolment);
    world.service.sweep().await.unwrap();
    let members: Members = world.operator("GET", MEMBERS, &()).await.ok().json();
    assert_eq!(members.members.iter().map(|member| member.enrolled).collect::<Vec<_>>(), [false]);
}

#[tokio::test]
async fn a_naming_is_withdrawn_at_once_and_a_role_ends_after_a_day() {
    let world = World::new();
    let mut first = world.operator_browser(FIRST).await;
    first.post(&world, MEMBERS, &operator(SECOND)).await.ok();
    let members: Members = first.get(&world, MEMBERS).await.ok().json();
    assert_eq!(members.members.len(), 2);
    let (own, waiting) = (members.members[0].member, members.members[1].member);
    first.post(&world, &format!("{MEMBERS}/{waiting}/remove"), &()).await.ok();
    assert_eq!(first.get(&world, MEMBERS).await.ok().json::<Members>().members.len(), 1);
    assert_eq!(first.post(&world, &format!("{MEMBERS}/{waiting}/remove"), &()).await.problem(), ProblemCode::NotFound);
    first.post(&world, &format!("{MEMBERS}/{own}/remove"), &()).await.ok();
    first.get(&world, MEMBERS).await.ok();
    world.clock.pass(DAY);
    assert_eq!(Browser::default().log_in(&world, FIRST).await.role, RoleShown::Business);
    world.service.sweep().await.unwrap();
    assert_eq!(Browser::default().log_in(&world, FIRST).await.role, RoleShown::Business);
}

#[tokio::test]
async fn the_services_token_takes_a_role_away_at_once() {
    let world = World::new();
    let mut first = world.operator_browser(FIRST).await;
    let members: Members = first.get(&world, MEMBERS).await.ok().json();
    world.operator("POST", &format!("{MEMBERS}/{}/remove", members.members[0].member), &()).await.ok();
    assert_eq!(first.get(&world, MEMBERS).await.problem(), ProblemCode::NotAllowed);
}

#[tokio::test]
async fn an_association_acts_for_itself_and_for_nobody_else() {
    let world = World::new();
    let mut catering = world.association_browser(FIRST, &["56"]).await;
    let mut cinemas = world.association_browser(SECOND, &["59.14"]).await;
    let one: AssociationShown = catering.get(&world, "/v1/association").await.ok().json();
    let two: AssociationShown = cinemas.get(&world, "/v1/association").await.ok().json();
    assert_eq!((one.okeds, two.okeds), (vec!["56".to_owned()], vec!["5914".to_owned()]));
    assert_eq!(catering.get(&world, MEMBERS).await.problem(), ProblemCode::NotAllowed);
}

#[tokio::test]
async fn wrong_fields_of_a_naming_are_named() {
    let world = World::new();
    let field = async |path: &str, body: serde_json::Value| {
        world.operator("POST", path, &body).await.json::<Problem>().field.unwrap_or_default()
    };
    let stranger = "AAAAAAAAAAAAAAAAAAAAAA";
    for (expected, body) in [
        ("phone", serde_json::json!({ "phone": "8 727 123 45 67", "role": "operator" })),
        ("role", serde_json::json!({ "phone": FIRST, "role": "business" })),
        ("role", serde_json::json!({ "phone": FIRST, "role": "king" })),
        ("association", serde_json::json!({ "phone": FIRST, "role": "association" })),
        ("association", serde_json::json!({ "phone": FIRST, "role": "association", "association": stranger })),
        ("association", serde_json::json!({ "phone": FIRST, "role": "operator", "association": stranger })),
    ] {
        assert_eq!(field(MEMBERS, body.clone()).await, expected, "{body}");
    }
    let new = |name: &str, okeds: &[&str]| NewAssociation {
        name: name.into(),
        okeds: okeds.iter().map(|oked| (*oked).to_owned()).collect(),
    };
    let long = "x ".repeat(60) + "x";
    for (expected, association) in [
        ("name", new("", &["56"])),
        ("name", new("<script>", &["56"])),
        ("name", new("a\u{202e}b", &["56"])),
        ("name", new(&long, &["56"])),
        ("okeds", new("Қауымдастық", &[])),
        ("okeds", new("Қауымдастық", &["47.11"])),
        ("okeds", new("Қауымдастық", &["5"])),
        ("okeds", new("Қауымдастық", &["56x"])),
    ] {
        let body = serde_json::to_value(association).unwrap();
        assert_eq!(field("/v1/operator/associations", body.clone()).await, expected, "{body}");
    }
}
