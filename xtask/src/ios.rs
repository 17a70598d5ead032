//! Part `ios`: the app for iPhones as far as a machine without Apple's SDK goes. Its models are built on the package for Swift
//! and tested against the service as it is shipped.

use std::{path::PathBuf, process::Command};

use crate::{
    bindings::{self, Build},
    command,
    swift::{Toolchain, counted, folder, lay_out},
    test::Totals,
};

/// Runs the part.
pub(crate) fn run(totals: &mut Totals) {
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
    command.args([verb, "--package-path", "ios", "--scratch-path", "target/swift/app"]);
    // Debian's library for observation asks for a name that nobody calls.
    command.args(["-Xlinker", "--allow-shlib-undefined"]);
    command
}
