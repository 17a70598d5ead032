//! The operator's office and the association's: venues, sources, the audit, and filing for a business.

use ashyq_tests::{HOME, application};
use serde_json::json;

use super::{OPERATOR, Site, eventually, venue::count};

pub const ASSOCIATION: &str = "+77050000077";
/// Its end stands on every page that shows it: nothing of it may be cut off or widen the page.
const LONG: &str = "Қоғамдық тамақтану және демалыс";

/// Logs an officer in, whose authenticator is set up on the way.
pub fn sit_down(site: &Site, language: &str, number: &str) {
    site.ask_code(&site.browser, &site.origin(language), number);
    site.answer_code(&site.browser, number);
    let secret = site.browser.text(".typed");
    site.browser.type_into("#one_time_password", &site.one_time_password(&secret));
    site.browser.press("main .button");
    site.comes_to(&format!("/{language}/cabinet"));
}

pub fn name(site: &Site, member: &serde_json::Value) {
    site.runtime.block_on(site.world.operate("POST", "/v1/operator/members", member));
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn an_operator_finds_a_venue_suspends_it_and_reads_who_did_what() {
    let site = Site::open();
    let (browser, world, runtime) = (&site.browser, &site.world, &site.runtime);
    let now = ashyq_core::client::ports::Clock::read(&*world.clock).wall;
    runtime.block_on(world.service.venue_live_now(&application("Дүкен «Алма» & Ко", "47.11", HOME, 2))).unwrap();
    runtime.block_on(world.service.venue_in_test(&application(LONG, "47.52", HOME, 1), now)).unwrap();
    name(&site, &json!({ "phone": OPERATOR, "role": "operator" }));
    sit_down(&site, "kk", OPERATOR);
    site.look("office", "/cabinet");
    site.look("office-venues", "/cabinet/office/venues");
    browser.type_into("#name", "дүкен");
    browser.press("main .button");
    eventually("one venue", || count(&site, "tbody tr") == 1);
    browser.look("office-venues-found-en");
    browser.press("tbody a");
    eventually("the venue", || site.path().contains("/office/venues/"));
    let venue = site.path().replace("/en", "");
    site.look("office-venue", &venue);
    browser.press("[value=suspend]");
    eventually("a suspension", || count(&site, "[value=resume]") == 1);
    site.look("office-venue-suspended", &venue);
    browser.press("details summary");
    browser.look("office-venue-revoke-question-en");
    // Without the tick nothing is sent.
    browser.press("[value=revoke]");
    assert_eq!(site.path(), format!("/en{venue}"));
    browser.press("[value=resume]");
    eventually("the venue going on", || count(&site, "[value=suspend]") == 1);
    browser.press(".poster-row form button");
    eventually("a revoked poster", || count(&site, ".poster-row .tag") == 1);
    browser.look("office-poster-revoked-en");
    site.look("office-audit", "/cabinet/office/audit");
    assert!(browser.text("tbody").contains("Revoked a poster"));

    site.look("office-sources-none", "/cabinet/office/sources");
    browser.type_into("#name", "PCR базасы");
    browser.type_into("#key", "canary");
    browser.press("main .button");
    assert!(!browser.text("#key-error").is_empty());
    browser.look("office-source-refused-en");
    browser.type_into("#key", &"A".repeat(86));
    browser.press("main .button");
    eventually("a source", || count(&site, "tbody tr") == 1);
    site.look("office-sources", "/cabinet/office/sources");
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn an_association_files_for_a_business() {
    let site = Site::open();
    let browser = &site.browser;
    let association = json!({ "name": format!("{LONG} кәсіпорындарының қауымдастығы"), "okeds": ["56"] });
    let made = site.runtime.block_on(site.world.operate("POST", "/v1/operator/associations", &association));
    let id = made["association"].clone();
    name(&site, &json!({ "phone": ASSOCIATION, "role": "association", "association": id }));
    sit_down(&site, "kk", ASSOCIATION);
    site.look("association", "/cabinet");
    site.look("association-apply", "/cabinet/association/apply");
    let fields = [
        ("#number", "123456789013"),
        ("#name", LONG),
        ("#address", "Алматы, Абай даңғылы, 1"),
        ("#latitude", "43.238949"),
        ("#longitude", "76.889709"),
        ("#oked", "47.11"),
        ("#entrances", "1"),
        ("#contact_phone", "8 705 000 00 78"),
    ];
    for (field, text) in fields {
        browser.type_into(field, text);
    }
    browser.press("main .button");
    assert!(!browser.text("#oked-error").is_empty());
    browser.look("association-apply-refused-en");
    browser.type_into("#oked", "56.10");
    browser.press("main .button");
    eventually("the application", || !site.path().ends_with("/apply"));
    let filed = site.path().replace("/en", "");
    site.look("association-filed", &filed);
    site.look("association-list", "/cabinet");
}
