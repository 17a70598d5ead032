//! The own visits, the newest first.

use ashyq_core::{
    client::VisitLine,
    status::Colour,
    visit::Entry,
    words::{
        Word,
        look::{Look, Shape},
        moment,
    },
};

use super::{
    View,
    line::{Ground, Ink, Line, Page},
};

/// Draws the list of visits.
pub fn visits(view: &View, lines: &[VisitLine], unsent: usize) -> Page {
    let mut page = super::heading(view, view.say(Word::MyVisits));
    page.blank();
    if lines.is_empty() {
        page.wrapped(view.width, view.say(Word::VisitsNone), Ink::PLAIN);
    }
    for line in lines {
        visit(view, line, &mut page);
        page.blank();
    }
    if unsent > 0 {
        page.wrapped(view.width, &Word::UnsentCount.fill(view.language, &[("count", &unsent.to_string())]), Ink::BOLD);
    }
    page.wrapped(view.width, view.say(Word::VisitsKept), Ink::QUIET);
    page
}

fn visit(view: &View, line: &VisitLine, page: &mut Page) {
    let venue = line.venue.as_deref().unwrap_or("–");
    let cells = if line.test { hatched(line.colour) } else { mark(line.colour) };
    page.item(view.width, cells.then(" ", Ink::PLAIN), venue, Ink::BOLD);
    let below = |page: &mut Page, text: &str, ink: Ink| page.item(view.width, Line::of("    ", Ink::PLAIN), text, ink);
    let entrance = line.entrance.map(|number| Word::Entrance.fill(view.language, &[("entrance", &number.to_string())]));
    let at = moment::day_and_clock(view.language, line.entered_at.millis());
    below(page, &entrance.into_iter().chain([at]).collect::<Vec<_>>().join(" · "), Ink::PLAIN);
    let how = match (line.entry, line.colour) {
        (None, _) => Some(Word::Refused),
        (Some(Entry::Unchecked), _) => Some(Word::VisitNotChecked),
        (Some(Entry::Admitted), colour) => colour.map(|_| Word::Admitted),
    };
    let colour = line.colour.map(|colour| view.say(colour.word()));
    let practice = line.test.then(|| view.say(Word::Test));
    let said: Vec<&str> = practice.into_iter().chain(colour).chain(how.map(|how| view.say(how))).collect();
    below(page, &said.join(" · "), Ink::PLAIN);
    match (line.exit, line.entry) {
        (Some(exit), _) => {
            let text = format!("{} · {}", view.say(exit.learnt.word()), moment::clock(exit.at.millis()));
            below(page, &text, Ink::PLAIN);
        }
        (None, Some(_)) => below(page, view.say(Word::CurrentVisit), Ink::PLAIN),
        (None, None) => {}
    }
    let sent = if line.delivered { Word::Delivered } else { Word::NotDelivered };
    let mark = (line.test || line.mark.is_some()).then(|| view.say(Word::NotCounted));
    let said: Vec<&str> = [view.say(sent)].into_iter().chain(mark).collect();
    below(page, &said.join(" · "), Ink::QUIET);
}

/// A status in three cells: its shape on its colour.
pub fn mark(colour: Option<Colour>) -> Line {
    let look = colour.map_or(Look::UNKNOWN, Colour::look);
    Line::of(format!(" {} ", glyph(look.shape)), Ink::on(Ground::Status(look)).bold())
}

/// A practice person's status in three cells: its shape on its colour, hatched on both sides.
pub fn hatched(colour: Option<Colour>) -> Line {
    let look = colour.map_or(Look::UNKNOWN, Colour::look);
    Line::of(format!("╱{}╱", glyph(look.shape)), Ink::on(Ground::Status(look)).bold())
}

fn glyph(shape: Shape) -> char {
    match shape {
        Shape::Octagon => '⊖',
        Shape::Triangle => '▲',
        Shape::Circle => '●',
        Shape::Square => '■',
        Shape::Ring => '◌',
    }
}
