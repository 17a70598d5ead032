//! What hangs on a wall: the signed QR code of an entrance, and the typed code below it for people whose camera fails.
//!
//! A poster is an ordinary URL in upper-case letters and digits, so that the system camera opens it and the QR code can
//! use its denser alphanumeric mode (ISO/IEC 18004 section 7.4.4): `HTTPS://ASHYQ.KZ/P/` and the fields in base32 (RFC 4648).

use std::{fmt, time::Duration};

use data_encoding::BASE32_NOPAD;
use displaydoc::Display;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::{
    bytes::{Bytes, Fields},
    id::{Entrance, VenueId},
    keys::{KeyId, KeySet, Purpose, SignatureError, Signer},
    moment::Moment,
    typed_code,
};

pub use crate::typed_code::TypedCodeError;

/// How every poster begins.
pub const PREFIX: &str = "HTTPS://ASHYQ.KZ/P/";
/// The longest venue name on a poster, in bytes of UTF-8.
pub const LONGEST_NAME: usize = 64;
/// The most characters that are looked at.
const LONGEST_TEXT: usize = 320;
const VERSION: u8 = 1;
const CONTEXT: &str = "poster 1";

/// The number of a poster: 35 random bits. Its typed code is this number in Crockford's base 32.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PosterNumber(u64);

impl PosterNumber {
    /// Takes the low 35 bits of random ones; `None` where the typed code's check character would be a sign, which is awkward to type.
    pub fn make(random: u64) -> Option<Self> {
        let number = random & ((1 << typed_code::BITS) - 1);
        typed_code::is_easily_typed(number).then_some(Self(number))
    }

    /// Reads a typed code as people type it: lower case, spaces, hyphens, `O` for `0`, `I` and `L` for `1` (Crockford's rules).
    pub fn parse_typed(text: &str) -> Result<Self, TypedCodeError> {
        typed_code::parse(text).map(Self)
    }

    /// The number for a database: less than 2³⁵.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The poster number of a database's number; `None` past 35 bits.
    pub fn of_number(number: u64) -> Option<Self> {
        (number >> typed_code::BITS == 0).then_some(Self(number))
    }

    fn to_bytes(self) -> [u8; 5] {
        let [_, _, _, bytes @ ..] = self.0.to_be_bytes();
        bytes
    }
}

/// The typed code: seven characters and a check character, in two groups.
impl fmt::Display for PosterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        typed_code::write(self.0, f)
    }
}

impl fmt::Debug for PosterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PosterNumber({self})")
    }
}

impl Serialize for PosterNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PosterNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse_typed(&std::borrow::Cow::<str>::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// The fields of a poster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poster {
    /// The venue.
    pub venue: VenueId,
    /// The entrance it hangs at.
    pub entrance: Entrance,
    /// Its own number.
    pub number: PosterNumber,
    /// Valid from then on, to the second.
    pub from: Moment,
    /// Valid until then, to the second.
    pub until: Moment,
    /// The venue's name, at most 64 bytes.
    pub name: String,
}

/// A poster as it hangs: its fields, its text, and a signature that is checked separately, as its key may not be known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPoster {
    /// What it says.
    pub poster: Poster,
    key: KeyId,
    signature: [u8; 64],
}

/// Why a text is no poster, or one that may not be used.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum PosterError {
    /// this is not an Ashyq poster
    NotOurs,
    /// the poster is of another version of Ashyq
    Version,
    /// the poster's signature does not fit
    Forged,
    /// the poster is signed with a key that is not known yet
    UnknownKey,
    /// the poster is not valid yet
    NotYet,
    /// the poster is no longer valid
    Expired,
}

impl Poster {
    /// Signs a poster; `None` if a field is out of its range or the key is for another purpose.
    pub fn sign(&self, signer: &Signer) -> Option<SignedPoster> {
        let fits = signer.purpose() == Purpose::Poster && is_name(&self.name) && self.is_whole();
        let bytes = self.to_bytes(signer.id())?;
        fits.then(|| SignedPoster { poster: self.clone(), key: signer.id(), signature: signer.sign(CONTEXT, &bytes) })
    }

    fn is_whole(&self) -> bool {
        self.from.0 % 1000 == 0 && self.until.0 % 1000 == 0 && self.from < self.until
    }

