//! Roles, shifts and entries by IIN against a service in memory, and every await a safe place to die.

use std::time::Duration;

use super::{
    fake::{GOOD, OTHER, ROLE, World, polled, run},
    *,
};
use crate::{
    check::DoorAnswer,
    client::{
        Start,
        ports::{Journal as _, JournalError, RowKind},
    },
    id::Entrance,
    moment::{DAY, HOUR},
    status::Colour,
    words::Language,
};

/// A member of staff whose shift is open.
fn at_work() -> (World, Staff) {
    let world = World::new();
    let staff = world.session().staff();
    let role = run(staff.roles()).unwrap().roles.remove(0);
    run(staff.open_shift(&role)).unwrap();
    (world, staff)
}

fn word<T: std::fmt::Debug>(outcome: Result<T, ClientError>) -> Word {
    outcome.unwrap_err().refusal().word
}

#[test]
fn a_role_is_accepted_and_a_shift_outlives_the_app() {
    let world = World::new();
    world.service.known().accepted = false;
    let staff = world.session().staff();
    let role = run(staff.roles()).unwrap().roles.remove(0);
    assert!(!role.accepted);
    run(staff.accept(role.role)).unwrap();
    assert!(world.service.known().accepted);
    assert_eq!(staff.shift(), None);
    let opened = run(staff.open_shift(&role)).unwrap();
    assert_eq!((opened.name.as_str(), opened.entrances.number()), ("Дүкен Алма", 2));
    assert_eq!(opened.until, opened.opened_at.plus(DAY));
    drop(staff);
    let again = world.session().staff();
    assert_eq!(again.shift(), Some(opened.clone()));
    assert_eq!(run(again.open_shift(&role)).unwrap(), opened, "the one that is open stays");
    run(again.decline(role.role)).unwrap();
    assert_eq!(again.shift(), None, "whoever gives up the role has no shift");
}

#[test]
fn a_shift_lives_24_hours() {
    let (world, staff) = at_work();
    world.pass(HOUR * 19);
    run(staff.roles()).unwrap();
    world.pass((HOUR * 5).checked_sub(Duration::from_millis(1)).unwrap());
    assert!(staff.shift().is_some());
    world.pass(Duration::from_millis(1));
    assert_eq!(staff.shift(), None);
    let role = run(staff.roles()).unwrap().roles.remove(0);
    assert_eq!(run(staff.open_shift(&role)).unwrap().opened_at, world.now());
}

#[test]
fn opening_again_after_a_lost_answer_opens_no_second_shift() {
    let world = World::new();
    let staff = world.session().staff();
    let role = run(staff.roles()).unwrap().roles.remove(0);
    world.service.known().lose_answers = 1;
    assert_eq!(word(run(staff.open_shift(&role))), Word::NoNetwork);
    assert_eq!(staff.shift(), None);
    drop(staff);
    world.pass(HOUR);
    let staff = world.session().staff();
    let opened = run(staff.open_shift(&role)).unwrap();
    assert_eq!(opened.opened_at, world.now().minus(HOUR), "it is the first one");
    assert_eq!(world.service.known().shifts.len(), 1);
}

#[test]
fn a_shift_whose_answer_was_lost_for_a_day_is_opened_anew() {
    let world = World::new();
    let staff = world.session().staff();
    let role = run(staff.roles()).unwrap().roles.remove(0);
    world.service.known().lose_answers = 1;
    run(staff.open_shift(&role)).unwrap_err();
    world.pass(DAY);
    assert_eq!(run(staff.open_shift(&role)).unwrap().opened_at, world.now());
}

#[test]
fn a_shift_closed_without_network_is_over_here_and_told_later() {
    let (world, staff) = at_work();
    world.service.known().down = true;
    assert_eq!(run(staff.close_shift()), Ok(false));
    assert_eq!(staff.shift(), None);
    assert_eq!(world.service.known().shifts.len(), 1);
    world.service.known().down = false;
    let roles = run(world.session().staff().roles()).unwrap();
    assert!(world.service.known().shifts.is_empty() && roles.roles[0].shift.is_none());
    assert_eq!(staff.shift(), None);
    assert_eq!(word(run(world.session().staff().close_shift())), Word::ShiftNotOpen);
}

#[test]
fn the_list_of_roles_ends_a_shift_that_the_service_has_closed_and_finds_one_that_was_lost() {
    let (world, staff) = at_work();
    let kept = std::mem::take(&mut world.service.known().shifts);
    run(staff.roles()).unwrap();
    assert_eq!(staff.shift(), None);
    world.service.known().shifts = kept;
    run(staff.roles()).unwrap();
    assert!(staff.shift().is_some());
}

