//! An entry: asked for a decision, or delivered after it happened without one.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    id::{VenueId, VisitId},
    keys::{Purpose, Signed},
    moment::Moment,
    pass::{PassDecision, commit},
    status::Colour,
    visit::State,
    wire::{EntryAnswer, EntryRequest, Mark, ProblemCode, Receipt, Report},
};

use super::{
    judge::{Ground, judge, read},
    record::{Write, core},
};
use crate::{
    answer::Answer,
    database::{DatabaseError, Sql},
    day_keys::DayKey,
    problem::{Refusal, parse},
    published::Edition,
    routes::{AnyDevice, Call},
    service::Inner,
    store::{
        devices::DeviceRow,
        visits::{self, NOWHERE, VisitRow},
    },
};

/// Reports an entry.
pub(crate) async fn enter(inner: Arc<Inner>, who: AnyDevice, call: Call) -> Result<Answer, Refusal> {
    let request: EntryRequest = parse(&call.body)?;
    let visit = VisitId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let device = who.session.device;
    let edition = inner.published.now();
    let ground = read(&inner, &request, &edition, call.now).await?;
    let day = call.now.day();
    let day_key = inner.day_keys.make(day, &inner.database, &inner.keys).await?;
    let arrival = match judge(&inner, &request, &device, &ground, &edition, call.now) {
        Ok(arrival) => arrival,
        Err(refusal) => return repeated(&inner, &request, visit, &device, &ground, &edition, refusal, call.now).await,
    };
    let subject = ground.binding.and_then(|row| row.subject);
    let person = |key: &DayKey| match &subject {
        Some(subject) => key.person(subject),
        // After a log-out nobody can say whose it was: the binding stands for the person.
        None => key.of_parts("binding", &[&request.binding.0]),
    };
    let practice = arrival.mark == Some(Mark::Practice);
    // The board counts an entry of another day on that day, and its people under that day's key.
    let then = arrival.entered_at.day();
    let person_then = if arrival.decided.is_some() || practice || then == day {
        None
    } else {
        Some(person(&inner.day_keys.make(then, &inner.database, &inner.keys).await?))
    };
    let row = VisitRow {
        venue: arrival.venue,
        day,
        poster: request.poster,
        entrance: arrival.entrance,
        core: core(&day_key, &request),
        device_day: day_key.device(&device.device),
        // Practice is nobody's: its rows are not linked by whoever scanned.
        person_day: if practice { day_key.of_parts("practice", &[&visit.0]) } else { person(&day_key) },
        visit_key: request.visit_key,
        claimed_at: request.entered_at,
        received_at: call.now,
        clock: arrival.clock,
        visit: arrival.visit(visit),
        decided: arrival.decided,
        mark: arrival.mark,
        by_staff: false,
        arrival: None,
    };
    let keys = Arc::clone(&inner.day_keys);
    // Whoever came in yesterday may be inside still, wherever that was.
    let earlier = (1..=edition.rules.longest_dwell().as_secs().div_ceil(24 * 3600))
        .filter_map(|back| Some(person(&keys.get(day - i32::try_from(back).ok()?)?)))
        .collect();
    let write = Write {
        row,
        person_then,
        ask: request.ask,
        dwell: arrival.dwell,
        earlier,
        contact: !practice && arrival.decided.is_some_and(|decided| decided.colour == Colour::Yellow),
        device: device.device,
        request: request.clone(),
        keys,
    };
    let written = inner.database.write(move |sql| write.run(sql));
    // Signed while the disk works; thrown away where the visit turns out to be there already.
    let signed = answer_of(&inner, &row, request.ask, &edition, call.now)?;
    match written.await? {
        None => Answer::json(&signed),
        Some(stored) => Answer::json(&answer_of(&inner, &stored, request.ask, &edition, call.now)?),
    }
}

/// Answers a report of a visit that may be there already: what stands does not depend on what came since.
#[expect(clippy::too_many_arguments, reason = "everything that the first answer rested on")]
async fn repeated(
    inner: &Inner,
    request: &EntryRequest,
    visit: VisitId,
    device: &DeviceRow,
    ground: &Ground,
    edition: &Edition,
    refusal: Refusal,
    now: Moment,
) -> Result<Answer, Refusal> {
    let venue = ground.poster.as_ref().map(|(_, venue)| venue.venue);
    let places: Vec<VenueId> = venue.into_iter().chain([NOWHERE]).collect();
    if request.ask {
        let stored = inner
            .database
            .read(|sql| places.iter().find_map(|venue| stored(sql, *venue, visit).transpose()).transpose())
            .await?;
        let same = |row: &VisitRow| {
            let key = inner.day_keys.get(row.day);
            key.is_some_and(|key| row.core == core(&key, request) && row.device_day == key.device(&device.device))
        };
        if let Some(row) = stored.filter(same) {
            return Answer::json(&answer_of(inner, &row, request.ask, edition, now)?);
        }
    }
    Err(refusal)
}

fn stored(sql: &mut dyn Sql, venue: VenueId, visit: VisitId) -> Result<Option<VisitRow>, DatabaseError> {
    match visits::day_of(sql, venue, visit)? {
        Some(day) => visits::get(sql, venue, day, visit),
        None => Ok(None),
    }
}

/// The answer that follows from a row: the same row and the same question give the same decision.
fn answer_of(inner: &Inner, row: &VisitRow, ask: bool, edition: &Edition, now: Moment) -> Result<EntryAnswer, Refusal> {
    let unchecked = matches!(
        row.visit.state,
        State::Inside { entry: ashyq_core::visit::Entry::Unchecked }
            | State::Left { entry: ashyq_core::visit::Entry::Unchecked, .. }
    );
    let signer = inner.keys.signer(Purpose::Decision);
    let shown = row.decided.filter(|_| ask && !unchecked).and_then(|decided| Some((decided, decided.seed?)));
    if let Some((decided, seed)) = shown {
        let decision = PassDecision {
            venue: row.venue,
            entrance: row.entrance,
            colour: decided.colour,
            admitted: decided.why.is_none(),
            test: row.is_practice(),
            signed_at: row.received_at,
            visit_key: row.visit_key,
            list: decided.list,
            commitment: commit(row.visit.id, &seed, decided.why),
        };
        let decision = decision.sign(signer).ok_or(DatabaseError::Shape)?;
        return Ok(EntryAnswer::Decided { decision, seed: Bytes(seed.0), why: decided.why });
    }
    let receipt = Receipt { visit: row.visit.id, of: Report::Entry, time: now, mark: row.mark, newest: edition.newest };
    Ok(EntryAnswer::Recorded { receipt: Signed::sign(&receipt, signer).ok_or(DatabaseError::Shape)? })
}
