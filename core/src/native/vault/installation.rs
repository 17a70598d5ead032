//! The phone's secure store, and the installation of the app that it belongs to.
//!
//! The store and the app's folder do not live equally long: items of iOS outlive an uninstall, and a restored backup of
//! Android brings entries without the key that opens them. So an installation has an id, kept in both. Where they do not
//! agree this is a first run, and it starts with nothing.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::Path,
};

use data_encoding::HEXLOWER;
#[cfg(not(target_os = "android"))]
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};

#[cfg(not(target_os = "android"))]
use super::SERVICE;
use super::{SecureStore, on_a_thread_of_its_own, sort};
use crate::{
    client::ports::{Random, Vault as _, VaultError},
    native::random::SystemRandom,
    secret::Secret,
};

/// The file in the app's folder, and the entry in the store.
const INSTALLATION: &str = "installation";

impl SecureStore {
    /// Opens the phone's store for the installation that keeps its files in `folder`, which is there. What an earlier
    /// installation left is deleted.
    ///
    /// # Errors
    ///
    /// [`VaultError::Locked`] before the phone's first unlock; [`VaultError::Missing`] on Android before the app has
    /// handed over its context.
    #[cfg(any(target_os = "android", target_os = "ios"))]
    pub fn of_installation(folder: &Path) -> Result<Self, VaultError> {
        open(folder, platform)
    }

    fn is_of(&self, id: &str) -> Result<bool, VaultError> {
        Ok(self.get(INSTALLATION)?.is_some_and(|kept| kept.expose("it is compared") == id.as_bytes()))
    }
}

/// Lists entries of a store.
type List = dyn Fn() -> keyring_core::Result<Vec<Entry>> + Send + Sync;

/// A platform's store as an installation finds it.
struct Found {
    store: SecureStore,
    /// What it holds of ours, of whatever installation.
    ours: Box<List>,
}

impl Found {
    fn empty(&self) -> Result<(), VaultError> {
        let delete = |entry: &Entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            said => said,
        };
        let said = on_a_thread_of_its_own(|| (self.ours)()?.iter().try_for_each(delete));
        said.ok_or(VaultError::Locked)?.map_err(|error| sort(&error))
    }
}

/// Android's store takes its name from the installation: one whose key is lost never works again, and cannot be deleted
/// by the process that looked at it. So a new installation's is empty.
#[cfg(target_os = "android")]
fn platform(id: &str) -> keyring_core::Result<Found> {
    let name = format!("ashyq-{id}");
    let store = android_native_keyring_store::Store::new_with_configuration(&HashMap::from([("name", name.as_str())]))?;
    Ok(Found { store: SecureStore::of(store, String::new()), ours: Box::new(|| Ok(Vec::new())) })
}

#[cfg(target_os = "ios")]
fn platform(_: &str) -> keyring_core::Result<Found> {
    Ok(searched(apple_native_keyring_store::protected::Store::new()?))
}

#[cfg(not(target_os = "android"))]
fn searched<S: CredentialStoreApi + Send + Sync + 'static>(store: std::sync::Arc<S>) -> Found {
    let searched = store.clone();
    let ours = move || searched.search(&HashMap::from([("service", SERVICE)]));
    Found { store: SecureStore::of(store, String::new()), ours: Box::new(ours) }
}

