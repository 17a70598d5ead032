use proptest::prelude::*;

use super::*;
use crate::{
    id::VenueId,
    keys::tests::NOW,
    not_live::NotLiveVenue,
    pass::{VisitKey, commit},
};

const VENUE: VenueId = VenueId([0x22; 16]);

fn decision(seed: u8, list: u32) -> PassDecision {
    PassDecision {
        venue: VENUE,
        entrance: Entrance::FIRST,
        colour: Colour::Blue,
        admitted: false,
        test: true,
        signed_at: NOW,
        visit_key: VisitKey::derive(&[seed; 32]).public(),
        list,
        commitment: commit(crate::id::VisitId([3; 16]), &crate::door_code::DoorSeed([9; 16]), None),
    }
}

fn millis(number: u64) -> Moment {
    NOW.plus(Duration::from_millis(number))
}

#[test]
fn a_pass_shown_twice_within_a_minute_gets_the_first_answer_with_its_time() {
    let mut seen = SeenPasses::default();
    let decision = decision(5, 1);
    let first = Checked::of(&decision, NOW);
    assert_eq!(seen.note(&decision, NOW), None);
    for later in [0, 1, 20_000, 59_999] {
        assert_eq!(seen.note(&decision, millis(later)), Some(first), "{later} ms");
    }
    assert_eq!(seen.note(&decision, millis(60_000)), None, "after a minute it counts as new");
    assert_eq!(seen.note(&decision, millis(60_001)), Some(Checked { checked_at: millis(60_000), ..first }));
}

#[test]
fn another_visit_key_is_another_pass() {
    let mut seen = SeenPasses::default();
    assert_eq!(seen.note(&decision(5, 1), NOW), None);
    assert_eq!(seen.note(&decision(6, 1), NOW), None);
}

#[test]
fn a_clock_that_was_set_back_by_a_minute_accuses_nobody() {
    let mut seen = SeenPasses::default();
    assert_eq!(seen.note(&decision(5, 1), millis(60_000)), None);
    assert!(seen.note(&decision(5, 1), millis(1)).is_some());
    assert_eq!(seen.note(&decision(5, 1), NOW), None);
}

#[test]
fn what_a_checker_has_seen_outlives_the_app_as_a_frozen_form() {
    let mut seen = SeenPasses::default();
    seen.note(&decision(5, 1), NOW);
    let json = serde_json::to_string_pretty(&seen).unwrap();
    assert_eq!(serde_json::from_str::<SeenPasses>(&json).unwrap(), seen);
    insta::assert_snapshot!(json);
}

#[test]
fn a_closed_venue_rules_a_decision_out_unless_the_decision_knows_a_newer_list() {
    let list = |mode| NotLive { number: 7, venues: vec![NotLiveVenue { venue: VENUE, mode }], posters: Vec::new() };
    for (mode, expected) in
        [(Mode::Suspended, Some(Mode::Suspended)), (Mode::Revoked, Some(Mode::Revoked)), (Mode::Test, None)]
    {
        for number in [6, 7] {
            assert_eq!(list(mode).rules_out(&decision(5, number)), expected, "{mode:?} {number}");
        }
        assert_eq!(list(mode).rules_out(&decision(5, 8)), None, "{mode:?}");
    }
    assert_eq!(NotLive::default().rules_out(&decision(5, 0)), None);
}

#[test]
fn a_practice_decision_lets_nobody_into_a_live_venue_nor_a_real_one_into_a_test_week() {
    for (test, mode, known, other) in [
        (false, None, true, false),
        (true, None, true, true),
        (false, Some(Mode::Test), true, true),
        (true, Some(Mode::Test), true, false),
        (true, Some(Mode::Suspended), true, true),
        // The decision was signed under a list of which this checker has not heard.
        (false, Some(Mode::Test), false, false),
        (true, None, false, false),
    ] {
        let venues = mode.map(|mode| NotLiveVenue { venue: VENUE, mode }).into_iter().collect();
        let list = NotLive { number: 7, venues, posters: Vec::new() };
        let decision = PassDecision { test, ..decision(5, if known { 7 } else { 8 }) };
        assert_eq!(list.is_of_another_mode(&decision), other, "{test} {mode:?} {known}");
    }
}

#[test]
fn staff_hear_the_test_the_status_and_the_decision_and_never_why() {
    let mut table = String::new();
    for test in [false, true] {
        for admitted in [true, false] {
            for colour in Colour::ALL {
                let answer = DoorAnswer { colour, admitted, test };
                for language in Language::ALL {
                    table += &format!("{} {}\n", language.code(), answer.spoken(language));
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}

proptest! {
    #[test]
    fn whatever_the_clock_does_the_same_answer_comes_only_within_a_minute(steps in prop::collection::vec((-120_000_i64..120_000, 0_u8..3), 1..60)) {
        let mut seen = SeenPasses::default();
        let mut at = NOW;
        for (step, seed) in steps {
            at = Moment(at.0 + step);
            let decision = decision(seed, 1);
            if let Some(first) = seen.note(&decision, at) {
                prop_assert!((first.checked_at.0 - at.0).abs() < 60_000);
            } else {
                prop_assert_eq!(seen.note(&decision, at), Some(Checked::of(&decision, at)));
            }
        }
    }
}
