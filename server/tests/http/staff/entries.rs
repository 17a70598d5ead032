//! Entries and exits by IIN: what staff learn, what is recorded, and that repeating changes nothing.

use std::time::Duration;

use ashyq_core::{
    id::{Entrance, VisitId},
    moment::{DAY, HOUR},
    status::Colour,
    visit::Learnt,
    wire::*,
};
use ashyq_server::api::facts::Known;

use super::*;

const NUMBER: &str = "+77051234567";
const OTHER: &str = "+77059999999";
const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn staff_learn_a_colour_and_whether_to_let_somebody_in() {
    let world = World::new();
    let mut source = world.source().await;
    let (grocery, sanatorium) = (world.venue("47.11", "Дүкен").await, world.venue("86.90", "Шипажай").await);
    let contact = |metres| Known::Contact { ordered_at: START, isolation_place: home(metres) };
    world.fact(&mut source, "a", 1, &iin(1), Known::PcrNegative { sampled_at: START }).await;
    world.fact(&mut source, "b", 1, &iin(2), Known::PcrPositive { sampled_at: START }).await;
    world.fact(&mut source, "c", 1, &iin(3), contact(400)).await;
    world.fact(&mut source, "d", 1, &iin(4), contact(600)).await;
    let mut at_grocery = on_duty(&world, &grocery, NUMBER).await;
    let mut at_sanatorium = on_duty(&world, &sanatorium, OTHER).await;
    for (person, colour, in_grocery, in_sanatorium) in [
        (1, Colour::Green, true, true),
        (2, Colour::Red, false, false),
        (3, Colour::Yellow, true, false),
        (4, Colour::Yellow, false, false),
        (5, Colour::Blue, true, false),
    ] {
        for (staff, admitted) in [(&mut at_grocery, in_grocery), (&mut at_sanatorium, in_sanatorium)] {
            let (visit, reply) = staff.enter(&world, &iin(person)).await;
            let said = decision(&world, &reply).await;
            assert_eq!((said.colour, said.admitted, said.test), (colour, admitted, false), "{person}");
            assert_eq!((said.visit, said.shift, said.time), (visit, staff.shift, START));
        }
    }
    assert_eq!(count(&world, "select count(*) from visit where by_staff = 1"), 10);
    assert_eq!(count(&world, "select count(*) from visit where by_staff = 1 and entry = 3 and why is null"), 6);
    assert_eq!(count(&world, "select count(*) from visit where seed is not null"), 0);
    assert_eq!(count(&world, "select count(*) from audit where action = 'look_up'"), 10);
    assert_eq!(count(&world, "select count(distinct subject) from audit where action = 'look_up'"), 5);
    assert_eq!(count(&world, "select count(distinct who) from audit where action = 'look_up'"), 2);
}

