//! The request proof: how a request shows which phone made it.
//!
//! The shape is RFC 9449 (DPoP): a JWS in compact form, ES256, whose header carries the device key's public half. It differs
//! in three ways. `htu` is the path and query alone, as the service's name may differ behind a proxy; `bh` is the body's
//! SHA-256, as a proof stands for one body; and there is no `iat`: the service's nonce carries the time, so that a wrong
//! clock on the phone stops nothing.

use data_encoding::BASE64URL_NOPAD;
use displaydoc::Display;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::bytes::Bytes;

/// The header field that carries the proof.
pub const HEADER: &str = "dpop";
/// The header field in which the service gives the nonce for the next proofs.
pub const NONCE_HEADER: &str = "dpop-nonce";
/// The scheme of the `Authorization` field whose token is bound to the device key.
pub const SCHEME: &str = "DPoP ";
/// The longest proof, in bytes.
pub const LONGEST: usize = 1024;

/// The public half of a device key: an uncompressed P-256 point without its leading `04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DevicePublicKey(pub Bytes<64>);

impl DevicePublicKey {
    /// The key's name: its RFC 7638 thumbprint, SHA-256.
    pub fn thumbprint(&self) -> Bytes<32> {
        let jwk = Jwk::of(self);
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, jwk.x, jwk.y);
        Bytes(Sha256::digest(canonical).into())
    }

    /// The point as X9.62 writes it: `04`, x, y.
    pub fn sec1(&self) -> [u8; 65] {
        let mut point = [4; 65];
        point[1..].copy_from_slice(&self.0.0);
        point
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Jwk<'a> {
    kty: &'a str,
    crv: &'a str,
    x: Bytes<32>,
    y: Bytes<32>,
}

impl Jwk<'static> {
    fn of(key: &DevicePublicKey) -> Self {
        let (mut x, mut y) = ([0; 32], [0; 32]);
        x.copy_from_slice(&key.0.0[..32]);
        y.copy_from_slice(&key.0.0[32..]);
        Self { kty: "EC", crv: "P-256", x: Bytes(x), y: Bytes(y) }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header<'a> {
    typ: &'a str,
    alg: &'a str,
    #[serde(borrow)]
    jwk: Jwk<'a>,
}

/// What a proof says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims<'a> {
    jti: Bytes<16>,
    htm: &'a str,
    htu: &'a str,
    nonce: &'a str,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    ath: Option<Bytes<32>>,
    bh: Bytes<32>,
}

/// The request that a proof stands for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// The path and query, as sent.
    pub path: &'a str,
    /// The token, where one is sent.
    pub token: Option<&'a str>,
    /// The body's bytes.
    pub body: &'a [u8],
}

/// The text that the device key signs for a request; append its signature with [`finish`].
pub fn signing_input(request: &Request<'_>, nonce: &str, jti: Bytes<16>, key: &DevicePublicKey) -> String {
    let header = Header { typ: "dpop+jwt", alg: "ES256", jwk: Jwk::of(key) };
    let claims = Claims {
        jti,
        htm: request.method,
        htu: request.path,
        nonce,
        ath: request.token.map(|token| Bytes(Sha256::digest(token).into())),
        bh: Bytes(Sha256::digest(request.body).into()),
    };
    let part = |json: serde_json::Result<Vec<u8>>| BASE64URL_NOPAD.encode(&json.unwrap_or_default());
    format!("{}.{}", part(serde_json::to_vec(&header)), part(serde_json::to_vec(&claims)))
}

/// The proof: what was signed, and the signature as `r ‖ s`.
pub fn finish(signing_input: &str, signature: &[u8; 64]) -> String {
    format!("{signing_input}.{}", BASE64URL_NOPAD.encode(signature))
}

/// A proof whose claims fit the request; its nonce and its being used once are for the service to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The key that signed.
    pub key: DevicePublicKey,
    /// The proof's own name, to be seen once.
    pub jti: Bytes<16>,
    /// The nonce.
    pub nonce: String,
}

/// Why a proof does not count.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum ProofError {
    /// the proof is not a JWS of the expected form
    Malformed,
    /// the proof is for another request
    OtherRequest,
    /// the proof's signature does not fit
    Forged,
}

