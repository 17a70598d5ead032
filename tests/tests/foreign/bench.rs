//! What crossing the boundary costs; `cargo xtask bench bindings` reads the figures from a file.

use ashyq_tests::process::ServiceProcess;
use serde_json::{Value, json};

use crate::{Phone, frame::Plane, nothing};

#[test]
#[ignore = "a measurement: cargo xtask bench bindings"]
fn bench() {
    let Some(file) = std::env::var_os("FOREIGN_FIGURES") else { return };
    let service = ServiceProcess::start(&[], None);
    let phone = Phone::bound(&service, "+77050000051", 51);
    let driver = &phone.driver;
    driver.makes("scanner", nothing(), "scanner");
    let mut frame = Plane::grey(1920, 1080).asked(phone.folder.path(), "grey", 0);
    let rss = |memory: &Value| memory["rss_kb"].as_f64().unwrap();
    (frame["times"], frame["threads"]) = (json!(1_000), json!(1));
    driver.gives("scanner", "sees", frame.clone());
    let before = rss(&driver.does("memory", nothing()));
    frame["times"] = json!(10_000);
    driver.gives("scanner", "sees", frame.clone());
    let grown = rss(&driver.does("memory", nothing())) - before;
    frame["times"] = json!(2_000);
    let frame_us = driver.gives("scanner", "timed", frame);
    let calls = driver.gives("session", "timed", json!({ "times": 2_000 }));
    let figures = json!({ "frame_us": frame_us, "call_us": calls["call_us"], "async_us": calls["async_us"],
        "frames_10000_rss_growth_mb": grown.max(0.0) / 1024.0 });
    std::fs::write(file, figures.to_string()).unwrap();
}
