//! A member of staff: roles and shifts.

use std::{sync::Arc, time::SystemTime};

use ashyq_core::{
    client::{self, ClientError, OpenedShift},
    id::Entrance,
    wire::staff::StaffRole,
};

use crate::{Checker, EntryByIin, ExitByIin, run::run};

/// What a member of staff can do: the visitor who is logged in, with roles.
#[derive(uniffi::Object)]
pub struct Staff(pub(crate) client::Staff);

/// A role at a venue.
#[derive(uniffi::Object)]
pub struct Role(StaffRole);

/// The shift that is open on this phone.
#[derive(uniffi::Object)]
pub struct Shift(OpenedShift);

#[uniffi::export]
impl Staff {
    /// The roles of this account, the newest first.
    pub async fn roles(&self) -> Result<Vec<Arc<Role>>, ClientError> {
        let staff = self.0.clone();
        let roles = run(async move { staff.roles().await }).await?;
        Ok(roles.roles.into_iter().map(|role| Arc::new(Role(role))).collect())
    }

    /// Accepts a role; it starts now.
    pub async fn accept(&self, role: Arc<Role>) -> Result<(), ClientError> {
        let staff = self.0.clone();
        run(async move { staff.accept(role.0.role).await }).await
    }

    /// Declines a role, or gives up one that was accepted; a shift under it is over.
    pub async fn decline(&self, role: Arc<Role>) -> Result<(), ClientError> {
        let staff = self.0.clone();
        run(async move { staff.decline(role.0.role).await }).await
    }

    /// The shift that is open on this phone, as far as the phone knows.
    pub fn shift(&self) -> Result<Option<Arc<Shift>>, ClientError> {
        Ok(self.0.shift().map(|shift| Arc::new(Shift(shift))))
    }

    /// Opens a shift; the one that is open under this role already stays.
    pub async fn open_shift(&self, role: Arc<Role>) -> Result<Arc<Shift>, ClientError> {
        let staff = self.0.clone();
        run(async move { staff.open_shift(&role.0).await }).await.map(|shift| Arc::new(Shift(shift)))
    }

    /// Closes the shift here at once; whether the service knows of it yet.
    pub async fn close_shift(&self) -> Result<bool, ClientError> {
        let staff = self.0.clone();
        run(async move { staff.close_shift().await }).await
    }

    /// An entry of the person whose IIN was typed twice. Nothing of it is kept on the phone.
    pub fn entry(&self, entrance: Entrance, first: String, second: String) -> Result<Arc<EntryByIin>, ClientError> {
        self.0.entry(entrance, &first, &second).map(|entry| Arc::new(EntryByIin(entry)))
    }

    /// An exit of the person whose IIN was typed twice.
    pub fn exit(&self, first: String, second: String) -> Result<Arc<ExitByIin>, ClientError> {
        self.0.exit(&first, &second).map(|exit| Arc::new(ExitByIin(exit)))
    }

    /// A checker of passes; it needs an open shift, and no network.
    pub fn checker(&self) -> Result<Arc<Checker>, ClientError> {
        Ok(Arc::new(Checker::new(self.0.checker())))
    }
}

#[uniffi::export]
impl Role {
    /// The venue's name.
    pub fn venue(&self) -> String {
        self.0.name.clone()
    }

    /// The venue's address.
    pub fn address(&self) -> String {
        self.0.address.clone()
    }

    /// How many entrances the venue has.
    pub fn entrances(&self) -> Entrance {
        self.0.entrances
    }

    /// Whether it was accepted in the app; it starts then.
    pub fn accepted(&self) -> bool {
        self.0.accepted
    }
}

#[uniffi::export]
impl Shift {
    /// The venue's name.
    pub fn venue(&self) -> String {
        self.0.name.clone()
    }

    /// How many entrances the venue has.
    pub fn entrances(&self) -> Entrance {
        self.0.entrances
    }

    /// When it was opened.
    pub fn opened_at(&self) -> SystemTime {
        self.0.opened_at.into()
    }

    /// Until when passes can be checked with it.
    pub fn until(&self) -> SystemTime {
        self.0.until.into()
    }
}
