//! The test week of the grocery, with its poster, its practice persons and its checklist; seven days later all are live.

use ashyq_core::{
    client::{Action, DoorScreen},
    decision::Why,
    practice::PracticePerson,
    scan::What,
    visit::Learnt,
    wire::{ProblemCode, staff::StaffRole},
    words::Word,
};
use ashyq_server::{
    api::venues::{ModeShown, VenueShown},
    application::state::{Phase, TEST_WEEK},
    clock::Clock as _,
};

use super::{
    A_MOMENT, Untold,
    applying::is_refused,
    board::Board,
    cast::{Person, Spot},
    narration::{Business, Narration},
    owner::{self, Owner},
    pages,
    stage::Stage,
    teller::Teller,
    town::{Town, decided_beside},
    visitor::Visitor,
    wall::Wall,
};
use crate::{
    film::FRAMES,
    screen::{self, Ink, Line},
};

/// The town after its test week, and the member of staff whom every venue named.
pub(super) async fn play(
    stage: &Stage,
    teller: &mut Teller<'_>,
    owners: &mut [Owner],
) -> Result<(Town, Visitor), Untold> {
    let grocery = begins(stage, teller, owner::of(owners, Spot::Grocery)?).await?;
    let staff = Visitor::log_in(stage, Person::Yerlan, teller.language()).await?;
    practises(stage, teller, owner::of(owners, Spot::Grocery)?, &grocery, &staff).await?;
    too_early(stage, teller, owner::of(owners, Spot::Grocery)?).await?;
    for owner in owners.iter_mut().filter(|owner| owner.spot != Spot::Grocery) {
        let shown = owner.start_test().await?;
        practises_quietly(stage, owner, &shown, &staff).await?;
    }
    teller.blank();
    teller.tell(Business::OthersPractise, &[]);
    let town = goes_live(stage, teller, owners).await?;
    Ok((town, staff))
}

async fn begins(stage: &Stage, teller: &mut Teller<'_>, owner: &mut Owner) -> Result<VenueShown, Untold> {
    teller.act(Business::TestWeek, &[("venue", owner.spot.name())]);
    let shown = owner.start_test().await?;
    let record = owner.record().await?;
    let page = pages::application(teller.view(), &record.application, stage.clock.now());
    teller.browser(stage, Word::CabinetOfBusiness, &page);
    teller.told(record.application.phase == Phase::Test && shown.mode == ModeShown::Test, "a test week that begins")?;
    let sheet = printed(owner, &shown).await?;
    let filmed = Wall::printed(&sheet, 31)?.film()?;
    let values = [("frame", &*filmed.frame.to_string()), ("frames", &*FRAMES.to_string())];
    teller.blank();
    teller.tell(Business::TestPoster, &values);
    show_poster(teller, &shown, true)?;
    let reads = matches!(&filmed.what, What::Ours(text) if shown.posters.iter().any(|it| it.poster == text.as_str()));
    teller.told(reads, "a test poster that is read")?;
    Ok(shown)
}

/// The sheet as the cabinet gives it to print.
async fn printed(owner: &mut Owner, shown: &VenueShown) -> Result<Vec<u8>, Untold> {
    let poster = shown.posters.first().ok_or_else(|| Untold::of("a poster"))?;
    let path = format!("/v1/business/posters/{}/png", poster.number);
    Ok(owner.browser.file(&path).await?.to_vec())
}

fn show_poster(teller: &Teller<'_>, shown: &VenueShown, test: bool) -> Result<(), Untold> {
    let poster = shown.posters.first().ok_or_else(|| Untold::of("a poster"))?;
    teller.blank();
    teller.show(&pages::poster(teller.view(), &shown.name, poster, test));
    Ok(())
}

async fn practises(
    stage: &Stage,
    teller: &mut Teller<'_>,
    owner: &mut Owner,
    venue: &VenueShown,
    staff: &Visitor,
) -> Result<(), Untold> {
    let language = teller.language();
    teller.act(Business::Practises, &[("person", staff.name(language))]);
    accepts(owner, venue, staff).await?;
    let mut board = Board::open(&mut owner.browser, venue.venue).await?;
    let rounds = [
        (PracticePerson::Green, Business::PracticeChosen, None),
        (PracticePerson::Red, Business::PracticeNext, Some(Why::Isolation)),
    ];
    for (person, narration, why) in rounds {
        owner.practises_with(venue.venue, person).await?;
        teller.tell(narration, &[("person", person.word().say(language))]);
        let screen = meets(venue, staff).await?;
        let fits = matches!(&screen, DoorScreen::Decided(decided)
            if decided.test && decided.colour == person.colour() && decided.why == why);
        teller.told(fits, "a practice person")?;
        decided_beside(stage, teller, &staff.session, owner.spot, &mut board).await?;
        if why.is_none() {
            teller.blank();
            leaves(stage, staff).await?;
        }
    }
    Ok(())
}

