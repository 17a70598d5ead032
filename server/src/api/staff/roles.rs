//! The roles of an account, as its app shows them: offered, accepted, given up.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    id::Entrance,
    wire::{
        ProblemCode,
        staff::{RoleAnswer, RoleId, Roles, StaffRole},
    },
};

use super::{account_of, shifts::signed};
use crate::{
    answer::Answer,
    application::checklist::{self, Item},
    database::DatabaseError,
    problem::{Refusal, parse},
    routes::{Call, Visitor},
    service::Inner,
    store::{audit, audit::Deed, shifts, staff, venues},
};

/// The roles of the account's number, the newest first, with the shift that is open on this device.
pub(crate) async fn list(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let (session, now) = (who.session, call.now);
    let (roles, open) = inner
        .database
        .read(|sql| {
            let phone_hash = account_of(sql, &session)?.phone_hash;
            let mut roles = Vec::new();
            for role in staff::of_phone(sql, &phone_hash)? {
                let venue = venues::get(sql, role.venue)?.ok_or(DatabaseError::Shape)?;
                roles.push((role, venue));
            }
            let open = shifts::open_on(sql, &session.device.device, now)?;
            Ok::<_, Refusal>((roles, open.filter(|shift| shift.account == session.account)))
        })
        .await?;
    let newest = inner.published.now().newest;
    let shown = roles.into_iter().map(|(role, venue)| {
        let shift = open.filter(|shift| (shift.venue, shift.role) == (role.venue, role.role) && role.is_in_force());
        Ok(StaffRole {
            role: Bytes(role.role),
            venue: role.venue,
            name: venue.name,
            address: venue.address,
            entrances: Entrance::new(venue.entrances).ok_or(DatabaseError::Shape)?,
            accepted: role.accepted_at.is_some(),
            shift: shift.map(|shift| signed(&inner, &shift, now, newest)).transpose()?,
        })
    });
    Answer::json(&Roles { roles: shown.collect::<Result<_, DatabaseError>>()? })
}

/// Accepts a role, or declines it; declining an accepted one gives it up.
pub(crate) async fn answer(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let request: RoleAnswer = parse(&call.body)?;
    let role = RoleId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let (session, now, chain) = (who.session, call.now, inner.chain);
    inner
        .database
        .write(move |sql| {
            let account = account_of(sql, &session)?;
            let row = staff::own(sql, &account.phone_hash, &role.0)?.ok_or(ProblemCode::NotFound)?;
            let action = match (request.accept, row.accepted_at) {
                (true, Some(_)) => return Ok(()),
                (true, None) => "accept_role",
                (false, Some(_)) => "give_up_role",
                (false, None) => "decline_role",
            };
            if request.accept {
                staff::accept(sql, &row, &account.phone_hash, now)?;
                checklist::note(sql, row.venue, Item::StaffNamed, now)?;
            } else {
                staff::end(sql, &row, false, now)?;
            }
            let detail = format!("{} {role}", row.venue);
            audit::add(sql, &chain, &Deed { detail, ..Deed::of_visitor(now, action, account.alias) })?;
            Ok::<_, Refusal>(())
        })
        .await?;
    Ok(Answer::nothing())
}
