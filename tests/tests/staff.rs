//! Staff's way: a role, a shift, a visitor without a smartphone, and passes checked without network.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::time::Duration;

use ashyq_cli::film::{HEIGHT, Sheet, Shot, WIDTH};
use ashyq_core::{
    client::{
        CheckError, Checker, ClientError, DecisionScreen, DoorScreen, NotAPass, Session, Sight, Staff, Start,
        ports::Clock as _,
    },
    id::Entrance,
    moment::{DAY, HOUR, Moment},
    pass::PassError,
    poster::SignedPoster,
    practice::PracticePerson,
    scan::{Budget, Frame, Rotation},
    status::Colour,
    visit::{Entry, Learnt},
    wire::{NoticeKind, staff::StaffRole},
    words::Word,
};
use ashyq_tests::{Fault, Visitor, World, iin};
use qrcodegen::{QrCode, QrCodeEcc};

/// The number of the member of staff's phone.
const STAFF: u64 = 900;

/// Names the phone as staff of the poster's venue and lets its person log in.
async fn named(world: &World, seed: u64, poster: &str) -> (Visitor, Session, StaffRole) {
    let visitor = world.visitor(seed);
    let venue = SignedPoster::parse(poster).unwrap().poster.venue;
    world.service.staff_is_named(venue, &visitor.number).await.unwrap();
    let session = world.log_in(&visitor).await;
    let role = session.staff().roles().await.unwrap().roles.remove(0);
    (visitor, session, role)
}

/// A member of staff whose shift is open.
async fn at_work(world: &World, poster: &str) -> (Visitor, Staff) {
    let (visitor, session, role) = named(world, STAFF, poster).await;
    let staff = session.staff();
    staff.accept(role.role).await.unwrap();
    staff.open_shift(&role).await.unwrap();
    (visitor, staff)
}

fn decided(screen: DoorScreen) -> DecisionScreen {
    match screen {
        DoorScreen::Decided(decided) => *decided,
        other => panic!("no decision: {other:?}"),
    }
}

/// What a checker says of a phone's screen that is held before its camera.
fn film(checker: &mut Checker, text: &str, seed: u64) -> Sight {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
    let side = usize::try_from(code.size()).unwrap();
    let at = |place: usize| i32::try_from(place).unwrap();
    let sheet = Sheet::draw(side, |x, y| code.get_module(at(x), at(y)));
    let shot = Shot {
        distance: 0.45,
        aim: (0.01, -0.01),
        yaw: 8.0,
        pitch: -6.0,
        roll: 5.0,
        blur: 0.9,
        motion: (1.5, 0.5),
        light: 0.7,
        slope: (0.3, -0.2),
        noise: 4.0,
    };
    let still = shot.take(Some(&sheet), seed);
    let pixels = |pixels: usize| u32::try_from(pixels).unwrap();
    let frame = Frame::parse(&still.luma, pixels(WIDTH), pixels(HEIGHT), pixels(WIDTH), Rotation::None, None).unwrap();
    // The first frame may ask for another look.
    (0..4)
        .map(|_| checker.see(&frame, Budget::unlimited()))
        .find(|sight| matches!(sight, Sight::Fits(_) | Sight::NotAccepted(_)))
        .unwrap()
}

fn refused(error: PassError) -> Sight {
    Sight::NotAccepted(CheckError::Refused(error))
}

#[tokio::test]
async fn a_role_is_offered_accepted_worked_under_and_given_up() {
    let world = World::new();
    let poster = world.grocery().await;
    let (visitor, session, role) = named(&world, STAFF, &poster).await;
    let staff = session.staff();
    assert!(!role.accepted && role.shift.is_none() && role.name == "Дүкен Алма");
    let early = staff.open_shift(&role).await.unwrap_err();
    assert_eq!(early.refusal().word, Word::RoleNotAccepted);
    staff.accept(role.role).await.unwrap();
    let opened = staff.open_shift(&role).await.unwrap();
    assert_eq!(opened.until, world.clock.read().wall.plus(DAY));
    let listed = staff.roles().await.unwrap().roles.remove(0);
    assert!(listed.accepted && listed.shift.is_some());
    assert_eq!(visitor.session().staff().shift(), Some(opened), "the shift outlives the app");
    staff.decline(role.role).await.unwrap();
    assert_eq!(staff.shift(), None);
    let over = staff.entry(Entrance::FIRST, &iin(1), &iin(1)).err().unwrap();
    assert_eq!(over.refusal().word, Word::ShiftNotOpen);
}

