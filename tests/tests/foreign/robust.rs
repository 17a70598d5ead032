//! What must not hurt: a call that is cancelled, a defect in the core, ten thousand calls, several threads.

use std::time::{Duration, Instant};

use ashyq_tests::process::ServiceProcess;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use crate::{Phone, driver::Driver, frame::Plane, nothing};

/// The service stands still: it takes connections and answers nobody.
fn stands_still(service: &ServiceProcess, still: bool) {
    let pid = Pid::from_raw(service.id().try_into().unwrap()).unwrap();
    kill_process(pid, if still { Signal::STOP } else { Signal::CONT }).unwrap();
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_cancelled_entry_loses_nothing() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000041", 41);
    let driver = &phone.driver;
    driver.keeps("session", "confirm", json!({ "text": service.posters[0] }), "asked");
    stands_still(&service, true);
    let entry = driver.begins(Some("session"), "enter", json!({ "confirmed": "asked" }), None);
    std::thread::sleep(Duration::from_millis(300));
    driver.does("abandon", json!({ "id": entry }));
    let answer = driver.answer(entry);
    // A cancelled task of Swift goes on to its end.
    assert!(answer["throws"] == "Cancelled" || answer["gives"]["is"] == "Inside", "{answer}");
    let until = Instant::now() + Duration::from_secs(20);
    while driver.gives("session", "door", nothing())["is"] != "Inside" {
        assert!(Instant::now() < until, "the entry is lost");
        std::thread::sleep(Duration::from_millis(100));
    }
    stands_still(&service, false);
    let delivered = driver.gives("session", "deliver", nothing());
    assert_eq!((&delivered["delivered"], &delivered["unsent"]), (&json!(1), &json!(0)));
    let visits = driver.gives("session", "visits", nothing());
    assert_eq!((visits.as_array().unwrap().len(), &visits[0]["entry"]), (1, &json!("Unchecked")));
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn cancel_ends_the_waiting_at_once() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000042", 42);
    let patient = Phone::bound(&service, "+77050000045", 45);
    let (driver, waits) = (&phone.driver, &patient.driver);
    stands_still(&service, true);
    let asked = driver.begins(Some("session"), "own_status", nothing(), None);
    let waited_for = waits.begins(Some("session"), "own_status", nothing(), None);
    std::thread::sleep(Duration::from_millis(300));
    driver.gives("session", "cancel", nothing());
    let answer = driver.answer(asked);
    assert_eq!(answer["gives"]["offline"], true, "{answer}");
    stands_still(&service, false);
    let answer = waits.answer(waited_for);
    assert_eq!(answer["gives"]["offline"], false, "who cancelled waited as long as who did not: {answer}");
    assert_eq!(driver.gives("session", "own_status", nothing())["offline"], false);
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_defect_in_the_core_is_an_exception_and_the_object_goes_on() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000043", 43);
    let driver = &phone.driver;
    driver.makes("scanner", nothing(), "scanner");
    assert_eq!(driver.throws(Some("scanner"), "fall", nothing())["throws"], "InternalError");
    let wall = Plane::grey(64, 48).asked(phone.folder.path(), "wall", 1);
    assert_eq!(driver.gives("scanner", "see", wall)["is"], "Nothing");
    for call in ["fall", "fall_later", "fall_at_work"] {
        assert_eq!(driver.throws(Some("session"), call, nothing())["throws"], "InternalError", "{call}");
    }
    assert_eq!(driver.gives("session", "own_status", nothing())["offline"], false);
    assert_eq!(phone.enters(&service.posters[0])["is"], "Decided");
    phone.driver.ends();
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn ten_thousand_frames_and_calls_leave_no_memory_and_no_handle_behind() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000044", 44);
    let driver = &phone.driver;
    driver.makes("scanner", nothing(), "scanner");
    let mut frames = Plane::grey(1920, 1080).asked(phone.folder.path(), "grey", 0);
    let mut round = |times: u64| {
        frames["times"] = json!(times);
        frames["threads"] = json!(1);
        driver.gives("scanner", "sees", frames.clone());
        driver.gives("session", "doors", json!({ "times": times, "threads": 1 }));
        driver.gives("session", "timed", json!({ "times": times }));
        driver.does("memory", nothing())
    };
    round(2_000);
    let (before, after) = (round(100), round(10_000));
    let grown = after["rss_kb"].as_i64().unwrap() - before["rss_kb"].as_i64().unwrap();
    assert!(grown <= 5 * 1024, "{grown} kB more: {before} {after}");
    assert_eq!(before["handles"], after["handles"]);
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn objects_are_used_from_several_threads() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000045", 45);
    let driver = &phone.driver;
    phone.enters(&service.posters[0]);
    driver.makes("scanner", nothing(), "scanner");
    let mut frames = Plane::of(&service.posters[0]).asked(phone.folder.path(), "poster", 20);
    (frames["times"], frames["threads"]) = (json!(25), json!(4));
    let calls = [
        driver.begins(Some("scanner"), "sees", frames, None),
        driver.begins(Some("session"), "doors", json!({ "times": 500, "threads": 4 }), None),
        driver.begins(Some("session"), "own_status", nothing(), None),
        driver.begins(Some("session"), "deliver", nothing(), None),
        driver.begins(Some("session"), "visits", nothing(), None),
    ];
    for call in calls {
        let answer = driver.answer(call);
        assert!(answer.get("throws").is_none(), "{answer}");
    }
    assert_eq!(driver.gives("session", "door", nothing())["is"], "Decided");
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_driver_without_lines_ends_by_itself() {
    let driver = Driver::start();
    assert!(driver.id() > 0);
    driver.ends();
}
