//! Roles: named by number, accepted in the app, over. Shifts: one on a device, for a day.

use std::time::Duration;

use ashyq_core::{bytes::Bytes, moment::DAY, wire::*};
use ashyq_server::api::staff::naming::{StaffShown, StaffState};

use super::*;

const NUMBER: &str = "+77051234567";
const OTHER: &str = "+77059999999";
const MS: Duration = Duration::from_millis(1);

#[tokio::test]
async fn a_role_appears_in_the_app_of_its_number_and_starts_when_it_is_accepted() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    // Named before the number has an account.
    let named: StaffShown = name(&world, grocery.venue, "8 705 123 45 67").await.ok().json();
    assert_eq!((named.number, named.ending.as_str(), named.state), (1, "67", StaffState::Named));
    let mut device = world.device();
    device.log_in(&world, NUMBER).await;
    let offered = roles(&world, &mut device).await.roles;
    assert_eq!((offered.len(), offered[0].role, offered[0].accepted), (1, named.role, false));
    assert_eq!((offered[0].name.as_str(), offered[0].venue), ("Дүкен", grocery.venue));
    let shift = Bytes([1; 16]);
    assert_eq!(open_shift(&world, &mut device, named.role, shift).await.problem(), ProblemCode::RoleNotAccepted);
    answer_role(&world, &mut device, named.role, true).await.ok();
    answer_role(&world, &mut device, named.role, true).await.ok();
    assert_eq!(staff_of(&world, grocery.venue).await.staff[0].state, StaffState::Accepted);
    let opened = shift_of(&world, &open_shift(&world, &mut device, named.role, shift).await.ok()).await;
    assert_eq!((opened.shift, opened.role, opened.venue), (shift, named.role, grocery.venue));
    assert_eq!((opened.opened_at, opened.until), (START, START.plus(DAY)));
    let shown = roles(&world, &mut device).await.roles.remove(0);
    assert!(shown.accepted && shown.shift.is_some());
    assert_eq!(staff_of(&world, grocery.venue).await.staff[0].last_shift, Some(START));
    assert_eq!(
        count(&world, "select count(*) from audit where action in ('name_staff', 'accept_role', 'open_shift')"),
        3
    );
}

#[tokio::test]
async fn naming_answers_the_same_for_every_number() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    // An account with an IIN, one that is staff elsewhere, a number that nobody ever used.
    world.visitor("+77050000011", &iin(1)).await;
    on_duty(&world, &cafe, "+77050000111").await;
    let mut answers = Vec::new();
    for number in ["+77050000011", "+77050000111", "+77050001111"] {
        let reply = name(&world, grocery.venue, number).await.ok();
        let again = name(&world, grocery.venue, number).await.ok();
        assert_eq!(reply.body, again.body);
        let mut headers = reply.headers.clone();
        headers.remove("dpop-nonce");
        let StaffShown { ending, state, last_shift, .. } = reply.json();
        answers.push((reply.status, reply.body.len(), format!("{headers:?}"), ending, state, last_shift));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    let wrong = name(&world, grocery.venue, "+7 727 250 00 00").await;
    assert_eq!(wrong.problem(), ProblemCode::PhoneNotAMobile);
    assert_eq!(staff_of(&world, grocery.venue).await.staff.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2, 3]);
}