fn open(
    folder: &Path,
    platform: impl Fn(&str) -> keyring_core::Result<Found> + Sync,
) -> Result<SecureStore, VaultError> {
    let find = |id: &str| {
        let found = on_a_thread_of_its_own(|| platform(id)).ok_or(VaultError::Missing)?;
        found.map_err(|error| sort(&error))
    };
    let file = folder.join(INSTALLATION);
    match fs::read_to_string(&file) {
        Ok(id) => {
            let found = find(&id)?;
            // Looked at twice: what is thrown away here is everything, and a busy key store may stammer.
            if found.store.is_of(&id)? || found.store.is_of(&id)? {
                return Ok(found.store);
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        // Such as before the first unlock.
        Err(_) => return Err(VaultError::Locked),
    }
    let id = HEXLOWER.encode(&(&SystemRandom as &dyn Random).bytes::<16>());
    let found = find(&id)?;
    found.empty()?;
    found.store.set(INSTALLATION, &Secret::new(id.clone().into_bytes()))?;
    // The file comes last: without it the next start is a first run again.
    keep(&file, &id).map_err(|_| VaultError::Locked)?;
    Ok(found.store)
}

fn keep(file: &Path, id: &str) -> std::io::Result<()> {
    let beside = file.with_extension("new");
    let mut writing = File::create(&beside)?;
    writing.write_all(id.as_bytes())?;
    writing.sync_all()?;
    fs::rename(&beside, file)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use keyring_core::mock;

    use super::*;

    fn entry(store: &Arc<mock::Store>, name: &str) -> Entry {
        store.build(SERVICE, name, None).unwrap()
    }

    fn iin(store: &SecureStore) -> Option<Vec<u8>> {
        store.get("iin").unwrap().map(|secret| secret.expose("test").clone())
    }

    /// A store that outlives the app, and an installation that has kept something in it.
    fn installed(folder: &Path) -> Arc<mock::Store> {
        let store = mock::Store::new().unwrap();
        let opened = open(folder, |_| Ok(searched(store.clone()))).unwrap();
        opened.set("iin", &Secret::new(b"900101300017".to_vec())).unwrap();
        store
    }

    #[test]
    fn an_installation_finds_what_it_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = installed(folder.path());
        for _ in 0..2 {
            assert_eq!(
                iin(&open(folder.path(), |_| Ok(searched(store.clone()))).unwrap()),
                Some(b"900101300017".to_vec())
            );
        }
    }

    #[test]
    fn a_first_run_finds_nothing_of_an_earlier_installation() {
        let (before, now) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = installed(before.path());
        assert_eq!(iin(&open(now.path(), |_| Ok(searched(store.clone()))).unwrap()), None);
        assert!(matches!(entry(&store, "iin").get_secret(), Err(Error::NoEntry)), "it is gone for good");
        assert_eq!(iin(&open(before.path(), |_| Ok(searched(store.clone()))).unwrap()), None);
    }

    #[test]
    fn a_first_run_that_was_cut_short_is_run_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = installed(folder.path());
        fs::remove_file(folder.path().join(INSTALLATION)).unwrap();
        assert_eq!(iin(&open(folder.path(), |_| Ok(searched(store.clone()))).unwrap()), None);
    }

    #[test]
    fn a_folder_without_its_store_or_with_one_whose_key_is_lost_starts_anew_under_another_id() {
        let folder = tempfile::tempdir().unwrap();
        let store = installed(folder.path());
        let id = || fs::read_to_string(folder.path().join(INSTALLATION)).unwrap();
        let (first, other) = (id(), mock::Store::new().unwrap());
        assert_eq!(iin(&open(folder.path(), |_| Ok(searched(other.clone()))).unwrap()), None);
        let second = id();
        assert_ne!(first, second);
        entry(&store, INSTALLATION).set_password("not ours").unwrap();
        assert_eq!(iin(&open(folder.path(), |_| Ok(searched(store.clone()))).unwrap()), None);
        assert_ne!(second, id());
    }

    #[test]
    fn a_locked_store_and_one_that_stammers_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = installed(folder.path());
        let errors = [
            (Error::NoStorageAccess("locked".into()), Some(VaultError::Locked)),
            (Error::PlatformFailure("-25308".into()), Some(VaultError::Locked)),
            (Error::BadDataFormat(vec![7], "busy".into()), None),
        ];
        for (error, expected) in errors {
            let installation = entry(&store, INSTALLATION);
            installation.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(error);
            assert_eq!(open(folder.path(), |_| Ok(searched(store.clone()))).err(), expected);
            assert_eq!(
                iin(&open(folder.path(), |_| Ok(searched(store.clone()))).unwrap()),
                Some(b"900101300017".to_vec())
            );
        }
        let unreadable = folder.path().join(INSTALLATION);
        fs::remove_file(&unreadable).unwrap();
        fs::create_dir(&unreadable).unwrap();
        assert_eq!(open(folder.path(), |_| Ok(searched(store.clone()))).err(), Some(VaultError::Locked));
        assert!(entry(&store, "iin").get_secret().is_ok());
    }

    #[test]
    fn a_platform_without_its_store_says_so_even_by_a_panic() {
        let folder = tempfile::tempdir().unwrap();
        let missing = open(folder.path(), |_| panic!("android context was not initialized"));
        assert_eq!(missing.err(), Some(VaultError::Missing));
        let missing = open(folder.path(), |_| Err(Error::NotSupportedByStore("none".into())));
        assert_eq!(missing.err(), Some(VaultError::Missing));
    }
}
