//! A venue's board, its counts, its exports, and the end of its day, for the business that owns it.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, id::VenueId, wire::ProblemCode};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    board::{close, counts, export, screen},
    calendar::Day,
    problem::{Refusal, parse},
    routes::{Business, Call},
    service::Inner,
};

/// Closes the day.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseDay {
    /// The press, made where the button is: the same one again closes nothing more.
    pub press: Bytes<16>,
}

/// The board, as events.
pub(crate) async fn open(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    screen::open(&inner, who, venue(&call)?, call.last_event()).await
}

/// The counts of a day, of today where none is named.
pub(crate) async fn count(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    let day = day(&call, "day")?.unwrap_or_else(|| call.now.day());
    Answer::json(&counts::of_day(&inner, &who, venue(&call)?, day).await?)
}

/// The arrivals of some days as a file, of today where none are named.
pub(crate) async fn export(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    let to = day(&call, "to")?.unwrap_or_else(|| call.now.day());
    let from = day(&call, "from")?.unwrap_or(to);
    export::days(&inner, &who, venue(&call)?, from, to).await
}

/// Ends every visit of whoever is inside.
pub(crate) async fn close_day(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    let request: CloseDay = parse(&call.body)?;
    Answer::json(&close::close_day(&inner, &who, venue(&call)?, request.press.0).await?)
}

fn venue(call: &Call) -> Result<VenueId, Refusal> {
    VenueId::parse(&call.parameter).ok_or_else(|| ProblemCode::NotFound.into())
}

/// A day from the query.
fn day(call: &Call, name: &'static str) -> Result<Option<i32>, Refusal> {
    let Some(text) = call.query(name) else { return Ok(None) };
    let day = Day::parse(&text).ok_or_else(|| Refusal::field(name, "a day as 2026-11-22"))?;
    Ok(Some(day.number()))
}
