//! An exit, reported by the device that reported the entry.

use std::sync::Arc;

use ashyq_core::{
    id::VisitId,
    keys::{Purpose, Signed},
    visit::{Exit, Learnt, Step},
    wire::{ExitRequest, ProblemCode, Receipt, Report},
};

use crate::{
    answer::Answer,
    database::DatabaseError,
    limits, practice,
    problem::{Refusal, parse},
    routes::{AnyDevice, Call},
    service::Inner,
    store::{
        posters, stays,
        visits::{self, NOWHERE},
    },
};

/// Reports an exit.
pub(crate) async fn leave(inner: Arc<Inner>, who: AnyDevice, call: Call) -> Result<Answer, Refusal> {
    let request: ExitRequest = parse(&call.body)?;
    let id = VisitId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    if request.learnt == Learnt::Staff {
        return Err(Refusal::field("learnt", "staff report exits themselves"));
    }
    let ahead = request.left_at > call.now.plus(limits::CLOCK_AHEAD);
    let exit = Exit { at: if ahead { call.now } else { request.left_at }, learnt: request.learnt };
    let device = who.session.device.device;
    let (keys, now) = (Arc::clone(&inner.day_keys), call.now);
    let mark = inner
        .database
        .write(move |sql| {
            let venue = posters::get(sql, request.poster)?.map(|(_, venue)| venue.venue);
            let mut found = None;
            for venue in venue.into_iter().chain([NOWHERE]) {
                if let Some(day) = visits::day_of(sql, venue, id)? {
                    found = visits::get(sql, venue, day, id)?;
                    break;
                }
            }
            let found = found.ok_or(ProblemCode::VisitUnknown)?;
            // A visit of another device is not told from none.
            let own = keys.get(found.day).is_some_and(|key| key.device(&device) == found.device_day);
            let after = found.visit.apply(&Step::Leave(exit));
            let after = after.ok().filter(|_| own).ok_or(ProblemCode::VisitUnknown)?;
            if after != found.visit {
                visits::update(sql, found.venue, found.day, &after)?;
                stays::remove(sql, &found.person_day, found.venue, id)?;
                practice::note_exit(sql, &found, now)?;
            }
            Ok::<_, Refusal>(found.mark)
        })
        .await?;
    let newest = inner.published.now().newest;
    let receipt = Receipt { visit: id, of: Report::Exit, time: call.now, mark, newest };
    Answer::json(&Signed::sign(&receipt, inner.keys.signer(Purpose::Decision)).ok_or(DatabaseError::Shape)?)
}