#[tokio::test]
async fn a_visitor_without_a_smartphone_enters_and_leaves_and_learns_of_it() {
    let world = World::new();
    let poster = world.grocery().await;
    world.make(1, "green").await;
    let (_, person) = world.bound(1).await;
    let (_, staff) = at_work(&world, &poster).await;
    let screen = staff.entry(Entrance::FIRST, &iin(1), &iin(1)).unwrap().ask().await.unwrap();
    assert_eq!((screen.answer.colour, screen.answer.admitted, screen.answer.test), (Colour::Green, true, false));
    assert_eq!(screen.venue, "Дүкен Алма");
    world.service.settled().await;
    assert_eq!(world.held(), [(None, Some(Entry::Admitted), None)]);
    staff.exit(&iin(1), &iin(1)).unwrap().report().await.unwrap();
    // Nobody was inside under this IIN: the answer is the same.
    staff.exit(&iin(2), &iin(2)).unwrap().report().await.unwrap();
    world.service.settled().await;
    assert_eq!(world.held(), [(None, Some(Entry::Admitted), Some(Learnt::Staff))]);
    let notices = person.notices().await.unwrap().notices;
    assert_eq!(notices.iter().filter(|notice| notice.kind == NoticeKind::LookedUp).count(), 1);
}

#[tokio::test]
async fn every_colour_by_iin_meets_its_decision_and_staff_hear_no_reason() {
    let world = World::new();
    let near = world.grocery().await;
    for (seed, colour) in [(1, "red"), (2, "yellow"), (3, "green")] {
        world.make(seed, colour).await;
    }
    let (_, staff) = at_work(&world, &near).await;
    for (seed, colour, admitted) in
        [(1, Colour::Red, false), (2, Colour::Yellow, true), (3, Colour::Green, true), (4, Colour::Blue, true)]
    {
        let screen = staff.entry(Entrance::FIRST, &iin(seed), &iin(seed)).unwrap().ask().await.unwrap();
        assert_eq!((screen.answer.colour, screen.answer.admitted), (colour, admitted), "person {seed}");
        let say = if admitted { Word::StaffSayAdmitted } else { Word::StaffSayRefused };
        assert_eq!(screen.answer.say_by_iin(), say);
    }
}

