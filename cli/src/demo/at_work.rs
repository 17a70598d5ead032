//! The member of staff at the grocery's door: a shift, passes checked without network, a visitor without a smartphone.

use std::time::Duration;

use ashyq_core::{
    client::{CheckError, Checker, ClientError, DoorScreen, StaffScreen},
    id::{Entrance, VisitId},
    pass::PassError,
    scan::What,
    status::Colour,
    words::Word,
};
use ashyq_server::{board::Source, clock::Clock as _};

use super::{
    Untold,
    board::Board,
    cast::{Person, Spot},
    narration::Business,
    pages,
    stage::Stage,
    stay::OLD_PASS,
    teller::Teller,
    test_week::role_at,
    town::Town,
    visitor::{self, Visitor},
    wall::Wall,
};
use crate::screen;

/// How old a screenshot is that is refused: older than the slots that a checker accepts, younger than the decision.
const SCREENSHOT: Duration = Duration::from_secs(75);

/// Opens the shift.
pub(super) async fn begins(teller: &mut Teller<'_>, town: &Town, member: &Visitor) -> Result<(), Untold> {
    let values = [("person", member.name(teller.language())), ("venue", Spot::Grocery.name())];
    teller.act(Business::OpensShift, &values);
    let role = role_at(member, town.venue(Spot::Grocery)?).await?;
    let shift = teller.ok(member.session.staff().open_shift(&role).await)?;
    teller.show(&screen::shift(teller.view(), &shift));
    teller.told(shift.venue == role.venue, "a shift at the grocery")
}

/// A pass, a picture of it on another phone, and the same picture too late; all without network.
pub(super) fn checks_passes(
    stage: &Stage,
    teller: &mut Teller<'_>,
    member: &Visitor,
    visitors: &[Visitor],
) -> Result<(), Untold> {
    let language = teller.language();
    let (owner, copier) = (visitor::of(visitors, Person::Aigerim)?, visitor::of(visitors, Person::Timur)?);
    stage.network.cut(true);
    teller.act(Business::ChecksOffline, &[("person", member.name(language))]);
    let DoorScreen::Decided(decided) = owner.session.door() else { return Err(Untold::of("a pass to check")) };
    let door = member.session.staff().checker();

    teller.tell(Business::ShowsPass, &[("person", owner.name(language))]);
    let checked = films(&door, &decided.pass, 41)?.map_err(|error| Untold::of(&error.to_string()))?;
    teller.blank();
    teller.show(&screen::checked(teller.view(), &checked));
    teller.told(checked.answer.admitted && checked.answer.colour == Colour::Green, "a pass that fits")?;

    teller.blank();
    teller.tell(Business::ShowsSamePass, &[("person", copier.name(language))]);
    let again = refuses(teller, &films(&door, &decided.pass, 42)?);
    teller.told(matches!(again, Some(CheckError::AlreadySeen { .. })), "a pass that was seen already")?;

    stage.clock.pass(SCREENSHOT);
    teller.blank();
    let seconds = SCREENSHOT.as_secs().to_string();
    teller.tell(Business::ShowsOldPass, &[("person", copier.name(language)), ("seconds", &seconds)]);
    let old = refuses(teller, &films(&door, &decided.pass, 43)?);
    let outcome = format!("a screenshot that is refused, not {old:?}");
    teller.told(old == Some(CheckError::Refused(PassError::OldSlot)), &outcome)?;
    // For whoever goes on with the demo.
    Wall::code(&decided.pass, 43)?.write_frames(&stage.folder.posters().join(OLD_PASS))?;
    stage.network.cut(false);
    Ok(())
}

type CheckedPass = Result<ashyq_core::check::Checked, CheckError>;

/// Films the pass on the screen of a phone, and checks what was read.
fn films(checker: &Checker, pass: &str, seed: u64) -> Result<CheckedPass, Untold> {
    match Wall::code(pass, seed)?.film()?.what {
        What::Ours(text) => Ok(checker.read(text.as_str())),
        other => Err(Untold::of(&format!("a pass that is read, not {other:?}"))),
    }
}

fn refuses(teller: &Teller<'_>, checked: &CheckedPass) -> Option<CheckError> {
    let error = checked.err()?;
    teller.blank();
    teller.show(&screen::not_accepted(teller.view(), &error));
    teller.say(&format!("» {}", error.refusal().say(teller.language())));
    Some(error)
}

/// Somebody without a smartphone enters; the board shows it without a door code.
pub(super) async fn lets_in(
    stage: &Stage,
    teller: &mut Teller<'_>,
    member: &Visitor,
    board: &mut Board,
) -> Result<VisitId, Untold> {
    let language = teller.language();
    teller.act(Business::NoSmartphone, &[("person", Person::Bibigul.name(language))]);
    let staff = member.session.staff();
    teller.tell(Business::TypesWrong, &[("person", member.name(language))]);
    let slip = staff.entry(Entrance::FIRST, Person::Bibigul.iin(), Person::Timur.iin()).err();
    let slip = slip.inspect(|error| teller.refusal(error));
    let named = matches!(&slip, Some(ClientError::Refused(refusal)) if refusal.word == Word::IinNotTheSameTwice);
    teller.told(named, "two numbers that differ")?;
    teller.blank();
    teller.tell(Business::TypesRight, &[]);
    let (first, second) = (Person::Bibigul.iin(), Person::Bibigul.iin());
    let entry = teller.ok(staff.entry(Entrance::FIRST, first, second))?;
    let screen: StaffScreen = teller.ok(entry.ask().await)?;
    let by_staff = |board: &Board| {
        board.rows().next().is_some_and(|row| {
            row.source == Source::Staff && row.codes.is_none() && row.colour == Some(screen.answer.colour)
        })
    };
    board.shows("an entry by staff", by_staff).await?;
    let now = stage.clock.now();
    teller.beside(|view| screen::entered(view, &screen), |view| pages::board(view, Spot::Grocery.name(), board, now));
    teller.told(screen.answer.admitted, "an entry by IIN")?;
    Ok(screen.visit)
}

/// The same person leaves; the answer is always the same.
pub(super) async fn lets_out(teller: &mut Teller<'_>, member: &Visitor, board: &mut Board) -> Result<(), Untold> {
    teller.act(Business::LeavesWithoutPhone, &[("person", Person::Bibigul.name(teller.language()))]);
    let iin = Person::Bibigul.iin();
    let inside = board.inside();
    let exit = teller.ok(member.session.staff().exit(iin, iin))?;
    teller.ok(exit.report().await)?;
    teller.word(Word::Noted, &[]);
    board.shows("one person less", |board| board.inside() + 1 == inside).await?;
    teller.inside(board.inside());
    teller.told(true, "an exit by IIN")
}
