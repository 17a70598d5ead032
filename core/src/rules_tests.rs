//! Golden tables of version 1 and the laws that every version keeps.

use proptest::prelude::*;

use super::*;
use crate::moment::DAY;

/// 2026-11-22T12:00:00Z, a Sunday.
const NOW: Moment = Moment(1_795_348_800_000);

fn fact(kind: FactKind, before: Duration) -> Fact {
    Fact { kind, at: NOW.minus(before) }
}

fn door(kind: VenueKind) -> Door {
    Door { kind, region: Region::ALMATY, place: Place::parse(43.238_949, 76.889_709).unwrap() }
}

/// A place that many metres north of the door.
fn home(metres: f64) -> Option<Place> {
    Place::parse(43.238_949 + metres / 111_195.08, 76.889_709).ok()
}

#[test]
fn the_status_is_the_highest_of_the_facts_in_force() {
    use FactKind::{Contact, PcrNegative, PcrPositive, Recovered, Vaccinated};
    let rules = Rules::version_1();
    let hours = |n| HOUR * n;
    let table: &[(&[Fact], Colour, Option<FactKind>)] = &[
        (&[], Colour::Blue, None),
        (&[fact(Vaccinated, hours(1))], Colour::Blue, None),
        (&[fact(PcrNegative, hours(1))], Colour::Green, Some(PcrNegative)),
        (&[fact(PcrPositive, hours(1))], Colour::Red, Some(PcrPositive)),
        (&[fact(Contact, hours(1))], Colour::Yellow, Some(Contact)),
        (&[fact(Contact, hours(1)), fact(PcrNegative, hours(1))], Colour::Yellow, Some(Contact)),
        (&[fact(PcrNegative, hours(1)), fact(PcrPositive, hours(50))], Colour::Red, Some(PcrPositive)),
        (&[fact(PcrPositive, hours(50)), fact(Recovered, hours(2))], Colour::Blue, None),
        (&[fact(PcrPositive, hours(2)), fact(Recovered, hours(2))], Colour::Blue, None),
        (&[fact(PcrPositive, hours(1)), fact(Recovered, hours(2))], Colour::Red, Some(PcrPositive)),
        (
            &[fact(Contact, hours(9)), fact(Recovered, hours(2)), fact(PcrNegative, hours(3))],
            Colour::Green,
            Some(PcrNegative),
        ),
        (&[Fact { kind: PcrPositive, at: NOW.plus(HOUR) }], Colour::Blue, None),
        (&[fact(PcrPositive, hours(50)), Fact { kind: Recovered, at: NOW.plus(HOUR) }], Colour::Red, Some(PcrPositive)),
    ];
    for (facts, colour, reason) in table {
        assert_eq!(rules.status(facts, NOW), Status { colour: *colour, reason: *reason }, "{facts:?}");
    }
}

#[test]
fn each_fact_lapses_at_its_stated_millisecond() {
    let rules = Rules::version_1();
    let ms = Duration::from_millis(1);
    for (kind, period, colour) in [
        (FactKind::PcrNegative, HOUR * 72, Colour::Green),
        (FactKind::PcrPositive, DAY * 14, Colour::Red),
        (FactKind::Contact, DAY * 14, Colour::Yellow),
    ] {
        assert_eq!(rules.status(&[fact(kind, period.saturating_sub(ms))], NOW).colour, colour, "{kind:?}");
        assert_eq!(rules.status(&[fact(kind, period)], NOW).colour, Colour::Blue, "{kind:?}");
    }
}

#[test]
fn the_timetable_says_when_green_turns_blue() {
    let facts = [fact(FactKind::PcrNegative, HOUR * 62)];
    let changes = Rules::version_1().timetable(&facts, NOW, DAY);
    let green = Status { colour: Colour::Green, reason: Some(FactKind::PcrNegative) };
    let blue = Status { colour: Colour::Blue, reason: None };
    assert_eq!(changes, [Change { from: NOW, status: green }, Change { from: NOW.plus(HOUR * 10), status: blue }]);
    assert_eq!(
        Rules::version_1().timetable(&facts, NOW, HOUR * 10).len(),
        1,
        "a change at the horizon's end is outside"
    );
}

