//! Writing an entry, in the writer's transaction: once, whatever is repeated, and with what it ends elsewhere.

use std::{sync::Arc, time::Duration};

use ashyq_core::{
    visit::{Entry, Exit, Learnt, State, Step, Visit},
    wire::{EntryRequest, ProblemCode},
};

use crate::{
    database::{DatabaseError, Sql},
    day_keys::{DayKey, Pseudonym},
    limits, practice,
    problem::Refusal,
    store::{
        closings,
        stays::{self, Stay},
        visits::{self, VisitRow},
    },
};

/// What a repeated report must say again, under the day's key.
pub(super) fn core(key: &DayKey, request: &EntryRequest) -> Pseudonym {
    let poster = request.poster.number().to_be_bytes();
    let entered = request.entered_at.0.to_be_bytes();
    key.of_parts("core", &[&request.binding.0, &poster, &request.visit_key.0, &entered])
}

/// Everything that the writer needs.
pub(super) struct Write {
    pub(super) row: VisitRow,
    /// The person under the key of the day of the entry, where that is another than the one of its reception.
    pub(super) person_then: Option<Pseudonym>,
    pub(super) ask: bool,
    pub(super) dwell: Duration,
    /// The person's pseudonyms of the days before, as far as a stay may last.
    pub(super) earlier: Vec<Pseudonym>,
    pub(super) contact: bool,
    pub(super) device: [u8; 32],
    pub(super) request: EntryRequest,
    pub(super) keys: Arc<crate::day_keys::DayKeys>,
}

impl Write {
    /// Writes the visit; what stands instead, where its id stands already.
    pub(super) fn run(&self, sql: &mut dyn Sql) -> Result<Option<VisitRow>, Refusal> {
        let row = &self.row;
        if !visits::add(sql, row, self.person_then)? {
            return self.again(sql).map(Some);
        }
        if self.contact && !stays::note_contact(sql, &row.person_day, row.venue, row.day, limits::CONTACT_VENUES_A_DAY)?
        {
            return Err(ProblemCode::DecisionsUsedUp.into());
        }
        self.stay(sql, &row.visit)?;
        practice::note_entry(sql, row, row.received_at)?;
        Ok(None)
    }

    /// A report whose id stands already: the same one gets what stands, another one is refused.
    pub(super) fn again(&self, sql: &mut dyn Sql) -> Result<VisitRow, Refusal> {
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
                visits::show_unchecked(sql, &mut found)?;
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

    fn stay(&self, sql: &mut dyn Sql, visit: &Visit) -> Result<(), DatabaseError> {
        stay(sql, &self.row, visit, self.dwell, &self.earlier)
    }
}

/// Whoever enters here has left elsewhere; whoever is known to have entered elsewhere later, or to have been here when the
/// day was closed, has left here.
pub(super) fn stay(
    sql: &mut dyn Sql,
    row: &VisitRow,
    visit: &Visit,
    dwell: Duration,
    earlier: &[Pseudonym],
) -> Result<(), DatabaseError> {
    if !visit.is_inside() || row.mark.is_some() {
        return Ok(());
    }
    let ends_at = visit.entered_at.plus(dwell);
    let mut known = None;
    for person_day in std::iter::once(&row.person_day).chain(earlier) {
        let Some(other) = stays::of_person(sql, person_day)? else { continue };
        if other.visit == visit.id {
            continue;
        }
        if other.entered_at > visit.entered_at {
            known = Some(Exit { at: other.entered_at, learnt: Learnt::NextEntry });
            break;
        }
        end_stay(sql, &other, Exit { at: visit.entered_at, learnt: Learnt::NextEntry })?;
    }
    // Whoever gets a decision enters now; only what is delivered late can lie before the close of a day.
    if visit.state == (State::Inside { entry: Entry::Unchecked })
        && let Some(at) = closings::first_between(sql, row.venue, visit.entered_at, ends_at)?
    {
        let closed = Exit { at, learnt: Learnt::VenueClosed };
        known = Some(known.map_or(closed, |exit: Exit| exit.stronger(closed)));
    }
    if let Some(exit) = known {
        if let Ok(after) = visit.apply(&Step::Leave(exit)) {
            visits::update(sql, row.venue, row.day, &after)?;
        }
        return Ok(());
    }
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

/// Ends a stay by something derived.
pub(crate) fn end_stay(sql: &mut dyn Sql, stay: &Stay, exit: Exit) -> Result<(), DatabaseError> {
    if let Some(found) = visits::get(sql, stay.venue, stay.day, stay.visit)?
        && let Ok(after) = found.visit.apply(&Step::Leave(exit))
    {
        visits::update(sql, stay.venue, stay.day, &after)?;
    }
    stays::remove(sql, &stay.person_day, stay.venue, stay.visit)
}
