//! The audit as the operator reads it: who did what when. Persons stand in it under random aliases alone.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, moment::Moment};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    limits, paging,
    problem::Refusal,
    routes::{Call, Operator},
    service::Inner,
    store::audit::{self, AuditRow, Filter, Place},
};

/// Which rows of the audit to list, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// What one kind of actor did.
    pub actor: Option<Actor>,
    /// What was done to one thing, or by or to one person; alone, whoever did it.
    pub subject: Option<Bytes<16>>,
    /// What is older than this row.
    pub after: Option<Bytes<32>>,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// An operator.
    Operator,
    /// A member of an association.
    Association,
    /// A business.
    Business,
    /// A person of staff.
    Staff,
    /// Whoever holds an account.
    Visitor,
    /// The service by its clock.
    Service,
}

impl Actor {
    /// Every actor, in the order of a list to choose from.
    pub const ALL: [Self; 6] =
        [Self::Operator, Self::Association, Self::Business, Self::Staff, Self::Visitor, Self::Service];
}

/// A page of the audit, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// The rows.
    pub rows: Vec<AuditShown>,
    /// Behind which row the next page begins, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Bytes<32>>,
}

/// A row of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditShown {
    /// When.
    pub at: Moment,
    /// What kind of actor.
    pub actor: Actor,
    /// What was done, by the program's name.
    pub action: String,
    /// By whom: the account's random alias, where an account did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Bytes<16>>,
    /// A person's random alias, or a thing's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Bytes<16>>,
    /// Numbers and names of the program.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// A page of the audit.
pub(crate) async fn list(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&page(&inner, &query(&call)?).await?)
}

/// What a request asks for.
pub(crate) fn query(call: &Call) -> Result<AuditQuery, Refusal> {
    Ok(AuditQuery {
        actor: call.query_as("actor")?,
        subject: call.query_as("subject")?,
        after: call.query_as("after")?,
    })
}

/// A page of the audit.
pub(crate) async fn page(inner: &Inner, query: &AuditQuery) -> Result<Audit, Refusal> {
    let before = query.after.map_or(Place::NEWEST, |after| Place::read(&after.0));
    let actor = query.actor.map(|actor| crate::store::name_of(&actor));
    let filter = match (&query.subject, &actor) {
        (Some(subject), _) => Filter::Subject(subject.0),
        (None, Some(actor)) => Filter::Actor(actor),
        (None, None) => Filter::Everything,
    };
    let rows = inner.database.read(|sql| audit::page(sql, filter, before, limits::PAGE + 1)).await?;
    let (rows, after) = paging::page(rows, limits::PAGE, |row| Bytes(row.place.to_bytes()));
    Ok(Audit { rows: rows.into_iter().map(shown).collect::<Result<_, _>>()?, after })
}

fn shown(row: AuditRow) -> Result<AuditShown, Refusal> {
    Ok(AuditShown {
        at: row.place.at,
        actor: crate::store::of_name(&row.actor)?,
        action: row.action,
        who: row.who.map(Bytes),
        subject: row.subject.map(Bytes),
        detail: row.detail,
    })
}
