//! Staff as their business names them: by phone number, of which it sees two digits afterwards.
//!
//! No account is looked at here: naming a number takes the same and answers the same, whether or not it has one. Whoever
//! calls has checked that the venue is the business's own.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    id::VenueId,
    moment::Moment,
    phone::Phone,
    wire::{Problem, ProblemCode, staff::RoleId},
};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    api::applications::venue_of,
    application::business::own_venue,
    limits,
    problem::{Refusal, parse},
    random,
    routes::{Business, Call},
    service::Inner,
    store::{
        Id, audit,
        audit::Deed,
        staff::{self, RoleRow},
        venues,
    },
};

/// Names a person of staff.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameStaff {
    /// The phone number, in any usual spelling.
    pub phone: String,
}

impl NameStaff {
    /// The number, where it is a mobile one.
    pub(crate) fn read(&self) -> Result<Phone, Problem> {
        Phone::parse(&self.phone).map_err(|error| Problem {
            field: Some("phone".to_owned()),
            rule: Some(error.to_string()),
            ..Problem::of(ProblemCode::PhoneNotAMobile)
        })
    }
}

/// Removes a role.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveStaff {
    /// The role.
    pub role: RoleId,
}

/// The staff of a venue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueStaff {
    /// In the order in which they were named; those whose role is over leave after 14 days.
    pub staff: Vec<StaffShown>,
}

/// A person of staff as the business sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffShown {
    /// The role.
    pub role: RoleId,
    /// Counts the people that the venue named.
    pub number: u32,
    /// The last two digits of the phone number.
    pub ending: String,
    /// Where the role stands.
    pub state: StaffState,
    /// When the newest shift was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_shift: Option<Moment>,
}

/// Where a role stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffState {
    /// Named; it starts when it is accepted in the app.
    Named,
    /// Accepted.
    Accepted,
    /// Declined, given up or lapsed.
    GivenUp,
    /// Removed by the business.
    Removed,
}

impl StaffState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Named, Self::Accepted, Self::GivenUp, Self::Removed];
}

impl StaffShown {
    fn of(row: &RoleRow) -> Self {
        let state = match (row.ended_at, row.removed, row.accepted_at) {
            (Some(_), true, _) => StaffState::Removed,
            (Some(_), false, _) => StaffState::GivenUp,
            (None, _, Some(_)) => StaffState::Accepted,
            (None, _, None) => StaffState::Named,
        };
        Self {
            role: Bytes(row.role),
            number: row.number,
            ending: row.ending.clone(),
            state,
            last_shift: row.last_shift_at,
        }
    }
}

/// Who names and removes, as the audit says it.
#[derive(Clone, Copy)]
pub(crate) struct By {
    pub(crate) actor: &'static str,
    pub(crate) alias: Option<Id>,
}

impl By {
    /// A business.
    pub(crate) fn of(business: &Business) -> Self {
        Self { actor: "business", alias: Some(business.alias) }
    }
}

/// Names a number for an own venue.
pub(crate) async fn name_own(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    let request: NameStaff = parse(&call.body)?;
    let phone = request.read()?;
    let venue = own(&inner, &who, &call).await?;
    Answer::json(&name(&inner, By::of(&who), venue, &phone, call.now).await?)
}

/// The staff of an own venue.
pub(crate) async fn list_own(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    let venue = own(&inner, &who, &call).await?;
    Answer::json(&list(&inner, venue).await?)
}

/// Removes a role of an own venue.
pub(crate) async fn remove_own(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    let request = parse(&call.body)?;
    let venue = own(&inner, &who, &call).await?;
    remove(&inner, By::of(&who), venue, request, call.now).await?;
    Ok(Answer::nothing())
}

/// The venue of the path, where it is the business's own; somebody else's cannot be told from none.
async fn own(inner: &Inner, who: &Business, call: &Call) -> Result<VenueId, Refusal> {
    let venue = venue_of(call)?;
    inner.database.read(|sql| own_venue(sql, who, venue)).await?;
    Ok(venue)
}

/// Names a number; one that is named already stays as it is.
pub(crate) async fn name(
    inner: &Arc<Inner>,
    by: By,
    venue: VenueId,
    phone: &Phone,
    now: Moment,
) -> Result<StaffShown, Refusal> {
    let phone_hash = inner.keys.phone_hash(phone);
    let digits = phone.expose("its last two digits are what the business sees of it");
    let ending = digits.get(digits.len().saturating_sub(2)..).unwrap_or_default().to_owned();
    let (role, chain) = (random::bytes(), inner.chain);
    let row = inner
        .database
        .write(move |sql| {
            venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            if let Some(there) = staff::of_phone_at(sql, venue, &phone_hash)? {
                return Ok(there);
            }
            if staff::of_venue(sql, venue)?.iter().filter(|row| row.ended_at.is_none()).count() >= limits::MOST_STAFF {
                return Err(Refusal::field("phone", format!("at most {} people of staff", limits::MOST_STAFF)));
            }
            let row = RoleRow {
                venue,
                role,
                phone_hash: Some(phone_hash),
                number: staff::next_number(sql, venue)?,
                ending: ending.clone(),
                named_at: now,
                accepted_at: None,
                ended_at: None,
                removed: false,
                last_shift_at: None,
            };
            staff::add(sql, &row, &phone_hash)?;
            audit::add(sql, &chain, &deed(now, by, "name_staff", venue, &role))?;
            Ok::<_, Refusal>(row)
        })
        .await?;
    Ok(StaffShown::of(&row))
}

/// The staff of a venue.
pub(crate) async fn list(inner: &Arc<Inner>, venue: VenueId) -> Result<VenueStaff, Refusal> {
    let rows = inner
        .database
        .read(|sql| {
            venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            Ok::<_, Refusal>(staff::of_venue(sql, venue)?)
        })
        .await?;
    Ok(VenueStaff { staff: rows.iter().map(StaffShown::of).collect() })
}

/// Removes a role of a venue; its shift is over with it. Removing it again changes nothing.
pub(crate) async fn remove(
    inner: &Arc<Inner>,
    by: By,
    venue: VenueId,
    request: RemoveStaff,
    now: Moment,
) -> Result<(), Refusal> {
    let chain = inner.chain;
    inner
        .database
        .write(move |sql| {
            let row = staff::get(sql, venue, &request.role.0)?.ok_or(ProblemCode::NotFound)?;
            if row.ended_at.is_none() {
                staff::end(sql, &row, true, now)?;
                audit::add(sql, &chain, &deed(now, by, "remove_staff", venue, &row.role))?;
            }
            Ok::<_, Refusal>(())
        })
        .await
}

fn deed(at: Moment, by: By, action: &'static str, venue: VenueId, role: &Id) -> Deed {
    let detail = Bytes(*role).to_string();
    Deed { at, actor: by.actor, action, subject: Some(venue.0), detail, who: by.alias }
}
