//! The desktop's secure store through the `keyring` crate: the Secret Service on Linux, the Keychain on macOS.

use data_encoding::BASE64URL_NOPAD;
use keyring::{Entry, Error};

use crate::{
    client::ports::{Vault, VaultError},
    secret::Secret,
};

/// The name under which the store lists our entries.
const SERVICE: &str = "kz.ashyq";

/// The desktop's secure store.
pub struct SecureStore {
    /// Tells the phones of one desk apart.
    profile: String,
}

impl SecureStore {
    /// Opens the desktop's store.
    ///
    /// # Errors
    ///
    /// [`VaultError::Missing`] where there is none, such as without a session bus. Nothing falls back silently.
    pub fn open(profile: &str) -> Result<Self, VaultError> {
        on_a_thread_of_its_own(|| Entry::store_status().as_ref().map_or(Err(VaultError::Missing), |()| Ok(())))
            .unwrap_or(Err(VaultError::Missing))?;
        Ok(Self { profile: profile.to_owned() })
    }

    fn speak<T: Send>(
        &self,
        name: &str,
        what: impl FnOnce(Entry) -> Result<T, Error> + Send,
    ) -> Result<Option<T>, VaultError> {
        let user = format!("{}/{name}", self.profile);
        let said = on_a_thread_of_its_own(|| Entry::new(SERVICE, &user).and_then(what)).ok_or(VaultError::Locked)?;
        match said {
            Ok(value) => Ok(Some(value)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(sort(&error)),
        }
    }
}

/// The store's blocking calls refuse to run inside a runtime, and a panic there must not take the app along.
fn on_a_thread_of_its_own<T: Send>(what: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| scope.spawn(what).join()).ok()
}

/// What an error of the store means. The error itself is never printed: it may hold the secret's bytes.
fn sort(error: &Error) -> VaultError {
    match error {
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => VaultError::Missing,
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => VaultError::Damaged,
        _ => VaultError::Locked,
    }
}

impl Vault for SecureStore {
    fn get(&self, name: &str) -> Result<Option<Secret<Vec<u8>>>, VaultError> {
        let text = self.speak(name, |entry| entry.get_password())?.map(Secret::new);
        // An unreadable entry is a normal way to start after a restore: log in again.
        Ok(text.and_then(|text| BASE64URL_NOPAD.decode(text.expose("it is decoded").as_bytes()).ok()).map(Secret::new))
    }

    fn set(&self, name: &str, secret: &Secret<Vec<u8>>) -> Result<(), VaultError> {
        let text = Secret::new(BASE64URL_NOPAD.encode(secret.expose("it goes into the secure store")));
        self.speak(name, move |entry| entry.set_password(text.expose("it goes into the secure store")))?;
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.speak(name, |entry| entry.delete_credential())?;
        Ok(())
    }
}
