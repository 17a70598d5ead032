//! What the forms of the cabinet refuse, in every language: the sentence stands at the field that is wrong, or above the form.

use std::time::Duration;

use ashyq_core::words::{Language, Word};
use ashyq_server::application::form::NewApplication;

use crate::{
    browser::Browser,
    common::*,
    office::escaped,
    pages::{hidden, submit, text},
};

const NUMBER: &str = "+77051234567";

/// The sentence that stands at some place of a page.
fn at<'a>(page: &'a str, place: &str) -> &'a str {
    let (_, after) = page.split_once(place).unwrap_or_else(|| panic!("no {place}: {page}"));
    let (_, after) = after.split_once('>').unwrap();
    after.split('<').next().unwrap()
}

/// Whether a sentence is a word's, whatever fills its placeholders.
#[track_caller]
fn says(page: &str, place: &str, word: Word, language: Language) {
    let mut rest = at(page, place);
    let whole = rest;
    for part in word.say(language).split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after)) {
        let (_, after) =
            rest.split_once(&*escaped(part)).unwrap_or_else(|| panic!("{language:?} {word:?} at {place}: {whole}"));
        rest = after;
    }
    assert!(!whole.contains('{'), "{whole}");
}

async fn send(browser: &mut Browser, world: &World, path: &str, fields: &[(&str, &str)]) -> Reply {
    let csrf = browser.csrf.clone().unwrap();
    let fields: Vec<_> = [("csrf", &*csrf)].into_iter().chain(fields.iter().copied()).collect();
    submit(browser, world, path, &fields).await
}

const NOTICE: &str = "class=\"notice wrong\"";

#[tokio::test]
async fn the_log_in_says_what_is_wrong_with_the_number_and_the_code() {
    for language in Language::ALL {
        let world = World::new();
        let mut browser = Browser::default();
        let path = format!("/{}/log-in", language.code());
        let csrf = hidden(&text(&browser.get(&world, &path).await), "csrf");
        let ask = async |browser: &mut Browser, phone: &str| {
            submit(browser, &world, &path, &[("csrf", &csrf), ("phone", phone)]).await
        };
        says(&text(&ask(&mut browser, "8 727 <b>").await), "id=\"error\"", Word::PhoneNotAMobile, language);
        let challenge = hidden(&text(&ask(&mut browser, NUMBER).await), "challenge");
        says(&text(&ask(&mut browser, NUMBER).await), "id=\"error\"", Word::ResendTooSoon, language);
        let answer = async |browser: &mut Browser, code: &str| {
            let fields = [("csrf", &*csrf), ("challenge", &*challenge), ("log_in_code", code)];
            text(&submit(browser, &world, &format!("{path}/code"), &fields).await)
        };
        says(&answer(&mut browser, "12").await, "id=\"error\"", Word::LogInCodeNotSixDigits, language);
        let code = world.sms.log_in_code(&ashyq_core::phone::Phone::parse(NUMBER).unwrap()).unwrap();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        says(&answer(&mut browser, wrong).await, "id=\"error\"", Word::LogInCodeWrong, language);
        world.clock.pass(Duration::from_mins(30));
        says(&answer(&mut browser, &code).await, "role=\"alert\"", Word::LogInCodeExpired, language);
    }
}

#[tokio::test]
async fn the_office_says_what_is_wrong_at_each_of_its_fields() {
    let world = World::new();
    let mut operator = world.operator_browser(NUMBER).await;
    let key = world.device().public.0.to_string();
    let path = |language: Language, rest: &str| format!("/{}/cabinet/{rest}", language.code());
    let source = [("name", "PCR"), ("key", &*key)];
    send(&mut operator, &world, &path(Language::Kk, "office/sources"), &source).await;
    for language in Language::ALL {
        for (page, fields, field, word) in [
            ("members", [("phone", "8 727 <b>"), ("role", "operator")], "phone", Word::PhoneNotAMobile),
            ("associations", [("name", "<b>"), ("okeds", "56")], "name", Word::AssociationNameRefused),
            ("associations", [("name", "Асхана"), ("okeds", "x")], "okeds", Word::AssociationOkedsRefused),
            ("office/sources", [("name", "<b>PCR</b>"), ("key", &key)], "name", Word::SourceNameRefused),
            ("office/sources", [("name", "PCR"), ("key", "canary")], "key", Word::SourceKeyRefused),
            ("office/sources", source, "key", Word::SourceThere),
        ] {
            let page = text(&send(&mut operator, &world, &path(language, page), &fields).await);
            says(&page, &format!("id=\"{field}-error\""), word, language);
        }
        let reply = operator.get(&world, &path(language, "queue/AAAAAAAAAAAAAAAAAAAAAA")).await;
        assert!(reply.status == 404 && text(&reply).contains(Word::NotFound.say(language)));
        let reply =
            send(&mut operator, &world, &path(language, "claims/AAAAAAAAAAAAAAAAAAAAAA"), &[("allow", "yes")]).await;
        assert!(reply.status == 404 && text(&reply).contains(Word::NotFound.say(language)));
        let reply = operator.get(&world, &path(language, "association/apply")).await;
        assert!(reply.status == 403 && text(&reply).contains(Word::NotAllowed.say(language)));
        // The next log-in asks for a password that nobody knows.
        let mut half = Browser::default();
        world.clock.pass(Duration::from_mins(10));
        half.log_in(&world, NUMBER).await;
        let right = operator.one_time_password(&world);
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let page = send(&mut half, &world, &path(language, "password"), &[("one_time_password", wrong)]).await;
        says(&text(&page), "id=\"error\"", Word::OneTimePasswordWrong, language);
    }
}

