//! `cargo xtask test`: the parts, and the totals over all of them.

use std::{path::PathBuf, process::Command, time::Instant};

use crate::{android, browser, command, foreign, ios, kotlin, phones, rust, service, swift};

/// A part: its name, and what runs it.
type Part = (&'static str, fn(&mut Totals));

/// The parts in their order.
const PARTS: [Part; 9] = [
    ("rust", rust::run),
    ("service", service::run),
    ("browser", browser::run),
    ("python", foreign::run),
    ("kotlin", kotlin::run),
    ("swift", swift::run),
    ("phones", phones::run),
    ("android", android::run),
    ("ios", ios::run),
];

/// How many of a failed check's last lines are told again at the end.
const KEPT_LINES: usize = 120;

/// What happened so far.
#[derive(Default)]
pub(crate) struct Totals {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// What failed, and the last lines that it printed.
    failures: Vec<(String, Vec<String>)>,
    skips: Vec<String>,
    /// The last lines of the check that runs.
    lines: Vec<String>,
    /// The drivers of the shared stories, by language.
    pub(crate) drivers: Vec<(String, PathBuf)>,
}

impl Totals {
    /// Runs one check that passes or fails as a whole.
    pub(crate) fn check(&mut self, name: &str, works: impl FnOnce() -> bool) {
        self.judge(name, |_| works());
    }

    /// Runs one check that may not come to an end, and says why.
    pub(crate) fn attempt(&mut self, name: &str, works: impl FnOnce() -> Result<bool, String>) {
        self.judge(name, |totals| {
            works().unwrap_or_else(|why| {
                println!("{why}");
                totals.lines.push(why);
                false
            })
        });
    }

    /// Runs `cargo test` and counts its tests; a run that says nothing of tests fails.
    pub(crate) fn cargo_test(&mut self, name: &str, arguments: &[&str]) {
        self.cargo_test_with(name, arguments, &[]);
    }

    /// The same with variables of the environment.
    pub(crate) fn cargo_test_with(&mut self, name: &str, arguments: &[&str], variables: &[(&str, PathBuf)]) {
        self.judge(name, |totals| {
            let before = totals.passed + totals.failed;
            let mut command = command::cargo();
            command
                .args(["test", "--quiet", "--no-fail-fast"])
                .args(arguments)
                .envs(variables.iter().map(|(name, value)| (name, value)));
            let worked = command::watch(&mut command, |line| {
                totals.count(line);
                totals.keep(line);
            });
            worked && totals.passed + totals.failed > before
        });
    }

    /// Runs a program that counts its tests itself, in lines that `counts` reads as passed and failed; one that says nothing fails.
    pub(crate) fn program(&mut self, name: &str, command: &mut Command, counts: fn(&str) -> Option<(u64, u64)>) {
        self.judge(name, |totals| {
            let before = totals.passed + totals.failed;
            let worked = command::watch(command, |line| {
                let (passed, failed) = counts(line).unwrap_or_default();
                totals.passed += passed;
                totals.failed += failed;
                totals.keep(line);
            });
            worked && totals.passed + totals.failed > before
        });
    }

    /// Names a check that was left out, and why. Where everything must run, that is a failure.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        if std::env::var_os("CI").is_some() {
            self.failed += 1;
            self.failures.push((format!("{name}: cannot be skipped here: {why}"), Vec::new()));
        } else {
            self.skipped += 1;
            self.skips.push(format!("{name}: {why}"));
        }
    }

    /// Says what was left out and what failed, and the sum, as the last line.
    pub(crate) fn end(&self) -> Result<(), String> {
        for skip in &self.skips {
            println!("skipped: {skip}");
        }
        for (failure, lines) in &self.failures {
            println!("\nfailed: {failure}");
            for line in lines {
                println!("  {line}");
            }
        }
        println!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped);
        if self.failed == 0 && self.passed > 0 { Ok(()) } else { Err(String::from("not everything passed")) }
    }

    fn judge(&mut self, name: &str, works: impl FnOnce(&mut Self) -> bool) {
        println!("\n== {name}");
        let (started, failed_before, passed_before) = (Instant::now(), self.failed, self.passed);
        self.lines.clear();
        let worked = works(self);
        let seconds = started.elapsed().as_secs();
        println!("== {name}: {} ({seconds} s)", if worked { "ok" } else { "FAILED" });
        if !worked {
            self.failures.push((name.to_owned(), std::mem::take(&mut self.lines)));
            // Its failed tests are counted already, where it came as far as running them.
            self.failed += u64::from(self.failed == failed_before);
        } else if self.passed == passed_before {
            self.passed += 1;
        }
    }

    /// Keeps a line for the end, where it is looked for when the check fails, unless it only says that something passed.
    fn keep(&mut self, line: &str) {
        let is_quiet = line.trim_matches(['.', 'i']).trim().is_empty()
            || line.starts_with("running ")
            || line.starts_with("test result: ok");
        if is_quiet {
            return;
        }
        if self.lines.len() == KEPT_LINES {
            self.lines.remove(0);
        }
        self.lines.push(line.to_owned());
    }

    /// Counts a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    fn count(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let (Some(number), Some(what)) = (words.next().and_then(|word| word.parse::<u64>().ok()), words.next())
            else {
                continue;
            };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                _ => {}
            }
        }
    }
}

/// Runs the named parts, or all.
pub(crate) fn run(parts: &[&str]) -> Result<(), String> {
    let names = PARTS.map(|(name, _)| name);
    if let Some(unknown) = parts.iter().find(|part| !names.contains(part)) {
        return Err(format!("there is no part {unknown:?}: the parts are {}", names.join(", ")));
    }
    let wanted = |part| parts.is_empty() || parts.contains(&part);
    let started = Instant::now();
    let mut totals = Totals::default();
    for (_, run) in PARTS.iter().filter(|(name, _)| wanted(name)) {
        run(&mut totals);
    }
    println!("\nafter {} s", started.elapsed().as_secs());
    totals.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_not_pushed_out_by_what_passed() {
        let mut totals = Totals::default();
        totals.keep("---- a_test stdout ----");
        for _ in 0..KEPT_LINES {
            for line in ["", "running 3 tests", "...", ".i.", "test result: ok. 2 passed"] {
                totals.keep(line);
            }
        }
        assert_eq!(totals.lines, ["---- a_test stdout ----"]);
        (0..=KEPT_LINES).for_each(|at| totals.keep(&format!("line {at}")));
        assert_eq!((totals.lines.len(), totals.lines[0].as_str()), (KEPT_LINES, "line 1"));
    }
}
