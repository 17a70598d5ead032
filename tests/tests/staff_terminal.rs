//! Staff at the shipped terminal app: over a real socket, then with the service gone.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use ashyq_core::client::DoorScreen;
use ashyq_tests::{
    desk, iin,
    process::{ServiceProcess, program},
};
use qrcodegen::{QrCode, QrCodeEcc};
use serde_json::{Value, json};

const PASSPHRASE: &str = "a passphrase of a test";
const NUMBER: &str = ashyq_tests::process::STAFF;

/// A phone of the terminal app: a folder.
struct Terminal {
    folder: tempfile::TempDir,
    address: String,
    root: String,
}

impl Terminal {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program("ashyq"));
        let file = |name: &str| self.folder.path().join(name);
        command.args(arguments).args(["--json", "--language", "en", "--service", &self.address, "--root", &self.root]);
        command.arg("--profile").arg(file("profile")).arg("--vault").arg(file("vault"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command with these lines after the passphrase; its exit code and its one object.
    fn run(&self, arguments: &[&str], lines: &[&str]) -> (i32, Value) {
        let mut child = self.command(arguments).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{PASSPHRASE}").unwrap();
        for line in lines {
            writeln!(input, "{line}").unwrap();
        }
        drop(input);
        said(&child.wait_with_output().unwrap())
    }

    fn log_in(&self, service: &ServiceProcess) {
        let mut child = self.command(&["log-in"]).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{PASSPHRASE}\n{NUMBER}").unwrap();
        writeln!(input, "{}", service.log_in_code(NUMBER)).unwrap();
        drop(input);
        assert_eq!(said(&child.wait_with_output().unwrap()).0, 0);
    }

    fn picture(&self, name: &str, text: &str) -> PathBuf {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let side = u32::try_from(code.size() + 8).unwrap() * 6;
        let module = |at: u32| i32::try_from(at / 6).unwrap() - 4;
        let dark = |x: u32, y: u32| code.get_module(module(x), module(y));
        let picture = image::GrayImage::from_fn(side, side, |x, y| image::Luma([if dark(x, y) { 30 } else { 225 }]));
        let path = self.folder.path().join(name);
        picture.save(&path).unwrap();
        path
    }

    fn check(&self, picture: &Path) -> (i32, Value) {
        self.run(&["staff", "check", picture.to_str().unwrap()], &[])
    }
}

fn said(output: &Output) -> (i32, Value) {
    let errors = String::from_utf8_lossy(&output.stderr);
    let object = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{errors}"));
    (output.status.code().unwrap(), object)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_staff_works_at_the_terminal_and_checks_a_pass_with_the_service_gone() {
    let mut service = ServiceProcess::start(&[], None);
    let poster = service.posters[0].clone();
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal { folder, address: service.address.clone(), root: service.root.0.to_string() };
    terminal.log_in(&service);
    let (code, none) = terminal.run(&["staff", "accept", "AAAAAAAAAAAAAAAAAAAAAA", "--yes"], &[]);
    assert_eq!((code, &none["refused"]), (1, &json!("role_gone")));
    let (code, roles) = terminal.run(&["staff", "roles"], &[]);
    assert_eq!((code, &roles["roles"][0]["accepted"], &roles["shift"]), (0, &json!(false), &Value::Null));
    assert_eq!(terminal.run(&["staff", "enter"], &[&iin(1), &iin(1)]).1["refused"], "shift_not_open");
    assert_eq!(terminal.run(&["staff", "accept", "--yes"], &[]).1["accept"], true);
    let (code, none) = terminal.run(&["staff", "accept", "--yes"], &[]);
    assert_eq!((code, &none["refused"]), (1, &json!("terminal")), "no other role waits for an answer");
    let (code, opened) = terminal.run(&["staff", "shift", "open"], &[]);
    assert_eq!((code, &opened["shift"]["venue"]), (0, &json!("Дүкен Алма")));

    let (code, entered) = terminal.run(&["staff", "enter"], &[&iin(1), &iin(1)]);
    assert_eq!((code, &entered["colour"], &entered["admitted"]), (0, &json!("blue"), &json!(true)));
    let mut keys: Vec<&String> = entered.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["admitted", "at", "colour", "command", "entrance", "test", "venue", "visit"]);
    for (lines, refused) in [
        ([iin(1), iin(2)], "iin_not_the_same_twice"),
        (["90010130001".into(), iin(1)], "iin_not_twelve_digits"),
        (["900101300018".into(), "900101300018".into()], "iin_check_digit"),
    ] {
        let (code, object) = terminal.run(&["staff", "enter"], &[&lines[0], &lines[1]]);
        assert_eq!((code, &object["refused"]), (1, &json!(refused)));
    }
    assert_eq!(terminal.run(&["staff", "enter", "--entrance", "2"], &[&iin(1), &iin(1)]).0, 2, "it has one entrance");
    assert_eq!(terminal.run(&["staff", "leave"], &[&iin(1), &iin(1)]).1["noted"], true);

    let visitor = tempfile::tempdir().unwrap();
    let session = desk::log_in(visitor.path(), &service, "+77059000002", &iin(2)).await;
    let confirmed = session.confirm(&poster).await.unwrap();
    session.enter(&confirmed).await.unwrap();
    service.kill();

    // The visitor's screen as it is now: a busy machine takes longer than a slot.
    let pass = |name: &str| {
        let DoorScreen::Decided(decided) = session.door() else { panic!("no decision") };
        terminal.picture(name, &decided.pass)
    };
    let (code, checked) = terminal.check(&pass("pass.png"));
    assert_eq!(
        (code, &checked["checked"]["colour"], &checked["checked"]["admitted"]),
        (0, &json!("blue"), &json!(true))
    );
    let (code, again) = terminal.check(&pass("again.png"));
    assert_eq!((code, &again["refused"], &again["first"]), (1, &json!("pass_seen"), &checked["checked"]));
    for (name, text, refused) in [
        ("poster.png", &*poster, "seen_poster_not_pass"),
        ("wifi.png", "WIFI:S:guest;;", "seen_not_pass"),
        ("forged.png", "ASHYQ-PASS:AAAA", "pass_forged"),
    ] {
        let (code, object) = terminal.check(&terminal.picture(name, text));
        assert_eq!((code, &object["refused"]), (1, &json!(refused)), "{name}");
    }
    assert_eq!(terminal.run(&["staff", "enter"], &[&iin(1), &iin(1)]).0, 3, "an entry by IIN needs the network");
    let (code, closed) = terminal.run(&["staff", "shift", "close"], &[]);
    assert_eq!((code, &closed["told"]), (0, &json!(false)));
    assert_eq!(terminal.check(&terminal.picture("late.png", "ASHYQ-PASS:AAAA")).1["refused"], "shift_not_open");
    service.start_again();
    assert_eq!(terminal.run(&["staff", "roles"], &[]).1["shift"], Value::Null, "what was closed stays closed");
}
