//! What a board is told, as server-sent events (HTML Living Standard, "Server-sent events").
//!
//! `arrival` carries its number as the event's id; everything else tells how things stand now and has none, so that a
//! board that was cut resumes behind the last arrival that it has seen.

use std::{fmt::Write as _, time::Duration};

use ashyq_core::{
    door_code::{DoorCode, SLOT},
    moment::Moment,
    pass,
    status::Colour,
    words::{
        Word,
        door_code::{NOUNS, SIGNS},
        look::{Look, Shape},
    },
};
use serde::{Deserialize, Serialize};

use super::{Outcome, Source};
use crate::{
    api::venues::ModeShown,
    store::{
        arrivals::{ArrivalRow, RunningCodes},
        board::Sequence,
    },
};

/// The first event of every connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    /// The service's time, by which door codes turn over.
    pub time: Moment,
    /// Whether the arrivals go on behind the last one that was seen; else the newest ones follow, in place of all others.
    pub resumed: bool,
}

/// A row of the board; the same number again replaces the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrivalShown {
    /// The row's number at this venue.
    pub arrival: Sequence,
    /// Who told of it.
    pub source: Source,
    /// Admitted, unchecked or refused.
    pub outcome: Outcome,
    /// The colour, where there was a decision.
    pub colour: Option<Colour>,
    /// The shape that stands for it.
    pub shape: String,
    /// The key of the word that stands for it.
    pub word: String,
    /// The entrance.
    pub entrance: u8,
    /// The minute.
    pub at: Moment,
    /// The door codes, while they run.
    pub codes: Option<CodesShown>,
}

/// The door codes of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodesShown {
    /// When the first one's half minute begins.
    pub from: Moment,
    /// When the last one's ends.
    pub ends: Moment,
    /// Sign, word and digits, one for each half minute.
    pub codes: Vec<String>,
}

impl CodesShown {
    /// The door code of the half minute in which a moment lies.
    pub(crate) fn at(&self, now: Moment) -> Option<&str> {
        let slot = usize::try_from(now.slot(SLOT).checked_sub(self.from.slot(SLOT))?).ok()?;
        self.codes.get(slot).map(String::as_str)
    }
}

/// How many people are inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inside {
    /// How many.
    pub people: u32,
}

/// What the venue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeNow {
    /// What it is.
    pub mode: ModeShown,
}

/// A day that was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayClosed {
    /// The minute.
    pub at: Moment,
    /// How many people were inside until then.
    pub ended: u32,
}

/// The event of something that is shown.
pub(crate) trait Event: Serialize {
    /// The event's name.
    const NAME: &'static str;
}

macro_rules! events {
    ($($type:ty => $name:literal,)*) => { $(
        impl Event for $type {
            const NAME: &'static str = $name;
        }
    )* };
}

events! {
    Begin => "begin",
    ArrivalShown => "arrival",
    Inside => "inside",
    ModeNow => "mode",
    DayClosed => "closed",
    super::counts::Counts => "counts",
}

/// What a connection says now and then, so that nobody on the way takes it for dead.
pub(crate) const ALIVE: &str = ":\n\n";

/// Writes an event that tells how things stand.
pub(crate) fn write<E: Event>(out: &mut String, event: &E) {
    write_with(out, None, event);
}

/// Writes an arrival.
pub(crate) fn write_arrival(out: &mut String, row: &ArrivalRow, now: Moment) {
    write_with(out, Some(row.sequence), &arrival(row, now));
}

fn write_with<E: Event>(out: &mut String, id: Option<Sequence>, event: &E) {
    // Plain structs of numbers and names always serialise, and JSON has no line breaks of its own.
    let data = serde_json::to_string(event).unwrap_or_default();
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    let _ = write!(out, "event: {}\n{id}data: {data}\n\n", E::NAME);
}

/// An arrival as it is shown.
pub(super) fn arrival(row: &ArrivalRow, now: Moment) -> ArrivalShown {
    let (look, word) = row.colour.map_or((Look::UNKNOWN, Word::NotChecked), |colour| (colour.look(), colour.word()));
    ArrivalShown {
        arrival: row.number,
        source: row.source,
        outcome: row.outcome,
        colour: row.colour,
        shape: shape(look.shape).to_owned(),
        word: word.key().to_owned(),
        entrance: row.entrance.number(),
        at: minute(row.day, row.minute),
        codes: row.codes.map(|codes| codes_of(&codes)).filter(|codes| codes.ends > now),
    }
}

/// The beginning of a minute of a day in Kazakhstan.
fn minute(day: i32, minute: u16) -> Moment {
    Moment::of_day(day).plus(Duration::from_mins(minute.into()))
}

/// The beginning of the minute in which a moment lies.
pub(crate) fn to_the_minute(at: Moment) -> Moment {
    Moment(at.0 - at.0.rem_euclid(60_000))
}

fn codes_of(codes: &RunningCodes) -> CodesShown {
    let drawn = DoorCode::of_span(&codes.seed, codes.signed_at, pass::LIFE);
    let from = Moment(0).plus(SLOT * codes.signed_at.slot(SLOT));
    let ends = from.plus(SLOT * u32::try_from(drawn.len()).unwrap_or(0));
    CodesShown { from, ends, codes: drawn.into_iter().map(say).collect() }
}

/// A door code as phone and board show it, whatever the language.
fn say(code: DoorCode) -> String {
    let sign = SIGNS[usize::from(code.sign) % SIGNS.len()].glyph;
    let word = NOUNS[usize::from(code.word) % NOUNS.len()];
    format!("{sign} {word} {:02}", code.digits)
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Octagon => "octagon",
        Shape::Triangle => "triangle",
        Shape::Circle => "circle",
        Shape::Square => "square",
        Shape::Ring => "ring",
    }
}
