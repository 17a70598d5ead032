//! What a phone keeps of a person, whose it is, and until when.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::time::Duration;

use ashyq_core::{
    client::{
        ClientError, DoorScreen, Session,
        ports::{Journal as _, RowKind, Vault as _},
    },
    moment::{DAY, HOUR},
    status::Colour,
    visit::{Entry, Learnt},
    wire::Binding,
    words::Language,
};
use ashyq_tests::{Fault, Visitor, World, iin};
use rusqlite::Connection;

fn colour(session: &Session) -> Option<Colour> {
    session.held_status(true).status.map(|status| status.colour)
}

/// How many visits that are over and delivered lie in the journal.
fn past(visitor: &Visitor) -> usize {
    visitor.phone.journal.load(RowKind::Past).unwrap().len()
}

/// A visit that is over and delivered.
async fn visit(world: &World, visitor: &Visitor, session: &Session, poster: &str) {
    visitor.enter(session, poster).await.unwrap();
    world.pass(Duration::from_secs(120), &[visitor]);
    session.leave(Learnt::Button).unwrap();
    session.deliver().await.unwrap();
}

#[tokio::test]
async fn an_iin_that_waits_does_not_show_the_colour_of_the_one_before() {
    let world = World::new();
    world.make(1, "green").await;
    let (_holder, _holds) = world.bound(2).await;
    let (visitor, session) = world.bound(1).await;
    assert_eq!(colour(&session), Some(Colour::Green));
    assert!(matches!(session.bind_iin(&iin(2)).await, Ok(Binding::Waiting { .. })));
    assert_eq!(session.own_status().await.unwrap().status, None);
    drop(session);
    assert_eq!(colour(&visitor.session()), None, "nor after a start");
}

#[tokio::test]
async fn another_iin_shows_its_own_colour_or_none_and_the_same_one_keeps_its_colour() {
    let world = World::new();
    world.make(1, "green").await;
    let (visitor, session) = world.bound(1).await;
    // The binding arrives; nothing after it does.
    visitor.weather.next([Fault::None, Fault::RequestLost]);
    session.bind_iin(&iin(1)).await.unwrap();
    assert_eq!(colour(&session), Some(Colour::Green));
    visitor.weather.next([Fault::None, Fault::RequestLost]);
    session.bind_iin(&iin(2)).await.unwrap();
    assert_eq!(colour(&session), None);
    session.refresh().await.unwrap();
    assert_eq!(colour(&session), Some(Colour::Blue));
}

#[tokio::test]
async fn a_phone_that_lost_its_place_shows_no_colour() {
    let world = World::new();
    world.make(1, "green").await;
    let (old, session) = world.bound(1).await;
    let mut new = world.visitor(2);
    new.number.clone_from(&old.number);
    world.log_in(&new).await;
    let notice = session.notices().await.unwrap().notices.remove(0);
    session.answer_notice(notice.id, true).await.unwrap();
    assert_eq!(session.own_status().await.unwrap().status, None);
    assert!(matches!(session.binding(), Binding::Lost { .. }));
}

#[tokio::test]
async fn a_visit_that_is_over_and_delivered_leaves_the_phone_after_fourteen_days() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    visit(&world, &visitor, &session, &poster).await;
    world.pass(DAY, &[&visitor]);
    visit(&world, &visitor, &session, &poster).await;
    assert_eq!(past(&visitor), 2);
    world.pass(DAY * 12, &[&visitor]);
    session.refresh().await.unwrap();
    session.door();
    assert_eq!(past(&visitor), 2, "not a day too early");
    world.pass(DAY, &[&visitor]);
    session.refresh().await.unwrap();
    session.door();
    assert_eq!(past(&visitor), 1);
    drop(session);
    world.pass(DAY, &[&visitor]);
    let session = visitor.session();
    session.refresh().await.unwrap();
    session.door();
    assert_eq!(past(&visitor), 0, "nor does a start forget to");
}

/// The same phone in the hands of somebody with another number.
fn sold(visitor: &Visitor) -> Visitor {
    let mut buyer = visitor.clone();
    buyer.number = "+77059999999".into();
    buyer
}

/// Logs in where nothing after the log-in's answer comes through: what is seen is what the phone held.
async fn log_in_and_nothing_more(world: &World, visitor: &Visitor) -> Session {
    let challenge = visitor.log_in_stage().ask(&visitor.number, Language::Ru).await.unwrap();
    world.service.settled().await;
    visitor.weather.next([Fault::None, Fault::RequestLost]);
    challenge.answer(&world.log_in_code(&visitor.number)).await.unwrap()
}

