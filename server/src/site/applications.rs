//! Applications on the site: where each stands, and who decides it.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, id::VenueId, wire::ProblemCode, words::Word};
use askama::Template;

use super::{Frame, Page, View, form::Form, region};
use crate::{
    api::posters::PosterShown,
    application::{
        association::{self, Endorsement},
        business,
        checklist::Item,
        operator::{self, ApplicationDecision},
        posters,
        reason::RefusalReason,
        shown::{ApplicationRecord, ApplicationShown},
        state::Phase,
    },
    problem::Refusal,
    routes::{Association, Business, Operator},
    service::Inner,
};

/// At which desk an application is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Owner,
    Association,
    Operator,
}

#[derive(Template)]
#[template(path = "application.html")]
struct ApplicationPage {
    frame: Frame,
    at: At,
    record: ApplicationRecord,
    posters: Vec<PosterShown>,
}

impl ApplicationPage {
    fn shown(&self) -> &ApplicationShown {
        &self.record.application
    }

    /// The own venue, once there is one.
    fn own_venue(&self) -> Option<VenueId> {
        self.shown().venue.filter(|_| self.at == At::Owner)
    }

    /// What to do next.
    fn next(&self) -> String {
        let (word, time) = self.shown().next(self.frame.now);
        time.map_or_else(|| self.frame.say(word).to_owned(), |time| self.frame.say_time(word, time))
    }

    fn number(&self) -> String {
        number(self.shown())
    }

    fn region(&self) -> &'static str {
        region::word(self.shown().region).map_or("–", |word| self.frame.say(word))
    }

    fn items(&self) -> Vec<(Word, bool)> {
        let Some(test) = self.shown().test else { return Vec::new() };
        Item::ALL.iter().map(|item| (item.word(), test.checklist.at(*item).is_some())).collect()
    }

    fn may_start(&self) -> bool {
        self.at == At::Owner && self.shown().phase == Phase::Checked
    }

    fn may_go_live(&self) -> bool {
        let week_over = self.shown().test.is_some_and(|test| self.frame.now >= test.live_from);
        self.at == At::Owner && self.shown().phase == Phase::Ready && week_over
    }

    fn may_decide(&self) -> bool {
        match self.at {
            At::Owner => false,
            At::Association => self.shown().phase == Phase::Submitted,
            At::Operator => match self.shown().phase {
                Phase::Submitted => self.shown().association.is_none(),
                phase => phase == Phase::Endorsed,
            },
        }
    }

    fn agree(&self) -> Word {
        if self.at == At::Association { Word::Endorse } else { Word::Approve }
    }

    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn reasons(&self) -> Vec<(String, Word)> {
        RefusalReason::ALL.iter().map(|reason| (crate::store::name_of(reason), reason.word())).collect()
    }
}

/// A business's number as it is shown: a sole proprietor's is an IIN, of which four digits stand here.
pub(super) fn number(application: &ApplicationShown) -> String {
    let number = &application.number;
    number.bin.clone().unwrap_or_else(|| format!("•••• {}", number.last_four))
}

/// An own application.
pub(super) async fn own(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let record = business::show(&inner, &who, named(&view)?, view.call.now).await?;
    let posters = match record.application.venue {
        Some(venue) => posters::of_venue(&inner, &who, venue).await?.posters,
        None => Vec::new(),
    };
    let frame = Frame { path: format!("/cabinet/applications/{}", record.application.application), ..view.frame };
    Page::of(&ApplicationPage { frame, at: At::Owner, record, posters })
}

/// Begins the test week.
pub(super) async fn start_test(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let record = business::start_test(&inner, &who, named(&view)?, view.call.now).await?;
    Ok(Page::see(view.frame.to(&format!("/cabinet/applications/{}", record.application.application))))
}

/// Goes live.
pub(super) async fn go_live(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let record = business::go_live(&inner, &who, named(&view)?, view.call.now).await?;
    Ok(Page::see(view.frame.to(&format!("/cabinet/applications/{}", record.application.application))))
}

/// An application through the association.
pub(super) async fn through(inner: Arc<Inner>, who: Association, view: View) -> Result<Page, Refusal> {
    let record = association::show(&inner, &who, named(&view)?, view.call.now).await?;
    Page::of(&ApplicationPage { frame: view.frame, at: At::Association, record, posters: Vec::new() })
}

/// The association stands for an application or does not.
pub(super) async fn endorse(inner: Arc<Inner>, who: Association, view: View) -> Result<Page, Refusal> {
    let said = match reason(&view)? {
        None => Endorsement::Endorse {},
        Some(reason) => Endorsement::Refuse { reason },
    };
    association::decide(&inner, &who, named(&view)?, said, view.call.now).await?;
    Ok(Page::see(view.frame.to("/cabinet")))
}

/// An application in the operator's queue.
pub(super) async fn queued(inner: Arc<Inner>, _who: Operator, view: View) -> Result<Page, Refusal> {
    let record = operator::show(&inner, named(&view)?, view.call.now).await?;
    Page::of(&ApplicationPage { frame: view.frame, at: At::Operator, record, posters: Vec::new() })
}

/// The operator decides an application.
pub(super) async fn decide(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    let decision = match reason(&view)? {
        None => ApplicationDecision::Check {},
        Some(reason) => ApplicationDecision::Refuse { reason },
    };
    operator::decide(&inner, &who, named(&view)?, decision, view.call.now).await?;
    Ok(Page::see(view.frame.to("/cabinet")))
}

fn named(view: &View) -> Result<Bytes<16>, Refusal> {
    Bytes::parse(&view.call.parameter).ok_or_else(|| ProblemCode::NotFound.into())
}

/// Why it is refused; nothing where it is agreed to.
fn reason(view: &View) -> Result<Option<RefusalReason>, Refusal> {
    let form = Form::read(&view.call.body);
    match form.text("decision") {
        "agree" => Ok(None),
        "refuse" => Ok(Some(crate::store::of_name(form.text("reason"))?)),
        _ => Err(ProblemCode::FormStale.into()),
    }
}
