//! The board as a page: how it stands now, and what a script needs to go on with the events of `/v1/business/…/board`.
//!
//! The script (`assets/site/board.js`) has no words and no shapes of its own: they come with the page.

use std::{sync::Arc, time::Duration};

use ashyq_core::{
    bytes::Bytes,
    status::Colour,
    wire::ProblemCode,
    words::{
        Word,
        look::{Look, Shape},
        moment,
    },
};
use askama::Template;
use serde_json::json;

use super::{
    Frame, Page, View, assets,
    form::Form,
    frame::class,
    venue::{At, Head},
};
use crate::{
    api::applications::venue_of,
    board::{
        Outcome, Source, close,
        event::ArrivalShown,
        now::{self, BoardNow},
    },
    limits,
    problem::Refusal,
    random,
    routes::Business,
    service::Inner,
    store::name_of,
};

#[derive(Template)]
#[template(path = "venue_board.html")]
struct BoardPage {
    frame: Frame,
    head: Head,
    board: BoardNow,
    /// Names the press of the button that closes the day: a second press of the same closes nothing more.
    press: Bytes<16>,
}

/// A row as it is drawn.
struct Row {
    /// Of the whole row: an admitted one is filled with its colour.
    class: String,
    colour: &'static str,
    shape: Shape,
    status: Word,
    outcome: Word,
    code: String,
    entrance: String,
    time: String,
    mark: Option<Word>,
}

fn outcome(outcome: Outcome) -> Word {
    match outcome {
        Outcome::Admitted => Word::BoardAdmitted,
        Outcome::Unchecked => Word::BoardUnchecked,
        Outcome::Refused => Word::Refused,
    }
}

fn mark(source: Source) -> Option<Word> {
    match source {
        Source::Phone => None,
        Source::Staff => Some(Word::BoardByStaff),
        Source::Test => Some(Word::Test),
    }
}

/// What stands for a colour, or for none: its name in the style sheet, its word and its shape.
pub(super) fn looks(colour: Option<Colour>) -> (&'static str, Word, Shape) {
    colour.map_or(("unknown", Word::NotChecked, Look::UNKNOWN.shape), |colour| {
        (class(colour), colour.word(), colour.look().shape)
    })
}

impl BoardPage {
    fn script() -> &'static str {
        assets::path(".js")
    }

    fn row(&self, arrival: &ArrivalShown) -> Row {
        let (colour, status, shape) = looks(arrival.colour);
        let fill = if arrival.outcome == Outcome::Admitted { colour } else { "" };
        let code = arrival.codes.as_ref().and_then(|codes| codes.at(self.frame.now)).unwrap_or_default();
        Row {
            class: format!("arrival {} {} {fill}", name_of(&arrival.outcome), name_of(&arrival.source)),
            colour,
            shape,
            status,
            outcome: outcome(arrival.outcome),
            code: code.to_owned(),
            entrance: self.frame.fill(Word::Entrance, "entrance", &arrival.entrance.to_string()),
            time: moment::clock(arrival.at.millis()),
            mark: mark(arrival.source),
        }
    }

    /// What is said of a closed day; with its placeholders where it is not closed.
    fn closed(&self) -> String {
        let Some(closed) = self.board.closed else { return String::new() };
        let (time, count) = (moment::clock(closed.at.millis()), closed.ended.to_string());
        Word::DayIsClosed.fill(self.frame.language, &[("time", &time), ("count", &count)])
    }

    /// What the script writes.
    fn words(&self) -> String {
        let say = |word: Word| self.frame.say(word);
        let look = |colour: Option<Colour>| {
            let (class, word, shape) = looks(colour);
            (
                colour.map_or_else(|| "none".to_owned(), |colour| name_of(&colour)),
                json!([class, say(word), shape.path()]),
            )
        };
        let looks: serde_json::Map<_, _> = Colour::ALL.into_iter().map(Some).chain([None]).map(look).collect();
        let outcomes: serde_json::Map<_, _> =
            Outcome::ALL.into_iter().map(|one| (name_of(&one), say(outcome(one)).into())).collect();
        let marks: serde_json::Map<_, _> =
            Source::ALL.into_iter().map(|one| (name_of(&one), mark(one).map_or("", say).into())).collect();
        let (entrance, closed) = (say(Word::Entrance), say(Word::DayIsClosed));
        let (live, lost, full) = (say(Word::BoardConnected), say(Word::BoardLost), say(Word::BoardsUsedUp));
        // Whoever hears nothing for two of the service's signs of life, and a little, is cut, whatever the network says.
        let silence = (limits::BOARD_ALIVE * 2 + Duration::from_secs(3)).as_millis();
        json!({ "looks": looks, "outcomes": outcomes, "marks": marks, "entrance": entrance, "closed": closed,
            "live": live, "lost": lost, "full": full, "silence": silence, "rows": limits::BOARD_ROWS, "mode": self.head.mode })
        .to_string()
    }
}

/// Shows the board as it stands now.
pub(super) async fn show(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let board = now::look(&inner, &who, venue_of(&view.call)?).await?;
    let head = Head::of(&inner, &who, &view, At::Board).await?;
    Page::of(&BoardPage { frame: head.frame(view.frame), head, board, press: Bytes(random::bytes()) })
}

/// Closes the day.
pub(super) async fn close_day(inner: Arc<Inner>, who: Business, view: View) -> Result<Page, Refusal> {
    let form = Form::read(&view.call.body);
    let press = Bytes::<16>::parse(form.text("press")).ok_or(ProblemCode::FormStale)?;
    let head = Head::of(&inner, &who, &view, At::Board).await?;
    close::close_day(&inner, &who, head.venue, press.0).await?;
    Ok(Page::see(view.frame.to(&head.path(At::Board))))
}
