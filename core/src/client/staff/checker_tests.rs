//! The checker, offline: every outcome by its name.

use std::time::Duration;

use super::*;
use crate::{
    bytes::Bytes,
    client::staff::fake::{VENUE, World, run},
    door_code::DoorSeed,
    id::{Entrance, VenueId, VisitId},
    keys::{ListedKey, Purpose, Signer, tests::signer},
    moment::{DAY, HOUR, Moment},
    not_live::{Mode, NotLive, NotLiveVenue},
    pass::{PassDecision, VisitKey, commit},
    status::Colour,
    words::Language,
};

/// Whose pass: the seed of the visit key.
fn decision(seed: u8, at: Moment) -> PassDecision {
    PassDecision {
        venue: VENUE,
        entrance: Entrance::new(2).unwrap(),
        colour: Colour::Yellow,
        admitted: true,
        test: false,
        signed_at: at,
        visit_key: VisitKey::derive(&[seed; 32]).public(),
        list: 0,
        commitment: commit(VisitId([3; 16]), &DoorSeed([9; 16]), None),
    }
}

fn show(decision: PassDecision, key: &Signer, seed: u8, at: Moment) -> String {
    Pass::make(decision.sign(key).unwrap(), &VisitKey::derive(&[seed; 32]), at).to_string()
}

fn pass(seed: u8, at: Moment) -> String {
    show(decision(seed, at), &signer(Purpose::Decision), seed, at)
}

/// A checker without network, whose shift was opened a moment ago.
fn offline() -> (World, Checker) {
    let world = World::new();
    let staff = world.session().staff();
    let role = run(staff.roles()).unwrap().roles.remove(0);
    run(staff.open_shift(&role)).unwrap();
    world.service.known().down = true;
    let checker = staff.checker();
    (world, checker)
}

#[test]
fn a_pass_is_checked_without_network_also_by_an_app_that_was_started_anew() {
    let (world, checker) = offline();
    let asked = world.service.known().asked;
    let now = world.now();
    let seen = checker.read(&pass(5, now)).unwrap();
    assert_eq!((seen.answer.colour, seen.answer.admitted, seen.answer.test), (Colour::Yellow, true, false));
    assert_eq!((seen.entrance.number(), seen.signed_at, seen.checked_at), (2, now, now));
    world.pass(HOUR * 10);
    let again = world.session().staff().checker();
    assert!(again.read(&pass(6, world.now())).is_ok());
    assert_eq!(world.service.known().asked, asked);
}

#[test]
fn every_refusal_has_a_name_and_a_sentence_of_its_own() {
    let (world, checker) = offline();
    let now = world.now();
    let key = signer(Purpose::Decision);
    let other_key = Signer::derive(Purpose::Decision, &[99; 32]);
    let good = pass(5, now);
    let changed = format!("{}{}", &good[..good.len() - 9], "AAAAAAAAA");
    let elsewhere = PassDecision { venue: VenueId([1; 16]), ..decision(5, now) };
    let old = now.minus(crate::pass::LIFE);
    let table = [
        (changed, CheckError::Refused(PassError::Forged), Word::PassForged),
        (show(decision(5, now), &key, 6, now), CheckError::Refused(PassError::Forged), Word::PassForged),
        (show(decision(5, now), &other_key, 5, now), CheckError::Refused(PassError::UnknownKey), Word::PassKeyUnknown),
        (show(elsewhere, &key, 5, now), CheckError::Refused(PassError::OtherVenue), Word::PassOfAnotherVenue),
        (show(decision(5, old), &key, 5, now), CheckError::Refused(PassError::Expired), Word::PassExpired),
        (
            show(decision(5, now.minus(Duration::from_secs(60))), &key, 5, now.minus(Duration::from_secs(60))),
            CheckError::Refused(PassError::OldSlot),
            Word::PassOldSlot,
        ),
        (pass(5, now.plus(HOUR)), CheckError::ClockUncertain, Word::CheckClockUncertain),
        (poster::PREFIX.to_owned() + "ABC", CheckError::NotAPass(NotAPass::Poster), Word::SeenPosterNotPass),
        ("https://example.org".into(), CheckError::NotAPass(NotAPass::Foreign), Word::SeenNotPass),
        (String::new(), CheckError::NotAPass(NotAPass::Foreign), Word::SeenNotPass),
    ];
    for (text, error, word) in table {
        assert_eq!(checker.read(&text), Err(error), "{word:?}");
        assert_eq!(error.refusal().word, word);
        for language in Language::ALL {
            assert!(!error.refusal().say(language).contains('{'));
        }
    }
    assert!(checker.read(&good).is_ok(), "a refused copy does not spoil the pass");
}