    fn to_bytes(&self, key: KeyId) -> Option<Vec<u8>> {
        let seconds = |moment: Moment| u32::try_from(moment.0 / 1000).ok();
        let mut bytes = vec![VERSION];
        bytes.extend(key.0);
        bytes.extend(self.venue.0);
        bytes.push(self.entrance.number());
        bytes.extend(self.number.to_bytes());
        bytes.extend(seconds(self.from)?.to_be_bytes());
        bytes.extend(seconds(self.until)?.to_be_bytes());
        bytes.push(u8::try_from(self.name.len()).ok()?);
        bytes.extend(self.name.as_bytes());
        Some(bytes)
    }
}

impl SignedPoster {
    /// Reads a poster's text without judging its signature: see [`SignedPoster::check`].
    ///
    /// A text has exactly one spelling apart from letter case, so that what was read writes itself again.
    pub fn parse(text: &str) -> Result<Self, PosterError> {
        if text.len() > LONGEST_TEXT || !text.is_ascii() {
            return Err(PosterError::NotOurs);
        }
        let text = text.to_ascii_uppercase();
        let bytes = text.strip_prefix(PREFIX).and_then(|rest| BASE32_NOPAD.decode(rest.as_bytes()).ok());
        let bytes = bytes.ok_or(PosterError::NotOurs)?;
        match bytes.first() {
            Some(&VERSION) => Self::read(&bytes).ok_or(PosterError::NotOurs),
            _ => Err(PosterError::Version),
        }
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields::of(bytes.get(1..)?);
        let key = Bytes(fields.array()?);
        let venue = VenueId(fields.array()?);
        let entrance = Entrance::new(fields.u8()?)?;
        let [a, b, c, d, e] = fields.array()?;
        let number = PosterNumber::of_number(u64::from_be_bytes([0, 0, 0, a, b, c, d, e]))?;
        let seconds = |n: u32| Moment(i64::from(n) * 1000);
        let (from, until) = (seconds(fields.u32()?), seconds(fields.u32()?));
        let length = usize::from(fields.u8()?);
        let name = std::str::from_utf8(fields.slice(length)?).ok()?.to_owned();
        let signature = fields.array()?;
        fields.end()?;
        let poster = Poster { venue, entrance, number, from, until, name };
        (is_name(&poster.name) && poster.is_whole()).then_some(Self { poster, key, signature })
    }

    /// Checks the signature with the keys that are held, and the validity.
    pub fn check(&self, keys: &KeySet, at: Moment) -> Result<(), PosterError> {
        let bytes = self.poster.to_bytes(self.key).ok_or(PosterError::Forged)?;
        keys.verify(Purpose::Poster, self.key, at, CONTEXT, &bytes, &self.signature).map_err(|error| match error {
            SignatureError::Forged | SignatureError::Malformed => PosterError::Forged,
            SignatureError::UnknownKey | SignatureError::Expired => PosterError::UnknownKey,
        })?;
        self.check_validity(at)
    }

    /// Checks the validity alone.
    pub fn check_validity(&self, at: Moment) -> Result<(), PosterError> {
        if at < self.poster.from {
            Err(PosterError::NotYet)
        } else if at >= self.poster.until {
            Err(PosterError::Expired)
        } else {
            Ok(())
        }
    }
}

/// The text that the QR code carries.
impl fmt::Display for SignedPoster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.poster.to_bytes(self.key).ok_or(fmt::Error)?;
        bytes.extend(self.signature);
        write!(f, "{PREFIX}{}", BASE32_NOPAD.encode(&bytes))
    }
}

/// The longest validity of a poster: two years.
pub const LONGEST_VALIDITY: Duration = Duration::from_secs(2 * 366 * 24 * 3600);

/// Whether a venue's name can stand on a poster: letters, digits and plain punctuation, at most 64 bytes, nothing that
/// turns the direction of writing or cannot be seen.
pub fn is_name(name: &str) -> bool {
    let plain = |character: char| {
        character.is_alphanumeric()
            || matches!(
                character,
                ' ' | '-' | '–' | '.' | ',' | '\'' | '’' | '"' | '«' | '»' | '&' | '№' | '(' | ')' | '/' | '+'
            )
    };
    let script = |character: char| matches!(character, '\u{20}'..='\u{24f}' | '\u{400}'..='\u{4ff}' | '–' | '’' | '№');
    !name.is_empty()
        && name.len() <= LONGEST_NAME
        && name.trim() == name
        && name.chars().all(|character| plain(character) && script(character))
}

#[cfg(test)]
#[path = "poster_tests.rs"]
mod tests;
