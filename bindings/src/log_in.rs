//! Logging in by phone number.

use std::sync::Arc;

use ashyq_core::{
    client::{self, ClientError},
    words::Language,
};

use crate::{Challenge, run::run};

/// Nobody is logged in on this phone.
#[derive(uniffi::Object)]
pub struct LogIn(pub(crate) client::LogIn);

#[uniffi::export]
impl LogIn {
    /// Asks for a log-in code by SMS. The number comes as it was typed, in any usual spelling.
    pub async fn ask(&self, phone: String, language: Language) -> Result<Arc<Challenge>, ClientError> {
        let log_in = self.0.clone();
        run(async move { log_in.ask(&phone, language).await }).await.map(|asked| Arc::new(Challenge(asked)))
    }

    /// Ends every wait for the service, as though the network had gone.
    pub fn cancel(&self) -> Result<(), ClientError> {
        self.0.cancel();
        Ok(())
    }

    /// Tells that the phone is on another network.
    pub fn network_changed(&self) -> Result<(), ClientError> {
        self.0.network_changed();
        Ok(())
    }
}
