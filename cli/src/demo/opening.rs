//! The first act: venues go live, facts come in, visitors log in.

use ashyq_core::{status::Colour, words::Word};
use ashyq_server::{api::venues::VenueShown, clock::Clock as _};

use super::{
    Untold,
    cast::{Person, Spot, Visitor},
    narration::Narration,
    operator::{Authority, Operator},
    stage::Stage,
    teller::Teller,
};
use crate::screen::{self, Ink, Line};

/// The venues, live.
pub(super) struct Town(Vec<(Spot, VenueShown)>);

impl Town {
    /// A venue as the operator sees it.
    pub(super) fn venue(&self, spot: Spot) -> Result<&VenueShown, Untold> {
        let found = self.0.iter().find(|(of, _)| *of == spot);
        found.map(|(_, shown)| shown).ok_or_else(|| Untold::of(spot.name()))
    }

    /// The text of a venue's poster.
    pub(super) fn poster(&self, spot: Spot) -> Result<&str, Untold> {
        self.venue(spot)?.posters.first().map(|poster| &*poster.poster).ok_or_else(|| Untold::of(spot.name()))
    }
}

pub(super) async fn venues(stage: &Stage, teller: &mut Teller<'_>) -> Result<Town, Untold> {
    let language = teller.language();
    teller.title(Narration::Title.say(language));
    teller.tell(Narration::WhatIsReal, &[("service", &stage.address)]);
    teller.tell(Narration::MemoryVault, &[]);
    teller.tell(Narration::SmsBelow, &[]);

    teller.act(Narration::VenuesLive, &[]);
    let mut town = Town(Vec::new());
    for spot in Spot::ALL {
        let shown = stage.service.venue_live_now(&spot.application()).await;
        let shown = shown.map_err(|problem| Untold::of(&format!("{}: {}", spot.slug(), problem.title)))?;
        town.0.push((spot, shown));
    }
    let head = [Narration::Venue, Narration::Kind, Narration::TypedCode].map(|head| head.say(language).to_owned());
    let plain = |text: &str| Line::of(text, Ink::PLAIN);
    let rows: Vec<Vec<Line>> = town
        .0
        .iter()
        .map(|(_, shown)| {
            let number = shown.posters.first().map(|poster| poster.number.to_string()).unwrap_or_default();
            vec![plain(&shown.name), plain(shown.kind.word().say(language)), plain(&number)]
        })
        .collect();
    teller.show(&screen::table(teller.view(), &head, &rows));
    teller.told(town.0.len() == Spot::ALL.len(), "four venues")?;
    Ok(town)
}

pub(super) async fn visitors(stage: &Stage, teller: &mut Teller<'_>) -> Result<Vec<Visitor>, Untold> {
    let language = teller.language();
    teller.act(Narration::FactsSent, &[]);
    let (operator, authority) = (Operator::of(stage)?, Authority::of(stage)?);
    operator.register(&authority).await?;
    authority.send(Person::ALL.into_iter().filter_map(|person| person.fact(stage.clock.now())).collect()).await?;
    let mut visitors = Vec::new();
    let mut rows = Vec::new();
    for person in Person::ALL {
        let visitor = Visitor::log_in(stage, person, language).await?;
        let status = teller.ok(visitor.session.own_status().await)?;
        let colour = status.status.map(|status| status.colour);
        teller.told(colour == Some(person.colour()), &format!("{}: the own status", person.slug()))?;
        let word = colour.map_or(Word::Unknown, Colour::word).say(language);
        rows.push(vec![
            Line::of(person.name(language), Ink::PLAIN),
            screen::mark(colour).then(" ", Ink::PLAIN).then(word, Ink::PLAIN),
            Line::of(status.reason(language), Ink::PLAIN),
        ]);
        visitors.push(visitor);
    }
    teller.tell(Narration::LogInsDone, &[]);
    teller.blank();
    let head = [Narration::Person, Narration::OwnStatus, Narration::Because].map(|head| head.say(language).to_owned());
    teller.show(&screen::table(teller.view(), &head, &rows));

    let saule = super::of(&visitors, Person::Saule)?;
    teller.act(Narration::LooksAtStatus, &[("person", saule.name(language))]);
    let status = teller.ok(saule.session.own_status().await)?;
    teller.status(&status);
    teller.told(!status.offline && status.metres().is_some(), "a yellow status with its distance")?;
    Ok(visitors)
}
