//! The demo as a newcomer runs it: twice in a row, with its port taken, with standard output not a terminal, and staying.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::{
    fs::File,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Output, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use ashyq_core::words::{Language, Word};
use ashyq_tests::process::program;

/// A demo keeps a core busy: beside another it would be measured against its time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

fn demo(arguments: &[&str]) -> Output {
    let started = Instant::now();
    let output =
        Command::new(program("ashyq")).arg("demo").args(arguments).env("COLORTERM", "truecolor").output().unwrap();
    assert!(started.elapsed() < Duration::from_secs(180), "the demo takes {:?}", started.elapsed());
    // Without the SMS: numbers and log-in codes stand in no log, not even the demo's.
    let said = String::from_utf8_lossy(&output.stderr);
    let said: Vec<&str> = said.lines().filter(|line| !line.starts_with("SMS to ")).collect();
    assert!(output.status.success(), "{}", said.join("\n"));
    output
}

/// What is said, as one line.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The way of the story, in order; of a sentence with a time in it, what stands before. What stands in tables may be broken.
const WAY: [Word; 21] = [
    Word::PhaseSubmitted,
    Word::OkedNotEligible,
    Word::NotABusinessNumber,
    Word::AssociationNeeded,
    Word::ThroughAssociation,
    Word::Queue,
    Word::PhaseChecked,
    Word::PhaseTest,
    Word::TestMeaning,
    Word::PhaseReady,
    Word::TriedRefusedRed,
    Word::TestWeekRuns,
    Word::ShiftIsFor,
    Word::PassFits,
    Word::PassSeen,
    Word::PassOldSlot,
    Word::IinNotTheSameTwice,
    Word::EntryByIinNoted,
    Word::Noted,
    Word::NotCheckedAskStaff,
    Word::ExitDwellLimit,
];

fn tells_the_whole_way(told: &str, language: Language) {
    let told = in_one_line(told);
    let mut rest = &*told;
    for word in WAY {
        let sentence = word.say(language).split('{').next().unwrap().trim();
        let at = rest.find(sentence).unwrap_or_else(|| panic!("{} is not told in its place", word.key()));
        rest = &rest[at + sentence.len()..];
    }
}

/// How many door codes stand on a phone and on a board.
fn on_phone_and_board(told: &str) -> usize {
    let on_phones = told.lines().filter_map(|line| Some(line.split_once("[  ")?.1.split_once("  ]")?.0));
    let is_on_a_board = |code: &str| told.lines().any(|line| line.contains('│') && line.contains(code));
    on_phones.filter(|code| is_on_a_board(&in_one_line(code))).count()
}

#[test]
fn the_demo_ends_well_twice_with_its_port_taken_and_writes_no_escape_codes() {
    let _alone = alone();
    // The port that it would like; taken by us, or by whatever else has it.
    let _taken = TcpListener::bind("127.0.0.1:8750");
    for language in [Language::Kk, Language::Ru] {
        let output = demo(&["--language", language.code()]);
        assert!(!output.stdout.contains(&0x1b), "escape codes where there is no terminal");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(told.lines().all(|line| line.chars().count() <= 80));
        tells_the_whole_way(&told, language);
        assert_eq!(on_phone_and_board(&told), 5, "two of practice, three of visitors");
    }
}

#[test]
fn what_is_kept_holds_secrets_in_the_transcript_and_the_phones_alone() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let output = demo(&["--language", "en", "--keep", folder.path().to_str().unwrap()]);
    let numbers: Vec<String> = String::from_utf8_lossy(&output.stderr)
        .lines()
        .filter_map(|line| Some(line.strip_prefix("SMS to +7")?.split(':').next()?.to_owned()))
        .collect();
    assert!(numbers.len() >= 5, "the console's SMS go to standard error");
    tells_the_whole_way(&String::from_utf8_lossy(&output.stdout), Language::En);
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

/// A demo that stays, with what it says in files.
struct Staying {
    child: Child,
    folder: tempfile::TempDir,
}

