//! Pages without a browser: who sees which, what each forbids, what is said of mistakes.

use ashyq_core::{
    poster::PREFIX,
    words::{Language, Word},
};
use ashyq_server::{
    application::{operator::VenueDecision, reason::SuspensionReason},
    site::routes::PAGES,
};
use axum::{body::Body, http::Request};

use crate::{browser::Browser, common::*};

const NUMBER: &str = "+77051234567";

pub fn text(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let (_, after) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {page}"));
    after.split('"').next().unwrap().to_owned()
}

pub async fn submit(browser: &mut Browser, world: &World, path: &str, fields: &[(&str, &str)]) -> Reply {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let bare = Browser { csrf: None, ..browser.clone() };
    let request = bare.request("POST", path).header("content-type", "application/x-www-form-urlencoded");
    let reply = browser.send(world, request.body(body.into()).unwrap()).await;
    world.service.settled().await;
    reply
}

#[tokio::test]
async fn every_page_forbids_scripts_frames_and_other_origins() {
    let world = World::new();
    for path in ["/kk/", "/ru/log-in", "/en/p/X", "/P/X", "/en/nothing"] {
        let reply = world.get(path).await;
        if path == "/en/nothing" {
            assert_eq!(reply.status, 404);
            continue;
        }
        let header = |name: &str| reply.headers[name].to_str().unwrap().to_owned();
        assert_eq!(reply.status, 200, "{path}");
        assert!(header("content-security-policy").starts_with("default-src 'none'; style-src 'self';"), "{path}");
        assert!(!header("content-security-policy").contains("unsafe"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cache-control"), "no-store");
        assert!(!reply.headers.contains_key("strict-transport-security"));
        let page = text(&reply);
        assert!(!page.contains("<script") && !page.contains("style=") && !page.contains("http"), "{path}");
    }
    let over_tls = Request::get("/kk/").header("x-forwarded-proto", "https").body(Body::empty()).unwrap();
    assert!(world.send(over_tls).await.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn what_a_page_loads_is_kept_for_ever_under_the_hash_of_its_content() {
    let world = World::new();
    let page = text(&world.get("/kk/").await);
    let style = page.split('"').find(|part| part.starts_with("/static/") && part.contains(".css")).unwrap().to_owned();
    let reply = world.get(&style).await;
    assert_eq!((reply.status, reply.headers["content-type"].to_str().unwrap()), (200, "text/css; charset=utf-8"));
    assert!(reply.headers["cache-control"].to_str().unwrap().contains("immutable"));
    for font in text(&reply).split(['(', ')']).filter(|part| part.contains(".woff2")) {
        assert_eq!(world.get(font).await.headers["content-type"], "font/woff2");
    }
    // The first page, without fonts, on the wire.
    assert!(page.len() + reply.body.len() <= 60 * 1024, "{} + {}", page.len(), reply.body.len());
}

#[tokio::test]
async fn the_first_page_is_in_the_browsers_language() {
    let world = World::new();
    for (wish, to) in [("ru-RU,ru;q=0.9", "/ru/"), ("de", "/kk/"), ("en", "/en/")] {
        let request = Request::get("/").header("accept-language", wish).body(Body::empty()).unwrap();
        let reply = world.send(request).await;
        assert_eq!((reply.status, reply.headers["location"].to_str().unwrap()), (303, to));
    }
    for language in Language::ALL {
        let page = text(&world.get(&format!("/{}/", language.code())).await);
        assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
    }
}

#[tokio::test]
async fn every_page_of_the_cabinet_leads_whoever_is_not_logged_in_to_the_log_in() {
    let world = World::new();
    let mut business = world.business(NUMBER).await;
    for page in PAGES.iter().filter(|page| page.path.starts_with("/cabinet")) {
        let path = format!(
            "/en{}",
            page.path
                .split('/')
                .map(|part| if part.starts_with('{') { "x" } else { part })
                .collect::<Vec<_>>()
                .join("/")
        );
        let request = Request::builder().method(page.method.clone()).uri(&path).body(Body::empty()).unwrap();
        let reply = world.send(request).await;
        assert_eq!((reply.status, reply.headers["location"].to_str().unwrap()), (303, "/en/log-in"), "{path}");
        let is_offices =
            matches!(page.role(), ashyq_server::routes::Role::Operator | ashyq_server::routes::Role::Association);
        let request = business.request(page.method.as_str(), &path).body(Body::empty()).unwrap();
        if page.method == "GET" {
            let reply = business.send(&world, request).await;
            assert_eq!(reply.status == 403, is_offices, "{path} {}", reply.status);
        }
    }
}

/// Pages × roles, generated from the table: every cell is decided.
#[tokio::test]
async fn every_cell_of_pages_and_roles_is_decided() {
    use ashyq_server::routes::Role::{Anyone, Association, Browser as Any, Business, Cabinet, Operator};
    let world = World::with(|options| options.codes.address_requests = 10_000);
    let business = world.business("+77051000001").await;
    let association = world.association_browser("+77051000002", &["56"]).await;
    let operator = world.operator_browser("+77051000003").await;
    let mut half = Browser::default();
    half.log_in(&world, "+77051000003").await;
    let nobody = Browser::default();
    let (not_allowed, mut cells) = (Word::NotAllowed.say(Language::En), 0);
    // Who logs out, or deletes the account, sees nothing more; that has tests of its own.
    let ends = |path: &str| ["/cabinet/log-out", "/cabinet/delete"].contains(&path);
    for page in PAGES.iter().filter(|page| page.method == "GET" || !ends(page.path)) {
        let parts =
            page.path.split('/').map(|part| if part.starts_with('{') { "AAAAAAAAAAAAAAAAAAAAAA" } else { part });
        let path = format!("/en{}", parts.collect::<Vec<_>>().join("/"));
        for (asks, browser) in [&nobody, &half, &business, &association, &operator].into_iter().enumerate() {
            let mut browser = browser.clone();
            let reply = if page.method == "GET" {
                browser.get(&world, &path).await
            } else {
                let csrf = browser.csrf.clone().unwrap_or_default();
                submit(&mut browser, &world, &path, &[("csrf", &csrf)]).await
            };
            let leads = reply.headers.get("location").map_or("", |to| to.to_str().unwrap());
            let expected = match (page.role(), asks) {
                (Anyone | Any, _) | (Cabinet, 1..) | (Business, 2..) | (Association, 3) | (Operator, 4) => "in",
                (Cabinet | Business | Association | Operator, 0) => "log-in",
                (Business | Association | Operator, 1) => "password",
                (Association | Operator, _) => "not allowed",
                (other, _) => panic!("{other:?} is no page's"),
            };
            let found = match leads {
                "/en/log-in" => "log-in",
                "/en/cabinet/password" if page.role() != Cabinet => "password",
                _ if text(&reply).contains(not_allowed) => "not allowed",
                _ => "in",
            };
            assert_eq!(found, expected, "{} {path} for {asks}: {} {leads}", page.method, reply.status);
            assert!(reply.status < 500, "{} {path} for {asks}", page.method);
            cells += 1;
        }
    }
    assert_eq!(cells, (PAGES.len() - 2) * 5);
}

#[tokio::test]
async fn a_form_without_the_pages_token_changes_nothing() {
    let world = World::new();
    let mut browser = world.business(NUMBER).await;
    let reply = submit(&mut browser, &world, "/en/cabinet/log-out", &[("csrf", "x")]).await;
    assert_eq!(reply.status, 403);
    assert!(text(&reply).contains("out of date"));
    assert_eq!(browser.get(&world, "/en/cabinet").await.status, 200);
    let csrf = browser.csrf.clone().unwrap();
    let reply = submit(&mut browser, &world, "/en/cabinet/log-out", &[("csrf", &csrf)]).await;
    assert_eq!((reply.status, reply.headers["location"].to_str().unwrap()), (303, "/en/"));
    assert_eq!(browser.get(&world, "/en/cabinet").await.status, 303);
}

#[tokio::test]
async fn a_person_logs_in_with_forms_alone_and_is_told_of_every_mistake() {
    let world = World::new();
    let mut browser = Browser::default();
    let page = text(&browser.get(&world, "/en/log-in").await);
    let csrf = hidden(&page, "csrf");
    let reply = submit(&mut browser, &world, "/en/log-in", &[("csrf", &csrf), ("phone", "8 727 <b>")]).await;
    assert_eq!(reply.status, 422);
    let page = text(&reply);
    assert!(page.contains("This is not a Kazakhstan mobile number.") && page.contains("aria-invalid"), "{page}");
    assert!(page.contains("8 727 &#60;b&#62;") && !page.contains("<b>"), "{page}");
    let reply = submit(&mut browser, &world, "/en/log-in", &[("csrf", &csrf), ("phone", NUMBER)]).await;
    let challenge = hidden(&text(&reply), "challenge");
    let fields = |code| [("csrf", csrf.clone()), ("challenge", challenge.clone()), ("log_in_code", code)];
    for (code, said) in [("12", "six digits"), ("000000", "does not match")] {
        let fields = fields(code.to_owned());
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let reply = submit(&mut browser, &world, "/en/log-in/code", &fields).await;
        assert!(reply.status == 422 && text(&reply).contains(said), "{}", text(&reply));
    }
    let code = world.sms.log_in_code(&ashyq_core::phone::Phone::parse(NUMBER).unwrap()).unwrap();
    let fields = fields(format!("{} {}", &code[..3], &code[3..]));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let reply = submit(&mut browser, &world, "/en/log-in/code", &fields).await;
    assert_eq!((reply.status, reply.headers["location"].to_str().unwrap()), (303, "/en/cabinet"));
    assert!(text(&browser.get(&world, "/en/cabinet").await).contains("Business cabinet"));
}

#[tokio::test]
async fn a_posters_link_names_its_venue_and_what_is_wrong_with_it() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен & «Ай»").await;
    let link = venue.posters[0].poster.strip_prefix(PREFIX).unwrap().to_owned();
    let page = async |path: String| text(&world.get(&path).await);
    let shown = page(format!("/P/{link}")).await;
    assert!(shown.contains("Дүкен &#38; «Ай»") && shown.contains("Постер жарамды"), "{shown}");
    assert!(page(format!("/en/p/{}", link.to_lowercase())).await.contains("The poster is valid"));
    let mut forged = link.clone();
    forged.replace_range(30..31, if &forged[30..31] == "A" { "B" } else { "A" });
    assert!(page(format!("/en/p/{forged}")).await.contains("does not work"));
    assert!(page("/en/p/X".to_owned()).await.contains("There is no Ashyq poster"));
    world.decide(venue.venue, VenueDecision::Suspend { reason: SuspensionReason::PosterElsewhere }).await.ok();
    let shown = page(format!("/en/p/{link}")).await;
    assert!(shown.contains("suspended") && shown.contains("Дүкен"), "{shown}");
    let test = world.test_venue("47.11", "Сынақ").await;
    let link = test.posters[0].poster.strip_prefix(PREFIX).unwrap().to_owned();
    assert!(page(format!("/en/p/{link}")).await.contains("this is practice"));
}
