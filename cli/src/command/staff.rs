//! At the door, on the other side: roles, shifts, visitors without a smartphone, and passes.

use ashyq_core::{
    bytes::Bytes,
    check::Checked,
    client::{CheckError, ClientError, OpenedShift, Staff as Member, StaffScreen},
    id::Entrance,
    scan::What,
    secret::Secret,
    wire::staff::{RoleId, StaffRole},
    words::Word,
};
use serde_json::{Value, json};

use super::{ending, looking};
use crate::{
    args::{Check, Enter, Role, Shift, Staff},
    desk::Desk,
    ending::Ending,
    phone::Phone,
    say::Say,
    screen,
};

/// How often an entry is asked for before it is given up; each time it is the same entry.
const MOST_TRIES: usize = 3;

pub(super) async fn run(desk: &mut Desk, what: &Staff) -> Result<(), Ending> {
    if let Staff::Check(check) = what {
        return self::check(desk, check).await;
    }
    let staff = Phone::session(desk)?.staff();
    match what {
        Staff::Roles => roles(desk, &staff).await,
        Staff::Accept(role) => answer(desk, &staff, role, true).await,
        Staff::Decline(role) => answer(desk, &staff, role, false).await,
        Staff::Shift(Shift::Open(role)) => open(desk, &staff, role).await,
        Staff::Shift(Shift::Close) => close(desk, &staff).await,
        Staff::Enter(enter) => self::enter(desk, &staff, enter).await,
        Staff::Leave => leave(desk, &staff).await,
        Staff::Check(_) => Ok(()),
    }
}

async fn roles(desk: &Desk, staff: &Member) -> Result<(), Ending> {
    let roles = staff.roles().await.map_err(|error| ending(desk, &error))?;
    let shift = staff.shift();
    desk.show(&screen::roles(&desk.view, &roles, shift.as_ref()));
    let roles: Vec<Value> = roles.roles.iter().map(role).collect();
    desk.report("staff-roles", json!({ "roles": roles, "shift": shift.as_ref().map(shift_report) }));
    Ok(())
}

async fn answer(desk: &mut Desk, staff: &Member, which: &Role, accept: bool) -> Result<(), Ending> {
    // Of several roles the one that is not answered is accepted; any can be declined.
    let role = choose(desk, staff, which, |role| !(accept && role.accepted)).await?;
    let question = if accept { Word::AcceptRoleQuestion } else { Word::DeclineRoleQuestion };
    desk.confirm(&question.fill(desk.language(), &[("venue", &role.name)]))?;
    let answered = if accept { staff.accept(role.role).await } else { staff.decline(role.role).await };
    answered.map_err(|error| ending(desk, &error))?;
    desk.tell_word(if accept { Word::RoleIsYours } else { Word::RoleDeclined });
    desk.report(if accept { "staff-accept" } else { "staff-decline" }, json!({ "role": role.role, "accept": accept }));
    Ok(())
}

async fn open(desk: &Desk, staff: &Member, which: &Role) -> Result<(), Ending> {
    let role = choose(desk, staff, which, |role| role.accepted).await?;
    let shift = staff.open_shift(&role).await.map_err(|error| ending(desk, &error))?;
    desk.show(&screen::shift(&desk.view, &shift));
    desk.report("staff-shift-open", json!({ "shift": shift_report(&shift) }));
    Ok(())
}

async fn close(desk: &mut Desk, staff: &Member) -> Result<(), Ending> {
    let told = staff.close_shift().await.map_err(|error| ending(desk, &error))?;
    desk.tell_word(if told { Word::ShiftClosed } else { Word::ShiftClosedHere });
    desk.report("staff-shift-close", json!({ "closed": true, "told": told }));
    Ok(())
}

/// The role that was named, or the only one that fits.
async fn choose(
    desk: &Desk,
    staff: &Member,
    which: &Role,
    fits: impl Fn(&StaffRole) -> bool,
) -> Result<StaffRole, Ending> {
    let language = desk.language();
    let named = match &which.role {
        Some(text) => {
            let id: Option<RoleId> = Bytes::parse(text);
            Some(id.ok_or_else(|| Ending::field(language, "ROLE", Say::RuleRole.say(language)))?)
        }
        None => None,
    };
    let roles = staff.roles().await.map_err(|error| ending(desk, &error))?.roles;
    let mut fitting = roles.into_iter().filter(|role| named.map_or_else(|| fits(role), |id| role.role == id));
    match (fitting.next(), fitting.next(), named) {
        (Some(role), None, _) => Ok(role),
        (Some(_), Some(_), _) => Err(Ending::usage(language, Say::WhichRole)),
        (None, _, Some(_)) => Err(Ending::word(language, Word::RoleGone)),
        (None, _, None) => Err(Ending::refused(language, Say::NoRoleFits)),
    }
}

