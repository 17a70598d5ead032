//! An entry: asked for a decision, or delivered after it happened without one.

use std::{sync::Arc, time::Duration};

use ashyq_core::{
    bytes::Bytes,
    decision::Decision,
    door_code::DoorSeed,
    id::{VenueId, VisitId},
    keys::{Purpose, Signed},
    moment::{HOUR, Moment},
    not_live::Mode,
    pass::{PassDecision, commit},
    place::Place as Isolation,
    status::Colour,
    visit::{Exit, Learnt, State, Step, Visit},
    wire::{EntryAnswer, EntryRequest, Mark, ProblemCode, Receipt, Report},
};

use crate::{
    answer::Answer,
    database::{DatabaseError, Sql},
    day_keys::{DayKey, Pseudonym},
    doors,
    gate::held,
    limits,
    problem::{Refusal, parse},
    published::Edition,
    routes::{AnyDevice, Call},
    service::Inner,
    store::{
        bindings::{self, BindingRow, Standing},
        devices::{DeviceRow, Place},
        facts::{self, FactRow},
        posters::{self, PosterRow},
        stays::{self, Stay},
        venues::{self, VenueRow},
        visits::{self, ClaimedClock, Decided, NOWHERE, VisitRow},
    },
};

/// What a decision rests on, read in one transaction.
struct Ground {
    binding: Option<BindingRow>,
    poster: Option<(PosterRow, VenueRow)>,
    facts: Vec<FactRow>,
    was_live: bool,
    /// The seeds that still run, where the venue's are not known yet.
    seeds: Option<Vec<(DoorSeed, Moment)>>,
}

