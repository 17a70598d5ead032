//! A venue's board, its counts, its exports, and the end of its day, for the business that owns it.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, id::VenueId, wire::ProblemCode};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    board::{
        close, counts, export,
        screen::{self, Viewer},
    },
    calendar::Day,
    problem::{Refusal, parse},
    routes::{Call, Operator},
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
pub(crate) async fn open(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let viewer = Viewer { account: [0; 16], may: Arc::new(|_, _| Ok(true)) };
    screen::open(&inner, venue(&call)?, viewer, call.last_event()).await
}

/// The counts of a day, of today where none is named.
pub(crate) async fn count(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let day = day(&call, "day")?.unwrap_or_else(|| call.now.day());
    Answer::json(&counts::of_day(&inner, venue(&call)?, day).await?)
}

/// The arrivals of some days as a file, of today where none are named.
pub(crate) async fn export(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let to = day(&call, "to")?.unwrap_or_else(|| call.now.day());
    let from = day(&call, "from")?.unwrap_or(to);
    export::days(&inner, venue(&call)?, from, to).await
}

/// Ends every visit of whoever is inside.
pub(crate) async fn close_day(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let request: CloseDay = parse(&call.body)?;
    Answer::json(&close::close_day(&inner, venue(&call)?, request.press.0, who.alias).await?)
}

fn venue(call: &Call) -> Result<VenueId, Refusal> {
    VenueId::parse(&call.parameter).ok_or_else(|| ProblemCode::NotFound.into())
}

/// A day from the query.
fn day(call: &Call, name: &'static str) -> Result<Option<i32>, Refusal> {
    let Some(text) = call.query(name) else { return Ok(None) };
    let day = Day::parse(text).ok_or_else(|| Refusal::field(name, "a day as 2026-11-22"))?;
    Ok(Some(day.number()))
}
