//! Staff in the test week: the practice IINs are people, and nobody real is looked up.

use ashyq_core::{
    bytes::Bytes,
    id::{Entrance, VenueId, VisitId},
    keys::Signed,
    practice::PracticePerson,
    status::Colour,
    wire::{
        ProblemCode,
        staff::{Noted, OpenShift, RoleAnswer, Roles, ShiftId, StaffDecision, StaffEntry, StaffExit, path},
    },
};
use ashyq_server::{
    api::{staff::naming::NameStaff, venues::VenueShown},
    practice::NewPractice,
};

use crate::common::*;

const NUMBER: &str = "+77051234567";
const REAL: &str = "900101300017";

/// Somebody at a door, with an open shift.
struct Staff {
    device: Device,
    shift: ShiftId,
}

async fn choose(world: &World, venue: VenueId, chosen: PracticePerson) {
    world.operator("PUT", &format!("/v1/operator/venues/{venue}/practice"), &NewPractice { chosen }).await.ok();
}

async fn in_test(world: &World) -> (VenueShown, Staff) {
    let venue = world.test_venue("47.11", "Дүкен").await;
    let new = NameStaff { phone: NUMBER.into() };
    world.as_owner(venue.venue, "POST", &format!("/v1/business/venues/{}/staff", venue.venue), &new).await.ok();
    let mut device = world.device();
    device.log_in(world, NUMBER).await;
    let roles: Roles = device.get(world, path::ROLES).await.ok().json();
    let role = roles.roles[0].role;
    let accept = path::ROLE.replace("{role}", &role.to_string());
    device.post(world, &accept, &RoleAnswer { accept: true }).await.ok();
    let shift = Bytes([7; 16]);
    device.post(world, path::SHIFTS, &OpenShift { role, shift }).await.ok();
    (venue, Staff { device, shift })
}

impl Staff {
    async fn enter(&mut self, world: &World, visit: u8, iin: &str) -> Reply {
        // Practice is limited as look-ups are.
        world.clock.pass(std::time::Duration::from_mins(1));
        let entry = StaffEntry { shift: self.shift, entrance: Entrance::FIRST, iin: iin.into() };
        let path = path::ENTRY.replace("{visit}", &VisitId([visit; 16]).to_string());
        self.device.put(world, &path, &entry).await
    }

    async fn leave(&mut self, world: &World, iin: &str) {
        let exit = StaffExit { shift: self.shift, iin: iin.into() };
        let noted: Noted = self.device.post(world, path::EXITS, &exit).await.ok().json();
        assert!(noted.noted);
    }
}

fn said(reply: Reply) -> StaffDecision {
    let signed: serde_json::Value = reply.ok().json();
    let document = data_encoding::BASE64URL_NOPAD.decode(signed["document"].as_str().unwrap().as_bytes()).unwrap();
    let _: Signed<StaffDecision> = serde_json::from_value(signed).unwrap();
    serde_json::from_slice(&document).unwrap()
}

fn database(world: &World) -> rusqlite::Connection {
    rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap()
}

fn count(world: &World, sql: &str) -> i64 {
    database(world).query_row(sql, [], |row| row.get(0)).unwrap()
}

const OPEN: &str = "select count(*) from visit where mark = 4 and by_staff = 1 and entry = 1 and exit_at is null";

#[tokio::test]
async fn staff_practise_entry_and_exit_and_look_nobody_up() {
    let world = World::new();
    let (venue, mut staff) = in_test(&world).await;
    // Whoever looked up a real person would find the table away.
    database(&world).execute_batch("alter table fact rename to fact_that_is_away").unwrap();
    for person in PracticePerson::ALL {
        let admitted = !matches!(person, PracticePerson::YellowFar | PracticePerson::Red);
        let shown = said(staff.enter(&world, person.number(), person.iin()).await);
        assert_eq!((shown.test, shown.colour, shown.admitted), (true, person.colour(), admitted));
    }
    assert_eq!(count(&world, OPEN), 3);
    for person in PracticePerson::ALL {
        staff.leave(&world, person.iin()).await;
    }
    assert_eq!(count(&world, OPEN), 0);
    let items = "select group_concat(item, ' ') from (select item from checklist order by item)";
    let noted: String = database(&world).query_row(items, [], |row| row.get(0)).unwrap();
    for item in ["entry", "exit", "refused_red"] {
        assert!(noted.contains(item), "{noted}");
    }

    // A real number is answered with the chosen person.
    for (number, person) in (10..).zip([PracticePerson::Red, PracticePerson::Blue]) {
        choose(&world, venue.venue, person).await;
        let shown = said(staff.enter(&world, number, REAL).await);
        assert_eq!((shown.test, shown.colour), (true, person.colour()));
        let again = said(staff.enter(&world, number, REAL).await);
        assert_eq!(shown, again);
    }
    assert_eq!(count(&world, OPEN), 1);
    staff.leave(&world, REAL).await;
    assert_eq!(count(&world, OPEN), 0);
    for nothing in [
        "select count(*) from audit where action = 'look_up'",
        "select count(*) from looked_up",
        "select count(*) from person_alias",
        "select count(*) from contact_venue",
        "select count(*) from inside",
        "select count(*) from visit where mark is null",
    ] {
        assert_eq!(count(&world, nothing), 0, "{nothing}");
    }
    world.goes_live(venue.venue).await;
    assert_eq!(staff.enter(&world, 20, REAL).await.problem(), ProblemCode::Fault, "a live venue looks people up");
}

#[tokio::test]
async fn after_the_test_week_practice_iins_are_refused_and_what_was_practice_stays_and_ends() {
    let world = World::new();
    let (venue, mut staff) = in_test(&world).await;
    let green = PracticePerson::Green.iin();
    let practice = staff.enter(&world, 1, green).await.ok();
    staff.enter(&world, 2, REAL).await.ok();
    world.goes_live(venue.venue).await;
    assert_eq!(staff.enter(&world, 1, green).await.ok().body, practice.body, "the same decision, and still TEST");
    for (number, person) in (10..).zip(PracticePerson::ALL) {
        assert_eq!(staff.enter(&world, number, person.iin()).await.problem(), ProblemCode::IinOfPractice);
    }
    assert_eq!(count(&world, "select count(*) from look_up"), 2, "of the test week: a refused number is none");
    let real = said(staff.enter(&world, 3, REAL).await);
    assert_eq!((real.test, real.colour), (false, Colour::Blue));
    // An exit ends the real entry and not the practice before it.
    staff.leave(&world, REAL).await;
    assert_eq!(count(&world, "select count(*) from inside"), 0);
    assert_eq!(count(&world, OPEN), 2);
    staff.leave(&world, green).await;
    assert_eq!(count(&world, OPEN), 1);
    world.decide(venue.venue, SUSPEND).await.ok();
    assert_eq!(staff.enter(&world, 4, REAL).await.problem(), ProblemCode::VenueSuspended);
}
