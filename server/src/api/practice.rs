//! Whom a venue practises with in its test week, as the operator sees and chooses it in a business's stead.

use std::sync::Arc;

use ashyq_core::{id::VenueId, wire::ProblemCode};

use crate::{
    answer::Answer,
    practice::{self, NewPractice},
    problem::{Refusal, parse},
    routes::{Call, Operator},
    service::Inner,
};

/// The practice persons of a venue, and the chosen one.
pub(crate) async fn show(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let venue = VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    Answer::json(&practice::show(&inner, venue).await?)
}

/// Chooses one.
pub(crate) async fn choose(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let request: NewPractice = parse(&call.body)?;
    let venue = VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    Answer::json(&practice::choose(&inner, venue, request.chosen, ("operator", who.alias)).await?)
}
