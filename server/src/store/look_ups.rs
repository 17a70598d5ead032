//! What a look-up of a person by staff leaves behind: counts, the person's alias in the audit, and that it happened.
//!
//! Every statement is the same for everybody, whether or not the person was ever heard of: neither the work nor its time
//! tells staff anything.

use std::time::Duration;

use ashyq_core::{id::VenueId, moment::Moment};

use super::{Id, bindings::Subject, staff::PhoneHash};
use crate::{
    database::{DatabaseError, Sql},
    day_keys::Pseudonym,
    limits,
};

/// Counts a look-up of a person of staff at a venue; how long to wait where a limit is reached, and then nothing is counted.
pub(crate) fn count(
    sql: &mut dyn Sql,
    staff: &PhoneHash,
    venue: VenueId,
    look_up: &Id,
    now: Moment,
) -> Result<Result<(), Duration>, DatabaseError> {
    let since = now.minus(limits::LOOK_UPS_WINDOW);
    sql.execute("delete from look_up where phone_hash = $1 and at <= $2", &[(*staff).into(), since.into()])?;
    let rows = sql.rows("select at from look_up where phone_hash = $1 order by at", &[(*staff).into()])?;
    let before = rows.iter().map(|row| row.moment(0)).collect::<Result<Vec<_>, _>>()?;
    if let Err(wait) = paced(&before, now) {
        return Ok(Err(wait));
    }
    let day = now.day();
    let row =
        sql.row("select count from venue_look_ups where venue_id = $1 and day = $2", &[venue.0.into(), day.into()])?;
    if row.map_or(Ok(0), |row| row.int(0))? >= limits::VENUE_LOOK_UPS_A_DAY {
        return Ok(Err(until_tomorrow(now)));
    }
    sql.execute(
        "insert into look_up (phone_hash, look_up_id, at) values ($1, $2, $3)",
        &[(*staff).into(), (*look_up).into(), now.into()],
    )?;
    sql.execute(
        "insert into venue_look_ups (venue_id, day, count) values ($1, $2, 1) on conflict (venue_id, day) \
         do update set count = venue_look_ups.count + 1",
        &[venue.0.into(), day.into()],
    )?;
    Ok(Ok(()))
}

/// How long a limit of the day lasts.
pub(crate) fn until_tomorrow(now: Moment) -> Duration {
    Moment::of_day(now.day().saturating_add(1)).since(now)
}

/// Whether another look-up is free after those within an hour, in their order; else how long to wait.
fn paced(before: &[Moment], now: Moment) -> Result<(), Duration> {
    if let Some(nth) = before.len().checked_sub(limits::LOOK_UPS_AN_HOUR) {
        return Err(before.get(nth).map_or(limits::LOOK_UPS_WINDOW, |at| at.plus(limits::LOOK_UPS_WINDOW).since(now)));
    }
    // When all that was looked up would be worked off at the slow pace.
    let done = before.iter().fold(Moment(0), |done, at| done.max(*at).plus(limits::LOOK_UP_EVERY));
    let wait = done.since(now.plus(limits::LOOK_UP_EVERY * (limits::LOOK_UPS_AT_ONCE - 1)));
    if wait.is_zero() { Ok(()) } else { Err(wait) }
}

/// The alias by which the audit knows a person: the given one, where there was none.
pub(crate) fn alias(sql: &mut dyn Sql, subject: &Subject, fresh: &Id, now: Moment) -> Result<Id, DatabaseError> {
    sql.execute(
        "insert into person_alias (subject, alias, used_at) values ($1, $2, $3) \
         on conflict (subject) do update set used_at = excluded.used_at",
        &[(*subject).into(), (*fresh).into(), now.into()],
    )?;
    let row = sql.row("select alias from person_alias where subject = $1", &[(*subject).into()])?;
    row.ok_or(DatabaseError::Shape)?.bytes(0)
}

/// Deletes the way from a person to the alias in the audit.
pub(crate) fn forget_alias(sql: &mut dyn Sql, subject: &Subject) -> Result<(), DatabaseError> {
    sql.execute("delete from person_alias where subject = $1", &[(*subject).into()]).map(drop)
}

/// Notes that a person was looked up on a day, whoever they are.
pub(crate) fn note(sql: &mut dyn Sql, person_day: &Pseudonym, day: i32, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into looked_up (person_day, day, at) values ($1, $2, $3) \
         on conflict (person_day) do update set at = excluded.at",
        &[(*person_day).into(), day.into(), now.into()],
    )
    .map(drop)
}

/// When a person was last looked up on the day of the pseudonym.
pub(crate) fn newest(sql: &mut dyn Sql, person_day: &Pseudonym) -> Result<Option<Moment>, DatabaseError> {
    let row = sql.row("select at from looked_up where person_day = $1", &[(*person_day).into()])?;
    row.map(|row| row.moment(0)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_795_348_800_000);
    const SECOND: Duration = Duration::from_secs(1);
    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn five_are_free_at_once_and_then_one_a_second() {
        let mut before = Vec::new();
        for _ in 0..5 {
            assert_eq!(paced(&before, NOW), Ok(()));
            before.push(NOW);
        }
        assert_eq!(paced(&before, NOW), Err(SECOND));
        assert_eq!(paced(&before, NOW.plus(SECOND).minus(MS)), Err(MS));
        assert_eq!(paced(&before, NOW.plus(SECOND)), Ok(()));
        before.push(NOW.plus(SECOND));
        assert_eq!(paced(&before, NOW.plus(SECOND)), Err(SECOND));
        // After five quiet seconds all five are free again.
        assert_eq!(paced(&before, NOW.plus(SECOND * 6)), Ok(()));
    }

    #[test]
    fn sixty_are_free_within_any_hour() {
        let before: Vec<_> = (0..60).map(|minute| NOW.plus(Duration::from_mins(minute) / 2)).collect();
        let now = NOW.plus(Duration::from_mins(40));
        assert_eq!(paced(&before[..59], now), Ok(()));
        assert_eq!(paced(&before, now), Err(Duration::from_mins(20)));
        assert_eq!(paced(&before[1..], now), Ok(()));
    }
}
