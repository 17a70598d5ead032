//! Shifts: opened online by an accepted role, one on a device, for a day at most.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    keys::{Purpose, Signed},
    moment::Moment,
    not_live::Mode,
    wire::{
        Newest, ProblemCode,
        staff::{OpenShift, Shift, ShiftId},
    },
};

use super::{account_of, on_shift};
use crate::{
    answer::Answer,
    api::judge::working,
    database::DatabaseError,
    limits,
    problem::{Refusal, parse},
    review,
    routes::{Call, Visitor},
    service::Inner,
    store::{
        audit,
        audit::Deed,
        shifts::{self, ShiftRow},
        staff, venues,
    },
};

/// Opens a shift in place of the one that is open on this device; repeating the request opens no second one.
pub(crate) async fn open(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let request: OpenShift = parse(&call.body)?;
    let (session, now, chain) = (who.session, call.now, inner.chain);
    let reviewer = review::phone_hash(&inner, now);
    let row = inner
        .database
        .write(move |sql| {
            let account = account_of(sql, &session)?;
            let role = staff::own(sql, &account.phone_hash, &request.role.0)?.ok_or(ProblemCode::NotFound)?;
            if !role.is_in_force() {
                return Err(ProblemCode::RoleNotAccepted.into());
            }
            let device = session.device.device;
            if let Some(there) = shifts::get(sql, &device, &request.shift.0)? {
                if (there.account, there.role) != (session.account, role.role) {
                    return Err(ProblemCode::AlreadyThere.into());
                }
                // Whatever came late, a shift that was closed stays closed.
                return if there.is_open(now) { Ok(there) } else { Err(ProblemCode::ShiftNotOpen.into()) };
            }
            let venue = venues::get(sql, role.venue)?.ok_or(DatabaseError::Shape)?;
            working(&venue)?;
            if reviewer == Some(account.phone_hash) && venue.mode != Some(Mode::Test) {
                return Err(ProblemCode::NotAllowed.into());
            }
            let row = ShiftRow {
                device,
                shift: request.shift.0,
                account: session.account,
                venue: role.venue,
                role: role.role,
                opened_at: now,
                until: now.plus(limits::SHIFT_LIFE),
                closed_at: None,
            };
            shifts::open(sql, &row)?;
            staff::note_shift(sql, &role, now)?;
            let detail = format!("{} {}", role.venue, request.role);
            audit::add(sql, &chain, &Deed { detail, ..Deed::of_visitor(now, "open_shift", account.alias) })?;
            Ok::<_, Refusal>(row)
        })
        .await?;
    Answer::json(&signed(&inner, &row, now, inner.published.now().newest)?)
}

/// Closes a shift; closing it again changes nothing.
pub(crate) async fn close(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let shift = ShiftId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let (session, now) = (who.session, call.now);
    inner
        .database
        .write(move |sql| {
            let on = on_shift(sql, &session, shift)?;
            Ok::<_, Refusal>(shifts::close(sql, &on.shift.device, &on.shift.shift, now)?)
        })
        .await?;
    Ok(Answer::nothing())
}

/// A shift as its device holds it, with the time at which it is said.
pub(super) fn signed(
    inner: &Inner,
    row: &ShiftRow,
    time: Moment,
    newest: Newest,
) -> Result<Signed<Shift>, DatabaseError> {
    let shift = Shift {
        shift: Bytes(row.shift),
        role: Bytes(row.role),
        venue: row.venue,
        time,
        opened_at: row.opened_at,
        until: row.until,
        device: Bytes(row.device),
        newest,
    };
    Signed::sign(&shift, inner.keys.signer(Purpose::Decision)).ok_or(DatabaseError::Shape)
}
