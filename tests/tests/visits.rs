//! A visitor's way through product.md's numbered points, online.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::time::Duration;

use ashyq_core::{
    client::{Action, ClientError, DoorScreen, Fill},
    decision::Why,
    moment::HOUR,
    pass::Pass,
    status::Colour,
    visit::{Entry, Learnt},
    wire::Binding,
    words::{Language, Word},
};
use ashyq_tests::{World, iin};

fn decided(screen: DoorScreen) -> ashyq_core::client::DecisionScreen {
    match screen {
        DoorScreen::Decided(decided) => *decided,
        other => panic!("no decision: {other:?}"),
    }
}

#[tokio::test]
async fn a_visitor_logs_in_binds_the_iin_enters_and_leaves() {
    let world = World::new();
    let poster = world.grocery().await;
    world.make(1, "green").await;
    let (visitor, session) = world.bound(1).await;
    assert!(matches!(session.binding(), Binding::Bound { .. }));

    let status = session.own_status().await.unwrap();
    assert_eq!(status.status.map(|status| status.colour), Some(Colour::Green));
    assert!(!status.offline);

    let confirmation = session.confirm(&poster).await.unwrap();
    assert_eq!((confirmation.action, confirmation.venue.as_deref()), (Action::Enter, Some("Дүкен Алма")));
    let screen = decided(session.enter(&confirmation).await.unwrap());
    assert!(screen.admitted && screen.colour == Colour::Green && screen.why.is_none());
    assert_eq!(screen.left, Duration::from_secs(300));

    // The pass is what a checker believes.
    let keys = ashyq_server::key_holder::KeyHolder::ephemeral(&[7; 32]).key_set().open_as_root(world.root).unwrap();
    let now = visitor.phone.clock.clone();
    let at = ashyq_core::client::ports::Clock::read(&*now).wall;
    let venue = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.venue;
    assert_eq!(Pass::parse(&screen.pass).unwrap().check(&keys, venue, at).unwrap().colour, Colour::Green);

    // A second scan within a minute changes nothing; later it asks.
    assert_eq!(session.confirm(&poster).await.unwrap().action, Action::Nothing);
    world.pass(Duration::from_secs(61), &[&visitor]);
    assert_eq!(session.confirm(&poster).await.unwrap().action, Action::Leave);
    session.leave(Learnt::Scanned).unwrap();
    assert_eq!(session.deliver().await.unwrap().unsent, 0);
    assert_eq!(session.door(), DoorScreen::Outside);
    let lines = session.visits().unwrap();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].delivered && lines[0].entry == Some(Entry::Admitted) && lines[0].colour == Some(Colour::Green));
    assert_eq!(lines[0].exit.unwrap().learnt, Learnt::Scanned);
}

#[tokio::test]
async fn every_colour_meets_its_decision() {
    let world = World::new();
    let near = world.grocery().await;
    let far = world.venue("Алыс дүкен", "47.11", (43.30, 76.95), 1).await.remove(0);
    let cinema = world.venue("Кинотеатр Арман", "59.14", (43.24, 76.95), 1).await.remove(0);
    let sanatorium = world.venue("Санаторий", "86.90", (43.24, 76.95), 1).await.remove(0);
    for (seed, colour) in [(1, "red"), (2, "yellow"), (3, "green")] {
        world.make(seed, colour).await;
    }
    let table = [
        (1, &near, Some(Why::Isolation)),
        (2, &near, None),
        (2, &far, Some(Why::TooFar)),
        (2, &cinema, Some(Why::NotForContacts)),
        (3, &sanatorium, None),
        (4, &sanatorium, Some(Why::TestNeeded)),
        (4, &cinema, None),
    ];
    let mut people = Vec::new();
    for seed in 1..=4 {
        people.push(world.bound(seed).await);
    }
    for (seed, poster, why) in table {
        let (visitor, session) = &people[seed - 1];
        let screen = decided(visitor.enter(session, poster).await.unwrap());
        assert_eq!((screen.why, screen.admitted), (why, why.is_none()), "person {seed}");
    }
}

