//! The terminal app as it is shipped: wrong input to every command, in three languages, answered with a sentence that names
//! what is wrong and the rule, by an exit code, and with nothing changed; and what only its pages say.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a story fails")]

use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use ashyq_core::words::{Language, Word};
use ashyq_tests::{
    desk, iin,
    process::{ServiceProcess, program},
};
use serde_json::Value;

const PASSPHRASE: &str = "a passphrase of a test";

/// A person's desk: a home of its own and one phone.
struct Desk {
    home: tempfile::TempDir,
    service: String,
    root: String,
}

impl Desk {
    /// A desk whose service nobody has started.
    fn alone() -> Self {
        // Nobody listens on the discard port.
        Self { home: tempfile::tempdir().unwrap(), service: "http://127.0.0.1:9".into(), root: "A".repeat(43) }
    }

    fn of(service: &ServiceProcess) -> Self {
        Self { service: service.address.clone(), root: service.root.0.to_string(), ..Self::alone() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Starts the program with these words and nothing else.
    fn start(&self, language: Language, words: &[&str]) -> Child {
        Command::new(program("ashyq"))
            .args(words)
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("LANG", format!("{}_KZ.UTF-8", language.code()))
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .current_dir(self.home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn run(&self, language: Language, words: &[&str], lines: &[&str]) -> Output {
        let mut child = self.start(language, words);
        let typed: String = lines.iter().flat_map(|line| [*line, "\n"]).collect();
        // A program that refuses its words reads nothing.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// The words of a command on this desk's phone.
    fn words<'a>(&'a self, words: &[&'a str]) -> Vec<&'a str> {
        let options =
            ["--json", "--profile", "phone", "--vault", "vault", "--service", &self.service, "--root", &self.root];
        options.into_iter().chain(words.iter().copied()).collect()
    }

    /// Runs a command on this desk's phone; the passphrase is typed first.
    fn phone(&self, language: Language, words: &[&str], lines: &[&str]) -> Answer {
        let lines: Vec<&str> = [PASSPHRASE].into_iter().chain(lines.iter().copied()).collect();
        Answer::of(&self.run(language, &self.words(words), &lines))
    }

    /// Logs in and enters an IIN.
    fn log_in(&self, service: &ServiceProcess, number: &str, iin: &str) {
        let mut child = self.start(Language::En, &self.words(&["log-in"]));
        let mut typed = child.stdin.take().unwrap();
        writeln!(typed, "{PASSPHRASE}\n{number}").unwrap();
        writeln!(typed, "{}", service.log_in_code(number)).unwrap();
        drop(typed);
        let answer = Answer::of(&child.wait_with_output().unwrap());
        assert_eq!(answer.json["logged_in"], true, "{answer:?}");
        let answer = self.phone(Language::En, &["iin"], &[iin]);
        assert!(answer.code == 0, "{answer:?}");
    }

    /// Everything in the home, by name and content.
    fn state(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.clone(), fs::read(path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }
}

/// What a command said.
#[derive(Debug)]
struct Answer {
    code: i32,
    json: Value,
    sentence: String,
}

impl Answer {
    fn of(output: &Output) -> Self {
        let text = String::from_utf8_lossy(&output.stdout);
        let json = text.lines().last().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
        let sentence = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Self { code: output.status.code().unwrap_or(-1), json, sentence }
    }
}

/// Refuses in all three languages in words of their own, by this exit code and key, naming these; changes nothing.
#[track_caller]
fn refused(desk: &Desk, words: &[&str], lines: &[&str], (code, key): (i32, &str), named: &[&str]) {
    let before = desk.state();
    let sentences = Language::ALL.map(|language| {
        let answer = Answer::of(&desk.run(language, words, lines));
        assert_eq!((answer.code, answer.json["refused"].as_str()), (code, Some(key)), "{words:?}: {answer:?}");
        assert_eq!(answer.json["sentence"].as_str(), Some(&*answer.sentence), "{words:?}: {answer:?}");
        for name in named {
            assert!(answer.sentence.contains(name), "{words:?} has to name {name}: {answer:?}");
        }
        assert!(!answer.sentence.contains('{'), "{words:?}: {answer:?}");
        answer.sentence
    });
    assert_eq!(sentences.iter().collect::<BTreeSet<_>>().len(), 3, "{words:?}: {sentences:?}");
    assert!(desk.state() == before, "{words:?} changed something");
}

/// Every command, as the help lists them.
// The commands of staff have a file of their own.
fn commands() -> Vec<String> {
    let output = Desk::alone().run(Language::En, &["--help"], &[]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let list = text.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let names: Vec<String> = names.filter(|name| !["help", "staff"].contains(name)).map(str::to_owned).collect();
    assert!(names.len() >= 11, "{names:?}");
    names
}

#[test]
fn every_command_names_what_it_does_not_know() {
    let desk = Desk::alone();
    refused(&desk, &["--json", "canary"], &[], (2, "usage"), &["log-in", "delete-my-data"]);
    refused(
        &desk,
        &["--json", "status", "--language", "canary"],
        &[],
        (2, "field_invalid"),
        &["--language", "kk, ru, en"],
    );
    for command in &commands() {
        let named = format!("ashyq {command}");
        for wrong in [&["--canary"][..], &["a.png", "900101300017"]] {
            let words: Vec<&str> = ["--json", command].into_iter().chain(wrong.iter().copied()).collect();
            refused(&desk, &words, &[], (2, "usage"), &[&named]);
        }
        for option in ["--profile", "--vault", "--service", "--root", "--language"] {
            let answer = Answer::of(&desk.run(Language::En, &["--json", command, option], &[]));
            assert!(answer.code == 2 && answer.sentence.contains(option), "{command} {option}: {answer:?}");
        }
    }
    refused(&desk, &["--json", "scan"], &[], (2, "usage"), &["<IMAGE|DIR>"]);
    refused(&desk, &["--json", "scan", "a.png", "--typed", "x"], &[], (2, "usage"), &["--typed", "[IMAGE|DIR]"]);
    refused(
        &desk,
        &["--json", "notices", "--agree", "x", "--object", "x"],
        &[],
        (2, "usage"),
        &["--agree", "--object"],
    );
}

#[test]
fn what_is_no_picture_is_named_with_its_rule() {
    let desk = Desk::alone();
    fs::create_dir(desk.path("empty")).unwrap();
    fs::write(desk.path("text.png"), "no picture").unwrap();
    fs::write(desk.path("large.png"), vec![0; (32 << 20) + 1]).unwrap();
    for (path, code, word, named) in [
        ("missing.png", 2, Word::FieldInvalid, "PNG"),
        ("missing", 2, Word::FieldInvalid, "missing"),
        ("empty", 2, Word::FieldInvalid, "PNG"),
        ("text.png", 1, Word::PictureUnreadable, ""),
        ("large.png", 1, Word::PictureTooLarge, ""),
    ] {
        refused(&desk, &["--json", "scan", path], &[], (code, word.key()), &[named]);
    }
}

#[test]
fn every_command_needs_a_phone_and_every_option_names_its_rule() {
    let desk = Desk::alone();
    fs::write(desk.path("file"), "a file").unwrap();
    fs::write(desk.path("large"), "x").unwrap();
    for command in commands().iter().filter(|command| *command != "demo") {
        let mut words = vec![command.as_str()];
        match command.as_str() {
            "scan" => words.extend(["--typed", "0000-0000"]),
            "staff" => words.push("roles"),
            _ => {}
        }
        let with = |options: &[&'static str]| -> Vec<&str> {
            ["--json", "--yes"].into_iter().chain(options.iter().copied()).chain(words.iter().copied()).collect()
        };
        let root = "--root";
        // The profile's folder is made by whoever opens a phone; everything else stays as it was.
        fs::create_dir_all(desk.path("phone")).unwrap();
        let field = (2, Word::FieldInvalid.key());
        refused(&desk, &with(&["--profile", "phone"]), &[], (2, "usage"), &["--service", root]);
        refused(&desk, &with(&["--profile", "file"]), &[], field, &["--profile", "profile.json"]);
        let (service, good) = ("https://ashyq.example", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        for bad in ["http://ashyq.example", "ashyq.example", "https://a b"] {
            let words = with(&["--profile", "phone", "--service", bad, root, good]);
            refused(&desk, &words, &[], field, &["--service", "https://"]);
        }
        for bad in ["x", "43", "АААААААААААААААААААААААААААААААААААААААААААА"]
        {
            let words = with(&["--profile", "phone", "--service", service, root, bad]);
            refused(&desk, &words, &[], field, &["--root", "43"]);
        }
        let words = with(&["--profile", "phone", "--service", service, root, good, "--vault", "vault"]);
        refused(&desk, &words, &[], (2, Word::FieldMissing.key()), &["--vault"]);
        let words = with(&["--profile", "phone", "--service", service, root, good, "--vault", "file"]);
        refused(&desk, &words, &[PASSPHRASE], (1, "terminal"), &["--vault"]);
    }
}

#[test]
fn every_command_of_a_session_asks_for_the_log_in() {
    let desk = Desk::alone();
    // The first run makes the phone's files, which stay the same from then on.
    desk.phone(Language::En, &["status"], &[]);
    for command in commands().iter().filter(|command| !["demo", "log-in"].contains(&command.as_str())) {
        let mut words = desk.words(&["--yes", command]);
        if command == "scan" {
            words.extend(["--typed", "0000-0000"]);
        }
        refused(&desk, &words, &[PASSPHRASE], (1, "terminal"), &["ashyq log-in"]);
    }
    refused(&desk, &desk.words(&["status"]), &["another passphrase"], (1, "terminal"), &["--vault"]);
}

/// Says which claim waits for the operator.
async fn claims(service: &ServiceProcess) -> Vec<Value> {
    let claims = desk::operate(service, "GET", "/v1/operator/claims", "").await;
    claims["claims"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_claim_is_answered_at_the_terminal_and_found_by_its_number() {
    let service = ServiceProcess::start(&[], None);
    for agree in [true, false] {
        let (holder, claimant) = (Desk::of(&service), Desk::of(&service));
        let seed = u64::from(agree) + 1;
        holder.log_in(&service, &format!("+7705000001{seed}"), &iin(seed));
        claimant.log_in(&service, &format!("+7705000002{seed}"), &iin(seed));
        let told = holder.phone(Language::En, &["notices"], &[]);
        let notice = told.json["notices"][0]["id"].as_str().unwrap_or_else(|| panic!("{told:?}")).to_owned();
        assert_eq!(told.json["notices"][0]["kind"], "iin_claimed");

        let option = if agree { "--agree" } else { "--object" };
        let wrong = holder.words(&["--yes", "notices", option, "canary"]);
        let answer = Answer::of(&holder.run(Language::Ru, &wrong, &[PASSPHRASE]));
        assert_eq!((answer.code, &answer.json["refused"]), (2, &"field_invalid".into()), "{answer:?}");
        assert!(answer.sentence.contains(option) && answer.sentence.contains("22"), "{answer:?}");
        // Where nobody can be asked, nothing is answered without a yes.
        let answer = holder.phone(Language::Kk, &["notices", option, &notice], &[]);
        assert!(answer.code == 2 && answer.sentence.contains("--yes"), "{answer:?}");

        let answer = holder.phone(Language::En, &["--yes", "notices", option, &notice], &[]);
        assert_eq!((answer.code, &answer.json["agree"]), (0, &agree.into()), "{answer:?}");
        let again = holder.phone(Language::En, &["--yes", "notices", option, &notice], &[]);
        assert_eq!((again.code, &again.json["refused"]), (1, &Word::NoticeAnswered.key().into()), "{again:?}");

        claimant.phone(Language::En, &["status"], &[]);
        let entering = claimant.words(&["--yes", "scan", "--typed", "0000-0000"]);
        let entering = Answer::of(&claimant.run(Language::En, &entering, &[PASSPHRASE]));
        if agree {
            assert_eq!(entering.json["refused"], Word::PosterUnknown.key(), "the IIN is the claimant's: {entering:?}");
            continue;
        }
        // The number that the claimant reads out is the one in the operator's list.
        let claims = claims(&service).await;
        let number = claims[0]["number"].as_str().unwrap();
        let plain: Vec<&str> = claimant.words(&["status"]).into_iter().filter(|word| *word != "--json").collect();
        let page = claimant.run(Language::En, &plain, &[PASSPHRASE]);
        let page = String::from_utf8_lossy(&page.stdout).into_owned();
        assert!(page.contains(number) && page.contains("operator"), "{page}");
        let path = format!("/v1/operator/claims/{}", claims[0]["claim"].as_str().unwrap());
        desk::operate(&service, "POST", &path, r#"{"allow":true}"#).await;
        let bound = claimant.phone(Language::En, &["status"], &[]);
        assert_eq!(bound.json["colour"], "blue", "{bound:?}");
    }
}

#[tokio::test]
async fn what_only_pages_say_is_said() {
    let mut service = ServiceProcess::start(&[], None);
    let poster = service.posters[0].clone();
    let phone = Desk::of(&service);
    phone.log_in(&service, "+77050000031", &iin(31));
    let wrong = |words: &[&str], lines: &[&str], word: Word| {
        let answer = phone.phone(Language::Kk, words, lines);
        assert_eq!((answer.code, &answer.json["refused"]), (1, &word.key().into()), "{answer:?}");
        assert!(!answer.sentence.is_empty());
    };
    wrong(&["iin"], &["4711"], Word::IinNotTwelveDigits);
    wrong(&["iin"], &["900101300018"], Word::IinCheckDigit);
    wrong(&["leave"], &[], Word::NotInside);
    wrong(&["scan", "--typed", "canary"], &[], Word::TypedCodeWrong);
    let answer = phone.phone(Language::En, &["iin"], &[]);
    assert_eq!((answer.code, &answer.json["refused"]), (2, &Word::FieldMissing.key().into()), "{answer:?}");

    // A code that was typed without the network is not verified, and the page says so.
    service.kill();
    let number = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.number.to_string();
    for language in Language::ALL {
        let words = phone.words(&["--yes", "scan", "--typed", &number]);
        let plain: Vec<&str> = words.into_iter().filter(|word| *word != "--json").collect();
        let output = phone.run(language, &plain, &[PASSPHRASE]);
        let page = String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        for word in [Word::PosterToBeChecked, Word::PosterUnverified] {
            assert!(page.contains(word.say(language)), "{page}");
        }
        assert_eq!(phone.phone(language, &["leave"], &[]).code, 0);
    }

    // A row that the disk has spoilt is counted and told; everything else goes on.
    service.start_again();
    spoil(&phone.path("phone/journal"));
    let plain: Vec<&str> = phone.words(&["status"]).into_iter().filter(|word| *word != "--json").collect();
    let output = phone.run(Language::Ru, &plain, &[PASSPHRASE]);
    let page = String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    let told = Word::JournalDamaged.say(Language::Ru).split("{count}").next().unwrap();
    assert!(output.status.success() && page.contains(told), "{page} {}", String::from_utf8_lossy(&output.stderr));
}

/// Spoils one row of a journal.
fn spoil(journal: &Path) {
    let file = fs::read_dir(journal).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3")));
    let database = rusqlite::Connection::open(file.unwrap()).unwrap();
    let table: String = database
        .query_row("select name from sqlite_master where type = 'table' and sql like '%sealed%'", [], |row| row.get(0))
        .unwrap();
    let spoilt = format!(
        "update {table} set sealed = zeroblob(64) where kind = 1 and id = (select min(id) from {table} where kind = 1)"
    );
    assert_eq!(database.execute(&spoilt, []).unwrap(), 1);
}
