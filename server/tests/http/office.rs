//! The pages of operators and associations, and of whoever applies: without a browser.

use ashyq_core::{
    bytes::Bytes,
    words::{Language, Word},
};
use ashyq_server::{
    api::{
        audit::{Actor, Audit},
        sources::Sources,
        venues::VenueShown,
    },
    application::{
        form::{ClaimedNumber, NewApplication},
        operator::VenueDecision,
        reason::SuspensionReason,
    },
};

use crate::{
    browser::Browser,
    common::*,
    pages::{submit, text},
};

const NUMBER: &str = "+77051234567";
const OFFICE: &str = "+77051234568";

/// What stands in a page as text, where it may have been escaped.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;").replace('\'', "&#39;")
}

/// A form that is filled in well.
fn good() -> Vec<(&'static str, &'static str)> {
    vec![
        ("kind", "bin"),
        ("number", "123456789013"),
        ("name", "Дүкен «Алма»"),
        ("address", "Абай даңғылы, 10"),
        ("latitude", "43,238949"),
        ("longitude", "76.889709"),
        ("region", "75"),
        ("oked", "47.11"),
        ("entrances", "2"),
        ("contact_phone", "8 705 000 00 09"),
        ("association", ""),
    ]
}

/// Sends a page's form with its token.
async fn send(browser: &mut Browser, world: &World, path: &str, fields: &[(&str, &str)]) -> Reply {
    let csrf = browser.csrf.clone().unwrap();
    let fields: Vec<_> = [("csrf", &*csrf)].into_iter().chain(fields.iter().copied()).collect();
    submit(browser, world, path, &fields).await
}

fn changed(field: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    good().into_iter().map(|(name, old)| (name, if name == field { value } else { old })).collect()
}

/// The sentence at a field of a page.
fn at<'a>(page: &'a str, field: &str) -> Option<&'a str> {
    let (_, after) = page.split_once(&format!("id=\"{field}-error\" role=\"alert\">"))?;
    after.split('<').next()
}

