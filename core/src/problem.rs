//! How the service refuses: RFC 9457 problem details, whose code is what a program decides by.

use serde::{Deserialize, Serialize};

/// A refusal, as RFC 9457 problem details. It names what is wrong and never repeats what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:ashyq:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The sentence, in English; screens take theirs from [`crate::words`].
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What a program decides by.
    pub code: ProblemCode,
    /// The field that is wrong, where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The rule that the field breaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How long to wait, where waiting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_s: Option<u32>,
    /// How many tries are left, where tries are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident $status:literal $title:literal,)*) => {
        /// The codes of refusals.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemCode {
            $(#[doc = $title] $name,)*
        }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// The code as programs read it.
            pub fn name(self) -> String {
                serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
            }

            /// The sentence: what happened and what to do.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

problem_codes! {
    BodyNotJson 400 "The body is not JSON; send application/json.",
    FieldInvalid 422 "A field is wrong; see field and rule.",
    BodyTooLarge 413 "The body is too large; see rule.",
    NotFound 404 "There is nothing at this path.",
    MethodNotAllowed 405 "This path does not answer this method; see Allow.",
    NonceStale 401 "The proof's nonce is not fresh; use the one in this answer's DPoP-Nonce.",
    ProofInvalid 401 "The request's proof does not fit the request; sign it anew.",
    TokenExpired 401 "The token has ended; renew it.",
    SessionEnded 401 "The session has ended; log in again.",
    NotAllowed 403 "This role may not do that.",
    DeviceWaits 403 "This device is new to its account and waits; try again when the wait is over.",
    PhoneNotAMobile 422 "This is not a mobile number of Kazakhstan; check it.",
    ResendTooSoon 429 "A log-in code was just sent; wait before asking for another.",
    SendsUsedUp 429 "No more log-in codes are sent for now; wait.",
    LogInCodeWrong 422 "The log-in code is wrong; check it and try again.",
    LogInCodeExpired 410 "The log-in code has expired; ask for another.",
    LogInCodeTriesUsedUp 429 "All tries of this log-in code are used up; ask for another.",
    FormStale 403 "The form is not from this session's page; load the page again.",
    OneTimePasswordNeeded 403 "The one-time password is still to be proved; set up the authenticator app or prove it.",
    OneTimePasswordWrong 422 "The one-time password is wrong or was used; take the next one.",
    OneTimePasswordTriesUsedUp 429 "Too many wrong one-time passwords; wait.",
    EnrolmentOver 403 "The authenticator app was not set up in time; ask the operator to name you again.",
    IinInvalid 422 "The IIN is wrong; see rule.",
    IinOfPractice 422 "This IIN is a practice person's and counts in test mode only; enter the person's own.",
    IinChangesUsedUp 429 "The IIN was changed twice within 30 days; wait.",
    IinNotBound 409 "No IIN is bound to this device; enter the IIN first.",
    BindingWaits 409 "The IIN waits for the other side; try again when the wait is over.",
    ClaimObjected 409 "The other side objected; go to the operator with an ID card and the claim's number.",
    BindingUnknown 409 "This device never held that binding; enter the IIN again.",
    PosterUnknown 404 "There is no such poster; ask staff.",
    PosterRevoked 409 "This poster is revoked; ask staff for the present one.",
    PosterNotValid 409 "This poster is not valid now; ask staff for the present one.",
    VenueSuspended 409 "This venue is suspended; you cannot check in here now.",
    VenueRevoked 409 "This venue is no longer part of Ashyq; you cannot check in here.",
    VenueNotInTest 409 "This venue is not in test mode; practice persons are for its test week.",
    DecisionsUsedUp 429 "A contact gets decisions for five venues a day; go on tomorrow.",
    VisitConflict 422 "This visit id already stands for another visit; make a new one.",
    VisitUnknown 404 "There is no such visit; deliver its entry first.",
    VisitTooOld 410 "The visit is older than 14 days; it is not kept any more.",
    RoleNotAccepted 409 "This role is not accepted yet; accept it in the app first.",
    ShiftNotOpen 409 "No shift is open on this device; open one.",
    NoticeAnswered 409 "This notice is answered or over; nothing changes.",
    AlreadyThere 409 "This is there already, with other content; change its id or version.",
    NotABusiness 422 "This is not a business's number; give a BIN or a sole proprietor's IIN.",
    OkedNotEligible 422 "Venues of this activity get no poster; check the OKED.",
    AssociationNeeded 422 "Venues of this activity apply through an industry association; name one that covers the OKED.",
    VenueDuplicate 409 "This venue has an application already; look among the business's applications.",
    VenueNotAgain 409 "This venue has had its test period or was revoked; turn to the operator.",
    ApplicationsUsedUp 429 "Too many applications; wait.",
    StepNotFromHere 409 "The application does not stand where this step starts; read it again.",
    AssociationFirst 409 "The association decides first; try again once it has.",
    TestWeekRuns 409 "The test week still runs; wait.",
    ChecklistOpen 409 "The checklist is not complete; try the rest.",
    TestOver 409 "The test is over; turn to the operator.",
    PostersUsedUp 429 "Too many new posters; wait.",
    BoardsUsedUp 429 "This venue has as many open boards as it may; close one.",
    RateLimited 429 "Too many requests; wait.",
    Overloaded 503 "The service is busy; try again shortly.",
    Fault 500 "The service has a fault; try again later.",
}

impl Problem {
    /// The problem of a code, without further fields.
    pub fn of(code: ProblemCode) -> Self {
        Self {
            kind: format!("urn:ashyq:problem:{}", code.name()),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            field: None,
            rule: None,
            wait_s: None,
            tries_left: None,
        }
    }

    /// The problem of a field that breaks a rule.
    pub fn field(field: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { field: Some(field.into()), rule: Some(rule.into()), ..Self::of(ProblemCode::FieldInvalid) }
    }

    /// Adds how long to wait.
    #[must_use]
    pub fn wait(self, seconds: u32) -> Self {
        Self { wait_s: Some(seconds), ..self }
    }
}
