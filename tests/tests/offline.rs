//! No network is a normal state: what the phone shows, keeps and delivers.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::time::Duration;

use ashyq_core::{
    client::{
        Action, ClientError, DoorScreen,
        ports::{Clock as _, JournalError},
    },
    moment::{DAY, HOUR, Moment},
    status::Colour,
    visit::{Entry, Learnt},
    wire::Mark,
    words::Word,
};
use ashyq_tests::{Fault, Visitor, World};

fn is_unchecked(screen: &DoorScreen) -> bool {
    matches!(screen, DoorScreen::Inside(inside) if !inside.checked)
}

async fn delivered_once(world: &World, visitor: &Visitor) {
    let session = visitor.session();
    for _ in 0..3 {
        session.deliver().await.unwrap();
    }
    assert!(session.visits().unwrap().iter().all(|line| line.delivered));
    assert_eq!(world.held().len(), session.visits().unwrap().len());
}

#[tokio::test]
async fn without_network_the_screen_shows_no_colour_and_the_visit_is_delivered_once() {
    let world = World::new();
    let poster = world.grocery().await;
    world.make(1, "green").await;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    let screen = visitor.enter(&session, &poster).await.unwrap();
    assert!(is_unchecked(&screen));
    assert_eq!(session.deliver().await.unwrap().unsent, 1);
    world.pass(HOUR, &[&visitor]);
    session.leave(Learnt::Button).unwrap();
    let waiting = session.deliver().await.unwrap();
    assert!(waiting.unsent == 1 && waiting.try_again.is_some());
    visitor.weather.cut(false);
    let delivery = session.deliver().await.unwrap();
    assert_eq!((delivery.delivered, delivery.unsent), (1, 0));
    delivered_once(&world, &visitor).await;
    assert_eq!(world.held(), [(None, Some(Entry::Unchecked), Some(Learnt::Button))]);
    let line = &session.visits().unwrap()[0];
    assert_eq!((line.colour, line.entry), (None, Some(Entry::Unchecked)));
}

#[tokio::test]
async fn whatever_happens_to_the_answer_the_visit_is_there_once_and_no_unsigned_colour_is_shown() {
    for fault in [
        Fault::RequestLost,
        Fault::AnswerLost,
        Fault::Twice,
        Fault::Late(1000),
        Fault::Late(4999),
        Fault::Late(6000),
        Fault::Garbled,
        Fault::Portal,
        Fault::BadGateway,
    ] {
        let world = World::new();
        let poster = world.grocery().await;
        let (visitor, session) = world.bound(1).await;
        visitor.weather.next([fault]);
        let screen = visitor.enter(&session, &poster).await.unwrap();
        let in_time = matches!(fault, Fault::Late(1000 | 4999));
        match &screen {
            DoorScreen::Decided(decided) => assert!(in_time && decided.colour == Colour::Blue, "{fault:?}"),
            screen => assert!(is_unchecked(screen) && !in_time, "{fault:?}: {screen:?}"),
        }
        session.deliver().await.unwrap();
        delivered_once(&world, &visitor).await;
        // Faults on the exit, too.
        world.pass(Duration::from_secs(90), &[&visitor]);
        session.leave(Learnt::Scanned).unwrap();
        visitor.weather.next([fault]);
        session.deliver().await.unwrap();
        delivered_once(&world, &visitor).await;
        assert_eq!(world.held()[0].2, Some(Learnt::Scanned), "{fault:?}");
    }
}

#[tokio::test]
async fn a_refusal_that_never_arrived_is_recorded_as_entered_unchecked_and_never_shown_later() {
    let world = World::new();
    let poster = world.grocery().await;
    world.make(1, "red").await;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.next([Fault::AnswerLost]);
    assert!(is_unchecked(&visitor.enter(&session, &poster).await.unwrap()));
    assert_eq!(world.held(), [(None, None, None)], "refused");
    session.deliver().await.unwrap();
    assert_eq!(world.held(), [(None, Some(Entry::Unchecked), None)]);
    assert!(is_unchecked(&session.door()));
}

#[tokio::test]
async fn an_admission_that_never_arrived_stays_admitted_and_is_never_shown_later() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.next([Fault::AnswerLost]);
    assert!(is_unchecked(&visitor.enter(&session, &poster).await.unwrap()));
    session.deliver().await.unwrap();
    assert_eq!(world.held(), [(None, Some(Entry::Admitted), None)]);
    assert!(is_unchecked(&session.door()));
}

#[tokio::test]
async fn the_held_timetable_shows_its_age_and_ends_after_a_day() {
    let world = World::new();
    world.make(1, "green").await;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    world.pass(HOUR * 3, &[&visitor]);
    let page = session.own_status().await.unwrap();
    assert_eq!(
        (page.status.map(|status| status.colour), page.age, page.offline),
        (Some(Colour::Green), HOUR * 3, true)
    );
    world.pass(HOUR * 21, &[&visitor]);
    assert_eq!(session.own_status().await.unwrap().status, None);
}

