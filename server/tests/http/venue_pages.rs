//! A venue's pages: whose they are, what stands at which field, and that the board says without a script what its events say.

use std::time::Duration;

use ashyq_core::{
    id::{VenueId, VisitId},
    wire::ProblemCode,
    words::Language,
};
use ashyq_server::{api::facts::Known, site::routes::PAGES};

use crate::{
    board::{Screen, Seen},
    browser::Browser,
    common::*,
    pages::{hidden, submit, text},
};

/// An owner's browser, without the header that only programs send.
async fn owner(world: &World, venue: VenueId) -> (Browser, String) {
    let browser = world.owner_of(venue).await;
    let csrf = browser.csrf.clone().unwrap();
    (browser, csrf)
}

#[tokio::test]
async fn somebody_elses_venue_cannot_be_told_from_none() {
    let world = World::new();
    let venue = world.test_venue("47.11", "Дүкен").await;
    let mut stranger = world.business("+77051112233").await;
    let csrf = stranger.csrf.clone().unwrap();
    let press = "AAAAAAAAAAAAAAAAAAAAAA";
    let fields = [("csrf", &*csrf), ("press", press), ("phone", "+77050000001"), ("person", "red"), ("role", press)];
    let poster = venue.posters[0].number.to_string();
    let fields = [&fields[..], &[("poster", &*poster)]].concat();
    let mut looked = 0;
    for page in PAGES.iter().filter(|page| page.path.contains("{venue}")) {
        let mut said = Vec::new();
        for asked in [venue.venue, VenueId([9; 16])] {
            let path = format!("/en{}", page.path.replace("{venue}", &asked.to_string()));
            let reply = if page.method == "GET" {
                stranger.get(&world, &path).await
            } else {
                submit(&mut stranger, &world, &path, &fields).await
            };
            assert_eq!(reply.status, 404, "{} {path}", page.method);
            said.push(text(&reply).replace(&asked.to_string(), ""));
        }
        assert_eq!(said[0], said[1]);
        looked += 1;
    }
    assert_eq!(looked, 10);
    let (mut browser, _) = owner(&world, venue.venue).await;
    let page = text(&browser.get(&world, &format!("/en/cabinet/venues/{}", venue.venue)).await.ok());
    assert!(page.contains(&poster), "the stranger revoked nothing");
    assert!(text(&browser.get(&world, &format!("/en/cabinet/venues/{}/staff", venue.venue)).await).contains("Nobody"));
}

#[tokio::test]
async fn the_board_says_without_a_script_what_its_events_say() {
    let world = World::new();
    let venue = world.venue("86.90", "Шипажай").await;
    for number in 0..3 {
        let mut visitor = world.visitor(&format!("+7705000000{number}"), &iin(number)).await;
        world.clock.pass(Duration::from_secs(40));
        visitor.enter(&world, &venue).await.1.ok();
    }
    let mut screen = Screen::open(&world, venue.venue, None).await;
    let mut seen = Seen::default();
    screen.until(&mut seen, |seen| seen.rows.len() == 3).await;
    let (mut browser, _) = owner(&world, venue.venue).await;
    for language in Language::ALL {
        let path = format!("/{}/cabinet/venues/{}/board", language.code(), venue.venue);
        let page = text(&browser.get(&world, &path).await.ok());
        let mut rest = page.as_str();
        // The newest first, each with the door code of now.
        for (number, row) in seen.rows.iter().rev() {
            rest = rest.split_once(&format!("data-arrival=\"{number}\"")).expect("the row").1;
            let codes = &row["codes"];
            let now = ashyq_server::clock::Clock::now(&world.clock).0;
            let slot = usize::try_from((now - codes["from"].as_i64().unwrap()) / 30_000).unwrap();
            let code = codes["codes"][slot].as_str().unwrap();
            let said = rest.split_once("class=\"code\">").unwrap().1;
            assert!(said.starts_with(code), "{code}: {said}");
        }
        // The script comes from here, and nothing of it stands in the page.
        assert_eq!(page.matches("<script").count(), 1);
        let script = page.split_once("<script src=\"").unwrap().1.split('"').next().unwrap();
        assert_eq!(world.get(script).await.headers["content-type"], "text/javascript; charset=utf-8");
        assert!(page.contains("<noscript>") && !page.contains("style="));
    }
}

