//! The journal as the client sees it: typed rows, sealed with a key from the vault.
//!
//! Every row is under XChaCha20-Poly1305 with its kind and id as associated data, so that rows cannot be swapped. A row
//! that does not open is counted and left out, never a crash: a restored backup without its key is a normal way to start.

use std::{num::NonZero, sync::Arc};

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    client::ports::{Journal, JournalChange, JournalError, Lasting, Ports, Random, Row, RowKind, Vault, VaultError},
    secret::Secret,
};

/// The vault's name of the journal's key.
pub(crate) const JOURNAL_KEY: &str = "journal-key";

/// The most cores that open rows.
const MOST_CORES: usize = 4;
/// Fewer rows than these are not worth another thread.
const LEAST_SHARE: usize = 256;

/// The journal with the key that opens it.
pub(crate) struct Sealed {
    journal: Arc<dyn Journal>,
    random: Arc<dyn Random>,
    cipher: XChaCha20Poly1305,
}

/// What was read, and how many rows did not open.
pub(crate) struct Loaded<T> {
    pub(crate) rows: Vec<([u8; 16], T)>,
    pub(crate) damaged: usize,
}

impl Sealed {
    /// Opens the journal with the vault's key, or a new one where there is none.
    pub(crate) fn open(ports: &Ports) -> Result<Self, VaultError> {
        let key = journal_key(&*ports.vault, &*ports.random)?;
        let bytes: &[u8; 32] =
            key.expose("the journal is opened").as_slice().try_into().map_err(|_| VaultError::Damaged)?;
        let cipher = XChaCha20Poly1305::new(bytes.into());
        Ok(Self { journal: Arc::clone(&ports.journal), random: Arc::clone(&ports.random), cipher })
    }

    /// Reads all rows of a kind.
    pub(crate) fn load<T: DeserializeOwned + Send>(&self, kind: RowKind) -> Result<Loaded<T>, JournalError> {
        let sealed = self.journal.load(kind)?;
        // A full outbox is opened by all cores: somebody waits for the app.
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_CORES);
        let share = sealed.len().div_ceil(cores).max(LEAST_SHARE);
        let cipher = &self.cipher;
        let rows = std::thread::scope(|scope| {
            let shares: Vec<_> = sealed.chunks(share).collect();
            let (first, others) = shares.split_first().map_or((&[][..], &[][..]), |(first, others)| (*first, others));
            let others: Vec<_> = others.iter().map(|share| scope.spawn(|| unseal_all(cipher, share))).collect();
            let mut rows = unseal_all(cipher, first);
            for other in others {
                rows.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            rows
        });
        let damaged = sealed.len() - rows.len();
        Ok(Loaded { rows, damaged })
    }

    /// A change that writes a row.
    pub(crate) fn put<T: Serialize>(&self, kind: RowKind, id: [u8; 16], content: &T) -> JournalChange {
        let nonce: [u8; 24] = self.random.bytes();
        let plain = Secret::new(serde_json::to_vec(content).unwrap_or_default());
        let payload = Payload { msg: plain.expose("it is sealed"), aad: &associated(kind, id) };
        let mut sealed = nonce.to_vec();
        // Fails only past 256 GiB.
        sealed.extend(self.cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default());
        JournalChange::Put(Row { kind, id, sealed })
    }

    /// Makes changes together.
    pub(crate) fn write(&self, changes: &[JournalChange], lasting: Lasting) -> Result<(), JournalError> {
        if changes.is_empty() { Ok(()) } else { self.journal.write(changes, lasting) }
    }
}

/// The rows that open.
fn unseal_all<T: DeserializeOwned>(cipher: &XChaCha20Poly1305, rows: &[Row]) -> Vec<([u8; 16], T)> {
    rows.iter().filter_map(|row| Some((row.id, unseal(cipher, row)?))).collect()
}

fn unseal<T: DeserializeOwned>(cipher: &XChaCha20Poly1305, row: &Row) -> Option<T> {
    let (nonce, sealed) = row.sealed.split_first_chunk::<24>()?;
    let payload = Payload { msg: sealed, aad: &associated(row.kind, row.id) };
    let plain = Secret::new(cipher.decrypt(&XNonce::from(*nonce), payload).ok()?);
    serde_json::from_slice(plain.expose("the row is read")).ok()
}

fn associated(kind: RowKind, id: [u8; 16]) -> [u8; 17] {
    let mut bytes = [kind as u8; 17];
    bytes[1..].copy_from_slice(&id);
    bytes
}

/// The vault's key, or a new one where there is none.
pub(crate) fn journal_key(vault: &dyn Vault, random: &dyn Random) -> Result<Secret<Vec<u8>>, VaultError> {
    if let Some(key) = vault.get(JOURNAL_KEY)? {
        return Ok(key);
    }
    let key = Secret::new(random.bytes::<32>().to_vec());
    vault.set(JOURNAL_KEY, &key)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::memory::Memory;

    #[test]
    fn rows_come_back_and_bytes_on_disk_say_nothing() {
        let memory = Memory::new(1);
        let sealed = Sealed::open(&memory.ports()).unwrap();
        sealed.write(&[sealed.put(RowKind::Open, [7; 16], &"900101300017")], Lasting::Power).unwrap();
        let loaded = sealed.load::<String>(RowKind::Open).unwrap();
        assert_eq!((loaded.rows, loaded.damaged), (vec![([7; 16], String::from("900101300017"))], 0));
        let row = &memory.journal.load(RowKind::Open).unwrap()[0];
        assert!(!String::from_utf8_lossy(&row.sealed).contains("900101"));
    }

    #[test]
    fn every_flipped_bit_and_every_swap_is_counted() {
        let memory = Memory::new(1);
        let sealed = Sealed::open(&memory.ports()).unwrap();
        sealed.write(&[sealed.put(RowKind::Open, [7; 16], &1_u32)], Lasting::Power).unwrap();
        let row = memory.journal.load(RowKind::Open).unwrap().remove(0);
        for bit in 0..row.sealed.len() * 8 {
            let mut changed = row.clone();
            changed.sealed[bit / 8] ^= 1 << (bit % 8);
            assert!(unseal::<u32>(&sealed.cipher, &changed).is_none(), "bit {bit}");
        }
        for length in 0..row.sealed.len() {
            let torn = Row { sealed: row.sealed[..length].to_vec(), ..row.clone() };
            assert!(unseal::<u32>(&sealed.cipher, &torn).is_none(), "length {length}");
        }
        assert!(unseal::<u32>(&sealed.cipher, &Row { id: [8; 16], ..row.clone() }).is_none());
        assert!(unseal::<u32>(&sealed.cipher, &Row { kind: RowKind::Past, ..row }).is_none());
    }

    #[test]
    fn without_its_key_the_rows_are_counted_not_read() {
        let memory = Memory::new(1);
        let sealed = Sealed::open(&memory.ports()).unwrap();
        sealed.write(&[sealed.put(RowKind::Open, [7; 16], &1_u32)], Lasting::Power).unwrap();
        memory.vault.delete(JOURNAL_KEY).unwrap();
        let loaded = Sealed::open(&memory.ports()).unwrap().load::<u32>(RowKind::Open).unwrap();
        assert_eq!((loaded.rows.len(), loaded.damaged), (0, 1));
    }
}
