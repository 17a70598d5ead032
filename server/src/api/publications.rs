//! What is signed and public.

use std::sync::Arc;

use crate::{answer::Answer, problem::Refusal, routes::Call, service::Inner};

pub(crate) async fn nonce(_inner: Arc<Inner>, _call: Call) -> Result<Answer, Refusal> {
    Ok(Answer::nothing())
}

pub(crate) async fn keys(inner: Arc<Inner>, _call: Call) -> Result<Answer, Refusal> {
    Answer::json(inner.keys.key_set())
}

pub(crate) async fn rules(inner: Arc<Inner>, _call: Call) -> Result<Answer, Refusal> {
    Answer::json(&inner.published.now().signed_rules)
}

pub(crate) async fn not_live(inner: Arc<Inner>, _call: Call) -> Result<Answer, Refusal> {
    Answer::json(&inner.published.now().signed_list)
}
