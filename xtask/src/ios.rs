//! Part `ios`: the app for iPhones as far as a machine without Apple's SDK goes. Its models are built on the package for Swift
//! and tested against the service as it is shipped; what is drawn and what talks to iOS is type-checked against stubs of Apple's
//! surface; what is declared to iOS and to the App Store is looked at.

mod forms;
pub(crate) mod icon;
mod privacy;
mod texts;
mod views;

use std::{path::PathBuf, process::Command};

use crate::{
    bindings::{self, Build},
    command::{self, root},
    kotlin,
    swift::{self, Toolchain, counted, folder, lay_out},
    test::Totals,
};

/// Where the app around the screens is.
const APP: &str = "ios/App";

/// Where SwiftPM builds the app.
const BUILT: &str = "target/swift/app";

/// `cargo xtask ios`: all that Xcode needs, where that is; `project`, what the project names and nobody keeps, is made anywhere.
pub(crate) fn ios(words: &[&str]) -> Result<(), String> {
    let project = || {
        let app = root().join(APP);
        texts::write(&app).and_then(|()| icon::write(&app))
    };
    match words {
        [] => project().and_then(|()| swift::xcframework()),
        ["project"] => project(),
        _ => Err(String::from("cargo xtask ios [project]")),
    }
}

/// Runs the part.
pub(crate) fn run(totals: &mut Totals) {
    totals.attempt("what the app for iPhones declares is whole", forms::are_whole);
    let toolchain = match Toolchain::open() {
        Ok(toolchain) => toolchain,
        Err(why) => return totals.skip("iOS", &why),
    };
    let mut service = None;
    totals.attempt("the models of the app for iPhones compile", || {
        let library = bindings::library(Build::Package)?;
        lay_out(&library, &folder())?;
        service = Some(library.with_file_name("ashyq-story-service"));
        Ok(command::works(app(&toolchain, "build").arg("--build-tests")))
    });
    if let Some(service) = service {
        totals.program("the models of the app for iPhones", &mut tests(&toolchain, service), counted);
        totals.attempt("the screens of the app for iPhones fit, against stubs and not the real SDK", || {
            views::fit(&toolchain, &root().join(BUILT).join("debug/Modules"))
        });
    }
}

/// What runs the models' tests, against a service that this program starts.
fn tests(toolchain: &Toolchain, service: PathBuf) -> Command {
    let mut tests = app(toolchain, "test");
    tests.arg("--skip-build").env("STORY_SERVICE", service);
    tests
}

/// A command of SwiftPM on the app's package.
fn app(toolchain: &Toolchain, verb: &str) -> Command {
    let mut command = toolchain.command("swift");
    command.args([verb, "--package-path", "ios", "--scratch-path", BUILT]);
    // Debian's library for observation asks for a name that nobody calls.
    command.args(["-Xlinker", "--allow-shlib-undefined"]);
    command
}

/// The sources in Swift below a folder.
fn sources(folder: &str) -> Result<Vec<PathBuf>, String> {
    let files = kotlin::files(&root().join(folder))?.into_iter();
    Ok(files.filter(|file| file.extension().is_some_and(|extension| extension == "swift")).collect())
}
