//! Applications on the site: filing one, where it stands, and who decides it.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    decision::Region,
    id::{Entrance, VenueId},
    place::Place,
    wire::ProblemCode,
    words::Word,
};
use askama::Template;

use super::{Frame, Page, View, form::Form, saying::Saying};
use crate::{
    api::posters::PosterShown,
    application::{
        association::{self, Endorsement},
        business,
        checklist::Item,
        form::{ClaimedNumber, NewApplication},
        operator::{self, ApplicationDecision},
        posters,
        reason::RefusalReason,
        shown::{ApplicationRecord, ApplicationShown},
        state::{Phase, Step},
    },
    cabinet::associations::{self, AssociationShown},
    problem::Refusal,
    routes::{Association, Business, Operator},
    service::Inner,
};

/// The regions, as an application names them.
const REGIONS: [(u8, Word); 20] = [
    (10, Word::Abai),
    (11, Word::Akmola),
    (15, Word::Aktobe),
    (19, Word::AlmatyRegion),
    (23, Word::Atyrau),
    (27, Word::WestKazakhstan),
    (31, Word::Zhambyl),
    (33, Word::Zhetisu),
    (35, Word::Karaganda),
    (39, Word::Kostanay),
    (43, Word::Kyzylorda),
    (47, Word::Mangystau),
    (55, Word::Pavlodar),
    (59, Word::NorthKazakhstan),
    (61, Word::Turkistan),
    (62, Word::Ulytau),
    (63, Word::EastKazakhstan),
    (71, Word::Astana),
    (75, Word::Almaty),
    (79, Word::Shymkent),
];

/// The form's fields: their names, and what they are called.
const FIELDS: [(&str, Word); 11] = [
    ("kind", Word::NumberKind),
    ("number", Word::NumberLabel),
    ("name", Word::VenueNameLabel),
    ("address", Word::AddressLabel),
    ("latitude", Word::Latitude),
    ("longitude", Word::Longitude),
    ("region", Word::RegionLabel),
    ("oked", Word::OkedLabel),
    ("contact_phone", Word::ContactPhone),
    ("entrances", Word::Entrances),
    ("association", Word::RoleAssociation),
];

#[derive(Template)]
#[template(path = "apply.html")]
struct ApplyPage {
    frame: Frame,
    associations: Vec<AssociationShown>,
    /// What was typed, by field.
    typed: Vec<(&'static str, String)>,
    error: Option<Saying>,
}

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

fn label(field: &str) -> Option<Word> {
    let field = if field.starts_with("number") { "number" } else { field };
    FIELDS.iter().find(|(name, _)| *name == field).map(|(_, word)| *word)
}

impl ApplyPage {
    /// What was typed into a field.
    fn typed(&self, field: &str) -> &str {
        self.typed.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value)
    }

    /// The sentence that stands at a field.
    fn error_at(&self, field: &str) -> Option<&str> {
        let error = self.error.as_ref()?;
        let at = error.field.as_deref().unwrap_or_default();
        (at == field || (at.starts_with("number") && field == "number")).then_some(&*error.text)
    }

    /// The sentence that stands at no field.
    fn error_of_all(&self) -> Option<&str> {
        self.error.as_ref().filter(|error| error.field.is_none()).map(|error| &*error.text)
    }

    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn regions(&self) -> &'static [(u8, Word)] {
        &REGIONS
    }
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
        let number = &self.shown().number;
        number.bin.clone().unwrap_or_else(|| format!("•••• {}", number.last_four))
    }

    fn region(&self) -> &'static str {
        let code = self.shown().region.kato();
        REGIONS.iter().find(|(known, _)| *known == code).map_or("–", |(_, word)| self.frame.say(*word))
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

    /// What a step of the record is called.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "templates pass fields by reference")]
    fn step(&self, step: &Step) -> &'static str {
        self.frame.say(match step {
            Step::Submit => Word::PhaseSubmitted,
            Step::Endorse => Word::PhaseEndorsed,
            Step::Check => Word::PhaseChecked,
            Step::Refuse => Word::PhaseRefused,
            Step::StartTest => Word::PhaseTest,
            Step::GoLive | Step::Resume => Word::PhaseLive,
            Step::Suspend => Word::PhaseSuspended,
            Step::Revoke => Word::PhaseRevoked,
            Step::Expire => Word::PhaseExpired,
            Step::Relocate => Word::AddressLabel,
        })
    }
}

/// Asks for an application.
pub(super) async fn ask(inner: Arc<Inner>, _who: Business, view: View) -> Result<Page, Refusal> {
    Page::of(&form(&inner, view.frame, Vec::new()).await?)
}

/// Files an application.
pub(super) async fn file(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let fields = Form::read(&view.call.body);
    let filed = match read(&fields) {
        Ok(request) => business::apply(&inner, &who, &request, view.call.now).await,
        Err(refusal) => Err(refusal),
    };
    match filed {
        Ok(record) => {
            let path = format!("/cabinet/applications/{}", record.application.application);
            Ok(Page::see(view.frame.to(&path)))
        }
        Err(refusal) => {
            let error = Saying::of(&refusal, view.frame.language, view.call.now, label);
            let typed = FIELDS.iter().map(|(name, _)| (*name, fields.text(name).to_owned())).collect();
            let page = ApplyPage { error: Some(error), ..form(&inner, view.frame, typed).await? };
            Page::refused(&refusal, &page)
        }
    }
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

async fn form(inner: &Inner, frame: Frame, typed: Vec<(&'static str, String)>) -> Result<ApplyPage, Refusal> {
    let associations = associations::all(inner).await?.associations;
    Ok(ApplyPage { frame: Frame { path: "/cabinet/apply".to_owned(), ..frame }, associations, typed, error: None })
}

/// Reads the form; what is no number is named before anything else is looked at.
fn read(form: &Form<'_>) -> Result<NewApplication, Refusal> {
    for (field, _) in FIELDS.iter().filter(|(field, _)| !["kind", "association"].contains(field)) {
        if form.text(field).is_empty() {
            return Err(Refusal::field(field, "is missing"));
        }
    }
    let degrees = |field: &'static str| {
        form.text(field).replace(',', ".").parse::<f64>().map_err(|_| Refusal::field(field, "43.238949"))
    };
    let (latitude, longitude) = (degrees("latitude")?, degrees("longitude")?);
    let number = form.text("number").to_owned();
    let region = form.text("region").parse().ok().and_then(Region::new);
    let entrances = form.text("entrances").parse().ok().and_then(Entrance::new);
    Ok(NewApplication {
        number: if form.text("kind") == "iin" { ClaimedNumber::Iin(number) } else { ClaimedNumber::Bin(number) },
        name: form.text("name").to_owned(),
        address: form.text("address").to_owned(),
        place: Place::parse(latitude, longitude).map_err(|_| Refusal::field("latitude", "−90…90, −180…180"))?,
        region: region.ok_or_else(|| Refusal::field("region", "1–20"))?,
        oked: form.text("oked").to_owned(),
        contact_phone: form.text("contact_phone").to_owned(),
        entrances: entrances.ok_or_else(|| Refusal::field("entrances", "1–99"))?,
        association: Bytes::parse(form.text("association")),
    })
}
