//! The door code: a sign, a word and two digits that stand on phone and board alike, so that one glance compares them.

use std::{fmt, time::Duration};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::moment::Moment;

/// A door code lives this long.
pub const SLOT: Duration = Duration::from_secs(30);

/// How many signs there are.
pub const SIGNS: u8 = 16;
/// How many words there are.
pub const WORDS: u8 = 64;

/// A door code: numbers of a sign and a word, and two digits. What they look like is in [`crate::words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DoorCode {
    /// The sign's number, below [`SIGNS`].
    pub sign: u8,
    /// The word's number, below [`WORDS`].
    pub word: u8,
    /// 0 to 99.
    pub digits: u8,
}

/// The secret that door codes are derived from: comes with a decision, never stands on a pass.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DoorSeed(pub [u8; 16]);

impl fmt::Debug for DoorSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DoorSeed(•••)")
    }
}

impl DoorCode {
    /// Derives the code of the slot in which the moment lies.
    pub fn derive(seed: &DoorSeed, at: Moment) -> Self {
        Self::of_slot(seed, at.slot(SLOT))
    }

    /// Derives the code of a slot.
    pub fn of_slot(seed: &DoorSeed, slot: u32) -> Self {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&seed.0) else {
            unreachable!("HMAC takes a key of any length (RFC 2104)")
        };
        mac.update(b"ashyq door code 1\0");
        mac.update(&slot.to_be_bytes());
        let tag = mac.finalize().into_bytes();
        let digits = u16::from_be_bytes([tag[2], tag[3]]) % 100;
        Self { sign: tag[0] % SIGNS, word: tag[1] % WORDS, digits: u8::try_from(digits).unwrap_or(0) }
    }

    /// The codes of every slot that a decision of that length touches.
    pub fn of_span(seed: &DoorSeed, from: Moment, length: Duration) -> Vec<Self> {
        (from.slot(SLOT)..=from.plus(length).slot(SLOT)).map(|slot| Self::of_slot(seed, slot)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const NOW: Moment = Moment(1_795_348_800_000);

    #[test]
    fn the_codes_of_version_1_are_frozen() {
        let code = DoorCode::derive(&DoorSeed([7; 16]), NOW);
        insta::assert_debug_snapshot!(code);
    }

    #[test]
    fn the_code_turns_over_with_the_slot() {
        let seed = DoorSeed([7; 16]);
        let next = NOW.plus(SLOT);
        assert_eq!(DoorCode::derive(&seed, NOW), DoorCode::derive(&seed, Moment(next.0 - 1)));
        assert_ne!(DoorCode::derive(&seed, NOW), DoorCode::derive(&seed, next));
        assert_eq!(DoorCode::of_span(&seed, NOW, Duration::from_secs(300)).len(), 11);
    }

    #[test]
    fn all_signs_words_and_digits_occur() {
        let codes: Vec<_> = (0..20_000).map(|slot| DoorCode::of_slot(&DoorSeed([1; 16]), slot)).collect();
        assert_eq!(codes.iter().map(|code| code.sign).collect::<HashSet<_>>().len(), usize::from(SIGNS));
        assert_eq!(codes.iter().map(|code| code.word).collect::<HashSet<_>>().len(), usize::from(WORDS));
        assert_eq!(codes.iter().map(|code| code.digits).collect::<HashSet<_>>().len(), 100);
    }
}
