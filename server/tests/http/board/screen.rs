//! A board as a browser reads it, and what a person before it has seen.

use std::{collections::BTreeMap, time::Duration};

use ashyq_core::id::VenueId;
use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt as _;
use serde_json::Value;

use crate::common::*;

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: Option<i64>,
    pub name: String,
    pub data: Value,
}

/// An open board.
pub struct Screen {
    stream: BodyDataStream,
    text: String,
}

impl Screen {
    /// Opens a board; `last` is what was seen before a cut.
    pub async fn open(world: &World, venue: VenueId, last: Option<i64>) -> Self {
        Self::of(world.open_board(venue, last).await.expect("the board opens"))
    }

    pub fn of(body: Body) -> Self {
        Self { stream: body.into_data_stream(), text: String::new() }
    }

    /// The next event; nothing where the board has ended.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some(at) = self.text.find("\n\n") {
                let block: String = self.text.drain(..at + 2).collect();
                if let Some(event) = parse(&block) {
                    return Some(event);
                }
            }
            let bytes = tokio::time::timeout(Duration::from_secs(20), self.stream.next()).await.expect("in time")?;
            self.text.push_str(std::str::from_utf8(&bytes.unwrap()).unwrap());
        }
    }

    /// The next event of a name.
    pub async fn next_named(&mut self, name: &str) -> Event {
        loop {
            let event = self.next().await.expect("the board goes on");
            if event.name == name {
                return event;
            }
        }
    }

    /// Looks until everything fits.
    pub async fn until(&mut self, seen: &mut Seen, fits: impl Fn(&Seen) -> bool) {
        while !fits(seen) {
            seen.take(self.next().await.expect("the board goes on"));
        }
    }

    /// What comes until the board ends.
    pub async fn rest(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        while let Some(event) = self.next().await {
            events.push(event);
        }
        events
    }
}

/// Reads one event as the standard says; comments and settings are none.
fn parse(block: &str) -> Option<Event> {
    let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    let data = serde_json::from_str(field("data")?).unwrap();
    Some(Event { id: field("id").map(|id| id.parse().unwrap()), name: field("event")?.to_owned(), data })
}

/// What a person before a board sees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The rows by their numbers.
    pub rows: BTreeMap<i64, Value>,
    /// What else was said last, by its name.
    pub state: BTreeMap<String, Value>,
    /// The last event's id.
    pub last: Option<i64>,
    /// The ids in the order in which they came.
    pub ids: Vec<i64>,
}

impl Seen {
    pub fn take(&mut self, event: Event) {
        if event.name == "begin" {
            if event.data["resumed"] == false {
                self.rows.clear();
                self.ids.clear();
            }
            return;
        }
        if let Some(id) = event.id {
            self.last = Some(id);
            self.ids.push(id);
            self.rows.insert(event.data["arrival"].as_i64().unwrap(), event.data);
        } else {
            self.state.insert(event.name, event.data);
        }
    }

    pub fn inside(&self) -> i64 {
        self.state.get("inside").map_or(-1, |inside| inside["people"].as_i64().unwrap())
    }
}
