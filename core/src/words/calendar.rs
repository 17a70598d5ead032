//! Days and times of day in Kazakhstan out of unix milliseconds, without a date library.

/// UTC+5, the offset of the visit's rules, in milliseconds.
const OFFSET_MS: i64 = 5 * 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// A moment in UTC+5 by the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Local {
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: usize,
    /// 1 to 31.
    pub(super) day: u32,
    /// 0 is Monday.
    pub(super) weekday: usize,
    pub(super) hour: u32,
    pub(super) minute: u32,
}

impl Local {
    pub(super) fn read(unix_ms: i64) -> Local {
        let local_ms = unix_ms.saturating_add(OFFSET_MS);
        let (days, in_day) = (local_ms.div_euclid(DAY_MS), local_ms.rem_euclid(DAY_MS));
        let (year, month, day) = civil_from_days(days);
        // 1 January 1970 was a Thursday.
        let weekday = small(days.saturating_add(3).rem_euclid(7)) as usize;
        let minutes = small(in_day / 60_000);
        Local { year, month, day, weekday, hour: minutes / 60, minute: minutes % 60 }
    }
}

/// Days since 1 January 1970 to year, month and day: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
/// `civil_from_days`. Years begin in March there, so that the leap day is the last.
fn civil_from_days(days: i64) -> (i64, usize, u32) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = small(day_of_year - (153 * march_month + 2) / 5 + 1);
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), small(month) as usize, day)
}

/// What a remainder has left is small and not negative.
fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(unix_ms: i64) -> (i64, usize, u32, usize) {
        let local = Local::read(unix_ms);
        (local.year, local.month, local.day, local.weekday)
    }

    #[test]
    fn known_days_have_their_names() {
        assert_eq!(day_of(0), (1970, 1, 1, 3));
        assert_eq!(day_of(951_782_400_000), (2000, 2, 29, 1));
        assert_eq!(day_of(1_637_571_900_000), (2021, 11, 22, 0));
        assert_eq!(day_of(4_107_542_400_000), (2100, 3, 1, 0), "2100 is no leap year");
        assert_eq!(day_of(-86_400_000), (1969, 12, 31, 2));
    }

    #[test]
    fn midnight_is_at_19_utc() {
        let before = Local::read(19 * 3_600_000 - 1);
        let after = Local::read(19 * 3_600_000);
        assert_eq!((before.day, before.hour, before.minute), (1, 23, 59));
        assert_eq!((after.day, after.hour, after.minute), (2, 0, 0));
    }

    #[test]
    fn days_follow_each_other_through_four_centuries() {
        let mut last = Local::read(-OFFSET_MS - 200 * 366 * DAY_MS);
        for day in -200 * 366 + 1..200 * 366 {
            let next = Local::read(day * DAY_MS - OFFSET_MS);
            assert_eq!(next.weekday, (last.weekday + 1) % 7);
            let follows = next.day == last.day + 1 && next.month == last.month
                || next.day == 1 && last.day >= 28 && next.month == last.month % 12 + 1;
            assert!(follows, "{last:?} then {next:?}");
            last = next;
        }
    }

    #[test]
    fn no_number_is_too_large_or_too_small() {
        for edge in [i64::MIN, i64::MAX] {
            let local = Local::read(edge);
            assert!((1..=12).contains(&local.month) && (1..=31).contains(&local.day));
        }
    }
}
