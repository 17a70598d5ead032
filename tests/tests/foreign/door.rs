//! At the door: entering, the screen, leaving, the own visits; with the service there and without it.

use ashyq_tests::process::ServiceProcess;
use serde_json::{Value, json};

use crate::{Phone, nothing};

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_visit_goes_from_the_poster_to_the_list_of_visits() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000011", 11);
    let driver = &phone.driver;
    assert_eq!(driver.gives("session", "door", nothing()), json!({ "is": "Outside" }));
    let asked = driver.keeps("session", "confirm", json!({ "text": service.posters[0] }), "asked");
    let expected = json!({ "action": "Enter", "venue": "Дүкен Алма", "entrance": 1, "address": null, "verified": true,
        "ends": null, "test": false });
    assert_eq!(asked, expected);
    let decided = driver.gives("session", "enter", json!({ "confirmed": "asked" }));
    let shown = |name: &str| decided[name].clone();
    assert_eq!((shown("is"), shown("colour"), shown("admitted")), (json!("Decided"), json!("Blue"), json!(true)));
    assert_eq!((shown("venue"), shown("why"), shown("test")), (json!("Дүкен Алма"), Value::Null, json!(false)));
    let left = shown("left").as_u64().unwrap();
    assert!((200_000..=300_000).contains(&left), "{left}");
    assert_eq!(shown("door_code").as_str().unwrap().split(' ').count(), 3);
    let drawing = driver.does("drawing", json!({ "pass": decided["pass"] }));
    assert!(drawing["side"].as_u64().unwrap() > 40 && drawing["path"].as_str().unwrap().starts_with('M'));
    assert_eq!(driver.does("drawing", json!({ "pass": "маған" })), Value::Null);

    let again = driver.keeps("session", "confirm", json!({ "text": service.posters[0] }), "again");
    assert_eq!(again["action"], "Nothing", "a second scan within a minute changes nothing");
    driver.refuses("session", "enter", json!({ "confirmed": "again" }), "ClientError.Refused", "already_recorded");
    let visit = driver.gives("session", "leave", nothing());
    assert_eq!(visit, decided["visit"]);
    driver.refuses("session", "leave", nothing(), "ClientError.Refused", "not_inside");
    assert_eq!(driver.gives("session", "deliver", nothing())["unsent"], 0);
    let visits = driver.gives("session", "visits", nothing());
    let line = &visits[0];
    assert_eq!((&line["id"], &line["entry"], &line["colour"]), (&visit, &json!("Admitted"), &json!("Blue")));
    assert_eq!(
        (&line["exit"]["learnt"], &line["delivered"], &line["mark"]),
        (&json!("Button"), &json!(true), &Value::Null)
    );

    // The next venue ends the visit to the one before; the poster on the way out ends the last.
    phone.enters(&service.posters[0]);
    let asked = driver.keeps("session", "confirm", json!({ "text": service.posters[1] }), "asked");
    assert_eq!(asked["ends"], "Дүкен Алма");
    driver.gives("session", "enter", json!({ "confirmed": "asked" }));
    driver.keeps("session", "confirm", json!({ "text": service.posters[1] }), "out");
    driver.gives("session", "leave_by", json!({ "confirmed": "out" }));
    assert_eq!(driver.gives("session", "door", nothing()), json!({ "is": "Outside" }));
    let visits = driver.gives("session", "visits", nothing());
    let learnt: Vec<&Value> = visits.as_array().unwrap().iter().map(|line| &line["exit"]["learnt"]).collect();
    assert_eq!(learnt, ["Scanned", "NextEntry", "Button"]);
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn an_entry_without_network_is_kept_and_delivered_once_there_is_some() {
    let mut service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000012", 12);
    let driver = &phone.driver;
    service.kill();
    let inside = phone.enters(&service.posters[0]);
    let shown = |name: &str| &inside[name];
    assert_eq!((shown("is"), shown("checked"), shown("verified")), (&json!("Inside"), &json!(false), &json!(true)));
    let status = driver.gives("session", "own_status", nothing());
    assert_eq!((&status["offline"], &status["status"]["colour"]), (&json!(true), &json!("Blue")));
    let waits = driver.gives("session", "deliver", nothing());
    assert_eq!((&waits["delivered"], &waits["unsent"]), (&json!(0), &json!(1)));
    assert!(waits["try_again"].as_u64().unwrap() >= 2_000);
    driver.gives("session", "leave", nothing());
    assert_eq!(driver.gives("session", "visits", nothing())[0]["delivered"], false);

    // The app ends, the phone is charged, the network comes back.
    let Phone { driver, folder } = phone;
    driver.ends();
    service.start_again();
    let again = Phone { folder, ..Phone::new() };
    assert_eq!(again.driver.makes("open", again.settings(&service), "session"), "LoggedIn");
    let delivered = again.driver.gives("session", "deliver", nothing());
    let expected = json!({ "delivered": 1, "unsent": 0, "dropped": 0, "try_again": null });
    assert_eq!(delivered, expected);
    let visits = again.driver.gives("session", "visits", nothing());
    let line = &visits[0];
    assert_eq!(
        (&line["entry"], &line["delivered"], &line["colour"]),
        (&json!("Unchecked"), &json!(true), &Value::Null)
    );
}