#[tokio::test]
async fn whatever_happens_to_the_answer_an_entry_by_iin_is_there_once() {
    let lost = [Fault::RequestLost, Fault::AnswerLost, Fault::Portal, Fault::BadGateway, Fault::Garbled];
    for fault in lost.into_iter().chain([Fault::Twice, Fault::Late(6_000)]) {
        let world = World::new();
        let poster = world.grocery().await;
        let (visitor, staff) = at_work(&world, &poster).await;
        let entry = staff.entry(Entrance::FIRST, &iin(1), &iin(1)).unwrap();
        visitor.weather.next([fault]);
        let first = entry.ask().await;
        assert!(fault == Fault::Twice || matches!(first, Err(ClientError::Unreachable(_))), "{fault:?}: {first:?}");
        world.pass(Duration::from_secs(30), &[&visitor]);
        let screen = entry.ask().await.unwrap();
        assert!(first.is_err() || first == Ok(screen), "{fault:?}");
        world.service.settled().await;
        assert_eq!(world.held().len(), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_filmed_pass_is_checked_by_a_second_phone_without_network() {
    let world = World::new();
    let posters = world.venue("ЦУМ", "47.11", ashyq_tests::HOME, 2).await;
    world.make(1, "yellow").await;
    world.make(2, "red").await;
    let (staff_phone, staff) = at_work(&world, &posters[0]).await;
    staff_phone.weather.cut(true);
    let mut checker = staff.checker();
    for (seed, entrance, colour, admitted) in [(1, 2, Colour::Yellow, true), (2, 1, Colour::Red, false)] {
        let (visitor, session) = world.bound(seed).await;
        let screen = decided(visitor.enter(&session, &posters[entrance - 1]).await.unwrap());
        let Sight::Fits(read) = film(&mut checker, &screen.pass, seed) else { panic!("person {seed}") };
        assert_eq!((read.answer.colour, read.answer.admitted), (colour, admitted));
        assert_eq!(usize::from(read.entrance.number()), entrance, "any entrance of the venue is fine");
        // The same phone shows its next slot: the first answer with its time.
        world.pass(Duration::from_secs(20), &[&staff_phone, &visitor]);
        let next = decided(session.door());
        assert_ne!(next.pass, screen.pass);
        let ago = Duration::from_secs(20);
        let seen = Sight::NotAccepted(CheckError::AlreadySeen { first: read, ago });
        assert_eq!(film(&mut checker, &next.pass, seed + 10), seen);
    }
    assert_eq!(staff_phone.weather.written().iter().filter(|line| line.contains("/v1/visits")).count(), 0);
}

#[tokio::test]
async fn what_is_no_good_pass_is_refused_by_name() {
    let world = World::new();
    let poster = world.grocery().await;
    let elsewhere = world.venue("Дәріхана", "47.73", ashyq_tests::HOME, 1).await.remove(0);
    let (staff_phone, staff) = at_work(&world, &poster).await;
    staff_phone.weather.cut(true);
    let mut checker = staff.checker();
    let (visitor, session) = world.bound(1).await;
    let (other, other_session) = world.bound(2).await;
    let phones = [&staff_phone, &visitor, &other];

    let of_another_venue = decided(other.enter(&other_session, &elsewhere).await.unwrap()).pass;
    assert_eq!(film(&mut checker, &of_another_venue, 1), refused(PassError::OtherVenue));

    let screenshot = decided(visitor.enter(&session, &poster).await.unwrap()).pass;
    let mut forged = screenshot.clone().into_bytes();
    forged[200] = if forged[200] == b'A' { b'B' } else { b'A' };
    assert_eq!(film(&mut checker, &String::from_utf8(forged).unwrap(), 2), refused(PassError::Forged));

    // The screenshot comes two slots later; the phone itself still has a good pass.
    world.pass(Duration::from_secs(30), &phones);
    assert_eq!(film(&mut checker, &screenshot, 3), refused(PassError::OldSlot));
    assert!(matches!(film(&mut checker, &decided(session.door()).pass, 4), Sight::Fits(_)));

    world.pass(Duration::from_secs(270), &phones);
    assert!(!matches!(session.door(), DoorScreen::Decided(_)), "the phone shows no pass past its life");
    assert_eq!(film(&mut checker, &screenshot, 5), refused(PassError::Expired));

    assert_eq!(film(&mut checker, &poster, 6), Sight::NotAccepted(CheckError::NotAPass(NotAPass::Poster)));
    assert_eq!(film(&mut checker, "WIFI:S:x;;", 7), Sight::NotAccepted(CheckError::NotAPass(NotAPass::Foreign)));
    let own = session.confirm(&screenshot).await.unwrap_err();
    assert_eq!(own.refusal().word, Word::SeenPass, "and a visitor who scans a pass is told so");
}

#[tokio::test]
async fn a_checker_needs_a_sure_clock_and_a_shift_of_24_hours() {
    let world = World::new();
    let poster = world.grocery().await;
    let (staff_phone, staff) = at_work(&world, &poster).await;
    let (visitor, session) = world.bound(1).await;
    let pass = |session: &Session| decided(session.door()).pass;
    visitor.enter(&session, &poster).await.unwrap();

    // The app starts anew: the shift is there.
    staff_phone.weather.cut(true);
    let Start::Session(again) = staff_phone.start() else { panic!("somebody is logged in") };
    let first = again.staff().checker().read(&pass(&session)).unwrap();
    let seen = CheckError::AlreadySeen { first, ago: Duration::ZERO };
    assert_eq!(staff_phone.session().staff().checker().read(&pass(&session)), Err(seen), "what was seen, too");

    // The phone starts anew, and its wall clock is wrong: the next contact helps, for staff without an IIN as well.
    world.pass(Duration::from_secs(61), &[&staff_phone, &visitor]);
    staff_phone.phone.clock.restart();
    staff_phone.phone.clock.set_wall(Moment(0));
    let after = staff_phone.session();
    assert_eq!(after.staff().checker().read(&pass(&session)), Err(CheckError::ClockUncertain));
    staff_phone.weather.cut(false);
    after.staff().roles().await.unwrap();
    staff_phone.weather.cut(true);
    assert!(after.staff().checker().read(&pass(&session)).is_ok());

    // 24 hours after the shift was opened, with a contact between that keeps the clock sure.
    let opened_at = staff.shift().unwrap().opened_at;
    world.pass(HOUR * 15, &[&staff_phone, &visitor]);
    staff_phone.weather.cut(false);
    let after = staff_phone.session();
    after.staff().roles().await.unwrap();
    staff_phone.weather.cut(true);
    assert_eq!(session.door(), DoorScreen::Outside, "the dwell limit has ended the visit");
    session.refresh().await.unwrap();
    let left = opened_at.plus(DAY).since(world.clock.read().wall);
    world.pass(left.saturating_sub(Duration::from_secs(1)), &[&staff_phone, &visitor]);
    visitor.enter(&session, &poster).await.unwrap();
    assert!(after.staff().checker().read(&pass(&session)).is_ok());
    world.pass(Duration::from_secs(1), &[&staff_phone, &visitor]);
    assert_eq!(after.staff().checker().read(&pass(&session)), Err(CheckError::NoShift));
    staff_phone.weather.cut(false);
    let staff = staff_phone.session().staff();
    let role = staff.roles().await.unwrap().roles.remove(0);
    assert!(role.shift.is_none());
    staff.open_shift(&role).await.unwrap();
}

#[tokio::test]
async fn a_role_that_the_business_takes_back_ends_the_shift_with_the_next_contact() {
    let world = World::new();
    let poster = world.grocery().await;
    let (_, staff) = at_work(&world, &poster).await;
    let venue = SignedPoster::parse(&poster).unwrap().poster.venue;
    let role = staff.shift().unwrap().role;
    let entry = staff.entry(Entrance::FIRST, &iin(1), &iin(1)).unwrap();
    world.service.staff_is_removed(venue, role).await.unwrap();
    assert_eq!(entry.ask().await.unwrap_err().refusal().word, Word::ShiftNotOpen);
    assert_eq!(staff.shift(), None);
    assert_eq!(staff.roles().await.unwrap().roles.len(), 0);
}

#[tokio::test]
async fn in_the_test_week_staff_see_test_by_iin_and_by_pass() {
    let world = World::new();
    let poster = world.test_venue("Сынақ дүкені", "47.11", ashyq_tests::HOME).await.remove(0);
    let (_, staff) = at_work(&world, &poster).await;
    let practice = PracticePerson::Red.iin();
    let screen = staff.entry(Entrance::FIRST, practice, practice).unwrap().ask().await.unwrap();
    assert_eq!((screen.answer.test, screen.answer.colour, screen.answer.admitted), (true, Colour::Red, false));
    let (visitor, session) = world.bound(2).await;
    let decision = decided(visitor.enter(&session, &poster).await.unwrap());
    assert!(decision.test);
    let Sight::Fits(checked) = film(&mut staff.checker(), &decision.pass, 1) else { panic!("it is not read") };
    assert!(checked.answer.test && checked.answer.admitted == decision.admitted);
}
