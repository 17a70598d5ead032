//! Staff: a visitor's app with a role. Roles and shifts are here and in [`shift`]; entries and exits of people without a
//! smartphone in [`by_iin`]; checking passes, offline, in [`checker`].

mod by_iin;
mod checker;
pub(crate) mod shift;

#[cfg(test)]
mod fake;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use by_iin::{EntryByIin, ExitByIin, StaffScreen};
pub use checker::{CheckError, Checker, NotAPass, OtherMode};
#[cfg(feature = "scan")]
pub use checker::{Sight, prefixes};
pub use shift::OpenedShift;

use crate::{
    client::{
        device::Device,
        exchange::{Answer, As, Call, Failure, PATIENCE},
        refusal::{ClientError, Refusal},
        session::Session,
    },
    keys::Signed,
    wire::{
        ProblemCode,
        staff::{RoleAnswer, RoleId, Roles, Shift, StaffRole, path},
    },
    words::Word,
};

/// What a member of staff can do: the visitor who is logged in, with roles.
#[derive(Clone)]
pub struct Staff {
    device: Arc<Device>,
}

impl Session {
    /// The member of staff who is logged in; without roles there is nothing that they can do.
    pub fn staff(&self) -> Staff {
        Staff { device: Arc::clone(&self.device) }
    }
}

impl Staff {
    /// The roles of this account, the newest first. The answer also brings the time, newer keys and lists, and tells
    /// whether the shift on this phone is still open.
    pub async fn roles(&self) -> Result<Roles, ClientError> {
        self.try_roles().await.map_err(|failure| self.error(&failure))
    }

    async fn try_roles(&self) -> Result<Roles, Failure> {
        self.tell_of_closed().await?;
        let answer = self.device.call(&Call::get(path::ROLES, As::Visitor)).await?;
        let roles: Roles = answer.read()?;
        self.learn(&roles, &answer).await?;
        // What cannot be fetched now is fetched with the next contact.
        let _ = self.device.catch_up(PATIENCE).await;
        Ok(roles)
    }

    /// Accepts a role; it starts now.
    pub async fn accept(&self, role: RoleId) -> Result<(), ClientError> {
        self.answer(role, true).await
    }

    /// Declines a role, or gives up one that was accepted; a shift under it is over.
    pub async fn decline(&self, role: RoleId) -> Result<(), ClientError> {
        self.answer(role, false).await?;
        let held = self.device.state().held.staff.shift.clone().filter(|held| held.role == role);
        held.map_or(Ok(()), |held| self.device.drop_shift(held.shift).map_err(|failure| self.error(&failure)))
    }

    async fn answer(&self, role: RoleId, accept: bool) -> Result<(), ClientError> {
        let call = Call::post(path::ROLE.replace("{role}", &role.to_string()), As::Visitor, &RoleAnswer { accept });
        self.device.call(&call).await.map(|_| ()).map_err(|failure| self.error(&failure))
    }

    /// Learns from the list of roles which shift is open on this device.
    async fn learn(&self, roles: &Roles, answer: &Answer) -> Result<(), Failure> {
        let device = &*self.device;
        let mut open = Vec::new();
        for role in &roles.roles {
            let Some(signed) = &role.shift else { continue };
            let shift = self.believe(signed, role, answer).await?;
            open.push(OpenedShift::of(&shift, role));
        }
        let (held, closed) = {
            let staff = &device.state().held.staff;
            (staff.shift.clone(), staff.closed.clone())
        };
        open.retain(|shift| !closed.contains(&shift.shift));
        match held {
            // It is kept as the service tells it now: a venue may have another name.
            Some(held) if open.iter().any(|shift| shift.shift == held.shift) => {
                open.retain(|shift| shift.shift == held.shift);
            }
            Some(held) => device.drop_shift(held.shift)?,
            None => {}
        }
        open.pop().map_or(Ok(()), |shift| device.hold_shift(shift))
    }

    /// A shift that was signed for this phone and this role; its answer tells the time.
    async fn believe(&self, signed: &Signed<Shift>, role: &StaffRole, answer: &Answer) -> Result<Shift, Failure> {
        let device = &*self.device;
        let shift = device.open_signed(signed, |shift| shift.time).await?;
        let own = device.ports.device_key.public().map_err(|_| Failure::Broken)?.thumbprint();
        if shift.device != own || shift.role != role.role || shift.venue != role.venue {
            return Err(Failure::NotOurs);
        }
        device.learn_time(shift.time, answer.sent, answer.received);
        device.state().held.note(&shift.newest);
        Ok(shift)
    }

    fn error(&self, failure: &Failure) -> ClientError {
        match failure.code() {
            Some(ProblemCode::NotFound) => ClientError::Refused(Refusal::of(Word::RoleGone)),
            _ => ClientError::of(failure, self.device.now().at),
        }
    }
}