#[tokio::test]
async fn a_wall_clock_that_jumps_changes_nothing_and_a_restart_makes_the_colour_unknown() {
    let world = World::new();
    let poster = world.grocery().await;
    world.make(1, "green").await;
    let (visitor, session) = world.bound(1).await;
    for wall in [Moment(0), Moment(i64::MAX / 2), Moment(2_145_916_800_000), Moment(-1)] {
        visitor.phone.clock.set_wall(wall);
        let screen = visitor.enter(&session, &poster).await;
        assert!(matches!(screen, Ok(DoorScreen::Decided(_))), "{wall:?}: {screen:?}");
        world.pass(Duration::from_secs(70), &[&visitor]);
        session.leave(Learnt::Button).unwrap();
        session.deliver().await.unwrap();
    }
    for line in session.visits().unwrap() {
        let apart = world.clock.read().wall.since(line.entered_at);
        assert!(apart < HOUR, "the service's time counts: {apart:?}");
    }
    visitor.weather.cut(true);
    drop(session);
    visitor.phone.clock.restart();
    let session = visitor.session();
    assert_eq!(session.own_status().await.unwrap().status, None, "an unknown clock shows no colour");
    visitor.weather.cut(false);
    assert_eq!(session.own_status().await.unwrap().status.map(|status| status.colour), Some(Colour::Green));
}

#[tokio::test]
async fn after_a_restart_a_wrong_wall_clock_costs_neither_the_visit_nor_the_exit() {
    let world = World::new();
    let first = world.grocery().await;
    let second = world.venue("Дүкен Жаңа", "47.11", (43.24, 76.88), 1).await.remove(0);
    let (visitor, session) = world.bound(1).await;
    visitor.enter(&session, &first).await.unwrap();
    world.pass(HOUR / 2, &[&visitor]);
    drop(session);
    let (back, day) = (|time| world.clock.read().wall.minus(time), Duration::from_hours(24));
    let walls = [back(HOUR), back(HOUR * 13), back(day * 15), Moment(0), world.clock.read().wall.plus(HOUR)];
    for (at, wall) in walls.into_iter().enumerate() {
        let poster = if at % 2 == 0 { &second } else { &first };
        visitor.phone.clock.restart();
        visitor.phone.clock.set_wall(wall);
        let session = visitor.session();
        let screen = visitor.enter(&session, poster).await;
        assert!(matches!(screen, Ok(DoorScreen::Decided(_))), "{wall:?}: {screen:?}");
        world.pass(Duration::from_secs(70), &[&visitor]);
        let leaving = session.confirm(poster).await.unwrap();
        assert_eq!(leaving.action, Action::Leave, "{wall:?}");
        session.leave_by(&leaving).unwrap();
        session.deliver().await.unwrap();
        let line = session.visits().unwrap().remove(0);
        assert_eq!(line.exit.map(|exit| exit.learnt), Some(Learnt::Scanned), "{wall:?}");
        assert!(world.clock.read().wall.since(line.entered_at) < HOUR, "the service's time counts: {line:?}");
    }
    let ends: Vec<_> = world.held().into_iter().map(|(_, _, learnt)| learnt.unwrap()).collect();
    assert_eq!((ends[0], &ends[1..]), (Learnt::NextEntry, [Learnt::Scanned; 5].as_slice()));
}

#[tokio::test]
async fn a_token_that_ends_in_the_middle_is_renewed_once_however_many_ask() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    world.pass(HOUR * 2, &[&visitor]);
    let (status, page) = tokio::join!(session.own_status(), session.notices());
    assert!(status.unwrap().status.is_some() && page.is_ok());
    world.pass(HOUR * 2, &[&visitor]);
    assert!(matches!(visitor.enter(&session, &poster).await.unwrap(), DoorScreen::Decided(_)));
}

#[tokio::test]
async fn a_lost_renewal_logs_nobody_out() {
    let world = World::new();
    let (visitor, session) = world.bound(1).await;
    world.pass(HOUR * 2, &[&visitor]);
    // The first request finds its token ended, and the renewal's answer is lost.
    visitor.weather.next([Fault::None, Fault::None, Fault::AnswerLost]);
    let _ = session.notices().await;
    for _ in 0..3 {
        assert!(session.own_status().await.unwrap().status.is_some());
    }
    assert!(session.notices().await.is_ok());
}

