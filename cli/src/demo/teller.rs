//! Tells the demo: headings, narration, screens, and whether each step came out as told.

use std::cell::Cell;

use ashyq_core::{
    client::{ClientError, DoorScreen, Session, StatusScreen},
    words::{self, Language, Word},
};

use super::{
    Untold,
    narration::{Narration, Told},
    pages,
    stage::Stage,
};
use crate::{
    command,
    desk::Desk,
    screen::{self, Ink, Line, Page, View},
};

/// Columns between a phone and a board.
const GAP: usize = 2;
/// The widest that a phone is drawn beside a board, in columns.
const MOST_OF_A_PHONE: usize = 48;
/// The widest that a board is drawn beside a phone, in columns.
const MOST_OF_A_BOARD: usize = 56;

/// Tells the demo.
pub(super) struct Teller<'a> {
    desk: &'a Desk,
    acts: usize,
    steps: usize,
    /// Whether a heading was shown last, behind which there is room already.
    headed: Cell<bool>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(desk: &'a Desk) -> Self {
        Self { desk, acts: 0, steps: 0, headed: Cell::new(false) }
    }

    pub(super) fn language(&self) -> Language {
        self.desk.language()
    }

    pub(super) fn view(&self) -> &View {
        &self.desk.view
    }

    /// How many steps were checked.
    pub(super) fn steps(&self) -> usize {
        self.steps
    }

    /// The title of everything.
    pub(super) fn title(&self, text: &str) {
        let mut page = Page::default();
        page.wrapped(self.view().width, text, Ink::BOLD);
        page.line(Line::of("═".repeat(self.view().width), Ink::QUIET));
        self.desk.show(&page);
    }

    /// Begins an act.
    pub(super) fn act(&mut self, told: impl Told, values: &[(&str, &str)]) {
        self.acts += 1;
        let mut page = Page::default();
        page.blank();
        page.line(Line::of("─".repeat(self.view().width), Ink::QUIET));
        let number = Line::of(format!("{:>2} · ", self.acts), Ink::BOLD);
        page.item(self.view().width, number, &self.fill(told, values), Ink::BOLD);
        page.blank();
        self.desk.show(&page);
        self.headed.set(true);
    }

    /// Says something between the screens.
    pub(super) fn say(&self, text: &str) {
        self.show(&screen::sentence(self.view(), text));
    }

    /// Says a text of the demo.
    pub(super) fn tell(&self, told: impl Told, values: &[(&str, &str)]) {
        self.say(&self.fill(told, values));
    }

    fn fill(&self, told: impl Told, values: &[(&str, &str)]) -> String {
        words::fill(told.text(self.language()), values)
    }

    /// Says what the app says.
    pub(super) fn word(&self, word: Word, values: &[(&str, &str)]) {
        self.say(&format!("» {}", word.fill(self.language(), values)));
    }

    /// Says how many people are inside, as the board does.
    pub(super) fn inside(&self, people: u32) {
        let language = self.language();
        self.say(&format!("{} – {}: {people}", Word::Board.say(language), Word::BoardInside.say(language)));
    }

    pub(super) fn blank(&self) {
        if !self.headed.get() {
            self.say("");
        }
    }

    /// Shows the screen at the door.
    pub(super) fn door(&self, session: &Session, screen: &DoorScreen) {
        self.blank();
        self.show(&screen::door(self.view(), screen, command::metres(session)));
    }

    /// Shows the page of the own status.
    pub(super) fn status(&self, session: &Session, screen: &StatusScreen) {
        self.show(&screen::status(self.view(), screen, &session.what_is_open()));
    }

    /// Shows a page of the cabinet in a browser's window.
    pub(super) fn browser(&self, stage: &Stage, chair: Word, page: &Page) {
        let host = stage.address.trim_start_matches("http://");
        self.blank();
        self.show(&pages::cabinet(self.view(), chair, host, page));
    }

    /// Shows a phone's screen and the board beside it; below each other where the terminal is narrow.
    pub(super) fn beside(&self, phone: impl Fn(&View) -> Page, board: impl Fn(&View) -> Page) {
        let (view, columns) = (self.view(), self.desk.columns);
        self.blank();
        if columns < 2 * screen::NARROWEST {
            self.show(&phone(view));
            self.show(&board(view));
            return;
        }
        let left = (columns / 2).min(MOST_OF_A_PHONE);
        let right = (columns - left - GAP).min(MOST_OF_A_BOARD);
        let half = |width| View { width, ..*view };
        self.show(&phone(&half(left)).beside(&board(&half(right)), left + GAP));
    }

    pub(super) fn show(&self, page: &Page) {
        self.headed.set(false);
        self.desk.show(page);
    }

    /// Shows a refusal as the app shows it, and gives it to be checked.
    pub(super) fn refusal(&self, error: &ClientError) {
        self.say(&format!("» {}", error.refusal().say(self.language())));
    }

    /// Goes on only if a step came out as told.
    pub(super) fn told(&mut self, fits: bool, what: &str) -> Result<(), Untold> {
        self.steps += 1;
        if fits { Ok(()) } else { Err(Untold::of(what)) }
    }

    /// What the app answered, or why it did not.
    pub(super) fn ok<T>(&self, answer: Result<T, ClientError>) -> Result<T, Untold> {
        answer.map_err(|error| Untold::of(&error.refusal().say(self.language())))
    }

    /// Says that everything came out as told.
    pub(super) fn end(&self) {
        self.blank();
        self.tell(Narration::AsTold, &[("count", &self.steps.to_string())]);
    }
}
