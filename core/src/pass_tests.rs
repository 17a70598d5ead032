use super::*;
use crate::{
    keys::tests::{NOW, key_set, signer},
    not_live::NotLiveVenue,
};

const VENUE: VenueId = VenueId([0x22; 16]);

fn decision() -> SignedDecision {
    let key = VisitKey::derive(&[5; 32]);
    PassDecision {
        venue: VENUE,
        entrance: Entrance::FIRST,
        colour: Colour::Green,
        admitted: true,
        test: false,
        signed_at: NOW,
        visit_key: key.public(),
        list: 4,
        commitment: commit(VisitId([3; 16]), &DoorSeed([9; 16]), None),
    }
    .sign(&signer(Purpose::Decision))
    .unwrap()
}

fn pass(at: Moment) -> Pass {
    Pass::make(decision(), &VisitKey::derive(&[5; 32]), at)
}

#[test]
fn the_text_of_version_1_is_frozen_and_fits_a_qr_code_of_modest_size() {
    let text = pass(NOW).to_string();
    insta::assert_snapshot!(text);
    assert_eq!(Pass::parse(&text), Ok(pass(NOW)));
    let code = qrcodegen::QrCode::encode_text(&text, qrcodegen::QrCodeEcc::Medium).unwrap();
    assert!(code.version().value() <= 13, "version {}", code.version().value());
}

#[test]
fn a_pass_is_good_in_its_slot_and_its_neighbours() {
    let keys = key_set();
    for (seconds, expected) in [(0, true), (14, true), (29, true), (30, false), (60, false)] {
        let at = NOW.plus(Duration::from_secs(seconds));
        let outcome = pass(NOW).check(&keys, VENUE, at).map(|decision| decision.colour);
        assert_eq!(outcome, if expected { Ok(Colour::Green) } else { Err(PassError::OldSlot) }, "{seconds} s");
    }
    let early = pass(NOW.plus(SLOT));
    assert!(early.check(&keys, VENUE, NOW).is_ok(), "the checker's clock may be a slot behind");
    assert_eq!(pass(NOW.plus(SLOT * 2)).check(&keys, VENUE, NOW), Err(PassError::OldSlot));
}

#[test]
fn every_refusal_has_a_name() {
    let keys = key_set();
    assert_eq!(pass(NOW).check(&keys, VenueId([1; 16]), NOW), Err(PassError::OtherVenue));
    assert_eq!(pass(NOW.plus(LIFE)).check(&keys, VENUE, NOW.plus(LIFE)), Err(PassError::Expired));
    let last = NOW.plus(LIFE).minus(Duration::from_millis(1));
    assert!(pass(last).check(&keys, VENUE, last).is_ok());
    let mut other = keys.clone();
    other.keys.retain(|key| key.purpose != Purpose::Decision);
    assert_eq!(pass(NOW).check(&other, VENUE, NOW), Err(PassError::UnknownKey));
    let stolen = Pass::make(decision(), &VisitKey::derive(&[6; 32]), NOW);
    assert_eq!(stolen.check(&keys, VENUE, NOW), Err(PassError::Forged), "whoever copies a decision has no visit key");
    for text in ["", "ASHYQ-PASS:", "ASHYQ-PASS:AAAA", "HTTPS://ASHYQ.KZ/P/AA", "ҚҚҚҚҚҚҚҚҚҚҚҚҚ"] {
        assert_eq!(Pass::parse(text), Err(PassError::Forged), "{text}");
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    let keys = key_set();
    let text = pass(NOW).to_string();
    let bytes = data_encoding::BASE32_NOPAD.decode(&text.as_bytes()[PREFIX.len()..]).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let text = format!("{PREFIX}{}", data_encoding::BASE32_NOPAD.encode(&changed));
        let outcome = Pass::parse(&text).and_then(|pass| pass.check(&keys, VENUE, NOW));
        assert!(outcome.is_err(), "bit {bit}");
    }
}

#[test]
fn a_pass_shown_twice_is_told_with_the_time_of_the_first() {
    let mut seen = SeenPasses::default();
    let decision = decision().decision;
    assert_eq!(seen.note(&decision, NOW), None);
    let later = NOW.plus(Duration::from_secs(20));
    assert_eq!(seen.note(&decision, later), Some(NOW));
    assert_eq!(seen.note(&decision, NOW.plus(SEEN)), None, "after a minute it counts as new");
}

#[test]
fn the_commitment_hides_and_binds_the_reason() {
    let visit = VisitId([3; 16]);
    let bound = commit(visit, &DoorSeed([9; 16]), Some(Why::TooFar));
    assert_ne!(bound, commit(visit, &DoorSeed([9; 16]), Some(Why::Isolation)));
    assert_ne!(bound, commit(visit, &DoorSeed([8; 16]), Some(Why::TooFar)));
    assert_ne!(bound, commit(VisitId([4; 16]), &DoorSeed([9; 16]), Some(Why::TooFar)));
}

#[test]
fn a_practice_decision_lets_nobody_into_a_live_venue_nor_a_real_one_into_a_test_week() {
    let list = |number, mode: Option<Mode>| NotLive {
        number,
        venues: mode.map(|mode| NotLiveVenue { venue: VENUE, mode }).into_iter().collect(),
        posters: Vec::new(),
    };
    let real = decision().decision;
    let practice = PassDecision { test: true, ..real };
    for (decision, newest, mode, expected) in [
        (real, 4, None, Ok(())),
        (practice, 4, None, Err(PassError::OtherMode)),
        (real, 4, Some(Mode::Test), Err(PassError::OtherMode)),
        (practice, 4, Some(Mode::Test), Ok(())),
        (practice, 5, Some(Mode::Suspended), Err(PassError::OtherMode)),
        // The decision was signed under list 4, of which this checker has not heard.
        (real, 3, Some(Mode::Test), Ok(())),
        (practice, 3, None, Ok(())),
    ] {
        assert_eq!(decision.check_mode(&list(newest, mode)), expected, "{} {newest} {mode:?}", decision.test);
    }
    let signed = practice.sign(&signer(Purpose::Decision)).unwrap();
    let shown = Pass::make(signed, &VisitKey::derive(&[5; 32]), NOW).to_string();
    let checked = Pass::parse(&shown).unwrap().check(&key_set(), VENUE, NOW).unwrap();
    assert!(checked.test, "a checker sees that it is practice");
}
