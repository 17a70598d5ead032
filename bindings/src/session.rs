//! What a visitor can do once logged in.

use std::sync::Arc;

use ashyq_core::{
    client::{self, ClientError, Delivery, DoorScreen, Refusal, StatusScreen, VisitLine, WhatIsOpen},
    id::VisitId,
    visit::Learnt,
    wire::{Binding as IinBinding, Notice},
};

use crate::{
    Confirmation, LogIn, Staff,
    mirror::values::{Id, Quantity},
    run::{block, run},
};

/// A visitor is logged in on this phone.
#[derive(uniffi::Object)]
pub struct Session(pub(crate) client::Session);

/// The IIN, the own status, notices.
#[uniffi::export]
impl Session {
    /// Binds the IIN that was typed. The one already bound is let go, and a visit under it ends.
    pub async fn bind_iin(&self, iin: String) -> Result<IinBinding, ClientError> {
        let session = self.0.clone();
        run(async move { session.bind_iin(&iin).await }).await
    }

    /// Whose IIN this phone may act for, as it was last told.
    pub fn binding(&self) -> Result<IinBinding, ClientError> {
        Ok(self.0.binding())
    }

    /// Why this phone may not act for an IIN at present; nothing where it may.
    pub fn binding_refusal(&self) -> Result<Option<Refusal>, ClientError> {
        Ok(self.0.binding_refusal())
    }

    /// Asks the service for whatever is newer than what the phone holds.
    pub async fn refresh(&self) -> Result<(), ClientError> {
        let session = self.0.clone();
        run(async move { session.refresh().await }).await
    }

    /// The own status: fresh where there is network, else as it is held, with its age.
    pub async fn own_status(&self) -> Result<StatusScreen, ClientError> {
        let session = self.0.clone();
        run(async move { session.own_status().await }).await
    }

    /// The own status as the phone holds it, without asking anybody.
    pub fn held_status(&self, offline: bool) -> Result<StatusScreen, ClientError> {
        Ok(self.0.held_status(offline))
    }

    /// What is open to the status that the phone holds, without asking anybody.
    pub fn what_is_open(&self) -> Result<WhatIsOpen, ClientError> {
        Ok(self.0.what_is_open())
    }

    /// Notices to the account, the newest first.
    pub async fn notices(&self) -> Result<Vec<Notice>, ClientError> {
        let session = self.0.clone();
        run(async move { session.notices().await }).await.map(|notices| notices.notices)
    }

    /// Agrees to a notice, or objects; it is named by its id.
    pub async fn answer_notice(&self, notice: Id, agree: bool) -> Result<(), ClientError> {
        let session = self.0.clone();
        run(async move { session.answer_notice(notice, agree).await }).await
    }

    /// How many rows of the journal could not be read: a restored backup without its key, or a damaged disk.
    pub fn damaged_rows(&self) -> Result<Quantity, ClientError> {
        Ok(self.0.damaged_rows())
    }

    /// Whether the app is older than the service asks for; it still records.
    pub fn needs_update(&self) -> Result<bool, ClientError> {
        Ok(self.0.needs_update())
    }
}

/// Entering, leaving, the own visits.
#[uniffi::export]
impl Session {
    /// What a scanned text, an opened link or a typed code asks the person to confirm.
    pub async fn confirm(&self, text: String) -> Result<Arc<Confirmation>, ClientError> {
        let session = self.0.clone();
        run(async move { session.confirm(&text).await }).await.map(|asked| Arc::new(Confirmation(asked)))
    }

    /// Enters the venue that was confirmed, waiting five seconds at the longest. No network is no error.
    pub async fn enter(&self, confirmed: Arc<Confirmation>) -> Result<DoorScreen, ClientError> {
        let session = self.0.clone();
        run(async move { session.enter(&confirmed.0).await }).await
    }

    /// What the door's screen shows now; ask again every second.
    pub fn door(&self) -> Result<DoorScreen, ClientError> {
        Ok(self.0.door())
    }

    /// Ends the visit that the screen shows, by the button.
    pub async fn leave(&self) -> Result<VisitId, ClientError> {
        let session = self.0.clone();
        block(move || session.leave(Learnt::Button)).await
    }

    /// Ends the visit to the venue whose poster was scanned.
    pub async fn leave_by(&self, confirmed: Arc<Confirmation>) -> Result<VisitId, ClientError> {
        let session = self.0.clone();
        block(move || session.leave_by(&confirmed.0)).await
    }

    /// The own visits of the last 14 days, the newest first.
    pub async fn visits(&self) -> Result<Vec<VisitLine>, ClientError> {
        let session = self.0.clone();
        block(move || session.visits()).await
    }

    /// Delivers what waits; stops where the service cannot be reached, and says when to try again.
    pub async fn deliver(&self) -> Result<Delivery, ClientError> {
        let session = self.0.clone();
        run(async move { session.deliver().await }).await
    }
}

/// The phone and the end.
#[uniffi::export]
impl Session {
    /// The member of staff who is logged in; without roles there is nothing that they can do.
    pub fn staff(&self) -> Result<Arc<Staff>, ClientError> {
        Ok(Arc::new(Staff(self.0.staff())))
    }

    /// Ends every wait for the service, as though the network had gone: nothing is lost, what waits is delivered later.
    pub fn cancel(&self) -> Result<(), ClientError> {
        self.0.cancel();
        Ok(())
    }

    /// Tells that the phone is on another network.
    pub fn network_changed(&self) -> Result<(), ClientError> {
        self.0.network_changed();
        Ok(())
    }

    /// Logs out on this phone, or on every one of the account.
    pub async fn log_out(&self, everywhere: bool) -> Result<(), ClientError> {
        let session = self.0.clone();
        run(async move { session.log_out(everywhere).await }).await
    }

    /// Deletes the account and everything on this phone; unsent visits are discarded only on an explicit yes.
    pub async fn delete_my_data(&self, discard_unsent: bool) -> Result<(), ClientError> {
        let session = self.0.clone();
        run(async move { session.delete_my_data(discard_unsent).await }).await
    }

    /// Where the same phone logs in again, once this session is over.
    pub fn log_in_again(&self) -> Result<Arc<LogIn>, ClientError> {
        Ok(Arc::new(LogIn(self.0.log_in_again())))
    }
}
