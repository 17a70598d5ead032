//! Entering and leaving. Being offline is a normal state here, not an error.
//!
//! Every await is a safe place to die: the step is decided, journalled, sent, acknowledged, in that order. Whatever was
//! only `asked` when a future was dropped becomes `entered unchecked` with the next call or the next start.

use std::time::Duration;

use crate::{
    client::{
        confirmation::{Action, Confirmation},
        device::Device,
        door::DoorScreen,
        exchange::{Answer, Call, Failure},
        ports::{JournalError, Lasting, RowKind},
        refusal::{ClientError, Fill, Refusal},
        session::Session,
        stay::{Decided, MOST_OPEN, Stay},
    },
    id::{Entrance, VisitId},
    keys::SignatureError,
    moment::Moment,
    pass::{SignedDecision, commit},
    secret::Secret,
    status::Colour,
    visit::{Entry, Exit, Learnt, State, Step, Visit},
    wire::{Binding, BindingId, EntryAnswer, Mark, ProblemCode, Scanned, path},
    words::Word,
};

/// Without a signed decision after this time a person has entered unchecked.
pub const WAIT_FOR_DECISION: Duration = Duration::from_secs(5);

/// A line of the own visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitLine {
    /// The visit's name.
    pub id: VisitId,
    /// The venue's name, where the poster said it.
    pub venue: Option<String>,
    /// The entrance, where the poster said it.
    pub entrance: Option<Entrance>,
    /// When it began.
    pub entered_at: Moment,
    /// How it began; `None` where the person was refused.
    pub entry: Option<Entry>,
    /// The colour that was shown, where one was.
    pub colour: Option<Colour>,
    /// When and how it ended, once it has.
    pub exit: Option<Exit>,
    /// Whether the service has everything about it.
    pub delivered: bool,
    /// Why the service keeps it without counting it.
    pub mark: Option<Mark>,
    /// Whether it is practice, at a venue in test mode: never counted.
    pub test: bool,
}

impl Session {
    /// Enters the venue that was confirmed: journals, asks, and waits five seconds at the longest.
    ///
    /// # Errors
    ///
    /// [`ClientError::Refused`] where the service rules the poster or the venue out: then nothing is recorded, as nobody
    /// was let in. No network is no error: the screen then says that nothing was checked.
    pub async fn enter(&self, confirmed: &Confirmation) -> Result<DoorScreen, ClientError> {
        let device = &*self.device;
        device.settle()?;
        if confirmed.action != Action::Enter {
            return Err(ClientError::Refused(Refusal::of(Word::AlreadyRecorded)));
        }
        let binding = self.binding_to_act_for()?;
        // A phone that is behind fetches first; without network it goes by what it holds.
        let _ = device.catch_up(Duration::from_secs(2)).await;
        let now = device.now();
        confirmed.recheck(&device.state().held, now)?;

        let id = VisitId(device.ports.random.bytes());
        let asking = device.journal_asked(id, binding, confirmed)?;
        let call =
            Call::put(path::VISIT.replace("{visit}", &id.to_string()), &asking.request).within(WAIT_FOR_DECISION);
        let started = device.reading().since_boot;
        let answer = device.call(&call).await;
        let answer = match answer {
            Ok(answer) => device.believe(id, confirmed, &answer).await,
            Err(failure) => Err(failure),
        };
        let in_time = device.reading().since_boot.saturating_sub(started) <= WAIT_FOR_DECISION;
        drop(asking);
        match answer {
            Ok(Some(decided)) if in_time => device.settle_as(id, Some(decided))?,
            Ok(_) => device.settle_as(id, None)?,
            Err(failure) => match failure.code() {
                Some(code) if is_ruled_out(code) => {
                    device.state().stays.remove(&device.sealed, id)?;
                    return Err(self.error(&failure));
                }
                _ => device.settle_as(id, None)?,
            },
        }
        Ok(self.door())
    }

    /// Ends the visit that the screen shows. Never refused while the journal can be written; delivered later.
    pub fn leave(&self, learnt: Learnt) -> Result<VisitId, ClientError> {
        self.leave_one(None, learnt)
    }

    /// Ends the visit to the venue whose poster was scanned.
    pub fn leave_by(&self, confirmed: &Confirmation) -> Result<VisitId, ClientError> {
        self.leave_one(confirmed.here, Learnt::Scanned)
    }