/// A phone with a visit that is over, a colour and an IIN, whose owner logged out everywhere on another phone.
async fn ended_from_elsewhere(world: &World) -> Visitor {
    let poster = world.grocery().await;
    let (old, session) = world.bound(1).await;
    visit(world, &old, &session, &poster).await;
    let mut new = world.visitor(2);
    new.number.clone_from(&old.number);
    let elsewhere = world.log_in(&new).await;
    world.pass(DAY + HOUR, &[&old, &new]);
    session.refresh().await.unwrap();
    elsewhere.log_out(true).await.unwrap();
    assert_eq!(session.refresh().await, Err(ClientError::LoggedOut));
    old
}

#[tokio::test]
async fn whoever_logs_in_on_a_sold_phone_finds_nothing_of_its_owner() {
    let world = World::new();
    let old = ended_from_elsewhere(&world).await;
    assert!(old.phone.vault.get("iin").unwrap().is_none(), "the IIN went with the session");
    let session = log_in_and_nothing_more(&world, &sold(&old)).await;
    assert_eq!(session.visits().unwrap(), []);
    assert_eq!((session.binding(), colour(&session)), (Binding::None, None));
    assert_eq!((session.door(), past(&old)), (DoorScreen::Outside, 0));
}

#[tokio::test]
async fn the_same_person_finds_the_visits_again_after_the_service_ended_the_session() {
    let world = World::new();
    let old = ended_from_elsewhere(&world).await;
    let session = log_in_and_nothing_more(&world, &old).await;
    assert_eq!(session.visits().unwrap().len(), 1);
}

#[tokio::test]
async fn unsent_visits_wait_for_their_owner_and_are_nobody_elses() {
    let world = World::new();
    let poster = world.grocery().await;
    let (owner, session) = world.bound(1).await;
    owner.weather.cut(true);
    owner.enter(&session, &poster).await.unwrap();
    session.log_out(false).await.unwrap();
    drop(session);
    owner.weather.cut(false);
    world.pass(Duration::from_secs(700), &[&owner]);
    let buyer = sold(&owner);
    let session = world.log_in(&buyer).await;
    assert_eq!(session.visits().unwrap(), []);
    let delivery = session.deliver().await.unwrap();
    assert_eq!((delivery.delivered, delivery.unsent), (0, 0));
    session.delete_my_data(false).await.unwrap();
    drop(session);
    assert_eq!(world.held(), [], "not sent in another's name");
    world.pass(Duration::from_secs(700), &[&owner]);
    let session = world.log_in(&owner).await;
    assert_eq!(session.visits().unwrap().len(), 1);
    assert_eq!(session.deliver().await.unwrap().delivered, 1);
    assert_eq!(world.held(), [(None, Some(Entry::Unchecked), Some(Learnt::Button))]);
}

#[tokio::test]
async fn a_refusal_leaves_the_screen_with_the_log_out() {
    let world = World::new();
    let poster = world.grocery().await;
    world.make(1, "red").await;
    let (visitor, session) = world.bound(1).await;
    assert!(matches!(visitor.enter(&session, &poster).await.unwrap(), DoorScreen::Decided(_)));
    session.log_out(false).await.unwrap();
    assert_eq!(session.door(), DoorScreen::Outside);
}

/// How many IINs the service holds.
fn iins(world: &World) -> i64 {
    let database = Connection::open(world.folder.path().join("ashyq.db")).unwrap();
    database.query_row("select count(*) from binding where subject is not null", [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_log_out_without_network_is_told_before_the_next_log_in() {
    let world = World::new();
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    session.log_out(false).await.unwrap();
    drop(session);
    // Long enough for the token to end, and over a start of the app.
    world.pass(DAY, &[&visitor]);
    let log_in = visitor.log_in_stage();
    assert!(matches!(log_in.ask(&visitor.number, Language::Ru).await, Err(ClientError::Unreachable(_))));
    assert_eq!(iins(&world), 1);
    visitor.weather.cut(false);
    let buyer = sold(&visitor);
    log_in.ask(&buyer.number, Language::Ru).await.unwrap();
    assert_eq!(iins(&world), 0, "the service has heard of it");
}

#[tokio::test]
async fn a_log_out_whose_answer_was_lost_does_not_stand_in_the_way() {
    let world = World::new();
    let (visitor, session) = world.bound(1).await;
    visitor.weather.next([Fault::AnswerLost]);
    session.log_out(false).await.unwrap();
    drop(session);
    assert_eq!(iins(&world), 0);
    world.pass(Duration::from_secs(700), &[&visitor]);
    let session = world.log_in(&visitor).await;
    assert!(matches!(session.bind_iin(&iin(1)).await, Ok(Binding::Bound { .. })));
    assert_eq!(iins(&world), 1, "the log-out before is not told again");
}