#[tokio::test]
async fn the_same_entry_gets_the_same_bytes_and_another_one_a_conflict() {
    let world = World::new();
    let mut source = world.source().await;
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let (visit, first) = staff.enter(&world, &iin(1)).await;
    let entry = staff.entry(&iin(1));
    let same = async |world: &World, staff: &mut Staff| {
        assert_eq!(staff.put(world, visit, &entry).await.ok().body, first.body);
    };
    world.clock.pass(SECOND * 3);
    same(&world, &mut staff).await;
    let conflict = async |staff: &mut Staff, visit, iin: &str, entrance| {
        let other = staff_entry(staff, iin, entrance);
        assert_eq!(staff.put(&world, visit, &other).await.problem(), ProblemCode::VisitConflict);
    };
    conflict(&mut staff, visit, &iin(2), 1).await;
    conflict(&mut staff, visit, &iin(1), 2).await;
    // The name of somebody's visit by phone, and of a colleague's entry.
    let mut visitor = world.visitor("+77050000000", &iin(3)).await;
    let (by_phone, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    conflict(&mut staff, by_phone, &iin(3), 1).await;
    let mut colleague = on_duty(&world, &grocery, OTHER).await;
    conflict(&mut colleague, visit, &iin(1), 1).await;
    let stolen = visitor.entry(&world, &grocery, true);
    assert_eq!(visitor.put_entry(&world, visit, &stolen).await.problem(), ProblemCode::VisitConflict);
    // What stands does not depend on what came since: a fact, a mode, a closed shift, midnight, a restart.
    world.fact(&mut source, "a", 1, &iin(1), Known::PcrPositive { sampled_at: START }).await;
    same(&world, &mut staff).await;
    staff.close(&world).await.ok();
    world.decide(grocery.venue, SUSPEND).await.ok();
    same(&world, &mut staff).await;
    let world = world.restart();
    staff.later(&world, DAY).await;
    same(&world, &mut staff).await;
    assert_eq!(count(&world, "select count(*) from visit where by_staff = 1"), 1);
    assert_eq!(count(&world, "select count(*) from audit where action = 'look_up'"), 1);
    assert_eq!(count(&world, "select count(*) from look_up"), 1);
    // The bare id outlives the visit.
    staff.later(&world, DAY * 12).await;
    world.clock.pass(DAY);
    world.service.sweep().await.unwrap();
    staff.later(&world, SECOND).await;
    assert_eq!(staff.put(&world, visit, &entry).await.problem(), ProblemCode::VisitTooOld);
}

fn staff_entry(staff: &Staff, iin: &str, entrance: u8) -> StaffEntry {
    StaffEntry { entrance: Entrance::new(entrance).unwrap(), ..staff.entry(iin) }
}

#[tokio::test]
async fn the_check_digit_comes_first_and_nothing_wrong_is_repeated() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let wrong = ["900101300018", "9001013", "", "90010130001x", "٩٠٠١٠١٣٠٠٠١٧"];
    for iin in wrong {
        for reply in [staff.enter(&world, iin).await.1, staff.leave(&world, iin).await] {
            let body = String::from_utf8(reply.body.clone()).unwrap();
            assert_eq!(
                (reply.problem(), reply.json::<Problem>().field.as_deref()),
                (ProblemCode::IinInvalid, Some("iin"))
            );
            assert!(iin.is_empty() || !body.contains(iin), "{body}");
        }
    }
    let beyond = staff_entry(&staff, &iin(1), 2);
    assert_eq!(staff.put(&world, VisitId([1; 16]), &beyond).await.problem(), ProblemCode::FieldInvalid);
    let reply = staff.device.put(&world, "/v1/staff/entries/x", &staff.entry(&iin(1))).await;
    assert_eq!(reply.problem(), ProblemCode::FieldInvalid);
    let mut more = serde_json::to_value(staff.entry(&iin(1))).unwrap();
    more["phone"] = NUMBER.into();
    let reply = staff.device.put(&world, &entry_path(VisitId([1; 16])), &more).await;
    assert_eq!(reply.problem(), ProblemCode::FieldInvalid);
    for table in ["visit", "look_up", "person_alias", "looked_up"] {
        assert_eq!(count(&world, &format!("select count(*) from {table}")), 0, "{table}");
    }
}

