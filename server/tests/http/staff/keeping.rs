//! What staff's look-ups leave behind, how long, and what is never there at all.

use std::time::Duration;

use ashyq_core::{
    moment::{DAY, HOUR},
    wire::*,
};

use super::*;

const NUMBER: &str = "+77051234567";
const VISITOR: &str = "+77757654321";
const MS: Duration = Duration::from_millis(1);

#[tokio::test]
async fn entries_by_staff_and_their_traces_leave_when_their_time_is_over() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    on_duty(&world, &grocery, NUMBER).await.enter(&world, &iin(1)).await.1.ok();
    let kept = || {
        ["visit", "look_up", "venue_look_ups", "looked_up", "person_alias", "shift"]
            .map(|table| count(&world, &format!("select count(*) from {table}")))
    };
    assert_eq!(kept(), [1, 1, 1, 1, 1, 1]);
    let mut passed = Duration::ZERO;
    for (after, expected) in [
        (HOUR - MS, [1, 1, 1, 1, 1, 1]),
        (HOUR, [1, 0, 1, 1, 1, 1]),
        (DAY, [1, 0, 0, 1, 1, 1]),
        (DAY * 14, [1, 0, 0, 1, 1, 1]),
        (DAY * 14 + MS, [0, 0, 0, 1, 1, 1]),
        // A shift's row is kept 14 days from its end, a pseudonym as long as the key of its day.
        (DAY * 15 - MS, [0, 0, 0, 1, 1, 1]),
        (DAY * 15, [0, 0, 0, 1, 1, 0]),
        (DAY * 16, [0, 0, 0, 0, 1, 0]),
        (DAY * 366 - MS, [0, 0, 0, 0, 1, 0]),
        (DAY * 366, [0, 0, 0, 0, 0, 0]),
    ] {
        world.clock.pass(after - passed);
        passed = after;
        world.service.sweep().await.unwrap();
        assert_eq!(kept(), expected, "after {after:?}");
    }
    assert_eq!(count(&world, "select count(*) from day_key"), 0);
    assert_eq!(count(&world, "select count(*) from audit where action = 'look_up'"), 0);
}

#[tokio::test]
async fn delete_my_data_ends_roles_and_shifts_and_the_way_from_the_audit_to_the_person() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    name(&world, cafe.venue, NUMBER).await.ok();
    let mut visitor = world.visitor(VISITOR, &iin(1)).await;
    staff.enter(&world, &iin(1)).await.1.ok();
    staff.enter(&world, &iin(2)).await.1.ok();
    // Whoever only claims an IIN cannot make the audit forget its owner.
    let mut claimant = world.device();
    claimant.log_in(&world, "+77052222222").await;
    claimant.bind(&world, &iin(1)).await;
    claimant.post(&world, path::DELETE_MY_DATA, &()).await.ok();
    assert_eq!(count(&world, "select count(*) from person_alias"), 2);
    visitor.device.post(&world, path::DELETE_MY_DATA, &()).await.ok();
    assert_eq!(count(&world, "select count(*) from person_alias"), 1);
    staff.device.post(&world, path::DELETE_MY_DATA, &()).await.ok();
    for empty in ["shift", "phone_role", "staff_role where phone_hash is not null or ended_at is null"] {
        assert_eq!(count(&world, &format!("select count(*) from {empty}")), 0, "{empty}");
    }
    // The rows of the audit and the pseudonymous visits stay to their date.
    assert_eq!(count(&world, "select count(*) from audit where action = 'look_up'"), 2);
    assert_eq!(count(&world, "select count(*) from visit where by_staff = 1"), 2);
    staff.device.log_in(&world, NUMBER).await;
    assert!(roles(&world, &mut staff.device).await.roles.is_empty());
    assert_eq!(staff.enter(&world, &iin(1)).await.1.problem(), ProblemCode::NotFound);
}

#[tokio::test]
async fn logging_out_ends_the_shift_and_the_role_stays() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    staff.device.post(&world, path::LOG_OUT, &LogOutRequest { everywhere: false }).await.ok();
    // Another account on the same phone finds nothing of it.
    let mut other = staff.device.clone();
    other.log_in(&world, VISITOR).await;
    assert!(roles(&world, &mut other).await.roles.is_empty());
    let mut stranger = Staff { number: VISITOR.into(), device: other, ..staff };
    assert_eq!(stranger.enter(&world, &iin(1)).await.1.problem(), ProblemCode::NotFound);
    stranger.device.post(&world, path::LOG_OUT, &LogOutRequest { everywhere: false }).await.ok();
    world.clock.pass(Duration::from_mins(1));
    stranger.device.log_in(&world, NUMBER).await;
    let back = roles(&world, &mut stranger.device).await.roles;
    assert_eq!((back.len(), back[0].accepted, back[0].shift.is_none()), (1, true, true));
}

#[tokio::test]
async fn no_iin_and_no_phone_number_of_staff_is_in_the_database_files() {
    let world = World::new();
    let mut source = world.source().await;
    let grocery = world.venue("47.11", "Дүкен").await;
    let unused = "+77479876543";
    name(&world, grocery.venue, unused).await.ok();
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let people = ["900101300017", "123456789013"];
    let place = ashyq_core::place::Place::parse(43.123_456, 76.654_321).unwrap();
    let contact = ashyq_server::api::facts::Known::Contact { ordered_at: START, isolation_place: place };
    world.fact(&mut source, "c", 1, people[0], contact).await;
    let mut answers = Vec::new();
    for iin in people.into_iter().chain(["900101300018"]) {
        answers.push(staff.enter(&world, iin).await.1);
        answers.push(staff.leave(&world, iin).await);
    }
    answers.push(listed(&world, grocery.venue).await);
    answers.push(staff.device.get(&world, staff_path::ROLES).await);
    let mut texts: Vec<Vec<u8>> = answers.iter().map(|reply| reply.body.clone()).collect();
    for reply in &answers {
        let json: serde_json::Value = reply.json();
        texts.extend(json.get("document").map(|_| document(&json).to_string().into_bytes()));
    }
    for file in std::fs::read_dir(world.folder.path()).unwrap() {
        texts.push(std::fs::read(file.unwrap().path()).unwrap());
    }
    assert!(texts.iter().map(Vec::len).sum::<usize>() > 100_000);
    // A venue's own number stands where it was given: a business is no person.
    let secrets =
        [people[0], "900101300018", &NUMBER[1..], &unused[1..], "43123456", "76654321", &NUMBER[4..], &unused[4..]];
    for secret in secrets {
        let reversed: Vec<u8> = secret.bytes().rev().collect();
        let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let hex = data_encoding::HEXLOWER.encode(secret.as_bytes());
        for form in [secret.as_bytes(), &reversed, &wide, hex.as_bytes()] {
            assert!(!texts.iter().any(|text| text.windows(form.len()).any(|window| window == form)));
        }
    }
}
