//! A venue's board: its own screen of arrivals, people inside and counts, without reload.
//!
//! What a board shows is numbered venue by venue in the order of commits (`store/board.rs`). All boards of a venue
//! share one `Feed`: it reads what is new once, writes it down once, and hands the same bytes to everybody. A board
//! that was cut names the last number that it has seen and goes on behind it.
//!
//! Everything that a board, a count or an export says is in `event`, `counts` and `export`: colours, decisions, minutes and
//! numbers, never anything by which a person is known again.

pub(crate) mod close;
pub mod counts;
mod csv;
pub mod event;
pub(crate) mod export;
mod feed;
pub(crate) mod now;
pub(crate) mod screen;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ashyq_core::{
    id::VenueId,
    wire::{Problem, ProblemCode},
};
use serde::{Deserialize, Serialize};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, watch};

use crate::{limits, metric, problem::Refusal, service::Inner, store::Id};
use feed::{Feed, Message};

/// Who told of an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The visitor's phone.
    Phone = 1,
    /// Staff, for somebody without a smartphone.
    Staff = 2,
    /// A practice person, at a venue in test mode.
    Test = 3,
}

/// What came of an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Admitted.
    Admitted = 1,
    /// Entered without a decision; there is no colour.
    Unchecked = 2,
    /// Refused.
    Refused = 3,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Staff, Self::Test];

    pub(crate) fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|source| i64::from(*source as u8) == number)
    }
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Admitted, Self::Unchecked, Self::Refused];

    pub(crate) fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| i64::from(*outcome as u8) == number)
    }
}

/// The boards that are open, and the places for more.
pub(crate) struct Boards {
    feeds: Mutex<HashMap<VenueId, Arc<Feed>>>,
    /// The accounts that look at boards: a board ends with the session in which it was opened.
    viewers: Mutex<HashMap<Id, watch::Sender<()>>>,
    places: Arc<Semaphore>,
    pub(crate) exports: Arc<Semaphore>,
    stopping: watch::Sender<bool>,
    /// Whether other processes write to the same database: then the feeds ask it now and then.
    pub(crate) polls: bool,
}

impl Boards {
    /// No board is open yet.
    pub(crate) fn new(polls: bool) -> Self {
        Self {
            feeds: Mutex::default(),
            viewers: Mutex::default(),
            places: Arc::new(Semaphore::new(limits::MOST_BOARDS)),
            exports: Arc::new(Semaphore::new(limits::MOST_EXPORTS)),
            stopping: watch::Sender::new(false),
            polls,
        }
    }

    /// Tells of changed things by their ids: venues whose boards go on, accounts whose sessions may have ended.
    pub(crate) fn wake(&self, changed: &[Id]) {
        let (feeds, viewers) = (lock(&self.feeds), lock(&self.viewers));
        for id in changed {
            if let Some(feed) = feeds.get(&VenueId(*id)) {
                feed.wake();
            }
            if let Some(viewer) = viewers.get(id) {
                viewer.send_replace(());
            }
        }
    }

    /// Ends every board, and opens no other.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Takes a seat before a venue's board.
    pub(crate) fn take_seat(
        self: &Arc<Self>,
        inner: &Arc<Inner>,
        venue: VenueId,
        account: Id,
    ) -> Result<Seat, Refusal> {
        let busy = || Refusal::from(Problem::of(ProblemCode::Overloaded).wait(limits::BOARD_WAIT_S));
        if *self.stopping.borrow() {
            return Err(busy());
        }
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| busy())?;
        let mut feeds = lock(&self.feeds);
        let feed = if let Some(feed) = feeds.get(&venue) {
            Arc::clone(feed)
        } else {
            let feed = Feed::start(self, inner, venue)?;
            feeds.insert(venue, Arc::clone(&feed));
            feed
        };
        let place_of_venue =
            Arc::clone(&feed.places).try_acquire_owned().map_err(|_| Refusal::from(ProblemCode::BoardsUsedUp))?;
        // Subscribed under the lock: a feed without boards leaves under it.
        let messages = feed.subscribe();
        drop(feeds);
        let ended = lock(&self.viewers).entry(account).or_default().subscribe();
        metrics::gauge!(metric::BOARDS).increment(1.0);
        let boards = Arc::clone(self);
        let leaving = Leaving { boards, feed, account, _places: [place, place_of_venue] };
        Ok(Seat { messages, ended, stopping: self.stopping.subscribe(), _leaving: leaving })
    }

    /// Removes a feed at which nobody looks; whether it is gone.
    fn retire(&self, venue: VenueId, feed: &Arc<Feed>) -> bool {
        let mut feeds = lock(&self.feeds);
        if feed.is_watched() {
            return false;
        }
        remove(&mut feeds, venue, feed);
        true
    }

    /// Removes a feed that cannot go on; whoever comes next starts another.
    fn forget(&self, venue: VenueId, feed: &Arc<Feed>) {
        remove(&mut lock(&self.feeds), venue, feed);
    }
}

/// A board's place: what it hears.
pub(crate) struct Seat {
    messages: broadcast::Receiver<Message>,
    ended: watch::Receiver<()>,
    stopping: watch::Receiver<bool>,
    // Dropped last: what it looks at must not count this board any more.
    _leaving: Leaving,
}

/// Gives the place back.
struct Leaving {
    boards: Arc<Boards>,
    feed: Arc<Feed>,
    account: Id,
    _places: [OwnedSemaphorePermit; 2],
}

impl Drop for Leaving {
    fn drop(&mut self) {
        metrics::gauge!(metric::BOARDS).decrement(1.0);
        let mut viewers = lock(&self.boards.viewers);
        if viewers.get(&self.account).is_some_and(|viewer| viewer.receiver_count() == 0) {
            viewers.remove(&self.account);
        }
        drop(viewers);
        self.feed.wake();
    }
}

fn remove(feeds: &mut HashMap<VenueId, Arc<Feed>>, venue: VenueId, feed: &Arc<Feed>) {
    if feeds.get(&venue).is_some_and(|present| Arc::ptr_eq(present, feed)) {
        feeds.remove(&venue);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
