//! Points in time, as whole milliseconds since 1970 in UTC.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// One hour, the unit in which rules give periods.
pub const HOUR: Duration = Duration::from_secs(3600);
/// One day of 24 hours.
pub const DAY: Duration = Duration::from_secs(24 * 3600);

/// Kazakhstan's offset from UTC: one zone for the whole country since 1 March 2024.
pub const KAZAKHSTAN_OFFSET: Duration = Duration::from_secs(5 * 3600);

impl Moment {
    /// Milliseconds since 1970.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// The moment that much later; stays at the end of time rather than wrap.
    #[must_use]
    pub fn plus(self, by: Duration) -> Self {
        Self(self.0.saturating_add(millis_of(by)))
    }

    /// The moment that much earlier; stays at the beginning of time rather than wrap.
    #[must_use]
    pub fn minus(self, by: Duration) -> Self {
        Self(self.0.saturating_sub(millis_of(by)))
    }

    /// How long it is since `earlier`; zero if that lies ahead.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The number of whole periods of that length since 1970: the slot of passes and door codes.
    pub fn slot(self, length: Duration) -> u32 {
        u32::try_from(self.0.max(0) / millis_of(length).max(1)).unwrap_or(u32::MAX)
    }

    /// The calendar day in Kazakhstan (UTC+5), counted from 1970-01-01.
    pub fn day(self) -> i32 {
        let local = self.plus(KAZAKHSTAN_OFFSET);
        i32::try_from(local.0.div_euclid(millis_of(DAY))).unwrap_or(i32::MAX)
    }

    /// The first moment of a calendar day in Kazakhstan.
    pub fn of_day(day: i32) -> Self {
        Self(i64::from(day).saturating_mul(millis_of(DAY))).minus(KAZAKHSTAN_OFFSET)
    }

    /// The weekday in Kazakhstan (UTC+5), ISO 8601: Monday is 1, Sunday is 7.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((i64::from(self.day()) + 3).rem_euclid(7) + 1).unwrap_or(1)
    }
}

impl From<Moment> for SystemTime {
    /// A moment that the platform's clock cannot tell is 1970.
    fn from(moment: Moment) -> Self {
        let distance = Duration::from_millis(moment.0.unsigned_abs());
        let told = if moment.0 < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        told.unwrap_or(UNIX_EPOCH)
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(since) => Self(millis_of(since)),
            Err(before) => Self(-millis_of(before.duration())),
        }
    }
}

fn millis_of(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22T18:59:59.999Z, a Sunday in Kazakhstan by one millisecond.
    const SUNDAY_NIGHT: Moment = Moment(1_795_373_999_999);

    #[test]
    fn the_day_turns_over_at_midnight_in_kazakhstan() {
        assert_eq!(SUNDAY_NIGHT.weekday(), 7);
        let monday = SUNDAY_NIGHT.plus(Duration::from_millis(1));
        assert_eq!(monday.weekday(), 1);
        assert_eq!(monday.day(), SUNDAY_NIGHT.day() + 1);
    }

    #[test]
    fn a_day_begins_where_the_one_before_ends() {
        let monday = Moment::of_day(SUNDAY_NIGHT.day() + 1);
        assert_eq!(monday, SUNDAY_NIGHT.plus(Duration::from_millis(1)));
        assert_eq!(Moment::of_day(0).day(), 0);
    }

    #[test]
    fn a_moment_is_the_same_by_the_platforms_clock() {
        for moment in [Moment(0), SUNDAY_NIGHT, Moment(-1), Moment(-86_400_000)] {
            assert_eq!(Moment::from(SystemTime::from(moment)), moment);
        }
        let _ = SystemTime::from(Moment(i64::MAX));
        let _ = SystemTime::from(Moment(i64::MIN));
    }

    #[test]
    fn time_never_wraps() {
        assert_eq!(Moment(i64::MAX).plus(DAY), Moment(i64::MAX));
        assert_eq!(Moment(5).since(Moment(9)), Duration::ZERO);
        assert_eq!(Moment(-1).slot(DAY), 0);
        assert_eq!(Moment(i64::MIN).weekday(), Moment(i64::MIN).weekday().clamp(1, 7));
    }
}
