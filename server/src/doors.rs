//! The door codes that run at each venue, so that no two on a board are the same.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, PoisonError},
};

use ashyq_core::{
    door_code::{DoorCode, DoorSeed, SLOT},
    id::VenueId,
    moment::Moment,
    pass,
};

use crate::{limits, random};

/// How many slots a decision touches.
const SLOTS: usize = 11;

/// The codes of a decision, slot by slot.
type Codes = [DoorCode; SLOTS];

/// The door codes of the decisions of the last five minutes.
#[derive(Default)]
pub(crate) struct Doors(Mutex<HashMap<VenueId, Running>>);

/// The codes of one venue by slot.
#[derive(Default)]
struct Running(HashMap<u32, HashSet<DoorCode>>);

impl Doors {
    /// Whether the codes of a venue are known since they were last loaded.
    pub(crate) fn knows(&self, venue: VenueId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&venue)
    }

    /// Takes over the seeds of a venue's decisions that still run, as the database has them.
    pub(crate) fn load(&self, venue: VenueId, seeds: &[(DoorSeed, Moment)]) {
        let mut doors = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let running = doors.entry(venue).or_default();
        for (seed, signed_at) in seeds {
            let first = signed_at.slot(SLOT);
            running.take(&codes(seed, first), first);
        }
    }

    /// Draws a seed none of whose codes runs at the venue, and keeps them.
    ///
    /// The draws are bounded: at a venue with so many arrivals that the codes run out, two are the same for a while.
    pub(crate) fn draw(&self, venue: VenueId, now: Moment) -> DoorSeed {
        let first = now.slot(SLOT);
        let mut doors = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let running = doors.entry(venue).or_default();
        running.0.retain(|slot, _| *slot >= first);
        let mut seed = DoorSeed(random::bytes());
        let mut drawn = codes(&seed, first);
        for _ in 1..limits::SEED_DRAWS {
            if running.is_free(&drawn, first) {
                break;
            }
            seed = DoorSeed(random::bytes());
            drawn = codes(&seed, first);
        }
        running.take(&drawn, first);
        seed
    }

    /// Forgets what no longer runs; venues stay known.
    pub(crate) fn forget(&self, now: Moment) {
        let first = now.slot(SLOT);
        for running in self.0.lock().unwrap_or_else(PoisonError::into_inner).values_mut() {
            running.0.retain(|slot, _| *slot >= first);
        }
    }
}

impl Running {
    fn is_free(&self, codes: &Codes, first: u32) -> bool {
        (first..).zip(codes).all(|(slot, code)| self.0.get(&slot).is_none_or(|running| !running.contains(code)))
    }

    fn take(&mut self, codes: &Codes, first: u32) {
        for (slot, code) in (first..).zip(codes) {
            self.0.entry(slot).or_default().insert(*code);
        }
    }
}

/// The codes of a seed from a slot on.
fn codes(seed: &DoorSeed, first: u32) -> Codes {
    let mut slots = first..;
    [(); SLOTS].map(|()| DoorCode::of_slot(seed, slots.next().unwrap_or(u32::MAX)))
}

/// From when on decisions still run.
pub(crate) fn running_since(now: Moment) -> Moment {
    now.minus(pass::LIFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_795_348_800_000);
    const VENUE: VenueId = VenueId([7; 16]);

    #[test]
    fn no_two_running_codes_of_a_venue_are_equal() {
        let doors = Doors::default();
        let mut codes = HashSet::new();
        for _ in 0..500 {
            let seed = doors.draw(VENUE, NOW);
            for slot in (NOW.slot(SLOT)..).take(SLOTS) {
                assert!(codes.insert((slot, DoorCode::of_slot(&seed, slot))));
            }
        }
    }

    #[test]
    fn every_slot_of_a_decision_is_covered() {
        for offset in [0, 1, 29_999] {
            let from = NOW.plus(std::time::Duration::from_millis(offset));
            assert!(DoorCode::of_span(&DoorSeed([1; 16]), from, pass::LIFE).len() <= SLOTS);
        }
    }

    #[test]
    fn codes_leave_with_their_slot() {
        let doors = Doors::default();
        doors.draw(VENUE, NOW);
        doors.forget(NOW.plus(pass::LIFE + SLOT));
        assert!(doors.0.lock().unwrap()[&VENUE].0.is_empty());
        assert!(doors.knows(VENUE));
    }
}
