//! The venues with their posters, and the grocery's board.

use ashyq_core::client::{DecisionScreen, DoorScreen, Session};
use ashyq_server::{api::venues::VenueShown, board::event::ArrivalShown, clock::Clock as _};

use super::{
    Untold,
    board::{Board, code_of},
    cast::Spot,
    pages,
    stage::Stage,
    teller::Teller,
};
use crate::{command, screen};

/// The venues, as their owners see them.
pub(super) struct Town(pub(super) Vec<(Spot, VenueShown)>);

impl Town {
    /// A venue.
    pub(super) fn venue(&self, spot: Spot) -> Result<&VenueShown, Untold> {
        let found = self.0.iter().find(|(of, _)| *of == spot);
        found.map(|(_, shown)| shown).ok_or_else(|| Untold::of(spot.name()))
    }

    /// The text of a venue's poster.
    pub(super) fn poster(&self, spot: Spot) -> Result<&str, Untold> {
        self.venue(spot)?.posters.first().map(|poster| &*poster.poster).ok_or_else(|| Untold::of(spot.name()))
    }
}

/// A decision's screen beside the board, on which the newest row is this arrival's: the same colour, the same door code.
pub(super) async fn decided_beside(
    stage: &Stage,
    teller: &mut Teller<'_>,
    session: &Session,
    spot: Spot,
    board: &mut Board,
) -> Result<(), Untold> {
    let shown = |board: &Board| {
        let row: &ArrivalShown = board.rows().next()?;
        let DoorScreen::Decided(decided) = session.door() else { return None };
        // Both are read at one moment: the door code turns over every half minute.
        let same = code_of(row, stage.clock.now())? == decided.door_code.written() && is_of(row, &decided);
        same.then_some(decided)
    };
    board.shows("the phone's door code", |board| shown(board).is_some()).await?;
    let decided = shown(board).ok_or_else(|| Untold::of("the same door code on both"))?;
    let screen = DoorScreen::Decided(decided);
    let now = stage.clock.now();
    teller.beside(
        |view| screen::door(view, &screen, command::metres(session)),
        |view| pages::board(view, spot.name(), board, now),
    );
    teller.told(true, "the same door code on both")
}

fn is_of(row: &ArrivalShown, decided: &DecisionScreen) -> bool {
    row.colour == Some(decided.colour) && row.entrance == decided.entrance.number()
}
