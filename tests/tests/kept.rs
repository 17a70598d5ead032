//! What a phone keeps of a person, whose it is, and until when.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::time::Duration;

use ashyq_core::{
    client::{
        Session,
        ports::{Journal as _, RowKind},
    },
    moment::DAY,
    status::Colour,
    visit::Learnt,
    wire::Binding,
};
use ashyq_tests::{Fault, Visitor, World, iin};

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
