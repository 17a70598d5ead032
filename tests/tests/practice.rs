//! The test week on a phone: TEST everywhere, and the visits of real life untouched.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::time::Duration;

use ashyq_core::{
    client::{Action, ClientError, DecisionScreen, DoorScreen, Session},
    decision::Why,
    keys::KeySet,
    moment::{HOUR, Moment},
    not_live::NotLive,
    pass::Pass,
    poster::{Poster, SignedPoster},
    practice::PracticePerson,
    status::Colour,
    visit::{Entry, Learnt},
    wire::Mark,
    words::{Language, Word},
};
use ashyq_tests::{Fault, World, iin};
use serde_json::json;

fn poster_of(text: &str) -> Poster {
    SignedPoster::parse(text).unwrap().poster
}

async fn goes_live(world: &World, poster: &str) {
    world.service.venue_goes_live(poster_of(poster).venue).await.unwrap();
}

async fn choose(world: &World, poster: &str, person: PracticePerson) {
    let path = format!("/v1/operator/venues/{}/practice", poster_of(poster).venue);
    world.operate("PUT", &path, &json!({ "chosen": person })).await;
}

/// A grocery in its test week.
async fn in_test(world: &World) -> String {
    world.test_venue("Сынақ дүкені", "47.11", (43.3, 76.9)).await.remove(0)
}

fn decided(screen: DoorScreen) -> DecisionScreen {
    match screen {
        DoorScreen::Decided(decided) => *decided,
        other => panic!("no decision: {other:?}"),
    }
}

/// The present screen: the venue, whether it is practice, whether it was checked.
fn inside(session: &Session) -> (String, bool, bool) {
    match session.door() {
        DoorScreen::Inside(inside) => (inside.venue.unwrap(), inside.test, inside.checked),
        other => panic!("not inside: {other:?}"),
    }
}

fn keys(world: &World) -> KeySet {
    ashyq_server::key_holder::KeyHolder::ephemeral(&[7; 32]).key_set().open_as_root(world.root).unwrap()
}

async fn list(world: &World) -> NotLive {
    let response = world.ask_as_operator("GET", "/v1/not-live", &serde_json::Value::Null).await;
    let signed: ashyq_core::keys::Signed<NotLive> = serde_json::from_slice(&response.body).unwrap();
    signed.open(&keys(world), at(world)).unwrap()
}

fn at(world: &World) -> Moment {
    ashyq_core::client::ports::Clock::read(&*world.clock).wall
}

#[tokio::test]
async fn a_whole_test_visit_says_test_from_the_question_to_the_list_of_visits() {
    let world = World::new();
    let poster = in_test(&world).await;
    world.make(1, "red").await;
    let (visitor, session) = world.bound(1).await;

    let confirmation = session.confirm(&poster).await.unwrap();
    assert!(confirmation.test && confirmation.verified && confirmation.action == Action::Enter);
    let screen = decided(session.enter(&confirmation).await.unwrap());
    assert!(screen.test && screen.admitted && screen.colour == Colour::Green && screen.why.is_none());
    // The own status is as it was: practice made nobody green.
    assert_eq!(session.own_status().await.unwrap().status.map(|status| status.colour), Some(Colour::Red));

    assert_eq!(session.confirm(&poster).await.unwrap().action, Action::Nothing);
    world.pass(Duration::from_secs(300), &[&visitor]);
    assert_eq!(inside(&session), ("Сынақ дүкені".into(), true, true));
    let leaving = session.confirm(&poster).await.unwrap();
    assert!(leaving.test && leaving.action == Action::Leave);
    session.leave_by(&leaving).unwrap();
    assert_eq!(session.deliver().await.unwrap().unsent, 0);
    assert_eq!(session.door(), DoorScreen::Outside);

    for (person, why) in [
        (PracticePerson::YellowFar, Some(Why::TooFar)),
        (PracticePerson::Red, Some(Why::Isolation)),
        (PracticePerson::YellowNear, None),
        (PracticePerson::Blue, None),
    ] {
        world.pass(Duration::from_secs(400), &[&visitor]);
        choose(&world, &poster, person).await;
        let screen = decided(visitor.enter(&session, &poster).await.unwrap());
        assert_eq!((screen.test, screen.colour, screen.why), (true, person.colour(), why));
        if screen.admitted {
            session.leave(Learnt::Button).unwrap();
        }
    }
    session.deliver().await.unwrap();
    // The same after the app was closed: it stands in the journal.
    drop(session);
    let lines = visitor.session().visits().unwrap();
    assert_eq!(lines.len(), 5);
    assert!(lines.iter().all(|line| line.test && line.delivered && line.colour.is_some()));
    assert_eq!(lines[4].exit.unwrap().learnt, Learnt::Scanned);
    assert_eq!(lines.iter().filter(|line| line.entry.is_none()).count(), 2);
    assert!(world.held().iter().all(|(mark, ..)| *mark == Some(Mark::Practice)));
}

