//! What is thrown, and the sentence that a screen shows of it.

use std::time::Duration;

use ashyq_core::{
    check::Checked,
    claim::ClaimNumber,
    client::{CheckError, ClientError, Fill, NotAPass as ReadInstead, OtherMode, Refusal},
    moment::Moment,
    native::StartError,
    pass::PassError,
    scan::FrameError,
    words::Word as WordKey,
};

use super::values::Quantity;

/// A sentence that says what happened and what to do.
#[uniffi::remote(Record)]
pub struct Refusal {
    /// The sentence's name; `say_refusal` says it.
    pub word: WordKey,
    /// What fills its place, where it has one.
    pub fill: Fill,
}

/// What fills a sentence's place.
#[uniffi::remote(Enum)]
pub enum Fill {
    /// Nothing.
    Nothing,
    /// How long to wait, in seconds.
    Seconds(u32),
    /// When.
    Time(Moment),
    /// How many tries are left.
    Tries(u32),
    /// How many.
    Count(Quantity),
    /// A venue's name.
    Venue(String),
    /// A claim's number.
    Claim(ClaimNumber),
}

/// Why the phone does not open.
#[uniffi::remote(Error)]
pub enum StartError {
    /// The app is built with an address or a root that cannot be right, or its folder cannot be made.
    Settings,
    /// The secure store is locked: unlock the phone and try again.
    Locked,
    /// There is no secure store here.
    Missing,
    /// The secure store or the device key is damaged: log in again after emptying the app's folder.
    Damaged,
    /// The phone's storage is full or does not work.
    Storage,
    /// A newer version of the app wrote what is here: update the app.
    Newer,
}

/// Why a step did not happen. Being offline at a door is no error.
#[uniffi::remote(Error)]
pub enum ClientError {
    /// It was refused; the screen shows the sentence.
    Refused(Refusal),
    /// The service cannot be reached.
    Unreachable(Refusal),
    /// There is no session: log in again.
    LoggedOut,
    /// No IIN is bound and past its wait: enter it.
    NeedsIin(Refusal),
    /// The phone's storage or the outbox is full; nothing was changed.
    Full(Refusal),
    /// The secure store, the device key or the journal does not work.
    Broken(Refusal),
}

/// Why a frame cannot be looked at.
#[uniffi::remote(Error)]
pub enum FrameError {
    /// A side is not 1 to 4096 pixels.
    Side {
        /// The width given, in pixels.
        width: u32,
        /// The height given, in pixels.
        height: u32,
    },
    /// The row stride is less than the width.
    Stride {
        /// The stride given, in bytes.
        stride: u32,
        /// The width given, in pixels.
        width: u32,
    },
    /// The plane is too short.
    Short {
        /// The bytes given.
        len: u64,
        /// The bytes needed: every row but the last in full, the last as wide as the frame.
        needed: u64,
    },
    /// The crop is empty or reaches beyond the frame.
    Crop,
}

/// Why a checker shows no colour.
#[uniffi::remote(Error)]
pub enum CheckError {
    /// No shift is open that was opened online within 24 hours.
    NoShift,
    /// The phone's clock is not sure.
    ClockUncertain,
    /// What was read is no pass.
    NotAPass(ReadInstead),
    /// The pass is refused.
    Refused(PassError),
    /// The same pass was checked here within the last minute.
    AlreadySeen {
        /// The first answer.
        first: Checked,
        /// How long ago it was given.
        ago: Duration,
    },
    /// The venue is no longer as it was when the decision was made.
    OfAnotherMode(OtherMode),
}

/// Why a pass is refused.
#[uniffi::remote(Enum)]
pub enum PassError {
    /// This is not an Ashyq pass, or it was changed.
    Forged,
    /// The pass is signed with a key that is not known.
    UnknownKey,
    /// The decision's five minutes are over.
    Expired,
    /// The pass is for another venue.
    OtherVenue,
    /// The pass is a picture of an earlier one.
    OldSlot,
    /// The decision was signed later than now: the clock that judges it is behind.
    NotYet,
}

/// What was read instead of a pass.
#[uniffi::remote(Enum)]
pub enum ReadInstead {
    /// A poster of ours.
    Poster,
    /// A code of others.
    Foreign,
}

/// How a venue differs from what a pass was made for.
#[uniffi::remote(Enum)]
pub enum OtherMode {
    /// The venue was suspended or revoked since.
    Closed,
    /// A practice person's pass at a live venue, or a real one in a test week.
    Practice,
}