/// The same at a venue of which nothing is shown.
async fn practises_quietly(
    stage: &Stage,
    owner: &mut Owner,
    venue: &VenueShown,
    staff: &Visitor,
) -> Result<(), Untold> {
    accepts(owner, venue, staff).await?;
    Board::open(&mut owner.browser, venue.venue).await?;
    for person in [PracticePerson::Green, PracticePerson::Red] {
        owner.practises_with(venue.venue, person).await?;
        if matches!(meets(venue, staff).await?, DoorScreen::Decided(decided) if decided.admitted) {
            leaves(stage, staff).await?;
        }
    }
    let phase = owner.record().await?.application.phase;
    if phase == Phase::Ready { Ok(()) } else { Err(Untold::of(&format!("{}: a checklist", owner.spot.slug()))) }
}

/// The owner names the member of staff, who accepts the role.
async fn accepts(owner: &mut Owner, venue: &VenueShown, member: &Visitor) -> Result<(), Untold> {
    owner.names(venue.venue, &member.person.number()).await?;
    let role = role_at(member, venue).await?;
    let staff = member.session.staff();
    staff.accept(role.role).await.map_err(|_| Untold::of("a role that is accepted"))?;
    // As the app does when it comes to the front: the phone hears which venues are in test mode.
    member.session.refresh().await.map_err(|_| Untold::of("a phone that is up to date"))
}

/// The role of a member of staff at a venue.
pub(super) async fn role_at(member: &Visitor, venue: &VenueShown) -> Result<StaffRole, Untold> {
    let roles = member.session.staff().roles().await.map_err(|error| Untold::of(&format!("roles: {error}")))?.roles;
    roles.into_iter().find(|role| role.venue == venue.venue).ok_or_else(|| Untold::of("a role"))
}

/// Scans at a venue in test mode and enters.
async fn meets(venue: &VenueShown, staff: &Visitor) -> Result<DoorScreen, Untold> {
    let untold = |_| Untold::of("a practice entry");
    let text = venue.posters.first().map(|poster| poster.poster.as_str()).unwrap_or_default();
    let confirmation = staff.session.confirm(text).await.map_err(untold)?;
    if confirmation.action != Action::Enter || !confirmation.test {
        return Err(Untold::of("the question about practising"));
    }
    staff.session.enter(&confirmation).await.map_err(untold)
}

async fn leaves(stage: &Stage, staff: &Visitor) -> Result<(), Untold> {
    stage.clock.pass(A_MOMENT);
    let untold = |_| Untold::of("a practice exit");
    staff.session.leave(Learnt::Button).map_err(untold)?;
    staff.session.deliver().await.map_err(untold).map(drop)
}

async fn too_early(stage: &Stage, teller: &mut Teller<'_>, owner: &mut Owner) -> Result<(), Untold> {
    teller.act(Business::TooEarly, &[]);
    let record = owner.record().await?;
    let page = pages::application(teller.view(), &record.application, stage.clock.now());
    teller.browser(stage, Word::CabinetOfBusiness, &page);
    teller.told(record.application.phase == Phase::Ready, "a checklist that is done")?;
    teller.blank();
    teller.tell(Business::Presses, &[("button", Word::GoLiveButton.say(teller.language()))]);
    let path = owner.path("/live")?;
    let problem = owner.browser.send("POST", &path, Some(&())).await?.problem()?;
    is_refused(stage, teller, &problem, ProblemCode::TestWeekRuns)
}

async fn goes_live(stage: &Stage, teller: &mut Teller<'_>, owners: &mut [Owner]) -> Result<Town, Untold> {
    let language = teller.language();
    stage.clock.pass(TEST_WEEK);
    stage.service.sweep().await.map_err(|error| Untold::of(&error.to_string()))?;
    teller.act(Business::SevenDaysLater, &[]);
    let mut town = Town(Vec::new());
    let mut seen: Vec<Phase> = Vec::new();
    for owner in owners.iter_mut() {
        owner.browser.log_in(stage, language).await?;
        seen.push(owner.record().await?.application.phase);
        let shown = owner.go_live().await?;
        seen.push(owner.record().await?.application.phase);
        town.0.push((owner.spot, shown));
    }
    let ready_then_live = seen.chunks(2).all(|pair| pair == [Phase::Ready, Phase::Live]);
    teller.show(&venues(teller, &town));
    teller.told(ready_then_live && town.0.len() == Spot::ALL.len(), "four venues that go live")?;
    let shown = town.venue(Spot::Grocery)?;
    teller.blank();
    teller.tell(Business::LivePoster, &[]);
    show_poster(teller, shown, false)?;
    Ok(town)
}

fn venues(teller: &Teller<'_>, town: &Town) -> screen::Page {
    let language = teller.language();
    let head = [Narration::Venue.say(language), Narration::Kind.say(language)].into_iter();
    let head = head.chain([Narration::TypedCode.say(language), Business::State.say(language)]);
    let head: Vec<String> = head.map(str::to_owned).collect();
    let row = |shown: &VenueShown| {
        let number = shown.posters.first().map(|poster| poster.number.to_string()).unwrap_or_default();
        let cells = [&*shown.name, shown.kind.word().say(language), &*number, Phase::Live.word().say(language)];
        cells.map(|cell| Line::of(cell, Ink::PLAIN)).to_vec()
    };
    let rows: Vec<Vec<Line>> = town.0.iter().map(|(_, shown)| row(shown)).collect();
    screen::table(teller.view(), &head, &rows)
}
