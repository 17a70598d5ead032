//! What staff see.

use ashyq_core::{
    check::{Checked, DoorAnswer},
    client::{CheckError, Sight, StaffScreen},
    id::{Entrance, VisitId},
    moment::Moment,
    scan::Hint,
    status::Colour,
};

/// What staff see of an entry by IIN.
#[uniffi::remote(Record)]
pub struct StaffScreen {
    /// The entry's name.
    pub visit: VisitId,
    /// The venue's name.
    pub venue: String,
    /// The entrance.
    pub entrance: Entrance,
    /// When it was first answered.
    pub at: Moment,
    /// What staff learn.
    pub answer: DoorAnswer,
}

/// What staff learn of a person: nothing else comes back, and never a reason.
#[uniffi::remote(Record)]
pub struct DoorAnswer {
    /// The colour.
    pub colour: Colour,
    /// Admitted or refused.
    pub admitted: bool,
    /// A practice person's, at a venue in test mode: it says TEST in colour, word and shape.
    pub test: bool,
}

/// A pass that fits.
#[uniffi::remote(Record)]
pub struct Checked {
    /// What staff see.
    pub answer: DoorAnswer,
    /// The entrance whose poster was scanned; any of the venue is fine.
    pub entrance: Entrance,
    /// When the decision was signed.
    pub signed_at: Moment,
    /// When it was checked.
    pub checked_at: Moment,
}

/// What a frame showed a checker.
#[uniffi::remote(Enum)]
pub enum Sight {
    /// A pass that fits. Show it and stop looking until the next person: the same pass is not taken twice.
    Fits(Checked),
    /// Something was read that is not accepted, and why. Show it and stop looking, too.
    NotAccepted(CheckError),
    /// There is a code that cannot be read yet, and what would help.
    Unreadable(Hint),
    /// No code.
    Nothing,
}
