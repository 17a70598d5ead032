//! The page of the own status: colour, reason, age, next change, what is open.

use ashyq_core::{
    client::{StatusScreen, WhatIsOpen},
    status::Colour,
    words::{Word, look::Look, moment},
};

use super::{
    View, frame,
    line::{Ground, Ink, Line, Page},
};

/// Draws the own status; offline in dashed grey, whatever the colour's word.
pub fn status(view: &View, screen: &StatusScreen, open: &WhatIsOpen) -> Page {
    let mut page = super::heading(view, view.say(Word::MyStatus));
    page.blank();
    let colour = screen.status.map(|status| status.colour);
    let word = view.say(colour.map_or(Word::Unknown, Colour::word));
    let shape = colour.map_or(Look::UNKNOWN, Colour::look);
    if screen.offline || colour.is_none() {
        let ink = Ink::on(Ground::Status(Look::UNKNOWN));
        let drawn = super::card::hero(Look { shape: shape.shape, ..Look::UNKNOWN }, view.width - 6, &[word]);
        let rows = drawn.into_iter().map(|row| Line::of("  ", ink).join(row));
        let rows = [Line::default()].into_iter().chain(rows).chain([Line::default()]).collect();
        page.append(frame::dashed(rows, view.width).into());
    } else {
        let drawn = super::card::hero(shape, view.width - frame::FILL, &[word]);
        page.append(frame::fill(shape, drawn, view.width, view.paint).into());
    }
    page.blank();
    page.wrapped(view.width, &screen.reason(view.language), Ink::BOLD);
    let said = |word: Word, name: &str, value: &str| word.fill(view.language, &[(name, value)]);
    if let Some(as_of) = screen.as_of {
        let time = moment::day_and_clock(view.language, as_of.millis());
        let word = if screen.offline { Word::TimetableOffline } else { Word::AsOf };
        page.wrapped(view.width, &said(word, "time", &time), Ink::QUIET);
    } else if screen.offline {
        page.wrapped(view.width, view.say(Word::NoNetwork), Ink::QUIET);
    }
    if let Some(next) = screen.next {
        let time = moment::day_and_clock(view.language, next.from.millis());
        let colour = view.say(next.status.colour.word());
        page.wrapped(view.width, &Word::Turns.fill(view.language, &[("time", &time), ("colour", colour)]), Ink::PLAIN);
    }
    if !open.kinds.is_empty() {
        page.blank();
        page.wrapped(view.width, view.say(Word::OpenToMe), Ink::BOLD);
        for sentence in open.sentences(view.language) {
            page.wrapped(view.width, &sentence, Ink::PLAIN);
        }
    }
    page
}
