//! How a board stands now, for a page that says it once; whoever looks on hears the rest from `screen`.

use std::sync::Arc;

use ashyq_core::{id::VenueId, not_live::Mode};

use super::{
    event::{self, ArrivalShown, DayClosed},
    feed::State,
};
use crate::{
    api::venues::ModeShown,
    application::{
        business::own_venue,
        checklist::{self, Item},
    },
    database::DatabaseError,
    limits,
    problem::Refusal,
    routes::Business,
    service::Inner,
    store::arrivals,
};

/// A board as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BoardNow {
    /// The newest arrivals, the newest first.
    pub(crate) arrivals: Vec<ArrivalShown>,
    /// How many people are inside.
    pub(crate) inside: u32,
    /// What the venue is.
    pub(crate) mode: ModeShown,
    /// Today's last closing.
    pub(crate) closed: Option<DayClosed>,
}

/// Looks at a board as it stands.
pub(crate) async fn look(inner: &Arc<Inner>, who: &Business, venue: VenueId) -> Result<BoardNow, Refusal> {
    begin(inner, who, venue).await?;
    let now = inner.now();
    let (rows, state) = inner
        .database
        .read(|sql| {
            let before = arrivals::before_the_newest(sql, venue, limits::BOARD_ROWS)?;
            let rows = arrivals::since(sql, venue, before, limits::BOARD_ROWS)?;
            Ok::<_, DatabaseError>((rows, State::read(sql, venue, now)?))
        })
        .await?;
    let mut arrivals: Vec<_> = rows.iter().map(|row| event::arrival(row, now)).collect();
    // A row that was replaced stays in its place.
    arrivals.sort_by_key(|arrival| std::cmp::Reverse(arrival.arrival));
    Ok(BoardNow { arrivals, inside: state.inside.people, mode: state.mode.mode, closed: state.closed })
}

/// Whether somebody may look at a board; a venue in its test week has tried that with it.
pub(super) async fn begin(inner: &Inner, who: &Business, venue: VenueId) -> Result<(), Refusal> {
    let now = inner.now();
    let (mode, tried) = inner
        .database
        .read(|sql| {
            let mode = own_venue(sql, who, venue)?.mode;
            let tried = checklist::of(sql, venue)?.at(Item::BoardOpened).is_some();
            Ok::<_, Refusal>((mode, tried))
        })
        .await?;
    if mode == Some(Mode::Test) && !tried {
        inner.database.write(move |sql| checklist::note(sql, venue, Item::BoardOpened, now)).await?;
    }
    Ok(())
}
