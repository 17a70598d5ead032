//! Whom to believe: an offline root signs a numbered, expiring key set; decisions, posters, rules and lists have keys of their own.
//!
//! Everything signed is Ed25519 (RFC 8032) over a context line and the bytes, so that no signature counts for another purpose.

use std::marker::PhantomData;

use displaydoc::Display;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{
    bytes::{Bytes, text},
    moment::Moment,
};

/// The most keys a key set may hold.
const MOST_KEYS: usize = 64;

/// The name of a key: the first four bytes of its public half's SHA-256.
pub type KeyId = Bytes<4>;

/// What a key may sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Key sets.
    Root,
    /// Decisions, statuses and receipts.
    Decision,
    /// Posters.
    Poster,
    /// Rules.
    Rules,
    /// The list of venues that are not simply live.
    List,
}

impl Purpose {
    /// What the service itself signs with; the root stays offline.
    pub const OF_THE_SERVICE: [Self; 4] = [Self::Decision, Self::Poster, Self::Rules, Self::List];
}

/// Why a signed thing is not believed.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum SignatureError {
    /// the signature does not fit
    Forged,
    /// the key that signed is not known
    UnknownKey,
    /// the key or the key set is not valid at this time
    Expired,
    /// the signed text is not what it should be
    Malformed,
}

/// The private half of a key with its purpose.
#[derive(Clone)]
pub struct Signer {
    purpose: Purpose,
    key: SigningKey,
}

impl Signer {
    /// Derives the key from 32 random bytes.
    pub fn derive(purpose: Purpose, seed: &[u8; 32]) -> Self {
        Self { purpose, key: SigningKey::from_bytes(seed) }
    }

    /// What it may sign.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(Bytes(self.key.verifying_key().to_bytes()))
    }

    /// The key's name.
    pub fn id(&self) -> KeyId {
        self.public().id()
    }

    /// Signs bytes under a context.
    pub fn sign(&self, context: &str, bytes: &[u8]) -> [u8; 64] {
        self.key.sign(&message(context, bytes)).to_bytes()
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({:?}, {})", self.purpose, self.id())
    }
}

/// The public half of an Ed25519 key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicKey(pub Bytes<32>);

impl PublicKey {
    /// The key's name.
    pub fn id(self) -> KeyId {
        let digest = Sha256::digest(self.0.0);
        Bytes([digest[0], digest[1], digest[2], digest[3]])
    }

    /// Whether this key signed the bytes under the context.
    pub fn verify(self, context: &str, bytes: &[u8], signature: &[u8; 64]) -> Result<(), SignatureError> {
        let key = VerifyingKey::from_bytes(&self.0.0).map_err(|_| SignatureError::Forged)?;
        key.verify_strict(&message(context, bytes), &Signature::from_bytes(signature))
            .map_err(|_| SignatureError::Forged)
    }
}

fn message(context: &str, bytes: &[u8]) -> Vec<u8> {
    [b"ashyq ", context.as_bytes(), b"\0", bytes].concat()
}

/// One key of a key set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedKey {
    /// What it may sign.
    pub purpose: Purpose,
    /// Its public half.
    pub public: PublicKey,
    /// Believed from then on.
    pub from: Moment,
    /// Believed until then.
    pub until: Moment,
}

/// The keys to believe: numbered, so that an older set never replaces a newer one, and expiring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeySet {
    /// Counts up with every set.
    pub number: u32,
    /// When it was signed.
    pub issued: Moment,
    /// An expired set verifies nothing.
    pub expires: Moment,
    /// The keys.
    pub keys: Vec<ListedKey>,
    /// The root that signs the next set, where the present one hands over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_root: Option<PublicKey>,
}

impl KeySet {
    /// Checks bytes that carry a signature of a listed key, valid at that moment.
    pub fn verify(
        &self,
        purpose: Purpose,
        id: KeyId,
        at: Moment,
        context: &str,
        bytes: &[u8],
        signature: &[u8; 64],
    ) -> Result<(), SignatureError> {
        let key = self.keys.iter().find(|key| key.purpose == purpose && key.public.id() == id);
        let key = key.ok_or(SignatureError::UnknownKey)?;
        // The signature first: a changed time is a forgery, not an expired key.
        key.public.verify(context, bytes, signature)?;
        if at >= self.expires || at < key.from || at >= key.until {
            return Err(SignatureError::Expired);
        }
        Ok(())
    }
}

/// A kind of document that is signed as a whole.
pub trait Document: Serialize + DeserializeOwned {
    /// Whose key signs it.
    const PURPOSE: Purpose;
    /// The context of its signature, with the format's version.
    const CONTEXT: &'static str;
}

impl Document for KeySet {
    const PURPOSE: Purpose = Purpose::Root;
    const CONTEXT: &'static str = "key set 1";
}

impl Document for crate::rules::Rules {
    const PURPOSE: Purpose = Purpose::Rules;
    const CONTEXT: &'static str = "rules 1";
}

