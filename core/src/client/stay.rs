//! What the phone keeps of one visit: the visit, where it is, its key and decision, and what is still to be delivered.

use std::{collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{
    bytes::Bytes,
    client::{
        owner::Owner,
        ports::{JournalChange, JournalError, Lasting, RowKind},
        sealed::Sealed,
    },
    decision::Why,
    door_code::DoorSeed,
    id::VisitId,
    moment::Moment,
    pass::{SignedDecision, VisitKey},
    poster::PosterNumber,
    secret::Secret,
    visit::{State, Step, Visit},
    wire::{BindingId, EntryRequest, ExitRequest, Mark, Scanned},
};

/// How long visits are kept, from the entry.
pub(crate) const KEPT: Duration = Duration::from_secs(14 * 24 * 3600);
/// The most visits that may wait to be delivered.
pub(crate) const MOST_OPEN: usize = 10_000;

/// One visit on the phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stay {
    pub(crate) visit: Visit,
    pub(crate) binding: BindingId,
    pub(crate) poster: PosterNumber,
    /// Where the poster said to hang; unknown for a code typed offline.
    pub(crate) scanned: Option<Scanned>,
    /// The venue's name, from the poster.
    pub(crate) name: Option<String>,
    /// Whether the poster was checked with a known key.
    pub(crate) verified: bool,
    pub(crate) clock_certain: bool,
    /// Whether it is practice, at a venue in test mode: by the held list, and then by what the service signs.
    #[serde(default)]
    pub(crate) test: bool,
    /// Whose visit it is.
    #[serde(default)]
    pub(crate) owner: Option<Owner>,
    key: Bytes<32>,
    pub(crate) decided: Option<Decided>,
    /// Whether the entry has been delivered.
    pub(crate) entry_delivered: bool,
    /// Whether the exit has been delivered.
    pub(crate) exit_delivered: bool,
    /// Set where the service keeps the visit but does not count it.
    pub(crate) mark: Option<Mark>,
}

/// A decision that came in time, and what only the visitor sees.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Decided {
    pub(crate) decision: SignedDecision,
    seed: Bytes<16>,
    pub(crate) why: Option<Why>,
}

impl Decided {
    pub(crate) fn new(decision: SignedDecision, seed: Bytes<16>, why: Option<Why>) -> Self {
        Self { decision, seed, why }
    }

    pub(crate) fn seed(&self) -> DoorSeed {
        DoorSeed(self.seed.0)
    }
}

impl Stay {
    /// A visit that is about to be asked for.
    pub(crate) fn asked(visit: Visit, binding: BindingId, poster: PosterNumber, key: &Secret<[u8; 32]>) -> Self {
        Self {
            visit,
            binding,
            poster,
            scanned: None,
            name: None,
            verified: false,
            clock_certain: false,
            test: false,
            owner: None,
            key: Bytes(*key.expose("it is sealed into the journal")),
            decided: None,
            entry_delivered: false,
            exit_delivered: false,
            mark: None,
        }
    }

    /// The stay after a step; a step that does not follow changes nothing.
    pub(crate) fn after(&self, step: &Step) -> Self {
        Self { visit: self.visit.apply(step).unwrap_or(self.visit), ..self.clone() }
    }

    pub(crate) fn visit_key(&self) -> VisitKey {
        VisitKey::derive(&self.key.0)
    }

    pub(crate) fn entry_request(&self, ask: bool) -> EntryRequest {
        EntryRequest {
            binding: self.binding,
            poster: self.poster,
            scanned: self.scanned,
            visit_key: self.visit_key().public(),
            entered_at: self.visit.entered_at,
            clock_certain: self.clock_certain,
            ask,
        }
    }

    pub(crate) fn exit_request(&self) -> Option<ExitRequest> {
        let exit = self.visit.exit()?;
        Some(ExitRequest { poster: self.poster, left_at: exit.at, learnt: exit.learnt })
    }

    /// Whether this entry, which has just become one, ends another present visit: practice ends nothing but practice.
    pub(crate) fn ends(&self, other: &Self) -> bool {
        other.visit.is_inside() && other.visit.id != self.visit.id && (other.test || !self.test)
    }

    /// Whether nothing is left to do: over, and delivered.
    pub(crate) fn is_past(&self) -> bool {
        match self.visit.state {
            State::Asked | State::Inside { .. } => false,
            State::Refused => self.entry_delivered,
            State::Left { .. } => self.entry_delivered && self.exit_delivered,
        }
    }

    /// Whether something is to be delivered now.
    pub(crate) fn has_unsent(&self) -> bool {
        match self.visit.state {
            State::Asked => false,
            State::Refused | State::Inside { .. } => !self.entry_delivered,
            State::Left { .. } => !self.entry_delivered || !self.exit_delivered,
        }
    }

    fn kept_until(&self) -> Moment {
        self.visit.entered_at.plus(KEPT)
    }
}

/// The visits that are not over or not delivered; the past ones are read from the journal when they are shown.
pub(crate) struct Stays {
    /// Those of whoever is logged in, and of others who logged out with something unsent.
    open: BTreeMap<VisitId, Stay>,
    /// Who is logged in; the visits of others are kept for them, and seen by nobody.
    pub(crate) owner: Option<Owner>,
    /// The visit whose decision is being waited for.
    pub(crate) asking: Option<VisitId>,
    /// How many rows could not be read.
    pub(crate) damaged: usize,
    /// The last visit that was settled by an answer: a refusal is shown as long as it lives, though it is past.
    pub(crate) last: Option<Stay>,
    /// How many were dropped undelivered after 14 days.
    pub(crate) dropped: usize,
    /// When the oldest of the past visits has been kept long enough; until they are first read, at once.
    past_ends: Moment,
}

