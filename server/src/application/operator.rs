//! What the operator does: decides applications, suspends, resumes and revokes venues, moves them on the map.

use ashyq_core::{
    bin::Bin,
    bytes::Bytes,
    decision::{Door, Region},
    id::VenueId,
    moment::Moment,
    oked::VenueKind,
    place::Place,
    wire::ProblemCode,
};
use serde::{Deserialize, Serialize};

use super::{
    duplicate, filing, form,
    moves::{self, By, Desk},
    reason::{RefusalReason, SuspensionReason},
    shown::{self, ApplicationRecord, Applications, To},
    state::{Actor, Move, Step},
};
use crate::{
    api::venues::{ModeShown, VenueShown},
    database::{DatabaseError, Sql},
    limits, paging,
    problem::Refusal,
    routes::Operator,
    service::Inner,
    store::{
        applications::{self, ApplicationRow},
        name_of, posters,
        venues::{self, VenueRow},
    },
};

/// Decides an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum ApplicationDecision {
    /// The venue may test and then go live.
    Check {},
    /// It may not.
    Refuse {
        /// Why.
        reason: RefusalReason,
    },
}

/// Decides about a venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum VenueDecision {
    /// Its posters stop working until it goes on.
    Suspend {
        /// Why.
        reason: SuspensionReason,
    },
    /// A suspended venue goes on.
    Resume {},
    /// Its posters stop working for good.
    Revoke {
        /// Why.
        reason: SuspensionReason,
    },
}

/// Moves a venue on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPlace {
    /// The address, at most 200 bytes.
    pub address: String,
    /// Where it is.
    pub place: Place,
    /// The region's first two KATO digits.
    pub region: Region,
}

/// Which venues to list, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VenueQuery {
    /// Those in one mode only.
    pub mode: Option<ModeShown>,
    /// Those whose names begin so, whatever its case and punctuation; or the BIN of their business.
    pub name: String,
    /// Those behind this one.
    pub after: Option<VenueId>,
}

/// A page of venues, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venues {
    /// The venues.
    pub venues: Vec<VenueLine>,
    /// Behind which one the next page begins, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<VenueId>,
}

/// A venue in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueLine {
    /// The venue.
    pub venue: VenueId,
    /// The name on the poster.
    pub name: String,
    /// The address.
    pub address: String,
    /// The venue's kind, from its OKED.
    pub kind: VenueKind,
    /// What it is.
    pub mode: ModeShown,
}

impl Operator {
    fn by(&self) -> By {
        By { actor: Actor::Operator, alias: self.alias }
    }
}

/// A page of the applications that wait for the operator, the oldest first.
pub(crate) async fn queue(inner: &Inner, after: Option<Bytes<16>>, now: Moment) -> Result<Applications, Refusal> {
    inner
        .database
        .read(|sql| {
            let after = match after {
                Some(after) => {
                    let row = filing::found(sql, after)?;
                    (row.filed_at, row.id)
                }
                None => (Moment(i64::MIN), [0; 16]),
            };
            let rows = applications::for_operator(sql, after, limits::PAGE + 1)?;
            shown::page(sql, rows, limits::PAGE, now)
        })
        .await
}

/// An application with its record.
pub(crate) async fn show(inner: &Inner, application: Bytes<16>, now: Moment) -> Result<ApplicationRecord, Refusal> {
    shown::record_of(inner, To::Operator, now, |sql| filing::found(sql, application)).await
}

/// The application of a venue, with its record.
pub(crate) async fn show_of_venue(inner: &Inner, venue: VenueId, now: Moment) -> Result<ApplicationRecord, Refusal> {
    let find = |sql: &mut dyn Sql| Ok(applications::of_venue(sql, venue)?.ok_or(ProblemCode::NotFound)?);
    shown::record_of(inner, To::Operator, now, find).await
}

/// Agrees or refuses.
pub(crate) async fn decide(
    inner: &Inner,
    who: &Operator,
    application: Bytes<16>,
    decision: ApplicationDecision,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    let step = match decision {
        ApplicationDecision::Check {} => Move::Check,
        ApplicationDecision::Refuse { reason } => Move::Refuse(reason),
    };
    let (desk, keys, by) = (Desk::of(inner, now), std::sync::Arc::clone(&inner.keys), who.by());
    inner
        .database
        .write(move |sql| {
            let mut row = filing::found(sql, application)?;
            moves::make(sql, &mut row, step, by, desk)?;
            shown::record(sql, &keys, &row, To::Operator, now)
        })
        .await
}

