//! Where an app starts.

use std::sync::Arc;

use ashyq_core::{
    client,
    client::ports::DeviceKey,
    native::{self, Settings as PhoneSettings, StartError},
};

use crate::{HostKey, LogIn, Session, host_key::Hosted, run::block};

/// Where a phone starts.
#[derive(uniffi::Enum)]
pub enum Start {
    /// Nobody is logged in.
    LoggedOut {
        /// The way to log in.
        log_in: Arc<LogIn>,
    },
    /// A visitor is.
    LoggedIn {
        /// What a visitor can do.
        session: Arc<Session>,
    },
}

impl From<client::Start> for Start {
    fn from(start: client::Start) -> Self {
        match start {
            client::Start::LogIn(log_in) => Self::LoggedOut { log_in: Arc::new(LogIn(log_in)) },
            client::Start::Session(session) => Self::LoggedIn { session: Arc::new(Session(session)) },
        }
    }
}

/// Opens the phone: reads what it holds and settles what an earlier run left half done. Once for each run of the app.
///
/// The device key is the one that the platform's hardware holds; without one it is kept in the vault.
#[uniffi::export]
pub async fn open_phone(settings: PhoneSettings, device_key: Option<Arc<dyn HostKey>>) -> Result<Start, StartError> {
    let key = device_key.map(|key| Arc::new(Hosted(key)) as Arc<dyn DeviceKey>);
    block(move || native::open(&settings, key)).await.map(Start::from)
}
