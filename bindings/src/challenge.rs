//! Answering the SMS.

use std::{sync::Arc, time::Duration};

use ashyq_core::client::{self, ClientError};

use crate::{Session, run::run};

/// A log-in code is on its way.
#[derive(uniffi::Object)]
pub struct Challenge(pub(crate) client::Challenge);

#[uniffi::export]
impl Challenge {
    /// How much longer the log-in code counts.
    pub fn lives_for(&self) -> Result<Duration, ClientError> {
        Ok(self.0.lives_for())
    }

    /// After how long it can be sent again.
    pub fn resend_after(&self) -> Result<Duration, ClientError> {
        Ok(self.0.resend_after())
    }

    /// How many tries are left, as the service said last.
    pub fn tries_left(&self) -> u32 {
        self.0.tries_left()
    }

    /// Asks for the SMS again; the new challenge takes the place of this one.
    pub async fn resend(&self) -> Result<Arc<Challenge>, ClientError> {
        let challenge = self.0.clone();
        run(async move { challenge.resend().await }).await.map(|asked| Arc::new(Challenge(asked)))
    }

    /// Answers with the six digits as they were typed; spaces and hyphens between them are fine.
    pub async fn answer(&self, log_in_code: String) -> Result<Arc<Session>, ClientError> {
        let challenge = self.0.clone();
        run(async move { challenge.answer(&log_in_code).await }).await.map(|session| Arc::new(Session(session)))
    }
}
