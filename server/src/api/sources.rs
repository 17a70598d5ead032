//! The health authority's systems.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, moment::Moment, poster, proof::DevicePublicKey, wire::ProblemCode};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    limits, paging,
    problem::{Refusal, parse},
    random,
    routes::{Call, Operator},
    service::Inner,
    store::{
        audit,
        audit::Deed,
        sources::{self, SourceRow},
    },
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

/// A page of the sources, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sources {
    /// The sources.
    pub sources: Vec<SourceLine>,
    /// Behind which one the next page begins, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Bytes<16>>,
}

/// A source in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// The source.
    pub source: Bytes<16>,
    /// What it is called.
    pub name: String,
    /// Its key's thumbprint.
    pub thumbprint: Bytes<32>,
    /// When it was registered.
    pub since: Moment,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Moment>,
}

/// A page of the sources.
pub(crate) async fn list(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&page(&inner, call.query_as("after")?).await?)
}

/// Registers a source; its requests are proved with the key.
pub(crate) async fn make(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::created(&add(&inner, &who, &parse(&call.body)?, call.now).await?)
}

/// Revokes a source; what it said stands.
pub(crate) async fn revoke(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let source = Bytes::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    revoked(&inner, &who, source, call.now).await?;
    Ok(Answer::nothing())
}

/// A page of the sources, the newest first, behind one.
pub(crate) async fn page(inner: &Inner, after: Option<Bytes<16>>) -> Result<Sources, Refusal> {
    let rows = inner
        .database
        .read(|sql| {
            let after = after.map(|source| sources::get(sql, &source.0)).transpose()?.flatten();
            let before = after.map_or((Moment(i64::MAX), [0xff; 16]), |row| (row.registered_at, row.source));
            sources::page(sql, before, limits::PAGE + 1)
        })
        .await?;
    let (rows, after) = paging::page(rows, limits::PAGE, |row| Bytes(row.source));
    let line = |row: SourceRow| SourceLine {
        source: Bytes(row.source),
        name: row.name,
        thumbprint: Bytes(row.device),
        since: row.registered_at,
        revoked_at: row.revoked_at,
    };
    Ok(Sources { sources: rows.into_iter().map(line).collect(), after })
}

/// Registers a source.
pub(crate) async fn add(
    inner: &Inner,
    who: &Operator,
    request: &NewSource,
    now: Moment,
) -> Result<SourceShown, Refusal> {
    let name = request.name.trim().to_owned();
    if !poster::is_name(&name) {
        let rule = format!("1 to {} bytes of letters, digits and plain punctuation", poster::LONGEST_NAME);
        return Err(Refusal::field("name", rule));
    }
    let shown = SourceShown { source: Bytes(random::bytes()), thumbprint: DevicePublicKey(request.key).thumbprint() };
    let (chain, by) = (inner.chain, who.alias);
    inner
        .database
        .write(move |sql| {
            if sources::is_known(sql, &shown.thumbprint.0)? {
                return Err(ProblemCode::AlreadyThere.into());
            }
            sources::add(sql, &shown.source.0, &name, &shown.thumbprint.0, now)?;
            let deed = Deed::of_operator(now, "make_source", Some(shown.source.0), String::new());
            audit::add(sql, &chain, &deed.by(by))?;
            Ok::<_, Refusal>(())
        })
        .await?;
    Ok(shown)
}

/// Revokes a source.
pub(crate) async fn revoked(inner: &Inner, who: &Operator, source: Bytes<16>, now: Moment) -> Result<(), Refusal> {
    let (chain, by) = (inner.chain, who.alias);
    inner
        .database
        .write(move |sql| {
            if !sources::revoke(sql, &source.0, now)? {
                return Err(ProblemCode::NotFound.into());
            }
            let deed = Deed::of_operator(now, "revoke_source", Some(source.0), String::new());
            audit::add(sql, &chain, &deed.by(by))?;
            Ok::<_, Refusal>(())
        })
        .await
}
