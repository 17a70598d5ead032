//! What phone and service say to each other: paths, requests and answers. Refusals are in [`crate::problem`].
//!
//! Everything is JSON. Numbers named `…_s` are seconds, moments are milliseconds since 1970 in UTC. No path carries an
//! IIN, a phone number, a log-in code or a token. Every answer carries a nonce for the next proofs in
//! [`crate::proof::NONCE_HEADER`].

pub mod staff;

use serde::{Deserialize, Serialize};

pub use crate::problem::{Problem, ProblemCode};

use crate::{
    bytes::Bytes,
    claim::ClaimNumber,
    decision::Why,
    id::{Entrance, VenueId, VisitId},
    keys::{Document, Purpose},
    moment::Moment,
    pass::SignedDecision,
    poster::PosterNumber,
    status::Change,
    visit::Learnt,
    words::Language,
};

/// Paths of the visitor's side. `{visit}`, `{notice}` and `{typed}` stand for ids.
pub mod path {
    /// GET: nothing but a nonce.
    pub const NONCE: &str = "/v1/nonce";
    /// GET: the signed key set.
    pub const KEYS: &str = "/v1/keys";
    /// GET: the signed rules.
    pub const RULES: &str = "/v1/rules";
    /// GET: the signed list of what is not live.
    pub const NOT_LIVE: &str = "/v1/not-live";
    /// POST: asks for a log-in code.
    pub const LOG_IN: &str = "/v1/log-in";
    /// POST: answers with the log-in code.
    pub const ANSWER: &str = "/v1/log-in/answer";
    /// POST: trades the renewal token for new tokens.
    pub const RENEW: &str = "/v1/session/renew";
    /// POST: logs out.
    pub const LOG_OUT: &str = "/v1/session/log-out";
    /// PUT: binds an IIN. GET: the binding as it stands.
    pub const IIN: &str = "/v1/iin";
    /// GET: the own status, signed, as a timetable.
    pub const STATUS: &str = "/v1/status";
    /// GET: notices.
    pub const NOTICES: &str = "/v1/notices";
    /// POST: answers a notice.
    pub const NOTICE: &str = "/v1/notices/{notice}";
    /// GET: the poster of a typed code.
    pub const POSTER: &str = "/v1/posters/{typed}";
    /// PUT: an entry.
    pub const VISIT: &str = "/v1/visits/{visit}";
    /// PUT: an exit.
    pub const EXIT: &str = "/v1/visits/{visit}/exit";
    /// POST: deletes the account.
    pub const DELETE_MY_DATA: &str = "/v1/delete-my-data";
}

/// The newest numbers of what a phone holds; a phone that is behind fetches first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Newest {
    /// Of the list of what is not live.
    pub list: u32,
    /// Of the key set.
    pub keys: u32,
    /// Of the rules.
    pub rules: u32,
    /// The least version of the app that is still answered in full; an older one asks to update, and records.
    pub least_app: u32,
}

/// Asks for a log-in code.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogInRequest {
    /// The phone number, in any usual spelling.
    pub phone: String,
    /// The language of the SMS.
    pub language: Language,
}

/// The answer to [`LogInRequest`]: the same for every number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogInAnswer {
    /// The challenge to answer.
    pub challenge: Bytes<16>,
    /// How long the log-in code counts.
    pub life_s: u32,
    /// After how long it can be sent again.
    pub resend_after_s: u32,
    /// How many tries are left.
    pub tries_left: u32,
}

/// Answers a challenge.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChallengeAnswer {
    /// The challenge.
    pub challenge: Bytes<16>,
    /// The six digits of the SMS.
    pub log_in_code: String,
}

/// Renews the tokens.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewRequest {
    /// The renewal token.
    pub renewal: String,
}

/// A session's tokens, bound to the device key that asked for them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// Goes with every request.
    pub token: String,
    /// How long it counts.
    pub life_s: u32,
    /// Renews the token; each renewal gives a new one, and the old one ends when the new one is first used.
    pub renewal: String,
}

/// Logs out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogOutRequest {
    /// On every device of the account.
    pub everywhere: bool,
}

/// Binds an IIN. The only request that ever carries one from a visitor's phone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IinRequest {
    /// The 12 digits.
    pub iin: String,
}

/// The name of a binding: visits are delivered under the binding they were made with.
pub type BindingId = Bytes<16>;

