//! At the door: scanning on entry and on exit, the screen, leaving.

use std::path::Path;

use ashyq_core::{
    client::{Action, ClientError, Confirmation, DoorScreen, Session},
    id::VisitId,
    rules::Rules,
    visit::Learnt,
    words::{Word, moment},
};
use serde_json::{Value, json};

use super::{deliver, ending, looking, report};
use crate::{args::Scan, desk::Desk, ending::Ending, phone::Phone, say::Say, screen};

pub(super) async fn scan(desk: &mut Desk, scan: &Scan) -> Result<(), Ending> {
    let text = match (&scan.typed, &scan.path) {
        (Some(typed), _) => typed.clone(),
        (None, path) => looking::see(desk.language(), path.as_deref().unwrap_or(Path::new("")))?,
    };
    let session = Phone::session(desk)?;
    let confirmation = session.confirm(&text).await.map_err(|error| ending(desk, &error))?;
    match confirmation.action {
        Action::Enter => enter(desk, &session, &confirmation, scan.pass).await,
        Action::Leave => {
            let name = venue(&confirmation);
            desk.confirm(&Word::LeaveQuestion.fill(desk.language(), &[("venue", &name)]))?;
            left(desk, &session, "scan", |session| session.leave_by(&confirmation)).await
        }
        Action::Nothing => {
            desk.tell_word(Word::AlreadyRecorded);
            desk.report("scan", json!({ "action": "nothing", "door": report::door(&session.door()) }));
            Ok(())
        }
    }
}

async fn enter(desk: &mut Desk, session: &Session, confirmed: &Confirmation, pass: bool) -> Result<(), Ending> {
    let language = desk.language();
    if confirmed.test {
        desk.tell(&format!("{}: {}", Word::Test.say(language), Word::PracticeEntry.say(language)));
    }
    if let Some(ends) = &confirmed.ends {
        desk.tell(&Word::EntryEndsVisit.fill(language, &[("venue", ends)]));
    }
    if !confirmed.verified {
        desk.tell_word(Word::PosterToBeChecked);
    }
    let mut about: Vec<String> = confirmed.address.iter().cloned().collect();
    about.extend(confirmed.entrance.map(|number| Word::Entrance.fill(language, &[("entrance", &number.to_string())])));
    if !about.is_empty() {
        desk.tell(&about.join(" · "));
    }
    desk.confirm(&Word::ConfirmEntry.fill(language, &[("venue", &venue(confirmed))]))?;
    let screen = session.enter(confirmed).await.map_err(|error| ending(desk, &error))?;
    shown(desk, session, &screen, pass)?;
    let unsent = deliver(desk, session).await?.unsent;
    let result = json!({ "action": "enter", "door": report::door(&screen), "unsent": unsent });
    desk.report("scan", with_pass(result, &screen, pass));
    Ok(())
}

fn venue(confirmation: &Confirmation) -> String {
    confirmation.venue.clone().unwrap_or_else(|| "?".into())
}

/// Shows the door's screen, and the pass below it where it was asked for.
fn shown(desk: &Desk, session: &Session, screen: &DoorScreen, pass: bool) -> Result<(), Ending> {
    desk.show(&screen::door(&desk.view, screen, metres(session)));
    if !pass || desk.options.json {
        return Ok(());
    }
    let DoorScreen::Decided(decided) = screen else {
        return Err(Ending::refused(desk.language(), Say::NoPass));
    };
    let drawn = screen::pass(desk.columns, &desk.view, &decided.pass);
    desk.tell_word(Word::PassShow);
    desk.show(&drawn.ok_or_else(|| Ending::refused(desk.language(), Say::PassTooWide))?);
    Ok(())
}

/// The distance that a refusal names: that of the held rules, as far as they say one to this person.
pub(crate) fn metres(session: &Session) -> u32 {
    session.what_is_open().metres().or_else(|| report::metres(&Rules::version_1())).unwrap_or_default()
}

fn with_pass(mut result: Value, screen: &DoorScreen, pass: bool) -> Value {
    if let (true, DoorScreen::Decided(decided)) = (pass, screen) {
        result["pass"] = json!(decided.pass);
    }
    result
}

pub(super) async fn show(desk: &mut Desk, pass: bool) -> Result<(), Ending> {
    let session = Phone::session(desk)?;
    let screen = session.door();
    shown(desk, &session, &screen, pass)?;
    let unsent = deliver(desk, &session).await?.unsent;
    let result = json!({ "door": report::door(&screen), "unsent": unsent });
    desk.report("door", with_pass(result, &screen, pass));
    Ok(())
}

pub(super) async fn leave(desk: &mut Desk) -> Result<(), Ending> {
    let session = Phone::session(desk)?;
    let venue = match session.door() {
        DoorScreen::Decided(decided) if decided.admitted => decided.venue,
        DoorScreen::Inside(inside) => inside.venue,
        DoorScreen::Decided(_) | DoorScreen::Outside | DoorScreen::Asking => None,
    };
    if let Some(venue) = venue {
        desk.confirm(&Word::LeaveQuestion.fill(desk.language(), &[("venue", &venue)]))?;
    }
    left(desk, &session, "leave", |session| session.leave(Learnt::Button)).await
}

async fn left(
    desk: &Desk,
    session: &Session,
    command: &str,
    leave: impl Fn(&Session) -> Result<VisitId, ClientError>,
) -> Result<(), Ending> {
    let language = desk.language();
    let id = leave(session).map_err(|error| ending(desk, &error))?;
    let lines = session.visits().map_err(|error| ending(desk, &error))?;
    let exit = lines.iter().find(|line| line.id == id).and_then(|line| line.exit);
    if let Some(exit) = exit {
        let time = moment::day_and_clock(language, exit.at.millis());
        desk.tell(&Word::Left.fill(language, &[("time", &time)]));
    }
    let unsent = deliver(desk, session).await?.unsent;
    desk.report(command, json!({ "action": "leave", "visit": id, "exit": exit, "unsent": unsent }));
    Ok(())
}
