use std::collections::BTreeMap;

use ashyq_core::moment::DAY;
use proptest::prelude::*;

use super::*;
use crate::application::checklist::Item;

const BEGAN: Moment = Moment(1_795_348_800_000);
const MS: Duration = Duration::from_millis(1);
const WHY: RefusalReason = RefusalReason::PlaceDiffers;
const HOW: SuspensionReason = SuspensionReason::ColoursIgnored;

const STATES: [State; 9] = [
    State::Submitted,
    State::Endorsed,
    State::Checked,
    State::Test(BEGAN),
    State::Live,
    State::Suspended(HOW),
    State::Revoked(HOW),
    State::Refused(WHY),
    State::Expired,
];
const MOVES: [Move; 9] = [
    Move::Endorse,
    Move::Check,
    Move::Refuse(WHY),
    Move::StartTest,
    Move::GoLive,
    Move::Suspend(HOW),
    Move::Resume,
    Move::Revoke(HOW),
    Move::Expire,
];
const ACTORS: [Actor; 4] = [Actor::Business, Actor::Association, Actor::Operator, Actor::Service];

fn complete() -> Checklist {
    Item::ALL.into_iter().fold(Checklist::default(), |checklist, item| checklist.with(item, BEGAN))
}

fn application(state: State, through_association: bool) -> Application {
    Application { state, through_association, checklist: complete() }
}

