//! The signed, numbered list of what is not simply live: revoked posters by number, suspended and test venues by id.
//!
//! A change of mode needs no reprint: the phone learns it from this list, also for what it does offline.

use serde::{Deserialize, Serialize};

use crate::{
    id::VenueId,
    keys::{Document, Purpose},
    moment::Moment,
    poster::PosterNumber,
};

/// What a venue or poster is, where it is not simply live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In its week of test mode: no real visits.
    Test,
    /// Suspended by the operator.
    Suspended,
    /// Revoked for good.
    Revoked,
}

/// The list. Rows leave with the validity of the posters they speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotLive {
    /// Counts up with every change; an older list never replaces a newer one.
    pub number: u32,
    /// Venues that are not live.
    pub venues: Vec<NotLiveVenue>,
    /// Posters that are revoked.
    pub posters: Vec<RevokedPoster>,
}

/// A venue that is not simply live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotLiveVenue {
    /// The venue.
    pub venue: VenueId,
    /// What it is instead.
    pub mode: Mode,
}

/// A poster that is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevokedPoster {
    /// The poster's number.
    pub number: PosterNumber,
    /// When its validity would have ended.
    pub until: Moment,
}

impl NotLive {
    /// What the venue is, where it is not simply live.
    pub fn venue(&self, venue: VenueId) -> Option<Mode> {
        self.venues.iter().find(|row| row.venue == venue).map(|row| row.mode)
    }

    /// Whether the poster is revoked.
    pub fn is_revoked(&self, number: PosterNumber) -> bool {
        self.posters.iter().any(|row| row.number == number)
    }
}

impl Document for NotLive {
    const PURPOSE: Purpose = Purpose::List;
    const CONTEXT: &'static str = "not live 1";
}