impl Staying {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| File::create(folder.path().join(name)).unwrap();
        let mut command = Command::new(program("ashyq"));
        command
            .args(["demo", "--stay", "--language", "en"])
            .stdin(Stdio::piped())
            .stdout(file("out"))
            .stderr(file("err"));
        Self { child: command.spawn().unwrap(), folder }
    }

    fn said(&self, where_: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(where_)).unwrap()
    }

    /// Waits for a line; what stands behind its beginning.
    fn says(&self, where_: &str, beginning: &str) -> String {
        let started = Instant::now();
        loop {
            let said = self.said(where_);
            if let Some(line) = said.lines().rev().find_map(|line| line.trim_start().strip_prefix(beginning)) {
                return line.to_owned();
            }
            assert!(started.elapsed() < Duration::from_secs(180), "{beginning}: {}", self.said("err"));
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

/// Runs a printed command as a second terminal's shell does, and types these lines; more when they are there.
fn runs(function: &str, line: &str, typed: &str, later: impl FnOnce() -> String) -> Output {
    let line = format!("{function}\n{line} --yes");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut shell = shell.spawn().unwrap();
    let mut input = shell.stdin.take().unwrap();
    input.write_all(typed.as_bytes()).unwrap();
    let _ = input.write_all(later().as_bytes());
    drop(input);
    shell.wait_with_output().unwrap()
}

impl Drop for Staying {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn status_of(link: &str) -> u16 {
    let (host, path) = link.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_demo_that_stays_has_a_link_for_every_chair_and_commands_that_work() {
    let _alone = alone();
    let mut demo = Staying::begin();
    let (number, other) = ("+77050000099", "000101900502");
    demo.says("out", "The number: ");
    let said = demo.said("out");
    let links: Vec<&str> =
        said.lines().map(str::trim).filter(|line| line.starts_with("http://") && line.contains("/en/")).collect();
    let ends = |end: &str| links.iter().filter(|link| link.ends_with(end)).count();
    assert_eq!(
        (links.len(), ends("/board"), ends("/association/apply"), ends("/office/venues")),
        (11, 1, 2, 1),
        "{links:?}"
    );
    for link in &links {
        for language in ["/kk/", "/ru/", "/en/"] {
            assert!(status_of(&link.replacen("/en/", language, 1)) < 400, "{link}");
        }
    }
    // The one-time passwords come where SMS come.
    demo.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    for office in ["Operator +77770000011: ", "Association +77770000021: ", "Association +77770000022: "] {
        let password = demo.says("err", office);
        assert!(password.len() == 6 && password.bytes().all(|byte| byte.is_ascii_digit()), "{password}");
    }
    // Every printed command, as it is printed.
    let commands: Vec<&str> = said.lines().map(str::trim).filter(|line| line.starts_with("ashyq")).collect();
    let (function, commands) = commands.split_first().unwrap();
    assert!(commands.len() >= 14, "{commands:?}");
    for command in commands {
        let typed = match *command {
            "ashyq iin" => "passphrase\n000101900364\n".to_owned(),
            "ashyq staff enter" | "ashyq staff leave" => format!("passphrase\n{other}\n{other}\n"),
            _ if command.starts_with("ashyq log-in") => format!("passphrase\n{number}\n"),
            _ => "passphrase\n".to_owned(),
        };
        let log_in_code = || {
            if !command.starts_with("ashyq log-in") {
                return String::new();
            }
            let sms = demo.says("err", &format!("SMS to {number}: "));
            format!("{}\n", sms.split(|sign: char| !sign.is_ascii_digit()).find(|word| word.len() == 6).unwrap())
        };
        let output = runs(function, command, &typed, log_in_code);
        let said = String::from_utf8_lossy(&output.stderr);
        if command.starts_with("ashyq staff check") {
            assert!(
                !output.status.success() && said.contains(Word::PassExpired.say(Language::En)),
                "{command}: {said}"
            );
        } else {
            assert!(output.status.success(), "{command}: {said}");
        }
    }
    let asked = Command::new("kill").args(["-INT", &demo.child.id().to_string()]).status().unwrap();
    assert!(asked.success() && demo.child.wait().unwrap().success());
}
