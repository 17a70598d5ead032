//! The first page of everybody, the first page of the cabinet, and the page of what could not be shown.

use std::sync::Arc;

use ashyq_core::{
    status::Colour,
    words::{Word, look::Shape},
};
use askama::Template;

use super::{Frame, Page, View, frame::class, saying::Saying};
use crate::{problem::Refusal, routes::Business, service::Inner};

/// What each colour means, the most open first.
const COLOURS: [(Colour, Word); 4] = [
    (Colour::Green, Word::GreenWhere),
    (Colour::Blue, Word::BlueWhere),
    (Colour::Yellow, Word::YellowWhere),
    (Colour::Red, Word::RedWhere),
];

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    colours: [Coloured; 4],
}

struct Coloured {
    class: &'static str,
    shape: Shape,
    name: Word,
    meaning: Word,
}

#[derive(Template)]
#[template(path = "cabinet.html")]
struct CabinetPage {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "failed.html")]
struct Failed<'a> {
    frame: &'a Frame,
    text: String,
}

/// What Ashyq is.
pub(super) async fn home(_inner: Arc<Inner>, view: View) -> Result<Page, Refusal> {
    let colours = COLOURS.map(|(colour, meaning)| Coloured {
        class: class(colour),
        shape: colour.look().shape,
        name: colour.word(),
        meaning,
    });
    Page::of(&Home { frame: view.frame, colours })
}

/// Where everything of a role begins.
pub(super) async fn cabinet(_inner: Arc<Inner>, _who: Business, view: View) -> Result<Page, Refusal> {
    Page::of(&CabinetPage { frame: view.frame })
}

/// Says why a page is not shown.
pub(crate) fn failure(frame: &Frame, refusal: &Refusal) -> Result<Page, Refusal> {
    let text = Saying::of(refusal, frame.language, frame.now, |_| None).text;
    Page::refused(refusal, &Failed { frame, text })
}
