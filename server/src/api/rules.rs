//! New rules.

use std::sync::Arc;

use ashyq_core::{rules::Rules, wire::ProblemCode};

use crate::{
    answer::Answer,
    problem::{Refusal, parse},
    routes::{Call, Operator},
    service::Inner,
    store::{audit, audit::Deed, rules},
};

/// Publishes rules of a higher version than those in force.
pub(crate) async fn publish(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let new: Rules = parse(&call.body)?;
    let (now, chain, by) = (call.now, inner.chain, who.alias);
    inner
        .database
        .write(move |sql| {
            let present = rules::newest(sql)?.unwrap_or_else(Rules::version_1);
            if new.version() <= present.version() {
                return Err(ProblemCode::AlreadyThere.into());
            }
            rules::publish(sql, &new, now)?;
            audit::add(sql, &chain, &Deed::of_operator(now, "publish_rules", None, new.version().to_string()).by(by))?;
            Ok::<_, Refusal>(())
        })
        .await?;
    inner.publish().await?;
    Answer::json(&inner.published.now().signed_rules)
}