#[tokio::test]
async fn a_role_is_declined_given_up_or_removed_and_its_shift_is_over_with_it() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut device = world.device();
    device.log_in(&world, NUMBER).await;
    let named: StaffShown = name(&world, grocery.venue, NUMBER).await.ok().json();
    answer_role(&world, &mut device, named.role, false).await.ok();
    assert_eq!(answer_role(&world, &mut device, named.role, true).await.problem(), ProblemCode::NotFound);
    assert!(roles(&world, &mut device).await.roles.is_empty());
    for removed in [false, true] {
        let mut staff = on_duty_with(&world, &grocery, device, NUMBER).await;
        staff.enter(&world, &iin(1)).await.1.ok();
        if removed {
            remove(&world, grocery.venue, staff.role).await.ok();
            remove(&world, grocery.venue, staff.role).await.ok();
        } else {
            answer_role(&world, &mut staff.device, staff.role, false).await.ok();
        }
        assert_eq!(staff.enter(&world, &iin(1)).await.1.problem(), ProblemCode::ShiftNotOpen);
        assert_eq!(staff.leave(&world, &iin(1)).await.problem(), ProblemCode::ShiftNotOpen);
        assert_eq!(staff.open(&world).await.problem(), ProblemCode::NotFound);
        assert!(roles(&world, &mut staff.device).await.roles.is_empty());
        device = staff.device;
    }
    let states: Vec<_> = staff_of(&world, grocery.venue).await.staff.iter().map(|one| one.state).collect();
    assert_eq!(states, [StaffState::GivenUp, StaffState::GivenUp, StaffState::Removed]);
}

#[tokio::test]
async fn what_is_somebody_elses_is_not_told_from_what_is_not_there() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    let mut other = on_duty(&world, &cafe, OTHER).await;
    let nothing = Bytes([9; 16]);
    let mut refused = Vec::new();
    for (role, shift) in [(other.role, other.shift), (nothing, nothing)] {
        refused.push(answer_role(&world, &mut staff.device, role, true).await);
        refused.push(answer_role(&world, &mut staff.device, role, false).await);
        refused.push(open_shift(&world, &mut staff.device, role, Bytes(world.random())).await);
        let mut swapped = Staff { shift, number: NUMBER.into(), device: staff.device.clone(), ..staff };
        refused.push(swapped.enter(&world, &iin(1)).await.1);
        refused.push(swapped.leave(&world, &iin(1)).await);
        refused.push(swapped.close(&world).await);
        refused.push(remove(&world, grocery.venue, role).await);
    }
    let body = refused[0].body.clone();
    for reply in refused {
        assert_eq!((reply.problem(), reply.body), (ProblemCode::NotFound, body.clone()));
    }
    // Another business's venue, and one that is not there.
    for venue in [cafe.venue, VenueId([9; 16])] {
        let path = format!("/v1/business/venues/{venue}/staff");
        let named = NameStaff { phone: NUMBER.into() };
        let removed = RemoveStaff { role: other.role };
        for reply in [
            world.as_owner(grocery.venue, "GET", &path, &()).await,
            world.as_owner(grocery.venue, "POST", &path, &named).await,
            world.as_owner(grocery.venue, "POST", &format!("{path}/remove"), &removed).await,
        ] {
            assert_eq!((reply.problem(), reply.body), (ProblemCode::NotFound, body.clone()));
        }
    }
    // A visitor without any role gets no further.
    let mut visitor = world.visitor("+77050000000", &iin(2)).await;
    let mut stranger = Staff { number: String::new(), device: visitor.device.clone(), ..staff };
    assert_eq!(stranger.enter(&world, &iin(1)).await.1.problem(), ProblemCode::NotFound);
    assert!(roles(&world, &mut visitor.device).await.roles.is_empty());
    // The account's own shift on another of its devices: a new device waits for its place first.
    let mut second = world.device();
    second.log_in(&world, OTHER).await;
    assert_eq!(second.get(&world, staff_path::ROLES).await.problem(), ProblemCode::DeviceWaits);
    other.later(&world, DAY + MS).await;
    assert_eq!(other.device.get(&world, staff_path::ROLES).await.problem(), ProblemCode::DeviceWaits);
    second.log_in(&world, OTHER).await;
    let mut moved = Staff { device: second, ..other };
    assert_eq!(moved.enter(&world, &iin(1)).await.1.problem(), ProblemCode::NotFound);
    assert_eq!(staff_of(&world, cafe.venue).await.staff.len(), 1);
}

