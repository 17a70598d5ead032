//! The operator's routes of applications and venues: each a line over [`crate::application::operator`].

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, id::VenueId, wire::ProblemCode};
use serde::de::DeserializeOwned;

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
    let query = VenueQuery {
        mode: value(&call, "mode").map(|mode| of_query("mode", &mode)).transpose()?,
        name: value(&call, "name").unwrap_or_default(),
        after: value(&call, "after").map(|after| of_query("after", &after)).transpose()?,
    };
    Answer::json(&operator::venues(&inner, &query).await?)
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
    value(call, "after").map(|after| of_query("after", &after)).transpose()
}

/// The venue that the path names.
pub(crate) fn venue_of(call: &Call) -> Result<VenueId, Refusal> {
    Ok(VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?)
}

fn of_query<T: DeserializeOwned>(field: &str, text: &str) -> Result<T, Refusal> {
    serde_json::from_value(text.into()).map_err(|_| Refusal::field(field, "is of another kind"))
}

/// A value of the query, decoded; none where it is empty.
fn value(call: &Call, name: &str) -> Option<String> {
    call.query(name).map(decoded).filter(|value| !value.is_empty())
}

/// Undoes the percent-encoding of a form's field (WHATWG URL section 5.1); what is no UTF-8 becomes U+FFFD.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair: Vec<u8> = rest.by_ref().take(2).collect();
                let text = std::str::from_utf8(&pair).ok();
                bytes.push(text.and_then(|text| u8::from_str_radix(text, 16).ok()).unwrap_or(b'%'));
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_a_query_is_decoded() {
        assert_eq!(decoded("%D0%94%D2%AF%D0%BA%D0%B5%D0%BD+1"), "Дүкен 1");
        assert_eq!(decoded("100%"), "100%");
    }
}