#[tokio::test]
async fn whoever_enters_has_left_elsewhere_by_phone_or_by_staff() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut visitor = world.visitor("+77050000000", &iin(1)).await;
    let mut staff = on_duty(&world, &cafe, NUMBER).await;
    let next = Learnt::ALL.iter().position(|learnt| *learnt == Learnt::NextEntry).unwrap();
    let ended = |by_staff| {
        let sql = format!("select count(*) from visit where by_staff = {by_staff} and exit_learnt = {next}");
        count(&world, &sql)
    };
    visitor.enter(&world, &grocery).await.1.ok();
    world.clock.pass(SECOND);
    staff.enter(&world, &iin(1)).await.1.ok();
    assert_eq!((ended(0), ended(1), count(&world, "select count(*) from inside")), (1, 0, 1));
    world.clock.pass(SECOND);
    visitor.enter(&world, &grocery).await.1.ok();
    assert_eq!((ended(0), ended(1), count(&world, "select count(*) from inside")), (1, 1, 1));
    // Distinct people are counted by the same pseudonym, whoever typed.
    assert_eq!(count(&world, "select count(distinct person_day) from visit"), 1);
    // Across midnight, and a refused person goes nowhere.
    staff.later(&world, HOUR * 8).await;
    staff.enter(&world, &iin(1)).await.1.ok();
    assert_eq!((ended(0), count(&world, "select count(*) from inside")), (2, 1));
    staff.later(&world, HOUR * 12).await;
    assert_eq!(world.service.sweep().await.unwrap().ended, 1);
}

#[tokio::test]
async fn an_exit_ends_entries_by_staff_of_this_venue_only_and_says_the_same_to_all() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut visitor = world.visitor("+77050000000", &iin(1)).await;
    let mut at_grocery = on_duty(&world, &grocery, NUMBER).await;
    let mut at_cafe = on_duty(&world, &cafe, OTHER).await;
    let (by_phone, reply) = visitor.enter(&world, &grocery).await;
    reply.ok();
    let (by_staff, reply) = at_grocery.enter(&world, &iin(2)).await;
    reply.ok();
    let inside = || count(&world, "select count(*) from inside");
    let mut answers = Vec::new();
    // By phone; nobody at all; inside another venue.
    for (at_the_cafe, person) in [(false, 1), (false, 3), (true, 2)] {
        let staff = if at_the_cafe { &mut at_cafe } else { &mut at_grocery };
        answers.push(staff.leave(&world, &iin(person)).await);
        assert_eq!(inside(), 2);
    }
    // Staff's phone is not the visitor's: it reports no exit of its own of what was typed there.
    let poster = grocery.posters[0].number;
    let exit = ExitRequest { poster, left_at: now(&world), learnt: Learnt::Button };
    let reply = at_grocery.device.put(&world, &format!("{}/exit", visit_path(by_staff)), &exit).await;
    assert_eq!(reply.problem(), ProblemCode::VisitUnknown);
    world.clock.pass(SECOND * 9);
    answers.push(at_grocery.leave(&world, &iin(2)).await);
    assert_eq!(inside(), 1);
    world.clock.pass(SECOND);
    answers.push(at_grocery.leave(&world, &iin(2)).await);
    for reply in &answers {
        noted(reply);
        assert_eq!((reply.status, &reply.body, reply.headers.len()), (200, &answers[0].body, answers[0].headers.len()));
    }
    // Of two that were said, the earlier counts.
    let staff_said = Learnt::ALL.iter().position(|learnt| *learnt == Learnt::Staff).unwrap();
    let exits = format!("select exit_at from visit where by_staff = 1 and exit_learnt = {staff_said}");
    assert_eq!(count(&world, &exits), START.plus(SECOND * 9).0);
    visitor.leave(&world, by_phone, poster, Learnt::Scanned).await.ok();
    // What is said beats the dwell limit, the next day too.
    at_grocery.later(&world, HOUR * 6).await;
    at_grocery.enter(&world, &iin(4)).await.1.ok();
    at_grocery.later(&world, HOUR * 12).await;
    assert_eq!(world.service.sweep().await.unwrap().ended, 1);
    noted(&at_grocery.leave(&world, &iin(4)).await);
    let newest = format!("select max(exit_at) from visit where exit_learnt = {staff_said}");
    assert_eq!(count(&world, &newest), now(&world).0);
}

