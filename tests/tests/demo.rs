//! The demo as a newcomer runs it: twice in a row, with its port taken, and with standard output not a terminal.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::{
    net::TcpListener,
    process::{Command, Output},
    time::{Duration, Instant},
};

use ashyq_tests::process::program;

fn demo(arguments: &[&str]) -> Output {
    let started = Instant::now();
    let output =
        Command::new(program("ashyq")).arg("demo").args(arguments).env("COLORTERM", "truecolor").output().unwrap();
    assert!(started.elapsed() < Duration::from_secs(180), "the demo takes {:?}", started.elapsed());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn the_demo_ends_well_twice_with_its_port_taken_and_writes_no_escape_codes() {
    // The port that it would like; taken by us, or by whatever else has it.
    let _taken = TcpListener::bind("127.0.0.1:8750");
    for language in ["kk", "ru"] {
        let output = demo(&["--language", language]);
        assert!(!output.stdout.contains(&0x1b), "escape codes where there is no terminal");
        assert!(String::from_utf8_lossy(&output.stdout).lines().all(|line| line.chars().count() <= 80));
    }
}

#[test]
fn what_is_kept_holds_secrets_in_the_transcript_and_the_phones_alone() {
    let folder = tempfile::tempdir().unwrap();
    let output = demo(&["--language", "en", "--keep", folder.path().to_str().unwrap()]);
    let numbers: Vec<String> = String::from_utf8_lossy(&output.stderr)
        .lines()
        .filter_map(|line| Some(line.strip_prefix("SMS to +7")?.split(':').next()?.to_owned()))
        .collect();
    assert!(numbers.len() >= 5, "the console's SMS go to standard error");
    let mut looked_at = 0;
    let (phones, transcript) = (folder.path().join("phones"), folder.path().join("transcript"));
    assert!(phones.is_dir() && std::fs::read_dir(&transcript).unwrap().count() > 0);
    let mut folders = vec![folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path == phones || path == transcript {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                let hit = |number: &String| bytes.windows(number.len()).any(|window| window == number.as_bytes());
                assert!(!numbers.iter().any(hit), "{}", path.display());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= 3, "the database, its log and the service's log");
}
