//! The operator's pages of people: roles, associations, claims.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, words::Word};
use askama::Template;

use super::{
    Frame, Page, View,
    form::Form,
    saying::{Field, Saying},
};
use crate::{
    api::claims::{self, ClaimDecision, ClaimOf, ClaimShown},
    cabinet::{
        associations::{self, AssociationShown, NewAssociation},
        members::{self, MemberShown, NewMember},
        session::RoleShown,
    },
    problem::Refusal,
    routes::Operator,
    service::Inner,
};

#[derive(Template)]
#[template(path = "members.html")]
struct MembersPage {
    frame: Frame,
    members: Vec<MemberShown>,
    associations: Vec<AssociationShown>,
    typed: Typed,
    /// What was done.
    done: Option<String>,
    error: Option<Saying>,
}

/// What was typed, to be shown again beside what is wrong with it.
#[derive(Default)]
struct Typed {
    phone: String,
    name: String,
    okeds: String,
}

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage {
    frame: Frame,
    claims: Vec<ClaimShown>,
    done: bool,
}

const FIELDS: [Field; 4] = [
    Field { name: "phone", label: Word::PhoneLabel, rule: |_| Word::PhoneNotAMobile },
    Field { name: "role", label: Word::RoleLabel, rule: |_| Word::ChoiceRefused },
    Field { name: "name", label: Word::AssociationName, rule: |_| Word::AssociationNameRefused },
    Field { name: "okeds", label: Word::AssociationOkeds, rule: |_| Word::AssociationOkedsRefused },
];

impl MembersPage {
    /// The name of an association.
    #[allow(clippy::ref_option, reason = "templates pass fields by reference")]
    fn association(&self, id: &Option<Bytes<16>>) -> &str {
        let found = self.associations.iter().find(|association| Some(association.association) == *id);
        found.map_or("", |association| &association.name)
    }

    /// Whether a role has not begun.
    fn waits(&self, member: &MemberShown) -> bool {
        member.from > self.frame.now
    }

    /// The sentence that stands at no field.
    fn error_of_all(&self) -> Option<&str> {
        self.error.as_ref()?.of_all()
    }

    /// The sentence that stands at a field.
    fn error_at(&self, field: &str) -> Option<&str> {
        self.error.as_ref()?.at(field)
    }
}

/// Shows who holds which role.
pub(super) async fn members(inner: Arc<Inner>, _who: Operator, view: View) -> Result<Page, Refusal> {
    Page::of(&page(&inner, view.frame, Typed::default(), None).await?)
}

/// Names somebody.
pub(super) async fn name(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    let form = Form::read(&view.call.body);
    let association = Bytes::parse(form.text("role"));
    let role = if association.is_some() { RoleShown::Association } else { RoleShown::Operator };
    let typed = Typed { phone: form.text("phone").to_owned(), ..Typed::default() };
    let request = NewMember { phone: typed.phone.clone(), role, association };
    match members::name(&inner, &who, &request, view.call.now).await {
        Ok(named) => {
            let done = Some(view.frame.say_time(Word::MemberNamed, named.from));
            Page::of(&page(&inner, view.frame, Typed::default(), done).await?)
        }
        Err(refusal) => refused(&inner, view, typed, &refusal).await,
    }
}

/// Takes a role away.
pub(super) async fn remove(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    members::remove(&inner, &who, &view.call.parameter, view.call.now).await?;
    let done = Some(view.frame.say(Word::MemberRemoved).to_owned());
    Page::of(&page(&inner, view.frame, Typed::default(), done).await?)
}

/// Adds an association.
pub(super) async fn associate(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    let form = Form::read(&view.call.body);
    let (name, okeds) = (form.text("name").to_owned(), form.text("okeds").to_owned());
    let listed = okeds.split([',', ' ', ';']).filter(|oked| !oked.is_empty()).map(str::to_owned).collect();
    let request = NewAssociation { name: name.clone(), okeds: listed };
    match associations::add(&inner, &who, request, view.call.now).await {
        Ok(_) => Ok(Page::see(view.frame.to("/cabinet/members"))),
        Err(refusal) => refused(&inner, view, Typed { name, okeds, ..Typed::default() }, &refusal).await,
    }
}

/// Shows the claims that wait for the operator.
pub(super) async fn claims(inner: Arc<Inner>, _who: Operator, view: View) -> Result<Page, Refusal> {
    let claims = claims::objected(&inner).await?.claims;
    Page::of(&ClaimsPage { frame: view.frame, claims, done: false })
}

/// Decides a claim.
pub(super) async fn decide(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    let allow = Form::read(&view.call.body).text("allow") == "yes";
    claims::settle(&inner, &who, &view.call.parameter, ClaimDecision { allow }, view.call.now).await?;
    let claims = claims::objected(&inner).await?.claims;
    Page::of(&ClaimsPage { frame: Frame { path: "/cabinet/claims".to_owned(), ..view.frame }, claims, done: true })
}

async fn refused(inner: &Inner, view: View, typed: Typed, refusal: &Refusal) -> Result<Page, Refusal> {
    let error = Saying::of(refusal, view.frame.language, view.call.now, &FIELDS);
    let shown = MembersPage { error: Some(error), ..page(inner, view.frame, typed, None).await? };
    Page::refused(refusal, &shown)
}

async fn page(inner: &Inner, frame: Frame, typed: Typed, done: Option<String>) -> Result<MembersPage, Refusal> {
    // Whatever was sent, the language links lead to the page itself.
    let frame = Frame { path: "/cabinet/members".to_owned(), ..frame };
    let members = members::all(inner, frame.now).await?.members;
    let associations = associations::all(inner).await?.associations;
    Ok(MembersPage { frame, members, associations, typed, done, error: None })
}
