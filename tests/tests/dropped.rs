//! Every await is a safe place to die: each asynchronous function is dropped after k polls, for all k.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
};

use ashyq_core::{
    client::{Session, Staff, Start},
    id::Entrance,
    visit::{Entry, Learnt},
    words::Language,
};
use ashyq_tests::{Visitor, World, iin};

/// Polls a future at most so often; whether it ended.
async fn polled<F: Future>(future: F, times: usize) -> bool {
    let mut future = pin!(future);
    for _ in 0..times {
        if future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
            return true;
        }
        // The service's writer answers from a thread of its own: let it.
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    false
}

/// Tells a story again and again, dropping the named step after 0, 1, 2, … polls until it ends by itself; then the phone
/// is started anew, everything is delivered, and the service must hold what the phone shows, each visit once.
async fn drop_at_every_poll<F>(name: &str, act: impl Fn(Visitor, Session, String) -> F)
where
    F: Future<Output = ()>,
{
    for times in 0..200 {
        let world = World::new();
        let poster = world.grocery().await;
        let (visitor, session) = world.bound(1).await;
        let phone = visitor.clone();
        let ended = polled(act(visitor, session, poster), times).await;
        phone.weather.cut(false);
        world.service.settled().await;
        let session = match phone.start() {
            Start::Session(session) => session,
            Start::LogIn(_) => {
                world.pass(std::time::Duration::from_secs(700), &[&phone]);
                world.log_in(&phone).await
            }
        };
        let delivery = session.deliver().await;
        assert!(matches!(delivery, Ok(delivery) if delivery.unsent == 0), "{name} after {times} polls: {delivery:?}");
        let lines = session.visits().unwrap();
        assert!(lines.iter().all(|line| line.delivered), "{name} after {times} polls");
        let held = world.held();
        // A log-out or a deletion forgets the list of visits, never what the service holds.
        assert!(held.len() <= 1 && lines.len() <= held.len(), "{name} after {times} polls: {lines:?} {held:?}");
        if ended {
            return;
        }
    }
    panic!("{name} does not end");
}

#[tokio::test(flavor = "multi_thread")]
async fn entering() {
    drop_at_every_poll("enter", |visitor, session, poster| async move {
        visitor.enter(&session, &poster).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn delivering() {
    drop_at_every_poll("deliver", |visitor, session, poster| async move {
        visitor.weather.cut(true);
        visitor.enter(&session, &poster).await.unwrap();
        session.leave(Learnt::Button).unwrap();
        visitor.weather.cut(false);
        session.deliver().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn binding_refreshing_and_confirming() {
    drop_at_every_poll("bind", |_, session, poster| async move {
        session.bind_iin(&iin(1)).await.unwrap();
        session.own_status().await.unwrap();
        session.notices().await.unwrap();
        let code = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.number.to_string();
        session.confirm(&code).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_out() {
    drop_at_every_poll("log out", |visitor, session, poster| async move {
        visitor.enter(&session, &poster).await.unwrap();
        session.log_out(true).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting() {
    drop_at_every_poll("delete", |visitor, session, poster| async move {
        visitor.enter(&session, &poster).await.unwrap();
        session.delete_my_data(false).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logging_in() {
    for times in 0..200 {
        let world = World::new();
        let visitor = world.visitor(1);
        let log_in = visitor.log_in_stage();
        let ended = polled(
            async {
                let challenge = log_in.ask(&visitor.number, Language::Kk).await.unwrap();
                world.service.settled().await;
                challenge.answer(&world.log_in_code(&visitor.number)).await.unwrap();
            },
            times,
        )
        .await;
        world.service.settled().await;
        // Whatever was left undone can be done again.
        world.pass(std::time::Duration::from_secs(700), &[&visitor]);
        if let Start::LogIn(_) = visitor.start() {
            world.log_in(&visitor).await;
        }
        visitor.session().bind_iin(&iin(1)).await.unwrap();
        if ended {
            return;
        }
    }
    panic!("logging in does not end");
}

#[tokio::test(flavor = "multi_thread")]
async fn working_as_staff() {
    for times in 0..200 {
        let world = World::new();
        let poster = world.grocery().await;
        let visitor = world.visitor(900);
        let venue = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.venue;
        world.service.staff_is_named(venue, &visitor.number).await.unwrap();
        let staff = world.log_in(&visitor).await.staff();
        let work = async |staff: &Staff| {
            let role = staff.roles().await?.roles.remove(0);
            staff.accept(role.role).await?;
            staff.open_shift(&role).await
        };
        let ended = polled(work(&staff), times).await;
        world.service.settled().await;
        // Whatever was left undone is done by an app that starts anew; the entry is asked for as often as it takes.
        let staff = visitor.session().staff();
        let opened = work(&staff).await.unwrap();
        assert_eq!(staff.shift(), Some(opened), "after {times} polls");
        let entry = staff.entry(Entrance::FIRST, &iin(1), &iin(1)).unwrap();
        let entered = polled(entry.ask(), times).await;
        world.service.settled().await;
        entry.ask().await.unwrap();
        let left = polled(staff.exit(&iin(1), &iin(1)).unwrap().report(), times).await;
        staff.exit(&iin(1), &iin(1)).unwrap().report().await.unwrap();
        let closed = polled(staff.close_shift(), times).await;
        let staff = visitor.session().staff();
        if staff.shift().is_some() {
            staff.close_shift().await.unwrap();
        }
        let roles = staff.roles().await.unwrap().roles;
        assert!(roles[0].shift.is_none() && staff.shift().is_none(), "after {times} polls");
        world.service.settled().await;
        assert_eq!(world.held(), [(None, Some(Entry::Admitted), Some(Learnt::Staff))], "after {times} polls");
        if ended && entered && left && closed {
            return;
        }
    }
    panic!("work does not end");
}
