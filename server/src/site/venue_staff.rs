//! A venue's staff: named by phone number, of which two digits are seen afterwards, and taken back.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, wire::ProblemCode, words::Word};
use askama::Template;

use super::{
    Frame, Page, View,
    form::Form,
    saying::Saying,
    venue::{At, Head},
};
use crate::{
    api::staff::naming::{self, By, NameStaff, RemoveStaff, StaffShown, StaffState},
    problem::Refusal,
    routes::Business,
    service::Inner,
};

#[derive(Template)]
#[template(path = "venue_staff.html")]
struct StaffPage {
    frame: Frame,
    head: Head,
    staff: Vec<StaffShown>,
    /// The number that was typed, to be shown again beside what is wrong with it.
    typed: String,
    done: Option<Word>,
    error: Option<Saying>,
}

impl StaffPage {
    async fn of(inner: &Arc<Inner>, frame: Frame, head: Head, done: Option<Word>) -> Result<Self, Refusal> {
        let staff = naming::list(inner, head.venue).await?.staff;
        Ok(Self { frame: head.frame(frame), head, staff, typed: String::new(), done, error: None })
    }

    fn person(&self, person: &StaffShown) -> String {
        self.frame.fill(Word::StaffPerson, "count", &person.number.to_string())
    }

    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn state(&self, person: &StaffShown) -> Word {
        match person.state {
            StaffState::Named => Word::StaffWaits,
            StaffState::Accepted => Word::RoleAccepted,
            StaffState::GivenUp => Word::StaffGaveUp,
            StaffState::Removed => Word::StaffTakenBack,
        }
    }

    /// Whether there is a role to take back.
    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn has_role(&self, person: &StaffShown) -> bool {
        matches!(person.state, StaffState::Named | StaffState::Accepted)
    }

    /// The sentence that stands at the number, whatever it is about: the form has no other field.
    fn error(&self) -> Option<&str> {
        self.error.as_ref().map(|error| &*error.text)
    }
}

/// Shows the staff.
pub(super) async fn show(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let head = Head::of(&inner, &who, &view, At::Staff).await?;
    Page::of(&StaffPage::of(&inner, view.frame, head, None).await?)
}

/// Names somebody.
pub(super) async fn name(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let head = Head::of(&inner, &who, &view, At::Staff).await?;
    let typed = Form::read(&view.call.body).text("phone").to_owned();
    let named = match (NameStaff { phone: typed.clone() }).read() {
        Ok(phone) => naming::name(&inner, By::of(&who), head.venue, &phone, view.call.now).await,
        Err(problem) => Err(problem.into()),
    };
    match named {
        Ok(_) => Page::of(&StaffPage::of(&inner, view.frame, head, Some(Word::StaffWasNamed)).await?),
        Err(refusal) => {
            let label = |field: &str| (field == "phone").then_some(Word::PhoneLabel);
            let error = Saying::of(&refusal, view.frame.language, view.call.now, label);
            let page = StaffPage::of(&inner, view.frame, head, None).await?;
            Page::refused(&refusal, &StaffPage { typed, error: Some(error), ..page })
        }
    }
}

/// Takes a role back.
pub(super) async fn remove(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let head = Head::of(&inner, &who, &view, At::Staff).await?;
    let role = Bytes::parse(Form::read(&view.call.body).text("role")).ok_or(ProblemCode::NotFound)?;
    naming::remove(&inner, By::of(&who), head.venue, RemoveStaff { role }, view.call.now).await?;
    Page::of(&StaffPage::of(&inner, view.frame, head, Some(Word::StaffWasRemoved)).await?)
}
