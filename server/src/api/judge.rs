//! What becomes of an entry: the ground of a decision, and the arrival that follows from it.

use std::time::Duration;

use ashyq_core::{
    decision::{Decision, Door},
    door_code::DoorSeed,
    id::{VenueId, VisitId},
    moment::{HOUR, Moment},
    not_live::Mode,
    place::Place as Isolation,
    status::Colour,
    visit::{Step, Visit},
    wire::{EntryRequest, Mark, ProblemCode},
};

use crate::{
    doors,
    gate::held,
    limits,
    practice::{self, Practised},
    problem::Refusal,
    published::Edition,
    service::Inner,
    store::{
        bindings::{self, BindingRow, Standing},
        devices::{DeviceRow, Place},
        facts::{self, FactRow},
        posters::{self, PosterRow},
        venues::{self, Then, VenueRow},
        visits::{self, ClaimedClock, Decided, NOWHERE},
    },
};

/// What a decision rests on, read in one transaction.
pub(super) struct Ground {
    pub(super) binding: Option<BindingRow>,
    pub(super) poster: Option<(PosterRow, VenueRow)>,
    pub(super) facts: Vec<FactRow>,
    /// What the venue was at the claimed entry; asked for nothing that is decided now.
    pub(super) then: Then,
    /// Who stands for the person at a venue in test mode.
    pub(super) practised: Option<Practised>,
    /// The seeds that still run, where the venue's are not known yet.
    pub(super) seeds: Option<Vec<(DoorSeed, Moment)>>,
}

