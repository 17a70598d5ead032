//! The counts of a day as tables: colours and hours, those who scanned, those whom staff registered, and tests, each apart.

use std::{collections::BTreeSet, sync::Arc};

use ashyq_core::{
    moment::Moment,
    status::Colour,
    words::{Word, look::Shape, moment},
};
use askama::Template;

use super::{
    Frame, Page, View,
    saying::Saying,
    venue::{At, Head},
    venue_board::looks,
};
use crate::{
    board::{
        Outcome, Source,
        counts::{self, Counts},
    },
    calendar::Day,
    limits,
    problem::Refusal,
    routes::Business,
    service::Inner,
};

/// The colours of a table's columns, the most open first.
const COLOURS: [Option<Colour>; 5] =
    [Some(Colour::Green), Some(Colour::Blue), Some(Colour::Yellow), Some(Colour::Red), None];

#[derive(Template)]
#[template(path = "venue_counts.html")]
struct CountsPage {
    frame: Frame,
    head: Head,
    day: i32,
    tables: Vec<Table>,
    error: Option<Saying>,
}

/// The people of a day of whom one source told.
struct Table {
    source: Source,
    columns: Vec<Column>,
    lines: Vec<Line>,
    whole_day: Vec<u32>,
}

/// One way in which people came.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Column {
    outcome: Outcome,
    colour: Option<Colour>,
}

/// An hour.
struct Line {
    hour: u8,
    cells: Vec<u32>,
}

impl Table {
    /// The table of a source; none where nobody came so.
    fn of(counts: &Counts, source: Source) -> Option<Self> {
        let totals: Vec<_> = counts.totals.iter().filter(|count| count.source == source).collect();
        let hours: Vec<_> = counts.hours.iter().filter(|count| count.source == source).collect();
        let columns: Vec<Column> = Outcome::ALL
            .into_iter()
            .flat_map(|outcome| COLOURS.map(|colour| Column { outcome, colour }))
            .filter(|column| totals.iter().any(|count| column.is(count.outcome, count.colour)))
            .collect();
        let present: BTreeSet<u8> = hours.iter().map(|count| count.hour).collect();
        let (first, last) = (*present.first()?, *present.last()?);
        let line = |hour| {
            let of_column = |column: &Column| {
                let here = hours.iter().filter(|count| count.hour == hour && column.is(count.outcome, count.colour));
                here.map(|count| count.people).sum()
            };
            Line { hour, cells: columns.iter().map(of_column).collect() }
        };
        let whole = |column: &Column| {
            totals.iter().filter(|count| column.is(count.outcome, count.colour)).map(|count| count.people).sum()
        };
        let (lines, whole_day) = ((first..=last).map(line).collect(), columns.iter().map(whole).collect());
        Some(Self { source, columns, lines, whole_day })
    }

    fn caption(&self) -> Word {
        match self.source {
            Source::Phone => Word::CountsByPhone,
            Source::Staff => Word::CountsByStaff,
            Source::Test => Word::CountsTest,
        }
    }

    fn is_test(&self) -> bool {
        self.source == Source::Test
    }

    /// What came of people, with how many columns it has.
    fn groups(&self) -> Vec<(Word, usize)> {
        let group = |outcome: Outcome| {
            let columns = self.columns.iter().filter(|column| column.outcome == outcome).count();
            (columns > 0).then_some((group_word(outcome), columns))
        };
        Outcome::ALL.into_iter().filter_map(group).collect()
    }
}

fn group_word(outcome: Outcome) -> Word {
    match outcome {
        Outcome::Admitted => Word::CountsAdmitted,
        Outcome::Unchecked => Word::BoardUnchecked,
        Outcome::Refused => Word::CountsRefused,
    }
}

impl Column {
    fn is(self, outcome: Outcome, colour: Option<Colour>) -> bool {
        (self.outcome, self.colour) == (outcome, colour)
    }

    fn group(self) -> Word {
        group_word(self.outcome)
    }

    fn look(self) -> (&'static str, Word, Shape) {
        looks(self.colour)
    }
}

impl CountsPage {
    /// The days that are kept, today first: their number, as machines and as people write them.
    fn days(&self) -> Vec<(i32, String, String)> {
        let today = self.frame.now.day();
        let day = |day: i32| {
            let at = Moment::of_day(day).millis();
            let (name, weekday) = (moment::day(self.frame.language, at), moment::weekday(self.frame.language, at));
            (day, Day::of_number(day).with_dashes(), format!("{name}, {weekday}"))
        };
        (0..limits::EXPORTED_DAYS).map(|ago| day(today - ago)).collect()
    }

    /// The file of the arrivals of the last days up to a day.
    fn file(&self, days: i32, to: i32) -> String {
        let (from, to) = (Day::of_number(to + 1 - days).with_dashes(), Day::of_number(to).with_dashes());
        format!("/v1/business/venues/{}/arrivals.csv?from={from}&to={to}", self.head.venue)
    }

    fn file_of_day(&self) -> String {
        self.file(1, self.day)
    }

    fn file_of_all(&self) -> String {
        self.file(limits::EXPORTED_DAYS, self.frame.now.day())
    }

    #[allow(clippy::unused_self, clippy::trivially_copy_pass_by_ref, reason = "templates call methods")]
    fn hour(&self, hour: &u8) -> String {
        format!("{hour:02}:00")
    }
}

/// Shows the counts of a day.
pub(super) async fn show(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let head = Head::of(&inner, &who, &view, At::Counts).await?;
    let mut frame = head.frame(view.frame.clone());
    let wished = view.call.query("day").map(Day::parse);
    let day = wished.flatten().map_or_else(|| view.call.now.day(), Day::number);
    let refusal = (wished == Some(None)).then(|| Refusal::field("day", "a day as 2026-11-22"));
    if wished.flatten().is_some() {
        // In another language it is the same day.
        frame.path = format!("{}?day={}", frame.path, Day::of_number(day).with_dashes());
    }
    let counts = counts::of_day(&inner, &who, head.venue, day).await?;
    let tables = Source::ALL.into_iter().filter_map(|source| Table::of(&counts, source)).collect();
    let error = refusal.as_ref().map(|refusal| {
        Saying::of(refusal, frame.language, view.call.now, |field| (field == "day").then_some(Word::CountsDay))
    });
    let page = CountsPage { frame, head, day, tables, error };
    refusal.map_or_else(|| Page::of(&page), |refusal| Page::refused(&refusal, &page))
}