    fn leave_one(&self, id: Option<VisitId>, learnt: Learnt) -> Result<VisitId, ClientError> {
        let device = &*self.device;
        device.settle_asked(true)?;
        let at = device.now().at;
        let mut state = device.state();
        let stays = &state.stays;
        let stay = id.map_or_else(|| stays.current(), |id| stays.present().find(|stay| stay.visit.id == id)).cloned();
        let stay = stay.ok_or_else(|| ClientError::Refused(Refusal::of(Word::NotInside)))?;
        let left = stay.after(&Step::Leave(Exit { at, learnt }));
        state.stays.keep(&device.sealed, &[left], Lasting::Power)?;
        Ok(stay.visit.id)
    }

    /// What the door's screen shows now; ask again every second.
    pub fn door(&self) -> DoorScreen {
        // What cannot be journalled now is settled another time; the screen shows what is known.
        let _ = self.device.settle();
        let now = self.device.now();
        DoorScreen::of(&self.device.state().stays, now)
    }

    /// The own visits of the last 14 days, the newest first.
    pub fn visits(&self) -> Result<Vec<VisitLine>, ClientError> {
        let device = &*self.device;
        device.settle()?;
        let now = device.now().at;
        let past = device.sealed.load::<Stay>(RowKind::Past)?;
        let mut lines: Vec<VisitLine> = past.rows.iter().map(|(_, stay)| stay.line()).collect();
        lines.extend(device.state().stays.iter().map(Stay::line));
        lines.retain(|line| now.since(line.entered_at) < crate::client::stay::KEPT);
        lines.sort_by_key(|line| std::cmp::Reverse((line.entered_at, line.id)));
        Ok(lines)
    }

    /// The binding under which a new visit may start.
    fn binding_to_act_for(&self) -> Result<BindingId, ClientError> {
        match (self.binding(), self.binding_refusal()) {
            (Binding::Bound { binding }, None) => Ok(binding),
            (_, refusal) => Err(ClientError::NeedsIin(refusal.unwrap_or_else(|| Refusal::of(Word::IinNotBound)))),
        }
    }

    /// Why this phone may not act for an IIN at present; `None` where it may.
    pub fn binding_refusal(&self) -> Option<Refusal> {
        Some(match self.binding() {
            Binding::Bound { .. } => return None,
            Binding::Waiting { until, .. } => Refusal::with(Word::IinWaits, Fill::Time(until)),
            Binding::Objected { claim } => Refusal::with(Word::ClaimObjected, Fill::Claim(claim)),
            Binding::Lost { .. } => Refusal::of(Word::PlaceLost),
            Binding::None => Refusal::of(Word::IinNotBound),
        })
    }
}

/// Says that a decision is being waited for, as long as it lives.
struct Asking<'a> {
    device: &'a Device,
    request: crate::wire::EntryRequest,
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.device.state().stays.asking = None;
    }
}