#[tokio::test]
async fn practice_does_not_end_a_visit_and_each_poster_leaves_its_own() {
    let world = World::new();
    let (real, test) = (world.grocery().await, in_test(&world).await);
    let (visitor, session) = world.bound(1).await;
    assert!(!decided(visitor.enter(&session, &real).await.unwrap()).test);
    world.pass(HOUR, &[&visitor]);
    let confirmation = session.confirm(&test).await.unwrap();
    assert!(confirmation.test && confirmation.ends.is_none());
    assert!(decided(session.enter(&confirmation).await.unwrap()).test);
    world.pass(HOUR, &[&visitor]);
    assert_eq!(inside(&session), ("Сынақ дүкені".into(), true, true));
    // The visit goes on beside it, and its own poster ends it.
    let leaving = session.confirm(&real).await.unwrap();
    assert!(!leaving.test && leaving.action == Action::Leave && leaving.venue.as_deref() == Some("Дүкен Алма"));
    session.leave_by(&leaving).unwrap();
    assert_eq!(inside(&session), ("Сынақ дүкені".into(), true, true));
    session.deliver().await.unwrap();
    let real_held = (None, Some(Entry::Admitted), Some(Learnt::Scanned));
    let practice = |exit| (Some(Mark::Practice), Some(Entry::Admitted), exit);
    assert_eq!(world.held(), [real_held, practice(None)]);
    // A visit ends practice: whoever is at work somewhere else has left.
    world.pass(HOUR, &[&visitor]);
    let confirmation = session.confirm(&real).await.unwrap();
    assert_eq!(confirmation.ends.as_deref(), Some("Сынақ дүкені"));
    session.enter(&confirmation).await.unwrap();
    session.deliver().await.unwrap();
    assert_eq!(world.held(), [real_held, practice(Some(Learnt::NextEntry)), (None, Some(Entry::Admitted), None)]);
    // Practice ends practice.
    for _ in 0..2 {
        world.pass(HOUR, &[&visitor]);
        let other = in_test_named(&world, "Сынақ 2").await;
        visitor.enter(&session, &other).await.unwrap();
    }
    session.deliver().await.unwrap();
    let open = |held: &[ashyq_tests::Held], mark| held.iter().filter(|row| row.0 == mark && row.2.is_none()).count();
    let held = world.held();
    assert_eq!((open(&held, None), open(&held, Some(Mark::Practice))), (1, 1));
    // Logging out ends both.
    session.log_out(false).await.unwrap();
    let held = world.held();
    assert_eq!((open(&held, None), open(&held, Some(Mark::Practice))), (0, 0));
}

async fn in_test_named(world: &World, name: &str) -> String {
    let shown = world.held().len();
    world.test_venue(&format!("{name} {shown}"), "47.11", (43.3, 76.9)).await.remove(0)
}

