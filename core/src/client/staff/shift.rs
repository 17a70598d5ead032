//! The shift on this phone: opened online, kept sealed, good for 24 hours of checking offline.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Staff;
use crate::{
    bytes::Bytes,
    check::SeenPasses,
    client::{
        device::Device,
        exchange::{As, Call, Failure, PATIENCE},
        held::Shelf,
        ports::{JournalChange, Lasting, RowKind},
        refusal::{ClientError, Refusal},
        tracked_clock::Tracked,
    },
    id::{Entrance, VenueId},
    keys::Signed,
    moment::{DAY, Moment},
    wire::{
        ProblemCode,
        staff::{OpenShift, RoleId, Shift, ShiftId, StaffRole, path},
    },
    words::Word,
};

/// Checking needs a shift that was opened online at most this long ago.
pub(crate) const SHIFT_LIFE: Duration = DAY;

const SHIFT: [u8; 16] = [8; 16];
const OPENING: [u8; 16] = [9; 16];
const CLOSED: [u8; 16] = [10; 16];
const SEEN: [u8; 16] = [11; 16];

/// The shift that is open on this phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedShift {
    /// Its name.
    pub shift: ShiftId,
    /// The role.
    pub role: RoleId,
    /// The venue.
    pub venue: VenueId,
    /// The venue's name.
    pub name: String,
    /// How many entrances the venue has.
    pub entrances: Entrance,
    /// When it was opened.
    pub opened_at: Moment,
    /// Until when it lives.
    pub until: Moment,
    device: Bytes<32>,
}

impl OpenedShift {
    pub(super) fn of(shift: &Shift, role: &StaffRole) -> Self {
        Self {
            shift: shift.shift,
            role: shift.role,
            venue: shift.venue,
            name: role.name.clone(),
            entrances: role.entrances,
            opened_at: shift.opened_at,
            until: shift.until.min(shift.opened_at.plus(SHIFT_LIFE)),
            device: shift.device,
        }
    }

    /// Whether it lives; a clock that is not sure cannot end it, nor does it let anybody check.
    pub(super) fn lives(&self, now: Tracked) -> bool {
        !now.certain || now.at < self.until
    }

    pub(super) fn is_of(&self, device: &Device) -> bool {
        device.ports.device_key.public().is_ok_and(|key| key.thumbprint() == self.device)
    }
}

/// What the phone holds of its person as staff.
#[derive(Default)]
pub(crate) struct HeldStaff {
    pub(crate) shift: Option<OpenedShift>,
    /// The name of a shift that was asked for and not answered yet.
    opening: Option<OpenShift>,
    /// Shifts that were closed here and of which the service does not know yet.
    pub(crate) closed: Vec<ShiftId>,
    pub(crate) seen: SeenPasses,
}

impl HeldStaff {
    pub(crate) fn load(shelf: &Shelf) -> Self {
        Self {
            shift: shelf.get(SHIFT),
            opening: shelf.get(OPENING),
            closed: shelf.get(CLOSED).unwrap_or_default(),
            seen: shelf.get(SEEN).unwrap_or_default(),
        }
    }

    /// Whether nothing of a member of staff is held.
    pub(crate) fn is_empty(&self) -> bool {
        self.shift.is_none() && self.opening.is_none() && self.closed.is_empty() && self.seen == SeenPasses::default()
    }

    /// Forgets everything: it belongs to the person who was logged in.
    pub(crate) fn forget(&mut self) -> Vec<JournalChange> {
        *self = Self::default();
        [SHIFT, OPENING, CLOSED, SEEN].map(|id| JournalChange::Delete(RowKind::Held, id)).to_vec()
    }
}

impl Staff {
    /// The shift that is open on this phone, as far as the phone knows.
    pub fn shift(&self) -> Option<OpenedShift> {
        let now = self.device.now();
        self.device.state().held.staff.shift.clone().filter(|shift| shift.lives(now))
    }

    /// Opens a shift; the one that is open under this role already stays. A shift elsewhere is closed by it.
    pub async fn open_shift(&self, role: &StaffRole) -> Result<OpenedShift, ClientError> {
        self.try_open(role).await.map_err(|failure| self.error(&failure))
    }

    async fn try_open(&self, role: &StaffRole) -> Result<OpenedShift, Failure> {
        let device = &*self.device;
        let held = || self.shift().filter(|open| open.role == role.role);
        if held().is_some() && !device.now().certain {
            // After a restart: the list of roles tells the time, and whether the shift still lives.
            self.try_roles().await?;
        }
        if let Some(open) = held() {
            return Ok(open);
        }
        self.tell_of_closed().await?;
        for again in [false, true] {
            // The name is kept before it is sent: whoever asks again after a lost answer opens no second shift.
            let request = device.opening(role.role)?;
            let answer = match device.call(&Call::post(path::SHIFTS, As::Visitor, &request)).await {
                Err(Failure::Problem(problem)) if !is_for_later(problem.code) => {
                    device.forget_opening()?;
                    // It was opened long ago, its answer was lost, and it is over: a new one.
                    if problem.code == ProblemCode::ShiftNotOpen && !again {
                        continue;
                    }
                    return Err(Failure::Problem(problem));
                }
                other => other?,
            };
            let signed: Signed<Shift> = answer.read()?;
            let shift = self.believe(&signed, role, &answer).await?;
            if shift.shift != request.shift {
                return Err(Failure::NotOurs);
            }
            let opened = OpenedShift::of(&shift, role);
            device.hold_shift(opened.clone())?;
            // A checker that is behind learns the rest with the next contact.
            let _ = device.catch_up(PATIENCE).await;
            return Ok(opened);
        }
        Err(Failure::NotOurs)
    }

