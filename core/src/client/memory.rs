//! Ports in memory: honest implementations with switches, for tests, the simulator and the demo's phones.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use sha2::{Digest, Sha256};

use crate::{
    bytes::Bytes,
    client::ports::{
        Boxed, Clock, DeviceKey, DeviceKeyError, HttpRequest, HttpResponse, Journal, JournalChange, JournalError,
        Lasting, Ports, Random, Reading, Row, RowKind, Transport, Unreachable, Vault, VaultError,
    },
    moment::Moment,
    proof::DevicePublicKey,
    secret::Secret,
};

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One phone whose ports are all in memory; its transport reaches nobody until [`Memory::reach`].
#[derive(Clone)]
pub struct Memory {
    /// The secure store.
    pub vault: Arc<MemoryVault>,
    /// The journal.
    pub journal: Arc<MemoryJournal>,
    /// The clock.
    pub clock: Arc<ManualClock>,
    /// The device key.
    pub device_key: Arc<SeedKey>,
    /// Random bytes from a seed.
    pub random: Arc<SeededRandom>,
    /// The way to the service.
    pub transport: Arc<dyn Transport>,
}

impl Memory {
    /// A phone whose every random byte follows from the seed.
    pub fn new(seed: u64) -> Self {
        let random = SeededRandom::new(seed);
        let key = Secret::new(<dyn Random>::bytes::<32>(&random).to_vec());
        Self {
            vault: Arc::default(),
            journal: Arc::default(),
            clock: Arc::new(ManualClock::new(Moment(1_795_348_800_000))),
            device_key: Arc::new(SeedKey::new(&key)),
            random: Arc::new(random),
            transport: Arc::new(Nobody),
        }
    }

    /// The same phone with a way to the service.
    #[must_use]
    pub fn reach(self, transport: Arc<dyn Transport>) -> Self {
        Self { transport, ..self }
    }

    /// The phone's ports.
    pub fn ports(&self) -> Ports {
        Ports {
            transport: Arc::clone(&self.transport),
            vault: self.vault.clone(),
            journal: self.journal.clone(),
            clock: self.clock.clone(),
            device_key: self.device_key.clone(),
            random: self.random.clone(),
        }
    }
}

struct Nobody;

impl Transport for Nobody {
    fn send(&self, _: HttpRequest) -> Boxed<'_, Result<HttpResponse, Unreachable>> {
        Box::pin(std::future::ready(Err(Unreachable)))
    }
}

type Secrets = BTreeMap<String, Secret<Vec<u8>>>;

/// A secure store in memory that can be locked.
#[derive(Debug, Default)]
pub struct MemoryVault {
    secrets: Mutex<Secrets>,
    locked: AtomicBool,
}

impl MemoryVault {
    /// Locks or unlocks it.
    pub fn lock(&self, locked: bool) {
        self.locked.store(locked, Ordering::SeqCst);
    }

    fn open(&self) -> Result<MutexGuard<'_, Secrets>, VaultError> {
        if self.locked.load(Ordering::SeqCst) { Err(VaultError::Locked) } else { Ok(lock(&self.secrets)) }
    }
}

impl Vault for MemoryVault {
    fn get(&self, name: &str) -> Result<Option<Secret<Vec<u8>>>, VaultError> {
        Ok(self.open()?.get(name).cloned())
    }

    fn set(&self, name: &str, secret: &Secret<Vec<u8>>) -> Result<(), VaultError> {
        self.open()?.insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.open()?.remove(name);
        Ok(())
    }
}

/// A journal in memory whose writes can be made to fail.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    rows: Mutex<BTreeMap<(u8, [u8; 16]), Row>>,
    failing: Mutex<Option<JournalError>>,
    writes: AtomicU64,
}

impl MemoryJournal {
    /// Makes every write fail, or work again.
    pub fn fail(&self, with: Option<JournalError>) {
        *lock(&self.failing) = with;
    }

    /// How many writes there were.
    pub fn writes(&self) -> u64 {
        self.writes.load(Ordering::SeqCst)
    }
}

impl Journal for MemoryJournal {
    fn load(&self, kind: RowKind) -> Result<Vec<Row>, JournalError> {
        Ok(lock(&self.rows).values().filter(|row| row.kind == kind).cloned().collect())
    }

    fn write(&self, changes: &[JournalChange], _: Lasting) -> Result<(), JournalError> {
        if let Some(error) = *lock(&self.failing) {
            return Err(error);
        }
        self.writes.fetch_add(1, Ordering::SeqCst);
        let mut rows = lock(&self.rows);
        for change in changes {
            match change {
                JournalChange::Put(row) => rows.insert((row.kind as u8, row.id), row.clone()),
                JournalChange::Delete(kind, id) => rows.remove(&(*kind as u8, *id)),
            };
        }
        Ok(())
    }
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct ManualClock(Mutex<Reading>);

impl ManualClock {
    /// A clock that stands at a moment.
    pub fn new(wall: Moment) -> Self {
        Self(Mutex::new(Reading { wall, since_boot: Duration::from_secs(1000), boot: [1; 16] }))
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        let mut reading = lock(&self.0);
        reading.wall = reading.wall.plus(time);
        reading.since_boot += time;
    }

    /// Sets the wall clock alone, as anyone can.
    pub fn set_wall(&self, wall: Moment) {
        lock(&self.0).wall = wall;
    }

    /// Starts the phone again.
    pub fn restart(&self) {
        let mut reading = lock(&self.0);
        reading.since_boot = Duration::from_secs(20);
        reading.boot[0] = reading.boot[0].wrapping_add(1);
    }
}

impl Clock for ManualClock {
    fn read(&self) -> Reading {
        *lock(&self.0)
    }
}

/// A P-256 key from 32 random bytes: the device key of a desk, where no hardware holds one.
pub struct SeedKey(Option<SigningKey>);

impl SeedKey {
    /// Derives the key; the seed is hashed until it is a valid scalar.
    pub fn new(seed: &Secret<Vec<u8>>) -> Self {
        let mut digest = Sha256::digest(seed.expose("the device key is derived"));
        let key = (0..4).find_map(|_| {
            let key = SigningKey::from_slice(&digest).ok();
            digest = Sha256::digest(digest);
            key
        });
        Self(key)
    }
}

impl DeviceKey for SeedKey {
    fn public(&self) -> Result<DevicePublicKey, DeviceKeyError> {
        let key = self.0.as_ref().ok_or(DeviceKeyError)?;
        let point = key.verifying_key().to_sec1_point(false);
        let bytes = point.as_bytes().get(1..).and_then(|bytes| bytes.try_into().ok()).ok_or(DeviceKeyError)?;
        Ok(DevicePublicKey(Bytes(bytes)))
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], DeviceKeyError> {
        let signature: Signature = self.0.as_ref().ok_or(DeviceKeyError)?.sign(message);
        Ok(signature.to_bytes().into())
    }
}

/// Bytes that follow from a seed: SHA-256 of the seed and a counter. Not for anything real.
#[derive(Debug)]
pub struct SeededRandom {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededRandom {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let number = self.drawn.fetch_add(1, Ordering::SeqCst);
            let block =
                Sha256::new().chain_update(self.seed.to_be_bytes()).chain_update(number.to_be_bytes()).finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}
