//! What a business does: applies, tests, goes live, looks after its posters. It reaches nothing but its own.

use ashyq_core::{bytes::Bytes, id::VenueId, moment::Moment, oked::Oked, wire::ProblemCode};
use serde::{Deserialize, Serialize};

use super::{
    filing::{self, Filer},
    form::NewApplication,
    moves::{self, By, Desk},
    shown::{self, ApplicationRecord, ApplicationShown, Applications, To},
    state::{Actor, Move},
};
use crate::{
    database::Sql,
    limits,
    problem::Refusal,
    routes::Business,
    service::Inner,
    store::{
        accounts,
        applications::{self, ApplicationRow},
        associations, businesses,
        venues::{self, VenueRow},
    },
};

/// The associations through which one can file for an activity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssociationChoices {
    /// Their names.
    pub associations: Vec<AssociationChoice>,
}

/// An association to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssociationChoice {
    /// What an application names.
    pub association: Bytes<16>,
    /// Its name.
    pub name: String,
}

impl Business {
    /// Whoever holds an account, in no browser's session.
    pub(super) fn of(account: &accounts::Account) -> Self {
        Self { account: account.id, alias: account.alias, language: account.language, session: [0; 32] }
    }

    /// How the record names this account.
    pub(super) fn by(&self) -> By {
        By { actor: Actor::Business, alias: Some(self.alias) }
    }
}

/// Applies for a poster.
pub(crate) async fn apply(
    inner: &Inner,
    who: &Business,
    request: &NewApplication,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    filing::file(inner, Filer::Business { account: who.account, alias: who.alias }, request, now).await
}

/// The own applications, the newest first.
pub(crate) async fn list(inner: &Inner, who: &Business, now: Moment) -> Result<Applications, Refusal> {
    inner
        .database
        .read(|sql| {
            let account = accounts::get(sql, &who.account)?.ok_or(ProblemCode::SessionEnded)?;
            let mut rows = Vec::new();
            for business in businesses::all_of_phone(sql, &account.phone_hash)? {
                rows.extend(applications::of_business(sql, &business.id, limits::MOST_APPLICATIONS)?);
            }
            rows.sort_by_key(|row| (std::cmp::Reverse(row.filed_at), row.id));
            shown::page(sql, rows, limits::MOST_APPLICATIONS, now)
        })
        .await
}

/// An own application with its record.
pub(crate) async fn show(
    inner: &Inner,
    who: &Business,
    application: Bytes<16>,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    inner
        .database
        .read(|sql| {
            let row = own(sql, who, application)?;
            shown::record(sql, &inner.keys, &row, To::Applicant, now)
        })
        .await
}

/// Where an own venue stands on its way.
pub(crate) async fn of_venue(
    inner: &Inner,
    who: &Business,
    venue: VenueId,
    now: Moment,
) -> Result<ApplicationShown, Refusal> {
    inner
        .database
        .read(|sql| {
            own_venue(sql, who, venue)?;
            let row = applications::of_venue(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            Ok::<_, Refusal>(shown::application(sql, &row, now)?)
        })
        .await
}

/// Begins the test week.
pub(crate) async fn start_test(
    inner: &Inner,
    who: &Business,
    application: Bytes<16>,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    step(inner, who, application, Move::StartTest, now).await
}

/// Goes live.
pub(crate) async fn go_live(
    inner: &Inner,
    who: &Business,
    application: Bytes<16>,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    step(inner, who, application, Move::GoLive, now).await
}

async fn step(
    inner: &Inner,
    who: &Business,
    application: Bytes<16>,
    step: Move,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    let (desk, keys, who) = (Desk::of(inner, now), std::sync::Arc::clone(&inner.keys), who.clone());
    let (record, changed) = inner
        .database
        .write(move |sql| {
            let mut row = own(sql, &who, application)?;
            let changed = moves::make(sql, &mut row, step, who.by(), desk)?;
            Ok::<_, Refusal>((shown::record(sql, &keys, &row, To::Applicant, now)?, changed))
        })
        .await?;
    if changed {
        inner.publish().await?;
    }
    Ok(record)
}

/// The associations through which one can file for an activity.
pub(crate) async fn associations_for(inner: &Inner, oked: &str) -> Result<AssociationChoices, Refusal> {
    let oked = Oked::parse(oked).map_err(|error| Refusal::field("oked", error.to_string()))?;
    let mut all = inner.database.read(associations::all).await?;
    all.retain(|association| association.prefixes.iter().any(|prefix| oked.begins_with(prefix)));
    let choice = |association: associations::AssociationRow| AssociationChoice {
        association: Bytes(association.id),
        name: association.name,
    };
    Ok(AssociationChoices { associations: all.into_iter().map(choice).collect() })
}

/// An application, where it is this business's own.
fn own(sql: &mut dyn Sql, who: &Business, application: Bytes<16>) -> Result<ApplicationRow, Refusal> {
    let row = filing::found(sql, application)?;
    if owns(sql, who, Some(row.business))? { Ok(row) } else { Err(ProblemCode::NotFound.into()) }
}

/// A venue, where it is this business's own; somebody else's cannot be told from none.
pub(crate) fn own_venue(sql: &mut dyn Sql, who: &Business, venue: VenueId) -> Result<VenueRow, Refusal> {
    let row = venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
    if owns(sql, who, row.business)? { Ok(row) } else { Err(ProblemCode::NotFound.into()) }
}

fn owns(sql: &mut dyn Sql, who: &Business, business: Option<[u8; 16]>) -> Result<bool, Refusal> {
    let account = accounts::get(sql, &who.account)?.ok_or(ProblemCode::SessionEnded)?;
    let business = business.map(|id| businesses::get(sql, &id)).transpose()?.flatten();
    Ok(business.is_some_and(|business| business.phone_hash == account.phone_hash))
}
