//! Staff: roles and shifts, entries and exits by IIN, and what a venue never learns.

mod closed;
mod entries;
mod keeping;
mod limits;
mod roles;
mod timing;
mod worlds;

use ashyq_core::{
    id::{Entrance, VenueId, VisitId},
    keys::{Document, KeySet, Signed},
    moment::Moment,
    place::Place,
    wire::{
        path,
        staff::{
            Noted, OpenShift, RoleAnswer, RoleId, Roles, Shift, ShiftId, StaffDecision, StaffEntry, StaffExit,
            path as staff_path,
        },
    },
};
use ashyq_server::{
    api::{
        staff::naming::{NameStaff, RemoveStaff, StaffShown, VenueStaff},
        venues::VenueShown,
    },
    clock::Clock as _,
    key_holder::KeyHolder,
};

use crate::common::*;

/// A person of staff with an open shift.
pub struct Staff {
    pub device: Device,
    pub number: String,
    pub role: RoleId,
    pub shift: ShiftId,
}

pub async fn name(world: &World, venue: VenueId, number: &str) -> Reply {
    let path = format!("/v1/business/venues/{venue}/staff");
    world.as_owner(venue, "POST", &path, &NameStaff { phone: number.into() }).await
}

pub async fn listed(world: &World, venue: VenueId) -> Reply {
    world.as_owner(venue, "GET", &format!("/v1/business/venues/{venue}/staff"), &()).await
}

pub async fn staff_of(world: &World, venue: VenueId) -> VenueStaff {
    listed(world, venue).await.ok().json()
}

pub async fn remove(world: &World, venue: VenueId, role: RoleId) -> Reply {
    let path = format!("/v1/business/venues/{venue}/staff/remove");
    world.as_owner(venue, "POST", &path, &RemoveStaff { role }).await
}

pub async fn roles(world: &World, device: &mut Device) -> Roles {
    device.get(world, staff_path::ROLES).await.ok().json()
}

pub async fn answer_role(world: &World, device: &mut Device, role: RoleId, accept: bool) -> Reply {
    let path = staff_path::ROLE.replace("{role}", &role.to_string());
    device.post(world, &path, &RoleAnswer { accept }).await
}

pub async fn open_shift(world: &World, device: &mut Device, role: RoleId, shift: ShiftId) -> Reply {
    device.post(world, staff_path::SHIFTS, &OpenShift { role, shift }).await
}

/// Names a number, accepts the role on a new device and opens a shift.
pub async fn on_duty(world: &World, venue: &VenueShown, number: &str) -> Staff {
    let mut device = world.device();
    device.log_in(world, number).await;
    on_duty_with(world, venue, device, number).await
}

/// The same on a device that is logged in already.
pub async fn on_duty_with(world: &World, venue: &VenueShown, mut device: Device, number: &str) -> Staff {
    let named: StaffShown = name(world, venue.venue, number).await.ok().json();
    answer_role(world, &mut device, named.role, true).await.ok();
    let shift = ashyq_core::bytes::Bytes(world.random());
    open_shift(world, &mut device, named.role, shift).await.ok();
    Staff { device, number: number.into(), role: named.role, shift }
}

impl Staff {
    pub fn entry(&self, iin: &str) -> StaffEntry {
        StaffEntry { shift: self.shift, entrance: Entrance::FIRST, iin: iin.into() }
    }

    pub async fn put(&mut self, world: &World, visit: VisitId, entry: &StaffEntry) -> Reply {
        self.device.put(world, &entry_path(visit), entry).await
    }

    /// Registers a new entry.
    pub async fn enter(&mut self, world: &World, iin: &str) -> (VisitId, Reply) {
        let visit = VisitId(world.random());
        (visit, self.put(world, visit, &self.entry(iin)).await)
    }

    pub async fn leave(&mut self, world: &World, iin: &str) -> Reply {
        let exit = StaffExit { shift: self.shift, iin: iin.into() };
        self.device.post(world, staff_path::EXITS, &exit).await
    }

    pub async fn close(&mut self, world: &World) -> Reply {
        let path = staff_path::CLOSE_SHIFT.replace("{shift}", &self.shift.to_string());
        self.device.post(world, &path, &()).await
    }

    pub async fn open(&mut self, world: &World) -> Reply {
        open_shift(world, &mut self.device, self.role, self.shift).await
    }

    /// Time passes, and the session is begun anew.
    pub async fn later(&mut self, world: &World, time: std::time::Duration) {
        world.clock.pass(time);
        let number = self.number.clone();
        self.device.log_in(world, &number).await;
    }
}

pub fn entry_path(visit: VisitId) -> String {
    staff_path::ENTRY.replace("{visit}", &visit.to_string())
}

/// What a signed answer says, its signature checked.
pub async fn opened<T: Document>(world: &World, reply: &Reply) -> T {
    let root = KeyHolder::ephemeral(&[7; 32]).root_public();
    let keys = world.get(path::KEYS).await.ok().json::<Signed<KeySet>>().open_as_root(root).unwrap();
    reply.json::<Signed<T>>().open(&keys, world.clock.now()).unwrap()
}

pub async fn decision(world: &World, reply: &Reply) -> StaffDecision {
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    opened(world, reply).await
}

pub async fn shift_of(world: &World, reply: &Reply) -> Shift {
    opened(world, reply).await
}

/// A signed answer's document as JSON.
pub fn document(signed: &serde_json::Value) -> serde_json::Value {
    let document = signed["document"].as_str().unwrap_or_else(|| panic!("{signed}"));
    serde_json::from_slice(&data_encoding::BASE64URL_NOPAD.decode(document.as_bytes()).unwrap()).unwrap()
}

pub fn noted(reply: &Reply) {
    assert_eq!(reply.json::<Noted>(), Noted { noted: true });
}

/// A place that far north of every venue.
pub fn home(metres: u32) -> Place {
    Place::parse(43.238_949 + f64::from(metres) / 111_195.08, 76.889_709).unwrap()
}

pub fn now(world: &World) -> Moment {
    world.clock.now()
}

/// A number with a connection of its own.
pub fn count(world: &World, sql: &str) -> i64 {
    let connection = rusqlite::Connection::open(world.folder.path().join("ashyq.db")).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}
