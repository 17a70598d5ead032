//! Claims that were objected to, and the operator's decision on them.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, claim::ClaimNumber, moment::Moment, wire::ProblemCode};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    limits,
    problem::{Refusal, parse},
    routes::{Call, Operator},
    service::Inner,
    store::{accounts, audit, audit::Deed, claims},
    whose,
};

/// The claims that wait for the operator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The oldest first.
    pub claims: Vec<ClaimShown>,
}

/// A claim; it names nobody: whoever comes with an ID card shows the claim's number in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimShown {
    /// The claim.
    pub claim: Bytes<16>,
    /// Its number, which the claimant's phone shows.
    pub number: ClaimNumber,
    /// What is claimed.
    pub of: ClaimOf,
    /// When the other side objected.
    pub objected_at: Moment,
}

/// What is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimOf {
    /// An IIN that is bound elsewhere.
    Iin,
    /// A device's place in its account.
    Device,
}

/// Decides a claim.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimDecision {
    /// Whether the claimant gets it.
    pub allow: bool,
}

/// The claims that were objected to.
pub(crate) async fn list(inner: Arc<Inner>, _who: Operator, _call: Call) -> Result<Answer, Refusal> {
    Answer::json(&objected(&inner).await?)
}

/// Decides a claim after an ID card was seen.
pub(crate) async fn decide(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    settle(&inner, &who, &call.parameter, parse(&call.body)?, call.now).await?;
    Ok(Answer::nothing())
}

/// The claims that wait for the operator.
pub(crate) async fn objected(inner: &Inner) -> Result<Claims, Refusal> {
    let rows = inner.database.read(|sql| claims::objected(sql, limits::MOST_CLAIMS)).await?;
    let shown = rows.iter().filter_map(|row| {
        let of = if row.binding.is_some() { ClaimOf::Iin } else { ClaimOf::Device };
        Some(ClaimShown { claim: Bytes(row.id), number: row.number(), of, objected_at: row.objected_at? })
    });
    Ok(Claims { claims: shown.collect() })
}

/// Decides one of them.
pub(crate) async fn settle(
    inner: &Inner,
    who: &Operator,
    claim: &str,
    decision: ClaimDecision,
    now: Moment,
) -> Result<(), Refusal> {
    let claim = Bytes::<16>::parse(claim).ok_or(ProblemCode::NotFound)?;
    let (chain, by) = (inner.chain, who.alias);
    inner
        .database
        .write(move |sql| {
            let claim = claims::get(sql, &claim.0)?.filter(|claim| claim.objected_at.is_some());
            let claim = claim.ok_or(ProblemCode::NotFound)?;
            let alias = accounts::get(sql, &claim.account)?.map(|account| account.alias);
            whose::decide(sql, &claim, decision.allow, now)?;
            let detail = if decision.allow { "allow" } else { "deny" };
            audit::add(sql, &chain, &Deed::of_operator(now, "decide_claim", alias, detail.to_owned()).by(by))?;
            Ok::<_, Refusal>(())
        })
        .await
}