#[tokio::test]
async fn what_was_scanned_in_good_faith_is_accepted_marked_and_not_counted() {
    let world = World::new();
    let poster = world.grocery().await;
    let read = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    world.pass(HOUR, &[&visitor]);
    world.operate("POST", &format!("/v1/operator/posters/{}/revoke", read.number), &serde_json::Value::Null).await;
    world.pass(HOUR, &[&visitor]);
    assert!(is_unchecked(&visitor.enter(&session, &poster).await.unwrap()));
    visitor.weather.cut(false);
    session.deliver().await.unwrap();
    assert_eq!(world.held()[0].0, Some(Mark::PosterRevoked));
    assert_eq!(session.visits().unwrap()[0].mark, Some(Mark::PosterRevoked));
}

#[tokio::test]
async fn a_typed_code_without_network_is_journalled_unverified_and_resolved_at_delivery() {
    let world = World::new();
    let poster = world.grocery().await;
    let code = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.number.to_string();
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    let confirmation = session.confirm(&code).await.unwrap();
    assert!(!confirmation.verified && confirmation.venue.is_none());
    assert!(is_unchecked(&session.enter(&confirmation).await.unwrap()));
    visitor.weather.cut(false);
    session.deliver().await.unwrap();
    delivered_once(&world, &visitor).await;
    assert_eq!(world.held()[0].0, None);
}

#[tokio::test]
async fn the_typed_code_of_the_entrance_ends_the_visit_whatever_became_of_poster_and_network() {
    let world = World::new();
    let poster = world.grocery().await;
    let number = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.number.to_string();
    let (visitor, session) = world.bound(1).await;
    for cut in [true, false] {
        let entered = if cut { &number } else { &poster };
        visitor.weather.cut(cut);
        visitor.enter(&session, entered).await.unwrap();
        assert_eq!(session.confirm(&number).await.unwrap().action, Action::Nothing);
        world.pass(Duration::from_secs(70), &[&visitor]);
        if !cut {
            world.operate("POST", &format!("/v1/operator/posters/{number}/revoke"), &serde_json::Value::Null).await;
            session.refresh().await.unwrap();
        }
        let leaving = session.confirm(&number).await.unwrap();
        assert_eq!((leaving.action, leaving.venue.is_some()), (Action::Leave, !cut));
        session.leave_by(&leaving).unwrap();
        assert!(matches!(session.door(), DoorScreen::Outside));
    }
}

#[tokio::test]
async fn a_full_disk_refuses_the_entry_visibly_and_loses_nothing() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    visitor.enter(&session, &poster).await.unwrap();
    world.pass(HOUR, &[&visitor]);
    visitor.phone.journal.fail(Some(JournalError::Full));
    let second = world.venue("Дүкен 2", "47.11", (43.24, 76.95), 1).await.remove(0);
    let error = visitor.enter(&session, &second).await.unwrap_err();
    assert!(matches!(&error, ClientError::Full(refusal) if refusal.word == Word::StorageFull));
    visitor.phone.journal.fail(None);
    visitor.weather.cut(false);
    session.deliver().await.unwrap();
    delivered_once(&world, &visitor).await;
    assert_eq!(world.held().len(), 1);
}

#[tokio::test]
async fn what_is_undelivered_after_fourteen_days_is_dropped_and_counted() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    visitor.enter(&session, &poster).await.unwrap();
    world.pass(DAY * 14, &[&visitor]);
    visitor.weather.cut(false);
    session.refresh().await.unwrap();
    let delivery = session.deliver().await.unwrap();
    assert_eq!((delivery.unsent, delivery.dropped), (0, 1));
    assert!(world.held().is_empty());
}

#[tokio::test]
async fn an_unsent_visit_survives_the_log_out_and_is_delivered_at_the_next_log_in() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    visitor.enter(&session, &poster).await.unwrap();
    session.log_out(false).await.unwrap();
    drop(session);
    visitor.weather.cut(false);
    world.pass(Duration::from_secs(700), &[&visitor]);
    let session = world.log_in(&visitor).await;
    session.deliver().await.unwrap();
    assert_eq!(world.held(), [(None, Some(Entry::Unchecked), Some(Learnt::Button))]);
}

#[tokio::test]
async fn deleting_delivers_first_and_discards_only_on_an_explicit_yes() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    visitor.weather.cut(true);
    visitor.enter(&session, &poster).await.unwrap();
    let error = session.delete_my_data(false).await.unwrap_err();
    assert_eq!(error.refusal().word, Word::DeleteHasUnsent);
    assert!(
        matches!(session.delete_my_data(true).await, Err(ClientError::Unreachable(_))),
        "the service must hear of it"
    );
    visitor.weather.cut(false);
    session.delete_my_data(false).await.unwrap();
    assert_eq!(world.held().len(), 1, "pseudonymous rows stay to their date");
    visitor.log_in_stage();
}