/// Checks a proof against the request that carried it; `verify` is the service's P-256 (point, message, `r ‖ s`).
pub fn check(
    proof: &str,
    request: &Request<'_>,
    verify: impl FnOnce(&[u8; 65], &[u8], &[u8; 64]) -> bool,
) -> Result<Checked, ProofError> {
    let parts = || {
        if proof.len() > LONGEST {
            return None;
        }
        let (signed, signature) = proof.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let decode = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).ok();
        Some((signed, decode(header)?, decode(claims)?, <[u8; 64]>::try_from(decode(signature)?).ok()?))
    };
    let (signed, header, claims, signature) = parts().ok_or(ProofError::Malformed)?;
    let header: Header<'_> = serde_json::from_slice(&header).map_err(|_| ProofError::Malformed)?;
    let claims: Claims<'_> = serde_json::from_slice(&claims).map_err(|_| ProofError::Malformed)?;
    if (header.typ, header.alg, header.jwk.kty, header.jwk.crv) != ("dpop+jwt", "ES256", "EC", "P-256") {
        return Err(ProofError::Malformed);
    }
    let token = request.token.map(|token| Bytes(Sha256::digest(token).into()));
    let body = Bytes(Sha256::digest(request.body).into());
    if (claims.htm, claims.htu, claims.ath, claims.bh) != (request.method, request.path, token, body) {
        return Err(ProofError::OtherRequest);
    }
    let mut point = [0; 64];
    point[..32].copy_from_slice(&header.jwk.x.0);
    point[32..].copy_from_slice(&header.jwk.y.0);
    let key = DevicePublicKey(Bytes(point));
    if !verify(&key.sec1(), signed.as_bytes(), &signature) {
        return Err(ProofError::Forged);
    }
    Ok(Checked { key, jti: claims.jti, nonce: claims.nonce.to_owned() })
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{Signature, SigningKey, VerifyingKey, signature::Signer as _, signature::Verifier as _};

    use super::*;

    fn verify(point: &[u8; 65], message: &[u8], signature: &[u8; 64]) -> bool {
        let Ok(key) = VerifyingKey::from_sec1_bytes(point) else { return false };
        Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
    }

    fn request(body: &[u8]) -> Request<'_> {
        Request { method: "POST", path: "/v1/visits", token: Some("token"), body }
    }

    fn proof(request: &Request<'_>) -> String {
        let key = SigningKey::from_slice(&[7; 32]).unwrap();
        let point = key.verifying_key().to_sec1_point(false);
        let public = DevicePublicKey(Bytes(point.as_bytes()[1..].try_into().unwrap()));
        let input = signing_input(request, "nonce", Bytes([1; 16]), &public);
        let signature: Signature = key.sign(input.as_bytes());
        finish(&input, &signature.to_bytes().into())
    }

    #[test]
    fn a_proof_counts_for_its_request_only() {
        let good = proof(&request(b"{}"));
        let checked = check(&good, &request(b"{}"), verify).unwrap();
        assert_eq!((checked.nonce.as_str(), checked.jti), ("nonce", Bytes([1; 16])));
        for other in [
            request(b"{ }"),
            Request { method: "GET", ..request(b"{}") },
            Request { path: "/v1/status", ..request(b"{}") },
            Request { token: Some("other"), ..request(b"{}") },
            Request { token: None, ..request(b"{}") },
        ] {
            assert_eq!(check(&good, &other, verify), Err(ProofError::OtherRequest));
        }
    }

    #[test]
    fn the_signing_input_is_frozen() {
        let key = DevicePublicKey(Bytes([3; 64]));
        insta::assert_snapshot!(signing_input(&request(b"{}"), "nonce", Bytes([1; 16]), &key));
    }

    #[test]
    fn no_changed_character_of_a_proof_counts() {
        let good = proof(&request(b"{}"));
        for at in 0..good.len() {
            let mut changed = good.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(check(&changed, &request(b"{}"), verify).is_err(), "character {at}");
        }
        for text in ["", ".", "..", "a.b.c", &"a".repeat(LONGEST + 1)] {
            assert_eq!(check(text, &request(b"{}"), verify), Err(ProofError::Malformed));
        }
    }

    #[test]
    fn the_thumbprint_follows_rfc_7638() {
        // The order of members and the absence of spaces are what the RFC asks for.
        let key = DevicePublicKey(Bytes([0; 64]));
        let zeros = "A".repeat(43);
        let json = format!(r#"{{"crv":"P-256","kty":"EC","x":"{zeros}","y":"{zeros}"}}"#);
        assert_eq!(key.thumbprint().0.as_slice(), Sha256::digest(json).as_slice());
    }
}
