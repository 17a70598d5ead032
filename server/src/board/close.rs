//! Closing the day: everybody inside has left, as far as the venue knows; what is learnt better later wins.

use ashyq_core::{
    id::VenueId,
    moment::Moment,
    visit::{Exit, Learnt},
};

use super::event::{DayClosed, to_the_minute};
use crate::{
    api::record::end_stay,
    application::business::own_venue,
    database::{DatabaseError, Sql},
    problem::Refusal,
    routes::Business,
    service::Inner,
    store::{
        Id,
        audit::{self, Deed},
        board,
        closings::{self, Closing},
        stays,
    },
};

/// How many stays one job of the writer ends: others wait no longer than for that.
const BATCH: i64 = 100;
/// How many closings that were cut short a sweep goes on with.
const MOST_CUT_SHORT: i64 = 100;

/// Closes a venue's day, once for each press.
pub(crate) async fn close_day(inner: &Inner, who: &Business, venue: VenueId, press: Id) -> Result<DayClosed, Refusal> {
    let (now, chain, who) = (inner.now(), inner.chain, who.clone());
    let mut closing = inner
        .database
        .write(move |sql| {
            own_venue(sql, &who, venue)?;
            let (closing, is_new) = closings::begin(sql, venue, press, now)?;
            if is_new {
                let deed = Deed::of_business(now, "close_day", Some(venue.0), String::new()).by(who.alias);
                audit::add(sql, &chain, &deed)?;
            }
            Ok::<_, Refusal>(closing)
        })
        .await?;
    while !closing.done {
        closing = go_on(inner, closing).await?;
    }
    Ok(DayClosed { at: to_the_minute(closing.at), ended: closing.ended })
}

/// Goes on with closings that a stop cut short; how many stays that ended.
pub(crate) async fn finish_all(inner: &Inner) -> Result<u32, DatabaseError> {
    let mut ended = 0;
    for mut closing in inner.database.read(|sql| closings::not_done(sql, MOST_CUT_SHORT)).await? {
        let before = closing.ended;
        while !closing.done {
            closing = go_on(inner, closing).await?;
        }
        ended += closing.ended - before;
    }
    Ok(ended)
}

async fn go_on(inner: &Inner, closing: Closing) -> Result<Closing, DatabaseError> {
    inner.database.write(move |sql| step(sql, closing.venue, closing.press, closing.at)).await
}

fn step(sql: &mut dyn Sql, venue: VenueId, press: Id, at: Moment) -> Result<Closing, DatabaseError> {
    // The same press may be worked on twice at a time: what stands now counts.
    let (mut closing, _) = closings::begin(sql, venue, press, at)?;
    if closing.done {
        return Ok(closing);
    }
    let stays = stays::of_venue(sql, venue, closing.at, BATCH)?;
    for stay in &stays {
        let over = stay.ends_at <= closing.at;
        let exit = if over {
            Exit { at: stay.ends_at, learnt: Learnt::DwellLimit }
        } else {
            Exit { at: closing.at, learnt: Learnt::VenueClosed }
        };
        end_stay(sql, stay, exit)?;
        closing.ended += u32::from(!over);
    }
    closing.done = i64::try_from(stays.len()).unwrap_or(i64::MAX) < BATCH;
    closings::put(sql, &closing)?;
    if closing.done {
        board::rise(sql, venue)?;
    }
    Ok(closing)
}
