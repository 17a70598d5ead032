//! The desktop's secure store.

use keyring::Entry;

use super::{SecureStore, on_a_thread_of_its_own};
use crate::client::ports::VaultError;

impl SecureStore {
    /// Opens the desktop's store; `profile` tells the phones of one desk apart.
    ///
    /// # Errors
    ///
    /// [`VaultError::Missing`] where there is none, such as without a session bus. Nothing falls back silently.
    pub fn open(profile: &str) -> Result<Self, VaultError> {
        let store = on_a_thread_of_its_own(|| {
            Entry::store_status().as_ref().ok().and_then(|()| keyring_core::get_default_store())
        });
        let store = store.flatten().ok_or(VaultError::Missing)?;
        Ok(Self::of(store, format!("{profile}/")))
    }
}
