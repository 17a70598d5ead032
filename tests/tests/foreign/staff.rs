//! Staff: a shift, somebody without a smartphone, and a pass checked offline by a second phone.

use ashyq_tests::{
    iin,
    process::{STAFF, ServiceProcess},
};
use serde_json::{Value, json};

use crate::{Phone, frame::Plane, nothing};

/// A member of staff with an open shift, kept as `staff`.
pub(crate) fn on_shift(service: &ServiceProcess) -> Phone {
    let phone = Phone::new();
    phone.logs_in(service, STAFF);
    let driver = &phone.driver;
    driver.keeps("session", "staff", nothing(), "staff");
    let roles = driver.keeps("staff", "roles", nothing(), "role");
    assert_eq!((&roles[0]["venue"], &roles[0]["accepted"]), (&json!("Дүкен Алма"), &json!(false)));
    assert_eq!(driver.gives("staff", "shift", nothing()), Value::Null);
    driver.gives("staff", "accept", json!({ "role": "role" }));
    let shift = driver.gives("staff", "open_shift", json!({ "role": "role" }));
    assert_eq!((&shift["venue"], &shift["entrances"]), (&json!("Дүкен Алма"), &json!(1)));
    let day = 24 * 3600 * 1000;
    assert_eq!(shift["until"].as_i64().unwrap() - shift["opened_at"].as_i64().unwrap(), day);
    assert_eq!(driver.gives("staff", "shift", nothing()), shift);
    phone
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn staff_let_somebody_in_and_out_by_the_iin() {
    let mut service = ServiceProcess::start(&[], None);
    let staff = on_shift(&service);
    let driver = &staff.driver;
    let typed = json!({ "entrance": 1, "first": iin(21), "second": iin(21) });
    driver.keeps("staff", "entry", typed.clone(), "entry");
    let screen = driver.gives("entry", "ask", nothing());
    assert_eq!(screen["answer"], json!({ "colour": "Blue", "admitted": true, "test": false }));
    assert_eq!(driver.gives("entry", "ask", nothing()), screen, "asking again records nobody twice");
    driver.keeps("staff", "exit", json!({ "first": iin(21), "second": iin(21) }), "exit");
    driver.gives("exit", "report", nothing());

    service.kill();
    driver.keeps("staff", "entry", typed, "later");
    assert_eq!(driver.throws(Some("later"), "ask", nothing())["throws"], "ClientError.Unreachable");
    assert_eq!(driver.throws(Some("exit"), "report", nothing())["throws"], "ClientError.Unreachable");
    service.start_again();
    assert_eq!(driver.gives("later", "ask", nothing())["answer"]["colour"], "Blue");
    assert_eq!(driver.gives("staff", "close_shift", nothing()), true);
    driver.refuses("staff", "close_shift", nothing(), "ClientError.Refused", "shift_not_open");
    driver.gives("staff", "decline", json!({ "role": "role" }));
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_pass_is_checked_by_a_second_phone_with_the_service_gone() {
    let mut service = ServiceProcess::start(&[], None);
    let (staff, visitor) = (on_shift(&service), Phone::bound(&service, "+77050000022", 22));
    assert_eq!(visitor.enters(&service.posters[0])["is"], "Decided");
    service.kill();
    staff.driver.keeps("staff", "checker", nothing(), "checker");
    // The pass turns over every half minute: read it as it is now.
    let pass = || visitor.driver.gives("session", "door", nothing())["pass"].as_str().unwrap().to_owned();
    let asked = || Plane::of(&pass()).asked(staff.folder.path(), "pass", 150);
    let sees = |is: &str| {
        let seen = (0..20).map(|_| staff.driver.gives("checker", "see", asked())).find(|sight| sight["is"] == is);
        seen.unwrap_or_else(|| panic!("{is} is not seen"))
    };
    let fits = sees("Fits");
    assert_eq!(fits["answer"], json!({ "colour": "Blue", "admitted": true, "test": false }));
    let again = staff.driver.throws(Some("checker"), "read", json!({ "text": pass() }));
    assert_eq!(again["throws"], "CheckError.AlreadySeen", "{again}");
    let others = visitor.driver.gives("session", "leave", nothing());
    assert!(others.is_string());
}
