//! Deleting an account without the app: at once where no phone is logged in, after a wait that is told where one is.

use std::time::Duration;

use ashyq_core::{
    moment::DAY,
    phone::Phone,
    wire::{ProblemCode, path},
    words::{Language, Word},
};

use crate::{
    browser::Browser,
    common::*,
    office::escaped,
    pages::{hidden, submit, text},
};

const NUMBER: &str = "+77051234567";
const OTHER: &str = "+77057654321";
const IIN: &str = "900101300017";
const CONFIRM: &str = "/en/cabinet/delete";

fn leads(reply: &Reply) -> &str {
    reply.headers.get("location").map_or("", |to| to.to_str().unwrap())
}

fn count(world: &World, what: &str) -> i64 {
    world.database().query_row(&format!("select count(*) from {what}"), [], |row| row.get(0)).unwrap()
}

fn newest_sms(world: &World, number: &str) -> String {
    world.sms.to(&Phone::parse(number).unwrap()).pop().unwrap()
}

/// Types a number, and the log-in code that came to it; the page of the code, and the browser at the question.
async fn come_to_the_question(world: &World, number: &str) -> (String, Browser) {
    let mut browser = Browser::default();
    let csrf = hidden(&text(&browser.get(world, "/en/delete").await), "csrf");
    let asked = text(&submit(&mut browser, world, "/en/delete", &[("csrf", &csrf), ("phone", number)]).await);
    let code = world.sms.log_in_code(&Phone::parse(number).unwrap()).unwrap();
    let challenge = hidden(&asked, "challenge");
    let fields = [("csrf", &*csrf), ("challenge", &*challenge), ("log_in_code", &*code)];
    assert_eq!(leads(&submit(&mut browser, world, "/en/delete/code", &fields).await), CONFIRM);
    (asked, browser)
}

/// Presses a button of the last page.
async fn press(world: &World, browser: &mut Browser, to: &str) -> Reply {
    let csrf = hidden(&text(&browser.get(world, CONFIRM).await), "csrf");
    submit(browser, world, to, &[("csrf", &csrf)]).await
}

#[tokio::test]
async fn where_no_phone_is_logged_in_the_account_goes_at_once() {
    let world = World::new();
    let (_, mut browser) = come_to_the_question(&world, NUMBER).await;
    let page = text(&browser.get(&world, CONFIRM).await);
    for word in [Word::DeleteGoesAccount, Word::DeleteStaysVisits, Word::DeleteStaysAudit, Word::DeleteWaits] {
        assert!(page.contains(&*escaped(word.say(Language::En))), "{word:?}");
    }
    assert_eq!(count(&world, "account"), 1);
    let reply = press(&world, &mut browser, CONFIRM).await;
    assert_eq!(leads(&reply), "/en/delete/done");
    assert!(text(&browser.get(&world, "/en/delete/done").await).contains(Word::Deleted.say(Language::En)));
    for table in ["account", "account_phone", "cabinet_session", "browser"] {
        assert_eq!(count(&world, table), 0, "{table}");
    }
    assert_eq!(count(&world, "audit where action = 'delete_my_data'"), 1);
    assert_eq!(leads(&browser.get(&world, CONFIRM).await), "/en/log-in");
}