#[test]
fn the_same_pass_within_a_minute_shows_the_first_answer_also_after_a_start() {
    let (world, checker) = offline();
    let first = checker.read(&pass(5, world.now())).unwrap();
    let seen = |ago| CheckError::AlreadySeen { first, ago };
    assert_eq!(checker.read(&pass(5, world.now())), Err(seen(Duration::ZERO)));
    let almost = Duration::from_millis(59_999);
    world.pass(almost);
    let other = world.session().staff().checker();
    assert_eq!(other.read(&show_again(5, first.signed_at, world.now())), Err(seen(almost)));
    assert_eq!(seen(almost).refusal().fill, Fill::Time(first.checked_at));
    world.pass(Duration::from_millis(1));
    assert!(checker_of(&world).read(&show_again(5, first.signed_at, world.now())).is_ok());
}

fn show_again(seed: u8, signed_at: Moment, at: Moment) -> String {
    show(decision(seed, signed_at), &signer(Purpose::Decision), seed, at)
}

fn checker_of(world: &World) -> Checker {
    world.session().staff().checker()
}

#[test]
fn without_a_shift_or_past_its_24_hours_nothing_is_checked() {
    let world = World::new();
    let staff = world.session().staff();
    assert_eq!(staff.checker().read(&pass(5, world.now())), Err(CheckError::NoShift));
    let role = run(staff.roles()).unwrap().roles.remove(0);
    run(staff.open_shift(&role)).unwrap();
    world.pass(HOUR * 15);
    run(staff.roles()).unwrap();
    world.pass((HOUR * 9).checked_sub(Duration::from_millis(1)).unwrap());
    assert!(staff.checker().read(&pass(5, world.now())).is_ok());
    world.pass(Duration::from_millis(1));
    assert_eq!(staff.checker().read(&pass(6, world.now())), Err(CheckError::NoShift));
    run(staff.roles()).unwrap();
    run(staff.open_shift(&role)).unwrap();
    assert!(staff.checker().read(&pass(6, world.now())).is_ok());
    run(staff.close_shift()).unwrap();
    assert_eq!(staff.checker().read(&pass(7, world.now())), Err(CheckError::NoShift));
}

#[test]
fn a_clock_that_is_not_sure_checks_nothing_until_the_next_contact() {
    let (world, checker) = offline();
    world.pass(HOUR * 20);
    assert_eq!(checker.read(&pass(5, world.now())), Err(CheckError::ClockUncertain));
    world.service.known().down = false;
    run(world.session().staff().roles()).unwrap();
    world.phone.clock.restart();
    let checker = checker_of(&world);
    let error = checker.read(&pass(5, world.now())).unwrap_err();
    assert_eq!(error, CheckError::ClockUncertain);
    assert!(error.needs_contact());
    let session = world.session();
    run(session.staff().roles()).unwrap();
    assert!(session.staff().checker().read(&pass(5, world.now())).is_ok());
}

#[test]
fn a_key_that_is_not_known_yet_is_fetched_with_the_next_contact() {
    let world = World::new();
    let session = world.session();
    let staff = session.staff();
    let role = run(staff.roles()).unwrap().roles.remove(0);
    run(staff.open_shift(&role)).unwrap();
    let new = Signer::derive(Purpose::Decision, &[99; 32]);
    let now = world.now();
    let text = show(decision(5, now), &new, 5, now);
    let error = staff.checker().read(&text).unwrap_err();
    assert_eq!((error, error.needs_contact()), (CheckError::Refused(PassError::UnknownKey), true));
    {
        let mut known = world.service.known();
        let listed =
            ListedKey { purpose: Purpose::Decision, public: new.public(), from: now.minus(DAY), until: now.plus(DAY) };
        known.keys.keys.push(listed);
        known.keys.number += 1;
    }
    run(session.staff().roles()).unwrap();
    assert!(staff.checker().read(&text).is_ok());
}

#[test]
fn a_suspended_venue_accepts_no_pass_unless_the_pass_knows_better() {
    let (world, checker) = offline();
    {
        let mut known = world.service.known();
        known.down = false;
        let row = NotLiveVenue { venue: VENUE, mode: Mode::Suspended };
        known.list = NotLive { number: 7, venues: vec![row], posters: Vec::new() };
    }
    drop(checker);
    let session = world.session();
    run(session.staff().roles()).unwrap();
    let checker = session.staff().checker();
    let now = world.now();
    let of = |list, seed| show(PassDecision { list, ..decision(seed, now) }, &signer(Purpose::Decision), seed, now);
    assert_eq!(checker.read(&of(7, 5)), Err(CheckError::OfAnotherMode(OtherMode::Closed)));
    assert!(checker.read(&of(8, 5)).is_ok());
    // The next contact fetches the list that the pass named.
    assert_eq!(session.device.state().held.newest.list, 8);
}

