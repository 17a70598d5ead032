//! Staff: their roles and shifts, and the entries and exits that they type for visitors without a smartphone.
//!
//! Nothing about a person comes back but a colour and admitted or refused. A limit that is reached refuses the request and
//! never changes what an answer says.

pub(crate) mod entry;
pub(crate) mod exit;
pub mod naming;
pub(crate) mod roles;
pub(crate) mod shifts;

use ashyq_core::{
    iin::Iin,
    moment::Moment,
    wire::{Problem, ProblemCode, staff::ShiftId},
};

use crate::{
    database::{DatabaseError, Sql},
    problem::Refusal,
    store::{
        accounts::{self, Account},
        sessions::Session,
        shifts::{self as stored, ShiftRow},
        staff::{self, RoleRow},
        venues::{self, VenueRow},
    },
};

/// A shift with what it stands on.
pub(super) struct OnShift {
    pub(super) shift: ShiftRow,
    pub(super) role: RoleRow,
    pub(super) venue: VenueRow,
}

impl OnShift {
    /// Refuses a shift that is over, or whose role is.
    fn open(&self, now: Moment) -> Result<(), ProblemCode> {
        if self.shift.is_open(now) && self.role.is_in_force() { Ok(()) } else { Err(ProblemCode::ShiftNotOpen) }
    }
}

/// A shift of this account on this device; anybody else's is not told from none. The venue follows from it alone.
pub(super) fn on_shift(sql: &mut dyn Sql, session: &Session, shift: ShiftId) -> Result<OnShift, Refusal> {
    let shift = stored::get(sql, &session.device.device, &shift.0)?;
    let shift = shift.filter(|shift| shift.account == session.account).ok_or(ProblemCode::NotFound)?;
    let role = staff::get(sql, shift.venue, &shift.role)?.ok_or(ProblemCode::NotFound)?;
    let venue = venues::get(sql, shift.venue)?.ok_or(DatabaseError::Shape)?;
    Ok(OnShift { shift, role, venue })
}

/// The session's account: roles are named by its phone number's HMAC.
pub(super) fn account_of(sql: &mut dyn Sql, session: &Session) -> Result<Account, Refusal> {
    Ok(accounts::get(sql, &session.account)?.ok_or(ProblemCode::SessionEnded)?)
}

/// The IIN that was typed; its check digit is looked at before anything else is.
pub(super) fn typed(iin: &str) -> Result<Iin, Problem> {
    Iin::parse(iin).map_err(|error| Problem {
        field: Some("iin".to_owned()),
        rule: Some(error.to_string()),
        ..Problem::of(ProblemCode::IinInvalid)
    })
}
