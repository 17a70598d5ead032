//! What the system's camera opens when it sees a poster. The page records nothing: that needs the app.

use std::sync::Arc;

use ashyq_core::{
    not_live::Mode,
    poster::{PREFIX, PosterError, SignedPoster},
    words::Word,
};
use askama::Template;

use super::{Frame, Page, View};
use crate::{problem::Refusal, service::Inner, store::posters};

#[derive(Template)]
#[template(path = "poster.html")]
struct PosterPage {
    frame: Frame,
    heading: Word,
    /// What is to be known of it, where it does not simply work.
    about: Option<Word>,
    venue: Option<Venue>,
    /// The tone of its mark in the style sheet.
    tone: &'static str,
}

impl PosterPage {
    fn works(&self) -> bool {
        self.heading == Word::PosterGood
    }
}

struct Venue {
    name: String,
    address: String,
    entrance: String,
    typed: String,
}

/// Shows whose poster it is, and what to do with it.
pub(super) async fn show(inner: Arc<Inner>, view: View) -> Result<Page, Refusal> {
    let (heading, about, tone, venue) = judge(&inner, &view).await?;
    Page::of(&PosterPage { frame: view.frame, heading, about, venue, tone })
}

type Judged = (Word, Option<Word>, &'static str, Option<Venue>);

async fn judge(inner: &Inner, view: &View) -> Result<Judged, Refusal> {
    let bad = |word| Ok((Word::PosterBad, Some(word), "bad", None));
    let signed = match SignedPoster::parse(&format!("{PREFIX}{}", view.call.parameter)) {
        Ok(signed) => signed,
        Err(PosterError::Version) => return bad(Word::PosterOfAnotherVersion),
        Err(_) => return bad(Word::PosterNotOurs),
    };
    let now = view.call.now;
    let error = signed.check(inner.keys.signed_set(), now).err();
    if matches!(error, Some(PosterError::Forged | PosterError::UnknownKey | PosterError::NotOurs)) {
        return bad(Word::PosterForged);
    }
    let number = signed.poster.number;
    let found = inner.database.read(|sql| posters::get(sql, number)).await?;
    let Some((poster, venue)) = found else { return bad(Word::PosterUnknown) };
    let shown = Venue {
        name: signed.poster.name.clone(),
        address: venue.address,
        entrance: Word::Entrance.fill(view.frame.language, &[("entrance", &signed.poster.entrance.to_string())]),
        typed: number.to_string(),
    };
    let wrong = match (error, poster.revoked_at, venue.mode) {
        (_, _, Some(Mode::Revoked)) => Some(Word::VenueRevoked),
        (_, Some(_), _) => Some(Word::PosterRevoked),
        (Some(PosterError::NotYet), ..) => Some(Word::PosterNotValidYet),
        (Some(_), ..) => Some(Word::PosterExpired),
        (_, _, Some(Mode::Suspended)) => Some(Word::VenueSuspended),
        (None, None, Some(Mode::Test) | None) => None,
    };
    Ok(match (wrong, venue.mode) {
        (Some(word), _) => (Word::PosterBad, Some(word), "bad", Some(shown)),
        (None, Some(Mode::Test)) => (Word::PosterInTest, Some(Word::PracticeEntry), "test", Some(shown)),
        (None, _) => (Word::PosterGood, None, "good", Some(shown)),
    })
}
