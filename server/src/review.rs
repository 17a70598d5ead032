//! The log-in of the stores' reviewers, who get no SMS: one number with one log-in code, until one day.
//!
//! There is none unless the operator sets it. Whoever learns both is nobody's business at a real door: the account may bind
//! practice IINs only, and whoever is bound to one practises, at venues in test mode and nowhere else. The log-in code counts on
//! a phone, so no cabinet opens; it never counts for an account that is somebody's.

use std::fmt;

use ashyq_core::{moment::Moment, phone::Phone, secret::Secret};

use crate::{
    calendar::Day,
    database::{DatabaseError, Sql},
    limits,
    service::Inner,
    store::{
        Id,
        accounts::{self, Account},
        audit,
        audit::Deed,
        bindings::{self, Subject},
        devices::{self, Device},
        members,
    },
    whose,
};

/// What the audit calls it.
const LOG_IN: &str = "review_log_in";

/// The number, the log-in code, and the last day on which they count.
#[derive(Clone)]
pub struct ReviewLogIn {
    phone: Phone,
    code: Secret<String>,
    last: Day,
}

impl ReviewLogIn {
    /// Reads them from a line; `None` for any but a mobile number, six digits that are not all alike, and a day.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let (phone, code, last) = (words.next()?, words.next()?, words.next()?);
        let digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let alike = code.bytes().all(|byte| byte == code.as_bytes()[0]);
        if !digits || alike || words.next().is_some() {
            return None;
        }
        let (phone, last) = (Phone::parse(phone).ok()?, Day::parse(last)?);
        Some(Self { phone, code: Secret::new(code.to_owned()), last })
    }

    /// Whether they count: until the end of the last day, which may not lie further ahead than a review lasts.
    fn counts(&self, now: Moment) -> bool {
        (now.day()..=now.plus(limits::REVIEW).day()).contains(&self.last.number())
    }

    /// The last day, as machines write it.
    pub fn last_day(&self) -> String {
        self.last.with_dashes()
    }
}

/// The last day alone: the rest is nobody's.
impl fmt::Debug for ReviewLogIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReviewLogIn({})", self.last_day())
    }
}

/// The reviewers' log-in code for a number, where it counts.
pub(crate) fn code_of<'a>(inner: &'a Inner, phone: &Phone, now: Moment) -> Option<&'a str> {
    let review = inner.options.review.as_ref().filter(|review| review.counts(now) && review.phone == *phone)?;
    Some(review.code.expose("its hash is what is compared"))
}

/// Whether a guess's hash is that of the reviewers' log-in code.
pub(crate) fn is_code(inner: &Inner, challenge: &Id, hash: &[u8; 32]) -> bool {
    let review = inner.options.review.as_ref();
    review.is_some_and(|review| inner.keys.code_hash(challenge, review.code.expose("its hash is compared")) == *hash)
}

/// The number, as accounts are found by it, while its log-in code counts.
pub(crate) fn phone_hash(inner: &Inner, now: Moment) -> Option<[u8; 32]> {
    let review = inner.options.review.as_ref().filter(|review| review.counts(now))?;
    Some(inner.keys.phone_hash(&review.phone))
}

/// Whether a number's account is nobody's: made by a reviewer, without an office, and bound to nothing but practice IINs.
pub(crate) fn is_nobodys(
    sql: &mut dyn Sql,
    phone_hash: &[u8; 32],
    practised: &[Subject; 5],
    now: Moment,
) -> Result<bool, DatabaseError> {
    if members::is_or_will_be(sql, phone_hash, now)? {
        return Ok(false);
    }
    let Some(id) = accounts::of_phone(sql, phone_hash)? else { return Ok(true) };
    let account = accounts::get(sql, &id)?.ok_or(DatabaseError::Shape)?;
    if !audit::did(sql, &account.alias, LOG_IN)? {
        return Ok(false);
    }
    for device in devices::of_account(sql, &id)? {
        let bound = bindings::of_device(sql, &id, &device.device)?;
        if bound.iter().any(|row| row.subject.is_some_and(|subject| !practised.contains(&subject))) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Logs the other phones out: a reviewer has a fresh one each time, and none of them waits for another.
pub(crate) fn make_room(
    sql: &mut dyn Sql,
    account: &Account,
    device: &Device,
    chain: &Id,
    now: Moment,
) -> Result<(), DatabaseError> {
    audit::add(sql, chain, &Deed::of_visitor(now, LOG_IN, account.alias))?;
    let rows = devices::of_account(sql, &account.id)?;
    rows.iter().filter(|row| row.device != *device).try_for_each(|row| whose::leave(sql, account, &row.device, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_number_six_digits_and_a_day_is_no_log_in() {
        assert_eq!(
            format!("{:?}", ReviewLogIn::parse("+77001234567 135790 2026-12-24\n")),
            "Some(ReviewLogIn(2026-12-24))"
        );
        for text in [
            "",
            "+77001234567 135790",
            "+77001234567 135790 24.12.2026",
            "+77001234567 135790 2026-12-24 more",
            "+77001234567 13579 2026-12-24",
            "+77001234567 111111 2026-12-24",
            "+77271234567 135790 2026-12-24",
        ] {
            assert!(ReviewLogIn::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn it_counts_until_the_end_of_its_last_day_and_not_long_before() {
        let review = ReviewLogIn::parse("+77001234567 135790 2026-12-24").unwrap();
        let day = |text: &str| Moment::of_day(Day::parse(text).unwrap().number());
        for (at, counts) in [("2026-11-23", false), ("2026-11-24", true), ("2026-12-24", true), ("2026-12-25", false)] {
            assert_eq!(review.counts(day(at)), counts, "{at}");
        }
    }
}
