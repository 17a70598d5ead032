//! The title; then facts come in, and visitors log in.

use ashyq_core::{status::Colour, words::Word};
use ashyq_server::clock::Clock as _;

use super::{
    Untold,
    cast::Person,
    narration::Narration,
    operator::{Authority, Operator},
    stage::Stage,
    teller::Teller,
    visitor::{self, Visitor},
};
use crate::screen::{self, Ink, Line};

/// The title, and what is real and what is not.
pub(super) fn title(stage: &Stage, teller: &Teller<'_>) {
    teller.title(Narration::Title.say(teller.language()));
    teller.tell(Narration::WhatIsReal, &[("service", &stage.address)]);
    teller.tell(Narration::MemoryVault, &[]);
    teller.tell(Narration::SmsBelow, &[]);
}

/// The visitors, logged in.
pub(super) async fn visitors(stage: &Stage, teller: &mut Teller<'_>) -> Result<Vec<Visitor>, Untold> {
    let language = teller.language();
    teller.act(Narration::FactsSent, &[]);
    let (operator, authority) = (Operator::of(stage)?, Authority::of(stage)?);
    operator.register(&authority).await?;
    authority.send(Person::VISITORS.into_iter().filter_map(|person| person.fact(stage.clock.now())).collect()).await?;
    let mut visitors = Vec::new();
    let mut rows = Vec::new();
    for person in Person::VISITORS {
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

    let saule = visitor::of(&visitors, Person::Saule)?;
    teller.act(Narration::LooksAtStatus, &[("person", saule.name(language))]);
    let status = teller.ok(saule.session.own_status().await)?;
    teller.status(&saule.session, &status);
    teller.told(
        !status.offline && saule.session.what_is_open().metres().is_some(),
        "a yellow status with its distance",
    )?;
    Ok(visitors)
}
