//! Whether the service runs, and its numbers.

use std::sync::Arc;

use ashyq_core::wire::ProblemCode;
use serde_json::json;

use crate::{
    answer::Answer,
    openapi,
    problem::Refusal,
    routes::{self, Call},
    service::Inner,
    store::counters,
};

pub(crate) async fn health(_inner: Arc<Inner>, _call: Call) -> Result<Answer, Refusal> {
    Answer::json(&json!({ "health": "ok" }))
}

pub(crate) async fn ready(inner: Arc<Inner>, call: Call) -> Result<Answer, Refusal> {
    inner.database.read(|sql| counters::get(sql, crate::published::LIST)).await?;
    // Phones believe nothing of an expired key set: such a service must not be sent to.
    if inner.database.is_full() || inner.keys.key_set_expires() <= call.now {
        return Err(ProblemCode::Overloaded.into());
    }
    Answer::json(&json!({ "ready": true }))
}

pub(crate) async fn metrics(inner: Arc<Inner>, _call: Call) -> Result<Answer, Refusal> {
    let text = inner.options.metrics.ok_or(ProblemCode::NotFound)?;
    Ok(Answer::of("text/plain; version=0.0.4", text().into_bytes()))
}

pub(crate) async fn description(_inner: Arc<Inner>, _call: Call) -> Result<Answer, Refusal> {
    Answer::json(&openapi::describe(&routes::descriptions()))
}