#[tokio::test]
async fn without_network_a_test_venue_shows_no_colour_and_says_test_as_far_as_the_phone_knows() {
    let world = World::new();
    // One phone has heard of it, the other has not been online since.
    let (stranger, unaware) = world.bound(2).await;
    let poster = in_test(&world).await;
    let (visitor, session) = world.bound(1).await;
    session.refresh().await.unwrap();
    for (phone, session, knows) in [(&visitor, &session, true), (&stranger, &unaware, false)] {
        phone.weather.cut(true);
        let confirmation = session.confirm(&poster).await.unwrap();
        assert_eq!(confirmation.test, knows);
        session.enter(&confirmation).await.unwrap();
        assert_eq!(inside(session), ("Сынақ дүкені".into(), knows, false));
        phone.weather.cut(false);
        session.deliver().await.unwrap();
        // The receipt says what it was.
        assert_eq!(inside(session), ("Сынақ дүкені".into(), true, false));
        let line = &session.visits().unwrap()[0];
        assert!(line.test && line.mark == Some(Mark::Practice) && line.colour.is_none());
        session.leave(Learnt::Button).unwrap();
        session.deliver().await.unwrap();
    }
    let unchecked = (Some(Mark::Practice), Some(Entry::Unchecked), Some(Learnt::Button));
    assert_eq!(world.held(), [unchecked, unchecked]);
    // An answer that was lost on its way is never shown; the visit is practice all the same.
    world.pass(Duration::from_secs(1), &[&visitor]);
    visitor.weather.next([Fault::AnswerLost]);
    visitor.enter(&session, &poster).await.unwrap();
    assert_eq!(inside(&session), ("Сынақ дүкені".into(), true, false));
    session.deliver().await.unwrap();
    assert_eq!(world.held()[2], (Some(Mark::Practice), Some(Entry::Admitted), None));
    assert_eq!(inside(&session), ("Сынақ дүкені".into(), true, false));
}

#[tokio::test]
async fn the_pass_of_a_test_venue_says_test_and_lets_nobody_in_once_it_is_live() {
    let world = World::new();
    let poster = in_test(&world).await;
    let venue = poster_of(&poster).venue;
    let (visitor, session) = world.bound(1).await;
    let practice = decided(visitor.enter(&session, &poster).await.unwrap());
    let keys = keys(&world);
    let check = |text: &str| Pass::parse(text).unwrap().check(&keys, venue, at(&world)).unwrap();
    let said = check(&practice.pass);
    assert!(said.test && said.admitted);
    let in_test = list(&world).await;
    assert!(!in_test.is_of_another_mode(&said));
    goes_live(&world, &poster).await;
    let live = list(&world).await;
    assert!(live.is_of_another_mode(&check(&practice.pass)));
    // And a real pass counts at once, at a checker that has not heard of it too.
    session.leave(Learnt::Button).unwrap();
    let real = decided(visitor.enter(&session, &poster).await.unwrap());
    assert!(!real.test);
    for list in [&live, &in_test] {
        assert!(!list.is_of_another_mode(&check(&real.pass)));
    }
}

#[tokio::test]
async fn practice_that_goes_on_while_the_venue_goes_live_or_is_suspended_stays_practice_and_ends() {
    let world = World::new();
    let (visitor, session) = world.bound(1).await;
    let mut last = String::new();
    for (name, suspended) in [("Сынақ дүкені", false), ("Сынақ дүкені 2", true)] {
        let poster = world.test_venue(name, "47.11", (43.3, 76.9)).await.remove(0);
        session.refresh().await.unwrap();
        assert!(decided(visitor.enter(&session, &poster).await.unwrap()).test);
        goes_live(&world, &poster).await;
        if suspended {
            let path = format!("/v1/operator/venues/{}", poster_of(&poster).venue);
            world.operate("POST", &path, &json!({ "decision": "suspend", "reason": "closed" })).await;
        }
        session.refresh().await.unwrap();
        world.pass(HOUR, &[&visitor]);
        assert_eq!(inside(&session), (name.into(), true, true));
        let leaving = session.confirm(&poster).await.unwrap();
        assert!(leaving.test && leaving.action == Action::Leave);
        session.leave_by(&leaving).unwrap();
        assert_eq!(session.deliver().await.unwrap().unsent, 0);
        last = poster;
    }
    assert!(world.held().iter().all(|row| row.0 == Some(Mark::Practice) && row.2 == Some(Learnt::Scanned)));
    let refused = visitor.enter(&session, &last).await;
    assert!(matches!(refused, Err(ClientError::Refused(refusal)) if refusal.word == Word::VenueSuspended));
}

#[tokio::test]
async fn a_practice_iin_is_nobodys_and_is_refused_in_three_languages() {
    let world = World::new();
    let session = world.log_in(&world.visitor(1)).await;
    for person in PracticePerson::ALL {
        let refused = session.bind_iin(person.iin()).await.unwrap_err().refusal();
        assert_eq!(refused.word, Word::IinOfPractice);
        let sentences = Language::ALL.map(|language| refused.say(language));
        assert!(sentences.iter().all(|sentence| !sentence.contains(person.iin()) && sentence.contains('.')));
        assert_eq!(sentences.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
    }
    session.bind_iin(&iin(1)).await.unwrap();
}
