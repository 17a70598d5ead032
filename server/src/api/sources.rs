//! The health authority's systems.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, proof::DevicePublicKey, wire::ProblemCode};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    limits,
    problem::{Refusal, parse},
    random,
    routes::{Call, Operator},
    service::Inner,
    store::{audit, audit::Deed, sources},
};

/// Registers a source.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSource {
    /// What it is called.
    pub name: String,
    /// The public half of its P-256 key: x and y, 64 bytes.
    pub key: Bytes<64>,
}

/// A registered source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceShown {
    /// The source.
    pub source: Bytes<16>,
    /// Its key's thumbprint.
    pub thumbprint: Bytes<32>,
}

/// Registers a source; its requests are proved with the key.
pub(crate) async fn make(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let request: NewSource = parse(&call.body)?;
    let name = request.name.trim().to_owned();
    if name.is_empty() || name.len() > limits::LONGEST_SOURCE_NAME || name.chars().any(char::is_control) {
        return Err(Refusal::field("name", format!("1 to {} bytes in one line", limits::LONGEST_SOURCE_NAME)));
    }
    let shown = SourceShown { source: Bytes(random::bytes()), thumbprint: DevicePublicKey(request.key).thumbprint() };
    let (now, chain) = (call.now, inner.chain);
    inner
        .database
        .write(move |sql| {
            if sources::is_known(sql, &shown.thumbprint.0)? {
                return Err(ProblemCode::AlreadyThere.into());
            }
            sources::add(sql, &shown.source.0, &name, &shown.thumbprint.0, now)?;
            audit::add(sql, &chain, &Deed::of_operator(now, "make_source", Some(shown.source.0), String::new()))?;
            Ok::<_, Refusal>(())
        })
        .await?;
    Answer::created(&shown)
}

/// Revokes a source; what it said stands.
pub(crate) async fn revoke(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let source = Bytes::<16>::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let (now, chain) = (call.now, inner.chain);
    inner
        .database
        .write(move |sql| {
            if !sources::revoke(sql, &source.0, now)? {
                return Err(ProblemCode::NotFound.into());
            }
            audit::add(sql, &chain, &Deed::of_operator(now, "revoke_source", Some(source.0), String::new()))?;
            Ok::<_, Refusal>(())
        })
        .await?;
    Ok(Answer::nothing())
}
