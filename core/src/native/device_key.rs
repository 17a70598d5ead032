//! The device key of a desk: made once and kept in the vault. Phones hold theirs in hardware, behind the same port.

use std::sync::Arc;

use crate::{
    client::{
        memory::SeedKey,
        ports::{DeviceKey, DeviceKeyError, Random, Vault, VaultError},
    },
    proof::DevicePublicKey,
    secret::Secret,
};

const DEVICE_KEY: &str = "device-key";

/// A P-256 key whose seed is in the vault.
pub struct VaultKey(SeedKey);

impl VaultKey {
    /// Reads the key's seed from the vault, or makes and keeps a new one.
    pub fn open(vault: &Arc<dyn Vault>, random: &dyn Random) -> Result<Self, VaultError> {
        let seed = if let Some(seed) = vault.get(DEVICE_KEY)? {
            seed
        } else {
            let seed = Secret::new(random.bytes::<32>().to_vec());
            vault.set(DEVICE_KEY, &seed)?;
            seed
        };
        Ok(Self(SeedKey::new(&seed)))
    }
}

impl DeviceKey for VaultKey {
    fn public(&self) -> Result<DevicePublicKey, DeviceKeyError> {
        self.0.public()
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], DeviceKeyError> {
        self.0.sign(message)
    }
}