#[test]
fn decisions_of_version_1_stand_in_a_golden_table() {
    let rules = Rules::version_1();
    let mut table = String::new();
    for kind in VenueKind::ALL {
        for colour in Colour::ALL {
            for (what, isolation) in [("no place", None), ("499 m", home(499.0)), ("501 m", home(501.0))] {
                if isolation.is_some() && colour != Colour::Yellow {
                    continue;
                }
                let decision = rules.decide(colour, &door(kind), isolation, NOW);
                table += &format!("{kind:?} {colour:?} {what}: {decision:?}\n");
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_rules_of_other_months_can_be_said_as_data() {
    let weekend_green_only = r#"{"version":2,"source":"test","facts":[
        {"fact":"pcr_positive","hours":336,"colour":"red"},{"fact":"contact","hours":336},
        {"fact":"pcr_negative","hours":168,"colour":"green"},
        {"fact":"recovered","hours":336,"ends":["pcr_positive"]},{"fact":"vaccinated","hours":8760,"colour":"green"}],
        "entry":[{"colour":"red","refuse":"isolation"},{"colour":"yellow"},{"colour":"green"},
        {"colour":"blue","kinds":["shopping_centre"],"weekdays":[6,7],"refuse":"rules_of_today"},
        {"colour":"blue","kinds":["hotel"],"regions":[75],"refuse":"test_needed"},{"colour":"blue"}],
        "dwell_limits":[{"kinds":["cinema"],"hours":5},{"hours":12}]}"#;
    let rules: Rules = serde_json::from_str(weekend_green_only).unwrap();
    assert_eq!(rules.status(&[fact(FactKind::Contact, HOUR)], NOW).colour, Colour::Blue, "yellow is abolished");
    assert_eq!(rules.status(&[fact(FactKind::Vaccinated, DAY * 300)], NOW).colour, Colour::Green);
    let at_the_mall = |at| rules.decide(Colour::Blue, &door(VenueKind::ShoppingCentre), None, at);
    assert_eq!(at_the_mall(NOW), Decision::Refused(Why::RulesOfToday));
    assert_eq!(at_the_mall(NOW.plus(DAY)), Decision::Admitted);
    let hotel = |kato| Door { region: Region::new(kato).unwrap(), ..door(VenueKind::Hotel) };
    assert_eq!(rules.decide(Colour::Blue, &hotel(75), None, NOW), Decision::Refused(Why::TestNeeded));
    assert_eq!(rules.decide(Colour::Blue, &hotel(71), None, NOW), Decision::Admitted);
    assert_eq!(rules.dwell_limit(VenueKind::Cinema), HOUR * 5);
    assert_eq!(rules.dwell_limit(VenueKind::Grocery), HOUR * 12);
}

#[test]
fn what_does_not_decide_for_everybody_is_no_rule_set() {
    let good = include_str!("../data/rules-1.json");
    for (from, to, part) in [
        (r#"{ "colour": "blue" }"#, r#"{ "colour": "blue", "kinds": ["hotel"] }"#, "every Blue person"),
        (r#""hours": 72"#, r#""hours": 0"#, "PcrNegative facts"),
        (r#"{ "fact": "vaccinated", "hours": 8760 }"#, r#"{ "fact": "contact", "hours": 1 }"#, "Contact facts"),
        (r#"{ "colour": "green" },"#, r#"{ "colour": "green", "weekdays": [8] }, { "colour": "green" },"#, "weekday"),
        (r#"[{ "hours": 12 }]"#, "[]", "dwell limit"),
        (r#""version": 1"#, r#""version": 1, "colour": "red""#, "unknown field"),
    ] {
        assert!(good.contains(from), "{from}");
        let error = serde_json::from_str::<Rules>(&good.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn what_is_open_is_said_by_the_same_rows_that_decide() {
    let rules = Rules::version_1();
    let opening = |colour, kind| rules.opening(colour, kind, Region::ALMATY, NOW);
    assert_eq!(opening(Colour::Green, VenueKind::Airport), Opening::Open);
    assert_eq!(opening(Colour::Blue, VenueKind::Airport), Opening::Closed(Why::TestNeeded));
    assert_eq!(opening(Colour::Yellow, VenueKind::Pharmacy), Opening::Within(500));
    assert_eq!(opening(Colour::Red, VenueKind::Pharmacy), Opening::Closed(Why::Isolation));
}

fn any_fact() -> impl Strategy<Value = Fact> {
    (0..FactKind::ALL.len(), 0_i64..40 * 24 * 3_600_000)
        .prop_map(|(kind, before)| Fact { kind: FactKind::ALL[kind], at: Moment(NOW.0 - before) })
}

proptest! {
    #[test]
    fn the_order_in_which_facts_arrive_changes_nothing(mut facts in prop::collection::vec(any_fact(), 0..8)) {
        let status = Rules::version_1().status(&facts, NOW);
        facts.reverse();
        prop_assert_eq!(Rules::version_1().status(&facts, NOW), status);
    }

    #[test]
    fn the_timetable_agrees_with_the_status_at_every_moment(facts in prop::collection::vec(any_fact(), 0..6), minutes in 0_u32..24 * 60) {
        let rules = Rules::version_1();
        let changes = rules.timetable(&facts, NOW, DAY);
        let at = NOW.plus(Duration::from_secs(60) * minutes);
        let said = changes.iter().rfind(|change| change.from <= at).unwrap().status;
        prop_assert_eq!(said, rules.status(&facts, at));
    }

    #[test]
    fn an_opening_never_promises_what_the_decision_refuses(colour in 0_usize..4, kind in 0_usize..14, metres in 0.0_f64..1000.0) {
        let (rules, colour, kind) = (Rules::version_1(), Colour::ALL[colour], VenueKind::ALL[kind]);
        let decision = rules.decide(colour, &door(kind), home(metres), NOW);
        match rules.opening(colour, kind, Region::ALMATY, NOW) {
            Opening::Open => prop_assert!(decision.is_admitted()),
            Opening::Within(limit) => prop_assert_eq!(decision.is_admitted(), home(metres).unwrap().distance_m(door(kind).place) <= f64::from(limit)),
            Opening::Closed(why) => prop_assert_eq!(decision.why(), Some(why)),
        }
    }
}
