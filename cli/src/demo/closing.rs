//! The end of the grocery's day: whoever forgot to leave has left, as far as the venue knows, and the day is counted.

use ashyq_core::{bytes::Bytes, client::ports::Random, native::SystemRandom, words::Word};
use ashyq_server::{
    api::board::CloseDay,
    board::{Outcome, Source, counts::Counts, event::DayClosed},
};

use super::{
    Untold, board::Board, cast::Spot, narration::Business, owner::Owner, pages, stage::Stage, teller::Teller,
    town::Town,
};

/// Closes the day and shows its counts.
pub(super) async fn play(
    stage: &Stage,
    teller: &mut Teller<'_>,
    town: &Town,
    owner: &mut Owner,
    board: &mut Board,
) -> Result<(), Untold> {
    let venue = town.venue(Spot::Grocery)?.venue;
    teller.act(Business::ClosesDay, &[("venue", Spot::Grocery.name())]);
    // Half an hour without use has ended the session, and the board with it.
    owner.browser.log_in(stage, teller.language()).await?;
    board.resume(&mut owner.browser, venue).await?;
    let inside = board.inside();
    teller.tell(Business::BoardResumed, &[("count", &inside.to_string())]);
    let path = format!("/v1/business/venues/{venue}/close-day");
    let press = Bytes(<dyn Random>::bytes(&SystemRandom));
    let closed: DayClosed = owner.browser.post(&path, &CloseDay { press }).await?;
    board.shows("nobody inside", |board| board.inside() == 0).await?;
    teller.told(closed.ended == inside && inside == 1, "a day that is closed")?;

    teller.tell(Business::CountsOfDay, &[]);
    let counts: Counts = owner.browser.get(&format!("/v1/business/venues/{venue}/counts")).await?;
    teller.browser(stage, Word::CabinetOfBusiness, &pages::counts(teller.view(), &counts));
    let people = |source, outcome| -> u32 {
        let fits = counts.totals.iter().filter(|count| count.source == source && count.outcome == outcome);
        fits.map(|count| count.people).sum()
    };
    let fits = people(Source::Phone, Outcome::Admitted) == 2
        && people(Source::Phone, Outcome::Refused) == 1
        && people(Source::Staff, Outcome::Admitted) == 1;
    teller.told(fits, "counts of the day")
}