/// Suspends, resumes or revokes a venue; its posters stop or go on at the phones' next contact.
pub(crate) async fn decide_venue(
    inner: &Inner,
    who: &Operator,
    venue: VenueId,
    decision: VenueDecision,
    now: Moment,
) -> Result<VenueShown, Refusal> {
    let step = match decision {
        VenueDecision::Suspend { reason } => Move::Suspend(reason),
        VenueDecision::Resume {} => Move::Resume,
        VenueDecision::Revoke { reason } => Move::Revoke(reason),
    };
    let (desk, by) = (Desk::of(inner, now), who.by());
    let changed = inner
        .database
        .write(move |sql| {
            let mut row = applications::of_venue(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            moves::make(sql, &mut row, step, by, desk)
        })
        .await?;
    if changed {
        inner.publish().await?;
    }
    venue_shown(inner, venue).await
}

/// Moves a venue on the map: nobody else can, or a contact's place could be measured out.
pub(crate) async fn relocate(
    inner: &Inner,
    who: &Operator,
    venue: VenueId,
    request: &NewPlace,
    now: Moment,
) -> Result<VenueShown, Refusal> {
    let address = form::address(&request.address)?;
    let (desk, by, place, region) = (Desk::of(inner, now), who.by(), request.place, request.region);
    inner
        .database
        .write(move |sql| {
            let venue = venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            let mut row = applications::of_venue(sql, venue.venue)?.ok_or(ProblemCode::NotFound)?;
            let keys = duplicate::keys(&row.name, &address);
            let mut others = applications::of_number_at(sql, &row.number_hash, &keys.address)?;
            others.extend(duplicate::near(sql, &keys.name, place, Some(&row.id))?);
            let others = others.iter().filter(|other| other.id != row.id);
            others.map(|other| other.state).try_for_each(duplicate::stands_in_the_way)?;
            let door = Door { place, region, ..row.door };
            row = ApplicationRow { address: address.clone(), door, keys, ..row };
            applications::put_place(sql, &row)?;
            venues::set_place(sql, &VenueRow { address: address.clone(), door, ..venue })?;
            moves::note(sql, &mut row, Step::Relocate, None, by, desk)?;
            Ok::<_, Refusal>(())
        })
        .await?;
    venue_shown(inner, venue).await
}

/// A page of the venues, by name.
pub(crate) async fn venues(inner: &Inner, query: &VenueQuery) -> Result<Venues, Refusal> {
    let bin = Bin::parse(&query.name).ok().map(|bin| inner.keys.business_number_hash(bin.digits()));
    let rows = inner
        .database
        .read(|sql| match bin {
            Some(bin) => of_business(sql, &bin, query.mode),
            None => by_name(sql, query),
        })
        .await?;
    let (rows, after) = paging::page(rows, limits::PAGE, |row| row.venue);
    let line = |row: VenueRow| VenueLine {
        venue: row.venue,
        name: row.name,
        address: row.address,
        kind: row.door.kind,
        mode: ModeShown::of(row.mode),
    };
    Ok(Venues { venues: rows.into_iter().map(line).collect(), after })
}

fn by_name(sql: &mut dyn Sql, query: &VenueQuery) -> Result<Vec<VenueRow>, DatabaseError> {
    let begins = duplicate::keys(&query.name, "").name;
    let after = query.after.map(|venue| venues::get(sql, venue)).transpose()?.flatten();
    let after = after.map_or((begins.clone(), VenueId([0; 16])), |row| (row.name_key, row.venue));
    let mode = query.mode.map(|mode| name_of(&mode));
    venues::by_name(sql, mode.as_deref(), &begins, (&after.0, after.1), limits::PAGE + 1)
}

/// The venues of a business, at most a page of them.
fn of_business(
    sql: &mut dyn Sql,
    number_hash: &[u8; 32],
    mode: Option<ModeShown>,
) -> Result<Vec<VenueRow>, DatabaseError> {
    let mut found = Vec::new();
    for venue in applications::venues_of_number(sql, number_hash, limits::PAGE)? {
        found.extend(venues::get(sql, venue)?);
    }
    found.retain(|row| mode.is_none_or(|mode| mode == ModeShown::of(row.mode)));
    found.sort_by(|one, other| one.name_key.cmp(&other.name_key));
    Ok(found)
}

/// A venue and its posters.
pub(crate) async fn venue_shown(inner: &Inner, venue: VenueId) -> Result<VenueShown, Refusal> {
    let (row, posters) = inner
        .database
        .read(|sql| {
            let row = venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            Ok::<_, Refusal>((row, posters::of_venue(sql, venue)?))
        })
        .await?;
    VenueShown::of(inner, row, &posters)
}
