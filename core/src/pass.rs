//! The proof of a decision: what the service signed, and the pass that the phone shows and any member of staff checks offline.

use std::{fmt, time::Duration};

use displaydoc::Display;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{
    bytes::{Bytes, Fields, u48},
    decision::Why,
    door_code::DoorSeed,
    id::{Entrance, VenueId, VisitId},
    keys::{KeyId, KeySet, Purpose, SignatureError, Signer},
    moment::Moment,
    status::Colour,
};

/// A decision lives this long from its signing.
pub const LIFE: Duration = Duration::from_secs(300);
/// A pass is signed anew in every slot of this length.
pub const SLOT: Duration = Duration::from_secs(15);
/// How every pass begins.
pub const PREFIX: &str = "ASHYQ-PASS:";

const VERSION: u8 = 1;
const LENGTH: usize = 146;
const DECISION_CONTEXT: &str = "decision 1";
const PASS_CONTEXT: &[u8] = b"ashyq pass 1\0";

/// What the service signs about an arrival. Nothing in it names the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassDecision {
    /// The venue.
    pub venue: VenueId,
    /// The entrance.
    pub entrance: Entrance,
    /// The status's colour.
    pub colour: Colour,
    /// Admitted or refused.
    pub admitted: bool,
    /// A practice person's decision at a venue in test mode.
    pub test: bool,
    /// When it was signed.
    pub signed_at: Moment,
    /// The public half of the visit key.
    pub visit_key: Bytes<32>,
    /// The newest number of the list of what is not live.
    pub list: u32,
    /// What binds the part that only the visitor sees: see [`commit`].
    pub commitment: Bytes<16>,
}

/// A decision with the service's signature: what the pass carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedDecision {
    /// What was decided.
    pub decision: PassDecision,
    key: KeyId,
    signature: [u8; 64],
}

/// Binds the visit's name, its door seed and the reason of a refusal to a decision, without showing them on the pass.
///
/// The seed is random and secret, so the commitment hides the reason from whoever reads the pass.
pub fn commit(visit: VisitId, seed: &DoorSeed, why: Option<Why>) -> Bytes<16> {
    let digest = Sha256::new()
        .chain_update(b"ashyq commitment 1\0")
        .chain_update(seed.0)
        .chain_update(visit.0)
        .chain_update([why.map_or(0, Why::number)])
        .finalize();
    let mut commitment = [0; 16];
    commitment.copy_from_slice(&digest[..16]);
    Bytes(commitment)
}

impl PassDecision {
    /// Signs the decision; `None` if the key is for another purpose.
    pub fn sign(&self, signer: &Signer) -> Option<SignedDecision> {
        let key = signer.id();
        let signature = signer.sign(DECISION_CONTEXT, &self.to_bytes(key));
        (signer.purpose() == Purpose::Decision).then_some(SignedDecision { decision: *self, key, signature })
    }

    fn to_bytes(self, key: KeyId) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(VERSION);
        bytes.extend(key.0);
        bytes.extend(self.venue.0);
        bytes.push(self.entrance.number());
        bytes.push(self.colour.number());
        bytes.push(u8::from(self.admitted) | u8::from(self.test) << 1);
        bytes.extend(u48(u64::try_from(self.signed_at.0).unwrap_or(0)));
        bytes.extend(self.visit_key.0);
        bytes.extend(self.list.to_be_bytes());
        bytes.extend(self.commitment.0);
        bytes
    }
}

impl SignedDecision {
    /// Checks the service's signature with a key that was valid when it was made.
    pub fn check(&self, keys: &KeySet) -> Result<(), SignatureError> {
        let bytes = self.decision.to_bytes(self.key);
        keys.verify(Purpose::Decision, self.key, self.decision.signed_at, DECISION_CONTEXT, &bytes, &self.signature)
    }

    /// When the decision ends.
    pub fn ends(&self) -> Moment {
        self.decision.signed_at.plus(LIFE)
    }

    /// The decision's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.decision.to_bytes(self.key);
        bytes.extend(self.signature);
        bytes
    }

    /// Reads what [`SignedDecision::to_bytes`] writes; `None` for anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields::of(bytes);
        if fields.u8()? != VERSION {
            return None;
        }
        let key = Bytes(fields.array()?);
        let venue = VenueId(fields.array()?);
        let entrance = Entrance::new(fields.u8()?)?;
        let colour = Colour::of_number(fields.u8()?)?;
        let flags = fields.u8()?;
        let signed_at = Moment(i64::try_from(fields.u48()?).ok()?);
        let visit_key = Bytes(fields.array()?);
        let list = fields.u32()?;
        let commitment = Bytes(fields.array()?);
        let signature = fields.array()?;
        fields.end()?;
        let decision = PassDecision {
            venue,
            entrance,
            colour,
            admitted: flags & 1 != 0,
            test: flags & 2 != 0,
            signed_at,
            visit_key,
            list,
            commitment,
        };
        (flags < 4).then_some(Self { decision, key, signature })
    }
}