/// Reports an entry.
pub(crate) async fn enter(inner: Arc<Inner>, who: AnyDevice, call: Call) -> Result<Answer, Refusal> {
    let request: EntryRequest = parse(&call.body)?;
    let visit = VisitId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let device = who.session.device;
    let ground = read(&inner, &request).await?;
    let edition = inner.published.now();
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
    let row = VisitRow {
        venue: arrival.venue,
        day,
        poster: request.poster,
        entrance: arrival.entrance,
        core: core(&day_key, &request),
        device_day: day_key.device(&device.device),
        person_day: person(&day_key),
        visit_key: request.visit_key,
        claimed_at: request.entered_at,
        received_at: call.now,
        clock: arrival.clock,
        visit: arrival.visit(visit),
        decided: arrival.decided,
        mark: arrival.mark,
    };
    let keys = Arc::clone(&inner.day_keys);
    // Whoever came in yesterday may be inside still.
    let earlier = (1..=arrival.dwell.as_secs().div_ceil(24 * 3600))
        .filter_map(|back| Some(person(&keys.get(day - i32::try_from(back).ok()?)?)))
        .collect();
    let write = Write {
        row,
        ask: request.ask,
        dwell: arrival.dwell,
        earlier,
        contact: arrival.decided.is_some_and(|decided| decided.colour == Colour::Yellow),
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

async fn read(inner: &Inner, request: &EntryRequest) -> Result<Ground, Refusal> {
    inner
        .database
        .read(|sql| {
            let poster = posters::get(sql, request.poster)?;
            let binding = bindings::get(sql, &request.binding.0)?;
            let facts = match binding.and_then(|row| row.subject) {
                Some(subject) if request.ask => facts::of_subject(sql, &subject)?,
                _ => Vec::new(),
            };
            let mut ground = Ground { binding, facts, was_live: false, seeds: None, poster };
            if let Some((_, venue)) = &ground.poster {
                if !request.ask {
                    ground.was_live = venues::was_live(sql, venue.venue, request.entered_at)?;
                } else if !inner.doors.knows(venue.venue) {
                    let since = doors::running_since(inner.now());
                    ground.seeds = Some(visits::seeds(sql, venue.venue, since)?);
                }
            }
            Ok(ground)
        })
        .await
}

/// An arrival as it will stand.
struct Arrival {
    venue: VenueId,
    entrance: ashyq_core::id::Entrance,
    entered_at: Moment,
    clock: ClaimedClock,
    step: Step,
    decided: Option<Decided>,
    mark: Option<Mark>,
    dwell: Duration,
}

impl Arrival {
    fn visit(&self, id: VisitId) -> Visit {
        let asked = Visit::asked(id, self.entered_at);
        asked.apply(&self.step).unwrap_or(asked)
    }
}

fn judge(
    inner: &Inner,
    request: &EntryRequest,
    device: &DeviceRow,
    ground: &Ground,
    edition: &Edition,
    now: Moment,
) -> Result<Arrival, Refusal> {
    if request.entered_at < now.minus(limits::VISITS_KEPT) {
        return Err(ProblemCode::VisitTooOld.into());
    }
    let (entered_at, clock) = match (request.entered_at > now.plus(limits::CLOCK_AHEAD), request.clock_certain) {
        (true, _) => (now, ClaimedClock::Replaced),
        (false, true) => (request.entered_at, ClaimedClock::Certain),
        (false, false) => (request.entered_at, ClaimedClock::Uncertain),
    };
    let binding = ground.binding.filter(|row| row.device == device.device).ok_or(ProblemCode::BindingUnknown)?;
    acts(request.ask, &binding, device, now)?;
    let says_the_same = |poster: &PosterRow| {
        request
            .scanned
            .is_none_or(|scanned| (scanned.venue, scanned.entrance) == (poster.poster.venue, poster.poster.entrance))
    };
    let found = ground.poster.as_ref().filter(|(poster, _)| says_the_same(poster));
    if !request.ask {
        let mark = mark(found, ground.was_live, entered_at);
        let (venue, entrance, kind) = match (found, request.scanned) {
            (Some((poster, venue)), _) => (venue.venue, poster.poster.entrance, Some(venue.door.kind)),
            (None, Some(scanned)) => (NOWHERE, scanned.entrance, None),
            (None, None) => (NOWHERE, ashyq_core::id::Entrance::FIRST, None),
        };
        let dwell = kind.map_or(HOUR * 12, |kind| edition.rules.dwell_limit(kind));
        return Ok(Arrival {
            venue,
            entrance,
            entered_at,
            clock,
            step: Step::EnterUnchecked,
            decided: None,
            mark,
            dwell,
        });
    }
    let (poster, venue) = found.ok_or(ProblemCode::PosterUnknown)?;
    open_to_all(poster, venue, now)?;
    let known: Vec<_> = ground.facts.iter().map(|row| row.fact).collect();
    let colour = edition.rules.status(&known, now).colour;
    let isolation = if colour == Colour::Yellow { isolation(inner, &ground.facts, edition, now) } else { None };
    let decision = edition.rules.decide(colour, &venue.door, isolation, now);
    if let Some(seeds) = &ground.seeds {
        inner.doors.load(venue.venue, seeds);
    }
    let seed = inner.doors.draw(venue.venue, now);
    Ok(Arrival {
        venue: venue.venue,
        entrance: poster.poster.entrance,
        entered_at,
        clock,
        step: if decision == Decision::Admitted { Step::Admit } else { Step::Refuse },
        decided: Some(Decided { colour, seed, why: decision.why(), list: edition.newest.list }),
        mark: None,
        dwell: edition.rules.dwell_limit(venue.door.kind),
    })
}

/// Whether a device may report under a binding: now, for a decision; until 14 days after its end, for what happened.
fn acts(ask: bool, binding: &BindingRow, device: &DeviceRow, now: Moment) -> Result<(), Refusal> {
    let kept = |ended: Moment| {
        if now < ended.plus(limits::VISITS_KEPT) { Ok(()) } else { Err(ProblemCode::BindingUnknown) }
    };
    let place = device.place(now);
    if ask {
        held(place).map_err(|code| match code {
            ProblemCode::NotAllowed => ProblemCode::IinNotBound,
            other => other,
        })?;
    }
    match (binding.standing(now), place) {
        (Standing::Over(_), _) if ask => Err(ProblemCode::IinNotBound.into()),
        (Standing::Over(ended), Place::Lost(lost)) => Ok(kept(ended.min(lost))?),
        (Standing::Over(ended), _) => Ok(kept(ended)?),
        (_, Place::Lost(lost)) => Ok(kept(lost)?),
        (Standing::Waits(until), _) | (Standing::Holds, Place::Waits(until)) => {
            Err(Refusal::wait(ProblemCode::BindingWaits, until.since(now)))
        }
        (Standing::Objected, _) | (Standing::Holds, Place::Objected) => Err(ProblemCode::BindingWaits.into()),
        (Standing::Holds, Place::Held) => Ok(()),
    }
}

/// Refuses what is closed to everybody.
fn open_to_all(poster: &PosterRow, venue: &VenueRow, now: Moment) -> Result<(), ProblemCode> {
    match venue.mode {
        Some(Mode::Revoked) => return Err(ProblemCode::VenueRevoked),
        Some(Mode::Suspended) => return Err(ProblemCode::VenueSuspended),
        Some(Mode::Test) => return Err(ProblemCode::VenueInTest),
        None => {}
    }
    if poster.revoked_at.is_some_and(|revoked| revoked <= now) {
        return Err(ProblemCode::PosterRevoked);
    }
    if now < poster.poster.from || now >= poster.poster.until {
        return Err(ProblemCode::PosterNotValid);
    }
    Ok(())
}

/// Why a visit that was made in good faith is kept but not counted.
fn mark(found: Option<&(PosterRow, VenueRow)>, was_live: bool, entered_at: Moment) -> Option<Mark> {
    let Some((poster, _)) = found else { return Some(Mark::PosterUnknown) };
    if poster.revoked_at.is_some_and(|revoked| revoked <= entered_at) {
        Some(Mark::PosterRevoked)
    } else if entered_at < poster.poster.from || entered_at >= poster.poster.until {
        Some(Mark::PosterNotValid)
    } else {
        (!was_live).then_some(Mark::VenueNotLive)
    }
}

/// Where a contact stays: of the newest order in force that names a place.
fn isolation(inner: &Inner, facts: &[FactRow], edition: &Edition, now: Moment) -> Option<Isolation> {
    let in_force = facts.iter().filter(|row| row.fact.at <= now && now < edition.rules.lapses(&row.fact));
    let newest = in_force.filter(|row| row.isolation.is_some()).max_by_key(|row| row.fact.at);
    inner.keys.open_place(newest?.isolation.as_ref()?)
}

/// What a repeated report must say again, under the day's key.
fn core(key: &DayKey, request: &EntryRequest) -> Pseudonym {
    let poster = request.poster.number().to_be_bytes();
    let entered = request.entered_at.0.to_be_bytes();
    key.of_parts("core", &[&request.binding.0, &poster, &request.visit_key.0, &entered])
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

/// Everything that the writer needs.
struct Write {
    row: VisitRow,
    ask: bool,
    dwell: Duration,
    /// The person's pseudonyms of the days before, as far as a stay may last.
    earlier: Vec<Pseudonym>,
    contact: bool,
    device: [u8; 32],
    request: EntryRequest,
    keys: Arc<crate::day_keys::DayKeys>,
}

impl Write {
    /// Writes the visit; what stands instead, where its id stands already.
    fn run(&self, sql: &mut dyn Sql) -> Result<Option<VisitRow>, Refusal> {
        let row = &self.row;
        if !visits::add(sql, row)? {
            return self.again(sql).map(Some);
        }
        if self.contact && !stays::note_contact(sql, &row.person_day, row.venue, row.day, limits::CONTACT_VENUES_A_DAY)?
        {
            return Err(ProblemCode::DecisionsUsedUp.into());
        }
        self.stay(sql, &row.visit)?;
        Ok(None)
    }

    /// A report whose id stands already: the same one gets what stands, another one is refused.
    fn again(&self, sql: &mut dyn Sql) -> Result<VisitRow, Refusal> {
        let (venue, id) = (self.row.venue, self.row.visit.id);
        let day = visits::day_of(sql, venue, id)?.ok_or(DatabaseError::Shape)?;
        // The bare id outlives the visit.
        let mut found = visits::get(sql, venue, day, id)?.ok_or(ProblemCode::VisitTooOld)?;
        let key = self.keys.get(day).ok_or(ProblemCode::VisitTooOld)?;
        if found.core != core(&key, &self.request) || found.device_day != key.device(&self.device) {
            return Err(ProblemCode::VisitConflict.into());
        }
        if !self.ask {
            // An admitted visit stays admitted, a refused one becomes unchecked.
            let after = found.visit.apply(&Step::EnterUnchecked).map_err(|_| ProblemCode::VisitConflict)?;
            if after != found.visit {
                found.visit = after;
                visits::update(sql, venue, day, &after)?;
                if found.mark.is_none() {
                    let write = Self {
                        row: found,
                        earlier: self.earlier.clone(),
                        request: self.request.clone(),
                        keys: Arc::clone(&self.keys),
                        ..*self
                    };
                    write.stay(sql, &after)?;
                }
            }
        }
        Ok(found)
    }

    /// Whoever enters here has left elsewhere; whoever is known to have entered elsewhere later, has left here.
    fn stay(&self, sql: &mut dyn Sql, visit: &Visit) -> Result<(), DatabaseError> {
        let row = &self.row;
        if !visit.is_inside() || row.mark.is_some() {
            return Ok(());
        }
        for person_day in std::iter::once(&row.person_day).chain(&self.earlier) {
            let Some(other) = stays::of_person(sql, person_day)? else { continue };
            if other.visit == visit.id {
                continue;
            }
            if other.entered_at > visit.entered_at {
                let exit = Exit { at: other.entered_at, learnt: Learnt::NextEntry };
                if let Ok(after) = visit.apply(&Step::Leave(exit)) {
                    visits::update(sql, row.venue, row.day, &after)?;
                }
                return Ok(());
            }
            end_stay(sql, &other, Exit { at: visit.entered_at, learnt: Learnt::NextEntry })?;
        }
        let ends_at = visit.entered_at.plus(self.dwell);
        let stay = Stay {
            person_day: row.person_day,
            day: row.day,
            venue: row.venue,
            visit: visit.id,
            entered_at: visit.entered_at,
            ends_at,
        };
        stays::put(sql, &stay)
    }
}

/// Ends a stay by something derived.
pub(crate) fn end_stay(sql: &mut dyn Sql, stay: &Stay, exit: Exit) -> Result<(), DatabaseError> {
    if let Some(found) = visits::get(sql, stay.venue, stay.day, stay.visit)?
        && let Ok(after) = found.visit.apply(&Step::Leave(exit))
    {
        visits::update(sql, stay.venue, stay.day, &after)?;
    }
    stays::remove(sql, &stay.person_day, stay.visit)
}

/// The answer that follows from a row: the same row and the same question give the same decision.
fn answer_of(inner: &Inner, row: &VisitRow, ask: bool, edition: &Edition, now: Moment) -> Result<EntryAnswer, Refusal> {
    let unchecked = matches!(
        row.visit.state,
        State::Inside { entry: ashyq_core::visit::Entry::Unchecked }
            | State::Left { entry: ashyq_core::visit::Entry::Unchecked, .. }
    );
    let signer = inner.keys.signer(Purpose::Decision);
    if let Some(decided) = row.decided.filter(|_| ask && !unchecked) {
        let decision = PassDecision {
            venue: row.venue,
            entrance: row.entrance,
            colour: decided.colour,
            admitted: decided.why.is_none(),
            test: false,
            signed_at: row.received_at,
            visit_key: row.visit_key,
            list: decided.list,
            commitment: commit(row.visit.id, &decided.seed, decided.why),
        };
        let decision = decision.sign(signer).ok_or(DatabaseError::Shape)?;
        return Ok(EntryAnswer::Decided { decision, seed: Bytes(decided.seed.0), why: decided.why });
    }
    let receipt = Receipt { visit: row.visit.id, of: Report::Entry, time: now, mark: row.mark, newest: edition.newest };
    Ok(EntryAnswer::Recorded { receipt: Signed::sign(&receipt, signer).ok_or(DatabaseError::Shape)? })
}
