//! Days as people in Kazakhstan write them.

use ashyq_core::moment::Moment;
use jiff::{SignedDuration, civil::Date};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A day of the calendar in Kazakhstan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day(Date);

impl Day {
    /// The day in which a moment lies; the calendar's last or first one for moments outside.
    pub(crate) fn of(moment: Moment) -> Self {
        Self::of_number(moment.day())
    }

    /// The day of a number, counted from 1970-01-01; the calendar's last or first one for numbers outside.
    pub(crate) fn of_number(number: i32) -> Self {
        Self(EPOCH.saturating_add(SignedDuration::from_hours(24 * i64::from(number))))
    }

    /// Reads a day as machines write it, and nothing else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let day = Self(text.parse().ok()?);
        (day.with_dashes() == text).then_some(day)
    }

    /// The day's number, counted from 1970-01-01.
    pub(crate) fn number(self) -> i32 {
        EPOCH.until(self.0).map_or(0, |span| span.get_days())
    }

    /// Year, month and day, as machines write it: `2026-11-22`.
    pub(crate) fn with_dashes(self) -> String {
        format!("{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }

    /// Day, month and year, as on a document: `22.11.2026`.
    pub(crate) fn with_points(self) -> String {
        format!("{:02}.{:02}.{}", self.0.day(), self.0.month(), self.0.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_turns_over_at_midnight_in_kazakhstan() {
        let sunday_night = Moment(1_795_373_999_999);
        assert_eq!(Day::of(sunday_night).with_points(), "22.11.2026");
        assert_eq!(Day::of(Moment(sunday_night.0 + 1)).with_points(), "23.11.2026");
        assert_eq!(Day::of(sunday_night).number(), sunday_night.day());
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_in_no_other_way() {
        assert_eq!(Day::parse("2026-11-22").map(Day::number), Some(20_779));
        assert_eq!(Day::of_number(20_779).with_dashes(), "2026-11-22");
        for other in ["", "2026-11-31", "20261122", "2026-11-22T00:00", "+002026-11-22", "2026-1-2", "22.11.2026"] {
            assert_eq!(Day::parse(other), None, "{other}");
        }
    }
}
