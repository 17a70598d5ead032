//! Whom a venue practises with in its test week: chosen by its business, or by the operator in its stead.

use std::sync::Arc;

use ashyq_core::{id::VenueId, wire::ProblemCode};

use crate::{
    answer::Answer,
    application::business,
    practice::{self, NewPractice},
    problem::{Refusal, parse},
    routes::{Business, Call, Operator},
    service::Inner,
};

/// The practice persons of an own venue, and the chosen one.
pub(crate) async fn show_own(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    let venue = own(&inner, &who, &call).await?;
    Answer::json(&practice::show(&inner, venue).await?)
}

/// Chooses one for an own venue.
pub(crate) async fn choose_own(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    let request: NewPractice = parse(&call.body)?;
    let venue = own(&inner, &who, &call).await?;
    Answer::json(&practice::choose(&inner, venue, request.chosen, ("business", Some(who.alias))).await?)
}

/// The practice persons of a venue, and the chosen one.
pub(crate) async fn show(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&practice::show(&inner, named(&call)?).await?)
}

/// Chooses one.
pub(crate) async fn choose(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let request: NewPractice = parse(&call.body)?;
    Answer::json(&practice::choose(&inner, named(&call)?, request.chosen, ("operator", who.alias)).await?)
}

fn named(call: &Call) -> Result<VenueId, ProblemCode> {
    VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)
}

/// The venue in the path, where it is the business's own.
async fn own(inner: &Inner, who: &Business, call: &Call) -> Result<VenueId, Refusal> {
    let venue = named(call)?;
    inner.database.read(|sql| Ok(business::own_venue(sql, who, venue)?.venue)).await
}
