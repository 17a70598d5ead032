//! Logging in, the IIN, the own status, notices, and the end.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use ashyq_tests::{iin, process::ServiceProcess};
use serde_json::json;

use crate::{Phone, nothing};

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_person_logs_in_binds_the_iin_and_sees_the_own_status() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::new();
    let driver = &phone.driver;
    assert_eq!(driver.makes("open", phone.settings(&service), "log_in"), "LoggedOut");
    driver.keeps("log_in", "ask", json!({ "phone": "8 (705) 000-00-01", "language": "kk" }), "challenge");
    assert!(driver.gives("challenge", "tries_left", nothing()).as_u64().unwrap() >= 3);
    assert!(driver.gives("challenge", "lives_for", nothing()).as_u64().unwrap() > 60_000);
    assert!(driver.gives("challenge", "resend_after", nothing()).as_u64().unwrap() > 1_000);
    let code = service.log_in_code("+77050000001");
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    driver.keeps("challenge", "answer", json!({ "code": spaced }), "session");

    assert_eq!(driver.gives("session", "binding", nothing()), json!({ "is": "None" }));
    assert!(driver.gives("session", "binding_refusal", nothing()).as_str().unwrap().contains("IIN"));
    assert_eq!(driver.gives("session", "bind_iin", json!({ "iin": iin(1) }))["is"], "Bound");
    assert!(driver.gives("session", "binding_refusal", nothing()).is_null());
    let status = driver.gives("session", "own_status", nothing());
    assert_eq!((&status["status"]["colour"], &status["offline"]), (&json!("Blue"), &json!(false)));
    assert_eq!(status["reason"], "Nothing is known that restricts you.");
    assert!(!status["sentences"].as_array().unwrap().is_empty());
    let held = driver.gives("session", "held_status", json!({ "offline": true }));
    assert_eq!(
        (&held["status"], &held["as_of"], &held["offline"]),
        (&status["status"], &status["as_of"], &json!(true))
    );
    assert_eq!(driver.gives("session", "notices", nothing()), json!([]));
    assert_eq!(driver.gives("session", "needs_update", nothing()), false);
    assert_eq!(driver.gives("session", "damaged_rows", nothing()), 0);
    for call in ["refresh", "network_changed", "refresh"] {
        driver.gives("session", call, nothing());
    }

    // The same phone after the app's end.
    let Phone { driver, folder } = phone;
    driver.ends();
    let again = Phone { folder, ..Phone::new() };
    assert_eq!(again.driver.makes("open", again.settings(&service), "session"), "LoggedIn");
    assert_eq!(again.driver.gives("session", "binding", nothing())["is"], "Bound");
    again.driver.ends();
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn another_phone_of_the_account_waits_until_the_first_agrees() {
    let service = ServiceProcess::start(&[], None);
    let first = Phone::bound(&service, "+77050000002", 2);
    let second = Phone::new();
    second.logs_in(&service, "+77050000002");
    let waits = second.driver.gives("session", "bind_iin", json!({ "iin": iin(2) }));
    assert_eq!(waits["is"], "Waiting", "{waits}");
    let asked = second.driver.keeps("session", "confirm", json!({ "text": service.posters[0] }), "asked");
    assert_eq!(asked["venue"], "Дүкен Алма");
    second.driver.refuses("session", "enter", json!({ "confirmed": "asked" }), "ClientError.NeedsIin", "iin_waits");

    let notices = first.driver.gives("session", "notices", nothing());
    let notice = notices.as_array().unwrap().iter().find(|notice| notice["kind"] == "NewDevice").unwrap();
    assert!(notice["until"].as_i64() > notice["at"].as_i64());
    first.driver.gives("session", "answer_notice", json!({ "notice": notice["id"], "agree": true }));
    second.driver.gives("session", "refresh", nothing());
    assert_eq!(second.driver.gives("session", "binding", nothing())["is"], "Bound");
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn after_the_log_out_the_same_phone_logs_in_again_and_deletes_everything() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000003", 3);
    let driver = &phone.driver;
    phone.enters(&service.posters[0]);
    driver.gives("session", "log_out", json!({ "everywhere": false }));
    let gone = driver.throws(Some("session"), "own_status", nothing());
    assert_eq!(gone["throws"], "ClientError.LoggedOut");
    assert_eq!(driver.gives("session", "binding", nothing())["is"], "None");

    driver.keeps("session", "log_in_again", nothing(), "log_in");
    let again = json!({ "phone": "+77050000003", "language": "ru" });
    driver.refuses("log_in", "ask", again, "ClientError.Refused", "resend_too_soon");
    driver.keeps("log_in", "ask", json!({ "phone": "+77050000005", "language": "ru" }), "challenge");
    driver.keeps("challenge", "answer", json!({ "code": service.log_in_code("+77050000005") }), "session");
    driver.gives("session", "delete_my_data", json!({ "discard_unsent": true }));
    assert_eq!(driver.gives("session", "visits", nothing()), json!([]));
    assert_eq!(driver.throws(Some("session"), "refresh", nothing())["throws"], "ClientError.LoggedOut");
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn the_start_of_the_readme_runs_as_written() {
    let service = ServiceProcess::start(&[], None);
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::var_os("FOREIGN_START").expect("`cargo xtask test python` names the start");
    let mut child = Command::new(program)
        .env("SERVICE", &service.address)
        .env("ROOT", service.root.0.to_string())
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = child.stdin.take().unwrap();
    writeln!(typed, "a passphrase of a test\n+77050000004").unwrap();
    writeln!(typed, "{}\n{}", service.log_in_code("+77050000004"), iin(4)).unwrap();
    drop(typed);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("Nothing is known that restricts you."), "{said}");
}
