//! A venue's board as its owner's browser has it open: rows by server-sent events, over real HTTP.

use std::{collections::BTreeMap, time::Duration};

use ashyq_core::{door_code::SLOT, id::VenueId, moment::Moment};
use ashyq_server::board::{
    counts::Counts,
    event::{ArrivalShown, Begin, Inside},
};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;

use super::{Untold, browser::Browser};

/// How long something that happened may take to stand on the board.
const PATIENCE: Duration = Duration::from_secs(5);

/// A board that is open.
pub(super) struct Board {
    events: Incoming,
    unread: Vec<u8>,
    rows: BTreeMap<i64, ArrivalShown>,
    inside: u32,
    counts: Option<Counts>,
    last: Option<i64>,
}

impl Board {
    /// Opens the board of a venue, and waits until it shows how things stand.
    pub(super) async fn open(browser: &mut Browser, venue: VenueId) -> Result<Self, Untold> {
        let events = browser.stream(&path(venue), None).await?;
        let rows = BTreeMap::new();
        let mut board = Self { events, unread: Vec::new(), rows, inside: 0, counts: None, last: None };
        board.begins().await?;
        Ok(board)
    }

    /// Opens the board anew behind the last arrival that it has shown.
    pub(super) async fn resume(&mut self, browser: &mut Browser, venue: VenueId) -> Result<(), Untold> {
        self.events = browser.stream(&path(venue), self.last).await?;
        self.unread.clear();
        self.begins().await
    }

    /// The counts are the last thing that a board says before it waits for news.
    async fn begins(&mut self) -> Result<(), Untold> {
        self.counts = None;
        self.shows("how things stand", |board| board.counts.is_some()).await
    }

    /// Hears what comes until it shows what is waited for.
    pub(super) async fn shows(&mut self, what: &str, fits: impl Fn(&Self) -> bool) -> Result<(), Untold> {
        let waited = async {
            while !fits(self) {
                self.hear().await?;
            }
            Ok(())
        };
        let waited = tokio::time::timeout(PATIENCE, waited).await;
        waited.unwrap_or_else(|_| Err(Untold::of(&format!("a board that shows {what}"))))
    }

    /// The rows, the newest first.
    pub(super) fn rows(&self) -> impl Iterator<Item = &ArrivalShown> {
        self.rows.values().rev()
    }

    /// How many people are inside.
    pub(super) fn inside(&self) -> u32 {
        self.inside
    }

    async fn hear(&mut self) -> Result<(), Untold> {
        let frame = self.events.frame().await.and_then(Result::ok).ok_or_else(|| Untold::of("a board that goes on"))?;
        self.unread.extend(frame.into_data().unwrap_or_default());
        while let Some(end) = self.unread.windows(2).position(|two| two == b"\n\n") {
            let event: Vec<u8> = self.unread.drain(..end + 2).collect();
            self.take(&String::from_utf8_lossy(&event)).ok_or_else(|| Untold::of("an event of the board"))?;
        }
        Ok(())
    }

    fn take(&mut self, event: &str) -> Option<()> {
        let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let data = field("data").unwrap_or_default();
        self.last = field("id").and_then(|id| id.parse().ok()).or(self.last);
        match field("event") {
            Some("begin") if !serde_json::from_str::<Begin>(data).ok()?.resumed => self.rows.clear(),
            Some("arrival") => {
                let row: ArrivalShown = serde_json::from_str(data).ok()?;
                self.rows.insert(row.arrival, row);
            }
            Some("counts") => self.counts = Some(serde_json::from_str(data).ok()?),
            Some("inside") => self.inside = serde_json::from_str::<Inside>(data).ok()?.people,
            _ => {}
        }
        Some(())
    }
}

/// The door code that stands in a row now.
pub(super) fn code_of(row: &ArrivalShown, now: Moment) -> Option<&str> {
    let codes = row.codes.as_ref().filter(|codes| codes.from <= now && now < codes.ends)?;
    let at = now.slot(SLOT).checked_sub(codes.from.slot(SLOT))?;
    codes.codes.get(usize::try_from(at).ok()?).map(String::as_str)
}

fn path(venue: VenueId) -> String {
    format!("/v1/business/venues/{venue}/board")
}
