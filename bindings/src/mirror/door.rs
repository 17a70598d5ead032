//! Entering, leaving, the own visits, what is delivered, notices.

use std::time::Duration;

use ashyq_core::{
    claim::ClaimNumber,
    client::{Action, DecisionScreen, Delivery, DoorScreen, VisitLine, VisitScreen, code_drawing::CodeDrawing},
    decision::Why,
    door_code::DoorCode,
    id::{Entrance, VisitId},
    moment::Moment,
    status::Colour,
    visit::{Entry, Exit, Learnt},
    wire::{Binding as IinBinding, Mark, Notice, NoticeKind},
};

use super::values::{Id, Quantity};

/// What a yes does.
#[uniffi::remote(Enum)]
pub enum Action {
    /// Enters.
    Enter,
    /// Leaves the venue that the person is in.
    Leave,
    /// Nothing: the entry was less than a minute ago.
    Nothing,
}

/// What the door's screen shows. It has no state with a colour and no signed, living decision.
#[uniffi::remote(Enum)]
pub enum DoorScreen {
    /// Nobody is inside anywhere.
    Outside,
    /// The decision is awaited.
    Asking,
    /// A decision, for the five minutes it lives.
    Decided(Box<DecisionScreen>),
    /// Inside, after the decision's life or without one.
    Inside(VisitScreen),
}

/// A decision on the screen.
#[uniffi::remote(Record)]
pub struct DecisionScreen {
    /// The visit.
    pub visit: VisitId,
    /// The colour.
    pub colour: Colour,
    /// Admitted or refused.
    pub admitted: bool,
    /// Why refused; for the visitor alone.
    pub why: Option<Why>,
    /// Whether it is a practice person's, at a venue in test mode.
    pub test: bool,
    /// The venue's name.
    pub venue: Option<String>,
    /// The entrance.
    pub entrance: Entrance,
    /// When it was signed.
    pub signed_at: Moment,
    /// How long it still lives.
    pub left: Duration,
    /// The door code of this slot.
    pub door_code: DoorCode,
    /// The text of the pass's QR code in this slot; `drawing_of_pass` draws it.
    pub pass: String,
}

/// A present visit on the screen: no colour.
#[uniffi::remote(Record)]
pub struct VisitScreen {
    /// The visit.
    pub visit: VisitId,
    /// The venue's name; unknown for a code typed offline.
    pub venue: Option<String>,
    /// The entrance; unknown for a code typed offline.
    pub entrance: Option<Entrance>,
    /// Since when.
    pub since: Moment,
    /// Whether the entry was checked; else staff are asked to type the IIN.
    pub checked: bool,
    /// Whether the poster was checked.
    pub verified: bool,
    /// Whether it is practice, at a venue in test mode.
    pub test: bool,
}

/// Why the person may not enter.
#[uniffi::remote(Enum)]
pub enum Why {
    /// Isolation.
    Isolation,
    /// Too far from the isolation place.
    TooFar,
    /// A kind of venue that is not open to contacts.
    NotForContacts,
    /// A negative PCR test is needed.
    TestNeeded,
    /// The rules of today.
    RulesOfToday,
}

/// The code that a phone and the venue's board show alike; `door_code_written` writes it.
#[uniffi::remote(Record)]
pub struct DoorCode {
    /// The sign's number.
    pub sign: u8,
    /// The noun's number.
    pub word: u8,
    /// The two digits.
    pub digits: u8,
}

/// A QR code to be filled in ink on paper.
#[uniffi::remote(Record)]
pub struct CodeDrawing {
    /// The side of the box in which the path lies, in modules: the code with its white margin.
    pub side: u32,
    /// SVG path data of the dark modules. Only absolute `M`, `L` and `Z` occur.
    pub path: String,
}

/// A line of the own visits.
#[uniffi::remote(Record)]
pub struct VisitLine {
    /// The visit's name.
    pub id: VisitId,
    /// The venue's name, where the poster said it.
    pub venue: Option<String>,
    /// The entrance, where the poster said it.
    pub entrance: Option<Entrance>,
    /// When it began.
    pub entered_at: Moment,
    /// How it began; nothing where the person was refused.
    pub entry: Option<Entry>,
    /// The colour that was shown, where one was.
    pub colour: Option<Colour>,
    /// When and how it ended, once it has.
    pub exit: Option<Exit>,
    /// Whether the service has everything about it.
    pub delivered: bool,
    /// Why the service keeps it without counting it.
    pub mark: Option<Mark>,
    /// Whether it is practice, at a venue in test mode: never counted.
    pub test: bool,
}

/// How a visit began.
#[uniffi::remote(Enum)]
pub enum Entry {
    /// By a decision.
    Admitted,
    /// Without one, in time.
    Unchecked,
}

/// When and how a visit ended.
#[uniffi::remote(Record)]
pub struct Exit {
    /// When.
    pub at: Moment,
    /// How it was learnt.
    pub learnt: Learnt,
}

/// How an exit was learnt.
#[uniffi::remote(Enum)]
pub enum Learnt {
    /// The poster was scanned.
    Scanned,
    /// The button was pressed.
    Button,
    /// Staff said so.
    Staff,
    /// The person entered elsewhere.
    NextEntry,
    /// The venue closed its day.
    VenueClosed,
    /// Nobody stays that long.
    DwellLimit,
}

/// Why a visit is kept but not counted.
#[uniffi::remote(Enum)]
pub enum Mark {
    /// No such poster, or one that says something else.
    PosterUnknown,
    /// The poster was revoked.
    PosterRevoked,
    /// The poster was not valid then.
    PosterNotValid,
    /// The venue was not live then.
    VenueNotLive,
    /// The venue was in test mode: practice, not a visit.
    Practice,
}

/// How a delivery went.
#[uniffi::remote(Record)]
pub struct Delivery {
    /// How many visits were delivered.
    pub delivered: Quantity,
    /// How many still wait.
    pub unsent: Quantity,
    /// How many were dropped undelivered, being older than 14 days.
    pub dropped: Quantity,
    /// After how long to try again, where something waits.
    pub try_again: Option<Duration>,
}

/// Whose IIN this phone may act for.
#[uniffi::remote(Enum)]
pub enum IinBinding {
    /// No IIN is bound; one can be.
    None,
    /// Bound: the phone may enter venues.
    Bound {
        /// The binding.
        binding: Id,
    },
    /// The IIN is bound elsewhere, or the phone is new to its account: it waits, and the other side may object.
    Waiting {
        /// The binding.
        binding: Id,
        /// Until then.
        until: Moment,
    },
    /// The other side objected: the operator decides on an identity card.
    Objected {
        /// The claim's number, which the claimant shows with the card.
        claim: ClaimNumber,
    },
    /// Another phone has taken this one's place; what it holds may be delivered until then.
    Lost {
        /// The end of the 14 days.
        until: Moment,
    },
}

/// Something that the account must know.
#[uniffi::remote(Record)]
pub struct Notice {
    /// Its name.
    pub id: Id,
    /// When it came about.
    pub at: Moment,
    /// What it is.
    pub kind: NoticeKind,
    /// Until when it can be answered, where it can.
    pub until: Option<Moment>,
    /// The number of the claim that was objected to, for the claimant.
    pub claim: Option<ClaimNumber>,
}

/// The kinds of notice.
#[uniffi::remote(Enum)]
pub enum NoticeKind {
    /// Another account wants the IIN that is bound here.
    IinClaimed,
    /// Another phone has logged in to this account.
    NewDevice,
    /// This account's claim was objected to.
    ClaimObjected,
    /// Staff looked up this account's person.
    LookedUp,
}
