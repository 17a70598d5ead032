//! The desktop's secure store, a real one: the Secret Service of gnome-keyring on a session bus of its own.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::process::Command;

use ashyq_tests::process::program;

fn said(command: &mut Command) -> String {
    let home = tempfile::tempdir().unwrap();
    // Nothing of the desktop that this may run on: neither its bus nor its keyring.
    let output = command
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn secrets_are_kept_and_forgotten_by_a_real_secret_service() {
    let unlock = "echo -n pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" vault";
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "sh", "-c", unlock]).arg(program("ashyq-story-phone"));
    assert!(said(&mut command).ends_with("kept and forgotten\n"));
}

#[test]
fn without_a_session_bus_there_is_no_store_and_nothing_falls_back() {
    let mut command = Command::new(program("ashyq-story-phone"));
    command.arg("vault").env("XDG_RUNTIME_DIR", "/nonexistent");
    assert_eq!(said(&mut command), "there is no secure store here\n");
}