#[tokio::test]
async fn an_unknown_person_cannot_be_told_from_one_who_is_known_and_blue() {
    let world = World::new();
    let mut source = world.source().await;
    let grocery = world.venue("47.11", "Дүкен").await;
    // Registered; vaccinated and recovered; a fact withdrawn; a place that has been looked up before.
    world.visitor("+77050000000", &iin(1)).await;
    world.fact(&mut source, "v", 1, &iin(2), Known::Vaccinated { at: START, product: "x".into() }).await;
    world.fact(&mut source, "r", 1, &iin(2), Known::Recovered { at: START }).await;
    world.fact(&mut source, "p", 1, &iin(3), Known::PcrPositive { sampled_at: START }).await;
    world.fact(&mut source, "p", 2, &iin(3), Known::Withdrawn).await;
    let cafe = world.venue("56.10", "Кафе").await;
    on_duty(&world, &cafe, OTHER).await.enter(&world, &iin(4)).await.1.ok();
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let mut shown = Vec::new();
    for person in 1..=9 {
        if person % 5 == 0 {
            world.clock.pass(SECOND * 5);
        }
        let began = now(&world);
        let (visit, reply) = staff.enter(&world, &iin(person)).await;
        let mut headers = reply.headers.clone();
        headers.remove("dpop-nonce");
        let said = document(&reply.json()).to_string();
        let masked = said.replace(&visit.to_string(), "visit").replace(&began.0.to_string(), "now");
        shown.push((reply.status, format!("{headers:?}"), reply.body.len(), masked));
    }
    assert!(shown.windows(2).all(|pair| pair[0] == pair[1]), "{shown:#?}");
}

#[tokio::test]
async fn whoever_is_looked_up_is_told_the_day_and_nothing_else() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let mut at_cafe = on_duty(&world, &cafe, OTHER).await;
    let notices = async |device: &mut Device| device.get(&world, path::NOTICES).await.ok().json::<Notices>().notices;
    // Before the IIN was bound: whoever binds a stranger's learns nothing of the past.
    staff.enter(&world, &iin(1)).await.1.ok();
    world.clock.pass(SECOND);
    let mut visitor = world.visitor("+77050000000", &iin(1)).await;
    let mut stranger = world.visitor("+77051111111", &iin(2)).await;
    assert!(notices(&mut visitor.device).await.is_empty());
    world.clock.pass(HOUR / 2);
    for staff in [&mut staff, &mut at_cafe] {
        staff.enter(&world, &iin(1)).await.1.ok();
    }
    let told = notices(&mut visitor.device).await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].kind, told[0].at, told[0].until), (NoticeKind::LookedUp, Moment::of_day(START.day()), None));
    assert_eq!(notices(&mut visitor.device).await, told);
    assert!(notices(&mut stranger.device).await.is_empty());
    // An SMS would ring in front of staff: the one that was sent is the log-in code.
    assert_eq!(world.sms.to(&ashyq_core::phone::Phone::parse("+77050000000").unwrap()).len(), 1);
    // A claimant who waits is not told either.
    let mut claimant = world.device();
    claimant.log_in(&world, "+77052222222").await;
    assert!(matches!(claimant.bind(&world, &iin(1)).await, Binding::Waiting { .. }));
    assert!(notices(&mut claimant).await.iter().all(|notice| notice.kind != NoticeKind::LookedUp));
    staff.later(&world, HOUR * 23).await;
    staff.shift = ashyq_core::bytes::Bytes(world.random());
    staff.open(&world).await.ok();
    staff.enter(&world, &iin(1)).await.1.ok();
    visitor.device.log_in(&world, "+77050000000").await;
    let days = |notices: &[Notice]| notices.iter().filter(|one| one.kind == NoticeKind::LookedUp).count();
    assert_eq!(days(&notices(&mut visitor.device).await), 2);
    world.clock.pass(DAY * 16);
    world.service.sweep().await.unwrap();
    visitor.device.log_in(&world, "+77050000000").await;
    assert_eq!(days(&notices(&mut visitor.device).await), 0);
    assert_eq!(count(&world, "select count(*) from looked_up"), 0);
}
