//! Files an application: the number's check digit, the eligible OKED, the association, no duplicate.

use ashyq_core::{
    bytes::Bytes,
    moment::{DAY, Moment},
    oked::OkedTable,
    wire::ProblemCode,
};

use super::{
    duplicate,
    form::{Form, NewApplication},
    moves::{self, By, Desk},
    shown::{self, ApplicationRecord, To},
    state::{Actor, Move, State, Step},
};
use crate::{
    business_registry::{BusinessNumber, Registered},
    database::Sql,
    limits,
    problem::Refusal,
    random,
    service::Inner,
    store::{
        Id, accounts,
        applications::{self, ApplicationRow},
        associations,
        businesses::{self, BusinessRow},
    },
};

/// The rule that an activity breaks which the register does not name.
pub(crate) const NOT_REGISTERED: &str = "an activity that the register names for this business";
/// The rule that an activity breaks for which no association files.
pub(crate) const NOT_THROUGH: &str = "an activity of this association";

/// Who files.
#[derive(Clone, Copy, Debug)]
pub(super) enum Filer {
    /// An account, for its own business.
    Business { account: Id, alias: Id },
    /// A member of an association, for the business of the contact phone.
    Association { association: Id, alias: Id },
}

impl Filer {
    fn by(self) -> By {
        match self {
            Self::Business { alias, .. } => By { actor: Actor::Business, alias: Some(alias) },
            Self::Association { alias, .. } => By { actor: Actor::Association, alias: Some(alias) },
        }
    }
}

/// What is kept of a business's number.
#[derive(Clone, Debug)]
struct NumberKept {
    hash: [u8; 32],
    bin: Option<String>,
    last_four: String,
}

impl NumberKept {
    fn of(inner: &Inner, number: &BusinessNumber) -> Self {
        let digits = number.expose("its HMAC and its last four digits are what is kept");
        Self {
            hash: inner.keys.business_number_hash(digits),
            bin: number.bin().map(str::to_owned),
            last_four: digits.get(8..).unwrap_or_default().to_owned(),
        }
    }
}

/// Files an application.
pub(super) async fn file(
    inner: &Inner,
    filer: Filer,
    request: &NewApplication,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    let form = request.check(&OkedTable::version_1())?;
    is_registered(inner, &form).await?;
    let number = NumberKept::of(inner, &form.number);
    let contact_hash = inner.keys.phone_hash(&form.contact);
    let contact_sealed = inner.keys.seal_phone(&form.contact);
    let (desk, keys, id) = (Desk::of(inner, now), std::sync::Arc::clone(&inner.keys), random::bytes());
    inner
        .database
        .write(move |sql| {
            let association = association(sql, &form, filer)?;
            let owner = match filer {
                Filer::Business { account, .. } => {
                    accounts::get(sql, &account)?.ok_or(ProblemCode::SessionEnded)?.phone_hash
                }
                Filer::Association { .. } => contact_hash,
            };
            within_limits(sql, &owner, now)?;
            let compared = duplicate::keys(&form.name, &form.address);
            duplicate::refuse(sql, &number.hash, &compared, form.door.place, now)?;
            let mut row = ApplicationRow {
                id,
                business: business(sql, &owner, &number, now)?,
                number_hash: number.hash,
                association,
                name: form.name.clone(),
                address: form.address.clone(),
                door: form.door,
                oked: form.oked.to_string(),
                oked_version: form.oked_version,
                entrances: form.entrances,
                contact_sealed: contact_sealed.clone(),
                keys: compared,
                state: State::Submitted,
                venue: None,
                filed_at: now,
                moves: 0,
            };
            applications::add(sql, &row)?;
            moves::note(sql, &mut row, Step::Submit, None, filer.by(), desk)?;
            if let Filer::Association { .. } = filer {
                moves::make(sql, &mut row, Move::Endorse, filer.by(), desk)?;
            }
            shown::record(sql, &keys, &row, To::Applicant, now)
        })
        .await
}

/// Asks the register of businesses, where there is one.
async fn is_registered(inner: &Inner, form: &Form) -> Result<(), Refusal> {
    match inner.options.business_registry.look_up(&form.number).await {
        Some(Registered::No) => Err(ProblemCode::NotABusiness.into()),
        Some(Registered::Yes(okeds)) if !okeds.is_empty() && !okeds.contains(&form.oked) => {
            Err(Refusal::field("oked", NOT_REGISTERED))
        }
        Some(Registered::Yes(_)) | None => Ok(()),
    }
}

/// The association through which an application goes, where its activity needs one.
fn association(sql: &mut dyn Sql, form: &Form, filer: Filer) -> Result<Option<Id>, Refusal> {
    let named = match filer {
        Filer::Business { .. } => form.association,
        Filer::Association { association, .. } if form.through_association => Some(association),
        Filer::Association { .. } => return Err(Refusal::field("oked", NOT_THROUGH)),
    };
    match (form.through_association, named) {
        (false, None) => Ok(None),
        (false, Some(_)) => Err(Refusal::field("association", "none: this activity is filed directly")),
        (true, None) => Err(ProblemCode::AssociationNeeded.into()),
        (true, Some(association)) => {
            let row = associations::get(sql, &association)?.ok_or(ProblemCode::AssociationNeeded)?;
            if covers(&row.prefixes, form) { Ok(Some(association)) } else { Err(ProblemCode::AssociationNeeded.into()) }
        }
    }
}

fn covers(prefixes: &[String], form: &Form) -> bool {
    prefixes.iter().any(|prefix| form.oked.begins_with(prefix))
}

fn within_limits(sql: &mut dyn Sql, owner: &[u8; 32], now: Moment) -> Result<(), Refusal> {
    let since = now.minus(DAY);
    let mut filed = 0;
    for business in businesses::all_of_phone(sql, owner)? {
        filed += applications::filed_since(sql, &business.id, since)?;
    }
    if filed < limits::MOST_APPLICATIONS_A_DAY {
        Ok(())
    } else {
        Err(Refusal::wait(ProblemCode::ApplicationsUsedUp, DAY))
    }
}

/// The business of the number as this phone number stands for it.
fn business(sql: &mut dyn Sql, owner: &[u8; 32], number: &NumberKept, now: Moment) -> Result<Id, Refusal> {
    if let Some(known) = businesses::of_phone(sql, owner, &number.hash)? {
        return Ok(known.id);
    }
    let row = BusinessRow {
        id: random::bytes(),
        phone_hash: *owner,
        number_hash: number.hash,
        bin: number.bin.clone(),
        last_four: number.last_four.clone(),
    };
    businesses::add(sql, &row, now)?;
    Ok(row.id)
}

/// An application that a request names.
pub(super) fn found(sql: &mut dyn Sql, application: Bytes<16>) -> Result<ApplicationRow, Refusal> {
    Ok(applications::get(sql, &application.0)?.ok_or(ProblemCode::NotFound)?)
}
