//! The first page of everybody, the first page of the cabinet, and the page of what could not be shown.

use std::sync::Arc;

use ashyq_core::{
    id::VenueId,
    status::Colour,
    words::{Word, look::Shape},
};
use askama::Template;

use super::{Frame, Page, View, frame::class, saying::Saying};
use crate::{
    api::applications::after,
    application::shown::{ApplicationShown, Applications},
    gate,
    problem::Refusal,
    routes::Cabinet,
    service::Inner,
    store::members::Office,
};

/// What each colour means, the most open first.
const COLOURS: [(Colour, Word); 4] = [
    (Colour::Green, Word::GreenWhere),
    (Colour::Blue, Word::BlueWhere),
    (Colour::Yellow, Word::YellowWhere),
    (Colour::Red, Word::RedWhere),
];

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    colours: [Coloured; 4],
}

struct Coloured {
    class: &'static str,
    shape: Shape,
    name: Word,
    meaning: Word,
}

/// What is kept, and until when: what venues learn first, how to delete last.
const KEPT: [(Word, &[Word]); 8] = [
    (Word::PrivacyVenueLearns, &[Word::HomePrivacyVenue]),
    (Word::PrivacyVisits, &[Word::PrivacyVisitsKept, Word::PrivacyVisitsNameless]),
    (Word::PrivacyIin, &[Word::PrivacyIinKept, Word::PrivacyIinMark, Word::PrivacyIinUntil]),
    (Word::PrivacyPhone, &[Word::PrivacyPhoneKept, Word::PrivacyPhoneSms]),
    (Word::PrivacyHealth, &[Word::PrivacyHealthKept, Word::PrivacyHealthTo]),
    (Word::PrivacyAudit, &[Word::PrivacyAuditKept, Word::PrivacyAuditUntil]),
    (Word::PrivacyNever, &[Word::PrivacyNeverPictures, Word::PrivacyNeverElse]),
    (Word::PrivacyDelete, &[Word::PrivacyDeleteDo, Word::PrivacyDeleteLeaves]),
];

#[derive(Template)]
#[template(path = "privacy.html")]
struct Privacy {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "cabinet.html")]
struct CabinetPage {
    frame: Frame,
    heading: Word,
    /// The path below which an application of the list stands.
    path: &'static str,
    found: Applications,
}

impl CabinetPage {
    /// The path of the next page of applications.
    fn next_page(&self) -> Option<String> {
        Some(self.frame.to_query("/cabinet", &[("after", &self.found.after?.to_string())]))
    }

    /// The venue of an own application, once there is one.
    fn own_venue(&self, application: &ApplicationShown) -> Option<VenueId> {
        application.venue.filter(|_| !self.frame.is_operator() && !self.frame.is_association())
    }

    /// What to do next with an application.
    fn next(&self, application: &ApplicationShown) -> String {
        let (word, time) = application.next(self.frame.now);
        time.map_or_else(|| self.frame.say(word).to_owned(), |time| self.frame.say_time(word, time))
    }
}

#[derive(Template)]
#[template(path = "failed.html")]
struct Failed<'a> {
    frame: &'a Frame,
    text: String,
}

/// What Ashyq is.
pub(super) async fn home(_inner: Arc<Inner>, view: View) -> Result<Page, Refusal> {
    let colours = COLOURS.map(|(colour, meaning)| Coloured {
        class: class(colour),
        shape: colour.look().shape,
        name: colour.word(),
        meaning,
    });
    Page::of(&Home { frame: view.frame, colours })
}

/// What is kept about a visitor, where and how long.
pub(super) async fn privacy(_inner: Arc<Inner>, view: View) -> Result<Page, Refusal> {
    Page::of(&Privacy { frame: view.frame })
}

/// Where everything of a role begins: what waits for whoever is logged in.
pub(super) async fn cabinet(inner: Arc<Inner>, who: Cabinet, view: View) -> Result<Page, Refusal> {
    let now = view.call.now;
    let who = gate::done(who, now)?;
    let office = who.member.as_ref().map(|member| member.office);
    let (heading, path, found) = match office {
        Some(Office::Operator) => (
            Word::Queue,
            "/cabinet/queue/",
            crate::application::operator::queue(&inner, after(&view.call)?, now).await?,
        ),
        Some(Office::Association(_)) => {
            let who = gate::as_association(who)?;
            let found = crate::application::association::list(&inner, &who, after(&view.call)?, now).await?;
            (Word::ThroughAssociation, "/cabinet/association/", found)
        }
        None => {
            let found = crate::application::business::list(&inner, &gate::as_business(who), now).await?;
            (Word::OwnApplications, "/cabinet/applications/", found)
        }
    };
    Page::of(&CabinetPage { frame: view.frame, heading, path, found })
}

/// Says why a page is not shown.
pub(crate) fn failure(frame: &Frame, refusal: &Refusal) -> Result<Page, Refusal> {
    let text = Saying::of(refusal, frame.language, frame.now, &[]).text;
    Page::refused(refusal, &Failed { frame, text })
}
