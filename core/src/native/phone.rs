//! Opens a phone on real parts, from what an app is built with and where it may write.

use std::{path::PathBuf, sync::Arc};

use displaydoc::Display;
use thiserror::Error;

use crate::{
    bytes::Bytes,
    client::{
        self, ClientError, Config, OpenError, Refusal, Start,
        ports::{DeviceKey, JournalError, Ports, Vault, VaultError},
    },
    keys::PublicKey,
    native::{DiskJournal, HttpTransport, SealedFile, SystemClock, SystemRandom, VaultKey},
    secret::Secret,
    words::Word,
};

/// What an app opens its phone with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// A folder of the app's own, kept out of backups; it is made where it is missing.
    pub folder: String,
    /// The service's address, such as `https://api.ashyq.kz`.
    pub service: String,
    /// The service's root public key, as base64url text.
    pub root: String,
    /// The app's version, to be compared with the least one that the service asks for.
    pub app_version: u32,
    /// Where secrets are kept.
    pub kept_in: KeptIn,
}

/// Where a phone keeps its secrets.
#[derive(Clone, Debug)]
pub enum KeptIn {
    /// The platform's secure store: Android's Keystore, Apple's Keychain, a desktop's Secret Service.
    Platform,
    /// A file in the folder, sealed with a passphrase: for a desk, and for tests.
    SealedFile {
        /// The passphrase.
        passphrase: Passphrase,
    },
}

/// A passphrase, which nothing prints.
pub type Passphrase = Secret<String>;

/// Why a phone does not open.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum StartError {
    /// the app is built with an address or a root that cannot be right, or its folder cannot be made
    Settings,
    /// the secure store is locked; unlock the phone and try again
    Locked,
    /// there is no secure store here
    Missing,
    /// the secure store or the device key is damaged; log in again after emptying the app's folder
    Damaged,
    /// the phone's storage is full or does not work
    Storage,
    /// a newer version of the app wrote what is here; update the app
    Newer,
}

impl StartError {
    /// The sentence that the screen shows.
    pub fn refusal(self) -> Refusal {
        match self {
            Self::Settings => Refusal::of(Word::ServiceFault),
            Self::Locked | Self::Damaged => ClientError::from(VaultError::Locked).refusal(),
            Self::Missing => ClientError::from(VaultError::Missing).refusal(),
            Self::Storage => ClientError::from(JournalError::Full).refusal(),
            Self::Newer => ClientError::from(JournalError::Newer).refusal(),
        }
    }
}

impl From<VaultError> for StartError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Locked => Self::Locked,
            VaultError::Missing => Self::Missing,
            VaultError::Damaged => Self::Damaged,
        }
    }
}

impl From<JournalError> for StartError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Full | JournalError::Busy | JournalError::Broken => Self::Storage,
            JournalError::Newer => Self::Newer,
        }
    }
}

impl From<OpenError> for StartError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Vault(error) => error.into(),
            OpenError::Journal(error) => error.into(),
        }
    }
}

/// Opens a phone. Its device key is the one given, held by hardware, or else one that is kept in the vault.
pub fn open(settings: &Settings, device_key: Option<Arc<dyn DeviceKey>>) -> Result<Start, StartError> {
    let transport = HttpTransport::new(&settings.service).map_err(|_| StartError::Settings)?;
    let root = Bytes::parse(&settings.root).map(PublicKey).ok_or(StartError::Settings)?;
    let folder = folder(settings)?;
    // First of all, for it locks the folder: nobody else makes the vault or the key meanwhile.
    let journal = Arc::new(DiskJournal::open(&folder)?);
    let vault = vault(settings, &folder)?;
    let device_key = match device_key {
        Some(key) => key,
        None => Arc::new(VaultKey::open(&vault, &SystemRandom)?),
    };
    let ports = Ports {
        transport: Arc::new(transport),
        vault,
        journal,
        clock: Arc::new(SystemClock::new()),
        device_key,
        random: Arc::new(SystemRandom),
    };
    Ok(client::open(Config { root, app_version: settings.app_version }, ports)?)
}