impl Device {
    fn journal_asked(
        &self,
        id: VisitId,
        binding: BindingId,
        confirmed: &Confirmation,
    ) -> Result<Asking<'_>, ClientError> {
        let now = self.now();
        let key = Secret::new(self.ports.random.bytes());
        let mut stay = Stay::asked(Visit::asked(id, now.at), binding, confirmed.poster(), &key);
        stay.scanned = confirmed.scanned();
        stay.name.clone_from(&confirmed.venue);
        stay.verified = confirmed.verified;
        stay.test = confirmed.test;
        stay.clock_certain = now.certain;
        let request = stay.entry_request(true);
        let mut state = self.state();
        stay.owner = state.stays.owner;
        if state.stays.len() >= MOST_OPEN {
            return Err(ClientError::Full(Refusal::of(Word::OutboxFull)));
        }
        state.stays.keep(&self.sealed, &[stay], Lasting::Power)?;
        state.stays.asking = Some(id);
        drop(state);
        Ok(Asking { device: self, request })
    }

    /// Checks everything about an answer to an entry; `None` where it says that the entry is recorded without a decision.
    async fn believe(
        &self,
        id: VisitId,
        confirmed: &Confirmation,
        answer: &Answer,
    ) -> Result<Option<Decided>, Failure> {
        let (decision, seed, why) = match answer.read()? {
            EntryAnswer::Decided { decision, seed, why } => (decision, seed, why),
            EntryAnswer::Recorded { .. } => return Ok(None),
        };
        if matches!(
            self.check_decision(&decision),
            None | Some(Err(SignatureError::UnknownKey | SignatureError::Expired))
        ) {
            self.fetch_keys(Duration::from_secs(2)).await?;
        }
        let signed = matches!(self.check_decision(&decision), Some(Ok(())));
        let said = decision.decision;
        let own_key = self.state().stays.get(id).map(|stay| stay.visit_key().public());
        let decided = Decided::new(decision, seed, why);
        let ours = own_key == Some(said.visit_key)
            && said.commitment == commit(id, &decided.seed(), why)
            && said.admitted == why.is_none()
            && confirmed.scanned().is_none_or(|at| at == Scanned { venue: said.venue, entrance: said.entrance });
        if !(signed && ours) {
            return Err(Failure::NotOurs);
        }
        self.learn_time(said.signed_at, answer.sent, answer.received);
        self.state().held.note(&crate::wire::Newest { list: said.list, ..Default::default() });
        Ok(Some(decided))
    }

    fn check_decision(&self, decision: &SignedDecision) -> Option<Result<(), SignatureError>> {
        self.state().held.keys.as_ref().map(|keys| decision.check(keys))
    }

    /// Settles an asked visit by its decision, or without one; entering ends a visit elsewhere.
    fn settle_as(&self, id: VisitId, decided: Option<Decided>) -> Result<(), ClientError> {
        let at = self.now().at;
        let mut state = self.state();
        let Some(stay) = state.stays.get(id).cloned() else { return Ok(()) };
        let step = match &decided {
            Some(decided) if decided.decision.decision.admitted => Step::Admit,
            Some(_) => Step::Refuse,
            None => Step::EnterUnchecked,
        };
        let mut settled = stay.after(&step);
        if let Some(decided) = decided.filter(|_| stay.visit.state == State::Asked) {
            let said = decided.decision.decision;
            settled.scanned = Some(Scanned { venue: said.venue, entrance: said.entrance });
            settled.test = said.test;
            settled.decided = Some(decided);
            settled.verified = true;
            settled.entry_delivered = true;
            if !settled.clock_certain {
                settled.visit.entered_at = said.signed_at;
            }
        }
        let mut stays = vec![settled.clone()];
        if settled.visit.is_inside() {
            let exit = Exit { at, learnt: Learnt::NextEntry };
            let others = state.stays.iter().filter(|other| settled.ends(other));
            stays.extend(others.map(|other| other.after(&Step::Leave(exit))));
        }
        // The decision need not outlive the phone's end: the entry is journalled, and the service says it again.
        state.stays.keep(&self.sealed, &stays, Lasting::App)?;
        state.stays.last = Some(settled);
        Ok(())
    }

    /// Settles what nobody waits for any more: asked visits, visits past the dwell limit, rows past their 14 days.
    pub(crate) fn settle(&self) -> Result<(), JournalError> {
        self.settle_asked(false)?;
        let now = self.now();
        let mut state = self.state();
        let limit = state.held.rules.longest_dwell();
        let over: Vec<Stay> = state
            .stays
            .iter()
            .filter(|stay| now.certain && stay.visit.is_inside() && now.at.since(stay.visit.entered_at) >= limit)
            .map(|stay| {
                stay.after(&Step::Leave(Exit { at: stay.visit.entered_at.plus(limit), learnt: Learnt::DwellLimit }))
            })
            .collect();
        if !over.is_empty() {
            state.stays.keep(&self.sealed, &over, Lasting::App)?;
        }
        if now.certain {
            state.stays.drop_old(&self.sealed, now.at)?;
        }
        Ok(())
    }

    fn settle_asked(&self, even_while_asking: bool) -> Result<(), JournalError> {
        let mut state = self.state();
        let asking = state.stays.asking.filter(|_| !even_while_asking);
        let asked = state.stays.iter().filter(|stay| stay.visit.state == State::Asked && Some(stay.visit.id) != asking);
        let settled: Vec<Stay> = asked.map(|stay| stay.after(&Step::EnterUnchecked)).collect();
        if settled.is_empty() { Ok(()) } else { state.stays.keep(&self.sealed, &settled, Lasting::App) }
    }
}

impl Stay {
    fn line(&self) -> VisitLine {
        VisitLine {
            id: self.visit.id,
            venue: self.name.clone(),
            entrance: self.scanned.map(|at| at.entrance),
            entered_at: self.visit.entered_at,
            entry: match self.visit.state {
                State::Asked => Some(Entry::Unchecked),
                State::Refused => None,
                State::Inside { entry } | State::Left { entry, .. } => Some(entry),
            },
            colour: self.decided.map(|decided| decided.decision.decision.colour),
            exit: self.visit.exit(),
            delivered: !self.has_unsent(),
            mark: self.mark,
            test: self.test,
        }
    }
}

/// Whether the service rules out that a visit starts here at all.
fn is_ruled_out(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::PosterUnknown
            | ProblemCode::PosterRevoked
            | ProblemCode::PosterNotValid
            | ProblemCode::VenueSuspended
            | ProblemCode::VenueRevoked
            | ProblemCode::IinNotBound
            | ProblemCode::BindingWaits
            | ProblemCode::BindingUnknown
            | ProblemCode::DeviceWaits
            | ProblemCode::ClaimObjected
            | ProblemCode::DecisionsUsedUp
    )
}
