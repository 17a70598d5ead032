//! What stands behind the stages of the client: the ports, and what the phone knows, in one place.

use std::sync::{Mutex, MutexGuard, PoisonError, atomic::AtomicBool};

use displaydoc::Display;
use thiserror::Error;

use crate::{
    client::{
        Config,
        held::Held,
        ports::{JournalChange, JournalError, Lasting, Ports, Reading, RowKind, VaultError},
        sealed::Sealed,
        stay::Stays,
        tokens,
        tracked_clock::{Anchor, Tracked, track},
    },
    moment::Moment,
    wire::Tokens,
};

/// The vault's name of the IIN.
pub(crate) const IIN: &str = "iin";

/// One phone: its ports and what it knows.
pub(crate) struct Device {
    pub(crate) ports: Ports,
    pub(crate) config: Config,
    pub(crate) sealed: Sealed,
    pub(crate) renewing: async_lock::Mutex<()>,
    pub(crate) delivering: AtomicBool,
    state: Mutex<State>,
}

/// What the phone knows; everything that must last is in the journal or the vault before it is here.
pub(crate) struct State {
    pub(crate) nonce: Option<String>,
    pub(crate) tokens: Option<Tokens>,
    pub(crate) held: Held,
    pub(crate) stays: Stays,
    /// How many deliveries in a row did not come through.
    pub(crate) tries: u32,
}

/// Why the app cannot start.
#[derive(Clone, Copy, Debug, Display, Error, PartialEq, Eq)]
pub enum OpenError {
    /// the secure store does not answer: {0}
    Vault(#[from] VaultError),
    /// the journal does not answer: {0}
    Journal(#[from] JournalError),
}

impl Device {
    /// Opens the phone: reads what it holds, and settles what an earlier run left half done.
    pub(crate) fn open(config: Config, ports: Ports) -> Result<Self, OpenError> {
        let sealed = Sealed::open(&ports)?;
        let (mut held, owner) = Held::load(&sealed, config.root)?;
        let stays = Stays::load(&sealed, owner)?;
        let tokens = tokens::load(&*ports.vault)?;
        if tokens.is_none() {
            ports.vault.delete(IIN)?;
            if !held.staff.is_empty() {
                // A shift belongs to the account that opened it; the next one to log in may be another.
                sealed.write(&held.staff.forget(), Lasting::App)?;
            }
        }
        let state = Mutex::new(State { nonce: None, tokens, held, stays, tries: 0 });
        let device = Self {
            ports,
            config,
            sealed,
            renewing: async_lock::Mutex::new(()),
            delivering: AtomicBool::new(false),
            state,
        };
        device.settle()?;
        Ok(device)
    }

    /// What the phone knows. Never held across an await.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // A panic under the lock left at worst a row that the journal has and memory has not: the next start reads it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The phone's clocks now.
    pub(crate) fn reading(&self) -> Reading {
        self.ports.clock.read()
    }

    /// The service's time now, and whether it is sure.
    pub(crate) fn now(&self) -> Tracked {
        track(self.state().held.anchor.as_ref(), self.reading())
    }

    /// Learns the service's time from a signed answer to a request that was sent and answered at these readings.
    pub(crate) fn learn_time(&self, service: Moment, sent: Reading, received: Reading) {
        let Some(newer) = Anchor::of(service, sent, received) else { return };
        let mut state = self.state();
        let anchor = state.held.anchor.map_or(newer, |anchor| anchor.surer(newer, received));
        if state.held.anchor != Some(anchor) {
            state.held.anchor = Some(anchor);
            // An anchor that is not kept only costs certainty after the next start.
            let _ = self.sealed.write(&[state.held.put_anchor(&self.sealed)], Lasting::App);
        }
    }

    /// Forgets everything of the person that must not outlast a log-out; what is not delivered stays, sealed. Where the
    /// service was not told, it is before the next log-in.
    pub(crate) fn forget_person(&self, told: bool) -> Result<(), OpenError> {
        let mut state = self.state();
        match state.tokens.take() {
            Some(tokens) if !told => tokens::end(&*self.ports.vault, &tokens)?,
            _ => tokens::delete(&*self.ports.vault)?,
        }
        self.ports.vault.delete(IIN)?;
        let mut changes = state.held.forget_person();
        state.stays.forget_person();
        changes.extend(self.past_rows()?);
        self.sealed.write(&changes, Lasting::Power)?;
        Ok(())
    }

    /// Forgets every visit of the person as well. The journal's key stays: it seals what waits for others.
    pub(crate) fn forget_all(&self) -> Result<(), OpenError> {
        let changes = self.state().stays.clear();
        self.forget_person(true)?;
        self.sealed.write(&changes, Lasting::Power)?;
        Ok(())
    }

    fn past_rows(&self) -> Result<Vec<JournalChange>, JournalError> {
        let rows = self.ports.journal.load(RowKind::Past)?;
        Ok(rows.into_iter().map(|row| JournalChange::Delete(RowKind::Past, row.id)).collect())
    }
}
