//! A venue in the cabinet: what it is, what to do next, its posters; and the head that all of its pages share.

use std::sync::Arc;

use ashyq_core::{
    id::VenueId,
    words::{Word, moment},
};
use askama::Template;

use super::{Frame, Page, View, form::Form, saying::Saying};
use crate::{
    api::{
        applications::venue_of,
        posters::PosterShown,
        venues::{ModeShown, VenueShown},
    },
    application::{
        business::{self, own_venue},
        posters,
        shown::ApplicationShown,
        state::Phase,
    },
    problem::Refusal,
    routes::Business,
    service::Inner,
};

/// Which of a venue's pages it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Overview,
    Board,
    Counts,
    Staff,
    TestWeek,
}

impl At {
    const ALL: [Self; 5] = [Self::Overview, Self::Board, Self::Counts, Self::Staff, Self::TestWeek];

    /// What it is called.
    pub(super) fn word(self) -> Word {
        match self {
            Self::Overview => Word::VenueOverview,
            Self::Board => Word::Board,
            Self::Counts => Word::Counts,
            Self::Staff => Word::VenueStaff,
            Self::TestWeek => Word::TestWeek,
        }
    }

    /// What it is for.
    pub(super) fn lead(self) -> Word {
        match self {
            Self::Overview => Word::VenueNext,
            Self::Board => Word::BoardLead,
            Self::Counts => Word::CountsLead,
            Self::Staff => Word::VenueStaffLead,
            Self::TestWeek => Word::TestWeekLead,
        }
    }

    /// Where it stands below the venue.
    fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Board => "/board",
            Self::Counts => "/counts",
            Self::Staff => "/staff",
            Self::TestWeek => "/practice",
        }
    }
}

/// What stands over each of a venue's pages.
pub(super) struct Head {
    pub(super) venue: VenueId,
    pub(super) name: String,
    pub(super) mode: ModeShown,
    pub(super) at: At,
}

impl Head {
    /// The head of the page that is asked for, where the venue is the business's own.
    pub(super) async fn of(inner: &Inner, who: &Business, view: &View, at: At) -> Result<Self, Refusal> {
        let venue = venue_of(&view.call)?;
        let row = inner.database.read(|sql| own_venue(sql, who, venue)).await?;
        Ok(Self { venue, name: row.name, mode: ModeShown::of(row.mode), at })
    }

    /// The path of one of the venue's pages.
    pub(super) fn path(&self, at: At) -> String {
        format!("/cabinet/venues/{}{}", self.venue, at.path())
    }

    /// The frame of this page, whatever was sent to it: the language links lead to the page itself.
    pub(super) fn frame(&self, frame: Frame) -> Frame {
        Frame { path: self.path(self.at), ..frame }
    }

    /// Everything else of this venue, with whether it is the page itself.
    pub(super) fn links(&self) -> Vec<(At, bool)> {
        let all = At::ALL.into_iter().filter(|at| *at != At::TestWeek || self.mode == ModeShown::Test);
        all.map(|at| (at, at == self.at)).collect()
    }

    /// How it is marked.
    pub(super) fn mode_class(&self) -> &'static str {
        match self.mode {
            ModeShown::Live => "live",
            ModeShown::Test => "in-test",
            ModeShown::Suspended | ModeShown::Revoked => "stopped",
        }
    }
}

#[derive(Template)]
#[template(path = "venue.html")]
struct VenuePage {
    frame: Frame,
    head: Head,
    venue: VenueShown,
    application: ApplicationShown,
    /// Whether a new poster was just made.
    made: bool,
    /// What stands at which poster.
    error: Option<(String, Saying)>,
}

impl VenuePage {
    async fn of(inner: &Inner, who: &Business, view: &View) -> Result<Self, Refusal> {
        let head = Head::of(inner, who, view, At::Overview).await?;
        let venue = posters::of_venue(inner, who, head.venue).await?;
        let application = business::of_venue(inner, who, head.venue, view.call.now).await?;
        let frame = head.frame(view.frame.clone());
        Ok(Self { frame, head, venue, application, made: false, error: None })
    }

    fn next(&self) -> String {
        let (word, time) = self.application.next(self.frame.now);
        time.map_or_else(|| self.frame.say(word).to_owned(), |time| self.frame.say_time(word, time))
    }

    fn may_go_live(&self) -> bool {
        let week_over = self.application.test.is_some_and(|test| self.frame.now >= test.live_from);
        self.application.phase == Phase::Ready && week_over
    }

    /// The posters that work, and those that were revoked.
    fn posters(&self, revoked: bool) -> Vec<&PosterShown> {
        self.venue.posters.iter().filter(|poster| poster.revoked_at.is_some() == revoked).collect()
    }

    fn entrance(&self, poster: &PosterShown) -> String {
        self.frame.fill(Word::Entrance, "entrance", &poster.entrance.to_string())
    }

    fn until(&self, poster: &PosterShown) -> String {
        let day = moment::date(self.frame.language, poster.until.millis());
        self.frame.fill(Word::PosterUntil, "day", &day)
    }

    fn error_at(&self, poster: &PosterShown) -> Option<&str> {
        let (typed, error) = self.error.as_ref()?;
        (*typed == poster.number.to_string()).then_some(&*error.text)
    }
}

/// Shows a venue.
pub(super) async fn show(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    Page::of(&VenuePage::of(&inner, &who, &view).await?)
}

/// Makes another poster instead of one.
pub(super) async fn replace_poster(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let typed = Form::read(&view.call.body).text("poster").to_owned();
    let replaced = posters::replace(&inner, &who, &typed, view.call.now).await;
    let page = VenuePage::of(&inner, &who, &view).await?;
    match replaced {
        Ok(_) => Page::of(&VenuePage { made: true, ..page }),
        Err(refusal) => {
            let error = Saying::of(&refusal, view.frame.language, view.call.now, &[]);
            Page::refused(&refusal, &VenuePage { error: Some((typed, error)), ..page })
        }
    }
}
