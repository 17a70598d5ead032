//! What all boards of a venue share: what is new is read once, written down once, and handed to everybody.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use ashyq_core::{id::VenueId, moment::Moment};
use axum::body::Bytes;
use tokio::{
    sync::{Notify, Semaphore, broadcast},
    time::{Instant, MissedTickBehavior, interval, sleep_until},
};

use super::{
    Boards, counts,
    event::{self, DayClosed, Inside, ModeNow},
};
use crate::{
    api::venues::ModeShown,
    database::{DatabaseError, Sql},
    limits,
    service::Inner,
    store::{
        arrivals::{self, ArrivalRow},
        board::{self, Sequence},
        closings, stays, venues,
    },
};

/// What a venue's boards hear.
#[derive(Clone)]
pub(super) enum Message {
    /// Something is new.
    Changed(Arc<Changed>),
    /// Nothing is; look whether you may still look.
    Alive,
    /// Nothing will be: begin anew.
    Over,
}

/// What came between two numbers of a venue's board.
pub(super) struct Changed {
    /// The number behind which it begins.
    after: Sequence,
    /// The number up to which it goes.
    through: Sequence,
    arrivals: Vec<(Sequence, Bytes)>,
    /// How things stand at `through`.
    state: Bytes,
    /// The arrivals and how things stand, for everybody who has missed nothing.
    whole: Bytes,
}

impl Changed {
    /// What is new to a board that has seen everything up to a number, and the number up to which it has then.
    pub(super) fn beyond(&self, seen: Sequence) -> Option<(Bytes, Sequence)> {
        if self.through < seen {
            return None;
        }
        if self.after == seen {
            return Some((self.whole.clone(), self.through));
        }
        let new = self.arrivals.iter().filter(|(sequence, _)| *sequence > seen);
        let bytes: Vec<u8> = new.map(|(_, bytes)| bytes).chain([&self.state]).flatten().copied().collect();
        Some((bytes.into(), self.through))
    }
}

/// How a venue stands now.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    day: i32,
    pub(super) inside: Inside,
    pub(super) mode: ModeNow,
    pub(super) closed: Option<DayClosed>,
}

impl State {
    /// Reads how a venue stands.
    pub(super) fn read(sql: &mut dyn Sql, venue: VenueId, now: Moment) -> Result<Self, DatabaseError> {
        let mode = venues::get(sql, venue)?.ok_or(DatabaseError::Shape)?.mode;
        let closing = closings::last(sql, venue, Moment::of_day(now.day()))?;
        Ok(Self {
            day: now.day(),
            inside: Inside { people: stays::people_inside(sql, venue, now)? },
            mode: ModeNow { mode: ModeShown::of(mode) },
            closed: closing.map(|closing| DayClosed { at: event::to_the_minute(closing.at), ended: closing.ended }),
        })
    }

    /// Writes what was not so before.
    ///
    /// People and mode are written always: a board may have begun with a state that this feed never saw.
    fn write(&self, out: &mut String, before: &Self) {
        event::write(out, &self.inside);
        event::write(out, &self.mode);
        if let Some(closed) = self.closed.filter(|closed| before.closed != Some(*closed)) {
            event::write(out, &closed);
        }
    }

    /// Writes everything, for a board that begins.
    pub(super) fn write_all(&self, out: &mut String) {
        event::write(out, &self.inside);
        event::write(out, &self.mode);
        if let Some(closed) = &self.closed {
            event::write(out, closed);
        }
    }
}

/// The way to a venue's boards.
pub(super) struct Feed {
    changed: Notify,
    messages: broadcast::Sender<Message>,
    /// Places for boards of this venue.
    pub(super) places: Arc<Semaphore>,
}

impl Feed {
    /// Starts a feed; it ends when nobody looks.
    pub(super) fn start(boards: &Arc<Boards>, inner: &Arc<Inner>, venue: VenueId) -> Result<Arc<Self>, DatabaseError> {
        let feed = Arc::new(Self {
            changed: Notify::new(),
            messages: broadcast::Sender::new(limits::BOARD_QUEUE),
            places: Arc::new(Semaphore::new(limits::MOST_BOARDS_OF_VENUE)),
        });
        let now = inner.now();
        // Read before any board reads for itself: what lies between the two numbers is in both, never in none.
        let (seen, state) = inner
            .database
            .read_now(|sql| Ok::<_, DatabaseError>((board::sequence(sql, venue)?, State::read(sql, venue, now)?)))?;
        let reader = Reader { inner: Arc::downgrade(inner), venue, seen, state, counts: CountsDue::No };
        tokio::spawn(run(Arc::clone(boards), Arc::clone(&feed), reader));
        Ok(feed)
    }

    /// Lets the feed look at what is new.
    pub(super) fn wake(&self) {
        self.changed.notify_one();
    }

