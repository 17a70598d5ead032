//! Posters: looked up by their typed code, and what the operator does with them.

use std::sync::Arc;

use ashyq_core::{
    id::{Entrance, VenueId},
    moment::Moment,
    poster::{Poster, PosterNumber},
    wire::{PosterAnswer, ProblemCode},
};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    application::posters::{Format, draw_number, find, sheet, sign},
    problem::{Refusal, parse},
    published::LIST,
    routes::{Call, Operator, Phone},
    service::Inner,
    store::{audit, audit::Deed, counters, posters, posters::PosterRow, venues},
};

/// Makes another poster for an entrance.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPoster {
    /// The entrance.
    pub entrance: Entrance,
}

/// A poster as the operator and its business see it.
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

impl PosterShown {
    /// A poster as it is shown.
    pub(crate) fn of(inner: &Inner, row: &PosterRow) -> Result<Self, Refusal> {
        let Poster { entrance, number, from, until, .. } = row.poster;
        let poster = sign(inner, row)?.to_string();
        Ok(Self { entrance, number, poster, from, until, revoked_at: row.revoked_at })
    }
}

/// The poster of a typed code, for the confirmation.
pub(crate) async fn typed(inner: Arc<Inner>, _who: Phone, call: Call) -> Result<Answer, Refusal> {
    let (row, venue) = find(&inner, &call.parameter).await?;
    let poster = sign(&inner, &row)?.to_string();
    Answer::json(&PosterAnswer { poster, address: venue.address })
}

/// Makes another poster; the ones before stay valid until they are revoked.
pub(crate) async fn make(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    let request: NewPoster = parse(&call.body)?;
    let venue = VenueId::parse(&call.parameter).ok_or(ProblemCode::NotFound)?;
    let (now, chain, validity, by) = (call.now, inner.chain, inner.options.poster_validity, who.alias);
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
                &Deed::of_operator(now, "make_poster", Some(venue.venue.0), poster.number.to_string()).by(by),
            )?;
            Ok(poster)
        })
        .await?;
    Answer::created(&PosterShown::of(&inner, &PosterRow { poster, revoked_at: None })?)
}

/// Revokes a poster, for good.
pub(crate) async fn revoke(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    revoked(&inner, &who, &call.parameter, call.now).await?;
    Ok(Answer::nothing())
}

/// Revokes the poster of a typed code; whose it was.
pub(crate) async fn revoked(inner: &Inner, who: &Operator, typed: &str, now: Moment) -> Result<VenueId, Refusal> {
    let number = PosterNumber::parse_typed(typed).map_err(|_| ProblemCode::PosterUnknown)?;
    let (chain, by) = (inner.chain, who.alias);
    let venue = inner
        .database
        .write(move |sql| {
            let (_, venue) = posters::get(sql, number)?.ok_or(ProblemCode::PosterUnknown)?;
            if posters::revoke(sql, number, now)? {
                counters::rise(sql, LIST)?;
                audit::add(
                    sql,
                    &chain,
                    &Deed::of_operator(now, "revoke_poster", Some(venue.venue.0), number.to_string()).by(by),
                )?;
            }
            Ok::<_, Refusal>(venue.venue)
        })
        .await?;
    inner.publish().await?;
    Ok(venue)
}

/// A poster to print, as SVG.
pub(crate) async fn svg(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    print(&inner, &call, Format::Svg).await
}

/// A poster to print, as PNG.
pub(crate) async fn png(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    print(&inner, &call, Format::Png).await
}

/// A poster to print, as PDF.
pub(crate) async fn pdf(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    print(&inner, &call, Format::Pdf).await
}

async fn print(inner: &Inner, call: &Call, format: Format) -> Result<Answer, Refusal> {
    let (row, venue) = find(inner, &call.parameter).await?;
    sheet(inner, &row, &venue, format).await
}
