//! The names of venues, visits and entrances.

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::bytes::Parsed;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// Reads 32 lower-case hexadecimal digits; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                let mut bytes = [0; 16];
                (text.len() == 32).then_some(())?;
                HEXLOWER.decode_mut(text.as_bytes(), &mut bytes).ok()?;
                Some(Self(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer
                    .deserialize_str(Parsed(Self::parse))?
                    .ok_or_else(|| de::Error::custom("expected 32 lower-case hexadecimal digits"))
            }
        }
    };
}

id! {
    /// The name of a venue: 128 random bits, made by the service.
    VenueId
}

id! {
    /// The name of a visit: 128 random bits, made and journalled by the phone before it asks.
    VisitId
}

/// The number of a venue's entrance, 1 to 99.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Entrance(u8);

impl Entrance {
    /// The only entrance of most venues.
    pub const FIRST: Self = Self(1);

    /// Reads a number from 1 to 99; `None` outside.
    pub fn new(number: u8) -> Option<Self> {
        (1..=99).contains(&number).then_some(Self(number))
    }

    /// The number, 1 to 99.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Entrance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Entrance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u8::deserialize(deserializer)?).ok_or_else(|| de::Error::custom("expected an entrance from 1 to 99"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_32_lower_case_digits_and_nothing_else() {
        let id = VisitId([0xab; 16]);
        assert_eq!(VisitId::parse(&id.to_string()), Some(id));
        assert_eq!(VisitId::parse(&id.to_string().to_uppercase()), None);
        assert_eq!(VisitId::parse("ab"), None);
    }

    #[test]
    fn entrances_are_1_to_99() {
        assert_eq!(Entrance::new(0), None);
        assert_eq!(Entrance::new(100), None);
        assert!(serde_json::from_str::<Entrance>("99").is_ok());
        assert!(serde_json::from_str::<Entrance>("100").is_err());
    }
}
