//! The site in a real Chromium: every page in three languages, on a desk and a small phone, in the dark and enlarged.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, unreachable_pub)]

mod board;
mod deletion;
mod office;
mod pages;
mod proxy;
mod terminal;
mod venue;
mod whole_way;

use std::{
    net::SocketAddr,
    path::PathBuf,
    time::{Duration, Instant},
};

use ashyq_core::{moment::Moment, phone::Phone, poster::PREFIX, words::Language};
use ashyq_server::serve;
use ashyq_tests::{World, chromium::Chromium};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;

const OPERATOR: &str = "+77051234567";
const BUSINESS: &str = "+77050000001";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn open_browser() -> Chromium {
    let axe = std::env::var_os("ASHYQ_AXE").map_or_else(|| root().join("target/tools/axe/axe.min.js"), PathBuf::from);
    Chromium::open(&axe, &root().join("target/pages"))
}

/// Waits until something is so.
#[track_caller]
fn eventually(what: &str, is_so: impl Fn() -> bool) {
    eventually_within(Duration::from_secs(20), what, is_so);
}

#[track_caller]
fn eventually_within(time: Duration, what: &str, is_so: impl Fn() -> bool) {
    let until = Instant::now() + time;
    while !is_so() {
        assert!(Instant::now() < until, "{what} did not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A world whose pages are served on a socket.
struct Site {
    runtime: tokio::runtime::Runtime,
    world: World,
    address: SocketAddr,
    browser: Chromium,
}

impl Site {
    fn open() -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let world = World::new();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(serve::serve(listener, world.service.router(), std::future::pending(), Duration::ZERO));
        let browser = open_browser();
        Self { runtime, world, address, browser }
    }

    fn go(&self, path: &str) {
        self.browser.go(&format!("http://{}{path}", self.address));
    }

    /// Looks at a page in every language.
    fn look(&self, name: &str, path: &str) {
        for language in Language::ALL {
            self.go(&format!("/{}{path}", language.code()));
            self.browser.look(&format!("{name}-{}", language.code()));
        }
    }

    fn path(&self) -> String {
        self.browser.url().replace(&format!("http://{}", self.address), "")
    }

    /// Waits until the browser has come to a page.
    #[track_caller]
    fn comes_to(&self, path: &str) {
        eventually(path, || self.path() == path);
    }

    /// Types the number and the log-in code, and looks at the page between.
    fn log_in(&self, language: &str, number: &str) {
        self.ask_code(&self.browser, &format!("http://{}/{language}", self.address), number);
        self.browser.look(&format!("log-in-code-{language}"));
        self.answer_code(&self.browser, number);
    }

    /// Types the number and the log-in code into a browser that comes by an address, and waits for the cabinet.
    fn enter_cabinet(&self, browser: &Chromium, origin: &str, number: &str) {
        self.ask_code(browser, origin, number);
        self.answer_code(browser, number);
        eventually("the cabinet", || browser.url().ends_with("/cabinet"));
    }

    fn ask_code(&self, browser: &Chromium, origin: &str, number: &str) {
        browser.go(&format!("{origin}/log-in"));
        browser.type_into("#phone", number);
        browser.press("main .button");
        // The field of the next page tells that the SMS was asked for.
        browser.text("label[for=log_in_code]");
        self.runtime.block_on(self.world.service.settled());
    }

    fn answer_code(&self, browser: &Chromium, number: &str) {
        let code = self.world.sms.log_in_code(&Phone::parse(number).unwrap()).unwrap();
        browser.type_into("#log_in_code", &code);
        browser.press("main .button");
    }

    fn origin(&self, language: &str) -> String {
        format!("http://{}/{language}", self.address)
    }

    /// What an authenticator app shows now.
    fn one_time_password(&self, secret: &str) -> String {
        let secret = BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes()).unwrap();
        let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&secret).unwrap();
        let now: Moment = ashyq_core::client::ports::Clock::read(&*self.world.clock).wall;
        mac.update(&(now.0 / 30_000).to_be_bytes());
        let tag = mac.finalize().into_bytes();
        let at = usize::from(tag[19] & 15);
        let number = u32::from_be_bytes(tag[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn whoever_is_not_logged_in_sees_what_ashyq_is_and_whose_poster_it_is() {
    let site = Site::open();
    site.look("home", "/");
    site.look("privacy", "/privacy");
    site.look("log-in", "/log-in");
    site.look("not-a-poster", "/p/X");
    let poster = site.runtime.block_on(site.world.grocery());
    let link = poster.strip_prefix(PREFIX).unwrap();
    site.look("poster", &format!("/p/{link}"));
    site.go(&format!("/P/{link}"));
    assert_eq!(site.browser.text("h1"), "Дүкен Алма");
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn a_business_logs_in_is_told_of_mistakes_and_logs_out() {
    let site = Site::open();
    for language in Language::ALL {
        let language = language.code();
        site.go(&format!("/{language}/log-in"));
        site.browser.type_into("#phone", "8 727 <b>");
        site.browser.press("main .button");
        assert!(!site.browser.text(".wrong").is_empty());
        site.browser.look(&format!("log-in-refused-{language}"));
    }
    for (language, last) in Language::ALL.into_iter().zip(1..) {
        site.log_in(language.code(), &format!("+770500000{last:02}"));
        site.comes_to(&format!("/{}/cabinet", language.code()));
        site.browser.look(&format!("cabinet-{}", language.code()));
        site.browser.press(".links button");
        site.comes_to(&format!("/{}/", language.code()));
    }
    site.go("/en/cabinet/members");
    site.comes_to("/en/log-in");

    // A browser gets three log-in codes in ten minutes.
    site.world.clock.pass(Duration::from_secs(660));
    site.log_in("en", BUSINESS);
    site.comes_to("/en/cabinet");
    site.look("not-allowed", "/cabinet/members");
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn an_operator_sets_up_an_authenticator_and_names_others() {
    let site = Site::open();
    let named = json!({ "phone": OPERATOR, "role": "operator" });
    site.runtime.block_on(site.world.operate("POST", "/v1/operator/members", &named));
    site.log_in("kk", OPERATOR);
    site.look("enrolment", "/cabinet/enrolment");
    let secret = site.browser.text(".typed");
    let wrong = if site.one_time_password(&secret) == "000000" { "000001" } else { "000000" };
    site.browser.type_into("#one_time_password", wrong);
    site.browser.press("main .button");
    site.browser.look("enrolment-refused-en");
    site.browser.type_into("#one_time_password", &site.one_time_password(&secret));
    site.browser.press("main .button");
    site.comes_to("/en/cabinet");
    site.look("operator", "/cabinet");
    site.go("/kk/cabinet/members");
    site.browser.type_into("#name", "Қоғамдық тамақтану кәсіпорындарының қауымдастығы");
    site.browser.type_into("#okeds", "56");
    site.browser.press(".button.second");
    site.browser.type_into("#phone", "8 705 000 00 02");
    site.browser.press("main .button");
    assert!(site.browser.text(".done").contains("23"), "{}", site.browser.text(".done"));
    site.look("members", "/cabinet/members");
    site.look("claims", "/cabinet/claims");
    // The next log-in asks for a password of the authenticator.
    site.browser.press(".links form button");
    site.world.clock.pass(Duration::from_secs(90));
    site.log_in("ru", OPERATOR);
    site.look("password", "/cabinet/password");
    site.browser.type_into("#one_time_password", &site.one_time_password(&secret));
    site.browser.press("main .button");
    site.comes_to("/en/cabinet");
}

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn a_grocery_applies_the_operator_agrees_and_the_test_week_begins() {
    let site = Site::open();
    let (browser, injected) = (&site.browser, "<img src=x onerror=alert(1)>'\"{{7*7}}");
    site.log_in("kk", BUSINESS);
    site.look("apply", "/cabinet/apply");
    let fields = [
        ("#number", "123456789013"),
        ("#name", injected),
        ("#address", "Алматы, Абай даңғылы, 1"),
        ("#latitude", "43.238949"),
        ("#longitude", "76.889709"),
        ("#oked", "47.11"),
        ("#entrances", "2"),
        ("#contact_phone", BUSINESS),
    ];
    for (field, text) in fields {
        browser.type_into(field, text);
    }
    browser.press("main .button");
    // What was typed stands there again, as text; the refusal stands at its field.
    assert_eq!(browser.run("return document.querySelector('#name').value"), injected);
    assert!(!browser.text("#name-error").is_empty());
    browser.look("apply-refused-en");
    browser.type_into("#name", "Дүкен «Алма» & Ко");
    browser.run("document.querySelector('#region').value = '75'; return true");
    browser.press("main .button");
    let until = std::time::Instant::now() + Duration::from_secs(10);
    while !site.path().contains("/applications/") {
        assert!(std::time::Instant::now() < until, "{}", browser.text("main"));
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(browser.text("h1"), "Дүкен «Алма» & Ко");
    let own = site.path().replace("/en", "");
    site.look("application-submitted", &own);
    site.look("cabinet-with-application", "/cabinet");
    let named = json!({ "phone": OPERATOR, "role": "operator" });
    site.runtime.block_on(site.world.operate("POST", "/v1/operator/members", &named));
    browser.press(".links form button");
    site.comes_to("/en/");
    site.log_in("ru", OPERATOR);
    let secret = browser.text(".typed");
    browser.type_into("#one_time_password", &site.one_time_password(&secret));
    browser.press("main .button");
    site.comes_to("/ru/cabinet");
    site.look("queue", "/cabinet");
    browser.press(".card h3 a");
    let until = std::time::Instant::now() + Duration::from_secs(10);
    while !site.path().contains("/queue/") && std::time::Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    let queued = site.path().replace("/en", "");
    site.look("queued", &queued);
    browser.press("[value=agree]");
    site.comes_to("/en/cabinet");
    browser.press(".links form button");
    site.comes_to("/en/");
    site.world.clock.pass(Duration::from_secs(90));
    site.log_in("kk", BUSINESS);
    site.comes_to("/kk/cabinet");
    site.look("application-checked", &own);
    browser.press("main .button");
    assert!(browser.text(".checklist").contains('\n'));
    site.look("application-test", &own);
    assert_eq!(browser.run("return document.querySelectorAll('a[href$=pdf]').length"), 2);
}