impl Serialize for SignedDecision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::bytes::text::serialize(&self.to_bytes(), serializer)
    }
}

impl<'de> Deserialize<'de> for SignedDecision {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = crate::bytes::text::deserialize(deserializer)?;
        Self::read(&bytes).ok_or_else(|| de::Error::custom("expected a signed decision"))
    }
}

/// A key made for one visit; its public half stands in the decision.
pub struct VisitKey(SigningKey);

impl VisitKey {
    /// Derives the key from 32 random bytes.
    pub fn derive(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn public(&self) -> Bytes<32> {
        Bytes(self.0.verifying_key().to_bytes())
    }
}

impl fmt::Debug for VisitKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VisitKey(•••)")
    }
}

/// A pass: a signed decision, and the visit key's signature over the present slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The decision.
    pub decision: SignedDecision,
    slot: u32,
    signature: [u8; 64],
}

/// Why a pass is refused at the door.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum PassError {
    /// this is not an Ashyq pass, or it was changed
    Forged,
    /// the pass is signed with a key that is not known
    UnknownKey,
    /// the decision's five minutes are over
    Expired,
    /// the pass is for another venue
    OtherVenue,
    /// the pass is a picture of an earlier one
    OldSlot,
    /// the decision was signed later than now: the clock that judges it is behind
    NotYet,
}

impl Pass {
    /// Signs the slot of the moment with the visit key.
    pub fn make(decision: SignedDecision, key: &VisitKey, at: Moment) -> Self {
        let slot = at.slot(SLOT);
        Self { decision, slot, signature: key.0.sign(&slot_message(&decision, slot)).to_bytes() }
    }

    /// Reads the text of a pass's QR code.
    pub fn parse(text: &str) -> Result<Self, PassError> {
        let read = || {
            let digits = text
                .get(..PREFIX.len())
                .filter(|head| head.eq_ignore_ascii_case(PREFIX))
                .map(|_| &text[PREFIX.len()..])?;
            if digits.len() > 400 {
                return None;
            }
            let bytes = data_encoding::BASE32_NOPAD.decode(digits.to_ascii_uppercase().as_bytes()).ok()?;
            let mut fields = Fields::of(&bytes);
            let decision = SignedDecision::read(fields.slice(LENGTH)?)?;
            let slot = fields.u32()?;
            let signature = fields.array()?;
            fields.end()?;
            Some(Self { decision, slot, signature })
        };
        read().ok_or(PassError::Forged)
    }

    /// Checks a pass at a venue's door, offline: signatures, venue, the five minutes, and that it was signed in this slot or a neighbour.
    ///
    /// A key set that has expired verifies nothing, whatever time a decision states.
    pub fn check(&self, keys: &KeySet, venue: VenueId, at: Moment) -> Result<PassDecision, PassError> {
        let decision = self.decision.decision;
        self.decision.check(keys).map_err(|error| match error {
            SignatureError::Forged | SignatureError::Malformed => PassError::Forged,
            SignatureError::UnknownKey | SignatureError::Expired => PassError::UnknownKey,
        })?;
        let visit_key = VerifyingKey::from_bytes(&decision.visit_key.0).map_err(|_| PassError::Forged)?;
        visit_key
            .verify_strict(&slot_message(&self.decision, self.slot), &Signature::from_bytes(&self.signature))
            .map_err(|_| PassError::Forged)?;
        if at >= keys.expires {
            return Err(PassError::UnknownKey);
        }
        if decision.venue != venue {
            return Err(PassError::OtherVenue);
        }
        if at >= self.decision.ends() {
            return Err(PassError::Expired);
        }
        // Both clocks are sure to within seven seconds, so an honest decision is at most a slot ahead.
        if decision.signed_at > at.plus(SLOT) {
            return Err(PassError::NotYet);
        }
        if at.slot(SLOT).abs_diff(self.slot) > 1 {
            return Err(PassError::OldSlot);
        }
        Ok(decision)
    }
}

/// The text of the pass's QR code.
impl fmt::Display for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.decision.to_bytes();
        bytes.extend(self.slot.to_be_bytes());
        bytes.extend(self.signature);
        write!(f, "{PREFIX}{}", data_encoding::BASE32_NOPAD.encode(&bytes))
    }
}

fn slot_message(decision: &SignedDecision, slot: u32) -> Vec<u8> {
    [PASS_CONTEXT, &decision.to_bytes(), &slot.to_be_bytes()].concat()
}

#[cfg(test)]
#[path = "pass_tests.rs"]
mod tests;
