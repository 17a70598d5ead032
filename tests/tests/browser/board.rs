//! The board: who comes and goes is seen at once, until the day is closed; and what a cut does to it.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use ashyq_core::{
    client::{DoorScreen, Session, Staff, ports::Clock as _},
    door_code::SLOT,
    id::Entrance,
    moment::Moment,
    poster::SignedPoster,
    words::{
        Language, Word,
        door_code::{NOUNS, SIGNS},
    },
};
use ashyq_server::limits::MOST_BOARDS_OF_VENUE;
use ashyq_tests::{Visitor, World, chromium::Chromium, iin};
use serde_json::{Value, json};

use super::{
    Site, eventually, eventually_within, open_browser,
    proxy::Proxy,
    venue::{OWNER, count},
};

/// What the rows of a board say, the newest first, but for the door codes.
fn rows(browser: &Chromium) -> Vec<String> {
    let said = browser.run(
        "return [...document.querySelectorAll('.arrival')].map(row => row.dataset.arrival + ' ' + \
         [...row.querySelectorAll('.status, .outcome, .where')].map(part => part.innerText).join(' | '))",
    );
    said.as_array().unwrap().iter().map(|row| row.as_str().unwrap().replace('\n', " ")).collect()
}

fn inside(browser: &Chromium) -> u64 {
    browser.text(".inside strong").parse().unwrap()
}

/// Somebody of a colour; blue is nobody in particular.
async fn somebody(world: &World, seed: u64, colour: &str) -> (Visitor, Session) {
    if colour != "blue" {
        world.make(seed, colour).await;
    }
    world.bound(seed).await
}

/// The door code that a phone shows, as the board writes it.
fn door_code(screen: DoorScreen) -> String {
    let DoorScreen::Decided(decided) = screen else { panic!("no decision: {screen:?}") };
    let code = decided.door_code;
    format!("{} {} {:02}", SIGNS[usize::from(code.sign)].glyph, NOUNS[usize::from(code.word)], code.digits)
}

