//! Every secret of the service, kept outside its database: whoever has the database alone can name nobody and sign nothing.
//!
//! Each use has a key of its own. Look-ups are HMAC-SHA-256 (RFC 2104); sealing is XChaCha20-Poly1305 with a random nonce
//! in front and the use as associated data, so that nothing sealed for one use opens for another.

use std::path::Path;

use ashyq_core::{
    iin::Iin,
    keys::{KeySet, PublicKey, Purpose, Signed, Signer},
    moment::Moment,
    phone::Phone,
    place::Place,
    secret::Secret,
};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{
    key_file::{self, KeyFileError, KeyLines},
    random,
    root::{self, SignedKeySet},
};

/// What makes a key file.
pub(crate) const MAKE: &str = "make it with: ashyq-server keys make --root FILE --keys FILE";

/// The lines of a key file after the signing keys.
const SECRETS: [&str; 6] = ["iin", "phone", "log_in_code", "phone_seal", "place_seal", "day_key_wrap"];
const NONCE: usize = 24;

/// Holds the service's keys.
#[derive(Debug)]
pub struct KeyHolder {
    signers: [Signer; 4],
    iin: Secret<[u8; 32]>,
    phone: Secret<[u8; 32]>,
    log_in_code: Secret<[u8; 32]>,
    phone_seal: Secret<[u8; 32]>,
    totp_seal: Secret<[u8; 32]>,
    place_seal: Secret<[u8; 32]>,
    day_key_wrap: Secret<[u8; 32]>,
    signed: SignedKeySet,
}

impl KeyHolder {
    /// Opens a key file and the signed key set beside it.
    ///
    /// # Errors
    ///
    /// If a file is missing, broken, readable by others or inside the data folder, or if the key set was not signed by its
    /// root or does not list the keys of the file.
    pub fn open(path: &Path, data_folder: &Path) -> Result<Self, KeyFileError> {
        key_file::stays_outside(path, data_folder)?;
        let mut lines = KeyLines::read(path, MAKE)?;
        let signed = SignedKeySet::read(path)?;
        let holder = Self::of(|name| lines.take(name), |_| signed)?;
        lines.end()?;
        let set = holder.signed.set();
        for signer in &holder.signers {
            if !set.keys.iter().any(|key| key.purpose == signer.purpose() && key.public == signer.public()) {
                let what =
                    format!("the signed key set does not list its {} key; {}", name(signer.purpose()), root::SIGN);
                return Err(KeyFileError::broken(path, what));
            }
        }
        Ok(holder)
    }

    /// Makes a new key file and, beside it, the list of its public halves that the root signs.
    ///
    /// # Errors
    ///
    /// If the file exists, cannot be written or would lie inside the data folder.
    pub fn create(path: &Path, data_folder: &Path) -> Result<(), KeyFileError> {
        key_file::stays_outside(path, data_folder)?;
        let mut secrets = Zeroizing::new(String::from(
            "# Ashyq's keys. Without this file nobody in the database can be recognised again; with it and the database\n\
             # everybody can. Keep a copy apart from the database's backups.\n",
        ));
        let mut public = String::from(
            "# The public halves of Ashyq's signing keys, for the root to sign. Nothing here is secret.\n",
        );
        for purpose in Purpose::OF_THE_SERVICE {
            let seed = Zeroizing::new(random::bytes::<32>());
            secrets.push_str(&key_file::line(name(purpose), &seed));
            public.push_str(&key_file::line(name(purpose), &Signer::derive(purpose, &seed).public().0.0));
        }
        for use_ in SECRETS {
            secrets.push_str(&key_file::line(use_, &Zeroizing::new(random::bytes())));
        }
        key_file::write_new(path, &secrets, 0o600)?;
        // 0600 like its neighbour: nothing in it is secret, but whoever could change it could have other keys signed.
        key_file::write_new(&root::public_halves(path), &public, 0o600)
    }

