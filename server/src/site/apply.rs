//! The form of an application: of a business for itself, of an association for a business.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, decision::Region, id::Entrance, place::Place, words::Word};
use askama::Template;

use super::{
    Frame, Page, View,
    form::Form,
    region,
    saying::{Field, Saying},
};
use crate::{
    application::{
        association, business,
        filing::{NOT_REGISTERED, NOT_THROUGH},
        form::{ClaimedNumber, NewApplication},
    },
    cabinet::associations::{self, AssociationShown},
    problem::Refusal,
    routes::{Association, Business},
    service::Inner,
};

/// The form's fields.
const FIELDS: [Field; 11] = [
    Field { name: "kind", label: Word::NumberKind, rule: |_| Word::ChoiceRefused },
    Field { name: "number", label: Word::NumberLabel, rule: |_| Word::NumberRefused },
    Field { name: "name", label: Word::VenueNameLabel, rule: |_| Word::VenueNameRefused },
    Field { name: "address", label: Word::AddressLabel, rule: |_| Word::AddressRefused },
    Field { name: "latitude", label: Word::Latitude, rule: |_| Word::CoordinatesRefused },
    Field { name: "longitude", label: Word::Longitude, rule: |_| Word::CoordinatesRefused },
    Field { name: "region", label: Word::RegionLabel, rule: |_| Word::ChoiceRefused },
    Field { name: "oked", label: Word::OkedLabel, rule: oked },
    Field { name: "entrances", label: Word::Entrances, rule: |_| Word::EntrancesRefused },
    Field { name: "contact_phone", label: Word::ContactPhone, rule: |_| Word::PhoneNotAMobile },
    Field { name: "association", label: Word::RoleAssociation, rule: |_| Word::AssociationNotNeeded },
];

fn oked(rule: &str) -> Word {
    match rule {
        NOT_REGISTERED => Word::OkedNotInRegister,
        NOT_THROUGH => Word::OkedFiledDirectly,
        _ => Word::OkedMalformed,
    }
}

/// Who fills the form in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Business,
    Association,
}

#[derive(Template)]
#[template(path = "apply.html")]
struct ApplyPage {
    frame: Frame,
    by: By,
    /// Those to choose from; an association files as itself.
    associations: Vec<AssociationShown>,
    /// What was typed, by field.
    typed: Vec<(&'static str, String)>,
    error: Option<Saying>,
}

impl ApplyPage {
    /// What was typed into a field.
    fn typed(&self, field: &str) -> &str {
        self.typed.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value)
    }

    /// The sentence that stands at a field.
    fn error_at(&self, field: &str) -> Option<&str> {
        self.error.as_ref()?.at(field)
    }

    /// The sentence that stands at no field.
    fn error_of_all(&self) -> Option<&str> {
        self.error.as_ref()?.of_all()
    }

    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn regions(&self) -> &'static [(u8, Word)] {
        &region::ALL
    }
}

/// Asks a business for an application.
pub(super) async fn ask(inner: Arc<Inner>, _who: Business, view: View) -> Result<Page, Refusal> {
    Page::of(&form(&inner, view.frame, By::Business, Vec::new()).await?)
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
            Ok(Page::see(view.frame.to(&format!("/cabinet/applications/{}", record.application.application))))
        }
        Err(refusal) => again(&inner, view.frame, By::Business, &fields, &refusal).await,
    }
}

/// Asks an association for the application of a business.
pub(super) async fn ask_for_another(inner: Arc<Inner>, _who: Association, view: View) -> Result<Page, Refusal> {
    Page::of(&form(&inner, view.frame, By::Association, Vec::new()).await?)
}

/// Files for a business.
pub(super) async fn file_for_another(inner: Arc<Inner>, who: Association, view: View) -> Result<Page, Refusal> {
    let fields = Form::read(&view.call.body);
    let filed = match read(&fields) {
        Ok(request) => association::file(&inner, &who, &request, view.call.now).await,
        Err(refusal) => Err(refusal),
    };
    match filed {
        Ok(record) => Ok(Page::see(view.frame.to(&format!("/cabinet/association/{}", record.application.application)))),
        Err(refusal) => again(&inner, view.frame, By::Association, &fields, &refusal).await,
    }
}

async fn form(inner: &Inner, frame: Frame, by: By, typed: Vec<(&'static str, String)>) -> Result<ApplyPage, Refusal> {
    let associations = match by {
        By::Business => associations::all(inner).await?.associations,
        By::Association => Vec::new(),
    };
    Ok(ApplyPage { frame, by, associations, typed, error: None })
}

/// The form with what was typed, and what is wrong with it.
async fn again(inner: &Inner, frame: Frame, by: By, fields: &Form<'_>, refusal: &Refusal) -> Result<Page, Refusal> {
    let error = Some(Saying::of(refusal, frame.language, frame.now, &FIELDS));
    let typed = FIELDS.iter().map(|field| (field.name, fields.text(field.name).to_owned())).collect();
    Page::refused(refusal, &ApplyPage { error, ..form(inner, frame, by, typed).await? })
}

/// Reads the form; what is no number is named before anything else is looked at.
fn read(form: &Form<'_>) -> Result<NewApplication, Refusal> {
    for field in FIELDS.iter().map(|field| field.name).filter(|name| !["kind", "association"].contains(name)) {
        if form.text(field).is_empty() {
            return Err(Refusal::field(field, "is missing"));
        }
    }
    let degrees = |field: &'static str| {
        form.text(field).replace(',', ".").parse::<f64>().map_err(|_| Refusal::field(field, "43.238949"))
    };
    let (latitude, longitude) = (degrees("latitude")?, degrees("longitude")?);
    let wrong = if latitude.abs() > 90.0 { "latitude" } else { "longitude" };
    let number = match (form.text("kind"), form.text("number").to_owned()) {
        ("bin", number) => ClaimedNumber::Bin(number),
        ("iin", number) => ClaimedNumber::Iin(number),
        _ => return Err(Refusal::field("kind", "bin or iin")),
    };
    let region = form.text("region").parse().ok().and_then(Region::new);
    let entrances = form.text("entrances").parse().ok().and_then(Entrance::new);
    Ok(NewApplication {
        number,
        name: form.text("name").to_owned(),
        address: form.text("address").to_owned(),
        place: Place::parse(latitude, longitude).map_err(|_| Refusal::field(wrong, "a place on the map"))?,
        region: region.ok_or_else(|| Refusal::field("region", "one of the list"))?,
        oked: form.text("oked").to_owned(),
        contact_phone: form.text("contact_phone").to_owned(),
        entrances: entrances.ok_or_else(|| Refusal::field("entrances", "1 to 99"))?,
        association: Bytes::parse(form.text("association")),
    })
}
