//! The terminal's visitor: the program as it is shipped, on a desk of its own, beside the browser.

use std::{
    io::Write as _,
    process::{Child, Command, Stdio},
    time::Duration,
};

use ashyq_core::{phone::Phone, words::Language};
use ashyq_tests::process::program;
use serde_json::Value;

use super::{Site, eventually_within};

const PASSPHRASE: &str = "a passphrase of a test";

pub struct Terminal<'a> {
    site: &'a Site,
    language: Language,
    home: tempfile::TempDir,
}

impl<'a> Terminal<'a> {
    /// A visitor who has logged in and entered an IIN.
    pub fn of(site: &'a Site, language: Language, number: &str, iin: &str) -> Self {
        let terminal = Self { site, language, home: tempfile::tempdir().unwrap() };
        let mut child = terminal.start(&["log-in"]);
        let mut typed = child.stdin.take().unwrap();
        writeln!(typed, "{PASSPHRASE}\n{number}").unwrap();
        let phone = Phone::parse(number).unwrap();
        eventually_within(Duration::from_secs(30), "the SMS", || site.world.sms.log_in_code(&phone).is_some());
        writeln!(typed, "{}", site.world.sms.log_in_code(&phone).unwrap()).unwrap();
        drop(typed);
        Self::ends(child);
        terminal.run(&["iin"], &[iin]);
        terminal
    }

    fn start(&self, words: &[&str]) -> Child {
        let (service, root) = (format!("http://{}", self.site.address), self.site.world.root.0.to_string());
        let home = self.home.path();
        Command::new(program("ashyq"))
            .args(["--json", "--yes", "--profile", "phone", "--vault", "vault", "--service", &service, "--root", &root])
            .args(words)
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("LANG", format!("{}_KZ.UTF-8", self.language.code()))
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .current_dir(home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs a command and gives what it reports.
    pub fn run(&self, words: &[&str], lines: &[&str]) -> Value {
        let mut child = self.start(words);
        let typed: String = [PASSPHRASE].iter().chain(lines).flat_map(|line| [*line, "\n"]).collect();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        Self::ends(child)
    }

    fn ends(child: Child) -> Value {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said} {}", String::from_utf8_lossy(&output.stderr));
        said.lines().last().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default()
    }
}
