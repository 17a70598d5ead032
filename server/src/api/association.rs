//! The association's routes: each a line over [`crate::application::association`].

use std::sync::Arc;

use super::applications::{after, named};
use crate::{
    answer::Answer,
    application::association,
    problem::{Refusal, parse},
    routes::{Association, Call},
    service::Inner,
};

/// Files for a business.
pub(crate) async fn file(inner: Arc<Inner>, who: Association, call: Call) -> Result<Answer, Refusal> {
    Answer::created(&association::file(&inner, &who, &parse(&call.body)?, call.now).await?)
}

/// The applications through the association.
pub(crate) async fn list(inner: Arc<Inner>, who: Association, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&association::list(&inner, &who, after(&call)?, call.now).await?)
}

/// An application through the association.
pub(crate) async fn show(inner: Arc<Inner>, who: Association, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&association::show(&inner, &who, named(&call)?, call.now).await?)
}

/// Endorses or refuses an application.
pub(crate) async fn decide(inner: Arc<Inner>, who: Association, call: Call) -> Result<Answer, Refusal> {
    let said = parse(&call.body)?;
    Answer::json(&association::decide(&inner, &who, named(&call)?, said, call.now).await?)
}
