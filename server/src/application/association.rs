//! What an association does: files for its businesses, endorses or refuses what they filed.

use ashyq_core::{bytes::Bytes, moment::Moment, wire::ProblemCode};
use serde::{Deserialize, Serialize};

use super::{
    filing::{self, Filer},
    form::NewApplication,
    moves::{self, By, Desk},
    reason::RefusalReason,
    shown::{self, ApplicationRecord, Applications, To},
    state::{Actor, Move},
};
use crate::{
    limits,
    problem::Refusal,
    routes::Association,
    service::Inner,
    store::{Id, applications},
};

/// What an association says of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum Endorsement {
    /// It stands for it.
    Endorse {},
    /// It does not.
    Refuse {
        /// Why.
        reason: RefusalReason,
    },
}

/// Files for a business whose owner is the contact phone.
pub(crate) async fn file(
    inner: &Inner,
    who: &Association,
    request: &NewApplication,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    filing::file(inner, Filer::Association { association: who.id, alias: who.alias }, request, now).await
}

/// A page of the applications through this association, the newest first.
pub(crate) async fn list(
    inner: &Inner,
    who: &Association,
    after: Option<Bytes<16>>,
    now: Moment,
) -> Result<Applications, Refusal> {
    inner
        .database
        .read(|sql| {
            let before = match after {
                Some(after) => {
                    let row = through(&who.id, filing::found(sql, after)?)?;
                    (row.filed_at, row.id)
                }
                None => (Moment(i64::MAX), [0xff; 16]),
            };
            let rows = applications::of_association(sql, &who.id, before, limits::PAGE + 1)?;
            shown::page(sql, rows, limits::PAGE, now)
        })
        .await
}

/// An application through this association, with its record.
pub(crate) async fn show(
    inner: &Inner,
    who: &Association,
    application: Bytes<16>,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    shown::record_of(inner, To::Applicant, now, |sql| through(&who.id, filing::found(sql, application)?)).await
}

/// Endorses or refuses.
pub(crate) async fn decide(
    inner: &Inner,
    who: &Association,
    application: Bytes<16>,
    said: Endorsement,
    now: Moment,
) -> Result<ApplicationRecord, Refusal> {
    let step = match said {
        Endorsement::Endorse {} => Move::Endorse,
        Endorsement::Refuse { reason } => Move::Refuse(reason),
    };
    let by = By { actor: Actor::Association, alias: Some(who.alias) };
    let (desk, keys, association) = (Desk::of(inner, now), std::sync::Arc::clone(&inner.keys), who.id);
    inner
        .database
        .write(move |sql| {
            let mut row = through(&association, filing::found(sql, application)?)?;
            moves::make(sql, &mut row, step, by, desk)?;
            shown::record(sql, &keys, &row, To::Applicant, now)
        })
        .await
}

fn through(association: &Id, row: applications::ApplicationRow) -> Result<applications::ApplicationRow, Refusal> {
    if row.association == Some(*association) { Ok(row) } else { Err(ProblemCode::NotFound.into()) }
}
