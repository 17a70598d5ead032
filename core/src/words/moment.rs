//! Moments and durations as people read them: "22 қараша, 14:05", "4 min 12 s".
//!
//! Moments are unix milliseconds, shown in UTC+5; durations are milliseconds, rounded down to what is shown.

use super::Language;
use super::calendar::Local;

/// Months in the form that follows a day.
const MONTHS: [[&str; 12]; 3] = [
    [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ],
    [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

const WEEKDAYS: [[&str; 7]; 3] = [
    ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"],
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

/// A part of a duration, with the number of its milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Day = 86_400_000,
    Hour = 3_600_000,
    Minute = 60_000,
    Second = 1_000,
}

impl Unit {
    /// From the longest to the shortest.
    pub const ALL: [Unit; 4] = [Unit::Day, Unit::Hour, Unit::Minute, Unit::Second];

    /// The unit after a number, in full: as in "2 минуты".
    pub const fn after(self, language: Language, number: u64) -> &'static str {
        match language {
            Language::Kk => self.pick(["күн", "сағат", "минут", "секунд"]),
            // Russian has three forms, by the last digits: 1 минута, 2 минуты, 5 минут, 11 минут.
            Language::Ru => match (number % 10, number % 100) {
                (_, 11..=14) | (0 | 5..=9, _) => self.pick(["дней", "часов", "минут", "секунд"]),
                (1, _) => self.pick(["день", "час", "минута", "секунда"]),
                _ => self.pick(["дня", "часа", "минуты", "секунды"]),
            },
            Language::En if number == 1 => self.pick(["day", "hour", "minute", "second"]),
            Language::En => self.pick(["days", "hours", "minutes", "seconds"]),
        }
    }

    /// The unit after a number, as short as it may be written; a day has no short form.
    pub const fn short_after(self, language: Language, number: u64) -> &'static str {
        match (self, language) {
            (Unit::Day, _) => self.after(language, number),
            (_, Language::Kk) => self.pick(["", "сағ", "мин", "с"]),
            (_, Language::Ru) => self.pick(["", "ч", "мин", "с"]),
            (_, Language::En) => self.pick(["", "h", "min", "s"]),
        }
    }

    const fn pick(self, [day, hour, minute, second]: [&'static str; 4]) -> &'static str {
        match self {
            Unit::Day => day,
            Unit::Hour => hour,
            Unit::Minute => minute,
            Unit::Second => second,
        }
    }
}

/// The time of day: "14:05".
pub fn clock(unix_ms: i64) -> String {
    let local = Local::read(unix_ms);
    format!("{:02}:{:02}", local.hour, local.minute)
}

/// The day without its year: "22 қараша".
pub fn day(language: Language, unix_ms: i64) -> String {
    let local = Local::read(unix_ms);
    format!("{} {}", local.day, MONTHS[language as usize][local.month - 1])
}

/// The day and the time of day, what `{time}` is filled with: "22 қараша, 14:05".
pub fn day_and_clock(language: Language, unix_ms: i64) -> String {
    format!("{}, {}", day(language, unix_ms), clock(unix_ms))
}

/// The day with its year: "2021 жылғы 22 қараша".
pub fn date(language: Language, unix_ms: i64) -> String {
    let (day, year) = (day(language, unix_ms), Local::read(unix_ms).year);
    match language {
        Language::Kk => format!("{year} жылғы {day}"),
        Language::Ru => format!("{day} {year} г."),
        Language::En => format!("{day} {year}"),
    }
}

/// The weekday's name: "дүйсенбі".
pub fn weekday(language: Language, unix_ms: i64) -> &'static str {
    WEEKDAYS[language as usize][Local::read(unix_ms).weekday]
}

/// A duration to read: "4 min 12 s", at most two units.
pub fn duration(language: Language, ms: u64) -> String {
    in_units(ms, |unit, number| unit.short_after(language, number))
}

/// A duration to hear: "4 minutes 12 seconds", at most two units.
pub fn duration_spoken(language: Language, ms: u64) -> String {
    in_units(ms, |unit, number| unit.after(language, number))
}

/// The longest unit that fits and the next shorter one, unless there is none of it.
fn in_units(ms: u64, name: impl Fn(Unit, u64) -> &'static str) -> String {
    let first = Unit::ALL.iter().position(|unit| ms >= *unit as u64).unwrap_or(Unit::ALL.len() - 1);
    let mut rest = ms;
    let mut parts = Vec::with_capacity(2);
    for &unit in Unit::ALL[first..].iter().take(2) {
        let number = rest / unit as u64;
        rest %= unit as u64;
        if number > 0 || parts.is_empty() {
            parts.push(format!("{number} {}", name(unit, number)));
        }
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Kk, Ru};

    /// Monday, 22 November 2021, 14:05 in UTC+5.
    const MOMENT: i64 = 1_637_571_900_000;

    #[test]
    fn a_moment_reads_as_the_voice_says() {
        assert_eq!(day_and_clock(Kk, MOMENT), "22 қараша, 14:05");
        assert_eq!(day_and_clock(Ru, MOMENT), "22 ноября, 14:05");
        assert_eq!(day_and_clock(En, MOMENT), "22 November, 14:05");
        assert_eq!(date(Kk, MOMENT), "2021 жылғы 22 қараша");
        assert_eq!(date(Ru, MOMENT), "22 ноября 2021 г.");
        assert_eq!(date(En, MOMENT), "22 November 2021");
        assert_eq!(Language::ALL.map(|language| weekday(language, MOMENT)), ["дүйсенбі", "понедельник", "Monday"]);
    }

    #[test]
    fn a_duration_has_at_most_two_units_and_no_empty_one() {
        for (ms, kk, ru, en) in [
            (0, "0 с", "0 с", "0 s"),
            (999, "0 с", "0 с", "0 s"),
            (252_999, "4 мин 12 с", "4 мин 12 с", "4 min 12 s"),
            (300_000, "5 мин", "5 мин", "5 min"),
            (7_500_000, "2 сағ 5 мин", "2 ч 5 мин", "2 h 5 min"),
            (3_605_000, "1 сағ", "1 ч", "1 h"),
            (86_400_000, "1 күн", "1 день", "1 day"),
            (1_209_600_000, "14 күн", "14 дней", "14 days"),
            (270_000_000, "3 күн 3 сағ", "3 дня 3 ч", "3 days 3 h"),
        ] {
            assert_eq!(Language::ALL.map(|language| duration(language, ms)), [kk, ru, en]);
        }
    }

    #[test]
    fn russian_numbers_take_the_right_form() {
        for (number, form) in [
            (0, "минут"),
            (1, "минута"),
            (2, "минуты"),
            (4, "минуты"),
            (5, "минут"),
            (11, "минут"),
            (12, "минут"),
            (14, "минут"),
            (21, "минута"),
            (22, "минуты"),
            (25, "минут"),
            (101, "минута"),
            (111, "минут"),
            (122, "минуты"),
        ] {
            assert_eq!(Unit::Minute.after(Ru, number), form, "{number}");
        }
        assert_eq!(duration_spoken(Ru, 252_000), "4 минуты 12 секунд");
        assert_eq!(duration_spoken(En, 61_000), "1 minute 1 second");
        assert_eq!(duration_spoken(Kk, 61_000), "1 минут 1 секунд");
    }
}