fn folder(settings: &Settings) -> Result<PathBuf, StartError> {
    use std::os::unix::fs::DirBuilderExt as _;
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&settings.folder);
    made.and_then(|()| std::fs::canonicalize(&settings.folder)).map_err(|_| StartError::Settings)
}

fn vault(settings: &Settings, folder: &std::path::Path) -> Result<Arc<dyn Vault>, VaultError> {
    match &settings.kept_in {
        KeptIn::Platform => platform_vault(folder),
        KeptIn::SealedFile { passphrase } => Ok(Arc::new(SealedFile::open(&folder.join("vault"), passphrase)?)),
    }
}

#[cfg(not(any(target_os = "android", target_os = "ios")))]
fn platform_vault(folder: &std::path::Path) -> Result<Arc<dyn Vault>, VaultError> {
    Ok(Arc::new(super::SecureStore::open(&folder.to_string_lossy())?))
}

#[cfg(any(target_os = "android", target_os = "ios"))]
fn platform_vault(folder: &std::path::Path) -> Result<Arc<dyn Vault>, VaultError> {
    Ok(Arc::new(super::SecureStore::of_installation(folder)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(folder: &std::path::Path) -> Settings {
        Settings {
            folder: folder.join("phone").to_string_lossy().into_owned(),
            service: "http://127.0.0.1:1".into(),
            root: Bytes([7; 32]).to_string(),
            app_version: 1,
            kept_in: KeptIn::SealedFile { passphrase: Secret::new("correct horse".into()) },
        }
    }

    #[test]
    fn a_phone_opens_twice_on_the_same_folder() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            assert!(matches!(open(&settings(folder.path()), None), Ok(Start::LogIn(_))));
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_what_one_can_do_about_it() {
        let folder = tempfile::tempdir().unwrap();
        let right = settings(folder.path());
        let fails = |settings: Settings| open(&settings, None).err();
        assert_eq!(fails(Settings { service: "http://ashyq.kz".into(), ..right.clone() }), Some(StartError::Settings));
        assert_eq!(fails(Settings { root: "short".into(), ..right.clone() }), Some(StartError::Settings));
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let under_a_file = file.join("phone").to_string_lossy().into_owned();
        assert_eq!(fails(Settings { folder: under_a_file, ..right.clone() }), Some(StartError::Settings));
        let first = open(&right, None);
        assert!(first.is_ok());
        assert_eq!(fails(right.clone()), Some(StartError::Storage), "the journal is in use");
        drop(first);
        let other = KeptIn::SealedFile { passphrase: Secret::new("wrong".into()) };
        assert_eq!(fails(Settings { kept_in: other, ..right }), Some(StartError::Locked));
    }

    #[test]
    fn of_many_who_open_at_once_one_does_and_the_others_are_told_that_it_is_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        let gate = std::sync::Barrier::new(4);
        let opened: Vec<Result<Start, StartError>> = std::thread::scope(|scope| {
            let openers: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        gate.wait();
                        open(&settings, None)
                    })
                })
                .collect();
            openers.into_iter().map(|opener| opener.join().unwrap()).collect()
        });
        assert_eq!(opened.iter().filter(|opened| opened.is_ok()).count(), 1);
        assert!(opened.iter().all(|opened| matches!(opened, Ok(_) | Err(StartError::Storage))));
    }

    #[test]
    fn every_failure_has_a_sentence() {
        use crate::words::Language;
        let all = [
            StartError::Settings,
            StartError::Locked,
            StartError::Missing,
            StartError::Damaged,
            StartError::Storage,
            StartError::Newer,
        ];
        for error in all {
            assert!(Language::ALL.iter().all(|language| !error.refusal().say(*language).contains('{')), "{error:?}");
        }
    }
}