#[tokio::test]
async fn one_shift_is_open_on_a_device_and_lives_a_day() {
    let world = World::new();
    let (grocery, cafe) = (world.venue("47.11", "Дүкен").await, world.venue("56.10", "Кафе").await);
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    world.clock.pass(Duration::from_secs(9));
    let again = shift_of(&world, &staff.open(&world).await.ok()).await;
    assert_eq!((again.opened_at, again.until, again.time), (START, START.plus(DAY), now(&world)));
    let mut at_cafe = on_duty_with(&world, &cafe, staff.device.clone(), NUMBER).await;
    assert_eq!(staff.enter(&world, &iin(1)).await.1.problem(), ProblemCode::ShiftNotOpen);
    assert_eq!(staff.open(&world).await.problem(), ProblemCode::ShiftNotOpen);
    let swapped = open_shift(&world, &mut at_cafe.device, at_cafe.role, staff.shift).await;
    assert_eq!(swapped.problem(), ProblemCode::AlreadyThere);
    let open: Vec<_> = roles(&world, &mut at_cafe.device).await.roles.iter().map(|role| role.shift.is_some()).collect();
    assert_eq!(open, [true, false]);
    at_cafe.later(&world, DAY - MS).await;
    at_cafe.enter(&world, &iin(1)).await.1.ok();
    world.clock.pass(MS);
    assert_eq!(at_cafe.enter(&world, &iin(1)).await.1.problem(), ProblemCode::ShiftNotOpen);
    assert!(roles(&world, &mut at_cafe.device).await.roles.iter().all(|role| role.shift.is_none()));
    at_cafe.shift = Bytes(world.random());
    at_cafe.open(&world).await.ok();
    at_cafe.close(&world).await.ok();
    at_cafe.close(&world).await.ok();
    assert_eq!(at_cafe.leave(&world, &iin(1)).await.problem(), ProblemCode::ShiftNotOpen);
}

#[tokio::test]
async fn no_shift_opens_and_nobody_enters_where_the_venue_is_closed_to_everybody() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    for (decision, code) in [(SUSPEND, ProblemCode::VenueSuspended), (REVOKE, ProblemCode::VenueRevoked)] {
        world.decide(grocery.venue, decision).await.ok();
        assert_eq!(staff.enter(&world, &iin(1)).await.1.problem(), code);
        noted(&staff.leave(&world, &iin(1)).await);
        let opened = open_shift(&world, &mut staff.device, staff.role, Bytes(world.random())).await;
        assert_eq!(opened.problem(), code);
    }
    assert_eq!(count(&world, "select count(*) from look_up"), 0);
}

#[tokio::test]
async fn a_role_that_nobody_accepts_lapses_and_what_is_over_leaves_after_fourteen_days() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut staff = on_duty(&world, &grocery, NUMBER).await;
    name(&world, grocery.venue, OTHER).await.ok();
    world.clock.pass(DAY * 30 - MS);
    world.service.sweep().await.unwrap();
    assert_eq!(staff_of(&world, grocery.venue).await.staff[1].state, StaffState::Named);
    world.clock.pass(MS);
    world.service.sweep().await.unwrap();
    assert_eq!(staff_of(&world, grocery.venue).await.staff[1].state, StaffState::GivenUp);
    assert_eq!(count(&world, "select count(*) from phone_role"), 1);
    assert_eq!(count(&world, "select count(*) from shift"), 0);
    staff.later(&world, DAY * 14).await;
    world.service.sweep().await.unwrap();
    let left = staff_of(&world, grocery.venue).await.staff;
    assert_eq!((left.len(), left[0].role, left[0].state), (1, staff.role, StaffState::Accepted));
    // Named again, the number begins anew.
    let again: StaffShown = name(&world, grocery.venue, OTHER).await.ok().json();
    assert_eq!(again.state, StaffState::Named);
}

#[tokio::test]
async fn a_venue_names_two_hundred_people_and_no_more() {
    let world = World::new();
    let grocery = world.venue("47.11", "Дүкен").await;
    let mut last = Bytes([0; 16]);
    for person in 0..200 {
        last = name(&world, grocery.venue, &format!("+7705000{person:04}")).await.ok().json::<StaffShown>().role;
    }
    assert_eq!(name(&world, grocery.venue, OTHER).await.problem(), ProblemCode::FieldInvalid);
    remove(&world, grocery.venue, last).await.ok();
    name(&world, grocery.venue, OTHER).await.ok();
}