    /// Derives every key from a seed and signs the key set with a root in memory: for tests and the demo.
    pub fn ephemeral(seed: &[u8; 32]) -> Self {
        let derive = |name: &str| -> Result<_, std::convert::Infallible> {
            Ok(Secret::new(tag(seed, "ephemeral key", &[name.as_bytes()])))
        };
        let Ok(root_seed) = derive("root");
        let root = Signer::derive(Purpose::Root, root_seed.expose("the root in memory signs the key set"));
        let Ok(holder) = Self::of(derive, |signers| SignedKeySet::ephemeral(signers, &root));
        holder
    }

    fn of<E>(
        mut take: impl FnMut(&str) -> Result<Secret<[u8; 32]>, E>,
        sign: impl FnOnce(&[Signer; 4]) -> SignedKeySet,
    ) -> Result<Self, E> {
        let mut derive = |purpose| -> Result<Signer, E> {
            Ok(Signer::derive(purpose, take(name(purpose))?.expose("it becomes the signing key")))
        };
        let [decision, poster, rules, list] = Purpose::OF_THE_SERVICE;
        let signers = [derive(decision)?, derive(poster)?, derive(rules)?, derive(list)?];
        let [iin, phone, log_in_code, phone_seal, place_seal, day_key_wrap] = SECRETS;
        let signed = sign(&signers);
        let phone_seal = take(phone_seal)?;
        Ok(Self {
            iin: take(iin)?,
            phone: take(phone)?,
            log_in_code: take(log_in_code)?,
            // Derived, so that a key file from before there was a cabinet needs no new line.
            totp_seal: Secret::new(lookup(&phone_seal, "the key of totp seals", &[])),
            phone_seal,
            place_seal: take(place_seal)?,
            day_key_wrap: take(day_key_wrap)?,
            signed,
            signers,
        })
    }

    /// The key of a purpose.
    ///
    /// The root's is never here: asked for it, this gives a key of another purpose, with which [`Signed::sign`] signs nothing.
    pub fn signer(&self, purpose: Purpose) -> &Signer {
        self.signers.iter().find(|signer| signer.purpose() == purpose).unwrap_or(&self.signers[0])
    }

    /// The key set as the root signed it.
    pub fn key_set(&self) -> &Signed<KeySet> {
        self.signed.signed()
    }

    /// The key set itself.
    pub fn signed_set(&self) -> &KeySet {
        self.signed.set()
    }

    /// The key set's number.
    pub fn key_set_number(&self) -> u32 {
        self.signed.set().number
    }

    /// When the key set ends: phones believe nothing from then on, so a new one must be signed before.
    pub fn key_set_expires(&self) -> Moment {
        self.signed.set().expires
    }

    /// The root that signed the key set: what phones are built with.
    pub fn root_public(&self) -> PublicKey {
        self.signed.root()
    }

    /// Under what a person is known: the IIN itself is not kept.
    pub fn iin_hash(&self, iin: &Iin) -> [u8; 32] {
        lookup(&self.iin, "iin 1", &[iin.expose("its HMAC is what is kept").as_bytes()])
    }

    /// Under what a business is known: a sole proprietor's number is an IIN. Not the hash by which a person is known.
    pub fn business_number_hash(&self, digits: &str) -> [u8; 32] {
        lookup(&self.iin, "business number 1", &[digits.as_bytes()])
    }

    /// Under what an account is found.
    pub fn phone_hash(&self, phone: &Phone) -> [u8; 32] {
        lookup(&self.phone, "phone 1", &[phone.expose("its HMAC is what is looked up").as_bytes()])
    }

    /// What is kept of a log-in code, bound to its challenge.
    pub fn code_hash(&self, challenge: &[u8], log_in_code: &str) -> [u8; 32] {
        lookup(&self.log_in_code, "log-in code 1", &[challenge, log_in_code.as_bytes()])
    }

