//! The device key in the platform's hardware, which only the platform can ask.

use std::sync::Arc;

use ashyq_core::{
    client::ports::{DeviceKey, DeviceKeyError},
    native::{public_of_host, signature_of_host},
    proof::DevicePublicKey,
};

/// A P-256 key that the platform's hardware holds: Android's Keystore, Apple's Secure Enclave.
#[uniffi::export(foreign)]
pub trait HostKey: Send + Sync {
    /// The public half: `getEncoded()` on Android, `SecKeyCopyExternalRepresentation` on Apple's platforms.
    fn public_key(&self) -> Result<Vec<u8>, HostKeyError>;

    /// Signs a message with ECDSA and SHA-256; the signature as the platform writes it (DER).
    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, HostKeyError>;
}

/// Why the platform's key cannot be used.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum HostKeyError {
    /// The hardware does not answer, or the key is gone.
    #[error("the platform's key cannot be used")]
    Unusable,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for HostKeyError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unusable
    }
}

/// The platform's key behind the core's port.
pub(crate) struct Hosted(pub(crate) Arc<dyn HostKey>);

impl DeviceKey for Hosted {
    fn public(&self) -> Result<DevicePublicKey, DeviceKeyError> {
        public_of_host(&self.0.public_key().map_err(|_| DeviceKeyError)?)
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], DeviceKeyError> {
        signature_of_host(&self.0.sign(message.to_vec()).map_err(|_| DeviceKeyError)?)
    }
}
