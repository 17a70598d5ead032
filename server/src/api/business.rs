//! The business's routes: each a line over [`crate::application::business`].

use std::sync::Arc;

use super::applications::{named, venue_of};
use crate::{
    answer::Answer,
    application::{
        business,
        posters::{self, Format},
    },
    problem::{Refusal, parse},
    routes::{Business, Call},
    service::Inner,
};

/// Applies.
pub(crate) async fn apply(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    Answer::created(&business::apply(&inner, &who, &parse(&call.body)?, call.now).await?)
}

/// The own applications.
pub(crate) async fn list(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&business::list(&inner, &who, call.now).await?)
}

/// An own application with its record.
pub(crate) async fn show(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&business::show(&inner, &who, named(&call)?, call.now).await?)
}

/// Begins the test week.
pub(crate) async fn start_test(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&business::start_test(&inner, &who, named(&call)?, call.now).await?)
}

/// Goes live.
pub(crate) async fn go_live(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&business::go_live(&inner, &who, named(&call)?, call.now).await?)
}

/// The associations through which one files for an activity.
pub(crate) async fn associations(inner: Arc<Inner>, _who: Business, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&business::associations_for(&inner, &call.parameter).await?)
}

/// An own venue and its posters.
pub(crate) async fn venue(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&posters::of_venue(&inner, &who, venue_of(&call)?).await?)
}

/// Another poster instead of an own one.
pub(crate) async fn replace_poster(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&posters::replace(&inner, &who, &call.parameter, call.now).await?)
}

/// An own poster to print, as SVG.
pub(crate) async fn svg(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    posters::print(&inner, &who, &call.parameter, Format::Svg).await
}

/// An own poster to print, as PNG.
pub(crate) async fn png(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    posters::print(&inner, &who, &call.parameter, Format::Png).await
}

/// An own poster to print, as PDF.
pub(crate) async fn pdf(inner: Arc<Inner>, who: Business, call: Call) -> Result<Answer, Refusal> {
    posters::print(&inner, &who, &call.parameter, Format::Pdf).await
}
