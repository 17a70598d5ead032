//! Every error variant as its own exception, and wrong input to every call.

use ashyq_tests::{desk, iin, process::ServiceProcess};
use serde_json::{Value, json};

use crate::{Phone, frame::Plane, nothing, staff::on_shift};

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn what_is_typed_wrong_is_refused_by_name() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::new();
    let driver = &phone.driver;
    driver.makes("open", phone.settings(&service), "log_in");
    let refused = "ClientError.Refused";
    for number in ["", "123", "+79051234567", "87273000000", "сегіз", "8705123456\u{0}7"] {
        driver.refuses("log_in", "ask", json!({ "phone": number, "language": "en" }), refused, "phone_not_a_mobile");
    }
    driver.keeps("log_in", "ask", json!({ "phone": "+77050000031", "language": "en" }), "challenge");
    driver.refuses("challenge", "resend", nothing(), refused, "resend_too_soon");
    for code in ["", "12345", "1234567", "12345x", "١٢٣٤٥٦"] {
        driver.refuses("challenge", "answer", json!({ "code": code }), refused, "log_in_code_not_six_digits");
    }
    let right = service.log_in_code("+77050000031");
    let wrong = if right == "000000" { "000001" } else { "000000" };
    driver.refuses("challenge", "answer", json!({ "code": wrong }), refused, "log_in_code_wrong");
    driver.keeps("challenge", "answer", json!({ "code": right }), "session");

    for (typed, word) in [
        ("", "iin_not_twelve_digits"),
        ("90010130001", "iin_not_twelve_digits"),
        ("жиырма", "iin_not_twelve_digits"),
        ("900101300018", "iin_check_digit"),
    ] {
        driver.refuses("session", "bind_iin", json!({ "iin": typed }), refused, word);
    }
    driver.gives("session", "bind_iin", json!({ "iin": iin(31) }));
    for (text, word) in [
        ("", "typed_code_wrong"),
        ("hello", "typed_code_wrong"),
        ("ASHYQ-PASS:AAAA", "seen_pass"),
        ("HTTPS://ASHYQ.KZ/P/AAAA", "poster_forged"),
        (&"Ә".repeat(100_000), "typed_code_wrong"),
    ] {
        let answer = driver.throws(Some("session"), "confirm", json!({ "text": text }));
        assert_eq!(answer["throws"], refused, "{word}: {answer}");
    }
    for notice in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA"] {
        let answer = driver.throws(Some("session"), "answer_notice", json!({ "notice": notice, "agree": true }));
        assert!(answer["throws"].as_str().unwrap().starts_with("ClientError."), "{answer}");
    }
    driver.refuses("session", "leave", nothing(), refused, "not_inside");
    assert_eq!(driver.throws(None, "say_nothing", nothing())["throws"], "DriverError");
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn what_staff_type_wrong_is_refused_by_name() {
    let service = ServiceProcess::start(&[], None);
    let phone = on_shift(&service);
    let driver = &phone.driver;
    let refused = "ClientError.Refused";
    for (first, second, word) in [
        (String::new(), String::new(), "iin_not_twelve_digits"),
        ("900101300018".into(), "900101300018".into(), "iin_check_digit"),
        (iin(1), iin(2), "iin_not_the_same_twice"),
    ] {
        driver.refuses("staff", "entry", json!({ "entrance": 1, "first": first, "second": second }), refused, word);
        driver.refuses("staff", "exit", json!({ "first": first, "second": second }), refused, word);
    }
    for entrance in [0, 100, 255] {
        let typed = json!({ "entrance": entrance, "first": iin(1), "second": iin(1) });
        assert_eq!(driver.throws(Some("staff"), "entry", typed)["throws"], refused);
    }
    driver.keeps("staff", "checker", nothing(), "checker");
    for (text, error) in [
        ("", "CheckError.NotAPass"),
        (&*service.posters[0], "CheckError.NotAPass"),
        ("ASHYQ-PASS:AAAA", "CheckError.Refused"),
    ] {
        assert_eq!(driver.throws(Some("checker"), "read", json!({ "text": text }))["throws"], error);
    }
    let short = Plane { luma: Vec::new(), ..Plane::grey(64, 48) };
    let answer = driver.throws(Some("checker"), "see", short.asked(phone.folder.path(), "short", 1));
    assert_eq!(answer["throws"], "FrameError.Short");
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn a_phone_that_does_not_open_says_why() {
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::new();
    let right = phone.settings(&service);
    let open = |change: &dyn Fn(&mut Value)| {
        let mut settings = right.clone();
        change(&mut settings);
        phone.driver.throws(None, "open", settings)["throws"].as_str().unwrap().to_owned()
    };
    for (name, wrong) in
        [("root", "short"), ("service", "http://ashyq.kz"), ("service", "x"), ("folder", "/dev/null/x")]
    {
        assert_eq!(open(&|settings| settings[name] = json!(wrong)), "StartError.Settings", "{name}");
    }
    assert_eq!(open(&|settings| settings["passphrase"] = Value::Null), "StartError.Missing");
    phone.driver.makes("open", right.clone(), "log_in");
    assert_eq!(open(&|_| {}), "StartError.Storage", "two of one phone");
    let Phone { driver, folder } = phone;
    driver.ends();
    let locked = Phone { folder, ..Phone::new() };
    let mut wrong = right;
    wrong["passphrase"] = json!("wrong");
    assert_eq!(locked.driver.throws(None, "open", wrong)["throws"], "StartError.Locked");

    let spoilt = Phone::new();
    std::fs::write(spoilt.folder.path().join("vault"), "x").unwrap();
    let answer = spoilt.driver.throws(None, "open", spoilt.settings(&service));
    assert_eq!(answer["throws"], "StartError.Damaged");

    let newer = Phone::new();
    newer.driver.makes("open", newer.settings(&service), "log_in");
    let Phone { driver, folder } = newer;
    driver.ends();
    let journal = std::fs::read_dir(folder.path()).unwrap().filter_map(|entry| Some(entry.ok()?.path()));
    for file in journal.filter(|path| std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3"))) {
        rusqlite::Connection::open(file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    }
    let newer = Phone { folder, ..Phone::new() };
    let answer = newer.driver.throws(None, "open", newer.settings(&service));
    assert_eq!(answer["throws"], "StartError.Newer");
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn every_error_of_a_session_is_an_exception_of_its_own() {
    let mut service = ServiceProcess::start(&[], None);
    let phone = Phone::new();
    phone.logs_in(&service, "+77050000032");
    let driver = &phone.driver;
    driver.keeps("session", "confirm", json!({ "text": service.posters[0] }), "asked");
    driver.refuses("session", "enter", json!({ "confirmed": "asked" }), "ClientError.NeedsIin", "iin_not_bound");
    driver.refuses("session", "leave", nothing(), "ClientError.Refused", "not_inside");
    // What a story cannot bring about: a phone whose storage is full.
    driver.refuses("session", "full", nothing(), "ClientError.Full", "storage_full");
    service.kill();
    driver.refuses("session", "refresh", nothing(), "ClientError.Unreachable", "no_network");
    driver.refuses("session", "notices", nothing(), "ClientError.Unreachable", "no_network");
    driver.gives("session", "log_out", json!({ "everywhere": false }));
    let answer = driver.throws(Some("session"), "notices", nothing());
    assert_eq!((&answer["throws"], &answer["word"]), (&json!("ClientError.LoggedOut"), &Value::Null));

    let hosted = Phone::new();
    let mut settings = hosted.settings(&service);
    settings["key"] = json!("throws");
    service.start_again();
    hosted.driver.makes("open", settings, "log_in");
    let asks = json!({ "phone": "+77050000033", "language": "en" });
    let answer = hosted.driver.throws(Some("log_in"), "ask", asks);
    assert_eq!(answer["throws"], "ClientError.Broken", "a host key that throws: {answer}");
}

#[test]
#[ignore = "needs a language: cargo xtask test python"]
fn every_error_of_a_checker_is_an_exception_of_its_own() {
    let service = ServiceProcess::start(&[], None);
    let visitor = Phone::bound(&service, "+77050000034", 34);
    visitor.driver.keeps("session", "staff", nothing(), "staff");
    visitor.driver.keeps("staff", "checker", nothing(), "checker");
    let pass = visitor.enters(&service.posters[0])["pass"].clone();
    let read = |phone: &Phone, text: &Value| phone.driver.throws(Some("checker"), "read", json!({ "text": text }));
    assert_eq!(read(&visitor, &pass)["throws"], "CheckError.NoShift");
    let answer = visitor.driver.throws(Some("checker"), "uncertain", nothing());
    assert_eq!(answer["throws"], "CheckError.ClockUncertain");

    let staff = on_shift(&service);
    staff.driver.keeps("staff", "checker", nothing(), "checker");
    assert_eq!(read(&staff, &json!("WIFI:S:x;;"))["throws"], "CheckError.NotAPass");
    assert_eq!(read(&staff, &json!("ASHYQ-PASS:AAAA"))["throws"], "CheckError.Refused");
    let now = visitor.driver.gives("session", "door", nothing())["pass"].clone();
    let fits = staff.driver.gives("checker", "read", json!({ "text": now }));
    assert_eq!(fits["answer"]["admitted"], true);
    assert_eq!(read(&staff, &now)["throws"], "CheckError.AlreadySeen");

    // The venue is closed while the pass still lives, and the checker hears of it.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let venue = ashyq_core::poster::SignedPoster::parse(&service.posters[0]).unwrap().poster.venue;
        let path = format!("/v1/operator/venues/{venue}");
        desk::operate(&service, "POST", &path, r#"{"decision":"suspend","reason":"closed"}"#).await;
    });
    staff.driver.keeps("staff", "roles", nothing(), "role");
    let closed = read(&staff, &now);
    assert_eq!(closed["throws"], "CheckError.OfAnotherMode", "{closed}");
}