/// A signed document: the JSON exactly as it was signed, the key's name and the signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed<T> {
    #[serde(with = "text")]
    document: Vec<u8>,
    key: KeyId,
    signature: Bytes<64>,
    #[serde(skip)]
    kind: PhantomData<fn() -> T>,
}

impl<T: Document> Signed<T> {
    /// Signs a document; `None` if the key is for another purpose.
    pub fn sign(document: &T, signer: &Signer) -> Option<Self> {
        let document = serde_json::to_vec(document).ok()?;
        let signature = Bytes(signer.sign(T::CONTEXT, &document));
        (signer.purpose() == T::PURPOSE).then(|| Self { document, key: signer.id(), signature, kind: PhantomData })
    }

    /// The document, if a key of the set that is valid at that moment signed it.
    pub fn open(&self, keys: &KeySet, at: Moment) -> Result<T, SignatureError> {
        keys.verify(T::PURPOSE, self.key, at, T::CONTEXT, &self.document, &self.signature.0)?;
        self.read()
    }

    /// The document, if a key of the set signed it that was valid at the time that the document itself states.
    ///
    /// For answers just received: the phone's own clock must not decide whether the service's is believed.
    pub fn open_dated(&self, keys: &KeySet, time: impl FnOnce(&T) -> Moment) -> Result<T, SignatureError> {
        let document = self.read()?;
        keys.verify(T::PURPOSE, self.key, time(&document), T::CONTEXT, &self.document, &self.signature.0)?;
        Ok(document)
    }

    fn read(&self) -> Result<T, SignatureError> {
        serde_json::from_slice(&self.document).map_err(|_| SignatureError::Malformed)
    }
}

impl Signed<KeySet> {
    /// The key set, if that root signed it; whether it has expired is asked when it is used.
    pub fn open_as_root(&self, root: PublicKey) -> Result<KeySet, SignatureError> {
        if self.key != root.id() {
            return Err(SignatureError::UnknownKey);
        }
        root.verify(KeySet::CONTEXT, &self.document, &self.signature.0)?;
        let keys = self.read()?;
        if keys.keys.len() > MOST_KEYS { Err(SignatureError::Malformed) } else { Ok(keys) }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{moment::DAY, rules::Rules};

    pub(crate) const NOW: Moment = Moment(1_795_348_800_000);

    pub(crate) fn signer(purpose: Purpose) -> Signer {
        Signer::derive(purpose, &[purpose as u8 + 1; 32])
    }

    pub(crate) fn key_set() -> KeySet {
        let keys = Purpose::OF_THE_SERVICE.map(|purpose| ListedKey {
            purpose,
            public: signer(purpose).public(),
            from: NOW.minus(DAY),
            until: NOW.plus(DAY * 30),
        });
        KeySet { number: 7, issued: NOW.minus(DAY), expires: NOW.plus(DAY * 10), keys: keys.to_vec(), next_root: None }
    }

    #[test]
    fn only_the_root_signs_a_key_set() {
        let root = signer(Purpose::Root);
        let signed = Signed::sign(&key_set(), &root).unwrap();
        assert_eq!(signed.open_as_root(root.public()).unwrap(), key_set());
        let other = Signer::derive(Purpose::Root, &[99; 32]);
        assert_eq!(signed.open_as_root(other.public()), Err(SignatureError::UnknownKey));
        assert!(Signed::sign(&key_set(), &signer(Purpose::Decision)).is_none());
    }

    #[test]
    fn a_signature_counts_for_its_purpose_and_its_time_only() {
        let keys = key_set();
        let rules = Signed::sign(&Rules::version_1(), &signer(Purpose::Rules)).unwrap();
        assert_eq!(rules.open(&keys, NOW).unwrap(), Rules::version_1());
        assert_eq!(rules.open(&keys, NOW.plus(DAY * 10)), Err(SignatureError::Expired));
        assert_eq!(rules.open(&keys, NOW.minus(DAY * 2)), Err(SignatureError::Expired));
        let listed = KeySet { keys: keys.keys[..1].to_vec(), ..keys.clone() };
        assert_eq!(rules.open(&listed, NOW), Err(SignatureError::UnknownKey));
        let signature = signer(Purpose::Rules).sign("list 1", b"x");
        assert_eq!(keys.keys[2].public.verify("rules 1", b"x", &signature), Err(SignatureError::Forged));
    }

    #[test]
    fn every_flipped_bit_of_a_signed_document_is_refused() {
        let keys = key_set();
        let signed = Signed::sign(&Rules::version_1(), &signer(Purpose::Rules)).unwrap();
        for bit in 0..signed.document.len() * 8 {
            let mut changed = signed.clone();
            changed.document[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(changed.open(&keys, NOW), Err(SignatureError::Forged));
        }
        for bit in 0..512 {
            let mut changed = signed.clone();
            changed.signature.0[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(changed.open(&keys, NOW), Err(SignatureError::Forged));
        }
    }
}
