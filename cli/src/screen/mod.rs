//! What a person sees on the terminal: pages of lines, painted in 24 bits, in 16 colours, or not at all.
//!
//! A page says what stands on what; [`Paint`] turns that into escape codes, or into none. Words, shapes and colours come
//! from the core.

mod card;
mod door;
mod frame;
mod line;
mod notices;
mod paint;
mod qr;
mod staff;
mod status;
mod table;
mod text;
mod visits;

#[cfg(test)]
mod tests;

use ashyq_core::words::{Language, Word};

pub use self::door::door;
pub use self::line::{Ground, Ink, Line, Page};
pub use self::notices::notices;
pub use self::paint::Paint;
pub use self::qr::pass;
pub use self::staff::{checked, entered, not_accepted, roles, shift};
pub use self::status::status;
pub use self::table::table;
pub use self::visits::{hatched, mark, visits};

/// The narrowest that is drawn, in columns.
pub const NARROWEST: usize = 40;
/// The widest: beyond, lines are too long to read.
pub const WIDEST: usize = 76;

/// For whom and for what a page is drawn.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// The language.
    pub language: Language,
    /// The width, in columns.
    pub width: usize,
    /// How it will be painted: without colour some things are drawn differently.
    pub paint: Paint,
}

impl View {
    /// A view of a terminal's width, as far as pages are drawn.
    pub fn new(language: Language, columns: Option<u16>, paint: Paint) -> Self {
        let width = usize::from(columns.unwrap_or(80)).clamp(NARROWEST, WIDEST);
        Self { language, width, paint }
    }

    fn say(&self, word: Word) -> &'static str {
        word.say(self.language)
    }
}

/// A heading over a page.
pub fn heading(view: &View, text: &str) -> Page {
    let mut page = Page::default();
    page.wrapped(view.width, text, Ink::BOLD);
    page
}

/// A page of the site, in a browser's window; it is drawn four columns narrower than the view.
pub fn window(view: &View, title: &str, address: &str, inside: &Page) -> Page {
    Page::from(frame::window(title, address, inside.lines(), view.width))
}

/// A printed sheet with a frame; one of a test week is hatched.
pub fn sheet(view: &View, inside: &Page, test: bool) -> Page {
    let lines = inside.lines().to_vec();
    let lines =
        if test { frame::hatch(lines, view.width, view.say(Word::Test)) } else { frame::heavy(lines, view.width) };
    Page::from(lines)
}

/// A sentence, wrapped.
pub fn sentence(view: &View, text: &str) -> Page {
    let mut page = Page::default();
    page.wrapped(view.width, text, Ink::PLAIN);
    page
}