/// Asks for the IIN twice, without echo.
fn twice(desk: &mut Desk) -> Result<[Secret<String>; 2], Ending> {
    desk.tell_word(Word::VisitorIinTwice);
    let first = desk.secret("iin", Word::IinLabel.say(desk.language()))?;
    Ok([first, desk.secret("iin_again", Word::IinAgainLabel.say(desk.language()))?])
}

async fn enter(desk: &mut Desk, staff: &Member, enter: &Enter) -> Result<(), Ending> {
    let language = desk.language();
    let most = staff.shift().map_or(99, |shift| shift.entrances.number());
    let entrance = Entrance::new(enter.entrance).filter(|entrance| entrance.number() <= most).ok_or_else(|| {
        let rule = Say::RuleEntrance.fill(language, &[("count", &most.to_string())]);
        Ending::field(language, "--entrance", &rule)
    })?;
    if staff.shift().is_none() {
        // Before anybody types an IIN for nothing.
        return Err(Ending::word(language, Word::ShiftNotOpen));
    }
    let [first, second] = twice(desk)?;
    let said = |secret: &Secret<String>| secret.expose("a visitor without a smartphone enters").clone();
    let entry = staff.entry(entrance, &said(&first), &said(&second)).map_err(|error| ending(desk, &error))?;
    let mut tries = 1;
    let screen = loop {
        match entry.ask().await {
            Ok(screen) => break screen,
            Err(error @ ClientError::Unreachable(_)) => {
                if tries == MOST_TRIES
                    || (desk.is_terminal() && desk.confirm(Word::AskAgainSame.say(language)).is_err())
                {
                    return Err(ending(desk, &error));
                }
                tries += 1;
            }
            Err(error) => return Err(ending(desk, &error)),
        }
    };
    desk.show(&screen::entered(&desk.view, &screen));
    desk.report("staff-enter", entered(&screen));
    Ok(())
}

async fn leave(desk: &mut Desk, staff: &Member) -> Result<(), Ending> {
    if staff.shift().is_none() {
        return Err(Ending::word(desk.language(), Word::ShiftNotOpen));
    }
    let [first, second] = twice(desk)?;
    let said = |secret: &Secret<String>| secret.expose("a visitor without a smartphone leaves").clone();
    let exit = staff.exit(&said(&first), &said(&second)).map_err(|error| ending(desk, &error))?;
    exit.report().await.map_err(|error| ending(desk, &error))?;
    desk.tell_word(Word::Noted);
    desk.report("staff-leave", json!({ "noted": true }));
    Ok(())
}

async fn check(desk: &mut Desk, check: &Check) -> Result<(), Ending> {
    let language = desk.language();
    let text = match looking::look(language, &check.path)? {
        What::Ours(text) => text,
        What::Foreign(_) => return Err(Ending::word(language, Word::SeenNotPass)),
        What::Unreadable(hint) => return Err(Ending::word(language, hint.word())),
        What::Nothing => return Err(Ending::word(language, Word::SeenNothing)),
    };
    let staff = Phone::session(desk)?.staff();
    let door = staff.checker();
    let mut outcome = door.read(text.as_str());
    // Where the network can help, and is there, nobody has to be told to connect.
    if outcome.is_err_and(|error| error.needs_contact()) && staff.roles().await.is_ok() {
        outcome = door.read(text.as_str());
    }
    match outcome {
        Ok(checked) => {
            desk.show(&screen::checked(&desk.view, &checked));
            desk.report("staff-check", json!({ "checked": checked_report(&checked) }));
            Ok(())
        }
        Err(error) => Err(refused(desk, &error)),
    }
}

/// A pass that is refused: by name, and where it was seen already with the first answer.
fn refused(desk: &Desk, error: &CheckError) -> Ending {
    desk.show(&screen::not_accepted(&desk.view, error));
    let ending = ending(desk, &ClientError::Refused(error.refusal()));
    match error {
        CheckError::AlreadySeen { first, .. } => {
            Ending { details: Some(json!({ "first": checked_report(first) })), ..ending }
        }
        _ => ending,
    }
}

fn role(role: &StaffRole) -> Value {
    json!({
        "role": role.role,
        "venue": role.name,
        "address": role.address,
        "entrances": role.entrances,
        "accepted": role.accepted,
    })
}

fn shift_report(shift: &OpenedShift) -> Value {
    json!({
        "role": shift.role,
        "venue": shift.name,
        "entrances": shift.entrances,
        "opened_at": shift.opened_at,
        "until": shift.until,
    })
}

fn entered(screen: &StaffScreen) -> Value {
    json!({
        "visit": screen.visit,
        "venue": screen.venue,
        "entrance": screen.entrance,
        "at": screen.at,
        "colour": screen.answer.colour,
        "admitted": screen.answer.admitted,
        "test": screen.answer.test,
    })
}

fn checked_report(checked: &Checked) -> Value {
    json!({
        "colour": checked.answer.colour,
        "admitted": checked.answer.admitted,
        "test": checked.answer.test,
        "entrance": checked.entrance,
        "signed_at": checked.signed_at,
        "checked_at": checked.checked_at,
    })
}