#[test]
fn a_shift_signed_for_another_phone_is_not_believed() {
    let world = World::new();
    let staff = world.session().staff();
    let role = run(staff.roles()).unwrap().roles.remove(0);
    world.service.known().other_device = true;
    assert_eq!(word(run(staff.open_shift(&role))), Word::NotOurService);
    assert_eq!(staff.shift(), None);
}

#[test]
fn after_a_restart_of_the_phone_the_next_contact_tells_the_time() {
    let (world, staff) = at_work();
    world.phone.clock.restart();
    world.phone.clock.set_wall(crate::moment::Moment(0));
    let session = world.session();
    assert!(!session.device.now().certain);
    let role = run(session.staff().roles()).unwrap().roles.remove(0);
    assert_eq!((session.device.now().at, session.device.now().certain), (world.now(), true));
    world.phone.clock.restart();
    let held = run(session.staff().open_shift(&role)).unwrap();
    assert_eq!(Some(held), staff.shift());
    assert!(session.device.now().certain);
    assert_eq!(world.service.known().shifts.len(), 1);
}

#[test]
fn an_iin_typed_twice_is_compared_before_anything_is_asked() {
    let (world, staff) = at_work();
    let asked = world.service.known().asked;
    let table = [
        ("90010130001", GOOD, Word::IinNotTwelveDigits),
        ("900101300018", "900101300018", Word::IinCheckDigit),
        (GOOD, OTHER, Word::IinNotTheSameTwice),
        (GOOD, "", Word::IinNotTheSameTwice),
    ];
    for (first, second, expected) in table {
        assert_eq!(word(staff.entry(Entrance::FIRST, first, second).map(|_| ())), expected);
        assert_eq!(word(staff.exit(first, second).map(|_| ())), expected);
    }
    assert_eq!(world.service.known().asked, asked);
    run(staff.close_shift()).unwrap();
    assert_eq!(word(staff.entry(Entrance::FIRST, GOOD, GOOD).map(|_| ())), Word::ShiftNotOpen);
}

#[test]
fn an_entry_asked_again_after_a_lost_answer_is_the_same_entry_and_moves_no_clock() {
    let (world, staff) = at_work();
    world.service.known().answer = DoorAnswer { colour: Colour::Red, admitted: false, test: false };
    let entry = staff.entry(Entrance::FIRST, GOOD, "900101 300017").unwrap();
    world.service.known().lose_answers = 1;
    assert_eq!(word(run(entry.ask())), Word::NoNetwork);
    let first = world.now();
    world.pass(Duration::from_secs(90));
    let screen = run(entry.ask()).unwrap();
    assert_eq!(run(entry.ask()).unwrap(), screen);
    assert_eq!((screen.at, screen.answer.colour, screen.answer.admitted), (first, Colour::Red, false));
    assert_eq!(world.service.known().entries.len(), 1);
    assert_eq!(staff.device.now().at, world.now());
    let another = staff.entry(Entrance::FIRST, GOOD, GOOD).unwrap();
    run(another.ask()).unwrap();
    assert_eq!(world.service.known().entries.len(), 2, "another entry is another");
}

#[test]
fn nothing_of_an_entry_or_an_exit_by_iin_is_journalled() {
    let (world, staff) = at_work();
    let writes = world.phone.journal.writes();
    let rows = || [RowKind::Held, RowKind::Open, RowKind::Past].map(|kind| world.phone.journal.load(kind).unwrap());
    let before = rows();
    world.phone.journal.fail(Some(JournalError::Full));
    run(staff.entry(Entrance::FIRST, GOOD, GOOD).unwrap().ask()).unwrap();
    run(staff.exit(GOOD, GOOD).unwrap().report()).unwrap();
    assert_eq!((world.phone.journal.writes(), rows()), (writes, before));
    assert_eq!(world.service.known().exits, 1);
}

#[test]
fn a_refusal_of_the_service_says_what_to_do() {
    let (world, staff) = at_work();
    let entry = staff.entry(Entrance::FIRST, GOOD, GOOD).unwrap();
    for (code, expected) in [
        (ProblemCode::RateLimited, Word::RateLimited),
        (ProblemCode::Overloaded, Word::ServiceBusy),
        (ProblemCode::NotAllowed, Word::NotAllowed),
    ] {
        world.service.known().refuses = Some(code);
        assert_eq!(word(run(entry.ask())), expected);
        assert!(staff.shift().is_some(), "{code:?}");
    }
    world.service.known().refuses = Some(ProblemCode::NotFound);
    assert_eq!(word(run(staff.accept(ROLE))), Word::RoleGone);
    for code in [ProblemCode::NotFound, ProblemCode::ShiftNotOpen] {
        let (world, staff) = at_work();
        let entry = staff.entry(Entrance::FIRST, GOOD, GOOD).unwrap();
        world.service.known().refuses = Some(code);
        assert_eq!(word(run(entry.ask())), Word::ShiftNotOpen);
        assert_eq!(staff.shift(), None, "{code:?}: it is over here, too");
    }
}