#[tokio::test]
async fn the_refused_screen_lives_five_minutes_and_leaves_no_visit() {
    let world = World::new();
    let poster = world.grocery().await;
    world.make(1, "red").await;
    let (visitor, session) = world.bound(1).await;
    let screen = decided(visitor.enter(&session, &poster).await.unwrap());
    assert!(!screen.admitted && screen.why == Some(Why::Isolation));
    world.pass(Duration::from_secs(299), &[&visitor]);
    assert!(matches!(session.door(), DoorScreen::Decided(_)));
    world.pass(Duration::from_secs(1), &[&visitor]);
    assert_eq!(session.door(), DoorScreen::Outside);
    assert_eq!(session.visits().unwrap()[0].entry, None);
    assert!(
        matches!(session.leave(Learnt::Button), Err(ClientError::Refused(refusal)) if refusal.word == Word::NotInside)
    );
}

#[tokio::test]
async fn the_decision_stands_five_minutes_even_if_the_status_changes_then_the_visit_is_shown() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    let screen = decided(visitor.enter(&session, &poster).await.unwrap());
    assert_eq!(screen.colour, Colour::Blue);
    world.make(1, "red").await;
    world.pass(Duration::from_secs(200), &[&visitor]);
    assert_eq!(session.own_status().await.unwrap().status.map(|status| status.colour), Some(Colour::Red));
    assert_eq!(decided(session.door()).colour, Colour::Blue);
    world.pass(Duration::from_secs(100), &[&visitor]);
    assert!(matches!(session.door(), DoorScreen::Inside(inside) if inside.checked));
}

#[tokio::test]
async fn an_entry_elsewhere_ends_the_visit_as_next_entry() {
    let world = World::new();
    let first = world.grocery().await;
    let second = world.venue("Дәріхана", "47.73", (43.24, 76.95), 1).await.remove(0);
    let (visitor, session) = world.bound(1).await;
    visitor.enter(&session, &first).await.unwrap();
    world.pass(HOUR, &[&visitor]);
    let confirmation = session.confirm(&second).await.unwrap();
    assert_eq!(confirmation.ends.as_deref(), Some("Дүкен Алма"));
    session.enter(&confirmation).await.unwrap();
    session.deliver().await.unwrap();
    let lines = session.visits().unwrap();
    assert_eq!(lines[1].exit.map(|exit| exit.learnt), Some(Learnt::NextEntry));
    assert_eq!(lines[0].exit, None);
    assert!(lines.iter().all(|line| line.delivered));
}

#[tokio::test]
async fn a_forgotten_exit_is_derived_from_the_dwell_limit() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    visitor.enter(&session, &poster).await.unwrap();
    world.pass(HOUR * 13, &[&visitor]);
    assert_eq!(session.door(), DoorScreen::Outside);
    let exit = session.visits().unwrap()[0].exit.unwrap();
    assert_eq!(exit.learnt, Learnt::DwellLimit);
    assert_eq!(exit.at.since(session.visits().unwrap()[0].entered_at), HOUR * 12);
}

#[tokio::test]
async fn any_poster_of_the_venue_ends_the_visit() {
    let world = World::new();
    let posters = world.venue("ЦУМ", "47.19", (43.24, 76.95), 2).await;
    let (visitor, session) = world.bound(1).await;
    visitor.enter(&session, &posters[0]).await.unwrap();
    world.pass(Duration::from_secs(90), &[&visitor]);
    assert_eq!(session.confirm(&posters[1]).await.unwrap().action, Action::Leave);
}

#[tokio::test]
async fn the_typed_code_leads_to_the_same_door() {
    let world = World::new();
    let poster = world.grocery().await;
    let code = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.number.to_string();
    let (_, session) = world.bound(1).await;
    let confirmation = session.confirm(&code.to_lowercase()).await.unwrap();
    assert_eq!(confirmation.venue.as_deref(), Some("Дүкен Алма"));
    assert_eq!(confirmation.address.as_deref(), Some("Алматы, Абай 1, Дүкен Алма"));
    assert!(decided(session.enter(&confirmation).await.unwrap()).admitted);
}

