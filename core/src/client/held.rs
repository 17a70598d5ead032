//! What the phone holds of the service: keys, rules, the list of what is not live, the own status, the binding, the time.
//!
//! Every document was checked before it is held, and an older number never replaces a newer one.

use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    client::{
        device::Device,
        exchange::{As, Call, Failure, PATIENCE},
        owner::{OWNER, Owner},
        ports::{JournalChange, JournalError, Lasting, RowKind},
        sealed::Sealed,
        staff::shift::HeldStaff,
        tracked_clock::{Anchor, Tracked},
    },
    keys::{Document, KeySet, PublicKey, Signed},
    moment::Moment,
    not_live::NotLive,
    rules::Rules,
    wire::{Binding, Newest, OwnStatus, path},
};

/// What the phone holds.
pub(crate) struct Held {
    /// The root that signed the key set, or that it hands over to.
    roots: Vec<PublicKey>,
    pub(crate) keys: Option<KeySet>,
    pub(crate) rules: Rules,
    pub(crate) list: NotLive,
    pub(crate) status: Option<OwnStatus>,
    pub(crate) binding: Binding,
    pub(crate) anchor: Option<Anchor>,
    pub(crate) newest: Newest,
    /// Whether something was signed with a key that is not in the held set: the next contact fetches it.
    pub(crate) keys_doubted: bool,
    pub(crate) staff: HeldStaff,
    /// How many rows of the journal could not be read.
    pub(crate) damaged: usize,
}

const KEYS: [u8; 16] = [1; 16];
const RULES: [u8; 16] = [2; 16];
const LIST: [u8; 16] = [3; 16];
const STATUS: [u8; 16] = [4; 16];
const BINDING: [u8; 16] = [5; 16];
const ANCHOR: [u8; 16] = [6; 16];
const ROOTS: [u8; 16] = [7; 16];

impl Held {
    /// What is held, and of whom.
    pub(crate) fn load(sealed: &Sealed, root: PublicKey) -> Result<(Self, Option<Owner>), JournalError> {
        let loaded = sealed.load::<serde_json::Value>(RowKind::Held)?;
        let read = Shelf(loaded.rows);
        let held = Self {
            roots: read.get(ROOTS).unwrap_or_else(|| vec![root]),
            keys: read.get(KEYS),
            rules: read.get(RULES).unwrap_or_else(Rules::version_1),
            list: read.get(LIST).unwrap_or_default(),
            status: read.get(STATUS),
            binding: read.get(BINDING).unwrap_or(Binding::None),
            anchor: read.get(ANCHOR),
            newest: Newest::default(),
            keys_doubted: false,
            staff: HeldStaff::load(&read),
            damaged: loaded.damaged,
        };
        Ok((held, read.get(OWNER)))
    }

    pub(crate) fn put_anchor(&self, sealed: &Sealed) -> JournalChange {
        sealed.put(RowKind::Held, ANCHOR, &self.anchor)
    }

    /// Whether the service has named newer documents than the phone holds.
    fn is_behind(&self) -> bool {
        self.keys_doubted
            || self.keys.as_ref().is_none_or(|keys| keys.number < self.newest.keys)
            || self.list.number < self.newest.list
            || self.rules.version() < self.newest.rules
    }

    /// Notes the newest numbers; they only rise.
    pub(crate) fn note(&mut self, newest: &Newest) {
        self.newest.keys = self.newest.keys.max(newest.keys);
        self.newest.list = self.newest.list.max(newest.list);
        self.newest.rules = self.newest.rules.max(newest.rules);
        self.newest.least_app = self.newest.least_app.max(newest.least_app);
    }

    /// Forgets what belongs to the person.
    pub(crate) fn forget_person(&mut self) -> Vec<JournalChange> {
        self.status = None;
        self.binding = Binding::None;
        let mut changes = self.staff.forget();
        changes.extend([STATUS, BINDING, OWNER].map(|id| JournalChange::Delete(RowKind::Held, id)));
        changes
    }
}

/// The rows of what is held, by their names.
pub(crate) struct Shelf(Vec<([u8; 16], serde_json::Value)>);

impl Shelf {
    pub(crate) fn get<T: DeserializeOwned>(&self, id: [u8; 16]) -> Option<T> {
        let (_, value) = self.0.iter().find(|(row, _)| *row == id)?;
        serde_json::from_value(value.clone()).ok()
    }
}

impl Device {
    /// Fetches the documents of which the service has newer ones; what cannot be fetched now is fetched another time.
    pub(crate) async fn catch_up(&self, patience: Duration) -> Result<(), Failure> {
        if self.state().held.is_behind() {
            self.fetch_keys(patience).await?;
            self.fetch_documents(patience).await?;
        }
        Ok(())
    }