#[test]
fn a_limit_refuses_and_a_busy_service_is_asked_again() {
    let (world, staff) = at_work();
    let entry = staff.entry(Entrance::FIRST, GOOD, GOOD).unwrap();
    world.service.known().refuses = Some(ProblemCode::RateLimited);
    assert!(matches!(run(entry.ask()), Err(ClientError::Refused(_))));
    world.service.known().refuses = Some(ProblemCode::Overloaded);
    assert!(matches!(run(entry.ask()), Err(ClientError::Unreachable(_))));
}

#[test]
fn a_shift_never_outlasts_the_session_it_was_opened_in() {
    let (world, staff) = at_work();
    world.service.known().refuses = Some(ProblemCode::SessionEnded);
    assert_eq!(run(staff.roles()).map(|_| ()), Err(ClientError::LoggedOut));
    assert_eq!(staff.shift(), None);
    assert!(matches!(world.start(), Start::LogIn(_)));

    // Also where the app died between the tokens and the shift.
    let (world, _) = at_work();
    tokens_gone(&world);
    let Start::LogIn(log_in) = world.start() else { panic!("nobody is logged in") };
    assert_eq!(log_in.device.state().held.staff.shift, None);
    let (world, staff) = at_work();
    run(Session { device: staff.device.clone() }.log_out(false)).unwrap();
    assert_eq!(staff.shift(), None);
    assert!(world.service.known().shifts.is_empty(), "logging out closes it");
    assert!(world.phone.journal.load(RowKind::Held).unwrap().iter().all(|row| !(8..=11).contains(&row.id[0])));
}

fn tokens_gone(world: &World) {
    crate::client::tokens::delete(&*world.phone.vault).unwrap();
}

/// Tells a story again and again, dropping the named step after 0, 1, 2, … polls; then it is done once more, to its end,
/// by an app that was started anew, and the service holds everything once.
#[allow(clippy::needless_pass_by_value, reason = "a closure is written in place")]
fn drop_at_every_poll(name: &str, act: impl AsyncFn(&Staff, &StaffRole) -> Result<(), ClientError>) {
    for times in 0..200 {
        let world = World::new();
        let staff = world.session().staff();
        let role = run(staff.roles()).unwrap().roles.remove(0);
        let ended = polled(act(&staff, &role), times).is_some();
        drop(staff);
        let staff = world.session().staff();
        run(act(&staff, &role)).unwrap_or_else(|error| panic!("{name} after {times} polls: {error}"));
        assert!(world.service.known().shifts.len() <= 1, "{name} after {times} polls");
        if ended {
            return;
        }
    }
    panic!("{name} does not end");
}

#[test]
fn every_await_of_staff_is_a_safe_place_to_die() {
    drop_at_every_poll("roles", async |staff, _| staff.roles().await.map(|_| ()));
    drop_at_every_poll("accept", async |staff, role| staff.accept(role.role).await);
    drop_at_every_poll("decline", async |staff, role| staff.decline(role.role).await);
    drop_at_every_poll("open", async |staff, role| staff.open_shift(role).await.map(|_| ()));
    drop_at_every_poll("open and close", async |staff, role| {
        staff.open_shift(role).await?;
        staff.close_shift().await.map(|_| ())
    });
    drop_at_every_poll("exit", async |staff, role| {
        staff.open_shift(role).await?;
        staff.exit(GOOD, GOOD)?.report().await
    });
}

#[test]
fn an_entry_dropped_anywhere_and_asked_again_is_recorded_once() {
    for times in 0..200 {
        let (world, staff) = at_work();
        let entry = staff.entry(Entrance::FIRST, GOOD, GOOD).unwrap();
        let ended = polled(entry.ask(), times).is_some();
        run(entry.ask()).unwrap();
        assert_eq!(world.service.known().entries.len(), 1, "after {times} polls");
        if ended {
            return;
        }
    }
    panic!("it does not end");
}

#[test]
fn what_staff_read_is_there_in_three_languages() {
    let (_, staff) = at_work();
    let screen = run(staff.entry(Entrance::FIRST, GOOD, GOOD).unwrap().ask()).unwrap();
    for language in Language::ALL {
        assert!(screen.answer.spoken(language).ends_with('.'));
        assert!(screen.answer.say_by_iin().say(language).contains(':'));
    }
}
