//! A person's own status.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    keys::{Purpose, Signed},
    wire::{OwnStatus, ProblemCode},
};

use crate::{
    answer::Answer,
    database::DatabaseError,
    limits,
    problem::Refusal,
    routes::{Call, Visitor},
    service::Inner,
    store::{
        bindings::{self, Standing},
        facts,
    },
};

/// The own status as a timetable, signed for this device.
pub(crate) async fn own(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let (session, now) = (who.session, call.now);
    let facts = inner
        .database
        .read(|sql| {
            let rows = bindings::of_device(sql, &session.account, &session.device.device)?;
            let Some(row) = rows.into_iter().next() else { return Err(ProblemCode::IinNotBound.into()) };
            match (row.standing(now), row.subject) {
                (Standing::Holds, Some(subject)) => Ok(facts::of_subject(sql, &subject)?),
                (Standing::Waits(until), _) => Err(Refusal::wait(ProblemCode::BindingWaits, until.since(now))),
                (Standing::Objected, _) => Err(ProblemCode::ClaimObjected.into()),
                (Standing::Over(_) | Standing::Holds, _) => Err(ProblemCode::IinNotBound.into()),
            }
        })
        .await?;
    let edition = inner.published.now();
    let facts: Vec<_> = facts.iter().map(|row| row.fact).collect();
    let status = OwnStatus {
        time: now,
        device: Bytes(session.device.device),
        changes: edition.rules.timetable(&facts, now, limits::HORIZON),
        until: now.plus(limits::HORIZON),
        newest: edition.newest,
    };
    Answer::json(&Signed::sign(&status, inner.keys.signer(Purpose::Decision)).ok_or(DatabaseError::Shape)?)
}
