//! What a person sees in the cabinet and on the board, drawn in a browser's window out of what the service answered.

use ashyq_core::{
    moment::Moment,
    status::Colour,
    words::{Word, moment},
};
use ashyq_server::{
    api::posters::PosterShown,
    application::{checklist::Item, shown::ApplicationShown},
    board::{Outcome, Source, counts::Counts, event::ArrivalShown},
};

use super::{
    board::{Board, code_of},
    narration::{Business, Narration},
};
use crate::screen::{self, Ink, Line, Page, View};

/// Columns that a window takes from its page.
const WINDOW: usize = 4;
/// How many rows of a board are drawn.
const ROWS: usize = 5;

/// A page of the cabinet in its window.
pub(super) fn cabinet(view: &View, chair: Word, host: &str, inside: &Page) -> Page {
    let address = format!("{host}/{}/cabinet", view.language.code());
    screen::window(view, chair.say(view.language), &address, inside)
}

/// The view of what stands in a window.
pub(super) fn inside(view: &View) -> View {
    View { width: view.width - WINDOW, ..*view }
}

/// An application: where it stands, what to do next, and in the test week what was tried.
pub(super) fn application(view: &View, shown: &ApplicationShown, now: Moment) -> Page {
    let view = inside(view);
    let language = view.language;
    let mut page = screen::heading(&view, &shown.name);
    page.item(view.width, Line::of("▸ ", Ink::BOLD), shown.phase.word().say(language), Ink::BOLD);
    let (next, at) = shown.next(now);
    let time = at.map(|at| moment::day_and_clock(language, at.millis())).unwrap_or_default();
    page.wrapped(view.width, &next.fill(language, &[("time", &time)]), Ink::PLAIN);
    if let Some(test) = shown.test {
        page.blank();
        for item in Item::ALL {
            let (mark, ink) =
                if test.checklist.at(item).is_some() { ("✓ ", Ink::BOLD) } else { ("○ ", Ink::QUIET) };
            page.item(view.width, Line::of(mark, ink), item.word().say(language), Ink::PLAIN);
        }
    }
    page
}

/// Applications, each with its kind, its association and where it stands.
pub(super) fn applications(view: &View, heading: Word, shown: &[ApplicationShown]) -> Page {
    let view = inside(view);
    let language = view.language;
    let head = [Narration::Venue.say(language), Narration::Kind.say(language)].into_iter();
    let head = head.chain([Word::RoleAssociation.say(language), Business::State.say(language)]);
    let head: Vec<String> = head.map(str::to_owned).collect();
    let row = |shown: &ApplicationShown| {
        let association = shown.association.as_deref().unwrap_or("–");
        let cells = [&*shown.name, shown.kind.word().say(language), association, shown.phase.word().say(language)];
        cells.map(|cell| Line::of(cell, Ink::PLAIN)).to_vec()
    };
    let rows: Vec<Vec<Line>> = shown.iter().map(row).collect();
    let mut page = screen::heading(&view, heading.say(language));
    page.blank();
    page.append(screen::table(&view, &head, &rows));
    page
}

/// A poster as it is printed: hatched in a test week, so that nobody takes it for a real one.
pub(super) fn poster(view: &View, name: &str, shown: &PosterShown, test: bool) -> Page {
    let view = View { width: view.width.min(screen::NARROWEST), ..*view };
    let middle = |text: String, ink: Ink| Line::of(text, ink).centre(view.width - if test { 6 } else { 2 }, Ink::PLAIN);
    let entrance = Word::Entrance.fill(view.language, &[("entrance", &shown.entrance.to_string())]);
    let lines = vec![
        Line::default(),
        middle("Ashyq".into(), Ink::QUIET),
        middle(name.into(), Ink::BOLD),
        middle("█▀▀█ ▄▀▄ █▀▀█".into(), Ink::PLAIN),
        middle("█▄▄█ ▀▄█ █▄▄█".into(), Ink::PLAIN),
        middle("▄▄▄▄ █▄▀ ▄▀▄█".into(), Ink::PLAIN),
        middle("█▄▄█ ▄▀█ ▀█▄▀".into(), Ink::PLAIN),
        middle(format!("{entrance} · {}", shown.number), Ink::PLAIN),
        Line::default(),
    ];
    screen::sheet(&view, &Page::from(lines), test)
}

/// A venue's board in its window: the newest rows of the day.
pub(super) fn board(view: &View, name: &str, board: &Board, now: Moment) -> Page {
    let within = inside(view);
    let language = view.language;
    let mut page = screen::heading(&within, name);
    page.wrapped(within.width, &format!("{}: {}", Word::BoardInside.say(language), board.inside()), Ink::PLAIN);
    for row in board.rows().filter(|row| row.at.day() == now.day()).take(ROWS) {
        page.blank();
        arrival(&within, row, now, &mut page);
    }
    screen::window(view, Word::Board.say(language), "", &page)
}

fn arrival(view: &View, row: &ArrivalShown, now: Moment, page: &mut Page) {
    let language = view.language;
    let mark = mark(row.source, row.colour).then(" ", Ink::PLAIN);
    let word = row.colour.map_or(Word::NotChecked, Colour::word).say(language);
    let at = moment::clock(row.at.millis());
    page.line(mark.then(word, Ink::BOLD).then(format!(" · {at}"), Ink::PLAIN));
    let indent = || Line::of("    ", Ink::PLAIN);
    page.item(view.width, indent(), outcome(row.outcome).say(language), Ink::PLAIN);
    if let Some(code) = code_of(row, now) {
        page.item(view.width, indent(), code, Ink::BOLD);
    } else if row.source == Source::Staff {
        page.item(view.width, indent(), Word::BoardByStaff.say(language), Ink::QUIET);
    }
}

fn mark(source: Source, colour: Option<Colour>) -> Line {
    if source == Source::Test { screen::hatched(colour) } else { screen::mark(colour) }
}

fn outcome(outcome: Outcome) -> Word {
    match outcome {
        Outcome::Admitted => Word::BoardAdmitted,
        Outcome::Unchecked => Word::BoardUnchecked,
        Outcome::Refused => Word::Refused,
    }
}

/// The people of a day, by colour and by what came of it; practice is counted apart and not shown here.
pub(super) fn counts(view: &View, counts: &Counts) -> Page {
    let within = inside(view);
    let language = view.language;
    let head = [Business::Colour.say(language), Word::Decide.say(language)].into_iter();
    let head = head.chain([Business::ToldBy, Business::People].map(|head| head.say(language)));
    let head: Vec<String> = head.map(str::to_owned).collect();
    let totals = counts.totals.iter().filter(|count| count.source != Source::Test);
    let rows: Vec<Vec<Line>> = totals
        .map(|count| {
            let word = count.colour.map_or(Word::NotChecked, Colour::word).say(language);
            let by = if count.source == Source::Staff { Word::CountsByStaff } else { Word::CountsByPhone };
            vec![
                screen::mark(count.colour).then(" ", Ink::PLAIN).then(word, Ink::PLAIN),
                Line::of(came(count.outcome).say(language), Ink::PLAIN),
                Line::of(by.say(language), Ink::PLAIN),
                Line::of(count.people.to_string(), Ink::BOLD),
            ]
        })
        .collect();
    screen::table(&within, &head, &rows)
}

fn came(outcome: Outcome) -> Word {
    match outcome {
        Outcome::Admitted => Word::CountsAdmitted,
        Outcome::Unchecked => Word::BoardUnchecked,
        Outcome::Refused => Word::CountsRefused,
    }
}
