//! Part `swift`: the package that a stranger depends on, what only Swift can say of it, the README's start as it is written,
//! and the stories driven from Swift.

mod package;
mod toolchain;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

pub(crate) use package::{lay_out, xcframework};
use toolchain::Toolchain;

use crate::{
    bindings::{self, Build},
    command::{self, root},
    test::Totals,
};

/// Sentences of the core's documentation that whoever writes Swift must see: of an object, a method, a field, an error.
const TOLD: [&str; 4] = [
    "A visitor is logged in on this phone.",
    "Enters the venue that was confirmed, waiting five seconds at the longest.",
    "The door code of this slot.",
    "The row stride is less than the width.",
];

/// What a stranger writes to depend on the package.
const STRANGER: &str = r#"// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "Stranger",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "../Ashyq")],
    targets: [.executableTarget(name: "Start", dependencies: ["Ashyq"])]
)
"#;

pub(crate) fn run(totals: &mut Totals) {
    let toolchain = match Toolchain::open() {
        Ok(toolchain) => toolchain,
        Err(why) => return totals.skip("Swift", &why),
    };
    let mut library = None;
    totals.check("the package for Swift", || {
        said(bindings::library(Build::Trials).and_then(|built| {
            lay_out(&built, &folder())?;
            library = Some(built);
            Ok(true)
        }))
    });
    let Some(library) = library else { return };
    totals.check("the package for Swift is told of in the core's words", || said(is_told()));
    totals.check("the package for Swift has the same bytes when it is made again", || said(same_bytes(&library)));
    totals.program("what only Swift can say", &mut tests(&toolchain, "test"), counted);
    totals.check("the README's start compiles in a stranger's package", || said(start(&toolchain)));
}

/// Where the tests' package finds the package, and where both are built: below the repository, for all see that.
fn folder() -> PathBuf {
    root().join("target/swift")
}

/// Makes the driver of the shared stories, for a bench as fast as it is shipped; gives back a program to start.
pub(crate) fn driver(build: Build) -> Result<PathBuf, String> {
    let toolchain = Toolchain::open()?;
    lay_out(&bindings::library(build)?, &folder())?;
    let configuration = if build == Build::TrialsInRelease { "release" } else { "debug" };
    let mut compile = tests(&toolchain, "build");
    if !command::works(compile.args(["--product", "Driver", "--configuration", configuration])) {
        return Err(String::from("the driver in Swift does not build"));
    }
    let script = folder().join(format!("driver-{configuration}"));
    toolchain.script(&script, &folder().join("build").join(configuration).join("Driver"))?;
    Ok(script)
}

/// A command of SwiftPM on the tests' package.
fn tests(toolchain: &Toolchain, verb: &str) -> Command {
    let mut command = toolchain.command("swift");
    command.args([verb, "--package-path", "tests/foreign/swift", "--scratch-path", "target/swift/build"]);
    command
}

/// One test that passed or failed, where a line of XCTest's says so: `Test Case 'A.test_b' passed (0.1 seconds)`.
fn counted(line: &str) -> Option<(u64, u64)> {
    let (_, outcome) = line.strip_prefix("Test Case '")?.split_once("' ")?;
    match outcome.split_whitespace().next()? {
        "passed" => Some((1, 0)),
        // What is skipped counts as failed: nothing here has a reason to be.
        "failed" | "skipped" => Some((0, 1)),
        _ => None,
    }
}

/// Looks for the documentation's sentences in the sources that a developer is shown.
fn is_told() -> Result<bool, String> {
    let source = folder().join("Ashyq/Sources/Ashyq/Ashyq.swift");
    let text = fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?;
    let missing: Vec<&str> = TOLD.into_iter().filter(|sentence| !text.contains(sentence)).collect();
    for sentence in &missing {
        println!("not in the sources: {sentence}");
    }
    Ok(missing.is_empty())
}

/// Makes the package a second time from nothing, and compares.
fn same_bytes(library: &Path) -> Result<bool, String> {
    let again = folder().join("again");
    let _ = fs::remove_dir_all(&again);
    let again = lay_out(library, &again)?;
    let mut diff = command::program("diff");
    // SwiftPM's own folder may lie in the one that is used.
    diff.args(["--recursive", "--brief", "--exclude=.build"]).arg(folder().join("Ashyq")).arg(again);
    Ok(command::works(&mut diff))
}

/// Builds the start of `bindings/README.md` as it is written.
fn start(toolchain: &Toolchain) -> Result<bool, String> {
    let readme = fs::read_to_string(root().join("bindings/README.md")).map_err(|error| error.to_string())?;
    let code = readme.split_once("```swift\n").and_then(|(_, rest)| rest.split_once("```"));
    let (code, _) = code.ok_or("bindings/README.md has no Swift to start with")?;
    let stranger = folder().join("Stranger");
    let sources = stranger.join("Sources/Start");
    fs::create_dir_all(&sources)
        .and_then(|()| fs::write(stranger.join("Package.swift"), STRANGER))
        .and_then(|()| fs::write(sources.join("main.swift"), code))
        .map_err(|error| format!("{}: {error}", stranger.display()))?;
    Ok(command::works(toolchain.command("swift").args(["build", "--package-path"]).arg(&stranger)))
}

/// Says why something could not be looked at.
fn said(outcome: Result<bool, String>) -> bool {
    outcome.unwrap_or_else(|why| {
        println!("{why}");
        false
    })
}
