//! Part `android`, and `cargo xtask android`: the app compiled, run, drawn and packed from the project's own files, without
//! Gradle, SDK or emulator.

mod apk;
mod artifacts;
mod catalog;
mod compile;
mod dex;
mod gradle;
mod look;
mod maven;
mod pictures;
mod resolve;
mod resources;
mod sheet;
mod store;
mod tests;

use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

use artifacts::Artifacts;
use catalog::Catalog;
use compile::Compiler;
use resources::Resources;

use crate::{
    bindings::{self, Build},
    command::{self, error_at, root, target},
    kotlin::{class_path, java},
    test::Totals,
};

/// The app's name among apps.
const APP: &str = "kz.ashyq.app";
/// The first of its classes that Android starts.
const APP_CLASS: &str = "kz.ashyq.app.MainActivity";

/// `cargo xtask android [tests [FILTER] | package | store | pictures | lock]`.
pub(crate) fn android(words: &[&str]) -> Result<(), String> {
    let mut totals = Totals::default();
    match words {
        [] => run(&mut totals),
        ["tests"] => tests_named("", &mut totals),
        ["tests", filter] => tests_named(filter, &mut totals),
        ["package"] => packed(&mut totals),
        ["store"] => totals.attempt("Play's icon and feature graphics", store::draw),
        ["lock"] => return resolve::lock(),
        ["pictures"] => return pictures::see(),
        _ => {
            return Err(String::from(
                "`cargo xtask android` does all; there are `tests [FILTER]`, `package`, `store`, `pictures` and `lock`",
            ));
        }
    }
    totals.end()
}

/// Runs the part.
pub(crate) fn run(totals: &mut Totals) {
    if let Err(why) = Artifacts::fetch() {
        return totals.skip("Android", &why);
    }
    totals.attempt("Gradle's files name what is there", || {
        let faults = gradle::faults(&Catalog::read()?)?;
        for fault in &faults {
            println!("{fault}");
        }
        Ok(faults.is_empty())
    });
    tests_named("", totals);
    totals.attempt("every state of every screen looks as it was seen", pictures::are_as_seen);
    totals.attempt("Play's icon and feature graphics", store::draw);
    packed(totals);
}

/// Compiles the app and runs the tests whose names contain a word.
fn tests_named(filter: &str, totals: &mut Totals) {
    let mut command = None;
    totals.attempt("the app for Android compiles", || {
        let (artifacts, library) = (Artifacts::fetch()?, bindings::library(Build::Package)?);
        let resources = Resources::link(&artifacts, &Catalog::read()?, "test", &folder())?;
        let compiler = Compiler::new(&artifacts, &folder());
        compiler.modules(&library, &resources.classes())?;
        compiler.tests(&resources.classes())?;
        command = Some(tests::command(&artifacts, &compiler, &resources, &library, filter)?);
        Ok(true)
    });
    if let Some(mut command) = command {
        totals.program("the app for Android", &mut command, counted);
    }
}

/// Looks at what the app calls, and packs it.
fn packed(totals: &mut Totals) {
    totals.attempt("Android 8 has all that the app calls", || {
        let artifacts = Artifacts::fetch()?;
        oldest_has_all(&artifacts, &Compiler::new(&artifacts, &folder()))
    });
    totals.attempt("the app's package", || {
        let artifacts = Artifacts::fetch()?;
        apk::make(&artifacts, &Catalog::read()?, &Compiler::new(&artifacts, &folder())).map(|()| true)
    });
}

/// Whether the oldest Android has all that our own code calls; what it lacks is printed.
fn oldest_has_all(artifacts: &Artifacts, compiler: &Compiler<'_>) -> Result<bool, String> {
    let brought = [artifacts.jars("app-api"), artifacts.jars("app"), vec![compiler.stubs()]].concat();
    let mut calls = java("512m");
    calls.arg("-cp").arg(class_path(&artifacts.of("sniffer"))).arg(root().join("xtask/src/android/Calls.java"));
    calls.arg(artifacts.only("api")?).arg(class_path(&brought)).args(compiler.all());
    Ok(command::works(&mut calls))
}

/// Reads `7 passed, 2 failed`.
fn counted(line: &str) -> Option<(u64, u64)> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some((passed.parse().ok()?, failed.parse().ok()?))
}

/// Where all of it is made.
fn folder() -> PathBuf {
    target().join("android")
}

/// Runs a command that says much: what it says is shown where it fails.
fn said(command: &mut Command, why: &str) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{why}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(format!("{}\n{why}", String::from_utf8_lossy(&text)))
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn the_counts_of_the_apps_tests_are_read() {
        assert_eq!(counted("7 passed, 2 failed"), Some((7, 2)));
        assert_eq!(counted("ok a_code_is_read(kz.ashyq.app.ScanTest) (7 ms)"), None);
    }
}
