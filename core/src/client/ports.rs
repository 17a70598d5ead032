//! What the client needs of the world. The fault simulator implements the same ports as [`crate::native`] does.

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use displaydoc::Display;
use thiserror::Error;

use crate::{moment::Moment, proof::DevicePublicKey, secret::Secret};

/// A future on the heap, so that ports can be objects.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// All ports of one phone.
#[derive(Clone)]
pub struct Ports {
    /// Carries requests to the service.
    pub transport: Arc<dyn Transport>,
    /// The platform's secure store.
    pub vault: Arc<dyn Vault>,
    /// The journal on disk.
    pub journal: Arc<dyn Journal>,
    /// Reads the time.
    pub clock: Arc<dyn Clock>,
    /// The phone's own P-256 key.
    pub device_key: Arc<dyn DeviceKey>,
    /// Draws random bytes.
    pub random: Arc<dyn Random>,
}

/// Carries one HTTP exchange with the service, whose address it knows.
pub trait Transport: Send + Sync {
    /// Sends a request and waits for its answer, at the longest for the request's `deadline`.
    fn send(&self, request: HttpRequest) -> Boxed<'_, Result<HttpResponse, Unreachable>>;

    /// Ends every exchange under way, as though the network had gone.
    fn cancel(&self) {}

    /// Hears that the phone is on another network: what was connected over the old one is left.
    fn network_changed(&self) {}
}

/// A request to the service.
pub struct HttpRequest {
    /// GET, POST or PUT.
    pub method: &'static str,
    /// The path with its query.
    pub path: String,
    /// Header fields.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
    /// How long to wait at the most.
    pub deadline: Duration,
}

/// What came back; perhaps not from the service.
#[derive(Clone)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The media type without parameters.
    pub content_type: String,
    /// The nonce for the next proofs.
    pub nonce: Option<String>,
    /// The body, at most [`LONGEST_BODY`] bytes.
    pub body: Vec<u8>,
}

/// The longest answer that a transport reads, in bytes.
pub const LONGEST_BODY: usize = 1 << 20;

/// the service cannot be reached
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub struct Unreachable;

/// The platform's secure store: a few small secrets by name.
pub trait Vault: Send + Sync {
    /// Reads a secret.
    fn get(&self, name: &str) -> Result<Option<Secret<Vec<u8>>>, VaultError>;
    /// Writes a secret; durable when it returns.
    fn set(&self, name: &str, secret: &Secret<Vec<u8>>) -> Result<(), VaultError>;
    /// Deletes a secret; deleting nothing is no error.
    fn delete(&self, name: &str) -> Result<(), VaultError>;
}

/// Why the secure store does not answer.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum VaultError {
    /// the secure store is locked
    Locked,
    /// there is no secure store here
    Missing,
    /// the secure store holds something unreadable
    Damaged,
}

/// A row of the journal: what kind, whose, and bytes that only the client can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What kind of row it is.
    pub kind: RowKind,
    /// Its name within the kind; random for visits.
    pub id: [u8; 16],
    /// The sealed content.
    pub sealed: Vec<u8>,
}

/// The kinds of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum RowKind {
    /// Something held: documents, the binding, the clock's anchor.
    Held = 1,
    /// A visit that is not over or not delivered.
    Open = 2,
    /// A visit that is over and delivered.
    Past = 3,
}

/// A change of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalChange {
    /// Writes a row over one of the same kind and id.
    Put(Row),
    /// Deletes a row; deleting nothing is no error.
    Delete(RowKind, [u8; 16]),
}

/// What a written change must outlive before the write returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// The phone's sudden end: synced to the disk.
    Power,
    /// The app's sudden end. Enough for what the service would say again.
    App,
}

/// The journal on disk: rows, and changes that happen all or not at all.
pub trait Journal: Send + Sync {
    /// Reads all rows of a kind.
    fn load(&self, kind: RowKind) -> Result<Vec<Row>, JournalError>;
    /// Makes the changes together.
    fn write(&self, changes: &[JournalChange], lasting: Lasting) -> Result<(), JournalError>;
}

/// Why the journal does not answer.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum JournalError {
    /// the phone's storage is full
    Full,
    /// the journal is in use by another instance of the app
    Busy,
    /// the journal cannot be read or written
    Broken,
    /// the journal was written by a newer version of the app
    Newer,
}

/// Reads the time.
pub trait Clock: Send + Sync {
    /// Reads all clocks at once.
    fn read(&self) -> Reading;
}

/// What the phone's clocks say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The wall clock, which anyone can set.
    pub wall: Moment,
    /// The time since the phone started, which runs in sleep.
    pub since_boot: Duration,
    /// The name of this start of the phone.
    pub boot: [u8; 16],
}

/// The phone's own P-256 key.
pub trait DeviceKey: Send + Sync {
    /// The public half.
    fn public(&self) -> Result<DevicePublicKey, DeviceKeyError>;
    /// Signs a message with ECDSA and SHA-256, as `r ‖ s`.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], DeviceKeyError>;
}

/// the device key cannot be used
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub struct DeviceKeyError;

/// Draws random bytes from the platform's generator.
pub trait Random: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Random + '_ {
    /// A fixed number of random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ports")
    }
}