#[test]
fn a_practice_pass_says_test_in_the_test_week_and_is_refused_where_the_venue_is_live() {
    let world = World::new();
    let row = NotLiveVenue { venue: VENUE, mode: Mode::Test };
    world.service.known().list = NotLive { number: 7, venues: vec![row], posters: Vec::new() };
    let staff = world.session().staff();
    let role = run(staff.roles()).unwrap().roles.remove(0);
    run(staff.open_shift(&role)).unwrap();
    let now = world.now();
    let of = |list, test, seed| {
        let decision = PassDecision { test, admitted: false, list, ..decision(seed, now) };
        staff.checker().read(&show(decision, &signer(Purpose::Decision), seed, now))
    };
    let checked = of(7, true, 5).unwrap();
    assert!(checked.answer.test && !checked.answer.admitted);
    for language in Language::ALL {
        assert!(checked.answer.spoken(language).starts_with(Word::TestSpoken.say(language)));
    }
    let other = CheckError::OfAnotherMode(OtherMode::Practice);
    assert_eq!(of(7, false, 6), Err(other));
    assert_eq!(other.refusal().word, Word::PassOfOtherMode);
    // The venue has gone live since, and the phone has not heard of it.
    assert!(of(8, false, 7).is_ok());
    world.service.known().list = NotLive { number: 8, venues: Vec::new(), posters: Vec::new() };
    run(world.session().staff().roles()).unwrap();
    let live = world.session().staff().checker();
    let practice = PassDecision { test: true, list: 8, ..decision(8, now) };
    assert_eq!(live.read(&show(practice, &signer(Purpose::Decision), 8, now)), Err(other));
}

#[test]
fn a_full_disk_stops_no_check() {
    let (world, checker) = offline();
    world.phone.journal.fail(Some(crate::client::ports::JournalError::Full));
    assert!(checker.read(&pass(5, world.now())).is_ok());
    assert!(matches!(checker.read(&pass(5, world.now())), Err(CheckError::AlreadySeen { .. })));
}

#[test]
fn another_phones_shift_checks_nothing() {
    let (world, checker) = offline();
    let mut state = checker.device.state();
    let shift = state.held.staff.shift.take().unwrap();
    let mut json = serde_json::to_value(&shift).unwrap();
    json["device"] = serde_json::to_value(Bytes([7; 32])).unwrap();
    state.held.staff.shift = Some(serde_json::from_value(json).unwrap());
    drop(state);
    assert_eq!(checker.read(&pass(5, world.now())), Err(CheckError::NoShift));
}

#[cfg(feature = "scan")]
mod frames {
    use super::*;
    use crate::scan::{Frame, Rotation};

    /// A frame with a code of this text in it.
    fn frame(text: &str) -> (Vec<u8>, u32) {
        let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium).unwrap();
        let side = (code.size() + 8) * 4;
        let dark = |x: i32, y: i32| code.get_module(x / 4 - 4, y / 4 - 4);
        let luma = (0..side * side).map(|at| if dark(at % side, at / side) { 30 } else { 220 }).collect();
        (luma, side.unsigned_abs())
    }

    fn see(checker: &mut Checker, text: &str) -> Sight {
        let (luma, side) = frame(text);
        let frame = Frame::parse(&luma, side, side, side, Rotation::None, None).unwrap();
        checker.see(&frame, Budget::unlimited())
    }

    #[test]
    fn a_frame_is_read_and_judged_at_once() {
        let (world, mut checker) = offline();
        let text = pass(5, world.now());
        assert!(matches!(see(&mut checker, &text), Sight::Fits(_)));
        assert!(matches!(see(&mut checker, &text), Sight::NotAccepted(CheckError::AlreadySeen { .. })));
        let poster = format!("{}0123456789ABCDEF", poster::PREFIX);
        assert_eq!(see(&mut checker, &poster), Sight::NotAccepted(CheckError::NotAPass(NotAPass::Poster)));
        assert_eq!(see(&mut checker, "WIFI:S:x;;"), Sight::NotAccepted(CheckError::NotAPass(NotAPass::Foreign)));
        let blank = Frame::parse(&[128; 10_000], 100, 100, 100, Rotation::None, None).unwrap();
        assert_eq!(checker.see(&blank, Budget::unlimited()), Sight::Nothing);
    }
}
