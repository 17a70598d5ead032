//! At the doors, with the network: who may enter where, who may not, and what is no poster at all.

use ashyq_core::{
    client::{Action, ClientError, Confirmation, DoorScreen},
    decision::Why,
    id::VisitId,
    scan::What,
    visit::Learnt,
    words::{Word, moment},
};

use super::{
    TWICE, Untold, at_work,
    board::Board,
    cast::{A_WHILE, Person, Spot},
    narration::{Business, Narration},
    stage::Stage,
    teller::Teller,
    town::{Town, decided_beside},
    visitor::{self, Visitor},
    wall::Wall,
};
use crate::film::FRAMES;

/// What happens while the network is there; the visit of whoever came without a phone.
pub(super) async fn online(
    stage: &Stage,
    teller: &mut Teller<'_>,
    town: &Town,
    (visitors, member): (&[Visitor], &Visitor),
    board: &mut Board,
) -> Result<VisitId, Untold> {
    at_work::begins(teller, town, member).await?;
    let aigerim = visitor::of(visitors, Person::Aigerim)?;
    arrive(stage, teller, town, (aigerim, Spot::Grocery, None), Some(board)).await?;
    stage.clock.pass(TWICE);
    twice(teller, town, aigerim).await?;
    at_work::checks_passes(stage, teller, member, visitors)?;
    let entry = at_work::lets_in(stage, teller, member, board).await?;
    let arrivals = [
        (Person::Saule, Spot::Grocery, None),
        (Person::Marat, Spot::Grocery, Some(Why::TooFar)),
        (Person::Daniyar, Spot::Sanatorium, Some(Why::TestNeeded)),
        (Person::Daniyar, Spot::Cafe, None),
        (Person::Timur, Spot::Cinema, Some(Why::Isolation)),
    ];
    for (person, spot, why) in arrivals {
        let beside = (spot == Spot::Grocery).then_some(&mut *board);
        arrive(stage, teller, town, (visitor::of(visitors, person)?, spot, why), beside).await?;
    }
    stage.clock.pass(A_WHILE);
    at_work::lets_out(teller, member, board).await?;
    teller.act(Narration::ScansOnExit, &[("person", aigerim.name(teller.language()))]);
    leave_by_scan(teller, town, aigerim, Spot::Grocery, 8).await?;
    let delivery = teller.ok(aigerim.session.deliver().await)?;
    teller.told(delivery.unsent == 0, "an exit that is delivered")?;
    let saule_alone = |board: &Board| board.inside() == 1;
    board.shows("one person inside", saule_alone).await?;
    teller.inside(board.inside());
    teller.told(true, "a board that counts who left")?;
    Ok(entry)
}

async fn arrive(
    stage: &Stage,
    teller: &mut Teller<'_>,
    town: &Town,
    (visitor, spot, why): (&Visitor, Spot, Option<Why>),
    board: Option<&mut Board>,
) -> Result<(), Untold> {
    let name = visitor.name(teller.language());
    teller.act(Narration::AtTheDoor, &[("person", name), ("venue", spot.name())]);
    let confirmation = scan(teller, town, visitor, spot, visitor.person as u64 + 1).await?;
    let screen = answers(teller, visitor, &confirmation).await?;
    let fits = matches!(&screen, DoorScreen::Decided(decided)
        if decided.colour == visitor.person.colour() && decided.why == why && decided.admitted == why.is_none());
    match board {
        Some(board) => {
            if visitor.person == Person::Aigerim {
                teller.tell(Business::PhoneAndBoard, &[]);
            }
            decided_beside(stage, teller, &visitor.session, spot, board).await?;
        }
        None => teller.door(&visitor.session, &screen),
    }
    teller.told(fits, &format!("{} at the {}", visitor.person.slug(), spot.slug()))
}