    /// Closes the shift, here at once; whether the service knows of it yet, which else is told with the next contact.
    ///
    /// # Errors
    ///
    /// [`ClientError::Refused`] where no shift is open.
    pub async fn close_shift(&self) -> Result<bool, ClientError> {
        let device = &*self.device;
        let held = device.state().held.staff.shift.clone();
        let held = held.ok_or_else(|| ClientError::Refused(Refusal::of(Word::ShiftNotOpen)))?;
        device.close(held.shift).map_err(|failure| self.error(&failure))?;
        match self.tell_of_closed().await {
            Ok(()) => Ok(true),
            Err(Failure::LoggedOut) => Err(ClientError::LoggedOut),
            Err(_) => Ok(false),
        }
    }

    /// Tells the service of shifts that were closed here.
    pub(super) async fn tell_of_closed(&self) -> Result<(), Failure> {
        let closed = self.device.state().held.staff.closed.clone();
        for shift in closed {
            let path = path::CLOSE_SHIFT.replace("{shift}", &shift.to_string());
            match self.device.call(&Call::post(path, As::Visitor, &serde_json::json!({}))).await {
                Ok(_) => {}
                // The service knows of no such open shift: that is what was to be said.
                Err(Failure::Problem(problem)) if !is_for_later(problem.code) => {}
                Err(failure) => return Err(failure),
            }
            self.device.told_of_closed(shift)?;
        }
        Ok(())
    }
}

/// Whether the same request may be answered another time.
fn is_for_later(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::Overloaded | ProblemCode::RateLimited | ProblemCode::Fault)
}

/// Whether the service says that a shift is over, or knows of none.
pub(super) fn is_over(code: ProblemCode) -> bool {
    matches!(code, ProblemCode::ShiftNotOpen | ProblemCode::NotFound)
}

impl Device {
    /// The request that opens a shift, kept since it was first made.
    fn opening(&self, role: RoleId) -> Result<OpenShift, Failure> {
        let mut state = self.state();
        if let Some(opening) = state.held.staff.opening.filter(|opening| opening.role == role) {
            return Ok(opening);
        }
        let opening = OpenShift { role, shift: Bytes(self.ports.random.bytes()) };
        self.hold(OPENING, &opening)?;
        state.held.staff.opening = Some(opening);
        Ok(opening)
    }

    fn forget_opening(&self) -> Result<(), Failure> {
        let mut state = self.state();
        self.change(&[JournalChange::Delete(RowKind::Held, OPENING)])?;
        state.held.staff.opening = None;
        Ok(())
    }

    /// Holds an open shift in place of any other, which is closed.
    pub(super) fn hold_shift(&self, shift: OpenedShift) -> Result<(), Failure> {
        let mut state = self.state();
        let staff = &mut state.held.staff;
        let mut closed = staff.closed.clone();
        closed.extend(staff.shift.iter().map(|held| held.shift).filter(|held| *held != shift.shift));
        let mut changes =
            vec![self.sealed.put(RowKind::Held, SHIFT, &shift), JournalChange::Delete(RowKind::Held, OPENING)];
        if closed != staff.closed {
            changes.push(self.sealed.put(RowKind::Held, CLOSED, &closed));
        }
        self.change(&changes)?;
        *staff = HeldStaff { shift: Some(shift), opening: None, closed, seen: std::mem::take(&mut staff.seen) };
        Ok(())
    }

    /// Forgets a shift of which the service says, or will be told, that it is over.
    pub(super) fn drop_shift(&self, shift: ShiftId) -> Result<(), Failure> {
        let mut state = self.state();
        let staff = &mut state.held.staff;
        if staff.shift.as_ref().is_some_and(|held| held.shift == shift) {
            self.change(&[SHIFT, SEEN].map(|id| JournalChange::Delete(RowKind::Held, id)))?;
            (staff.shift, staff.seen) = (None, SeenPasses::default());
        }
        Ok(())
    }

    fn close(&self, shift: ShiftId) -> Result<(), Failure> {
        let mut state = self.state();
        let staff = &mut state.held.staff;
        let closed: Vec<ShiftId> = staff.closed.iter().copied().chain([shift]).collect();
        let [shift_row, seen_row] = [SHIFT, SEEN].map(|id| JournalChange::Delete(RowKind::Held, id));
        self.change(&[self.sealed.put(RowKind::Held, CLOSED, &closed), shift_row, seen_row])?;
        *staff = HeldStaff { closed, opening: staff.opening, ..HeldStaff::default() };
        Ok(())
    }

    fn told_of_closed(&self, shift: ShiftId) -> Result<(), Failure> {
        let mut state = self.state();
        let staff = &mut state.held.staff;
        let closed: Vec<ShiftId> = staff.closed.iter().copied().filter(|other| *other != shift).collect();
        self.hold(CLOSED, &closed)?;
        staff.closed = closed;
        Ok(())
    }

    /// Keeps what was seen, so that an app that starts anew still knows; a full disk only costs that.
    pub(super) fn keep_seen(&self, seen: &SeenPasses) {
        let _ = self.hold(SEEN, seen);
    }

    fn change(&self, changes: &[JournalChange]) -> Result<(), Failure> {
        self.sealed.write(changes, Lasting::Power).map_err(|_| Failure::Broken)
    }
}
