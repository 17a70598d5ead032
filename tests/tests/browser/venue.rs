//! A venue in the cabinet: its test week from the first poster to the first live day, its staff, its counts.

use std::time::Duration;

use ashyq_core::{
    client::{DoorScreen, ports::Clock as _},
    moment::DAY,
    words::Language,
};
use ashyq_server::application::form::NewApplication;
use ashyq_tests::{HOME, application};
use serde_json::json;

use super::{Site, eventually};

/// The number under which the venues of these stories were filed.
pub const OWNER: &str = "+77770000001";

/// How many of something the page has.
pub fn count(site: &Site, css: &str) -> u64 {
    site.browser.run(&format!("return document.querySelectorAll('{css}').length")).as_u64().unwrap()
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn a_venue_works_its_test_week_and_goes_live() {
    let site = Site::open();
    let (browser, world, runtime) = (&site.browser, &site.world, &site.runtime);
    let address = "Абай 1 <img src=x onerror=alert(1)></dd>'\"&lt;{{7*7}}";
    let filed =
        NewApplication { address: address.into(), ..application("Дүкен «Алма» & Ко", "47.11", HOME, 2) };
    let venue = runtime.block_on(world.service.venue_in_test(&filed, world.clock.read().wall)).unwrap();
    let base = format!("/cabinet/venues/{}", venue.venue);
    site.enter_cabinet(browser, &site.origin("kk"), OWNER);
    site.look("cabinet-with-venue", "/cabinet");
    browser.press(".card a[href*=venues]");
    site.comes_to(&format!("/en{base}"));
    site.look("venue-test", &base);
    // What was filed stands there as text.
    assert_eq!((browser.text("dd"), browser.run("return document.images.length")), (address.to_owned(), json!(0)));

    // Another poster: the page says what that means before it is done.
    browser.press(".confirm summary");
    browser.look("venue-new-poster-question-en");
    browser.press(".confirm[open] button");
    eventually("a new poster", || browser.text(".done").contains("new poster"));
    browser.look("venue-new-poster-en");
    let working = count(&site, "a[href$=pdf]");
    assert_eq!((working, count(&site, ".plain-list .tag")), (2, 1));
    let status = browser.run_to_its_end(
        "const done = arguments[0]; fetch(document.querySelector('a[href$=svg]').href).then(answer => done(answer.status))",
    );
    assert_eq!(status, 200);
    // The second entrance's poster is as it was.
    let poster = &venue.posters[1].poster;

    names_staff(&site, &base);

    site.look("practice", &format!("{base}/practice"));
    browser.press("[value=red]");
    eventually("a choice", || !browser.text(".done").is_empty());
    browser.look("practice-chosen-en");
    let (visitor, session) = runtime.block_on(world.bound(1));
    let enter = || match runtime.block_on(visitor.enter(&session, poster)).unwrap() {
        DoorScreen::Decided(decided) => (decided.admitted, decided.test),
        other => panic!("no decision: {other:?}"),
    };
    assert_eq!(enter(), (false, true));
    browser.press("[value=green]");
    eventually("another choice", || browser.text(".chosen h3").starts_with("Green"));
    assert_eq!(enter(), (true, true));
    world.pass(Duration::from_secs(300), &[&visitor]);
    session.leave_by(&runtime.block_on(session.confirm(poster)).unwrap()).unwrap();
    runtime.block_on(session.deliver()).unwrap();

    site.go(&format!("/en{base}/board"));
    eventually("two rows", || count(&site, ".arrival.test") == 2);
    site.look("board-test", &format!("{base}/board"));
    site.look("counts-test", &format!("{base}/counts"));
    site.look("practice-tried", &format!("{base}/practice"));
    assert_eq!((count(&site, ".tasks .tried"), count(&site, ".tasks .open")), (5, 0));

    world.pass(DAY * 7, &[&visitor]);
    site.enter_cabinet(browser, &site.origin("ru"), OWNER);
    site.look("practice-over", &format!("{base}/practice"));
    site.look("venue-ready", &base);
    browser.press("form[action$=live] button");
    eventually("the venue is live", || {
        site.go(&format!("/en{base}"));
        browser.text(".title .tag") == "Live"
    });
    site.look("venue-live", &base);
    // There is no practice at a live venue any more.
    site.look("practice-not-in-test", &format!("{base}/practice"));
    site.look("counts-nobody", &format!("{base}/counts"));
    site.look("counts-refused", &format!("{base}/counts?day=22.11.2026"));
    assert!(!browser.text("#day-error").is_empty());
    let suspension = json!({ "decision": "suspend", "reason": "poster_elsewhere" });
    runtime.block_on(world.operate("POST", &format!("/v1/operator/venues/{}", venue.venue), &suspension));
    site.look("venue-suspended", &base);
    assert_eq!(count(&site, "a[href$=pdf]"), 0);
}

/// Names somebody, who accepts; names somebody else, and takes that back. Every mistake stands at its field.
fn names_staff(site: &Site, base: &str) {
    let (browser, world, runtime) = (&site.browser, &site.world, &site.runtime);
    site.look("staff-nobody", &format!("{base}/staff"));
    let visitor = world.visitor(900);
    for language in Language::ALL {
        site.go(&format!("/{}{base}/staff", language.code()));
        browser.type_into("#phone", "8 727 <b>");
        browser.press("main .button");
        assert!(!browser.text("#phone-error").is_empty());
        assert_eq!(browser.run("return document.querySelector('#phone').value"), "8 727 <b>");
        browser.look(&format!("staff-refused-{}", language.code()));
    }
    for (number, people) in [(visitor.number.as_str(), 1), ("8 705 123 45 67", 2)] {
        browser.type_into("#phone", number);
        browser.press("main .button");
        eventually("the naming", || count(site, "tbody tr") == people);
    }
    let session = runtime.block_on(world.log_in(&visitor));
    runtime.block_on(async {
        let staff = session.staff();
        let role = staff.roles().await.unwrap().roles.remove(0);
        staff.accept(role.role).await.unwrap();
        staff.open_shift(&role).await.unwrap();
    });
    site.look("staff", &format!("{base}/staff"));
    assert_eq!(browser.text("tbody tr .tag"), "Accepted");
    browser.press("tbody tr:last-child button");
    eventually("the role was taken back", || browser.text("tbody tr:last-child .tag") == "Taken back");
    browser.look("staff-removed-en");
}
