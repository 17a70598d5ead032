//! What staff see: roles, the shift, an answer by IIN or by pass, and a pass that is not accepted.

use ashyq_core::{
    check::Checked,
    client::{CheckError, OpenedShift, StaffScreen},
    moment::Moment,
    wire::staff::{Roles, StaffRole},
    words::{Word, look::Look, moment},
};

use super::{
    View,
    card::{card, page_of, refused},
    door::place,
    frame,
    line::{Ink, Line, Page},
    text,
};

/// Draws the roles, and the shift that is open.
pub fn roles(view: &View, roles: &Roles, open: Option<&OpenedShift>) -> Page {
    let mut page = super::heading(view, view.say(Word::StaffRoles));
    if roles.roles.is_empty() {
        page.wrapped(view.width, view.say(Word::StaffRolesNone), Ink::PLAIN);
    }
    for role in &roles.roles {
        page.blank();
        one(view, role, open.filter(|open| open.role == role.role), &mut page);
    }
    page
}

fn one(view: &View, role: &StaffRole, open: Option<&OpenedShift>, page: &mut Page) {
    let indent = || Line::of("  ", Ink::PLAIN);
    page.wrapped(view.width, &role.name, Ink::BOLD);
    page.item(view.width, indent(), &role.address, Ink::PLAIN);
    let says = if role.accepted { Word::RoleAccepted } else { Word::RoleNotAnswered };
    page.item(view.width, indent(), view.say(says), Ink::PLAIN);
    if let Some(open) = open {
        page.item(view.width, indent(), &until(view, open), Ink::BOLD);
    }
    page.item(view.width, indent(), &role.role.to_string(), Ink::QUIET);
}

fn until(view: &View, open: &OpenedShift) -> String {
    Word::ShiftOpenUntil.fill(view.language, &[("time", &at(view, open.until))])
}

fn at(view: &View, moment: Moment) -> String {
    moment::day_and_clock(view.language, moment.millis())
}

/// Draws a shift that was opened.
pub fn shift(view: &View, open: &OpenedShift) -> Page {
    let mut page = super::heading(view, &open.name);
    page.wrapped(view.width, &until(view, open), Ink::PLAIN);
    page.wrapped(view.width, view.say(Word::ShiftIsFor), Ink::PLAIN);
    page
}

/// Draws the answer to an entry by IIN.
pub fn entered(view: &View, screen: &StaffScreen) -> Page {
    let framed = card(view, screen.answer, |inner, ink| {
        place(view, Some(&screen.venue), Some(screen.entrance), &at(view, screen.at), inner, ink)
    });
    let mut page = page_of(view, framed, screen.answer.test.then_some(Word::TestMeaning));
    if screen.answer.admitted && !screen.answer.test {
        page.wrapped(view.width, view.say(Word::EntryByIinNoted), Ink::PLAIN);
    }
    page.wrapped(view.width, view.say(screen.answer.say_by_iin()), Ink::BOLD);
    page
}

/// Draws a pass that fits.
pub fn checked(view: &View, checked: &Checked) -> Page {
    let framed = card(view, checked.answer, |inner, ink| {
        let fits = text::wrap(view.say(Word::PassFits), inner).into_iter().map(|line| Line::of(line, ink.bold()));
        let place = place(view, None, Some(checked.entrance), &at(view, checked.signed_at), inner, ink);
        fits.chain(place).collect()
    });
    let mut page = page_of(view, framed, checked.answer.test.then_some(Word::TestMeaning));
    page.wrapped(view.width, view.say(checked.answer.say_by_pass()), Ink::BOLD);
    page
}

/// Draws a pass that is not accepted: no colour, and where it was seen already the first answer in words. The sentence
/// that says why and what to do follows it, as every refusal's does.
pub fn not_accepted(view: &View, error: &CheckError) -> Page {
    let inner = view.width - frame::BORDER;
    let details = match error {
        CheckError::AlreadySeen { first, ago } => {
            let ago = moment::duration(view.language, u64::try_from(ago.as_millis()).unwrap_or(u64::MAX));
            let answer = format!("{} · {}", view.say(first.answer.colour.word()), view.say(first.answer.decision()));
            let mut lines = vec![(view.say(Word::FirstAnswer).to_owned(), Ink::BOLD)];
            if first.answer.test {
                lines.push((view.say(Word::Test).to_owned(), Ink::BOLD));
            }
            lines.push((answer, Ink::BOLD));
            let entrance = Word::Entrance.fill(view.language, &[("entrance", &first.entrance.to_string())]);
            let ago = Word::SinceFirstAnswer.fill(view.language, &[("duration", &ago)]);
            lines.extend([entrance, at(view, first.checked_at), ago].map(|line| (line, Ink::PLAIN)));
            lines
                .iter()
                .flat_map(|(line, ink)| text::wrap(line, inner - 4).into_iter().map(|part| Line::of(part, *ink)))
                .collect()
        }
        CheckError::NoShift
        | CheckError::ClockUncertain
        | CheckError::NotAPass(_)
        | CheckError::Refused(_)
        | CheckError::OfAnotherMode(_) => Vec::new(),
    };
    Page::from(frame::heavy(refused(view, Look::UNKNOWN, &[], Word::PassNotAccepted, details, inner), view.width))
}
