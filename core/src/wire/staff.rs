//! What a phone in a member of staff's hand and the service say to each other.
//!
//! Nothing about a person comes back but a colour and admitted or refused. An IIN is sent once and never answered.

use serde::{Deserialize, Serialize};

use super::Newest;
use crate::{
    bytes::Bytes,
    id::{Entrance, VenueId, VisitId},
    keys::{Document, Purpose, Signed},
    moment::Moment,
    status::Colour,
};

/// Paths of the staff's side. `{role}`, `{shift}` and `{visit}` stand for ids.
pub mod path {
    /// GET: the roles of this account.
    pub const ROLES: &str = "/v1/staff/roles";
    /// POST: accepts or declines a role; declining an accepted one gives it up.
    pub const ROLE: &str = "/v1/staff/roles/{role}";
    /// POST: opens a shift; answers with the signed shift.
    pub const SHIFTS: &str = "/v1/staff/shifts";
    /// POST: closes a shift.
    pub const CLOSE_SHIFT: &str = "/v1/staff/shifts/{shift}/close";
    /// PUT: an entry by IIN. `{visit}` is made on the phone: repeating it changes
    /// nothing and gives the same signed decision.
    pub const ENTRY: &str = "/v1/staff/entries/{visit}";
    /// POST: an exit by IIN; always answered the same.
    pub const EXITS: &str = "/v1/staff/exits";
}

/// The name of a role.
pub type RoleId = Bytes<16>;

/// The name of a shift.
pub type ShiftId = Bytes<16>;

/// The roles of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// The roles, the newest first.
    pub roles: Vec<StaffRole>,
}

/// A role at a venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffRole {
    /// Its name.
    pub role: RoleId,
    /// The venue.
    pub venue: VenueId,
    /// The venue's name.
    pub name: String,
    /// The venue's address.
    pub address: String,
    /// How many entrances it has.
    pub entrances: Entrance,
    /// Whether it was accepted in the app; it starts then.
    pub accepted: bool,
    /// The shift that is open on this device, where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<Signed<Shift>>,
}

/// Answers a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleAnswer {
    /// Accepts; else declines or gives up.
    pub accept: bool,
}

/// Opens a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenShift {
    /// The role.
    pub role: RoleId,
    /// The shift's name, made on the phone: repeating the request opens no second one.
    pub shift: ShiftId,
}

/// An open shift, signed for one device: while it lives, passes can be checked offline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Its name.
    pub shift: ShiftId,
    /// The role.
    pub role: RoleId,
    /// The venue.
    pub venue: VenueId,
    /// The service's time of this answer, signed anew each time: opening and listing tell a phone the time.
    pub time: Moment,
    /// When it was opened, by the service's clock.
    pub opened_at: Moment,
    /// Until when it lives: 24 hours later.
    pub until: Moment,
    /// The device key's thumbprint: another phone's shift checks nothing.
    pub device: Bytes<32>,
    /// The newest numbers.
    pub newest: Newest,
}

impl Document for Shift {
    const PURPOSE: Purpose = Purpose::Decision;
    const CONTEXT: &'static str = "shift 1";
}

/// An entry of somebody without a smartphone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffEntry {
    /// The open shift: it says which venue.
    pub shift: ShiftId,
    /// The entrance.
    pub entrance: Entrance,
    /// The 12 digits, typed twice alike.
    pub iin: String,
}

/// What staff learn of an entry, signed: the colour and whether to let the person in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffDecision {
    /// The entry's name.
    pub visit: VisitId,
    /// The shift.
    pub shift: ShiftId,
    /// The service's time of the first answer.
    pub time: Moment,
    /// The colour.
    pub colour: Colour,
    /// Admitted or refused.
    pub admitted: bool,
    /// A practice person's decision, at a venue in test mode.
    pub test: bool,
}

impl Document for StaffDecision {
    const PURPOSE: Purpose = Purpose::Decision;
    const CONTEXT: &'static str = "staff decision 1";
}

/// An exit of somebody without a smartphone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffExit {
    /// The open shift.
    pub shift: ShiftId,
    /// The 12 digits, typed twice alike.
    pub iin: String,
}

/// The answer to every exit, whoever was inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// Always true.
    pub noted: bool,
}

#[cfg(test)]
#[path = "staff_tests.rs"]
mod tests;
