//! The operator's routes of applications and venues: each a line over [`crate::application::operator`].

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, id::VenueId, wire::ProblemCode};

use crate::{
    answer::Answer,
    application::operator::{self, VenueQuery},
    problem::{Refusal, parse},
    routes::{Call, Operator},
    service::Inner,
};

/// The applications that wait.
pub(crate) async fn queue(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&operator::queue(&inner, after(&call)?, call.now).await?)
}

/// An application with its record.
pub(crate) async fn show(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&operator::show(&inner, named(&call)?, call.now).await?)
}

/// Decides an application.
pub(crate) async fn decide(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let decision = parse(&call.body)?;
    Answer::json(&operator::decide(&inner, &who, named(&call)?, decision, call.now).await?)
}

/// A page of venues.
pub(crate) async fn venues(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&operator::venues(&inner, &venue_query(&call)?).await?)
}

/// A venue and its posters.
pub(crate) async fn venue(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&operator::venue_shown(&inner, venue_of(&call)?).await?)
}

/// Suspends, resumes or revokes a venue.
pub(crate) async fn decide_venue(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let decision = parse(&call.body)?;
    Answer::json(&operator::decide_venue(&inner, &who, venue_of(&call)?, decision, call.now).await?)
}

/// Moves a venue on the map.
pub(crate) async fn relocate(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let place = parse(&call.body)?;
    Answer::json(&operator::relocate(&inner, &who, venue_of(&call)?, &place, call.now).await?)
}

/// The application of a venue.
pub(crate) async fn of_venue(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&operator::show_of_venue(&inner, venue_of(&call)?, call.now).await?)
}

/// The application that the path names.
pub(crate) fn named(call: &Call) -> Result<Bytes<16>, Refusal> {
    let text = serde_json::Value::from(call.parameter.as_str());
    Ok(serde_json::from_value(text).map_err(|_| ProblemCode::NotFound)?)
}

/// Behind which application a page begins.
pub(crate) fn after(call: &Call) -> Result<Option<Bytes<16>>, Refusal> {
    call.query_as("after")
}

/// Which venues to list.
pub(crate) fn venue_query(call: &Call) -> Result<VenueQuery, Refusal> {
    let name = call.query("name").unwrap_or_default();
    Ok(VenueQuery { mode: call.query_as("mode")?, name, after: call.query_as("after")? })
}

/// The venue that the path names.
pub(crate) fn venue_of(call: &Call) -> Result<VenueId, Refusal> {
    Ok(VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?)
}
