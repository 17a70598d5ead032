//! The test week: what was tried and how to try the rest, and the five practice persons.

use std::sync::Arc;

use ashyq_core::{
    moment::Moment,
    wire::ProblemCode,
    words::{Word, look::Shape, moment},
};
use askama::Template;

use super::{
    Frame, Page, View,
    form::Form,
    venue::{At, Head},
    venue_board::looks,
};
use crate::{
    application::{business, checklist::Item, shown::ApplicationShown},
    practice::{self, PersonShown, Practice},
    problem::Refusal,
    routes::Business,
    service::Inner,
    store,
};

#[derive(Template)]
#[template(path = "venue_practice.html")]
struct PracticePage {
    frame: Frame,
    head: Head,
    application: ApplicationShown,
    practice: Practice,
    /// Whether somebody was just chosen.
    chosen: bool,
}

impl PracticePage {
    async fn of(inner: &Inner, who: &Business, frame: Frame, head: Head) -> Result<Self, Refusal> {
        let practice = practice::show(inner, head.venue).await?;
        let application = business::of_venue(inner, who, head.venue, frame.now).await?;
        Ok(Self { frame: head.frame(frame), head, application, practice, chosen: false })
    }

    /// How long the week still lasts, or that it is over.
    fn week(&self) -> String {
        let ends = self.application.test.map_or(self.frame.now, |test| test.live_from);
        let left = u64::try_from(ends.since(self.frame.now).as_millis()).unwrap_or(u64::MAX);
        if left == 0 {
            return self.frame.say(Word::TestWeekOver).to_owned();
        }
        self.frame.fill(Word::TestWeekLeft, "duration", &moment::duration(self.frame.language, left))
    }

    /// What is to be tried, how, and when it was done.
    fn items(&self) -> Vec<(Word, Word, Option<Moment>)> {
        let how = |item| match item {
            Item::Entry => Word::HowEntry,
            Item::Exit => Word::HowExit,
            Item::RefusedRed => Word::HowRefusedRed,
            Item::StaffNamed => Word::HowStaffNamed,
            Item::BoardOpened => Word::HowBoardOpened,
        };
        let checklist = self.application.test.map(|test| test.checklist).unwrap_or_default();
        Item::ALL.into_iter().map(|item| (item.word(), how(item), checklist.at(item))).collect()
    }

    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn look(&self, person: &PersonShown) -> (&'static str, Word, Shape) {
        looks(Some(person.colour))
    }

    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn name(&self, person: &PersonShown) -> String {
        store::name_of(&person.person)
    }
}

/// Shows the test week.
pub(super) async fn show(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let head = Head::of(&inner, &who, &view, At::TestWeek).await?;
    Page::of(&PracticePage::of(&inner, &who, view.frame, head).await?)
}

/// Chooses whom whoever scans meets.
pub(super) async fn choose(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let head = Head::of(&inner, &who, &view, At::TestWeek).await?;
    let form = Form::read(&view.call.body);
    let person = store::of_name(form.text("person")).map_err(|_| ProblemCode::FormStale)?;
    practice::choose(&inner, head.venue, person, ("business", Some(who.alias))).await?;
    let page = PracticePage::of(&inner, &who, view.frame, head).await?;
    Page::of(&PracticePage { chosen: true, ..page })
}
