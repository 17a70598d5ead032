//! Posters: drawn under a free number, replaced on request, printed.
//!
//! A poster says nothing of the mode: the same signed QR code hangs in the test week and on the first live day. Only the
//! sheet around it differs, with TEST on every side; a venue that goes live prints the sheet without, and one that has not
//! done so yet works all the same.

use std::time::Duration;

use ashyq_core::{
    id::Entrance,
    keys::Purpose,
    moment::{DAY, Moment},
    not_live::Mode,
    poster::{Poster, PosterNumber, SignedPoster},
    wire::ProblemCode,
};

use super::{
    business,
    moves::{self, Desk},
};
use crate::{
    answer::Answer,
    api::{posters::PosterShown, venues::VenueShown},
    database::{DatabaseError, Sql},
    limits,
    poster_sheet::PosterSheet,
    problem::Refusal,
    published::LIST,
    random,
    routes::Business,
    service::Inner,
    store::{audit, counters, posters, posters::PosterRow, venues::VenueRow},
};

/// How wide a poster is drawn: 300 dots an inch on A4.
const WIDTH: u32 = 2480;

/// In what form a poster is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Svg,
    Png,
    Pdf,
}

/// Makes a poster under a free number.
pub(crate) fn draw_number(
    sql: &mut dyn Sql,
    venue: &VenueRow,
    entrance: Entrance,
    now: Moment,
    validity: Duration,
) -> Result<Poster, DatabaseError> {
    let from = Moment(now.0 - now.0.rem_euclid(1000));
    loop {
        let Some(number) = PosterNumber::make(u64::from_be_bytes(random::bytes())) else { continue };
        let poster =
            Poster { venue: venue.venue, entrance, number, from, until: from.plus(validity), name: venue.name.clone() };
        if posters::add(sql, &poster)? {
            return Ok(poster);
        }
    }
}

/// Signs a poster.
pub(crate) fn sign(inner: &Inner, row: &PosterRow) -> Result<SignedPoster, Refusal> {
    Ok(row.poster.sign(inner.keys.signer(Purpose::Poster)).ok_or(DatabaseError::Shape)?)
}

/// A poster with its venue, by its typed code.
pub(crate) async fn find(inner: &Inner, typed: &str) -> Result<(PosterRow, VenueRow), Refusal> {
    let number = number(typed)?;
    let found = inner.database.read(|sql| posters::get(sql, number)).await?;
    Ok(found.ok_or(ProblemCode::PosterUnknown)?)
}

fn number(typed: &str) -> Result<PosterNumber, Refusal> {
    Ok(PosterNumber::parse_typed(typed).map_err(|_| ProblemCode::PosterUnknown)?)
}

/// The business's venue and its posters.
pub(crate) async fn of_venue(
    inner: &Inner,
    who: &Business,
    venue: ashyq_core::id::VenueId,
) -> Result<VenueShown, Refusal> {
    let (row, posters) = inner
        .database
        .read(|sql| Ok::<_, Refusal>((business::own_venue(sql, who, venue)?, posters::of_venue(sql, venue)?)))
        .await?;
    VenueShown::of(inner, row, &posters)
}

/// A poster of the business's to print.
pub(crate) async fn print(inner: &Inner, who: &Business, typed: &str, format: Format) -> Result<Answer, Refusal> {
    let number = number(typed)?;
    let (row, venue) = inner.database.read(|sql| own(sql, who, number)).await?;
    sheet(inner, &row, &venue, format).await
}

/// A poster to print, in the form that its venue's mode asks for; none that does not work.
pub(crate) async fn sheet(inner: &Inner, row: &PosterRow, venue: &VenueRow, format: Format) -> Result<Answer, Refusal> {
    works(row, venue)?;
    let (signed, test) = (sign(inner, row)?, venue.mode == Some(Mode::Test));
    // A second of pixels: not on a thread that answers others.
    let drawn = tokio::task::spawn_blocking(move || {
        let sheet = PosterSheet::draw(&signed, test)?;
        Ok::<_, crate::poster_sheet::PosterSheetError>(match format {
            Format::Svg => ("image/svg+xml", sheet.svg().into_bytes()),
            Format::Png => ("image/png", sheet.png(WIDTH)?),
            Format::Pdf => ("application/pdf", sheet.pdf()),
        })
    });
    let (content_type, bytes) = drawn.await.ok().and_then(Result::ok).ok_or(ProblemCode::Fault)?;
    Ok(Answer::of(content_type, bytes))
}

fn works(row: &PosterRow, venue: &VenueRow) -> Result<(), ProblemCode> {
    match venue.mode {
        Some(Mode::Suspended) => Err(ProblemCode::VenueSuspended),
        Some(Mode::Revoked) => Err(ProblemCode::VenueRevoked),
        Some(Mode::Test) | None if row.revoked_at.is_some() => Err(ProblemCode::PosterRevoked),
        Some(Mode::Test) | None => Ok(()),
    }
}

/// Revokes a poster and makes another for its entrance; asked again, the one that was made is given.
pub(crate) async fn replace(inner: &Inner, who: &Business, typed: &str, now: Moment) -> Result<PosterShown, Refusal> {
    let (number, desk, who) = (number(typed)?, Desk::of(inner, now), who.clone());
    let (row, changed) = inner
        .database
        .write(move |sql| {
            let (old, venue) = own(sql, &who, number)?;
            let all = posters::of_venue(sql, venue.venue)?;
            if old.revoked_at.is_some() {
                let present = all.into_iter().rev().find(|row| {
                    row.poster.entrance == old.poster.entrance && row.revoked_at.is_none() && row.poster.until > now
                });
                return Ok::<_, Refusal>((present.ok_or(ProblemCode::PosterRevoked)?, false));
            }
            works(&old, &venue)?;
            let since = now.minus(DAY);
            let made = i64::try_from(all.iter().filter(|row| row.poster.from > since).count()).unwrap_or(i64::MAX);
            if made >= limits::MOST_NEW_POSTERS_A_DAY + i64::from(venue.entrances) {
                return Err(Refusal::wait(ProblemCode::PostersUsedUp, DAY));
            }
            posters::revoke(sql, number, now)?;
            let poster = draw_number(sql, &venue, old.poster.entrance, now, desk.poster_validity)?;
            counters::rise(sql, LIST)?;
            let detail = format!("{number} {}", poster.number);
            audit::add(sql, &desk.chain, &moves::deed(who.by(), now, "replace_poster", venue.venue.0, detail))?;
            Ok((PosterRow { poster, revoked_at: None }, true))
        })
        .await?;
    if changed {
        inner.publish().await?;
    }
    PosterShown::of(inner, &row)
}

fn own(sql: &mut dyn Sql, who: &Business, number: PosterNumber) -> Result<(PosterRow, VenueRow), Refusal> {
    let (row, venue) = posters::get(sql, number)?.ok_or(ProblemCode::NotFound)?;
    business::own_venue(sql, who, venue.venue)?;
    Ok((row, venue))
}