/// A member of staff whose shift is open.
async fn at_work(world: &World, poster: &str) -> Staff {
    let visitor = world.visitor(900);
    let venue = SignedPoster::parse(poster).unwrap().poster.venue;
    world.service.staff_is_named(venue, &visitor.number).await.unwrap();
    let staff = world.log_in(&visitor).await.staff();
    let role = staff.roles().await.unwrap().roles.remove(0);
    staff.accept(role.role).await.unwrap();
    staff.open_shift(&role).await.unwrap();
    staff
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn the_board_shows_who_comes_and_goes_until_the_day_is_closed() {
    let site = Site::open();
    let (browser, world, runtime) = (&site.browser, &site.world, &site.runtime);
    let poster = runtime.block_on(world.grocery());
    let base = format!("/cabinet/venues/{}", SignedPoster::parse(&poster).unwrap().poster.venue);
    site.enter_cabinet(browser, &site.origin("kk"), OWNER);
    site.look("board-empty", &format!("{base}/board"));
    eventually("the board is connected", || browser.text(".connection") == "Connected");

    let mut people = Vec::new();
    for (at, colour) in ["green", "blue", "yellow", "red"].into_iter().enumerate() {
        let (visitor, session) = runtime.block_on(somebody(world, 10 + at as u64, colour));
        let code = door_code(runtime.block_on(visitor.enter(&session, &poster)).unwrap());
        // The newest row, with the code that stands on the phone.
        eventually("the arrival", || rows(browser).len() == at + 1);
        assert_eq!(browser.text(".arrival .code"), code);
        assert_eq!(browser.text(".arrival .status").to_lowercase(), colour);
        people.push((visitor, session));
    }
    assert_eq!(inside(browser), 3);
    assert_eq!(browser.text(".arrival.refused .outcome"), "Do not enter");

    // Half a minute later all codes have turned over, on phones and board alike.
    let phones: Vec<_> = people.iter().map(|(visitor, _)| visitor).collect();
    world.pass(SLOT, &phones);
    site.go(&format!("/en{base}/board"));
    eventually("the board is connected", || browser.text(".connection") == "Connected");
    let shown = browser.run("return [...document.querySelectorAll('.code')].map(code => code.innerText).reverse()");
    let phones: Vec<_> = people.iter().map(|(_, session)| door_code(session.door())).collect();
    assert_eq!(shown, json!(phones));

    // Somebody without a smartphone.
    let staff = runtime.block_on(at_work(world, &poster));
    let typed = iin(30);
    runtime.block_on(staff.entry(Entrance::FIRST, &typed, &typed).unwrap().ask()).unwrap();
    eventually("the row of staff", || browser.text(".arrival.staff .mark") == "By staff");

    // Somebody without network: no colour, and nothing that looks like one.
    let (offline, session) = runtime.block_on(world.bound(20));
    offline.weather.cut(true);
    runtime.block_on(offline.enter(&session, &poster)).unwrap();
    offline.weather.cut(false);
    runtime.block_on(session.deliver()).unwrap();
    eventually("the unchecked entry", || count(&site, ".arrival.unchecked .unknown") == 1);
    site.look("board", &format!("{base}/board"));
    assert_eq!(rows(browser).len(), 6);

    let (visitor, session) = &people[0];
    world.pass(Duration::from_secs(120), &[visitor]);
    session.leave_by(&runtime.block_on(session.confirm(&poster)).unwrap()).unwrap();
    runtime.block_on(session.deliver()).unwrap();
    eventually("somebody left", || inside(browser) == 4);

    site.look("counts", &format!("{base}/counts"));
    // Those whom staff registered are in a table of their own.
    assert_eq!(count(&site, ".counts"), 2);
    assert_eq!(browser.text(".counts tfoot").split_whitespace().filter(|cell| *cell == "1").count(), 5);
    let file = browser.run_to_its_end(
        "const done = arguments[0]; fetch(document.querySelector('a[href*=csv]').href)\
         .then(answer => answer.text()).then(text => done(text.trim().split('\\n').length))",
    );
    assert_eq!(file, 7);

    closes_the_day(&site, &base);
}

fn closes_the_day(site: &Site, base: &str) {
    let browser = &site.browser;
    site.go(&format!("/en{base}/board"));
    browser.press(".confirm summary");
    browser.look("board-close-question-en");
    browser.press(".confirm[open] button");
    eventually("the day is closed", || browser.text(".closed").contains("People inside then: 4"));
    eventually("nobody is inside", || inside(browser) == 0);
    site.look("board-closed", &format!("{base}/board"));
    // Without a script the page says how the board stands, and that it does not change by itself.
    browser.developer("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    site.go(&format!("/en{base}/board"));
    assert!(browser.text("noscript").contains("Refresh"));
    browser.take_picture("board-without-script-en-desk");
    browser.developer("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
    assert_eq!(rows(browser).len(), 6);
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn a_board_that_was_cut_goes_on_without_a_gap_or_a_double() {
    let site = Site::open();
    let (world, runtime) = (&site.world, &site.runtime);
    let poster = runtime.block_on(world.grocery());
    let path = format!("/cabinet/venues/{}/board", SignedPoster::parse(&poster).unwrap().poster.venue);
    let proxy = Proxy::open(runtime, site.address);
    let (steady, cut) = (&site.browser, &open_browser());
    for (browser, address) in [(steady, site.address), (cut, proxy.address)] {
        let origin = format!("http://{address}/en");
        world.clock.pass(Duration::from_secs(90));
        site.enter_cabinet(browser, &origin, OWNER);
        browser.go(&format!("{origin}{path}"));
        eventually("the board is connected", || browser.text(".connection") == "Connected");
        // A page that was loaded anew would have lost this.
        browser.run("window.unbroken = true; return true");
    }
    let enter = |seed: u64| {
        let (visitor, session) = runtime.block_on(somebody(world, seed, "blue"));
        runtime.block_on(visitor.enter(&session, &poster)).unwrap();
    };
    (30..33).for_each(enter);
    eventually("three rows on both", || rows(steady).len() == 3 && rows(cut).len() == 3);
    for round in 0..2 {
        proxy.cut(true);
        eventually("the loss is said", || cut.text(".connection").starts_with("The connection is lost"));
        if round == 0 {
            cut.take_picture("board-lost-en-desk");
        }
        (0..3).for_each(|at| enter(40 + 10 * round + at));
        let there = 3 + 3 * (usize::try_from(round).unwrap() + 1);
        eventually("the steady board goes on", || rows(steady).len() == there);
        assert_eq!(rows(cut).len(), there - 3);
        proxy.cut(false);
        eventually("the board is back", || cut.text(".connection") == "Connected");
        eventually("both show the same", || rows(steady) == rows(cut));
    }
    // The radio is gone, and nobody says so: the board notices by itself.
    proxy.freeze(true);
    (70..72).for_each(enter);
    eventually_within(Duration::from_secs(50), "the silence is noticed", || {
        cut.text(".connection").starts_with("The connection is lost")
    });
    proxy.freeze(false);
    eventually("both show the same again", || rows(cut).len() == 11 && rows(steady) == rows(cut));
    assert_eq!(cut.run("return window.unbroken"), Value::Bool(true));
    let mut shown = rows(cut);
    let all = shown.len();
    shown.dedup();
    assert_eq!((shown.len(), all, inside(steady), inside(cut)), (11, 11, 11, 11));
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn a_day_that_turns_over_on_an_open_board_begins_anew() {
    let site = Site::open();
    let (browser, world, runtime) = (&site.browser, &site.world, &site.runtime);
    let poster = runtime.block_on(world.grocery());
    let base = format!("/en/cabinet/venues/{}", SignedPoster::parse(&poster).unwrap().poster.venue);
    let enter = |seed: u64| {
        let (visitor, session) = runtime.block_on(somebody(world, seed, "blue"));
        runtime.block_on(visitor.enter(&session, &poster)).unwrap();
    };
    // Three minutes before midnight in Kazakhstan.
    let now = world.clock.read().wall;
    world.clock.pass(Moment::of_day(now.day() + 1).minus(Duration::from_secs(180)).since(now));
    site.enter_cabinet(browser, &site.origin("en"), OWNER);
    site.go(&format!("{base}/board"));
    enter(30);
    eventually("the arrival", || rows(browser).len() == 1);
    browser.press(".confirm summary");
    browser.press(".confirm[open] button");
    let is_closed = || browser.run("return !document.querySelector('.closed').hidden") == true;
    eventually("the day is closed", || is_closed() && inside(browser) == 0);
    eventually("the board is connected", || browser.text(".connection") == "Connected");
    enter(31);
    eventually("whoever came late", || rows(browser).len() == 2 && inside(browser) == 1);
    browser.run("window.unbroken = true; return true");

    world.clock.pass(Duration::from_secs(240));
    // Nobody comes, and the board notices all the same.
    eventually_within(Duration::from_secs(40), "the new day", || !is_closed());
    assert_eq!((rows(browser).len(), inside(browser)), (2, 1));
    enter(32);
    eventually("the first of the day", || rows(browser).len() == 3 && inside(browser) == 2);
    assert_eq!(browser.text(".arrival time"), "00:01");
    assert_eq!(browser.run("return window.unbroken"), Value::Bool(true));
    site.go(&format!("{base}/counts"));
    assert_eq!(browser.text(".counts tfoot td"), "1");
}

/// A board that somebody else has open.
fn another_board(site: &Site, cookies: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(site.address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookies}\r\n\r\n", site.address).unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).unwrap();
    assert_eq!(head, *b"HTTP/1.1 200");
    stream
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn one_board_too_many_says_so_and_opens_when_another_closes() {
    let site = Site::open();
    let poster = site.runtime.block_on(site.world.grocery());
    let venue = SignedPoster::parse(&poster).unwrap().poster.venue;
    site.enter_cabinet(&site.browser, &site.origin("kk"), OWNER);
    let (cookies, path) = (site.browser.cookies(), format!("/v1/business/venues/{venue}/board"));
    let mut boards: Vec<_> = (0..MOST_BOARDS_OF_VENUE).map(|_| another_board(&site, &cookies, &path)).collect();
    for language in Language::ALL {
        site.go(&format!("/{}/cabinet/venues/{venue}/board", language.code()));
        eventually("the refusal", || site.browser.text(".connection") == Word::BoardsUsedUp.say(language));
        site.browser.look(&format!("board-too-many-{}", language.code()));
    }
    boards.pop();
    // The service notices at its next sign of life.
    eventually_within(Duration::from_secs(60), "a place", || {
        site.browser.text(".connection") == Word::BoardConnected.say(Language::En)
    });
}