#[tokio::test]
async fn an_application_that_stands_elsewhere_says_where_it_stands() {
    for language in Language::ALL {
        let world = World::new();
        let mut association = world.association_browser("+77050000003", &["56"]).await;
        let mut operator = world.operator_browser("+77050000004").await;
        let mut business = world.business(NUMBER).await;
        let listed = association.get(&world, "/v1/association").await.ok().json::<serde_json::Value>();
        let id = serde_json::from_value(listed["association"].clone()).unwrap();
        let cafe =
            NewApplication { contact_phone: NUMBER.into(), association: id, ..world.application("56.10", "Кафе") };
        let filed = business.post(&world, "/v1/business/applications", &cafe).await.ok().json::<serde_json::Value>();
        let id = filed["application"]["application"].as_str().unwrap();
        let path = |rest: String| format!("/{}/cabinet/{rest}", language.code());
        let refused = |reply: &Reply, word: Word| {
            let page = text(reply);
            assert!((400..500).contains(&reply.status), "{} {page}", reply.status);
            says(&page, "<h1", Word::PageFailed, language);
            let said = word.say(language).split('{').next().unwrap();
            assert!(page.contains(said), "{word:?}: {page}");
        };
        let agree = [("decision", "agree")];
        // The association comes first; then the operator; then the test week.
        refused(&send(&mut operator, &world, &path(format!("queue/{id}")), &agree).await, Word::AssociationFirst);
        refused(
            &send(&mut business, &world, &path(format!("applications/{id}/test")), &[]).await,
            Word::StepNotFromHere,
        );
        assert_eq!(send(&mut association, &world, &path(format!("association/{id}")), &agree).await.status, 303);
        assert_eq!(send(&mut operator, &world, &path(format!("queue/{id}")), &agree).await.status, 303);
        assert_eq!(send(&mut business, &world, &path(format!("applications/{id}/test")), &[]).await.status, 303);
        refused(&send(&mut business, &world, &path(format!("applications/{id}/live")), &[]).await, Word::TestWeekRuns);
        let venue = business.get(&world, &format!("/v1/business/applications/{id}")).await.ok();
        let venue = venue.json::<serde_json::Value>()["application"]["venue"].as_str().unwrap().to_owned();
        let page = business.get(&world, &path(format!("venues/{venue}/counts?day=yesterday"))).await;
        says(&text(&page), "id=\"day-error\"", Word::DayRefused, language);
        let page = send(&mut business, &world, &path(format!("venues/{venue}/staff")), &[("phone", "8 727 <b>")]).await;
        says(&text(&page), "id=\"phone-error\"", Word::PhoneNotAMobile, language);
        let page = submit(&mut business, &world, &path(format!("venues/{venue}/close-day")), &[("csrf", "x")]).await;
        assert!(page.status == 403 && text(&page).contains(Word::FormStale.say(language)));
        // The same venue again.
        let again = [
            ("kind", "bin"),
            ("number", "123456789013"),
            ("name", "Кафе"),
            ("address", &cafe.address),
            ("latitude", "43.238949"),
            ("longitude", "76.889709"),
            ("region", "75"),
            ("oked", "56.10"),
            ("entrances", "1"),
            ("contact_phone", NUMBER),
            ("association", listed["association"].as_str().unwrap()),
        ];
        let page = send(&mut business, &world, &path("apply".into()), &again).await;
        says(&text(&page), NOTICE, Word::VenueDuplicate, language);
        // A choice that the form does not offer.
        let mut forged = again;
        forged[0].1 = "passport";
        let page = send(&mut business, &world, &path("apply".into()), &forged).await;
        says(&text(&page), "id=\"kind-error\"", Word::ChoiceRefused, language);
        world.clock.pass(Duration::from_hours(7 * 24));
        business.log_in_fully(&world, NUMBER).await;
        refused(&send(&mut business, &world, &path(format!("applications/{id}/live")), &[]).await, Word::ChecklistOpen);
    }
}

#[tokio::test]
async fn a_venue_says_that_its_new_posters_are_used_up_and_that_its_test_week_is_over() {
    for language in Language::ALL {
        let world = World::new();
        let venue = world.test_venue("47.11", "Дүкен").await;
        let mut browser = world.owner_of(venue.venue).await;
        let path = |rest: &str| format!("/{}/cabinet/venues/{}{rest}", language.code(), venue.venue);
        let mut poster = venue.posters[0].number.to_string();
        let refused = loop {
            let reply = send(&mut browser, &world, &path("/poster"), &[("poster", &poster)]).await;
            if reply.status != 200 {
                break reply;
            }
            poster = hidden(&text(&reply), "poster");
        };
        assert_eq!(refused.status, 429);
        says(&text(&refused), "class=\"wrong\" role=\"alert\"", Word::PostersUsedUp, language);
        world.goes_live(venue.venue).await;
        let practice = browser.get(&world, &path("/practice")).await;
        assert_eq!(practice.status, 409);
        says(&text(&practice), "<h1", Word::PageFailed, language);
        assert!(text(&practice).contains(&*escaped(Word::VenueNotInTest.say(language))), "{}", text(&practice));
    }
}
