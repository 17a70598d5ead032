//! One open board: the newest arrivals or those behind the last one seen, then whatever comes, until the session ends.

use std::sync::{Arc, Weak};

use ashyq_core::{id::VenueId, moment::Moment, not_live::Mode, wire::ProblemCode};
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
};
use crate::{
    answer::Answer,
    application::checklist::{self, Item},
    database::{DatabaseError, Sql},
    limits,
    problem::Refusal,
    random,
    service::Inner,
    store::{
        Id,
        arrivals::{self, ArrivalRow},
        board::{self, Sequence},
        venues,
    },
};

/// Whether somebody may look at a venue's board at a moment.
pub(crate) type May = Arc<dyn Fn(&mut dyn Sql, Moment) -> Result<bool, DatabaseError> + Send + Sync>;

/// Who looks.
pub(crate) struct Viewer {
    /// The account: when one of its sessions ends, the board asks whether it was its own.
    pub(crate) account: Id,
    /// Asked at the beginning, now and then, and when a session of the account ends.
    pub(crate) may: May,
}

/// Opens a board; `last` is what a board that was cut has seen.
pub(crate) async fn open(
    inner: &Arc<Inner>,
    venue: VenueId,
    viewer: Viewer,
    last: Option<Sequence>,
) -> Result<Answer, Refusal> {
    let now = inner.now();
    let (mode, tried) = inner
        .database
        .read(|sql| {
            let venue = venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            let tried = checklist::of(sql, venue.venue)?.at(Item::BoardOpened).is_some();
            Ok::<_, Refusal>((venue.mode, tried))
        })
        .await?;
    if mode == Some(Mode::Test) && !tried {
        inner.database.write(move |sql| checklist::note(sql, venue, Item::BoardOpened, now)).await?;
    }
    let seat = inner.boards.take_seat(inner, venue, viewer.account)?;
    let screen = Screen { inner: Arc::downgrade(inner), venue, may: viewer.may, seat, shows: Shows::Nothing(last) };
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
    may: May,
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
        let (venue, may) = (self.venue, Arc::clone(&self.may));
        let from = inner.database.read_now(|sql| {
            if !may(sql, now)? {
                return Ok(None);
            }
            if let Some(last) = last
                && (0..=board::sequence(sql, venue)?).contains(&last)
                && !arrivals::are_more(sql, venue, last, limits::MOST_RESUMED)?
            {
                return Ok(Some((last, true)));
            }
            Ok::<_, DatabaseError>(Some((arrivals::before_the_newest(sql, venue, limits::BOARD_ROWS)?, false)))
        });
        let (from, resumed) = from.ok()??;
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

    fn may_look(&self) -> bool {
        let Some(inner) = self.inner.upgrade() else { return false };
        let now = inner.now();
        inner.database.read_now(|sql| (self.may)(sql, now)).unwrap_or(false)
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
