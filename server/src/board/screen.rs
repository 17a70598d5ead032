//! One open board: the newest arrivals or those behind the last one seen, then whatever comes, until the session ends.

use std::sync::{Arc, Weak};

use ashyq_core::{id::VenueId, moment::Moment};
use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue},
};
use futures_util::stream;
use tokio::sync::broadcast::error::RecvError;

use super::{
    Seat, counts,
    event::{self, Begin},
    feed::{self, Message, State},
    now,
};
use crate::{
    answer::Answer,
    application::business::own_venue,
    database::{DatabaseError, Sql},
    gate::cabinet::still,
    limits,
    problem::Refusal,
    random,
    routes::Business,
    service::Inner,
    store::{
        arrivals::{self, ArrivalRow},
        board::{self, Sequence},
        cabinet_sessions,
        sessions::TokenHash,
    },
};

/// Opens a board; `last` is what a board that was cut has seen.
pub(crate) async fn open(
    inner: &Arc<Inner>,
    who: Business,
    venue: VenueId,
    last: Option<Sequence>,
) -> Result<Answer, Refusal> {
    now::begin(inner, &who, venue).await?;
    let seat = inner.boards.take_seat(inner, venue, who.account)?;
    let screen =
        Screen { inner: Arc::downgrade(inner), venue, session: who.session, seat, shows: Shows::Nothing(last) };
    let events = stream::unfold(screen, |mut screen| async move {
        let bytes = screen.next().await?;
        Some((Ok::<_, std::convert::Infallible>(bytes), screen))
    });
    let answer = Answer::stream("text/event-stream", Body::from_stream(events));
    // A proxy that collects an answer before it passes it on would show nothing.
    Ok(answer.with(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")))
}

struct Screen {
    // A board must not keep the service from ending.
    inner: Weak<Inner>,
    venue: VenueId,
    session: TokenHash,
    seat: Seat,
    shows: Shows,
}

/// How far a board has come.
#[derive(Clone, Copy)]
enum Shows {
    /// Nothing yet; the last that was seen before a cut.
    Nothing(Option<Sequence>),
    /// It is catching up, and has come to that number.
    Up(Sequence),
    /// It hears what comes, and has come to that number.
    Now(Sequence),
}

impl Screen {
    /// What is shown next; nothing where the board ends. Whoever still may look comes back by itself.
    async fn next(&mut self) -> Option<Bytes> {
        match self.shows {
            Shows::Nothing(last) => self.begin(last),
            Shows::Up(seen) => self.catch_up(seen, String::new()),
            Shows::Now(seen) => self.listen(seen).await,
        }
    }

    fn begin(&mut self, last: Option<Sequence>) -> Option<Bytes> {
        let inner = self.inner.upgrade()?;
        let now = inner.now();
        if !self.may_look() {
            return None;
        }
        let venue = self.venue;
        let from = inner.database.read_now(|sql| {
            if let Some(last) = last
                && (0..=board::sequence(sql, venue)?).contains(&last)
                && !arrivals::are_more(sql, venue, last, limits::MOST_RESUMED)?
            {
                return Ok((last, true));
            }
            Ok::<_, DatabaseError>((arrivals::before_the_newest(sql, venue, limits::BOARD_ROWS)?, false))
        });
        let (from, resumed) = from.ok()?;
        // Whoever is cut together comes back one after the other.
        let [wait] = random::bytes::<1>();
        let mut text = format!("retry: {}\n\n", 500 + u16::from(wait) * 8);
        event::write(&mut text, &Begin { time: now, resumed });
        self.catch_up(from, text)
    }

    fn catch_up(&mut self, seen: Sequence, mut text: String) -> Option<Bytes> {
        let inner = self.inner.upgrade()?;
        let (venue, now) = (self.venue, inner.now());
        let page = inner.database.read_now(|sql| page(sql, venue, seen, now)).ok()?;
        for row in &page.rows {
            event::write_arrival(&mut text, row, now);
        }
        self.shows = match page.state {
            None => Shows::Up(page.through),
            Some((state, counts)) => {
                state.write_all(&mut text);
                event::write(&mut text, &counts);
                Shows::Now(page.through)
            }
        };
        Some(text.into())
    }

    async fn listen(&mut self, seen: Sequence) -> Option<Bytes> {
        loop {
            let looks = tokio::select! {
                biased;
                _ = self.seat.stopping.changed() => return None,
                _ = self.seat.ended.changed() => self.may_look(),
                message = self.seat.messages.recv() => match message {
                    Ok(Message::Changed(changed)) => match changed.beyond(seen) {
                        Some((bytes, through)) => {
                            self.shows = Shows::Now(through);
                            return Some(bytes);
                        }
                        None => continue,
                    },
                    Ok(Message::Alive) if self.may_look() => return Some(Bytes::from_static(event::ALIVE.as_bytes())),
                    Ok(Message::Alive) => false,
                    // Too slow: what was missed is in the database, and the board comes back for it.
                    Ok(Message::Over) | Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
                },
            };
            if !looks {
                return None;
            }
        }
    }

    /// Whether the session lives and the venue is still its owner's. Whoever has a board open uses the cabinet.
    fn may_look(&self) -> bool {
        let Some(inner) = self.inner.upgrade() else { return false };
        let (now, session, venue) = (inner.now(), self.session, self.venue);
        let seen = inner.database.read_now(|sql| {
            let Some((who, seen)) = still(sql, &session, now)? else { return Ok(None) };
            Ok::<_, Refusal>(own_venue(sql, &who, venue).is_ok().then_some(seen))
        });
        let Ok(Some(seen)) = seen else { return false };
        if now.since(seen) >= limits::CABINET_IDLE / 3 {
            // Nothing waits for it: where it fails, the next look notes it.
            drop(inner.database.write(move |sql| cabinet_sessions::note_seen(sql, &session, now)));
        }
        true
    }
}

struct Page {
    rows: Vec<ArrivalRow>,
    through: Sequence,
    /// How things stand, where this page is the last one.
    state: Option<(State, counts::Counts)>,
}

fn page(sql: &mut dyn Sql, venue: VenueId, seen: Sequence, now: Moment) -> Result<Page, DatabaseError> {
    let rows = arrivals::since(sql, venue, seen, limits::BOARD_PAGE)?;
    let through = feed::through(sql, venue, &rows)?;
    let is_last = i64::try_from(rows.len()).unwrap_or(i64::MAX) < limits::BOARD_PAGE;
    let state =
        if is_last { Some((State::read(sql, venue, now)?, counts::read(sql, venue, now.day())?)) } else { None };
    Ok(Page { rows, through, state })
}