/// Whose IIN this device may act for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum Binding {
    /// No IIN is bound; one can be.
    None,
    /// Bound: the device may enter venues.
    Bound {
        /// The binding.
        binding: BindingId,
    },
    /// The IIN is bound elsewhere, or the device is new to its account: it waits, and the other side may object.
    Waiting {
        /// The binding.
        binding: BindingId,
        /// Until then.
        until: Moment,
    },
    /// The other side objected: the operator decides on an ID card.
    Objected {
        /// The claim's number, which the claimant shows with the card.
        claim: ClaimNumber,
    },
    /// Another device has taken this one's place; what it holds may be delivered until then.
    Lost {
        /// The end of the 14 days.
        until: Moment,
    },
}

/// A person's own status, signed for one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnStatus {
    /// The service's time.
    pub time: Moment,
    /// The device key's thumbprint: another phone's status shows nothing.
    pub device: Bytes<32>,
    /// The status now, and its changes within the horizon.
    pub changes: Vec<Change>,
    /// The horizon: nothing is said from then on.
    pub until: Moment,
    /// The newest numbers.
    pub newest: Newest,
}

impl Document for OwnStatus {
    const PURPOSE: Purpose = Purpose::Decision;
    const CONTEXT: &'static str = "own status 1";
}

/// Reports an entry: asks for a decision, or delivers what happened without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRequest {
    /// The binding under which the visit was made.
    pub binding: BindingId,
    /// The poster that was scanned or typed.
    pub poster: PosterNumber,
    /// What the poster said, where it was scanned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scanned: Option<Scanned>,
    /// The public half of the visit key.
    pub visit_key: Bytes<32>,
    /// When the person entered, by the phone's tracked clock.
    pub entered_at: Moment,
    /// Whether the phone was sure of that moment.
    pub clock_certain: bool,
    /// Asks for a decision; without, the person entered unchecked and it is only recorded.
    pub ask: bool,
}

/// What a scanned poster says of its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scanned {
    /// The venue.
    pub venue: VenueId,
    /// The entrance.
    pub entrance: Entrance,
}

/// The answer to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case", deny_unknown_fields)]
pub enum EntryAnswer {
    /// A decision, and what only the visitor sees; the decision's commitment binds both.
    Decided {
        /// The decision.
        decision: SignedDecision,
        /// The seed of the door codes.
        seed: Bytes<16>,
        /// Why the person may not enter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Why>,
    },
    /// Recorded without a decision.
    Recorded {
        /// The proof of it.
        receipt: crate::keys::Signed<Receipt>,
    },
}

/// Reports an exit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExitRequest {
    /// The poster of the entry: it says which venue.
    pub poster: PosterNumber,
    /// When the person left, by the phone's tracked clock.
    pub left_at: Moment,
    /// How it was learnt.
    pub learnt: Learnt,
}

/// What the service has recorded of a visit; only this or a decision ends a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The visit.
    pub visit: VisitId,
    /// Which report of it.
    pub of: Report,
    /// The service's time.
    pub time: Moment,
    /// Set where the visit is kept but not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// The newest numbers.
    pub newest: Newest,
}

impl Document for Receipt {
    const PURPOSE: Purpose = Purpose::Decision;
    const CONTEXT: &'static str = "receipt 1";
}

/// Which report a receipt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// The entry.
    Entry,
    /// The exit.
    Exit,
}

/// Why a visit is kept but not counted: it was journalled in good faith, or it was practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 5] =
        [Self::PosterUnknown, Self::PosterRevoked, Self::PosterNotValid, Self::VenueNotLive, Self::Practice];
}

/// The poster of a typed code, for the confirmation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PosterAnswer {
    /// The text that its QR code carries.
    pub poster: String,
    /// The venue's address.
    pub address: String,
}

/// Something that the account must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Its name.
    pub id: Bytes<16>,
    /// When it came about.
    pub at: Moment,
    /// What it is.
    pub kind: NoticeKind,
    /// Until when it can be answered, where it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// The number of the claim that was objected to, for the claimant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimNumber>,
}

/// The kinds of notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Another account wants the IIN that is bound here.
    IinClaimed,
    /// Another device has logged in to this account.
    NewDevice,
    /// This account's claim was objected to.
    ClaimObjected,
    /// Staff looked up this account's person.
    LookedUp,
}

/// Everything that can be asked of a notices page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// The notices, the newest first.
    pub notices: Vec<Notice>,
}

/// Answers a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeAnswer {
    /// Agrees; else objects.
    pub agree: bool,
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
