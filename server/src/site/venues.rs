//! The operator's pages of venues: found by name or BIN, suspended, revoked; their posters.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, id::VenueId, wire::ProblemCode, words::Word};
use askama::Template;

use super::{Frame, Page, View, applications, form::Form, region};
use crate::{
    api::{
        applications::{venue_of, venue_query},
        posters::{self, PosterShown},
        venues::ModeShown,
    },
    application::{
        operator::{self, VenueDecision, VenueQuery, Venues},
        reason::SuspensionReason,
        shown::ApplicationRecord,
        state::Phase,
    },
    problem::Refusal,
    routes::Operator,
    service::Inner,
    store::name_of,
};

#[derive(Template)]
#[template(path = "venues.html")]
struct VenuesPage {
    frame: Frame,
    query: VenueQuery,
    found: Venues,
}

#[derive(Template)]
#[template(path = "office_venue.html")]
struct VenuePage {
    frame: Frame,
    venue: VenueId,
    mode: ModeShown,
    record: ApplicationRecord,
    posters: Vec<PosterShown>,
}

impl VenuesPage {
    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn modes(&self) -> Vec<(String, Word, bool)> {
        ModeShown::ALL.map(|mode| (name_of(&mode), mode.word(), self.query.mode == Some(mode))).to_vec()
    }

    /// The path of the next page.
    fn next(&self) -> Option<String> {
        let after = self.found.after?.to_string();
        let mode = self.query.mode.map(|mode| name_of(&mode)).unwrap_or_default();
        let pairs = [("name", &*self.query.name), ("mode", &mode), ("after", &after)];
        Some(self.frame.to_query("/cabinet/office/venues", &pairs))
    }
}

impl VenuePage {
    fn region(&self) -> &'static str {
        region::word(self.record.application.region).map_or("–", |word| self.frame.say(word))
    }

    fn number(&self) -> String {
        applications::number(&self.record.application)
    }

    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn reasons(&self) -> Vec<(String, Word)> {
        SuspensionReason::ALL.iter().map(|reason| (name_of(reason), reason.word())).collect()
    }

    fn may_suspend(&self) -> bool {
        self.record.application.phase == Phase::Live
    }

    fn may_resume(&self) -> bool {
        self.record.application.phase == Phase::Suspended
    }

    fn may_revoke(&self) -> bool {
        self.mode != ModeShown::Revoked
    }

    /// Whether a sheet to print would be given.
    fn prints(&self, poster: &PosterShown) -> bool {
        poster.revoked_at.is_none() && self.mode.prints()
    }

    fn audit(&self) -> String {
        self.frame.to_query("/cabinet/office/audit", &[("subject", &Bytes(self.venue.0).to_string())])
    }
}

/// Lists venues.
pub(super) async fn list(inner: Arc<Inner>, _who: Operator, view: View) -> Result<Page, Refusal> {
    let query = venue_query(&view.call)?;
    let found = operator::venues(&inner, &query).await?;
    Page::of(&VenuesPage { frame: view.frame, query, found })
}

/// Shows a venue.
pub(super) async fn show(inner: Arc<Inner>, _who: Operator, view: View) -> Result<Page, Refusal> {
    let venue = venue_of(&view.call)?;
    let shown = operator::venue_shown(&inner, venue).await?;
    let record = operator::show_of_venue(&inner, venue, view.call.now).await?;
    Page::of(&VenuePage { frame: view.frame, venue, mode: shown.mode, record, posters: shown.posters })
}

/// Suspends, resumes or revokes a venue.
pub(super) async fn decide(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    let (venue, form) = (venue_of(&view.call)?, Form::read(&view.call.body));
    let reason = || serde_json::from_value(form.text("reason").into()).map_err(|_| ProblemCode::FormStale);
    let decision = match form.text("decision") {
        "suspend" => VenueDecision::Suspend { reason: reason()? },
        "resume" => VenueDecision::Resume {},
        "revoke" if form.text("sure") == "yes" => VenueDecision::Revoke { reason: reason()? },
        _ => return Err(ProblemCode::FormStale.into()),
    };
    operator::decide_venue(&inner, &who, venue, decision, view.call.now).await?;
    Ok(back_to(&view.frame, venue))
}

/// Revokes a poster.
pub(super) async fn revoke_poster(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    let venue = posters::revoked(&inner, &who, &view.call.parameter, view.call.now).await?;
    Ok(back_to(&view.frame, venue))
}

fn back_to(frame: &Frame, venue: VenueId) -> Page {
    Page::see(frame.to(&format!("/cabinet/office/venues/{venue}")))
}
