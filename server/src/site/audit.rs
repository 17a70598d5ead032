//! The operator's page of the audit.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, practice::PracticePerson, words::Word};
use askama::Template;

use super::{Frame, Page, View};
use crate::{
    api::audit::{self, Actor, Audit, AuditQuery, AuditShown},
    application::reason::{RefusalReason, SuspensionReason},
    problem::Refusal,
    routes::Operator,
    service::Inner,
    store::{name_of, of_name},
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

    /// What goes with a deed, part by part: reasons, roles and persons by their words, ids and numbers behind a label.
    fn details(&self, row: &AuditShown) -> Vec<String> {
        let say = |word: Word| vec![self.frame.say(word).to_owned()];
        let label = |word, name: &str| self.frame.fill(word, "name", name);
        let parts: Vec<&str> = row.detail.split_whitespace().collect();
        let reason = match (&*row.action, &*parts) {
            ("refuse_application", [reason]) => of_name(reason).ok().map(RefusalReason::word),
            ("suspend_venue" | "revoke_venue", [reason]) => of_name(reason).ok().map(SuspensionReason::word),
            ("name_member" | "remove_member", ["operator"]) => Some(Word::RoleOperator),
            ("decide_claim", ["allow"]) => Some(Word::ClaimAllow),
            ("decide_claim", ["deny"]) => Some(Word::ClaimDeny),
            ("choose_practice_person", [number]) => {
                number.parse().ok().and_then(PracticePerson::of_number).map(PracticePerson::word)
            }
            _ => None,
        };
        match (&*row.action, &*parts) {
            _ if reason.is_some() => reason.map(say).unwrap_or_default(),
            (_, []) => Vec::new(),
            ("name_member" | "remove_member", ["association", id]) => vec![label(Word::DetailAssociation, id)],
            ("make_association", _) => vec![label(Word::DetailActivities, &row.detail)],
            ("publish_rules", [version]) => vec![label(Word::DetailVersion, version)],
            ("make_poster" | "revoke_poster", [number]) => vec![label(Word::DetailPoster, number)],
            ("replace_poster", [old, new]) => vec![label(Word::DetailPoster, old), label(Word::DetailNewPoster, new)],
            ("name_staff" | "remove_staff", [role]) => vec![label(Word::DetailRole, role)],
            ("open_shift" | "accept_role" | "decline_role" | "give_up_role" | "look_up", [venue, role]) => {
                vec![label(Word::DetailVenue, venue), label(Word::DetailRole, role)]
            }
            // A row of a version that this one does not know.
            _ => vec![row.detail.clone()],
        }
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
