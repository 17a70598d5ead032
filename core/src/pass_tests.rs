use proptest::prelude::*;

use super::*;
use crate::keys::tests::{NOW, key_set, signer};

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
    // The checker's clock stands anywhere in its own slot; the pass was signed so many slots before or after it.
    let middle = NOW.plus(SLOT * 4);
    for within in [0, 1, 7_500, 14_999] {
        let at = middle.plus(Duration::from_millis(within));
        for (slots, expected) in
            [(-4, false), (-2, false), (-1, true), (0, true), (1, true), (2, false), (3, false), (4, false)]
        {
            let shown = pass(Moment(middle.0 + slots * 15_000));
            let outcome = shown.check(&keys, VENUE, at).map(|decision| decision.colour);
            let expected = if expected { Ok(Colour::Green) } else { Err(PassError::OldSlot) };
            assert_eq!(outcome, expected, "{slots} slots, {within} ms into the slot");
        }
    }
}

#[test]
fn a_decision_lives_five_minutes_to_the_millisecond() {
    let keys = key_set();
    let ends = NOW.plus(LIFE);
    for (at, expected) in [
        (Moment(ends.0 - 1), Ok(Colour::Green)),
        (ends, Err(PassError::Expired)),
        (Moment(ends.0 + 1), Err(PassError::Expired)),
    ] {
        assert_eq!(pass(at).check(&keys, VENUE, at).map(|decision| decision.colour), expected, "{at:?}");
    }
}

#[test]
fn a_decision_of_a_later_moment_than_two_sure_clocks_allow_is_not_judged() {
    let keys = key_set();
    for (behind, expected) in [(0, None), (15_000, None), (15_001, Some(PassError::NotYet))] {
        let at = Moment(NOW.0 - behind);
        assert_eq!(pass(at).check(&keys, VENUE, at).err(), expected, "{behind} ms");
    }
}

#[test]
fn an_expired_key_set_verifies_nothing() {
    let expires = NOW.plus(Duration::from_secs(60));
    let keys = KeySet { expires, ..key_set() };
    let last = Moment(expires.0 - 1);
    assert!(pass(last).check(&keys, VENUE, last).is_ok());
    assert_eq!(pass(expires).check(&keys, VENUE, expires), Err(PassError::UnknownKey));
    let ended = KeySet { expires: NOW, ..key_set() };
    assert_eq!(pass(NOW).check(&ended, VENUE, NOW), Err(PassError::UnknownKey));
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

fn bytes_of(text: &str) -> Vec<u8> {
    data_encoding::BASE32_NOPAD.decode(&text.as_bytes()[PREFIX.len()..]).unwrap()
}

#[test]
fn every_flipped_bit_is_refused_by_name() {
    let keys = key_set();
    let bytes = bytes_of(&pass(NOW).to_string());
    let mut named = [0, 0];
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let text = format!("{PREFIX}{}", data_encoding::BASE32_NOPAD.encode(&changed));
        let outcome = Pass::parse(&text).and_then(|pass| pass.check(&keys, VENUE, NOW));
        // The key's name is the one place where a change is another key, not a broken signature.
        let is_name = (8..40).contains(&bit);
        assert_eq!(outcome, Err(if is_name { PassError::UnknownKey } else { PassError::Forged }), "bit {bit}");
        named[usize::from(is_name)] += 1;
    }
    assert_eq!(named, [8 * 214 - 32, 32]);
}

#[test]
fn every_other_character_at_every_place_is_refused() {
    let keys = key_set();
    let text = pass(NOW).to_string();
    for at in 0..text.len() {
        for other in (0..128_u8).map(char::from).filter(|other| !text[at..].starts_with(other.to_ascii_uppercase())) {
            let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            assert!(Pass::parse(&changed).and_then(|pass| pass.check(&keys, VENUE, NOW)).is_err(), "{other:?} at {at}");
        }
        assert_eq!(Pass::parse(&text[..at]), Err(PassError::Forged), "cut at {at}");
    }
    assert_eq!(Pass::parse(&format!("{text}A")), Err(PassError::Forged));
    assert!(Pass::parse(&text.to_lowercase()).is_ok(), "cameras differ in case alone");
}

#[test]
fn the_places_of_version_1_are_frozen() {
    let bytes = bytes_of(&pass(NOW).to_string());
    assert_eq!(bytes.len(), 214);
    let mut table = String::new();
    let mut from = 0;
    for (name, length) in [
        ("version", 1),
        ("key", 4),
        ("venue", 16),
        ("entrance", 1),
        ("colour", 1),
        ("flags", 1),
        ("signed at, ms", 6),
        ("visit key", 32),
        ("list", 4),
        ("commitment", 16),
        ("service's signature", 64),
        ("slot", 4),
        ("visit key's signature", 64),
    ] {
        table += &format!("{from:>3} {name}: {}\n", data_encoding::HEXLOWER.encode(&bytes[from..from + length]));
        from += length;
    }
    assert_eq!(from, bytes.len());
    insta::assert_snapshot!(table);
}

proptest! {
    #[test]
    fn over_all_clocks_a_pass_fits_only_within_its_life_and_its_slots(shown in -400_000_i64..400_000, checked in -400_000_i64..400_000) {
        let (shown, checked) = (Moment(NOW.0 + shown), Moment(NOW.0 + checked));
        let outcome = pass(shown).check(&key_set(), VENUE, checked).map(|_| ());
        let slots = i64::from(checked.slot(SLOT)) - i64::from(shown.slot(SLOT));
        let life = checked.0 - NOW.0;
        let expected = match (life, slots) {
            (300_000.., _) => Err(PassError::Expired),
            (..=-15_001, _) => Err(PassError::NotYet),
            (_, -1..=1) => Ok(()),
            _ => Err(PassError::OldSlot),
        };
        prop_assert_eq!(outcome, expected);
    }
}

#[test]
fn the_commitment_hides_and_binds_the_reason() {
    let visit = VisitId([3; 16]);
    let bound = commit(visit, &DoorSeed([9; 16]), Some(Why::TooFar));
    assert_ne!(bound, commit(visit, &DoorSeed([9; 16]), Some(Why::Isolation)));
    assert_ne!(bound, commit(visit, &DoorSeed([8; 16]), Some(Why::TooFar)));
    assert_ne!(bound, commit(VisitId([4; 16]), &DoorSeed([9; 16]), Some(Why::TooFar)));
}
