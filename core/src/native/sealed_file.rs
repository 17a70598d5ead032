//! A vault in one file, sealed with a passphrase: for a desk without a secure store, and only where a person asks for it by name.

use std::{
    collections::BTreeMap,
    io::Write as _,
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use argon2::Argon2;
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit},
};
use data_encoding::BASE64URL_NOPAD;

use crate::{
    client::ports::{Random, Vault, VaultError},
    native::random::SystemRandom,
    secret::Secret,
};

const SALT: usize = 16;
const NONCE: usize = 24;

/// A vault in a file that only its owner can read.
pub struct SealedFile {
    path: PathBuf,
    salt: [u8; SALT],
    cipher: XChaCha20Poly1305,
    secrets: Mutex<BTreeMap<String, String>>,
}

impl SealedFile {
    /// Opens the file with its passphrase, or makes a new one where there is none.
    ///
    /// # Errors
    ///
    /// [`VaultError::Locked`] where the passphrase does not fit, [`VaultError::Damaged`] where the file cannot be read or
    /// others than its owner can.
    pub fn open(path: &Path, passphrase: &Secret<String>) -> Result<Self, VaultError> {
        let kept = match std::fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(_) => return Err(VaultError::Damaged),
        };
        if kept.is_some() && std::fs::metadata(path).map_or(true, |meta| meta.permissions().mode() & 0o077 != 0) {
            return Err(VaultError::Damaged);
        }
        let salt = match &kept {
            Some(bytes) => *bytes.first_chunk::<SALT>().ok_or(VaultError::Damaged)?,
            None => (&SystemRandom as &dyn Random).bytes(),
        };
        let cipher = XChaCha20Poly1305::new((&derive(passphrase, &salt)?).into());
        let secrets = kept.map_or(Ok(BTreeMap::new()), |bytes| unseal(&cipher, &bytes[SALT..]))?;
        Ok(Self { path: path.to_owned(), salt, cipher, secrets: Mutex::new(secrets) })
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, String>)) -> Result<(), VaultError> {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed = secrets.clone();
        change(&mut changed);
        self.write(&changed).map_err(|_| VaultError::Damaged)?;
        *secrets = changed;
        Ok(())
    }

    /// Writes beside the file, syncs, and puts it in place.
    fn write(&self, secrets: &BTreeMap<String, String>) -> std::io::Result<()> {
        let nonce: [u8; NONCE] = (&SystemRandom as &dyn Random).bytes();
        let plain = Secret::new(serde_json::to_vec(secrets)?);
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), plain.expose("it is sealed").as_slice());
        let sealed = sealed.map_err(|_| std::io::Error::other("not sealed"))?;
        let beside = self.path.with_extension("new");
        let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(&[self.salt.as_slice(), &nonce, &sealed].concat())?;
        file.sync_all()?;
        std::fs::rename(&beside, &self.path)
    }
}

fn derive(passphrase: &Secret<String>, salt: &[u8; SALT]) -> Result<[u8; 32], VaultError> {
    let mut key = [0; 32];
    let passphrase = passphrase.expose("the file's key is derived").as_bytes();
    Argon2::default().hash_password_into(passphrase, salt, &mut key).map_err(|_| VaultError::Locked)?;
    Ok(key)
}

fn unseal(cipher: &XChaCha20Poly1305, bytes: &[u8]) -> Result<BTreeMap<String, String>, VaultError> {
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(VaultError::Damaged)?;
    let plain = Secret::new(cipher.decrypt(&XNonce::from(*nonce), sealed).map_err(|_| VaultError::Locked)?);
    serde_json::from_slice(plain.expose("the file is read")).map_err(|_| VaultError::Damaged)
}

impl Vault for SealedFile {
    fn get(&self, name: &str) -> Result<Option<Secret<Vec<u8>>>, VaultError> {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = secrets.get(name).map(|text| BASE64URL_NOPAD.decode(text.as_bytes()));
        bytes.transpose().map(|bytes| bytes.map(Secret::new)).map_err(|_| VaultError::Damaged)
    }

    fn set(&self, name: &str, secret: &Secret<Vec<u8>>) -> Result<(), VaultError> {
        let text = BASE64URL_NOPAD.encode(secret.expose("it goes into the sealed file"));
        self.change(|secrets| {
            secrets.insert(name.to_owned(), text);
        })
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        // What is not there leaves the file as it is.
        if !self.secrets.lock().unwrap_or_else(PoisonError::into_inner).contains_key(name) {
            return Ok(());
        }
        self.change(|secrets| {
            secrets.remove(name);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_outlive_the_app_and_open_with_their_passphrase_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault");
        let passphrase = Secret::new(String::from("correct horse"));
        let vault = SealedFile::open(&path, &passphrase).unwrap();
        vault.set("iin", &Secret::new(b"900101300017".to_vec())).unwrap();
        let again = SealedFile::open(&path, &passphrase).unwrap();
        assert_eq!(again.get("iin").unwrap().unwrap().expose("test"), b"900101300017");
        again.delete("iin").unwrap();
        assert!(again.get("iin").unwrap().is_none());
        assert_eq!(SealedFile::open(&path, &Secret::new(String::from("wrong"))).err(), Some(VaultError::Locked));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_file_that_others_can_read_or_that_is_torn_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault");
        let passphrase = Secret::new(String::from("correct horse"));
        SealedFile::open(&path, &passphrase).unwrap().set("a", &Secret::new(vec![1])).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(SealedFile::open(&path, &passphrase).err(), Some(VaultError::Damaged));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        for length in 0..bytes.len() {
            std::fs::write(&path, &bytes[..length]).unwrap();
            if length % 16 == 0 {
                assert!(SealedFile::open(&path, &passphrase).is_err(), "length {length}");
            }
        }
    }
}
