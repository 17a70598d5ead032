//! The ports of [`crate::client`] on real parts: reqwest and rustls, the platform's secure store, the journal on disk,
//! the system's clock and random numbers.

#[cfg(feature = "scan")]
mod camera;
mod clock;
mod device_key;
mod host_key;
mod journal;
mod phone;
mod random;
mod sealed_file;
mod transport;
mod vault;

#[cfg(feature = "scan")]
pub use camera::Camera;
pub use clock::SystemClock;
pub use device_key::VaultKey;
pub use host_key::{public_of_host, signature_of_host};
pub use journal::DiskJournal;
pub use phone::{KeptIn, Passphrase, Settings, StartError, open};
pub use random::SystemRandom;
pub use sealed_file::SealedFile;
pub use transport::{AddressError, HttpTransport};
pub use vault::SecureStore;
