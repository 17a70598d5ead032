//! The one table of limits: what the service takes, how much, how often, how long. What an operator sets is in [`crate::settings`].

use std::time::Duration;

const MINUTE: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);

/// The longest body of a request, in bytes.
pub const LONGEST_BODY: usize = 16 * 1024;
/// How long a request may take, its body included.
pub const LONGEST_REQUEST: Duration = Duration::from_secs(10);
/// The most requests that are worked on at once; more are refused while that is still cheap. One full commit: with more, those
/// that are taken wait longer, and no more of them are answered.
pub const MOST_REQUESTS: usize = 128;
/// The most bodies that are waited for at once: 64 MiB of them.
pub const MOST_BODIES: usize = 4096;
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
/// The longest renewal token that is looked up, in bytes.
pub const LONGEST_RENEWAL: usize = 512;
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
/// How long before its last day the log-in of the stores' reviewers begins to count.
pub const REVIEW: Duration = Duration::from_hours(30 * 24);
/// How long a change of a role waits.
pub const ROLE_WAIT: Duration = DAY;
/// How long somebody who was named may take to enrol.
pub const ENROLMENT: Duration = Duration::from_hours(7 * 24);
/// Wrong one-time passwords within ten minutes.
pub const PASSWORD_GUESSES_SHORT: usize = 5;
/// Wrong one-time passwords within a day.
pub const PASSWORD_GUESSES_DAY: usize = 10;
/// The most operators and members of associations that are listed, and told of a change.
pub const MOST_MEMBERS: i64 = 1_000;
/// The most associations that are listed.
pub const MOST_ASSOCIATIONS: i64 = 1_000;
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
/// How many look-ups staff may make at once; from then on, one in [`LOOK_UP_EVERY`].
pub const LOOK_UPS_AT_ONCE: u32 = 5;
/// How soon the next look-up is free again.
pub const LOOK_UP_EVERY: Duration = Duration::from_secs(1);
/// How long reading and judging lasts at the least, so that its time tells nothing of how much there was to read.
pub const LOOK_UP_LASTS: Duration = Duration::from_millis(3);
/// The most look-ups of a person of staff within an hour: the numbers of one birth date and sex (9,913) take a week.
pub const LOOK_UPS_AN_HOUR: usize = 60;
/// The window of [`LOOK_UPS_AN_HOUR`].
pub const LOOK_UPS_WINDOW: Duration = Duration::from_hours(1);
/// The most look-ups of a venue on a day of the calendar.
pub const VENUE_LOOK_UPS_A_DAY: i64 = 500;
/// The most exits that a person of staff may type within [`EXITS_WINDOW`]: they tell nothing, and are no look-ups.
pub const EXITS: u32 = 60;
/// The window of [`EXITS`].
pub const EXITS_WINDOW: Duration = MINUTE;
/// How long a shift lives: passes are checked offline as long.
pub const SHIFT_LIFE: Duration = DAY;
/// How long the rows of shifts and roles that are over are kept.
pub const SHIFTS_KEPT: Duration = VISITS_KEPT;
/// How long a role waits for its acceptance.
pub const ROLE_WAITS: Duration = COOL_DOWN;
/// The most roles of a venue.
pub const MOST_STAFF: usize = 200;
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
/// Venues of the same name nearer than that, in metres, are one.
pub const SAME_PLACE_M: f64 = 50.0;
/// The most applications of a phone number within a day.
pub const MOST_APPLICATIONS_A_DAY: i64 = 20;
/// The most applications of a number for one address that may have been refused within [`COOL_DOWN`].
pub const MOST_REFUSED_APPLICATIONS: usize = 3;
/// How long refused applications are kept.
pub const REFUSED_KEPT: Duration = Duration::from_hours(366 * 24);
/// The most posters of a venue that are made within a day, beyond one for each entrance.
pub const MOST_NEW_POSTERS_A_DAY: i64 = 10;
/// How many rows a page of a list has.
pub const PAGE: i64 = 50;
/// How many applications of a business are listed.
pub const MOST_APPLICATIONS: i64 = 500;
/// The most notices in an answer.
pub const MOST_NOTICES: i64 = 100;
/// The most claims in an answer.
pub const MOST_CLAIMS: i64 = 100;

/// The most boards that are open at once.
pub const MOST_BOARDS: usize = 2_000;
/// The most boards of one venue.
pub const MOST_BOARDS_OF_VENUE: usize = 32;
/// How many messages wait for a slow board; past that it is cut, and goes on where it was.
pub const BOARD_QUEUE: usize = 64;
/// How many arrivals a board begins with.
pub const BOARD_ROWS: i64 = 50;
/// How many arrivals are read at once.
pub const BOARD_PAGE: i64 = 200;
/// How many arrivals a board may have missed to go on behind them; past that it begins anew.
pub const MOST_RESUMED: i64 = 10_000;
/// How often a board without news says that it is there, and is asked whether it may be.
pub const BOARD_ALIVE: Duration = Duration::from_secs(15);
/// How often a board looks for news of other processes.
pub const BOARD_POLL: Duration = Duration::from_millis(150);
/// How often a board gets new counts at the most.
pub const COUNTS_EVERY: Duration = Duration::from_secs(1);
/// After how many seconds a board or an export that found no place may ask again.
pub const BOARD_WAIT_S: u32 = 5;
/// The most exports at once.
pub const MOST_EXPORTS: usize = 8;
/// The most days of an export.
pub const EXPORTED_DAYS: i32 = 14;
/// How many arrivals of an export are read at once.
pub const EXPORT_PAGE: i64 = 500;

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

#[cfg(test)]
mod tests {
    use super::*;

    /// Check digits leave 9,913 numbers for a birth date and a sex (T08 of the promises).
    #[test]
    fn looking_up_everybody_of_a_birth_date_takes_a_week_of_staff_time() {
        let candidates = 9_913;
        let hours = candidates / LOOK_UPS_AN_HOUR;
        assert!(hours >= 165, "{hours} h");
        let days = candidates / usize::try_from(VENUE_LOOK_UPS_A_DAY).unwrap();
        assert!(days >= 19, "{days} days for a whole venue");
    }
}