pub(super) async fn read(
    inner: &Inner,
    request: &EntryRequest,
    edition: &Edition,
    now: Moment,
) -> Result<Ground, Refusal> {
    inner
        .database
        .read(|sql| {
            let poster = posters::get(sql, request.poster)?;
            let binding = bindings::get(sql, &request.binding.0)?;
            let in_test = poster.as_ref().map(|(_, venue)| venue).filter(|venue| venue.mode == Some(Mode::Test));
            let practised = match in_test {
                Some(venue) if request.ask => Some(practice::decide_scan(sql, &edition.rules, venue, now)?),
                _ => None,
            };
            // What is known about a person is not even read for a venue in test mode.
            let facts = match binding.and_then(|row| row.subject) {
                Some(subject) if request.ask && practised.is_none() => facts::of_subject(sql, &subject)?,
                _ => Vec::new(),
            };
            let mut ground = Ground { binding, facts, then: Then::Closed, practised, seeds: None, poster };
            if let Some((_, venue)) = &ground.poster {
                if !request.ask {
                    ground.then = venues::then(sql, venue.venue, request.entered_at)?;
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
pub(super) struct Arrival {
    pub(super) venue: VenueId,
    pub(super) entrance: ashyq_core::id::Entrance,
    pub(super) entered_at: Moment,
    pub(super) clock: ClaimedClock,
    pub(super) step: Step,
    pub(super) decided: Option<Decided>,
    pub(super) mark: Option<Mark>,
    pub(super) dwell: Duration,
}

impl Arrival {
    pub(super) fn visit(&self, id: VisitId) -> Visit {
        let asked = Visit::asked(id, self.entered_at);
        asked.apply(&self.step).unwrap_or(asked)
    }
}

pub(super) fn judge(
    inner: &Inner,
    request: &EntryRequest,
    device: &DeviceRow,
    ground: &Ground,
    edition: &Edition,
    now: Moment,
) -> Result<Arrival, Refusal> {
    // Whoever asks stands at the door now, whatever a phone's clock says that is not sure of itself.
    let at_the_door = request.ask && !request.clock_certain;
    if !at_the_door && request.entered_at < now.minus(limits::VISITS_KEPT) {
        return Err(ProblemCode::VisitTooOld.into());
    }
    let ahead = request.entered_at > now.plus(limits::CLOCK_AHEAD);
    let (entered_at, clock) = match request.clock_certain {
        _ if at_the_door || ahead => (now, ClaimedClock::Replaced),
        true => (request.entered_at, ClaimedClock::Certain),
        false => (request.entered_at, ClaimedClock::Uncertain),
    };
    let binding = ground.binding.filter(|row| row.device == device.device).ok_or(ProblemCode::BindingUnknown)?;
    acts(request.ask, &binding, device, now)?;
    let says_the_same = |poster: &PosterRow| {
        request
            .scanned
            .is_none_or(|scanned| (scanned.venue, scanned.entrance) == (poster.poster.venue, poster.poster.entrance))
    };
    let found = ground.poster.as_ref().filter(|(poster, _)| says_the_same(poster));
    if let Some((_, venue)) = found {
        practice::refuse_reviewer(inner, binding.subject, venue)?;
    }
    if !request.ask {
        let mark = mark(found, ground.then, entered_at);
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
    let (colour, decision) = match ground.practised {
        Some(practised) => (practised.colour(), practised.decision),
        None => decide(inner, &ground.facts, &venue.door, edition, now),
    };
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
        decided: Some(Decided { colour, seed: Some(seed), why: decision.why(), list: edition.newest.list }),
        mark: ground.practised.map(|_| Mark::Practice),
        dwell: edition.rules.dwell_limit(venue.door.kind),
    })
}

/// What follows from a person's facts at a door now, for whoever asks: a phone, or staff who typed the IIN.
pub(super) fn decide(
    inner: &Inner,
    facts: &[FactRow],
    door: &Door,
    edition: &Edition,
    now: Moment,
) -> (Colour, Decision) {
    let known: Vec<_> = facts.iter().map(|row| row.fact).collect();
    let colour = edition.rules.status(&known, now).colour;
    let isolation = if colour == Colour::Yellow { isolation(inner, facts, edition, now) } else { None };
    (colour, edition.rules.decide(colour, door, isolation, now))
}

/// Whether a device may report under a binding: now, for a decision; until 14 days after its end, for what happened.
pub(super) fn acts(ask: bool, binding: &BindingRow, device: &DeviceRow, now: Moment) -> Result<(), Refusal> {
    let kept = |ended: Moment| {
        if now < ended.plus(limits::VISITS_KEPT) { Ok(()) } else { Err(ProblemCode::BindingUnknown) }
    };
    let place = device.place(now);
    if ask && matches!(place, Place::Lost(_)) {
        return Err(ProblemCode::IinNotBound.into());
    }
    if ask {
        held(place, now)?;
    }
    match (binding.standing(now), place) {
        (Standing::Over(_), _) if ask => Err(ProblemCode::IinNotBound.into()),
        (Standing::Over(ended), Place::Lost(lost)) => Ok(kept(ended.min(lost))?),
        (Standing::Over(ended), _) => Ok(kept(ended)?),
        (_, Place::Lost(lost)) => Ok(kept(lost)?),
        (Standing::Waits(until), _) | (Standing::Holds, Place::Waits(until)) => {
            Err(Refusal::wait(ProblemCode::BindingWaits, until.since(now)))
        }
        (Standing::Objected, _) | (Standing::Holds, Place::Objected) => Err(ProblemCode::ClaimObjected.into()),
        (Standing::Holds, Place::Held) => Ok(()),
    }
}

/// Refuses what is closed to everybody; a venue in test mode is open for practice.
pub(super) fn open_to_all(poster: &PosterRow, venue: &VenueRow, now: Moment) -> Result<(), ProblemCode> {
    working(venue)?;
    if poster.revoked_at.is_some_and(|revoked| revoked <= now) {
        return Err(ProblemCode::PosterRevoked);
    }
    if now < poster.poster.from || now >= poster.poster.until {
        return Err(ProblemCode::PosterNotValid);
    }
    Ok(())
}

/// Refuses a venue at whose door nothing is decided, in whatever mode it worked before.
pub(super) fn working(venue: &VenueRow) -> Result<(), ProblemCode> {
    match venue.mode {
        Some(Mode::Revoked) => Err(ProblemCode::VenueRevoked),
        Some(Mode::Suspended) => Err(ProblemCode::VenueSuspended),
        Some(Mode::Test) | None => Ok(()),
    }
}

/// Why a visit that was made without a decision is kept but not counted.
pub(super) fn mark(found: Option<&(PosterRow, VenueRow)>, then: Then, entered_at: Moment) -> Option<Mark> {
    let Some((poster, _)) = found else { return Some(Mark::PosterUnknown) };
    if poster.revoked_at.is_some_and(|revoked| revoked <= entered_at) {
        Some(Mark::PosterRevoked)
    } else if entered_at < poster.poster.from || entered_at >= poster.poster.until {
        Some(Mark::PosterNotValid)
    } else {
        match then {
            Then::Live => None,
            Then::InTest => Some(Mark::Practice),
            Then::Closed => Some(Mark::VenueNotLive),
        }
    }
}

/// Where a contact stays: of the newest order in force that names a place.
pub(super) fn isolation(inner: &Inner, facts: &[FactRow], edition: &Edition, now: Moment) -> Option<Isolation> {
    let in_force = facts.iter().filter(|row| row.fact.at <= now && now < edition.rules.lapses(&row.fact));
    let newest = in_force.filter(|row| row.isolation.is_some()).max_by_key(|row| row.fact.at);
    inner.keys.open_place(newest?.isolation.as_ref()?)
}
