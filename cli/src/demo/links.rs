//! A link for every chair, and how to sit down in it: the pages of the site while the demo stays.

use std::{io::BufRead as _, thread};

use ashyq_core::{
    poster::PREFIX,
    words::{Language, Word},
};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::{Played, Untold, browser::Browser, cast::Spot, narration::Stay, owner, stage::Stage};
use crate::desk::Desk;

/// Prints the links, each of which leads to a page in three languages.
pub(super) async fn print(desk: &Desk, stage: &Stage, played: &mut Played) -> Result<(), Untold> {
    let language = desk.language();
    let venue = played.town.venue(Spot::Grocery)?.venue;
    let poster = played.town.poster(Spot::Grocery)?.trim_start_matches(PREFIX).to_owned();
    let browser = &mut owner::of(&mut played.owners, Spot::Grocery)?.browser;
    let links = [
        (Stay::Home, String::from("/")),
        (Stay::LogIn, String::from("/log-in")),
        (Stay::PosterPage, format!("/p/{poster}")),
        (Stay::BoardPage, format!("/cabinet/venues/{venue}/board")),
    ];
    desk.tell("");
    desk.tell(Stay::Links.say(language));
    for (name, path) in &links {
        // Nothing is printed that leads nowhere.
        if !leads_somewhere(browser, path).await? {
            continue;
        }
        desk.tell(name.say(language));
        if !desk.options.json {
            // Not wrapped: it is to be opened.
            println!("  {}/{}{path}", stage.address, language.code());
        }
    }
    desk.tell("");
    desk.tell(Stay::Chairs.say(language));
    chairs(desk, stage, played)
}

async fn leads_somewhere(browser: &mut Browser, path: &str) -> Result<bool, Untold> {
    for language in Language::ALL {
        if !browser.finds(&format!("/{}{path}", language.code())).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Who logs in with which number, and the page to begin with.
fn chairs(desk: &Desk, stage: &Stage, played: &Played) -> Result<(), Untold> {
    let language = desk.language();
    let mut all = Vec::new();
    for spot in Spot::ALL {
        let page = format!("/cabinet/venues/{}", played.town.venue(spot)?.venue);
        all.push((format!("{} · {} · {}", Stay::Business.say(language), spot.name(), spot.owner()), page));
    }
    for (role, browser) in offices(played) {
        let (name, page) = match role {
            Word::RoleAssociation => (format!(" · {}", association_of(browser)), "/cabinet/association/apply"),
            _ => (String::new(), "/cabinet/office/venues"),
        };
        all.push((format!("{}{name} · {}", role.say(language), browser.number()), page.to_owned()));
    }
    for (chair, page) in all {
        desk.tell(&chair);
        if !desk.options.json {
            println!("  {}/{}{page}", stage.address, language.code());
        }
    }
    Ok(())
}

fn offices(played: &Played) -> impl Iterator<Item = (Word, &Browser)> {
    let associations = played.offices.associations.iter().map(|browser| (Word::RoleAssociation, browser));
    associations.chain([(Word::RoleOperator, &played.offices.operator)])
}

fn association_of(browser: &Browser) -> &'static str {
    let all = Spot::ALL.into_iter().filter_map(Spot::association);
    all.filter(|(_, number)| *number == browser.number()).map(|(name, _)| name).next().unwrap_or_default()
}

/// Prints the one-time passwords of this half minute, where SMS are printed.
pub(super) fn print_passwords(desk: &Desk, stage: &Stage, played: &Played) {
    for (role, browser) in offices(played) {
        let password = browser.one_time_password(stage).unwrap_or_default();
        eprintln!("{} {}: {password}", role.say(desk.language()), browser.number());
    }
}

/// Hears the Enter key; a terminal that has gone is silent.
pub(super) fn enter_key() -> UnboundedReceiver<()> {
    let (pressed, hears) = unbounded_channel();
    // A thread of its own: the runtime would wait for a line that never comes when it ends.
    thread::spawn(move || {
        for _line in std::io::stdin().lock().lines() {
            if pressed.send(()).is_err() {
                return;
            }
        }
    });
    hears
}

/// Names the phone of the second terminal as staff of the grocery. By the library: the owner's next log-in code is for whoever
/// opens the links.
pub(super) async fn name_staff(stage: &Stage, played: &Played, number: &str) -> Result<(), Untold> {
    let venue = played.town.venue(Spot::Grocery)?.venue;
    stage.service.staff_is_named(venue, number).await.map_err(|problem| Untold::of(&problem.title))
}
