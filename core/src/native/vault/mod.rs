//! The platform's secure store through the keyring crates: the Secret Service or the Keychain on a desk, the Keystore on
//! Android, Protected Data on iOS.

#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod desk;
#[cfg(any(target_os = "android", target_os = "ios", test))]
mod installation;

use std::{collections::HashMap, sync::Arc};

use data_encoding::BASE64URL_NOPAD;
use keyring_core::{Entry, Error, api::CredentialStoreApi};

use crate::{
    client::ports::{Vault, VaultError},
    secret::Secret,
};

/// The name under which the store lists our entries.
const SERVICE: &str = "kz.ashyq";

/// An item of iOS is read from the first unlock on, as deliveries run behind a locked screen, and never leaves the phone.
#[cfg(target_os = "ios")]
const MODIFIERS: [(&str, &str); 1] = [("access-policy", "after-first-unlock-this-device-only")];
#[cfg(not(target_os = "ios"))]
const MODIFIERS: [(&str, &str); 0] = [];

/// Names an entry of a store.
type Name = dyn Fn(&str) -> Result<Entry, Error> + Send + Sync;

/// The platform's secure store.
pub struct SecureStore {
    /// The store is in here: the process-wide default belongs to whoever sets it last.
    entry: Box<Name>,
    /// Stands before every name.
    prefix: String,
}

impl SecureStore {
    /// The store's own type matters: what a phone never asks of it, such as Android's search by regular expressions, is
    /// then left out of the library.
    fn of<S: CredentialStoreApi + Send + Sync + ?Sized + 'static>(store: Arc<S>, prefix: String) -> Self {
        let entry = move |user: &str| store.build(SERVICE, user, Some(&HashMap::from(MODIFIERS)));
        Self { entry: Box::new(entry), prefix }
    }

    fn speak<T: Send>(
        &self,
        name: &str,
        what: impl FnOnce(Entry) -> Result<T, Error> + Send,
    ) -> Result<Option<T>, VaultError> {
        let user = format!("{}{name}", self.prefix);
        let said = on_a_thread_of_its_own(|| (self.entry)(&user).and_then(what));
        match said.ok_or(VaultError::Locked)? {
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
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => VaultError::Missing,
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => VaultError::Damaged,
        _ => VaultError::Locked,
    }
}

impl Vault for SecureStore {
    fn get(&self, name: &str) -> Result<Option<Secret<Vec<u8>>>, VaultError> {
        // An unreadable entry is a normal way to start after a restore: log in again.
        let text = match self.speak(name, |entry| entry.get_password()) {
            Err(VaultError::Damaged) => None,
            said => said?.map(Secret::new),
        };
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

#[cfg(test)]
mod tests;
