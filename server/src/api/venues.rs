//! Venues, as the operator and their business see them.

use ashyq_core::{id::VenueId, not_live::Mode, oked::VenueKind, words::Word};
use serde::{Deserialize, Serialize};

use super::posters::PosterShown;
use crate::{
    problem::Refusal,
    service::Inner,
    store::{posters::PosterRow, venues::VenueRow},
};

/// A venue with its posters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueShown {
    /// The venue.
    pub venue: VenueId,
    /// The name on the poster.
    pub name: String,
    /// The address.
    pub address: String,
    /// The venue's kind, from its OKED.
    pub kind: VenueKind,
    /// What it is.
    pub mode: ModeShown,
    /// Its posters.
    pub posters: Vec<PosterShown>,
}

/// What a venue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModeShown {
    /// Live.
    Live,
    /// In test mode.
    Test,
    /// Suspended.
    Suspended,
    /// Revoked for good.
    Revoked,
}

impl ModeShown {
    /// Every mode.
    pub(crate) const ALL: [Self; 4] = [Self::Live, Self::Test, Self::Suspended, Self::Revoked];

    /// What it is called.
    pub(crate) fn word(self) -> Word {
        match self {
            Self::Live => Word::PhaseLive,
            Self::Test => Word::PhaseTest,
            Self::Suspended => Word::PhaseSuspended,
            Self::Revoked => Word::PhaseRevoked,
        }
    }

    /// Whether the venue's posters are to be printed: those of a venue that was stopped do not work.
    pub(crate) fn prints(self) -> bool {
        matches!(self, Self::Live | Self::Test)
    }

    /// What a venue of that mode is.
    pub(crate) fn of(mode: Option<Mode>) -> Self {
        match mode {
            None => Self::Live,
            Some(Mode::Test) => Self::Test,
            Some(Mode::Suspended) => Self::Suspended,
            Some(Mode::Revoked) => Self::Revoked,
        }
    }
}

impl VenueShown {
    /// A venue as it is shown.
    pub(crate) fn of(inner: &Inner, row: VenueRow, posters: &[PosterRow]) -> Result<Self, Refusal> {
        Ok(Self {
            venue: row.venue,
            name: row.name,
            address: row.address,
            kind: row.door.kind,
            mode: ModeShown::of(row.mode),
            posters: posters.iter().map(|poster| PosterShown::of(inner, poster)).collect::<Result<_, _>>()?,
        })
    }
}