    /// Seals a phone number, for the notices that go to it.
    pub fn seal_phone(&self, phone: &Phone) -> Vec<u8> {
        seal(&self.phone_seal, "phone 1", phone.expose("it is sealed").as_bytes())
    }

    /// Opens a sealed phone number; `None` where it was changed or sealed with another key.
    pub fn open_phone(&self, sealed: &[u8]) -> Option<Phone> {
        let text = open(&self.phone_seal, "phone 1", sealed)?;
        Phone::parse(std::str::from_utf8(&text).ok()?).ok()
    }

    /// Seals an isolation place.
    pub fn seal_place(&self, place: Place) -> Vec<u8> {
        let (latitude, longitude) = place.degrees();
        let text = Zeroizing::new([latitude.to_be_bytes(), longitude.to_be_bytes()].concat());
        seal(&self.place_seal, "place 1", &text)
    }

    /// Opens a sealed isolation place, to decide; `None` where it was changed or sealed with another key.
    pub fn open_place(&self, sealed: &[u8]) -> Option<Place> {
        let text = open(&self.place_seal, "place 1", sealed)?;
        let (latitude, longitude) = text.split_at_checked(8)?;
        let degrees = |bytes: &[u8]| bytes.try_into().ok().map(f64::from_be_bytes);
        Place::parse(degrees(latitude)?, degrees(longitude)?).ok()
    }

    /// Seals the secret of somebody's one-time passwords.
    pub fn seal_totp(&self, secret: &[u8]) -> Vec<u8> {
        seal(&self.totp_seal, "totp 1", secret)
    }

    /// Opens such a secret; `None` where it was changed or sealed with another key.
    pub fn open_totp(&self, sealed: &[u8]) -> Option<Secret<Vec<u8>>> {
        open(&self.totp_seal, "totp 1", sealed).map(|secret| Secret::new(secret.to_vec()))
    }

    /// Wraps a day's key; with its last copy gone, that day's pseudonyms say nothing.
    pub fn wrap_day_key(&self, key: &[u8; 32]) -> Vec<u8> {
        seal(&self.day_key_wrap, "day key 1", key)
    }

    /// Unwraps a day's key; `None` where it was changed or wrapped with another key.
    pub fn unwrap_day_key(&self, wrapped: &[u8]) -> Option<[u8; 32]> {
        open(&self.day_key_wrap, "day key 1", wrapped)?.as_slice().try_into().ok()
    }
}

/// The name of a signing key's line.
pub(crate) fn name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Root => "root",
        Purpose::Decision => "decision",
        Purpose::Poster => "poster",
        Purpose::Rules => "rules",
        Purpose::List => "list",
    }
}

fn lookup(key: &Secret<[u8; 32]>, context: &str, parts: &[&[u8]]) -> [u8; 32] {
    tag(key.expose("it keys an HMAC"), context, parts)
}

/// HMAC-SHA-256 over a context and parts, each behind its length, so that no two lists of parts are the same bytes.
fn tag(key: &[u8; 32], context: &str, parts: &[&[u8]]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length (RFC 2104)")
    };
    for part in std::iter::once(&context.as_bytes()).chain(parts) {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn seal(key: &Secret<[u8; 32]>, context: &str, text: &[u8]) -> Vec<u8> {
    let nonce = random::bytes::<NONCE>();
    let payload = Payload { msg: text, aad: context.as_bytes() };
    let Ok(sealed) = cipher(key).encrypt(&XNonce::from(nonce), payload) else {
        unreachable!("XChaCha20-Poly1305 refuses nothing below 256 GiB")
    };
    [nonce.as_slice(), &sealed].concat()
}

fn open(key: &Secret<[u8; 32]>, context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: sealed, aad: context.as_bytes() };
    cipher(key).decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
}

fn cipher(key: &Secret<[u8; 32]>) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose("it seals or opens").into())
}

#[cfg(test)]
#[path = "key_holder_tests.rs"]
mod tests;