#[tokio::test]
async fn a_yellow_person_gets_decisions_for_five_venues_a_day() {
    let world = World::new();
    world.make(1, "yellow").await;
    let (visitor, session) = world.bound(1).await;
    for number in 1..=5 {
        let poster = world.venue(&format!("Дүкен {number}"), "47.11", (43.24, 76.95), 1).await.remove(0);
        assert!(matches!(visitor.enter(&session, &poster).await.unwrap(), DoorScreen::Decided(_)));
        world.pass(Duration::from_secs(70), &[&visitor]);
    }
    let sixth = world.grocery().await;
    let refused = visitor.enter(&session, &sixth).await.unwrap_err();
    assert_eq!(refused.refusal().word, Word::DecisionsUsedUp);
    world.pass(HOUR * 24, &[&visitor]);
    session.refresh().await.unwrap();
    assert!(decided(visitor.enter(&session, &sixth).await.unwrap()).admitted);
}

#[tokio::test]
async fn no_two_running_door_codes_of_a_venue_are_equal_and_none_is_on_the_pass() {
    let world = World::new();
    let poster = world.grocery().await;
    let mut codes = std::collections::HashSet::new();
    for seed in 1..=40 {
        let (visitor, session) = world.bound(seed).await;
        let screen = decided(visitor.enter(&session, &poster).await.unwrap());
        assert!(codes.insert(screen.door_code), "person {seed}");
        world.service.settled().await;
    }
}

#[tokio::test]
async fn without_a_bound_iin_nobody_enters() {
    let world = World::new();
    let poster = world.grocery().await;
    let visitor = world.visitor(1);
    let session = world.log_in(&visitor).await;
    let error = visitor.enter(&session, &poster).await.unwrap_err();
    assert!(matches!(&error, ClientError::NeedsIin(refusal) if refusal.word == Word::IinNotBound));
    for language in Language::ALL {
        assert!(error.refusal().say(language).len() > 20);
    }
    assert!(session.visits().unwrap().is_empty());
    assert!(
        matches!(session.bind_iin("900101300018").await, Err(ClientError::Refused(refusal)) if refusal.word == Word::IinCheckDigit)
    );
    assert!(
        matches!(session.bind_iin("90010").await, Err(ClientError::Refused(refusal)) if refusal.word == Word::IinNotTwelveDigits)
    );
}

#[tokio::test]
async fn a_visit_ends_with_the_iin_or_the_log_out_only_where_something_changes() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session) = world.bound(1).await;
    let inside = || matches!(session.door(), DoorScreen::Decided(_) | DoorScreen::Inside(_));
    visitor.enter(&session, &poster).await.unwrap();
    session.bind_iin(&iin(1)).await.unwrap();
    assert!(inside(), "the same IIN once more is no change");
    visitor.weather.cut(true);
    session.bind_iin(&iin(2)).await.unwrap_err();
    session.log_out(true).await.unwrap_err();
    assert!(inside(), "nothing has changed without the service");
    visitor.weather.cut(false);
    session.bind_iin(&iin(2)).await.unwrap();
    assert!(!inside());
    session.deliver().await.unwrap();
    assert_eq!(world.held(), [(None, Some(Entry::Admitted), Some(Learnt::Button))]);
    visitor.enter(&session, &poster).await.unwrap();
    session.log_out(true).await.unwrap();
    assert_eq!(world.held()[1], (None, Some(Entry::Admitted), Some(Learnt::Button)));
}