impl Stays {
    pub(crate) fn load(sealed: &Sealed, owner: Option<Owner>) -> Result<Self, JournalError> {
        let loaded = sealed.load::<Stay>(RowKind::Open)?;
        let open = loaded.rows.into_iter().map(|(id, stay)| (VisitId(id), stay)).collect();
        Ok(Self {
            open,
            owner,
            asking: None,
            last: None,
            damaged: loaded.damaged,
            dropped: 0,
            past_ends: Moment(i64::MIN),
        })
    }

    pub(crate) fn get(&self, id: VisitId) -> Option<&Stay> {
        self.open.get(&id).filter(|stay| stay.owner == self.owner)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Stay> {
        self.open.values().filter(|stay| stay.owner == self.owner)
    }

    /// The visits the person is in, or whose decision is awaited; practice may be one beside a visit.
    pub(crate) fn present(&self) -> impl Iterator<Item = &Stay> {
        self.iter().filter(|stay| matches!(stay.visit.state, State::Asked | State::Inside { .. }))
    }

    /// The newest of the present visits: the one that the screen shows.
    pub(crate) fn current(&self) -> Option<&Stay> {
        self.present().max_by_key(|stay| stay.visit.entered_at)
    }

    /// The visits with something to deliver, the earliest entry first.
    pub(crate) fn unsent(&self) -> Vec<VisitId> {
        let mut unsent: Vec<&Stay> = self.iter().filter(|stay| stay.has_unsent()).collect();
        unsent.sort_by_key(|stay| (stay.visit.entered_at, stay.visit.id));
        unsent.into_iter().map(|stay| stay.visit.id).collect()
    }

    /// How many there are, everybody's.
    pub(crate) fn len(&self) -> usize {
        self.open.len()
    }

    /// Writes stays to the journal and then, only if that worked, into memory; past ones move to their own kind.
    pub(crate) fn keep(&mut self, sealed: &Sealed, stays: &[Stay], lasting: Lasting) -> Result<(), JournalError> {
        let mut changes = Vec::new();
        for stay in stays {
            let id = stay.visit.id.0;
            if stay.is_past() {
                changes.push(sealed.put(RowKind::Past, id, stay));
                changes.push(JournalChange::Delete(RowKind::Open, id));
            } else {
                changes.push(sealed.put(RowKind::Open, id, stay));
            }
        }
        sealed.write(&changes, lasting)?;
        for stay in stays {
            if stay.is_past() {
                self.past_ends = self.past_ends.min(stay.kept_until());
                self.open.remove(&stay.visit.id);
            } else {
                self.open.insert(stay.visit.id, stay.clone());
            }
        }
        Ok(())
    }

    /// Removes a visit that never was: the service refused the poster before deciding.
    pub(crate) fn remove(&mut self, sealed: &Sealed, id: VisitId) -> Result<(), JournalError> {
        sealed.write(&[JournalChange::Delete(RowKind::Open, id.0)], Lasting::App)?;
        self.open.remove(&id);
        Ok(())
    }

    /// Forgets whose visits these are: what is unsent waits for the same person's next log-in.
    pub(crate) fn forget_person(&mut self) {
        (self.owner, self.last, self.dropped) = (None, None, 0);
    }

    /// Forgets all visits of whoever is logged in; the changes are for the journal.
    pub(crate) fn clear(&mut self) -> Vec<JournalChange> {
        let owner = self.owner;
        let own = self.open.extract_if(.., |_, stay| stay.owner == owner);
        own.map(|(id, _)| JournalChange::Delete(RowKind::Open, id.0)).collect()
    }

    /// Drops what is older than 14 days, delivered or not, and counts what was not.
    pub(crate) fn drop_old(&mut self, sealed: &Sealed, now: Moment) -> Result<(), JournalError> {
        let old: Vec<VisitId> =
            self.open.values().filter(|stay| stay.kept_until() <= now).map(|stay| stay.visit.id).collect();
        let changes: Vec<_> = old.iter().map(|id| JournalChange::Delete(RowKind::Open, id.0)).collect();
        sealed.write(&changes, Lasting::App)?;
        self.dropped += old
            .iter()
            .filter(|id| self.open.remove(id).is_some_and(|stay| stay.owner == self.owner && stay.has_unsent()))
            .count();
        if self.past_ends <= now { self.drop_past(sealed, now) } else { Ok(()) }
    }

    /// Drops past visits older than 14 days, and notes when the next one will be.
    fn drop_past(&mut self, sealed: &Sealed, now: Moment) -> Result<(), JournalError> {
        let past = sealed.load::<Stay>(RowKind::Past)?.rows;
        let (old, kept): (Vec<_>, Vec<_>) = past.iter().partition(|(_, stay)| stay.kept_until() <= now);
        let changes: Vec<_> = old.iter().map(|(id, _)| JournalChange::Delete(RowKind::Past, *id)).collect();
        sealed.write(&changes, Lasting::App)?;
        self.past_ends = kept.iter().map(|(_, stay)| stay.kept_until()).min().unwrap_or(Moment(i64::MAX));
        Ok(())
    }
}