/// Films the poster and reads it; what the app asks then.
pub(super) async fn scan(
    teller: &Teller<'_>,
    town: &Town,
    visitor: &Visitor,
    spot: Spot,
    seed: u64,
) -> Result<Confirmation, Untold> {
    let filmed = Wall::poster(town.poster(spot)?, seed)?.film()?;
    let What::Ours(text) = filmed.what else {
        return Err(Untold::of(&format!("a poster that is read: {}", spot.slug())));
    };
    let values = [("frame", &*filmed.frame.to_string()), ("frames", &*FRAMES.to_string())];
    teller.tell(Narration::Filmed, &values);
    teller.ok(visitor.session.confirm(text.as_str()).await)
}

/// Confirms the entry; the screen that comes.
pub(super) async fn answers(
    teller: &Teller<'_>,
    visitor: &Visitor,
    confirmation: &Confirmation,
) -> Result<DoorScreen, Untold> {
    if confirmation.action != Action::Enter {
        return Err(Untold::of(&format!("{}: the question about entering", visitor.person.slug())));
    }
    teller.word(Word::ConfirmEntry, &[("venue", confirmation.venue.as_deref().unwrap_or_default())]);
    teller.ok(visitor.session.enter(confirmation).await)
}

async fn twice(teller: &mut Teller<'_>, town: &Town, visitor: &Visitor) -> Result<(), Untold> {
    teller.act(Narration::ScansTwice, &[("person", visitor.name(teller.language()))]);
    let before = teller.ok(visitor.session.visits())?;
    let confirmation = scan(teller, town, visitor, Spot::Grocery, 7).await?;
    teller.word(Word::AlreadyRecorded, &[]);
    let after = teller.ok(visitor.session.visits())?;
    teller.told(confirmation.action == Action::Nothing && before == after, "a second scan that changes nothing")
}

/// Scans on exit and answers the question with yes.
pub(super) async fn leave_by_scan(
    teller: &mut Teller<'_>,
    town: &Town,
    visitor: &Visitor,
    spot: Spot,
    seed: u64,
) -> Result<(), Untold> {
    let language = teller.language();
    let confirmation = scan(teller, town, visitor, spot, seed).await?;
    teller.told(confirmation.action == Action::Leave, "the question about leaving")?;
    teller.word(Word::LeaveQuestion, &[("venue", confirmation.venue.as_deref().unwrap_or_default())]);
    let id = teller.ok(visitor.session.leave(Learnt::Scanned))?;
    let lines = teller.ok(visitor.session.visits())?;
    let exit = lines.iter().find(|line| line.id == id).and_then(|line| line.exit);
    if let Some(exit) = exit {
        teller.word(Word::Left, &[("time", &moment::day_and_clock(language, exit.at.millis()))]);
    }
    teller.told(exit.is_some_and(|exit| exit.learnt == Learnt::Scanned), "an exit by scan")
}

pub(super) async fn not_posters(teller: &mut Teller<'_>, town: &Town, visitors: &[Visitor]) -> Result<(), Untold> {
    let language = teller.language();
    teller.act(Narration::NotPosters, &[]);
    let forged = Wall::forged(town.poster(Spot::Grocery)?, 11)?.film()?;
    let aigerim = visitor::of(visitors, Person::Aigerim)?;
    teller.tell(Narration::Forged, &[("person", aigerim.name(language))]);
    let What::Ours(text) = forged.what else { return Err(Untold::of("a forged poster that is read")) };
    let answer = aigerim.session.confirm(text.as_str()).await;
    let refused = answer.as_ref().err().inspect(|error| teller.refusal(error));
    let fits = matches!(refused, Some(ClientError::Refused(refusal)) if refusal.word == Word::PosterForged);
    teller.told(fits, "a forged poster that is refused by name")?;

    let others = [
        (Narration::Sticker, Person::Daniyar, "https://ashyq-kz.example/checkin?id=1742", Word::SeenLink),
        (Narration::Wifi, Person::Saule, "WIFI:T:WPA;S:Samal;P:kofe2026;;", Word::SeenWifi),
    ];
    for (narration, person, text, word) in others {
        teller.blank();
        teller.tell(narration, &[("person", person.name(language))]);
        let filmed = Wall::code(text, 12)?.film()?;
        let fits = matches!(filmed.what, What::Foreign(kind) if kind.word() == word);
        teller.word(word, &[]);
        teller.told(fits, "a foreign code that is named")?;
    }
    Ok(())
}
