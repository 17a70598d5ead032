//! Posters: looked up by their typed code, made, drawn and revoked.

use std::sync::Arc;

use ashyq_core::{
    id::{Entrance, VenueId},
    keys::Purpose,
    moment::Moment,
    not_live::Mode,
    poster::{Poster, PosterNumber, SignedPoster},
    wire::{PosterAnswer, ProblemCode},
};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    database::{DatabaseError, Sql},
    poster_sheet::PosterSheet,
    problem::{Refusal, parse},
    published::LIST,
    random,
    routes::{Call, Operator, Phone},
    service::Inner,
    store::{
        audit,
        audit::Deed,
        counters, posters,
        posters::PosterRow,
        venues::{self, VenueRow},
    },
};

/// How wide a poster is drawn: 300 dots an inch on A4.
const WIDTH: u32 = 2480;

/// Makes another poster for an entrance.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPoster {
    /// The entrance.
    pub entrance: Entrance,
}

/// A poster as the operator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosterShown {
    /// The entrance.
    pub entrance: Entrance,
    /// Its number, as its typed code.
    pub number: PosterNumber,
    /// The text of its QR code.
    pub poster: String,
    /// Valid from then on.
    pub from: Moment,
    /// Valid until then.
    pub until: Moment,
    /// When it was revoked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked_at: Option<Moment>,
}

/// The poster of a typed code, for the confirmation.
pub(crate) async fn typed(inner: Arc<Inner>, _who: Phone, call: Call) -> Result<Answer, Refusal> {
    let (row, venue) = find(&inner, &call.parameter).await?;
    let poster = sign(&inner, &row)?.to_string();
    Answer::json(&PosterAnswer { poster, address: venue.address })
}

/// Makes another poster; the ones before stay valid until they are revoked.
pub(crate) async fn make(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let request: NewPoster = parse(&call.body)?;
    let venue = VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let (now, chain, validity) = (call.now, inner.chain, inner.options.poster_validity);
    let poster = inner
        .database
        .write(move |sql| {
            let venue = venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
            if request.entrance.number() > venue.entrances {
                return Err(Refusal::field("entrance", format!("1 to {}", venue.entrances)));
            }
            let poster = draw_number(sql, &venue, request.entrance, now, validity)?;
            audit::add(
                sql,
                &chain,
                &Deed::of_operator(now, "make_poster", Some(venue.venue.0), poster.number.to_string()),
            )?;
            Ok(poster)
        })
        .await?;
    Answer::created(&show(&inner, &PosterRow { poster, revoked_at: None })?)
}

/// Revokes a poster, for good.
pub(crate) async fn revoke(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let number = PosterNumber::parse_typed(&call.parameter).map_err(|_| ProblemCode::PosterUnknown)?;
    let (now, chain) = (call.now, inner.chain);
    inner
        .database
        .write(move |sql| {
            let (_, venue) = posters::get(sql, number)?.ok_or(ProblemCode::PosterUnknown)?;
            if posters::revoke(sql, number, now)? {
                counters::rise(sql, LIST)?;
                audit::add(
                    sql,
                    &chain,
                    &Deed::of_operator(now, "revoke_poster", Some(venue.venue.0), number.to_string()),
                )?;
            }
            Ok::<_, Refusal>(())
        })
        .await?;
    inner.publish().await?;
    Ok(Answer::nothing())
}

/// A poster to print, as SVG.
pub(crate) async fn svg(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let (row, venue) = find(&inner, &call.parameter).await?;
    let sheet = sheet(&inner, &row, &venue)?;
    Ok(Answer::of("image/svg+xml", sheet.svg().into_bytes()))
}

/// A poster to print, as PNG.
pub(crate) async fn png(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    let (row, venue) = find(&inner, &call.parameter).await?;
    let sheet = sheet(&inner, &row, &venue)?;
    // A second of pixels: not on a thread that answers others.
    let drawn = tokio::task::spawn_blocking(move || sheet.png(WIDTH)).await;
    let png = drawn.ok().and_then(Result::ok).ok_or(ProblemCode::Fault)?;
    Ok(Answer::of("image/png", png))
}

/// Makes a poster under a free number.
pub(super) fn draw_number(
    sql: &mut dyn Sql,
    venue: &VenueRow,
    entrance: Entrance,
    now: Moment,
    validity: std::time::Duration,
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

/// A poster as the operator sees it.
pub(super) fn show(inner: &Inner, row: &PosterRow) -> Result<PosterShown, Refusal> {
    let Poster { entrance, number, from, until, .. } = row.poster;
    let poster = sign(inner, row)?.to_string();
    Ok(PosterShown { entrance, number, poster, from, until, revoked_at: row.revoked_at })
}

fn sign(inner: &Inner, row: &PosterRow) -> Result<SignedPoster, Refusal> {
    Ok(row.poster.sign(inner.keys.signer(Purpose::Poster)).ok_or(DatabaseError::Shape)?)
}

fn sheet(inner: &Inner, row: &PosterRow, venue: &VenueRow) -> Result<PosterSheet, Refusal> {
    let test = venue.mode == Some(Mode::Test);
    Ok(PosterSheet::draw(&sign(inner, row)?, test).map_err(|_| ProblemCode::Fault)?)
}

async fn find(inner: &Inner, typed: &str) -> Result<(PosterRow, VenueRow), Refusal> {
    let number = PosterNumber::parse_typed(typed).map_err(|_| ProblemCode::PosterUnknown)?;
    let found = inner.database.read(|sql| posters::get(sql, number)).await?;
    Ok(found.ok_or(ProblemCode::PosterUnknown)?)
}