#[tokio::test]
async fn a_press_closes_the_day_once_and_a_form_without_one_closes_nothing() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut visitor = world.visitor("+77050000001", &iin(1)).await;
    visitor.enter(&world, &venue).await.1.ok();
    let (mut browser, csrf) = owner(&world, venue.venue).await;
    let board = format!("/en/cabinet/venues/{}/board", venue.venue);
    let close = format!("/en/cabinet/venues/{}/close-day", venue.venue);
    let inside = |page: &str| page.split_once("<strong>").unwrap().1.split('<').next().unwrap().to_owned();
    let reply = submit(&mut browser, &world, &close, &[("csrf", &csrf)]).await;
    assert_eq!(reply.status, 403);
    let page = text(&browser.get(&world, &board).await);
    assert_eq!(inside(&page), "1");
    let press = hidden(&page, "press");
    for _ in 0..2 {
        let reply = submit(&mut browser, &world, &close, &[("csrf", &csrf), ("press", &press)]).await;
        assert_eq!((reply.status, reply.headers["location"].to_str().unwrap()), (303, &*board));
        let page = text(&browser.get(&world, &board).await);
        assert!(inside(&page) == "0" && page.contains("People inside then: 1"), "{page}");
        assert_ne!(hidden(&page, "press"), press);
    }
}

#[tokio::test]
async fn every_mistake_stands_at_its_field() {
    let world = World::new();
    let venue = world.test_venue("47.11", "Дүкен").await;
    let (mut browser, csrf) = owner(&world, venue.venue).await;
    let path = |rest: &str| format!("/en/cabinet/venues/{}{rest}", venue.venue);
    let fields = [("csrf", &*csrf), ("phone", "8 727 <b>")];
    let reply = submit(&mut browser, &world, &path("/staff"), &fields).await;
    let page = text(&reply);
    assert!(reply.status == 422 && page.contains("id=\"phone-error\"") && page.contains("8 727 &#60;b&#62;"), "{page}");
    let reply = browser.get(&world, &path("/counts?day=yesterday")).await;
    assert!(reply.status == 422 && text(&reply).contains("id=\"day-error\""));
    let reply = browser.get(&world, &path("/counts?day=2026-11-21")).await;
    assert!(reply.status == 200 && text(&reply).contains("href=\"/kk/cabinet/venues/"), "{}", text(&reply));
    let reply = submit(&mut browser, &world, &path("/practice"), &[("csrf", &csrf), ("person", "nobody")]).await;
    assert_eq!(reply.status, 403);
    // Ten new posters a day, and one for each entrance; the refusal stands at the poster that was to be replaced.
    let mut poster = venue.posters[0].number.to_string();
    for _ in 0..11 {
        let reply = submit(&mut browser, &world, &path("/poster"), &[("csrf", &csrf), ("poster", &poster)]).await;
        assert!(reply.status == 200 && text(&reply).contains("class=\"done\""), "{}", text(&reply));
        poster = hidden(&text(&reply), "poster");
    }
    let reply = submit(&mut browser, &world, &path("/poster"), &[("csrf", &csrf), ("poster", &poster)]).await;
    assert!(reply.status == 429 && text(&reply).contains("Too many new posters"), "{}", text(&reply));
    // A live venue has no practice; the page says so.
    world.goes_live(venue.venue).await;
    let reply = browser.get(&world, &path("/practice")).await;
    assert_eq!(reply.status, ProblemCode::VenueNotInTest.status());
    assert!(!text(&browser.get(&world, &path("")).await.ok()).contains(&path("/practice")));
}

/// What stands on a page, without its tags and what every world draws anew.
fn said(page: &str, drawn: &[&str]) -> String {
    let main = page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    let mut said: String = main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    for drawn in drawn {
        said = said.replace(drawn, "–");
    }
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Every text of every page of a venue. A new one is a thing more that a venue learns: think first.
#[tokio::test]
async fn what_a_venues_pages_say_is_a_closed_world() {
    let world = World::new();
    let venue = world.venue("86.90", "Шипажай").await;
    let mut source = world.source().await;
    let negative = Known::PcrNegative { sampled_at: START };
    world.fact(&mut source, "1", 1, &iin(1), negative).await;
    for number in 1..4 {
        let mut visitor = world.visitor(&format!("+7705000000{number}"), &iin(number)).await;
        let entry = visitor.entry(&world, &venue, number < 3);
        visitor.put_entry(&world, VisitId(world.random()), &entry).await.ok();
    }
    world.owner("POST", venue.venue, "staff", &serde_json::json!({ "phone": "+77089876543" })).await.ok();
    // Nobody compares door codes any more.
    world.clock.pass(Duration::from_mins(20));
    let (mut browser, _) = owner(&world, venue.venue).await;
    let mut all = String::new();
    for page in ["", "/board", "/counts", "/staff"] {
        let path = format!("/en/cabinet/venues/{}{page}", venue.venue);
        let page = text(&browser.get(&world, &path).await.ok());
        all += &format!("{path}\n{}\n\n", said(&page, &[&venue.posters[0].number.to_string()]));
    }
    insta::assert_snapshot!(all.replace(&venue.venue.to_string(), "{venue}"));
}
