//! The operator's page of the audit.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, words::Word};
use askama::Template;

use super::{Frame, Page, View};
use crate::{
    api::audit::{self, Actor, Audit, AuditQuery},
    problem::Refusal,
    routes::Operator,
    service::Inner,
    store::name_of,
};

const PATH: &str = "/cabinet/office/audit";

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    frame: Frame,
    query: AuditQuery,
    found: Audit,
}

/// What an actor is called.
pub(super) fn word(actor: Actor) -> Word {
    match actor {
        Actor::Operator => Word::RoleOperator,
        Actor::Association => Word::RoleAssociation,
        Actor::Business => Word::ActorBusiness,
        Actor::Staff => Word::ActorStaff,
        Actor::Visitor => Word::ActorVisitor,
        Actor::Service => Word::ActorService,
    }
}

impl AuditPage {
    fn actors(&self) -> Vec<(String, Word, bool)> {
        Actor::ALL.map(|actor| (name_of(&actor), word(actor), self.query.actor == Some(actor))).to_vec()
    }

    #[allow(clippy::unused_self, clippy::trivially_copy_pass_by_ref, reason = "templates call methods")]
    fn actor(&self, actor: &Actor) -> Word {
        word(*actor)
    }

    /// What was done; the program's own name of it where there is no sentence yet.
    fn action<'a>(&self, action: &'a str) -> &'a str {
        Word::of_key(&format!("did_{action}")).map_or(action, |word| self.frame.say(word))
    }

    /// Where the rows about one person or thing are.
    fn about(&self, subject: &Bytes<16>) -> String {
        self.frame.to_query(PATH, &[("subject", &subject.to_string())])
    }

    /// The path of the next page.
    fn next(&self) -> Option<String> {
        let after = self.found.after?.to_string();
        let actor = self.query.actor.map(|actor| name_of(&actor)).unwrap_or_default();
        let subject = self.query.subject.map(|subject| subject.to_string()).unwrap_or_default();
        Some(self.frame.to_query(PATH, &[("actor", &actor), ("subject", &subject), ("after", &after)]))
    }
}

/// Lists the audit.
pub(super) async fn list(inner: Arc<Inner>, _who: Operator, view: View) -> Result<Page, Refusal> {
    let query = audit::query(&view.call)?;
    let found = audit::page(&inner, &query).await?;
    Page::of(&AuditPage { frame: view.frame, query, found })
}
