//! Days as people in Kazakhstan write them.

use ashyq_core::moment::Moment;
use jiff::{SignedDuration, civil::Date};

/// A day of the calendar in Kazakhstan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day(Date);

impl Day {
    /// The day in which a moment lies; the calendar's last or first one for moments outside.
    pub(crate) fn of(moment: Moment) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        Self(epoch.saturating_add(SignedDuration::from_hours(24 * i64::from(moment.day()))))
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
    }
}
