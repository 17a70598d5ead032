//! Opens the phone of a profile on this desk's real parts.

use std::{path::Path, sync::Arc};

use ashyq_core::{
    bytes::Bytes,
    client::{
        self, ClientError, Config, LogIn, Session, Start,
        ports::{Ports, Vault, VaultError},
    },
    keys::PublicKey,
    native::{DiskJournal, HttpTransport, SealedFile, SecureStore, SystemClock, SystemRandom, VaultKey},
};

use crate::{
    desk::Desk,
    ending::Ending,
    profile::{Profile, Remembered},
    say::Say,
};

/// This app's version, which the service compares with the least one that it still answers in full.
pub const APP_VERSION: u32 = 1;

/// A phone that was opened, and what its profile is to remember.
pub struct Phone {
    /// Where it starts.
    pub start: Start,
    profile: Profile,
    service: Remembered,
}

impl Phone {
    /// Opens the phone that the options name.
    pub fn open(desk: &mut Desk) -> Result<Self, Ending> {
        let language = desk.language();
        let bad_profile = || Ending::field(language, "--profile", Say::RuleProfile.say(language));
        let folder = desk.options.profile.clone().or_else(|| Profile::usual_folder(|name| std::env::var(name).ok()));
        let folder = folder.ok_or_else(bad_profile)?;
        let profile = Profile::open(&folder).map_err(|_| bad_profile())?;
        let remembered = profile.remembered().map_err(|_| bad_profile())?;
        let service = service(desk, remembered)?;
        let transport = HttpTransport::new(&service.service)
            .map_err(|_| Ending::field(language, "--service", Say::RuleService.say(language)))?;
        let root = Bytes::parse(&service.root).map(PublicKey);
        let root = root.ok_or_else(|| Ending::field(language, "--root", Say::RuleRoot.say(language)))?;
        let vault = vault(desk, &profile)?;
        // Before the key, for it locks the profile: no other terminal makes a key meanwhile.
        let journal =
            DiskJournal::open(&profile.journal()).map_err(|error| Ending::of(language, &ClientError::from(error)))?;
        let device_key =
            VaultKey::open(&vault, &SystemRandom).map_err(|error| Ending::of(language, &ClientError::from(error)))?;
        let ports = Ports {
            transport: Arc::new(transport),
            vault,
            journal: Arc::new(journal),
            clock: Arc::new(SystemClock::new()),
            device_key: Arc::new(device_key),
            random: Arc::new(SystemRandom),
        };
        let start = client::open(Config { root, app_version: APP_VERSION }, ports)
            .map_err(|error| Ending::of(language, &ClientError::from(error)))?;
        Ok(Self { start, profile, service })
    }

    /// Opens the phone of a visitor who is logged in.
    pub fn session(desk: &mut Desk) -> Result<Session, Ending> {
        match Self::open(desk)?.start {
            Start::Session(session) => Ok(session),
            Start::LogIn(_) => Err(Ending::refused(desk.language(), Say::LogInFirst)),
        }
    }

    /// Opens the phone on which nobody is logged in.
    pub fn log_in(desk: &mut Desk) -> Result<(LogIn, Self), Ending> {
        let phone = Self::open(desk)?;
        match &phone.start {
            Start::LogIn(log_in) => Ok((log_in.clone(), phone)),
            Start::Session(_) => Err(Ending::refused(desk.language(), Say::LoggedInAlready)),
        }
    }

    /// Remembers the service in the profile.
    pub fn remember(&self, desk: &Desk) -> Result<(), Ending> {
        let rule = Say::RuleProfile.say(desk.language());
        self.profile.remember(&self.service).map_err(|_| Ending::field(desk.language(), "--profile", rule))
    }
}

/// The service that the options name or the profile remembers; never another than it remembers.
fn service(desk: &Desk, remembered: Option<Remembered>) -> Result<Remembered, Ending> {
    let language = desk.language();
    let asked = (desk.options.service.clone(), desk.options.root.clone());
    match (remembered, asked) {
        (Some(known), (service, root)) => {
            let same = service.is_none_or(|service| service.trim_end_matches('/') == known.service)
                && root.is_none_or(|root| root == known.root);
            let rule = Say::RuleOtherService.fill(language, &[("service", &known.service)]);
            if same { Ok(known) } else { Err(Ending::field(language, "--profile", &rule)) }
        }
        (None, (Some(service), Some(root))) => {
            Ok(Remembered { service: service.trim_end_matches('/').to_owned(), root })
        }
        (None, _) => Err(Ending::usage(language, Say::NoService)),
    }
}

/// The desktop's secure store, or the file that a person named; never one in place of the other.
fn vault(desk: &mut Desk, profile: &Profile) -> Result<Arc<dyn Vault>, Ending> {
    let language = desk.language();
    match desk.options.vault.clone() {
        Some(file) => sealed_file(desk, &file),
        None => match SecureStore::open(&profile.name()) {
            Ok(store) => Ok(Arc::new(store)),
            Err(VaultError::Missing) => Err(Ending::refused(language, Say::NoSecureStore)),
            Err(error) => Err(Ending::of(language, &ClientError::from(error))),
        },
    }
}

fn sealed_file(desk: &mut Desk, file: &Path) -> Result<Arc<dyn Vault>, Ending> {
    let language = desk.language();
    let passphrase = desk.secret("--vault", Say::Passphrase.say(language))?;
    match SealedFile::open(file, &passphrase) {
        Ok(vault) => Ok(Arc::new(vault)),
        Err(VaultError::Locked) => Err(Ending::refused(language, Say::VaultShut)),
        Err(VaultError::Missing | VaultError::Damaged) => Err(Ending::refused(language, Say::VaultDamaged)),
    }
}
