//! The offline root: the key that signs the service's key set, and its own successor, on a machine of its own.
//!
//! The root's machine sees only public halves: carry `KEYS.public` there and `KEYS.set` back.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use ashyq_core::{
    keys::{KeyId, KeySet, ListedKey, PublicKey, Purpose, Signed, Signer},
    moment::{DAY, HOUR, Moment},
    poster::LONGEST_VALIDITY,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    key_file::{self, KeyFileError, KeyLines},
    key_holder::{MAKE, name},
    random,
};

/// What signs a key set.
pub(crate) const SIGN: &str = "sign one with: ashyq-server keys sign --root FILE --keys FILE";

/// The fewest and the most days that a key set may last.
pub const DAYS: std::ops::RangeInclusive<u32> = 1..=366;

/// Phones' clocks may be behind the machine that signs: keys are believed from that much earlier.
const EARLIER: Duration = HOUR;

/// Makes the file of a new root and gives its public half, which phones are built with.
///
/// # Errors
///
/// If the file exists or cannot be written.
pub fn make_root(path: &Path) -> Result<PublicKey, KeyFileError> {
    let seed = Zeroizing::new(random::bytes::<32>());
    let root = Signer::derive(Purpose::Root, &seed).public();
    let mut text = Zeroizing::new(String::from(
        "# Ashyq's root key. Keep it offline: who holds it can make every phone believe anything.\n",
    ));
    text.push_str(&key_file::line(name(Purpose::Root), &seed));
    key_file::write_new(path, &text, 0o600)?;
    Ok(root)
}

/// What a key set is to be.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The time.
    pub now: Moment,
    /// The set's number; `None` counts on from the present set.
    pub number: Option<u32>,
    /// How many days it lasts: see [`DAYS`].
    pub days: u32,
    /// The file of the root that takes over with the set after this one.
    pub next_root: Option<PathBuf>,
    /// Keys that are not believed any more, such as stolen ones; other former keys stay until their time is over.
    pub drop: Vec<KeyId>,
}

/// Signs the public halves beside a key file and puts the key set there too.
///
/// Keys of the present set that the file no longer has stay listed until their time is over: what hangs on walls stays valid.
///
/// # Errors
///
/// If a file is missing or broken, or if the signing asks for what cannot be.
pub fn sign_key_set(root: &Path, keys: &Path, signing: &Signing) -> Result<KeySet, KeyFileError> {
    let root_file = root;
    let root = read_root(root_file)?;
    let public_file = public_halves(keys);
    let mut lines = KeyLines::read(&public_file, MAKE)?;
    let mut public = Vec::new();
    for purpose in Purpose::OF_THE_SERVICE {
        public.push((
            purpose,
            PublicKey(ashyq_core::bytes::Bytes(*lines.take(name(purpose))?.expose("public halves are no secret"))),
        ));
    }
    lines.end()?;
    let present = match SignedKeySet::read(keys) {
        Ok(present) => Some(present),
        Err(KeyFileError::Missing { .. }) => None,
        Err(error) => return Err(error),
    };
    let refuse = |what: String| Err(KeyFileError::NotSigned { what });
    let number = present.as_ref().map_or(0, |present| present.set.number);
    let number = signing.number.or(number.checked_add(1)).unwrap_or(u32::MAX);
    if let Some(present) = &present {
        if number <= present.set.number {
            return refuse(format!("the present number is {} and the new one must be higher", present.set.number));
        }
        if root.public() != present.root && Some(root.public()) != present.set.next_root {
            return refuse(format!(
                "another root signed the present one; use that root, or first let it sign one with --next-root {}",
                root_file.display()
            ));
        }
    }
    if !DAYS.contains(&signing.days) {
        return refuse(format!("a key set lasts {} to {} days, not {}", DAYS.start(), DAYS.end(), signing.days));
    }
    let next_root = signing.next_root.as_deref().map(read_root).transpose()?.map(|next| next.public());
    let before = present.map(|present| present.set.keys).unwrap_or_default();
    let expires = signing.now.plus(DAY * signing.days);
    let set =
        KeySet { number, issued: signing.now, expires, keys: listed(&public, before, signing, expires), next_root };
    let Some(signed) = Signed::sign(&set, &root) else { return refuse(String::from("the root does not sign it")) };
    let whole = SignedKeySet { root: root.public(), signed, set };
    whole.write(keys)?;
    Ok(whole.set)
}