#[tokio::test]
async fn revoked_posters_and_suspended_venues_are_named_on_the_phone() {
    let world = World::new();
    let poster = world.grocery().await;
    let read = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster;
    let (visitor, session) = world.bound(1).await;
    let path = format!("/v1/operator/venues/{}", read.venue);
    for (mode, word) in [("suspend", Word::VenueSuspended), ("revoke", Word::VenueRevoked)] {
        let decision = serde_json::json!({ "decision": mode, "reason": "colours_ignored" });
        world.operate("POST", &path, &decision).await;
        // The phone has not heard of it: the service says so, and nothing is recorded.
        let asked = visitor.enter(&session, &poster).await;
        assert!(matches!(&asked, Err(ClientError::Refused(refusal)) if refusal.word == word), "{mode}: {asked:?}");
        assert!(session.visits().unwrap().is_empty());
        // Once it has, it refuses by itself, without network too.
        session.refresh().await.unwrap();
        visitor.weather.cut(true);
        let known = session.confirm(&poster).await;
        assert!(matches!(&known, Err(ClientError::Refused(refusal)) if refusal.word == word), "{mode}: {known:?}");
        visitor.weather.cut(false);
        if mode != "revoke" {
            world.operate("POST", &path, &serde_json::json!({ "decision": "resume" })).await;
            session.refresh().await.unwrap();
            assert!(session.confirm(&poster).await.is_ok());
        }
    }
    let other = world.venue("Дүкен 2", "47.11", (43.24, 76.95), 1).await.remove(0);
    let number = ashyq_core::poster::SignedPoster::parse(&other).unwrap().poster.number;
    world.operate("POST", &format!("/v1/operator/posters/{number}/revoke"), &serde_json::Value::Null).await;
    session.refresh().await.unwrap();
    let known = session.confirm(&other).await;
    assert!(matches!(&known, Err(ClientError::Refused(refusal)) if refusal.word == Word::PosterRevoked));
}

#[tokio::test]
async fn a_phone_that_nobody_used_for_a_month_is_still_logged_in() {
    let world = World::new();
    let (visitor, session) = world.bound(1).await;
    for idle in [HOUR * 2, HOUR * 24 * 3, HOUR * 24 * 30] {
        world.pass(idle, &[&visitor]);
        // Tokens that ended long ago are forgotten.
        world.service.sweep().await.unwrap();
        session.own_status().await.unwrap();
    }
    session.log_out(true).await.unwrap();
    assert!(matches!(visitor.start(), ashyq_core::client::Start::LogIn(_)));
}

#[tokio::test]
async fn log_in_names_every_mistake() {
    let world = World::new();
    let visitor = world.visitor(1);
    let log_in = visitor.log_in_stage();
    let wrong = log_in.ask("+7 727 123 45 67", Language::Kk).await.err().unwrap();
    assert_eq!(wrong.refusal().word, Word::PhoneNotAMobile);
    let challenge = log_in.ask(&visitor.number, Language::Kk).await.unwrap();
    world.service.settled().await;
    assert_eq!(challenge.answer("12345").await.err().unwrap().refusal().word, Word::LogInCodeNotSixDigits);
    assert_eq!(challenge.resend().await.err().unwrap().refusal().word, Word::ResendTooSoon);
    let code = world.log_in_code(&visitor.number);
    let other = if code == "000000" { "000001" } else { "000000" };
    for left in (0..5).rev() {
        let error = challenge.clone().answer(other).await.err().unwrap().refusal();
        assert_eq!(challenge.tries_left(), left);
        if left > 0 {
            assert_eq!((error.word, error.fill), (Word::LogInCodeWrong, Fill::Tries(left)));
        }
    }
    assert_eq!(challenge.answer(&code).await.err().unwrap().refusal().word, Word::LogInCodeTriesUsedUp);
    world.pass(Duration::from_secs(61), &[&visitor]);
    let again = challenge.resend().await.unwrap();
    world.service.settled().await;
    world.pass(Duration::from_secs(301), &[&visitor]);
    let expired = again.answer(&world.log_in_code(&visitor.number)).await.err().unwrap().refusal();
    assert_eq!(expired.word, Word::LogInCodeExpired);
}
