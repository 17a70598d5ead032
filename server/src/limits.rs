//! The one table of limits: what the service takes, how much, how often, how long. What an operator sets is in [`crate::settings`].

use std::time::Duration;

const MINUTE: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);

/// The longest body of a request, in bytes.
pub const LONGEST_BODY: usize = 16 * 1024;
/// How long a request may take, its body included.
pub const LONGEST_REQUEST: Duration = Duration::from_secs(10);
/// The most requests that are worked on at once; more are refused while that is still cheap. Four full commits.
pub const MOST_REQUESTS: usize = 512;
/// The longest path with its query, in bytes.
pub const LONGEST_PATH: usize = 256;
/// The same of a page: a poster's link is longer.
pub const LONGEST_PAGE_PATH: usize = 512;

/// How long a nonce counts.
pub const NONCE_LIFE: Duration = Duration::from_mins(2);
/// The most proofs that are remembered; past that, requests wait.
pub const MOST_PROOFS: usize = 2_000_000;

/// How long an access token counts.
pub const TOKEN_LIFE: Duration = Duration::from_hours(1);
/// How long a renewal token counts.
pub const RENEWAL_LIFE: Duration = Duration::from_hours(90 * 24);
/// The most pairs of tokens of one generation: each lost answer makes one.
pub const MOST_PAIRS: i64 = 8;

/// How long a session of a browser lives.
pub const CABINET_LIFE: Duration = Duration::from_hours(12);
/// How long a browser may be idle.
pub const CABINET_IDLE: Duration = Duration::from_mins(30);
/// How exactly it is known when a browser was last seen: so often its requests write.
pub const CABINET_SEEN: Duration = MINUTE;
/// How long a browser that logged in is known.
pub const BROWSER_LIFE: Duration = Duration::from_hours(30 * 24);
/// Log-in codes and guesses that browsers at one address may ask for within ten minutes.
pub const BROWSER_REQUESTS: u32 = 20;
/// The same of all browsers together: whatever they do, phones still get their SMS.
pub const ALL_BROWSERS_REQUESTS: u32 = 600;
/// How long a change of a role waits.
pub const ROLE_WAIT: Duration = DAY;
/// How long somebody who was named may take to enrol.
pub const ENROLMENT: Duration = Duration::from_hours(7 * 24);
/// Wrong one-time passwords within ten minutes.
pub const PASSWORD_GUESSES_SHORT: usize = 5;
/// Wrong one-time passwords within a day.
pub const PASSWORD_GUESSES_DAY: usize = 10;
/// The longest name of an association, in bytes.
pub const LONGEST_ASSOCIATION_NAME: usize = 120;
/// The most activities of an association.
pub const MOST_ASSOCIATION_OKEDS: usize = 50;

/// How long a binding or a device waits.
pub const WAIT: Duration = DAY;
/// How long an IIN, a phone number's changes and a holder are remembered.
pub const COOL_DOWN: Duration = Duration::from_hours(30 * 24);
/// The most IINs of a phone number within [`COOL_DOWN`].
pub const MOST_IINS: i64 = 2;
/// How long visits are kept, from the claimed entry, and how long a device that lost its place may deliver.
pub const VISITS_KEPT: Duration = Duration::from_hours(14 * 24);
/// How long a visit's id is kept, in days.
pub const VISIT_KEYS_KEPT_DAYS: i32 = 30;
/// How far a claimed moment may lie ahead.
pub const CLOCK_AHEAD: Duration = Duration::from_mins(2);
/// How long facts are kept beyond their period in force.
pub const FACTS_KEPT: Duration = Duration::from_hours(14 * 24);
/// How long notices are kept.
pub const NOTICES_KEPT: Duration = Duration::from_hours(30 * 24);
/// How long the audit is kept.
pub const AUDIT_KEPT: Duration = Duration::from_hours(366 * 24);
/// How far ahead a status's timetable says something.
pub const HORIZON: Duration = DAY;
/// At how many venues a contact gets decisions on a day.
pub const CONTACT_VENUES_A_DAY: i64 = 5;
/// How often a door seed is drawn at the most.
pub const SEED_DRAWS: usize = 32;

/// The most facts in a request.
pub const MOST_FACTS: usize = 100;
/// The longest name of a fact, in bytes.
pub const LONGEST_FACT_ID: usize = 64;
/// The longest name of a vaccine, in bytes.
pub const LONGEST_PRODUCT: usize = 64;
/// The highest version of a fact.
pub const HIGHEST_VERSION: u32 = 1_000_000_000;
/// How far back a fact may lie.
pub const OLDEST_FACT: Duration = Duration::from_hours(2 * 366 * 24);
/// How far ahead a fact may lie: the sender's clock may differ.
pub const FACT_AHEAD: Duration = DAY;

/// The longest address, in bytes.
pub const LONGEST_ADDRESS: usize = 200;
/// The longest name of a source, in bytes.
pub const LONGEST_SOURCE_NAME: usize = 64;
/// The most notices in an answer.
pub const MOST_NOTICES: i64 = 100;
/// The most claims in an answer.
pub const MOST_CLAIMS: i64 = 100;

/// Limits of log-in codes: a struct, since a proof needs them off.
#[derive(Clone, Debug)]
pub struct CodeLimits {
    /// How long a log-in code counts.
    pub life: Duration,
    /// Tries of one challenge.
    pub tries: u32,
    /// How soon a code can be sent again.
    pub resend_after: Duration,
    /// Sends that a device may ask for within ten minutes.
    pub device_sends_short: i64,
    /// Sends that a device may ask for within a day.
    pub device_sends_day: i64,
    /// Sends to a phone within a day after which they only come slower: a stranger must not lock a number.
    pub phone_sends_day: i64,
    /// How much slower.
    pub phone_sends_then_every: Duration,
    /// Guesses for a phone within a day.
    pub phone_guesses_day: i64,
    /// Of these, kept back for devices that are logged in to the account already.
    pub phone_guesses_kept: i64,
    /// Requests from one address within ten minutes.
    pub address_requests: u32,
    /// The least part of a prefix's sends that must have led to a log-in, in per cent, once there are many; a prefix is a
    /// number without its last four digits.
    pub prefix_verified_percent: i64,
    /// The part of a day's sends that one hour may use, as one in so many.
    pub hour_of_day: i64,
}

/// The window of `device_sends_short` and of requests from an address.
pub const SHORT: Duration = Duration::from_mins(10);

impl Default for CodeLimits {
    fn default() -> Self {
        Self {
            life: MINUTE * 5,
            tries: 5,
            resend_after: MINUTE,
            device_sends_short: 3,
            device_sends_day: 10,
            phone_sends_day: 10,
            phone_sends_then_every: MINUTE * 30,
            phone_guesses_day: 50,
            phone_guesses_kept: 10,
            address_requests: 60,
            prefix_verified_percent: 30,
            hour_of_day: 4,
        }
    }
}
