//! The card of a decision, as two people see it: the visitor on the phone, and staff who check.
//!
//! Admitted fills the screen with the colour; refused shows it as a band, behind its words and a heavy border; a test is
//! hatched on all sides.

use ashyq_core::{
    check::DoorAnswer,
    words::{Word, look::Look},
};

use super::{
    View, frame,
    line::{Ground, Ink, Line, Page},
    paint::Paint,
    text,
};

/// Columns of a shape.
const SHAPE: usize = 14;
/// Columns between a shape and its words.
const GAP: usize = 4;
/// From this width on the words stand beside the shape.
const BESIDE: usize = 44;

/// The page with a frame on it; practice is hatched, and what TEST means stands below.
pub(super) fn page_of(view: &View, framed: Vec<Line>, test: Option<Word>) -> Page {
    let framed = if test.is_some() { frame::hatch(framed, view.width, view.say(Word::Test)) } else { framed };
    let mut page = Page::from(framed);
    page.blank();
    if let Some(meaning) = test {
        page.wrapped(view.width, view.say(meaning), Ink::PLAIN);
    }
    page
}

/// The room that the hatching of practice leaves.
pub(super) fn room(view: &View, test: bool) -> usize {
    view.width - if test { frame::HATCH } else { 0 }
}

/// Draws the card in the room that is left; `details` gets the width and the ink that are left for it.
pub(super) fn card(view: &View, answer: DoorAnswer, details: impl Fn(usize, Ink) -> Vec<Line>) -> Vec<Line> {
    let width = room(view, answer.test);
    let look = answer.colour.look();
    let colour = view.say(answer.colour.word());
    if answer.admitted {
        let (inner, ink) = (width - frame::FILL, Ink::on(Ground::Status(look)));
        let mut rows = hero(look, inner, &[colour, view.say(answer.decision())]);
        rows.push(Line::of(" ".repeat(inner), ink));
        rows.extend(details(inner, ink));
        frame::fill(look, rows, width, view.paint)
    } else {
        let inner = width - frame::BORDER;
        let rows = refused(view, look, &[colour], answer.decision(), details(inner - 4, Ink::PLAIN), inner);
        frame::heavy(rows, width)
    }
}

/// A refusal: the words first, the colour as a band only.
pub(super) fn refused(
    view: &View,
    look: Look,
    words: &[&str],
    heading: Word,
    details: Vec<Line>,
    inner: usize,
) -> Vec<Line> {
    let ink = Ink::on(Ground::Status(look));
    let band = |line: Line| line.fill(inner, ink);
    let mut rows = vec![Line::default()];
    for part in text::wrap(view.say(heading), inner) {
        rows.push(Line::of(part, Ink::BOLD).centre(inner, Ink::PLAIN));
    }
    rows.push(Line::default());
    // Without colour two rules stand for the band's edges.
    let edge = if view.paint == Paint::None { "─".repeat(inner) } else { " ".repeat(inner) };
    rows.push(Line::of(edge.clone(), ink));
    for row in hero(look, inner - 4, words) {
        rows.push(band(Line::of("  ", ink).join(row)));
    }
    rows.push(Line::of(edge, ink));
    rows.push(Line::default());
    for row in details {
        rows.push(Line::of("  ", Ink::PLAIN).join(row));
    }
    rows.push(Line::default());
    rows
}

/// The shape with its words: beside it where there is room, else below, in the middle.
pub(super) fn hero(look: Look, inner: usize, words: &[&str]) -> Vec<Line> {
    let ink = Ink::on(Ground::Status(look));
    let shape = look.shape.blocks();
    if inner < BESIDE {
        let words = words.iter().flat_map(|word| text::wrap(word, inner)).map(|word| Line::of(word, ink.bold()));
        let rows = shape.into_iter().map(|row| Line::of(row, ink)).chain([Line::default()]).chain(words);
        return rows.map(|row| row.centre(inner, ink)).collect();
    }
    let room = inner - SHAPE - GAP;
    let mut words: Vec<Vec<String>> = words.iter().map(|word| text::wrap(word, room)).collect();
    let height: usize = words.iter().map(Vec::len).sum::<usize>() + words.len().saturating_sub(1);
    let beside: Vec<String> = std::iter::repeat_n(String::new(), shape.len().saturating_sub(height) / 2)
        .chain(words.drain(..).flat_map(|lines| lines.into_iter().chain([String::new()])))
        .collect();
    let rows = shape.into_iter().enumerate().map(|(at, row)| {
        let word = beside.get(at).cloned().unwrap_or_default();
        Line::of(row, ink).then(" ".repeat(GAP), ink).then(word, ink.bold()).fill(inner, ink)
    });
    rows.collect()
}
