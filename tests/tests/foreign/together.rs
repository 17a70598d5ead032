//! One venue, one board, three visitors: one driven from Kotlin, one from Swift, one at the terminal.
//!
//! `cargo xtask test kotlin swift` makes the two drivers and names them in the environment.

use std::{
    io::{self, Read as _, Write as _},
    net::TcpStream,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ashyq_core::{bytes::Bytes, client::Start, poster::SignedPoster, words::Language};
use ashyq_tests::{
    desk, iin,
    process::{ServiceProcess, program},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{Phone, driver::Driver, nothing};

const PASSPHRASE: &str = "a passphrase of a test";

/// The terminal app of one visitor.
struct Terminal<'a> {
    service: &'a ServiceProcess,
    home: tempfile::TempDir,
}

impl Terminal<'_> {
    fn command(&self, words: &[&str]) -> Child {
        let (home, root) = (self.home.path(), self.service.root.0.to_string());
        Command::new(program("ashyq"))
            .args(["--json", "--yes", "--language", "en", "--service", &self.service.address, "--root", &root])
            .arg("--profile")
            .arg(home.join("profile"))
            .arg("--vault")
            .arg(home.join("vault"))
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs a command; `lines` are typed once it has begun.
    fn run(&self, words: &[&str], lines: impl FnOnce(&mut ChildStdin) -> io::Result<()>) -> Value {
        let mut child = self.command(words);
        let mut typed = child.stdin.take().unwrap();
        let told = writeln!(typed, "{PASSPHRASE}").and_then(|()| lines(&mut typed));
        drop(typed);
        let said = child.wait_with_output().unwrap();
        assert!(said.status.success() && told.is_ok(), "{words:?}: {told:?} {said:?}");
        serde_json::from_slice(&said.stdout).unwrap()
    }

    fn enters(&self, number: &str, iin: &str) -> String {
        self.run(&["log-in"], |typed| {
            writeln!(typed, "{number}")?;
            writeln!(typed, "{}", self.service.log_in_code(number))
        });
        self.run(&["iin"], |typed| writeln!(typed, "{iin}"));
        let door = self.run(&["scan", "--typed", &self.service.posters[0]], |_| Ok(()))["door"].take();
        assert_eq!(door["admitted"], true, "{door}");
        let code = &door["door_code"];
        format!("{} {} {}", text(&code["sign"]), text(&code["word"]), text(&code["digits"]))
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The venue's board, as its page reads it.
struct Board(Arc<Mutex<String>>);

impl Board {
    /// The owner logs in on a phone, which makes the account; the cabinet's session is written beside it.
    async fn open(service: &ServiceProcess) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let Start::LogIn(log_in) = desk::open(folder.path(), &service.address, &service.root.0.to_string()) else {
            panic!("a new phone")
        };
        let number = "+77770000001";
        log_in.ask(number, Language::Ru).await.unwrap().answer(&service.log_in_code(number)).await.unwrap();
        let rows = rusqlite::Connection::open(service.database()).unwrap();
        rows.busy_timeout(Duration::from_secs(5)).unwrap();
        let cookie = Bytes([7; 32]).to_string();
        let token: [u8; 32] = Sha256::digest(&cookie).into();
        let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap();
        let written = rows.execute(
            "insert into cabinet_session (token_hash, account_id, created_at, seen_at) \
             select ?1, account_id, ?2, ?2 from account_phone join business using (phone_hash)",
            rusqlite::params![token, now],
        );
        assert_eq!(written, Ok(1));

        let venue = SignedPoster::parse(&service.posters[0]).unwrap().poster.venue;
        let mut stream = TcpStream::connect(service.address.trim_start_matches("http://")).unwrap();
        write!(
            stream,
            "GET /v1/business/venues/{venue}/board HTTP/1.0\r\nhost: ashyq\r\naccept: text/event-stream\r\n\
             cookie: __Host-ashyq={cookie}\r\n\r\n"
        )
        .unwrap();
        let told = Arc::new(Mutex::new(String::new()));
        let telling = Arc::clone(&told);
        std::thread::spawn(move || {
            let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
            while let Ok(length @ 1..) = stream.read(&mut part) {
                bytes.extend_from_slice(&part[..length]);
                *telling.lock().unwrap() = String::from_utf8_lossy(&bytes).into_owned();
            }
        });
        Self(told)
    }

    /// Waits until the last event of a name holds so.
    fn shows(&self, event: &str, holds: impl Fn(&Value) -> bool) {
        let started = Instant::now();
        loop {
            let told = self.0.lock().unwrap().clone();
            let last = told.rsplit(&format!("event: {event}\n")).next().filter(|_| told.contains("event:"));
            let data = last.and_then(|last| last.split_once("data: ")).and_then(|(_, data)| data.lines().next());
            if data.and_then(|data| serde_json::from_str(data).ok()).is_some_and(|shown| holds(&shown)) {
                return;
            }
            assert!(started.elapsed() < Duration::from_secs(20), "the board never showed it: {told}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits for somebody with a door code, as the newest row.
    fn shows_arrival(&self, code: &str, people: u64) {
        self.shows("arrival", |row| {
            row["outcome"] == "admitted"
                && row["codes"]["codes"].as_array().is_some_and(|codes| codes.contains(&json!(code)))
        });
        self.shows("inside", |inside| inside["people"] == people);
    }
}

/// Enters on a phone whose visitor is new; the door code.
fn enters(phone: &Phone, service: &ServiceProcess, number: &str, person: u64) -> String {
    phone.logs_in(service, number);
    phone.driver.gives("session", "bind_iin", json!({ "iin": iin(person) }));
    let door = phone.enters(&service.posters[0]);
    assert_eq!((&door["is"], &door["admitted"]), (&json!("Decided"), &json!(true)), "{door}");
    text(&door["door_code"]).to_owned()
}

fn leaves(phone: &Phone) {
    phone.driver.gives("session", "leave", nothing());
    assert_eq!(phone.driver.gives("session", "deliver", nothing())["unsent"], 0);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Kotlin and Swift: cargo xtask test kotlin swift"]
async fn a_phone_in_kotlin_a_phone_in_swift_and_a_terminal_stand_on_one_board() {
    let phone = |variable| Phone { driver: Driver::named(variable), folder: tempfile::tempdir().unwrap() };
    let (kotlin, swift) = (phone("KOTLIN_DRIVER"), phone("SWIFT_DRIVER"));
    let service = ServiceProcess::start(&[], None);
    let board = Board::open(&service).await;
    board.shows("inside", |inside| inside["people"] == 0);

    board.shows_arrival(&enters(&kotlin, &service, "+77010000001", 1), 1);
    board.shows_arrival(&enters(&swift, &service, "+77010000002", 2), 2);
    let terminal = Terminal { service: &service, home: tempfile::tempdir().unwrap() };
    board.shows_arrival(&terminal.enters("+77010000003", &iin(3)), 3);

    leaves(&kotlin);
    board.shows("inside", |inside| inside["people"] == 2);
    terminal.run(&["leave"], |_| Ok(()));
    board.shows("inside", |inside| inside["people"] == 1);
    leaves(&swift);
    board.shows("inside", |inside| inside["people"] == 0);
}
