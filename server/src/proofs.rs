//! The whole check of a request's proof: its claims and hashes, its signature, its nonce, and that it was not seen before.

use std::sync::{Mutex, PoisonError};

use ashyq_core::{
    moment::Moment,
    proof::{self, Request},
    wire::ProblemCode,
};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use sha2::{Digest, Sha256};

use crate::nonces::{Nonces, SeenHere, SeenProofs, Shown};

/// Gives nonces, and checks the proofs that are made under them.
pub struct Proofs {
    nonces: Nonces,
    seen: Box<dyn SeenProofs>,
    newest: Mutex<(Moment, String)>,
}

impl Proofs {
    /// Proofs under nonces of this process, each counted once by this process.
    pub fn new() -> Self {
        Self {
            nonces: Nonces::new(),
            seen: Box::new(SeenHere::default()),
            newest: Mutex::new((Moment(i64::MIN), String::new())),
        }
    }

    /// A nonce for the next proofs: one a second for everybody, as it is no secret and every answer carries it.
    pub fn nonce(&self, now: Moment) -> String {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if now.0.abs_diff(newest.0.0) >= 1000 {
            *newest = (now, self.nonces.make(now));
        }
        newest.1.clone()
    }

    /// Checks a proof against the request that carried it; the thumbprint of the key that made it.
    pub fn check(&self, proof: &str, request: &Request<'_>, now: Moment) -> Result<[u8; 32], ProblemCode> {
        let checked = proof::check(proof, request, verify).map_err(|_| ProblemCode::ProofInvalid)?;
        let nonce = self.nonces.check(&checked.nonce, now).ok_or(ProblemCode::NonceStale)?;
        let device = checked.key.thumbprint();
        let digest = Sha256::new().chain_update(device.0).chain_update(checked.jti.0).finalize();
        let mut name = [0; 16];
        name.copy_from_slice(&digest[..16]);
        match self.seen.note(name, nonce) {
            Shown::First => Ok(device.0),
            Shown::Again => Err(ProblemCode::ProofInvalid),
            Shown::NoRoom => Err(ProblemCode::Overloaded),
        }
    }
}

impl Default for Proofs {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Proofs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proofs")
    }
}

fn verify(point: &[u8; 65], message: &[u8], signature: &[u8; 64]) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
}
