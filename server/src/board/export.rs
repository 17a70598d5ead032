//! Arrivals as a file: enums, minutes and numbers, and the business's own name of its venue.

use std::{borrow::Cow, sync::Arc};

use ashyq_core::{
    id::VenueId,
    wire::{Problem, ProblemCode},
};
use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
};
use futures_util::stream;
use tokio::sync::OwnedSemaphorePermit;

use super::csv;
use crate::{
    answer::Answer,
    application::business::own_venue,
    calendar::Day,
    database::DatabaseError,
    limits,
    problem::Refusal,
    routes::Business,
    service::Inner,
    store::{
        arrivals::{self, ArrivalRow, Place},
        name_of,
    },
};

/// The columns. `rows` is 1, but in the last line it may be how many rows could not be read.
pub(crate) const COLUMNS: [&str; 8] = ["venue", "date", "time", "entrance", "source", "outcome", "colour", "rows"];

/// What the last line says of rows that could not be read.
const UNREADABLE: &str = "unreadable";

/// Gives a venue's arrivals of some days as comma-separated values.
pub(crate) async fn days(
    inner: &Arc<Inner>,
    who: &Business,
    venue: VenueId,
    from: i32,
    to: i32,
) -> Result<Answer, Refusal> {
    if from > to || to - from >= limits::EXPORTED_DAYS {
        return Err(Refusal::field(
            "to",
            format!("{} days at the most, the first one before the last", limits::EXPORTED_DAYS),
        ));
    }
    let name = inner.database.read(|sql| own_venue(sql, who, venue)).await?.name;
    let busy = |_| Refusal::from(Problem::of(ProblemCode::Overloaded).wait(limits::BOARD_WAIT_S));
    let place = Arc::clone(&inner.boards.exports).try_acquire_owned().map_err(busy)?;
    let beyond = Place { day: from, minute: -1, sequence: 0 };
    let file =
        File { inner: Arc::clone(inner), venue, name, to, next: Next::Head(beyond), unreadable: 0, _place: place };
    let pages = stream::unfold(file, |mut file| async move {
        let page = file.page().transpose()?;
        Some((page, file))
    });
    let name = format!("ashyq-{}-{}.csv", Day::of_number(from).with_dashes(), Day::of_number(to).with_dashes());
    let answer = Answer::stream("text/csv; charset=utf-8; header=present", Body::from_stream(pages));
    let attached = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).map_err(|_| ProblemCode::Fault)?;
    Ok(answer.with(header::CONTENT_DISPOSITION, attached))
}

struct File {
    inner: Arc<Inner>,
    venue: VenueId,
    name: String,
    to: i32,
    next: Next,
    unreadable: u64,
    _place: OwnedSemaphorePermit,
}

enum Next {
    Head(Place),
    Beyond(Place),
    End,
}

impl File {
    /// The next piece of the file; nothing at its end.
    fn page(&mut self) -> Result<Option<Bytes>, DatabaseError> {
        let mut text = String::new();
        let beyond = match self.next {
            Next::Head(beyond) => {
                text.push_str(csv::MARK);
                csv::line(&mut text, &COLUMNS.map(Cow::from));
                beyond
            }
            Next::Beyond(beyond) => beyond,
            Next::End => return Ok(None),
        };
        let (venue, to) = (self.venue, self.to);
        let rows = self.inner.database.read_now(|sql| arrivals::page(sql, venue, beyond, to, limits::EXPORT_PAGE))?;
        for (_, row) in &rows {
            // One row that cannot be read is counted, and costs no other.
            match row {
                Ok(row) => csv::line(&mut text, &cells(&self.name, row)),
                Err(_) => self.unreadable += 1,
            }
        }
        let is_last = i64::try_from(rows.len()).unwrap_or(i64::MAX) < limits::EXPORT_PAGE;
        self.next = match rows.last() {
            Some((last, _)) if !is_last => Next::Beyond(*last),
            _ => {
                if self.unreadable > 0 {
                    csv::line(&mut text, &placeholder(&self.name, self.unreadable));
                }
                Next::End
            }
        };
        Ok(Some(text.into()))
    }
}

fn cells<'a>(name: &'a str, row: &ArrivalRow) -> [Cow<'a, str>; COLUMNS.len()] {
    [
        name.into(),
        Day::of_number(row.day).with_dashes().into(),
        format!("{:02}:{:02}", row.minute / 60, row.minute % 60).into(),
        row.entrance.to_string().into(),
        name_of(&row.source).into(),
        name_of(&row.outcome).into(),
        row.colour.map(|colour| name_of(&colour)).unwrap_or_default().into(),
        "1".into(),
    ]
}

fn placeholder(name: &str, rows: u64) -> [Cow<'_, str>; COLUMNS.len()] {
    let empty = || Cow::from("");
    [name.into(), empty(), empty(), empty(), empty(), UNREADABLE.into(), empty(), rows.to_string().into()]
}