fn listed(
    public: &[(Purpose, PublicKey)],
    before: Vec<ListedKey>,
    signing: &Signing,
    expires: Moment,
) -> Vec<ListedKey> {
    let now = signing.now;
    let mut keys: Vec<ListedKey> = public
        .iter()
        .map(|(purpose, public)| {
            let known = before.iter().find(|key| key.public == *public && key.purpose == *purpose);
            // A poster outlives the set that it was signed under; everything else is signed anew within days.
            let until = if *purpose == Purpose::Poster { expires.plus(LONGEST_VALIDITY) } else { expires };
            ListedKey {
                purpose: *purpose,
                public: *public,
                from: known.map_or(now.minus(EARLIER), |key| key.from),
                until,
            }
        })
        .collect();
    let former = before.into_iter().filter(|key| {
        key.until > now
            && !signing.drop.contains(&key.public.id())
            && !public.iter().any(|(_, public)| *public == key.public)
    });
    keys.extend(former);
    keys
}

fn read_root(path: &Path) -> Result<Signer, KeyFileError> {
    let mut lines = KeyLines::read(path, MAKE)?;
    let root = lines.take(name(Purpose::Root))?;
    lines.end()?;
    Ok(Signer::derive(Purpose::Root, root.expose("the root signs")))
}

/// The public halves beside a key file.
pub(crate) fn public_halves(keys: &Path) -> PathBuf {
    key_file::beside(keys, ".public")
}

fn set_file(keys: &Path) -> PathBuf {
    key_file::beside(keys, ".set")
}

/// A key set, the root that signed it, and its signature: checked when it was read.
#[derive(Clone, Debug)]
pub(crate) struct SignedKeySet {
    root: PublicKey,
    signed: Signed<KeySet>,
    set: KeySet,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFile {
    root: PublicKey,
    signed: Signed<KeySet>,
}

impl SignedKeySet {
    /// Reads the key set beside a key file and checks its signature.
    pub(crate) fn read(keys: &Path) -> Result<Self, KeyFileError> {
        let path = set_file(keys);
        let text = fs::read_to_string(&path).map_err(|reason: io::Error| KeyFileError::disk(&path, reason, SIGN))?;
        let file: SetFile =
            serde_json::from_str(&text).map_err(|_| KeyFileError::broken(&path, "it is not a signed key set"))?;
        let set =
            file.signed.open_as_root(file.root).map_err(|error| KeyFileError::broken(&path, error.to_string()))?;
        Ok(Self { root: file.root, signed: file.signed, set })
    }

    fn write(&self, keys: &Path) -> Result<(), KeyFileError> {
        let path = set_file(keys);
        let file = SetFile { root: self.root, signed: self.signed.clone() };
        let text =
            serde_json::to_string_pretty(&file).map_err(|error| KeyFileError::broken(&path, error.to_string()))?;
        key_file::replace(&path, &text, 0o644)
    }

    /// Signs a set of these keys that lasts as long as any test looks ahead.
    pub(crate) fn ephemeral(signers: &[Signer], root: &Signer) -> Self {
        const YEAR_2100: Moment = Moment(4_102_444_800_000);
        let keys = signers.iter().map(|signer| ListedKey {
            purpose: signer.purpose(),
            public: signer.public(),
            from: Moment(0),
            until: YEAR_2100,
        });
        let set = KeySet { number: 1, issued: Moment(0), expires: YEAR_2100, keys: keys.collect(), next_root: None };
        let Some(signed) = Signed::sign(&set, root) else { unreachable!("the caller brings a root") };
        Self { root: root.public(), signed, set }
    }

    pub(crate) fn root(&self) -> PublicKey {
        self.root
    }

    pub(crate) fn signed(&self) -> &Signed<KeySet> {
        &self.signed
    }

    pub(crate) fn set(&self) -> &KeySet {
        &self.set
    }
}

#[cfg(test)]
#[path = "root_tests.rs"]
mod tests;
