//! The whole way to a live venue at once, for tests, the demo and benches.
//!
//! Each step is the one that the cabinet takes, at the moment at which it would have been taken: filed eight days ago,
//! tested for seven, live now. The library's clock is an argument; no route leads here, and the shipped binary has no way to
//! say what time it is.

use ashyq_core::{
    bytes::Bytes,
    id::VenueId,
    moment::{DAY, Moment},
    oked::{Oked, OkedTable},
    phone::Phone,
    wire::{Problem, ProblemCode, staff::RoleId},
    words::Language,
};

use super::{
    association::{self, Endorsement},
    business, checklist,
    form::NewApplication,
    moves::By,
    operator::{self, ApplicationDecision},
    posters,
    state::{Actor, TEST_WEEK},
};
use crate::{
    api::{staff::naming, venues::VenueShown},
    problem::Refusal,
    random,
    routes::{Association, Business, Operator},
    service::{Inner, Service},
    store::{
        Id, accounts,
        accounts::Account,
        applications,
        associations::{self, AssociationRow},
        businesses,
    },
};

impl Service {
    /// Takes an application to a venue that is live now.
    ///
    /// # Errors
    ///
    /// If a step is refused, as it would be in the cabinet.
    pub async fn venue_live_now(&self, request: &NewApplication) -> Result<VenueShown, Problem> {
        let venue = self.venue_in_test(request, self.0.now().minus(TEST_WEEK)).await?;
        self.venue_goes_live(venue.venue).await
    }

    /// Takes an application to a venue that has been in test mode since a moment. Where its activity needs an association and
    /// none stands for it yet, one is made.
    ///
    /// # Errors
    ///
    /// If a step is refused, as it would be in the cabinet.
    pub async fn venue_in_test(&self, request: &NewApplication, since: Moment) -> Result<VenueShown, Problem> {
        test(&self.0, request, since).await.map_err(Refusal::into_problem)
    }

    /// Notes what the venue has not tried yet as tried, and goes live now.
    ///
    /// # Errors
    ///
    /// If the venue is in no test, or has been for less than a week.
    pub async fn venue_goes_live(&self, venue: VenueId) -> Result<VenueShown, Problem> {
        go_live(&self.0, venue).await.map_err(Refusal::into_problem)
    }

    /// Names a number as staff of a venue, as its business would.
    ///
    /// # Errors
    ///
    /// If there is no such venue, or the number is none.
    pub async fn staff_is_named(&self, venue: VenueId, number: &str) -> Result<(), Problem> {
        let phone = Phone::parse(number).map_err(|_| Problem::of(ProblemCode::PhoneNotAMobile))?;
        let by = By { actor: Actor::Business, alias: None };
        naming::name(&self.0, by, venue, &phone, self.0.now()).await.map(drop).map_err(Refusal::into_problem)
    }

    /// Takes a role back, as its business would.
    ///
    /// # Errors
    ///
    /// If the venue has no such role.
    pub async fn staff_is_removed(&self, venue: VenueId, role: RoleId) -> Result<(), Problem> {
        let by = By { actor: Actor::Business, alias: None };
        let removed = naming::remove(&self.0, by, venue, naming::RemoveStaff { role }, self.0.now());
        removed.await.map_err(Refusal::into_problem)
    }
}

async fn test(inner: &Inner, request: &NewApplication, since: Moment) -> Result<VenueShown, Refusal> {
    let filed = since.minus(DAY);
    let owner = owner(inner, request, filed).await?;
    let mut request = request.clone();
    if request.association.is_none() {
        request.association = association_for(inner, &request.oked, filed).await?;
    }
    let record = business::apply(inner, &owner, &request, filed).await?;
    let id = record.application.application;
    if let Some(association) = request.association {
        let member = Association { account: owner.account, alias: random::bytes(), id: association.0 };
        association::decide(inner, &member, id, Endorsement::Endorse {}, filed).await?;
    }
    operator::decide(inner, &Operator { alias: None }, id, ApplicationDecision::Check {}, filed).await?;
    let record = business::start_test(inner, &owner, id, since).await?;
    posters::of_venue(inner, &owner, record.application.venue.ok_or(ProblemCode::Fault)?).await
}

async fn go_live(inner: &Inner, venue: VenueId) -> Result<VenueShown, Refusal> {
    let now = inner.now();
    let (id, owner) = inner
        .database
        .write(move |sql| {
            checklist::Item::ALL.into_iter().try_for_each(|item| checklist::note(sql, venue, item, now))?;
            let row = applications::of_venue(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            let business = businesses::get(sql, &row.business)?.ok_or(ProblemCode::NotFound)?;
            let account = accounts::of_phone(sql, &business.phone_hash)?.ok_or(ProblemCode::NotFound)?;
            let account = accounts::get(sql, &account)?.ok_or(ProblemCode::NotFound)?;
            Ok::<_, Refusal>((Bytes(row.id), Business::of(&account)))
        })
        .await?;
    business::go_live(inner, &owner, id, now).await?;
    posters::of_venue(inner, &owner, venue).await
}

/// The association through which an activity goes, made where there is none.
async fn association_for(inner: &Inner, oked: &str, now: Moment) -> Result<Option<Bytes<16>>, Refusal> {
    let through = Oked::parse(oked).ok().and_then(|oked| {
        let table = OkedTable::version_1();
        table.row(&oked).filter(|row| row.through_association).map(|row| row.oked.clone())
    });
    let Some(row) = through else { return Ok(None) };
    let known = business::associations_for(inner, oked).await?.associations;
    if let Some(known) = known.first() {
        return Ok(Some(known.association));
    }
    let prefix = row.chars().filter(char::is_ascii_digit).collect();
    let made = AssociationRow { id: random::bytes(), name: format!("OKED {row}"), prefixes: vec![prefix] };
    let id = made.id;
    inner.database.write(move |sql| associations::add(sql, &made, now)).await?;
    Ok(Some(Bytes(id)))
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
                return Ok(Business::of(&account));
            }
            let (id, alias) = ids;
            let account = Account { id, phone_hash, phone_sealed: phone_sealed.clone(), alias, language: Language::Ru };
            accounts::make(sql, &account, now)?;
            Ok(Business::of(&account))
        })
        .await
}
