//! Without the network: entering unchecked, leaving, looking; then everything is delivered once. And an exit that was
//! forgotten.

use ashyq_core::{
    client::DoorScreen,
    visit::{Entry, Learnt},
    words::Word,
};

use super::{
    CUT, FORGOTTEN, Untold,
    cast::{Person, Spot},
    doors::{answers, leave_by_scan, scan},
    ledger,
    narration::Narration,
    stage::Stage,
    teller::Teller,
    town::Town,
    visitor::{self, Visitor},
};
use crate::screen;

pub(super) async fn play(
    stage: &Stage,
    teller: &mut Teller<'_>,
    town: &Town,
    visitors: &[Visitor],
) -> Result<(), Untold> {
    let language = teller.language();
    let (aigerim, daniyar) = (visitor::of(visitors, Person::Aigerim)?, visitor::of(visitors, Person::Daniyar)?);
    stage.network.cut(true);
    teller.act(Narration::NetworkCut, &[("person", aigerim.name(language)), ("venue", Spot::Cinema.name())]);
    let confirmation = scan(teller, town, aigerim, Spot::Cinema, 21).await?;
    let screen = answers(teller, aigerim, &confirmation).await?;
    teller.door(&aigerim.session, &screen);
    let unchecked = matches!(&screen, DoorScreen::Inside(inside) if !inside.checked && inside.verified);
    teller.told(unchecked, "an entry without a colour")?;

    teller.act(Narration::LeavesOffline, &[("person", daniyar.name(language))]);
    leave_by_scan(teller, town, daniyar, Spot::Cafe, 22).await?;

    stage.clock.pass(CUT);
    teller.act(Narration::StatusOffline, &[("person", daniyar.name(language))]);
    let status = teller.ok(daniyar.session.own_status().await)?;
    teller.status(&daniyar.session, &status);
    let dated = status.offline && status.as_of.is_some() && status.age >= CUT;
    teller.told(dated, "a timetable with its age")?;

    teller.act(Narration::VisitsOffline, &[("person", aigerim.name(language))]);
    teller.ok(aigerim.session.leave(Learnt::Button))?;
    let delivery = teller.ok(aigerim.session.deliver().await)?;
    let lines = teller.ok(aigerim.session.visits())?;
    teller.show(&screen::visits(teller.view(), &lines, delivery.unsent));
    teller.told((delivery.delivered, delivery.unsent) == (0, 1), "a visit that waits")?;

    teller.act(Narration::NetworkBack, &[]);
    stage.network.cut(false);
    for visitor in [aigerim, daniyar] {
        let first = teller.ok(visitor.session.deliver().await)?;
        let second = teller.ok(visitor.session.deliver().await)?;
        let once = (first.delivered, first.unsent, second.delivered, second.unsent) == (1, 0, 0, 0);
        teller.told(once, &format!("{}: one visit delivered once", visitor.person.slug()))?;
        let values = [("person", visitor.name(language)), ("count", &*first.delivered.to_string())];
        teller.tell(Narration::Delivered, &values);
        let lines = teller.ok(visitor.session.visits())?;
        let newest = lines.first().map(|line| line.id);
        let rows = ledger::arrivals(stage)?;
        let kept = rows.iter().filter(|row| Some(row.visit) == newest).count();
        let unchecked = lines.first().is_some_and(|line| line.entry == Some(Entry::Unchecked) && line.colour.is_none());
        teller.told(kept == 1, "a row of its own for each visit")?;
        teller.told(unchecked == (visitor.person == Person::Aigerim), "an entry that stays unchecked")?;
    }
    teller.tell(Narration::OnceEach, &[]);
    Ok(())
}

/// Twelve hours later the phone ends the visit by itself; the service has ended it with the venue's day.
pub(super) async fn forgotten(stage: &Stage, teller: &mut Teller<'_>, visitor: &Visitor) -> Result<(), Untold> {
    let language = teller.language();
    teller.act(Narration::Forgot, &[("person", visitor.name(language))]);
    let passed = stage.clock.catch_up();
    teller.told(passed >= FORGOTTEN, "twelve hours until now")?;
    stage.service.sweep().await.map_err(|error| Untold::of(&error.to_string()))?;
    let outside = visitor.session.door() == DoorScreen::Outside;
    teller.told(outside, "a phone that ends the stay")?;
    let delivery = teller.ok(visitor.session.deliver().await)?;
    let lines = teller.ok(visitor.session.visits())?;
    teller.show(&screen::visits(teller.view(), &lines, delivery.unsent));
    let exit = lines.first().and_then(|line| line.exit);
    teller.told(exit.is_some_and(|exit| exit.learnt == Learnt::DwellLimit), Word::ExitDwellLimit.key())?;
    let newest = lines.first().map(|line| line.id);
    let rows = ledger::arrivals(stage)?;
    let kept = rows.iter().find(|row| Some(row.visit) == newest).and_then(|row| row.exit);
    teller.told(kept == Some(Learnt::VenueClosed), "a stay that ended with the venue's day")
}