#[tokio::test]
async fn every_wrong_field_of_an_application_is_told_at_that_field_in_every_language() {
    let world = World::new();
    let mut browser = world.business(NUMBER).await;
    let long = Box::leak("ұ".repeat(101).into_boxed_str());
    let cases = [
        ("number", "123456789012", Word::NumberRefused),
        ("number", "900101300017", Word::NotABusinessNumber),
        ("name", "<script>", Word::VenueNameRefused),
        ("name", "Дүкен\u{202e}", Word::VenueNameRefused),
        ("address", long, Word::AddressRefused),
        ("latitude", "x", Word::CoordinatesRefused),
        ("latitude", "91", Word::CoordinatesRefused),
        ("longitude", "NaN", Word::CoordinatesRefused),
        ("region", "1", Word::ChoiceRefused),
        ("oked", "47", Word::OkedMalformed),
        ("oked", "99.99", Word::OkedNotEligible),
        ("entrances", "0", Word::EntrancesRefused),
        ("contact_phone", "8 727 123 45 67", Word::PhoneNotAMobile),
    ];
    for language in Language::ALL {
        let path = format!("/{}/cabinet/apply", language.code());
        for (field, value, word) in cases {
            let reply = send(&mut browser, &world, &path, &changed(field, value)).await;
            let (page, said) = (text(&reply), escaped(word.say(language)));
            assert_eq!((reply.status, at(&page, field)), (422, Some(&*said)), "{field} {value}: {page}");
            assert!(page.contains(&format!("aria-describedby=\"{field}-error\"")), "{field} {page}");
            assert_eq!(page.matches("role=\"alert\"").count(), 1, "{page}");
        }
        for (field, _) in good().into_iter().filter(|(field, _)| !["kind", "association"].contains(field)) {
            let reply = send(&mut browser, &world, &path, &changed(field, " ")).await;
            let page = text(&reply);
            assert!(reply.status == 422 && at(&page, field).is_some(), "{field}: {page}");
        }
        let cafe = send(&mut browser, &world, &path, &changed("oked", "56.10")).await;
        assert_eq!(at(&text(&cafe), "association"), Some(&*escaped(Word::AssociationNeeded.say(language))));
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_whole_is_told_above_the_form() {
    let world = World::new();
    let mut browser = world.business(NUMBER).await;
    let filed = send(&mut browser, &world, "/en/cabinet/apply", &good()).await;
    assert_eq!(filed.status, 303);
    let again = send(&mut browser, &world, "/en/cabinet/apply", &good()).await;
    let page = text(&again);
    assert_eq!(again.status, 409);
    assert!(
        page.contains(&format!("<p class=\"notice wrong\" role=\"alert\">{}", Word::VenueDuplicate.say(Language::En)))
    );
    assert!(page.contains("value=\"Абай даңғылы, 10\"") && page.contains("<option value=\"75\" selected>"), "{page}");
}

#[tokio::test]
async fn an_association_files_for_a_business_whose_cabinet_it_is() {
    let world = World::new();
    let mut association = world.association_browser(OFFICE, &["56"]).await;
    let path = "/kk/cabinet/association/apply";
    let cabinet = text(&association.get(&world, "/kk/cabinet").await);
    assert!(cabinet.contains(&format!("href=\"{path}\"")));
    let form = text(&association.get(&world, path).await);
    assert!(form.contains(&format!("action=\"{path}\"")) && !form.contains("name=\"association\""), "{form}");
    let refused = send(&mut association, &world, path, &good()).await;
    assert_eq!(at(&text(&refused), "oked"), Some(Word::OkedFiledDirectly.say(Language::Kk)));
    let filed = send(&mut association, &world, path, &changed("oked", "56.10")).await;
    assert_eq!(filed.status, 303, "{}", text(&filed));
    let shown = text(&association.get(&world, filed.headers["location"].to_str().unwrap()).await);
    assert!(shown.contains(Word::PhaseEndorsed.say(Language::Kk)), "{shown}");
    // Nothing is left for it to decide.
    assert!(!shown.contains("name=\"decision\""));
    let mut owner = world.business("+77050000009").await;
    assert!(text(&owner.get(&world, "/ru/cabinet").await).contains("Дүкен «Алма»"));
    // A business does not get that form, and its own is not an association's.
    assert_eq!(owner.get(&world, path).await.status, 403);
}

#[tokio::test]
async fn an_operator_finds_a_venue_by_the_beginning_of_its_name_by_its_bin_and_by_what_it_is() {
    let world = World::new();
    let mut operator = world.operator_browser(OFFICE).await;
    for name in ["Алма", "Дүкен «Алма»", "дүкен «Нан»"] {
        world.venue("47.11", name).await;
    }
    world.test_venue("47.11", "Дүкен «Сынақ»").await;
    let other = ClaimedNumber::Iin(iin(4711));
    let sole = NewApplication { number: other, ..world.application("47.11", "Дүкен «Өзім»") };
    world.service.venue_live_now(&sole).await.unwrap();
    let names = async |operator: &mut Browser, query: &str| {
        let reply = operator.get(&world, &format!("/en/cabinet/office/venues?{query}")).await;
        assert_eq!(reply.status, 200, "{query}");
        let page = text(&reply);
        let rows = page.split("<th scope=\"row\">").skip(1);
        rows.map(|row| row.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = names(&mut operator, "").await;
    assert_eq!(all, ["Алма", "Дүкен «Алма»", "дүкен «Нан»", "Дүкен «Сынақ»", "Дүкен «Өзім»"]);
    let query = |name: &str, mode: &str| {
        form_urlencoded::Serializer::new(String::new()).append_pair("name", name).append_pair("mode", mode).finish()
    };
    assert_eq!(names(&mut operator, &query("ДҮКЕН", "")).await, all[1..]);
    assert_eq!(names(&mut operator, &query("дүкен, ал", "live")).await, ["Дүкен «Алма»"]);
    assert_eq!(names(&mut operator, &query("", "test")).await, ["Дүкен «Сынақ»"]);
    assert_eq!(names(&mut operator, &query("123456 789013", "live")).await, all[..3]);
    assert!(names(&mut operator, &query("жоқ", "")).await.is_empty());
    assert_eq!(operator.get(&world, "/en/cabinet/office/venues?mode=canary").await.status, 422);
}

#[tokio::test]
async fn lists_longer_than_a_page_go_on_where_the_page_ended() {
    let world = World::new();
    let mut operator = world.operator_browser(OFFICE).await;
    for number in 0..60 {
        let application = world.application("47.11", &format!("Дүкен {number:02}"));
        world.service.venue_in_test(&application, START).await.unwrap();
    }
    for list in ["/en/cabinet/office/venues?name=дүкен&mode=test", "/en/cabinet/office/audit?actor=business"] {
        let (mut path, mut rows, mut pages) = (list.replace("дүкен", "%D0%B4%D2%AF%D0%BA%D0%B5%D0%BD"), Vec::new(), 0);
        loop {
            let page = text(&operator.get(&world, &path).await);
            rows.extend(page.split("<tr>").skip(1).map(str::to_owned));
            pages += 1;
            let Some((_, next)) = page.split_once("rel=\"next\" href=\"") else { break };
            path = next.split('"').next().unwrap().replace("&#38;", "&");
        }
        assert!(pages > 1 && rows.len() >= 60 + pages, "{list}: {pages} {}", rows.len());
        // Each page has a row of headings and every other row once.
        rows.sort();
        rows.dedup();
        assert!(list.contains("audit") || rows.len() == 61, "{list}: {}", rows.len());
    }
}

#[tokio::test]
async fn an_operator_suspends_a_venue_lets_it_go_on_and_revokes_it_for_good() {
    let world = World::new();
    let mut operator = world.operator_browser(OFFICE).await;
    let venue = world.venue("47.11", "Дүкен «Алма»").await;
    let path = format!("/en/cabinet/office/venues/{}", venue.venue);
    let say = |word: Word| word.say(Language::En);
    let page = text(&operator.get(&world, &path).await);
    assert!(page.contains(say(Word::SuspendVenue)) && !page.contains(say(Word::ResumeVenue)), "{page}");
    let suspend = [("decision", "suspend"), ("reason", "colours_ignored")];
    let reply = send(&mut operator, &world, &path, &suspend).await;
    assert_eq!((reply.status, reply.headers["location"].to_str().unwrap()), (303, &*path));
    let page = text(&operator.get(&world, &path).await);
    assert!(page.contains(say(Word::SuspendedColoursIgnored)) && page.contains(say(Word::ResumeVenue)), "{page}");
    let owners = text(&world.owner_of(venue.venue).await.get(&world, "/en/cabinet").await);
    assert!(owners.contains(say(Word::PhaseSuspended)), "{owners}");
    send(&mut operator, &world, &path, &[("decision", "resume")]).await;
    assert!(text(&operator.get(&world, &path).await).contains(say(Word::SuspendVenue)));
    // Not by a slip: the box is to be ticked.
    let revoke = [("decision", "revoke"), ("reason", "closed")];
    assert_eq!(send(&mut operator, &world, &path, &revoke).await.status, 403);
    for wrong in [vec![("decision", "suspend"), ("reason", "canary")], vec![("decision", "canary")], vec![]] {
        assert_eq!(send(&mut operator, &world, &path, &wrong).await.status, 403, "{wrong:?}");
    }
    send(&mut operator, &world, &path, &[revoke.as_slice(), &[("sure", "yes")]].concat()).await;
    let page = text(&operator.get(&world, &path).await);
    assert!(page.contains(say(Word::PhaseRevoked)) && !page.contains("name=\"decision\""), "{page}");
    assert!(!page.contains("/pdf"), "{page}");
}

#[tokio::test]
async fn an_operator_revokes_one_poster() {
    let world = World::new();
    let mut operator = world.operator_browser(OFFICE).await;
    let venue = world.venue("47.11", "Дүкен").await;
    let path = format!("/ru/cabinet/office/venues/{}", venue.venue);
    let revoke = format!("/ru/cabinet/office/posters/{}/revoke", venue.posters[0].number);
    assert!(text(&operator.get(&world, &path).await).contains(&revoke));
    assert_eq!(send(&mut operator, &world, &revoke, &[]).await.headers["location"], path);
    let page = text(&operator.get(&world, &path).await);
    assert!(page.contains(Word::Revoked.say(Language::Ru)) && !page.contains("/revoke\""), "{page}");
    let shown: VenueShown = operator.get(&world, &format!("/v1/operator/venues/{}", venue.venue)).await.ok().json();
    assert!(shown.posters[0].revoked_at.is_some());
    assert_eq!(send(&mut operator, &world, "/ru/cabinet/office/posters/canary/revoke", &[]).await.status, 404);
}

#[tokio::test]
async fn an_operator_registers_a_source_and_revokes_it() {
    let world = World::new();
    let mut operator = world.operator_browser(OFFICE).await;
    let path = "/en/cabinet/office/sources";
    let device = world.device();
    let key = device.public.0.to_string();
    for (name, key, field, word) in [
        ("PCR", "canary", "key", Word::SourceKeyRefused),
        ("", &*key, "name", Word::SourceNameRefused),
        ("<b>PCR</b>", &key, "name", Word::SourceNameRefused),
    ] {
        let page = text(&send(&mut operator, &world, path, &[("name", name), ("key", key)]).await);
        assert_eq!(at(&page, field), Some(word.say(Language::En)), "{page}");
        assert!(page.contains(&escaped(name)) && !page.contains("<b>"));
    }
    let fields = [("name", "PCR database"), ("key", &*key)];
    assert_eq!(send(&mut operator, &world, path, &fields).await.status, 303);
    let again = text(&send(&mut operator, &world, path, &fields).await);
    assert_eq!(at(&again, "key"), Some(Word::SourceThere.say(Language::En)));
    let listed: Sources = operator.get(&world, "/v1/operator/sources").await.ok().json();
    let source = &listed.sources[0];
    assert_eq!((source.name.as_str(), source.thumbprint), ("PCR database", device.public.thumbprint()));
    let page = text(&operator.get(&world, path).await);
    assert!(page.contains(&source.thumbprint.to_string()) && !page.contains(&key), "{page}");
    send(&mut operator, &world, &format!("{path}/{}/revoke", source.source), &[]).await;
    assert!(text(&operator.get(&world, path).await).contains(Word::Revoked.say(Language::En)));
    let listed: Sources = operator.get(&world, "/v1/operator/sources").await.ok().json();
    assert_eq!(listed.sources[0].revoked_at, Some(START));
}

#[tokio::test]
async fn the_audit_says_who_did_what_when_and_nothing_private() {
    let world = World::new();
    let mut operator = world.operator_browser(OFFICE).await;
    let mut visitor = world.visitor(NUMBER, "900101300017").await;
    let venue = world.venue("47.11", "Дүкен").await;
    visitor.enter(&world, &venue).await.1.ok();
    let path = format!("/en/cabinet/office/venues/{}", venue.venue);
    send(&mut operator, &world, &path, &[("decision", "suspend"), ("reason", "closed")]).await;
    world.decide(venue.venue, VenueDecision::Resume {}).await.ok();
    world.decide(venue.venue, VenueDecision::Revoke { reason: SuspensionReason::Closed }).await.ok();
    let page = text(&operator.get(&world, "/en/cabinet/office/audit").await);
    for private in [&NUMBER[2..], &OFFICE[2..], "900101300017", "Дүкен", &venue.venue.to_string()] {
        assert!(!page.contains(private), "{private}: {page}");
    }
    let when = page.matches("scope=\"row\"").count();
    // Every deed has a sentence: none is told by the program's name.
    let said = page.split("scope=\"row\" data-label=\"What\">").skip(1).map(|row| row.split('<').next().unwrap());
    assert!(when > 5 && said.clone().all(|said| !said.contains('_')), "{:?}", said.collect::<Vec<_>>());
    let of_one =
        text(&operator.get(&world, &format!("/en/cabinet/office/audit?subject={}", Bytes(venue.venue.0))).await);
    let newest = ["Revoked a venue", "Let a venue go on", "Suspended a venue", "Went live", "Began a test week"];
    let mut rest = &*of_one;
    for said in newest {
        let (_, after) = rest.split_once(said).unwrap_or_else(|| panic!("{said}: {of_one}"));
        rest = after;
    }
    // What goes with a deed has a sentence too.
    for language in Language::ALL {
        let path = format!("/{}/cabinet/office/audit?subject={}", language.code(), Bytes(venue.venue.0));
        let page = text(&operator.get(&world, &path).await);
        assert_eq!(page.matches(Word::SuspendedClosed.say(language)).count(), 2, "{page}");
        assert!(!page.contains(">closed<"));
    }
    // Who suspended it is told, by the account's alias; the service's own token has none.
    let listed: Audit = operator.get(&world, "/v1/operator/audit?actor=operator").await.ok().json();
    assert!(listed.rows.iter().all(|row| row.actor == Actor::Operator));
    let of = |action: &str| listed.rows.iter().find(|row| row.action == action).unwrap();
    assert!(of("suspend_venue").who.is_some() && of("revoke_venue").who.is_none());
    assert_eq!(of("suspend_venue").detail, "closed");
    for wrong in ["actor=canary", "subject=canary", "after=canary"] {
        assert_eq!(operator.get(&world, &format!("/v1/operator/audit?{wrong}")).await.status, 422, "{wrong}");
        assert_eq!(operator.get(&world, &format!("/en/cabinet/office/audit?{wrong}")).await.status, 422, "{wrong}");
    }
}
