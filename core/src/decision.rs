//! May this person enter this venue now?

use serde::{Deserialize, Serialize};

use crate::{oked::VenueKind, place::Place};

/// What the rules look at in a venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Door {
    /// The venue's kind, from its OKED.
    pub kind: VenueKind,
    /// The venue's region.
    pub region: Region,
    /// Where it is.
    pub place: Place,
}

/// A region of Kazakhstan by the first two digits of its KATO code (the classification of administrative units).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Region(u8);

impl Region {
    /// Abai, Akmola, Aktobe, Almaty region, Atyrau, West Kazakhstan, Zhambyl, Zhetisu, Karaganda, Kostanay, Kyzylorda,
    /// Mangystau, Pavlodar, North Kazakhstan, Turkistan, Ulytau, East Kazakhstan, Astana, Almaty, Shymkent.
    const ALL: [u8; 20] = [10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59, 61, 62, 63, 71, 75, 79];

    /// The city of Almaty.
    pub const ALMATY: Self = Self(75);

    /// Reads a region's two digits; `None` where there is no such region.
    pub fn new(kato: u8) -> Option<Self> {
        Self::ALL.contains(&kato).then_some(Self(kato))
    }

    /// The region's two digits.
    pub fn kato(self) -> u8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u8::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("expected the first two digits of a region's KATO code"))
    }
}

/// Whether a person may enter. Not the same as a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// The person may enter.
    Admitted,
    /// The person may not enter, for a reason that only the person learns.
    Refused(Why),
}

impl Decision {
    /// Whether the person may enter.
    pub fn is_admitted(self) -> bool {
        self == Self::Admitted
    }

    /// Why not, where the person may not.
    pub fn why(self) -> Option<Why> {
        match self {
            Self::Admitted => None,
            Self::Refused(why) => Some(why),
        }
    }
}

/// Why a person may not enter; said to the person, never to the venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Strict home isolation.
    Isolation,
    /// The venue is further from the isolation place than the rules allow.
    TooFar,
    /// Contacts may not enter venues of this kind.
    NotForContacts,
    /// A PCR test is mandatory at venues of this kind.
    TestNeeded,
    /// The rules in force today do not allow it.
    RulesOfToday,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Isolation, Self::TooFar, Self::NotForContacts, Self::TestNeeded, Self::RulesOfToday];

    /// The reason's number in what the service commits to.
    pub fn number(self) -> u8 {
        match self {
            Self::Isolation => 1,
            Self::TooFar => 2,
            Self::NotForContacts => 3,
            Self::TestNeeded => 4,
            Self::RulesOfToday => 5,
        }
    }
}
