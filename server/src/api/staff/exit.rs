//! An exit by IIN: it ends an entry by staff of this venue, and answers the same whoever was inside.

use std::sync::Arc;

use ashyq_core::{
    visit::{Exit, Learnt, Step},
    wire::{
        ProblemCode,
        staff::{Noted, StaffExit},
    },
};

use super::{on_shift, typed};
use crate::{
    answer::Answer,
    database::DatabaseError,
    limits, metric, practice,
    problem::{Refusal, parse},
    routes::{Call, Visitor},
    service::Inner,
    store::{stays, visits},
};

/// Reports an exit. It is no look-up: it tells nothing, and only how often it is typed is limited.
pub(crate) async fn leave(inner: Arc<Inner>, who: Visitor, call: Call) -> Result<Answer, Refusal> {
    let request: StaffExit = parse(&call.body)?;
    let iin = typed(&request.iin)?;
    let (session, now) = (who.session, call.now);
    // Whether or not the venue is live: an exit is never refused.
    let on = inner.database.read(|sql| on_shift(sql, &session, request.shift)).await?;
    on.open(now)?;
    let name = session.account.first_chunk::<8>().copied().unwrap_or_default();
    inner.staff_exits.count(name, limits::EXITS, now).map_err(|wait| {
        metrics::counter!(metric::LIMITED, "limit" => "staff_exits").increment(1);
        Refusal::wait(ProblemCode::RateLimited, wait)
    })?;
    let subjects = [inner.keys.iin_hash(&iin), practice::subject(&iin)];
    let dwell = inner.published.now().rules.dwell_limit(on.venue.door.kind);
    // Whoever came in yesterday may be inside still.
    let days = (0..=dwell.as_secs().div_ceil(24 * 3600)).filter_map(|back| {
        let day = now.day() - i32::try_from(back).ok()?;
        Some((day, inner.day_keys.get(day)?))
    });
    let days: Vec<_> = days.collect();
    // The person's own entry first, then one of practice: the venue's mode may have changed since.
    let entries: Vec<_> =
        subjects.iter().flat_map(|subject| days.iter().map(|(day, key)| (*day, key.person(subject)))).collect();
    let venue = on.venue.venue;
    let exit = Exit { at: now, learnt: Learnt::Staff };
    inner
        .database
        .write(move |sql| {
            for (day, person_day) in &entries {
                let Some(found) = visits::newest_by_staff(sql, venue, *day, person_day)? else { continue };
                if let Ok(after) = found.visit.apply(&Step::Leave(exit))
                    && after != found.visit
                {
                    visits::update(sql, venue, *day, &after)?;
                    stays::remove(sql, person_day, venue, found.visit.id)?;
                    practice::note_exit(sql, &found, now)?;
                }
                break;
            }
            Ok::<_, DatabaseError>(())
        })
        .await?;
    Answer::json(&Noted { noted: true })
}
