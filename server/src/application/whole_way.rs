//! The whole way to a live venue at once, for tests, the demo and benches.
//!
//! Each step is the one that the cabinet takes, at the moment at which it would have been taken: filed eight days ago,
//! tested for seven, live now. The library's clock is an argument; no route leads here, and the shipped binary has no way to
//! say what time it is.

use ashyq_core::{
    moment::{DAY, Moment},
    phone::Phone,
    wire::{Problem, ProblemCode},
    words::Language,
};

use super::{
    association::{self, Endorsement},
    business, checklist,
    form::NewApplication,
    operator::{self, ApplicationDecision},
    posters,
    state::TEST_WEEK,
};
use crate::{
    api::venues::VenueShown,
    problem::Refusal,
    random,
    routes::{Association, Business, Operator},
    service::{Inner, Service},
    store::{
        Id, accounts,
        accounts::Account,
        associations::{self, AssociationRow},
    },
};

/// How far a venue gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// In its test week, which has just begun.
    Test,
    /// Live, just now.
    Live,
}

impl Service {
    /// Takes an application to a venue that is live now.
    ///
    /// # Errors
    ///
    /// If a step is refused, as it would be in the cabinet.
    pub async fn venue_live_now(&self, request: &NewApplication) -> Result<VenueShown, Problem> {
        walk(&self.0, request, Stop::Live).await.map_err(Refusal::problem)
    }

    /// Takes an application to a venue whose test week begins now.
    ///
    /// # Errors
    ///
    /// If a step is refused, as it would be in the cabinet.
    pub async fn venue_in_test_now(&self, request: &NewApplication) -> Result<VenueShown, Problem> {
        walk(&self.0, request, Stop::Test).await.map_err(Refusal::problem)
    }
}

async fn walk(inner: &Inner, request: &NewApplication, stop: Stop) -> Result<VenueShown, Refusal> {
    let now = inner.now();
    let tested = if stop == Stop::Test { now } else { now.minus(TEST_WEEK) };
    let filed = tested.minus(DAY);
    let owner = owner(inner, request, filed).await?;
    let mut request = request.clone();
    let named = business::associations_for(inner, &request.oked).await?.associations.first().map(|row| row.association);
    request.association = request.association.or(named);
    let record = business::apply(inner, &owner, &request, filed).await?;
    let id = record.application.application;
    if let Some(association) = request.association {
        let member = Association { account: owner.account, alias: random::bytes(), association: association.0 };
        association::decide(inner, &member, id, Endorsement::Endorse, filed).await?;
    }
    let operator = Operator { alias: None };
    operator::decide(inner, &operator, id, ApplicationDecision::Check, filed).await?;
    let venue = business::start_test(inner, &owner, id, tested).await?.application.venue.ok_or(ProblemCode::Fault)?;
    if stop == Stop::Live {
        let tried = move |sql: &mut dyn crate::database::Sql| {
            checklist::Item::ALL.into_iter().try_for_each(|item| checklist::note(sql, venue, item, tested))
        };
        inner.database.write(tried).await?;
        business::go_live(inner, &owner, id, now).await?;
    }
    posters::of_venue(inner, &owner, venue).await
}

/// The account of the contact phone, made as its first log-in would.
async fn owner(inner: &Inner, request: &NewApplication, now: Moment) -> Result<Business, Refusal> {
    let phone = Phone::parse(&request.contact_phone).map_err(|_| ProblemCode::PhoneNotAMobile)?;
    let (phone_hash, phone_sealed) = (inner.keys.phone_hash(&phone), inner.keys.seal_phone(&phone));
    let ids: (Id, Id) = (random::bytes(), random::bytes());
    inner
        .database
        .write(move |sql| {
            if let Some(id) = accounts::of_phone(sql, &phone_hash)? {
                let account = accounts::get(sql, &id)?.ok_or(ProblemCode::Fault)?;
                return Ok(Business { account: id, alias: account.alias, language: account.language });
            }
            let (id, alias) = ids;
            let language = Language::Ru;
            accounts::make(sql, &Account { id, phone_hash, phone_sealed: phone_sealed.clone(), alias, language }, now)?;
            Ok(Business { account: id, alias, language })
        })
        .await
}

impl Service {
    /// Makes an association that stands for these activities, given as beginnings of OKEDs without dots.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn association_for(&self, name: &str, prefixes: &[&str]) -> Result<[u8; 16], Problem> {
        let now = self.0.now();
        let row = AssociationRow {
            id: random::bytes(),
            name: name.to_owned(),
            prefixes: prefixes.iter().map(|prefix| (*prefix).to_owned()).collect(),
        };
        let id = row.id;
        let added = self.0.database.write(move |sql| associations::add(sql, &row, now)).await;
        added.map_err(Refusal::from).map_err(Refusal::problem)?;
        Ok(id)
    }
}