    /// Fetches the key set: signed by a root that the phone believes, and not older than the one it holds.
    pub(crate) async fn fetch_keys(&self, patience: Duration) -> Result<(), Failure> {
        let signed: Signed<KeySet> = self.call(&Call::get(path::KEYS, As::Anyone).within(patience)).await?.read()?;
        let mut state = self.state();
        let roots = state.held.roots.clone();
        let keys = roots.iter().find_map(|root| signed.open_as_root(*root).ok()).ok_or(Failure::NotOurs)?;
        if state.held.keys.as_ref().is_some_and(|held| keys.number < held.number) {
            return Err(Failure::NotOurs);
        }
        if let Some(next) = keys.next_root.filter(|next| !roots.contains(next)) {
            state.held.roots.push(next);
            self.hold(ROOTS, &state.held.roots)?;
        }
        state.held.note(&Newest { keys: keys.number, ..Newest::default() });
        self.hold(KEYS, &keys)?;
        state.held.keys = Some(keys);
        state.held.keys_doubted = false;
        Ok(())
    }

    async fn fetch_documents(&self, patience: Duration) -> Result<(), Failure> {
        let list: Signed<NotLive> = self.call(&Call::get(path::NOT_LIVE, As::Anyone).within(patience)).await?.read()?;
        let rules: Signed<Rules> = self.call(&Call::get(path::RULES, As::Anyone).within(patience)).await?.read()?;
        let now = self.now();
        let mut state = self.state();
        let list = state.held.open(&list, now)?;
        let rules = state.held.open(&rules, now)?;
        if list.number < state.held.list.number || rules.version() < state.held.rules.version() {
            return Err(Failure::NotOurs);
        }
        state.held.note(&Newest { list: list.number, rules: rules.version(), ..Newest::default() });
        self.hold(LIST, &list)?;
        self.hold(RULES, &rules)?;
        state.held.list = list;
        state.held.rules = rules;
        Ok(())
    }

    /// Holds the own status under the binding for which it was asked; if another one is held by now, it is nobody's.
    pub(crate) fn hold_status(&self, asked_for: Binding, status: &OwnStatus) -> Result<(), Failure> {
        let mut state = self.state();
        if state.held.binding == asked_for {
            self.hold(STATUS, status)?;
            state.held.note(&status.newest);
            state.held.status = Some(status.clone());
        }
        Ok(())
    }

    /// Holds the binding. A status goes with the binding it was told for: it is another person's under the next one.
    pub(crate) fn hold_binding(&self, binding: Binding) -> Result<(), Failure> {
        let mut state = self.state();
        let mut changes = vec![self.sealed.put(RowKind::Held, BINDING, &binding)];
        let stays = matches!(binding, Binding::Bound { .. }) && binding == state.held.binding;
        if !stays {
            changes.push(JournalChange::Delete(RowKind::Held, STATUS));
        }
        self.sealed.write(&changes, Lasting::App).map_err(|_| Failure::Broken)?;
        state.held.binding = binding;
        state.held.status = state.held.status.take().filter(|_| stays);
        Ok(())
    }

    /// Opens a signed answer with the held keys; fetches the keys anew where its key is not known yet.
    pub(crate) async fn open_signed<T: Document>(
        &self,
        signed: &Signed<T>,
        time: impl Fn(&T) -> Moment,
    ) -> Result<T, Failure> {
        for attempt in 0..2 {
            let opened = self.state().held.keys.as_ref().map(|keys| signed.open_dated(keys, &time));
            match opened {
                Some(Ok(document)) => return Ok(document),
                Some(Err(crate::keys::SignatureError::UnknownKey | crate::keys::SignatureError::Expired)) | None
                    if attempt == 0 =>
                {
                    self.fetch_keys(PATIENCE).await?;
                }
                Some(Err(_)) | None => return Err(Failure::NotOurs),
            }
        }
        Err(Failure::NotOurs)
    }

    /// Keeps a row of what is held; the service would say it again.
    pub(crate) fn hold(&self, id: [u8; 16], content: &impl Serialize) -> Result<(), Failure> {
        self.sealed.write(&[self.sealed.put(RowKind::Held, id, content)], Lasting::App).map_err(|_| Failure::Broken)
    }
}

impl Held {
    /// Opens a document without a time of its own. While the phone's clock is not sure, the key set's own time stands in:
    /// a wrong clock stops nothing, and numbers keep older documents out.
    fn open<T: Document>(&self, signed: &Signed<T>, now: Tracked) -> Result<T, Failure> {
        let keys = self.keys.as_ref().ok_or(Failure::NotOurs)?;
        let at = if now.certain { now.at } else { keys.issued };
        signed.open(keys, at).map_err(|_| Failure::NotOurs)
    }
}
