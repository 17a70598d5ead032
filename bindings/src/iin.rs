//! Somebody without a smartphone: in and out by IIN.

use ashyq_core::client::{self, ClientError, StaffScreen};

use crate::run::run;

/// An entry by IIN that can be asked for; asking again records nobody twice.
#[derive(uniffi::Object)]
pub struct EntryByIin(pub(crate) client::EntryByIin);

/// An exit by IIN that can be reported, as often as it takes.
#[derive(uniffi::Object)]
pub struct ExitByIin(pub(crate) client::ExitByIin);

#[uniffi::export]
impl EntryByIin {
    /// Asks for the decision. Where the service cannot be reached, ask again: it is the same entry.
    pub async fn ask(&self) -> Result<StaffScreen, ClientError> {
        let entry = self.0.clone();
        run(async move { entry.ask().await }).await
    }
}

#[uniffi::export]
impl ExitByIin {
    /// Reports the exit; the answer is always the same, whoever was inside.
    pub async fn report(&self) -> Result<(), ClientError> {
        let exit = self.0.clone();
        run(async move { exit.report().await }).await
    }
}