#[test]
fn every_state_answers_every_move_of_everybody() {
    let mut table = String::new();
    for through in [false, true] {
        for state in STATES {
            for step in MOVES {
                let mut cells: BTreeMap<String, Vec<String>> = BTreeMap::new();
                for by in ACTORS {
                    let answer = application(state, through).apply(&step, by, BEGAN.plus(TEST_WEEK));
                    let said = match answer {
                        Ok(next) if next == state => "stays".into(),
                        Ok(next) => format!("-> {next:?}"),
                        // What the table does not name is not possible.
                        Err(NotNow::NotYours | NotNow::NotFromHere) => continue,
                        Err(error) => format!("{error}"),
                    };
                    cells.entry(said).or_default().push(format!("{by:?}"));
                }
                for (said, who) in cells {
                    let way = if through { "association" } else { "direct" };
                    table += &format!("{way:11} {state:?} {:?} {}: {said}\n", step.step(), who.join("+"));
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_test_week_lasts_seven_days_to_the_millisecond() {
    let test = application(State::Test(BEGAN), false);
    let until = BEGAN.plus(DAY * 7);
    let live = |now| test.apply(&Move::GoLive, Actor::Business, now);
    assert_eq!(live(until.minus(MS)), Err(NotNow::TestWeekRuns { until }));
    assert_eq!(live(until), Ok(State::Live));
    assert_eq!(live(until.plus(MS)), Ok(State::Live));
    // A clock that is set back ends nothing early.
    assert_eq!(live(BEGAN.minus(DAY * 100)), Err(NotNow::TestWeekRuns { until }));
}

#[test]
fn a_test_ends_after_four_weeks_to_the_millisecond() {
    let test = application(State::Test(BEGAN), false);
    let end = BEGAN.plus(DAY * 28);
    assert_eq!(test.apply(&Move::GoLive, Actor::Business, end.minus(MS)), Ok(State::Live));
    assert_eq!(test.apply(&Move::GoLive, Actor::Business, end), Err(NotNow::TestOver));
    assert_eq!(test.apply(&Move::Expire, Actor::Service, end.minus(MS)), Err(NotNow::NotFromHere));
    assert_eq!(test.apply(&Move::Expire, Actor::Service, end), Ok(State::Expired));
    assert_eq!((test.phase(end.minus(MS)), test.phase(end)), (Phase::Ready, Phase::Expired));
}

#[test]
fn readiness_follows_from_the_checklist_item_by_item() {
    let after = BEGAN.plus(TEST_WEEK);
    for missing in Item::ALL {
        let tried = Item::ALL.into_iter().filter(|item| *item != missing);
        let checklist = tried.fold(Checklist::default(), |checklist, item| checklist.with(item, BEGAN));
        let test = Application { state: State::Test(BEGAN), through_association: false, checklist };
        assert_eq!(test.phase(after), Phase::Test, "{missing:?}");
        assert_eq!(test.apply(&Move::GoLive, Actor::Business, after), Err(NotNow::ChecklistOpen), "{missing:?}");
    }
    assert_eq!(application(State::Test(BEGAN), false).phase(BEGAN), Phase::Ready);
}

fn moves() -> impl Strategy<Value = (Move, Actor)> {
    (prop::sample::select(MOVES.to_vec()), prop::sample::select(ACTORS.to_vec()))
}

/// What a life must have gone through, as somebody keeps it who reads the record and not the program.
#[derive(Debug, Default)]
struct Record {
    endorsed: bool,
    checked: bool,
    test_began: Option<Moment>,
    tests: u32,
    live: bool,
    over: bool,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    /// Any order of moves by anybody, a clock that also goes backwards, and a checklist that fills at any time.
    #[test]
    fn whatever_is_asked_in_whatever_order_nobody_is_live_without_having_gone_the_way(
        through_association: bool,
        steps in prop::collection::vec((moves(), -3_i64..12, prop::option::of(0_usize..5)), 1..60),
    ) {
        let checklist = Checklist::default();
        let mut application = Application { state: State::Submitted, through_association, checklist };
        let (mut record, mut now) = (Record::default(), BEGAN);
        for ((step, by), days, tried) in steps {
            now = Moment(now.0 + days * 86_400_000);
            if let (State::Test(_), Some(item)) = (application.state, tried) {
                application.checklist = application.checklist.with(Item::ALL[item], now);
            }
            let before = application.state;
            let Ok(next) = application.apply(&step, by, now) else { continue };
            prop_assert!(step.is_for(by));
            // A repeated move changes nothing.
            application.state = next;
            prop_assert_eq!(application.apply(&step, by, now), Ok(next));
            if next == before {
                continue;
            }
            prop_assert!(!record.over, "{:?} after the end", step);
            match next {
                State::Submitted => prop_assert!(false, "nobody goes back to the beginning"),
                State::Endorsed => {
                    prop_assert!(through_association && by == Actor::Association);
                    record.endorsed = true;
                }
                State::Checked => {
                    prop_assert!(by == Actor::Operator && record.endorsed == through_association);
                    record.checked = true;
                }
                State::Test(began) => {
                    prop_assert!(record.checked && began == now && by == Actor::Business);
                    record.test_began = Some(began);
                    record.tests += 1;
                }
                State::Live if matches!(before, State::Suspended(_)) => {
                    prop_assert!(record.live && by == Actor::Operator);
                }
                State::Live => {
                    let began = record.test_began.expect("a test came before");
                    prop_assert!(now >= began.plus(TEST_WEEK) && now < began.plus(TEST_ENDS));
                    prop_assert!(application.checklist.is_complete() && by == Actor::Business);
                    record.live = true;
                }
                State::Suspended(_) => prop_assert!(record.live && by == Actor::Operator),
                State::Revoked(_) => {
                    prop_assert!(record.test_began.is_some() && by == Actor::Operator);
                    record.over = true;
                }
                State::Refused(_) => {
                    prop_assert!(record.test_began.is_none() && by != Actor::Business);
                    prop_assert!(by != Actor::Association || (through_association && !record.endorsed));
                    record.over = true;
                }
                State::Expired => {
                    prop_assert!(!record.live && by == Actor::Service);
                    prop_assert!(now >= record.test_began.expect("a test").plus(TEST_ENDS));
                    record.over = true;
                }
            }
        }
        prop_assert!(record.tests <= 1, "one test period a venue");
    }
}
