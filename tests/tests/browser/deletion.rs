//! Deleting an account without the app.

use ashyq_core::words::{Language, Word};

use super::{Site, eventually};

#[test]
#[ignore = "needs a real Chromium: cargo xtask test browser"]
fn somebody_without_the_app_deletes_the_account_and_another_takes_it_back() {
    let site = Site::open();
    let (browser, world) = (&site.browser, &site.world);
    let (visitor, _session) = site.runtime.block_on(world.bound(1));
    site.look("privacy", "/privacy");
    site.look("delete", "/delete");
    for (number, language, picture) in [(&*visitor.number, "kk", "waits"), ("+77050000002", "en", "goes")] {
        site.go(&format!("/{language}/delete"));
        browser.type_into("#phone", "8 727 <b>");
        browser.press("main .button");
        assert!(!browser.text(".wrong").is_empty());
        browser.look(&format!("delete-refused-{language}"));
        browser.type_into("#phone", number);
        browser.press("main .button");
        browser.text("label[for=log_in_code]");
        site.runtime.block_on(world.service.settled());
        browser.look(&format!("delete-code-{language}"));
        site.answer_code(browser, number);
        site.comes_to(&format!("/{language}/cabinet/delete"));
        site.look(&format!("delete-question-{picture}"), "/cabinet/delete");
        site.go(&format!("/{language}/cabinet/delete"));
        browser.press("main .button");
        if picture == "goes" {
            site.comes_to("/en/delete/done");
            assert_eq!(browser.text(".done"), Word::Deleted.say(Language::En));
            site.look("delete-done", "/delete/done");
        } else {
            eventually("the wait", || browser.text("main").contains(Word::KeepMyData.say(Language::Kk)));
            site.look("delete-waits", "/cabinet/delete");
            browser.press("main .button");
            eventually("the question", || browser.text("main").contains(Word::DeleteGoes.say(Language::En)));
            browser.press(".links form button");
            world.clock.pass(std::time::Duration::from_secs(660));
        }
    }
}
