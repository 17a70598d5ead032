//! The screen at the door, from far to near: fill, shape, word, admitted or refused; door code, venue, countdown; what to
//! do now and why.

use std::time::Duration;

use ashyq_core::{
    client::{DecisionScreen, DoorScreen, VisitScreen},
    decision::Why,
    id::Entrance,
    pass::LIFE,
    words::{
        Word,
        door_code::{NOUNS, SIGNS},
        look::Look,
        moment,
    },
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
/// The least rows between the hatchings: the word TEST stands in every second one.
const ROWS_OF_PRACTICE: usize = 9;
/// From this width on the words stand beside the shape.
const BESIDE: usize = 44;

/// Draws the screen; `metres` is the distance of the rules, for a refusal that names it.
pub fn door(view: &View, screen: &DoorScreen, metres: u32) -> Page {
    match screen {
        DoorScreen::Outside => super::sentence(view, view.say(Word::NotInside)),
        DoorScreen::Asking => super::sentence(view, view.say(Word::Asking)),
        DoorScreen::Decided(decided) => result(view, decided, metres),
        DoorScreen::Inside(inside) if inside.checked => visit(view, inside),
        DoorScreen::Inside(inside) => unchecked(view, inside),
    }
}

fn result(view: &View, decided: &DecisionScreen, metres: u32) -> Page {
    let width = room(view, decided.test);
    let look = decided.colour.look();
    let framed = if decided.admitted {
        let inner = width - frame::FILL;
        let mut rows = hero(look, inner, &[view.say(decided.colour.word()), view.say(Word::Admitted)]);
        rows.push(Line::of(" ".repeat(inner), Ink::on(Ground::Status(look))));
        rows.extend(details(view, decided, inner, Ink::on(Ground::Status(look))));
        frame::fill(look, rows, width, view.paint)
    } else {
        frame::heavy(refused(view, decided, look, width - frame::BORDER), width)
    };
    let mut page = page_of(view, framed, decided.test.then_some(Word::TestMeaning));
    if let Some(why) = decided.why {
        page.wrapped(view.width, &why.word().fill(view.language, &[("metres", &metres.to_string())]), Ink::PLAIN);
    }
    page.wrapped(view.width, view.say(decided.why.map_or(Word::DoShow, Why::to_do)), Ink::BOLD);
    page
}

/// The page with a frame on it; practice is hatched, and what TEST means stands below.
fn page_of(view: &View, framed: Vec<Line>, test: Option<Word>) -> Page {
    let framed = if test.is_some() { frame::hatch(framed, view.width, view.say(Word::Test)) } else { framed };
    let mut page = Page::from(framed);
    page.blank();
    if let Some(meaning) = test {
        page.wrapped(view.width, view.say(meaning), Ink::PLAIN);
    }
    page
}

/// The room that the hatching of practice leaves.
fn room(view: &View, test: bool) -> usize {
    view.width - if test { frame::HATCH } else { 0 }
}

/// A refusal: the words first, the colour as a band only.
fn refused(view: &View, decided: &DecisionScreen, look: Look, inner: usize) -> Vec<Line> {
    let ink = Ink::on(Ground::Status(look));
    let band = |line: Line| line.fill(inner, ink);
    let mut rows = vec![Line::default()];
    rows.push(Line::of(view.say(Word::Refused), Ink::BOLD).centre(inner, Ink::PLAIN));
    rows.push(Line::default());
    // Without colour two rules stand for the band's edges.
    let edge = if view.paint == Paint::None { "─".repeat(inner) } else { " ".repeat(inner) };
    rows.push(Line::of(edge.clone(), ink));
    let padded = inner - 4;
    for row in hero(look, padded, &[view.say(decided.colour.word())]) {
        rows.push(band(Line::of("  ", ink).join(row)));
    }
    rows.push(Line::of(edge, ink));
    rows.push(Line::default());
    for row in details(view, decided, padded, Ink::PLAIN) {
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
    let height: usize = words.iter().map(Vec::len).sum::<usize>() + words.len() - 1;
    let beside: Vec<String> = std::iter::repeat_n(String::new(), shape.len().saturating_sub(height) / 2)
        .chain(words.drain(..).flat_map(|lines| lines.into_iter().chain([String::new()])))
        .collect();
    let rows = shape.into_iter().enumerate().map(|(at, row)| {
        let word = beside.get(at).cloned().unwrap_or_default();
        Line::of(row, ink).then(" ".repeat(GAP), ink).then(word, ink.bold()).fill(inner, ink)
    });
    rows.collect()
}

/// Door code, venue, entrance and time, countdown.
fn details(view: &View, decided: &DecisionScreen, inner: usize, ink: Ink) -> Vec<Line> {
    let mut rows = vec![code(view, decided), Line::of(" ".repeat(inner), ink)];
    let at = moment::day_and_clock(view.language, decided.signed_at.millis());
    rows.extend(place(view, decided.venue.as_deref(), Some(decided.entrance), &at, inner, ink));
    let left = u64::try_from(decided.left.as_millis()).unwrap_or(u64::MAX);
    let says = Word::TimeLeft.fill(view.language, &[("duration", &moment::duration(view.language, left))]);
    let bar = bar(decided.left, inner.saturating_sub(text::width(&says) + 2).min(20));
    rows.push(Line::of(says, ink).then("  ", ink).then(bar, ink));
    rows
}

/// The door code on paper: the sign, the Kazakh word, two digits.
fn code(view: &View, decided: &DecisionScreen) -> Line {
    let code = decided.door_code;
    let sign = SIGNS.get(usize::from(code.sign)).map_or('?', |sign| sign.glyph);
    let noun = NOUNS.get(usize::from(code.word)).copied().unwrap_or_default();
    let (before, after) = if view.paint == Paint::None { ("[  ", "  ]") } else { ("   ", "   ") };
    Line::of(format!("{before}{sign}  {noun}  {:02}{after}", code.digits), Ink::on(Ground::Paper).bold())
}

fn place(view: &View, venue: Option<&str>, entrance: Option<Entrance>, at: &str, inner: usize, ink: Ink) -> Vec<Line> {
    let venue = venue.map(|venue| text::wrap(venue, inner)).unwrap_or_default();
    let entrance = entrance.map(|number| Word::Entrance.fill(view.language, &[("entrance", &number.to_string())]));
    let where_and_when = entrance.map_or_else(|| at.to_owned(), |entrance| format!("{entrance} · {at}"));
    let rows = venue.into_iter().map(|line| Line::of(line, ink.bold()));
    rows.chain(text::wrap(&where_and_when, inner).into_iter().map(|line| Line::of(line, ink))).collect()
}

/// What is left of a decision's five minutes, in cells.
fn bar(left: Duration, cells: usize) -> String {
    let cells_left = (left.as_millis() * cells as u128).div_ceil(LIFE.as_millis());
    let full = usize::try_from(cells_left).unwrap_or(cells).min(cells);
    format!("{}{}", "━".repeat(full), "╌".repeat(cells - full))
}

/// The present visit, after the decision's life: no colour.
fn visit(view: &View, inside: &VisitScreen) -> Page {
    let inner = room(view, inside.test) - 4;
    let heading = text::wrap(view.say(Word::CurrentVisit), inner);
    let mut rows: Vec<Line> = heading.into_iter().map(|line| Line::of(line, Ink::BOLD)).collect();
    let at = moment::day_and_clock(view.language, inside.since.millis());
    let place = place(view, inside.venue.as_deref(), inside.entrance, &at, inner, Ink::PLAIN);
    rows.extend(place.into_iter().map(|line| Line::of("  ", Ink::PLAIN).join(line)));
    let practice = Some(Word::PracticeEntry);
    let mut page = if inside.test { page_of(view, in_the_middle(rows), practice) } else { Page::from(rows) };
    page.wrapped(view.width, view.say(Word::LeaveByScan), Ink::PLAIN);
    page
}

/// Rows with as many empty ones around them as the word TEST needs to be read down the side.
fn in_the_middle(rows: Vec<Line>) -> Vec<Line> {
    let around = ROWS_OF_PRACTICE.saturating_sub(rows.len()).div_ceil(2).max(1);
    let blank = || std::iter::repeat_n(Line::default(), around);
    let rows = rows.into_iter().map(|row| Line::of("  ", Ink::PLAIN).join(row));
    blank().chain(rows).chain(blank()).collect()
}

/// An entry without a decision: dashed grey, no colour, no pass, no door code.
fn unchecked(view: &View, inside: &VisitScreen) -> Page {
    let ink = Ink::on(Ground::Status(Look::UNKNOWN));
    let width = room(view, inside.test);
    let inner = width - frame::BORDER - 4;
    let mut rows = vec![Line::default()];
    rows.extend(hero(Look::UNKNOWN, inner, &[view.say(Word::NotChecked)]));
    rows.push(Line::default());
    rows.extend(
        text::wrap(view.say(Word::NotCheckedAskStaff), inner).into_iter().map(|line| Line::of(line, ink.bold())),
    );
    rows.push(Line::default());
    let at = moment::day_and_clock(view.language, inside.since.millis());
    rows.extend(place(view, inside.venue.as_deref(), inside.entrance, &at, inner, ink));
    rows.push(Line::default());
    let rows = rows.into_iter().map(|row| Line::of("  ", ink).join(row)).collect();
    let mut page = page_of(view, frame::dashed(rows, width), inside.test.then_some(Word::PracticeEntry));
    if !inside.verified {
        page.wrapped(view.width, view.say(Word::PosterUnverified), Ink::PLAIN);
    }
    page.wrapped(view.width, view.say(Word::EntryKept), Ink::PLAIN);
    page.wrapped(view.width, view.say(Word::LeaveByScan), Ink::PLAIN);
    page
}
