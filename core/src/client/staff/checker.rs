//! Checking passes at the door, offline: by the keys, the list and the shift that the phone holds.

use std::{sync::Arc, time::Duration};

use displaydoc::Display;
use thiserror::Error;

use super::Staff;
use crate::{
    check::Checked,
    client::{
        device::Device,
        refusal::{Fill, Refusal},
    },
    keys::KeySet,
    pass::{self, Pass, PassError},
    poster,
    words::Word,
};

#[cfg(feature = "scan")]
use crate::scan::{Budget, Frame, Hint, Prefixes, Scanner, What};

/// Checks passes; one serves one camera view, and all of a phone remember the same passes.
pub struct Checker {
    device: Arc<Device>,
    #[cfg(feature = "scan")]
    scanner: Scanner,
}

/// Why a checker shows no colour.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum CheckError {
    /// no shift is open that was opened online within 24 hours
    NoShift,
    /// the phone's clock is not sure
    ClockUncertain,
    /// what was read is no pass
    NotAPass(NotAPass),
    /// {0}
    Refused(PassError),
    /// the same pass was checked here within the last minute
    AlreadySeen {
        /// The first answer.
        first: Checked,
        /// How long ago it was given.
        ago: Duration,
    },
    /// the venue is no longer as it was when the decision was made
    OfAnotherMode(OtherMode),
}

/// How a venue differs from what a pass was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherMode {
    /// The venue was suspended or revoked since.
    Closed,
    /// A practice person's pass at a live venue, or a real one in a test week.
    Practice,
}

/// What was read instead of a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPass {
    /// A poster of ours.
    Poster,
    /// A code of others.
    Foreign,
}

impl CheckError {
    /// The sentence that the screen shows.
    pub fn refusal(&self) -> Refusal {
        Refusal::of(match self {
            Self::NoShift => Word::ShiftNotOpen,
            Self::ClockUncertain | Self::Refused(PassError::NotYet) => Word::CheckClockUncertain,
            Self::NotAPass(NotAPass::Poster) => Word::SeenPosterNotPass,
            Self::NotAPass(NotAPass::Foreign) => Word::SeenNotPass,
            Self::Refused(PassError::Forged) => Word::PassForged,
            Self::Refused(PassError::UnknownKey) => Word::PassKeyUnknown,
            Self::Refused(PassError::Expired) => Word::PassExpired,
            Self::Refused(PassError::OtherVenue) => Word::PassOfAnotherVenue,
            Self::Refused(PassError::OldSlot) => Word::PassOldSlot,
            Self::AlreadySeen { first, .. } => return Refusal::with(Word::PassSeen, Fill::Time(first.checked_at)),
            Self::OfAnotherMode(OtherMode::Closed) => Word::CheckVenueClosed,
            Self::OfAnotherMode(OtherMode::Practice) => Word::PassOfOtherMode,
        })
    }

    /// Whether contact with the service may change the outcome.
    pub fn needs_contact(&self) -> bool {
        matches!(self, Self::ClockUncertain | Self::Refused(PassError::UnknownKey))
    }
}

/// What a frame showed a checker.
#[cfg(feature = "scan")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The texts that are ours, for every scanner: posters and passes.
#[cfg(feature = "scan")]
pub fn prefixes() -> Prefixes {
    Prefixes::new([poster::PREFIX, pass::PREFIX])
}

impl Staff {
    /// A checker of passes; it needs no network.
    pub fn checker(&self) -> Checker {
        Checker {
            device: Arc::clone(&self.device),
            #[cfg(feature = "scan")]
            scanner: Scanner::new(prefixes()),
        }
    }
}

impl Checker {
    /// Checks what a scanner has read.
    pub fn read(&self, text: &str) -> Result<Checked, CheckError> {
        let device = &*self.device;
        let begins = |prefix: &str| text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
        if begins(poster::PREFIX) {
            return Err(CheckError::NotAPass(NotAPass::Poster));
        }
        if !begins(pass::PREFIX) {
            return Err(CheckError::NotAPass(NotAPass::Foreign));
        }
        let now = device.now();
        let (shift, keys) = {
            let state = device.state();
            (state.held.staff.shift.clone(), state.held.keys.clone())
        };
        let shift = shift.filter(|shift| shift.is_of(device) && shift.lives(now)).ok_or(CheckError::NoShift)?;
        if !now.certain {
            return Err(CheckError::ClockUncertain);
        }
        let checked = Pass::parse(text).and_then(|pass| {
            let none = KeySet { number: 0, issued: now.at, expires: now.at, keys: Vec::new(), next_root: None };
            pass.check(keys.as_ref().unwrap_or(&none), shift.venue, now.at)
        });
        let mut state = device.state();
        let decision = checked.map_err(|error| {
            // The next contact fetches the keys, though nobody has named a newer set.
            state.held.keys_doubted |= error == PassError::UnknownKey;
            if error == PassError::NotYet { CheckError::ClockUncertain } else { CheckError::Refused(error) }
        })?;
        if state.held.list.rules_out(&decision).is_some() {
            return Err(CheckError::OfAnotherMode(OtherMode::Closed));
        }
        if state.held.list.is_of_another_mode(&decision) {
            return Err(CheckError::OfAnotherMode(OtherMode::Practice));
        }
        state.held.note(&crate::wire::Newest { list: decision.list, ..Default::default() });
        if let Some(first) = state.held.staff.seen.note(&decision, now.at) {
            return Err(CheckError::AlreadySeen { first, ago: now.at.since(first.checked_at) });
        }
        device.keep_seen(&state.held.staff.seen);
        Ok(Checked::of(&decision, now.at))
    }

    /// Looks at a frame for as long as the budget allows, and checks what it reads.
    #[cfg(feature = "scan")]
    pub fn see(&mut self, frame: &Frame<'_>, budget: Budget<'_>) -> Sight {
        let seen = self.scanner.see(frame, budget);
        self.judge(&seen.what)
    }

    /// Checks what a camera has seen, where the app keeps the camera itself.
    #[cfg(feature = "scan")]
    pub fn judge(&self, what: &What) -> Sight {
        match what {
            What::Ours(text) => self.read(text.as_str()).map_or_else(Sight::NotAccepted, Sight::Fits),
            What::Foreign(_) => Sight::NotAccepted(CheckError::NotAPass(NotAPass::Foreign)),
            What::Unreadable(hint) => Sight::Unreadable(*hint),
            What::Nothing => Sight::Nothing,
        }
    }
}

#[cfg(test)]
#[path = "checker_tests.rs"]
mod tests;