#[tokio::test]
async fn where_a_phone_is_logged_in_it_waits_a_day_is_told_and_then_everything_goes() {
    let world = World::new();
    let mut visitor = world.visitor(NUMBER, IIN).await;
    let (_, mut browser) = come_to_the_question(&world, NUMBER).await;
    let reply = press(&world, &mut browser, CONFIRM).await;
    assert_eq!(leads(&reply), CONFIRM);
    assert_eq!(newest_sms(&world, NUMBER), Word::SmsDeletion.say(Language::En));
    let until = text(&browser.get(&world, CONFIRM).await);
    // Asked once more, it neither begins anew nor tells again.
    let told = world.sms.count();
    world.clock.pass(Duration::from_mins(5));
    press(&world, &mut browser, CONFIRM).await;
    assert_eq!((text(&browser.get(&world, CONFIRM).await), world.sms.count()), (until, told));

    world.clock.pass(DAY - Duration::from_mins(6));
    world.service.sweep().await.unwrap();
    assert_eq!((count(&world, "account"), count(&world, "binding where ended_at is null")), (1, 1));
    world.clock.pass(Duration::from_mins(2));
    world.service.sweep().await.unwrap();
    for table in ["account", "device", "session", "binding", "notice", "cabinet_session", "account_phone"] {
        assert_eq!(count(&world, table), 0, "{table}");
    }
    assert_eq!(count(&world, "iin_held where phone_sealed is not null"), 0);
    assert_eq!(visitor.device.get(&world, path::IIN).await.problem(), ProblemCode::SessionEnded);
    assert_eq!(count(&world, "audit where action in ('ask_to_delete', 'delete_my_data')"), 2);
    // It is over for good: nothing is left to be swept.
    world.service.sweep().await.unwrap();
    assert_eq!(count(&world, "audit where action = 'delete_my_data'"), 1);
}

#[tokio::test]
async fn whoever_took_it_back_keeps_everything() {
    let world = World::new();
    world.visitor(NUMBER, IIN).await;
    let (_, mut browser) = come_to_the_question(&world, NUMBER).await;
    press(&world, &mut browser, CONFIRM).await;
    // The owner, who has read the SMS, in another browser.
    world.clock.pass(Duration::from_mins(11));
    let (_, mut owner) = come_to_the_question(&world, NUMBER).await;
    assert!(text(&owner.get(&world, CONFIRM).await).contains(Word::KeepMyData.say(Language::En)));
    assert_eq!(leads(&press(&world, &mut owner, "/en/cabinet/delete/keep").await), CONFIRM);
    world.clock.pass(2 * DAY);
    world.service.sweep().await.unwrap();
    assert_eq!(count(&world, "binding where ended_at is null"), 1);
    // The phone's session goes on: it has only to renew.
    assert_eq!(count(&world, "session"), 1);
    assert_eq!(count(&world, "audit where action = 'keep_my_data'"), 1);
}

#[tokio::test]
async fn nobody_learns_whether_a_number_has_an_account() {
    let world = World::new();
    world.visitor(NUMBER, IIN).await;
    world.clock.pass(Duration::from_mins(11));
    let bare = |(page, _): &(String, Browser), number: &str| {
        let own = [hidden(page, "challenge"), hidden(page, "csrf"), hidden(page, "phone")];
        own.iter().fold(page.clone(), |page, own| page.replace(&**own, "")).replace(&*escaped(number), "")
    };
    let known = come_to_the_question(&world, NUMBER).await;
    let unknown = come_to_the_question(&world, OTHER).await;
    assert_eq!(bare(&known, NUMBER), bare(&unknown, OTHER));
}

#[tokio::test]
async fn only_the_pages_own_form_deletes_and_only_a_whole_log_in() {
    let world = World::new();
    let (_, mut browser) = come_to_the_question(&world, NUMBER).await;
    for fields in [&[][..], &[("csrf", "x")]] {
        assert_eq!(submit(&mut browser, &world, CONFIRM, fields).await.status, 403);
    }
    assert_eq!(submit(&mut Browser::default(), &world, CONFIRM, &[]).await.status, 303);
    assert_eq!(count(&world, "account"), 1);
    // An office proves its one-time password first, and outlives the account.
    let operator = world.operator_browser(OTHER).await;
    world.clock.pass(Duration::from_mins(11));
    let (_, mut half) = come_to_the_question(&world, OTHER).await;
    assert_eq!(leads(&half.get(&world, CONFIRM).await), "/en/cabinet/password");
    let mut whole = operator;
    assert_eq!(leads(&press(&world, &mut whole, CONFIRM).await), "/en/delete/done");
    assert_eq!(count(&world, "member"), 1);
    world.service.sweep().await.unwrap();
}
