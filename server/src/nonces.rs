//! The service's nonces and the proofs that were seen.
//!
//! A nonce is base64url of 8 bytes of time in milliseconds, 8 random bytes and 16 bytes of HMAC-SHA-256 under a key that
//! lives as long as the process. It serves several requests; a proof under it counts once.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use ashyq_core::moment::Moment;
use data_encoding::BASE64URL_NOPAD;
use ring::hmac;

use crate::{limits, random};

/// Makes and checks nonces.
pub(crate) struct Nonces(hmac::Key);

impl Nonces {
    /// Nonces under a fresh key.
    pub(crate) fn new() -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &random::bytes::<32>()))
    }

    /// A nonce that carries the time.
    pub(crate) fn make(&self, now: Moment) -> String {
        let mut nonce = [0; 32];
        nonce[..8].copy_from_slice(&now.0.to_be_bytes());
        nonce[8..16].copy_from_slice(&random::bytes::<8>());
        let tag = hmac::sign(&self.0, &nonce[..16]);
        nonce[16..].copy_from_slice(&tag.as_ref()[..16]);
        BASE64URL_NOPAD.encode(&nonce)
    }

    /// The moment of a nonce of ours that still counts.
    pub(crate) fn check(&self, nonce: &str, now: Moment) -> Option<Moment> {
        let bytes: [u8; 32] = BASE64URL_NOPAD.decode(nonce.as_bytes()).ok()?.try_into().ok()?;
        let tag = hmac::sign(&self.0, &bytes[..16]);
        let ours: bool = subtle::ConstantTimeEq::ct_eq(&tag.as_ref()[..16], &bytes[16..]).into();
        let mut millis = [0; 8];
        millis.copy_from_slice(&bytes[..8]);
        let made = Moment(i64::from_be_bytes(millis));
        // A clock that was set back must not make old nonces good again, nor new ones bad for long.
        let fresh = now.since(made) < limits::NONCE_LIFE && made.since(now) < limits::NONCE_LIFE;
        (ours && fresh).then_some(made)
    }
}

/// What comes of showing a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// For the first time.
    First,
    /// Not for the first time.
    Again,
    /// There is no room to remember it.
    NoRoom,
}

/// Remembers proofs while their nonces count. Several processes will share it.
pub(crate) trait SeenProofs: Send + Sync {
    /// Notes a proof under a nonce of that moment.
    fn note(&self, proof: [u8; 16], nonce: Moment) -> Shown;
}

/// The proofs that this process has seen, by the minute of their nonce.
#[derive(Default)]
pub(crate) struct SeenHere(Mutex<[(u32, HashSet<[u8; 16]>); 5]>);

impl SeenProofs for SeenHere {
    fn note(&self, proof: [u8; 16], nonce: Moment) -> Shown {
        let minute = nonce.slot(std::time::Duration::from_mins(1));
        let mut minutes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nonces count for two minutes either way, so that five minutes never meet in one place.
        let (held, proofs) = &mut minutes[(minute % 5) as usize];
        if *held != minute {
            *held = minute;
            *proofs = HashSet::new();
        }
        if proofs.len() >= limits::MOST_PROOFS / 5 {
            Shown::NoRoom
        } else if proofs.insert(proof) {
            Shown::First
        } else {
            Shown::Again
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const NOW: Moment = Moment(1_795_348_800_000);

    #[test]
    fn a_nonce_counts_for_two_minutes_and_for_its_process() {
        let nonces = Nonces::new();
        let nonce = nonces.make(NOW);
        let last = NOW.plus(limits::NONCE_LIFE).minus(Duration::from_millis(1));
        assert_eq!(nonces.check(&nonce, last), Some(NOW));
        assert_eq!(nonces.check(&nonce, NOW.plus(limits::NONCE_LIFE)), None);
        assert_eq!(Nonces::new().check(&nonce, NOW), None);
        for at in 0..nonce.len() {
            let mut changed = nonce.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(nonces.check(std::str::from_utf8(&changed).unwrap(), NOW), None);
        }
    }

    #[test]
    fn a_proof_counts_once_while_its_nonce_lives() {
        let seen = SeenHere::default();
        assert_eq!(seen.note([1; 16], NOW), Shown::First);
        assert_eq!(seen.note([1; 16], NOW), Shown::Again);
        assert_eq!(seen.note([2; 16], NOW), Shown::First);
        assert_eq!(seen.note([1; 16], NOW.plus(Duration::from_mins(5))), Shown::First);
    }
}