    /// Hears everything from now on.
    pub(super) fn subscribe(&self) -> broadcast::Receiver<Message> {
        self.messages.subscribe()
    }

    /// Whether some board looks.
    pub(super) fn is_watched(&self) -> bool {
        self.messages.receiver_count() > 0
    }
}

/// Reads for all boards of a venue; it keeps nothing open.
struct Reader {
    inner: Weak<Inner>,
    venue: VenueId,
    /// Everything up to that number was handed out.
    seen: Sequence,
    state: State,
    counts: CountsDue,
}

/// When counts are next read: they cost more than an arrival, so that many arrivals share them.
#[derive(Clone, Copy, PartialEq)]
enum CountsDue {
    No,
    /// They were handed out lately.
    NotBefore(Instant),
    At(Instant),
}

async fn run(boards: Arc<Boards>, feed: Arc<Feed>, mut reader: Reader) {
    let mut alive = interval(limits::BOARD_ALIVE);
    alive.set_missed_tick_behavior(MissedTickBehavior::Delay);
    alive.reset();
    let mut poll = interval(if boards.polls { limits::BOARD_POLL } else { limits::BOARD_ALIVE });
    poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
    poll.reset();
    loop {
        let mut ticked = false;
        tokio::select! {
            () = feed.changed.notified() => {}
            _ = poll.tick() => {}
            () = due(reader.counts) => {}
            _ = alive.tick() => ticked = true,
        }
        if boards.retire(reader.venue, &feed) {
            return;
        }
        let Some(inner) = reader.inner.upgrade() else { return };
        loop {
            match reader.next(&inner) {
                Ok(Some(changed)) => drop(feed.messages.send(Message::Changed(Arc::new(changed)))),
                Ok(None) => break,
                Err(error) => {
                    tracing::error!(%error, "a board could not be read");
                    boards.forget(reader.venue, &feed);
                    let _ = feed.messages.send(Message::Over);
                    return;
                }
            }
        }
        if ticked {
            let _ = feed.messages.send(Message::Alive);
        }
    }
}

async fn due(counts: CountsDue) {
    match counts {
        CountsDue::At(at) => sleep_until(at).await,
        CountsDue::No | CountsDue::NotBefore(_) => std::future::pending().await,
    }
}

impl Reader {
    /// What is new, where anything is.
    fn next(&mut self, inner: &Inner) -> Result<Option<Changed>, DatabaseError> {
        let (venue, seen, now) = (self.venue, self.seen, inner.now());
        let counts_now = matches!(self.counts, CountsDue::At(at) if at <= Instant::now());
        let (rows, through, state, counted) = inner.database.read_now(|sql| {
            let rows = arrivals::since(sql, venue, seen, limits::BOARD_PAGE)?;
            let through = through(sql, venue, &rows)?;
            let state = State::read(sql, venue, now)?;
            let counted = if counts_now { Some(counts::read(sql, venue, state.day)?) } else { None };
            Ok::<_, DatabaseError>((rows, through, state, counted))
        })?;
        if !rows.is_empty() || state.day != self.state.day {
            self.counts_are_due();
        }
        if through == seen && state == self.state && counted.is_none() {
            return Ok(None);
        }
        let arrivals: Vec<(Sequence, Bytes)> = rows
            .iter()
            .map(|row| {
                let mut text = String::new();
                event::write_arrival(&mut text, row, now);
                (row.sequence, Bytes::from(text))
            })
            .collect();
        let mut text = String::new();
        state.write(&mut text, &self.state);
        if let Some(counted) = counted {
            event::write(&mut text, &counted);
            self.counts = CountsDue::NotBefore(Instant::now() + limits::COUNTS_EVERY);
        }
        let whole: Vec<u8> =
            arrivals.iter().flat_map(|(_, bytes)| bytes.iter()).chain(text.as_bytes()).copied().collect();
        (self.seen, self.state) = (through, state);
        Ok(Some(Changed { after: seen, through, arrivals, state: text.into(), whole: whole.into() }))
    }

    fn counts_are_due(&mut self) {
        self.counts = match self.counts {
            CountsDue::No => CountsDue::At(Instant::now() + Duration::from_millis(1)),
            CountsDue::NotBefore(at) | CountsDue::At(at) => CountsDue::At(at),
        };
    }
}

/// The number up to which a page of arrivals goes: a full page ends with its last row, any other with the board.
pub(super) fn through(sql: &mut dyn Sql, venue: VenueId, rows: &[ArrivalRow]) -> Result<Sequence, DatabaseError> {
    match rows.last() {
        Some(last) if i64::try_from(rows.len()).unwrap_or(i64::MAX) >= limits::BOARD_PAGE => Ok(last.sequence),
        _ => board::sequence(sql, venue),
    }
}
