//! The schemas of what a board, its counts and the end of a day say.

use ashyq_core::status::Colour;
use serde_json::{Value, json};

use crate::{
    board::{Outcome, Source},
    schema::{Row, any_of, base64url, boolean, integer, list, moment, object, reference, said, text},
};

/// Every schema by its name. None of them grows: a field more is a thing more that a venue learns.
pub(crate) fn schemas() -> Vec<Row> {
    vec![
        (
            "BoardBegin",
            object(
                "Event `begin`, the first one of every connection.",
                &[
                    ("time", said(&moment(), "The service's time, by which door codes turn over.")),
                    ("resumed", boolean("Whether arrivals go on behind `Last-Event-ID`; else the newest ones follow.")),
                ],
                &[],
            ),
        ),
        (
            "BoardArrival",
            object(
                "Event `arrival`: a row of the board; the same number again replaces the row.",
                &[
                    ("arrival", number("The row's number at this venue.")),
                    ("source", any_of(&Source::ALL)),
                    ("outcome", any_of(&Outcome::ALL)),
                    ("colour", colour()),
                    ("shape", any_of(&["octagon", "triangle", "circle", "square", "ring"])),
                    ("word", said(&text(32), "The key of the word that stands for the colour.")),
                    ("entrance", integer(1, 99)),
                    ("at", said(&moment(), "The minute.")),
                    ("codes", or_null(&reference("BoardCodes"))),
                ],
                &[],
            ),
        ),
        (
            "BoardCodes",
            object(
                "The door codes of a decision while they run, one for each half minute.",
                &[
                    ("from", said(&moment(), "When the first one's half minute begins.")),
                    ("ends", said(&moment(), "When the last one's ends.")),
                    ("codes", list(&said(&text(40), "Sign, word and digits."))),
                ],
                &[],
            ),
        ),
        ("BoardInside", object("Event `inside`: how many people are inside.", &[("people", people())], &[])),
        ("BoardMode", object("Event `mode`: what the venue is.", &[("mode", reference("Mode"))], &[])),
        ("CloseDay", object("Closes the day.", &[("press", said(&base64url(16), "Made where the button is."))], &[])),
        (
            "DayClosed",
            object(
                "A day that was closed; event `closed` too.",
                &[
                    ("at", said(&moment(), "The minute.")),
                    ("ended", said(&people(), "How many were inside until then.")),
                ],
                &[],
            ),
        ),
        (
            "Counts",
            object(
                "The people of a day; event `counts` too.",
                &[
                    ("day", said(&json!({ "type": "string", "format": "date" }), "In Kazakhstan.")),
                    ("hours", list(&reference("HourCount"))),
                    ("totals", list(&reference("Count"))),
                ],
                &[],
            ),
        ),
        ("HourCount", object("Within an hour.", &[vec![("hour", integer(0, 23))], way()].concat(), &[])),
        ("Count", object("Of the whole day, each person once.", &way(), &[])),
    ]
}

/// In which way people came, and how many.
fn way() -> Vec<(&'static str, Value)> {
    vec![
        ("source", any_of(&Source::ALL)),
        ("outcome", any_of(&Outcome::ALL)),
        ("colour", colour()),
        ("people", people()),
    ]
}

fn people() -> Value {
    integer(0, u32::MAX)
}

fn colour() -> Value {
    said(&or_null(&any_of(&Colour::ALL)), "Null where there was no decision.")
}

fn number(description: &str) -> Value {
    json!({ "type": "integer", "format": "int64", "minimum": 1, "description": description })
}

fn or_null(schema: &Value) -> Value {
    json!({ "oneOf": [schema, { "type": "null" }] })
}

#[cfg(test)]
pub(crate) mod tests {
    use ashyq_core::{bytes::Bytes, moment::Moment};

    use super::*;
    use crate::{
        api::{board::CloseDay, venues::ModeShown},
        board::{
            counts::{Count, Counts, HourCount},
            event::{ArrivalShown, Begin, CodesShown, DayClosed, Inside, ModeNow},
        },
    };

    const NOW: Moment = Moment(1_795_348_800_000);

    /// Real values of everything that a board says.
    pub(crate) fn examples() -> Vec<(&'static str, Value)> {
        let codes = CodesShown { from: NOW, ends: NOW, codes: vec![String::from("★ АҚҚУ 07")] };
        let arrival = |colour: Option<Colour>, codes: Option<CodesShown>| ArrivalShown {
            arrival: 1,
            source: Source::Phone,
            outcome: if colour.is_some() { Outcome::Admitted } else { Outcome::Unchecked },
            colour,
            shape: String::from(if colour.is_some() { "circle" } else { "ring" }),
            word: String::from("green"),
            entrance: 1,
            at: NOW,
            codes,
        };
        let (source, outcome, colour, people) = (Source::Staff, Outcome::Refused, Some(Colour::Red), 3);
        let hour = HourCount { hour: 23, source, outcome, colour, people };
        let count = Count { source, outcome, colour: None, people };
        vec![
            ("BoardBegin", json!(Begin { time: NOW, resumed: false })),
            ("BoardArrival", json!(arrival(Some(Colour::Green), Some(codes.clone())))),
            ("BoardArrival", json!(arrival(None, None))),
            ("BoardCodes", json!(codes)),
            ("BoardInside", json!(Inside { people })),
            ("BoardMode", json!(ModeNow { mode: ModeShown::Live })),
            ("CloseDay", json!(CloseDay { press: Bytes([1; 16]) })),
            ("DayClosed", json!(DayClosed { at: NOW, ended: 3 })),
            ("HourCount", json!(hour)),
            ("Count", json!(count)),
            ("Counts", json!(Counts { day: String::from("2026-11-22"), hours: vec![hour], totals: vec![count] })),
        ]
    }
}
