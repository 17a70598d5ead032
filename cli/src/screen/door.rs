//! The screen at the door, from far to near: fill, shape, word, admitted or refused; door code, venue, countdown; what to
//! do now and why.

use std::time::Duration;

use ashyq_core::{
    check::DoorAnswer,
    client::{DecisionScreen, DoorScreen, VisitScreen},
    decision::Why,
    id::Entrance,
    pass::LIFE,
    words::{Word, look::Look, moment},
};

use super::{
    View,
    card::{self, hero, page_of, room},
    frame,
    line::{Ground, Ink, Line, Page},
    paint::Paint,
    text,
};

/// The least rows between the hatchings: the word TEST stands in every second one.
const ROWS_OF_PRACTICE: usize = 9;

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
    let answer = DoorAnswer { colour: decided.colour, admitted: decided.admitted, test: decided.test };
    let framed = card::card(view, answer, |inner, ink| details(view, decided, inner, ink));
    let mut page = page_of(view, framed, decided.test.then_some(Word::TestMeaning));
    if let Some(why) = decided.why {
        page.wrapped(view.width, &why.word().fill(view.language, &[("metres", &metres.to_string())]), Ink::PLAIN);
    }
    page.wrapped(view.width, view.say(decided.why.map_or(Word::DoShow, Why::to_do)), Ink::BOLD);
    page
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
    let code = decided.door_code.written().replace(' ', "  ");
    let (before, after) = if view.paint == Paint::None { ("[  ", "  ]") } else { ("   ", "   ") };
    Line::of(format!("{before}{code}{after}"), Ink::on(Ground::Paper).bold())
}

pub(super) fn place(
    view: &View,
    venue: Option<&str>,
    entrance: Option<Entrance>,
    at: &str,
    inner: usize,
    ink: Ink,
) -> Vec<Line> {
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
