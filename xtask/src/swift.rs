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
    command::{self, root},
    foreign::{self, Programs},
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

/// Lays the package out and makes the programs on it: as fast as it is shipped, where the library is.
pub(crate) fn programs(library: &Path) -> Result<Programs, String> {
    let toolchain = Toolchain::open()?;
    lay_out(library, &folder())?;
    let release = library.parent().is_some_and(|parent| parent.ends_with("release"));
    let configuration = if release { "release" } else { "debug" };
    let mut driver = tests(&toolchain, "build");
    driver.args(["--product", "Driver", "--configuration", configuration]);
    let mut start = toolchain.command("swift");
    start.args(["build", "--configuration", configuration, "--package-path"]).arg(stranger()?);
    let made = |mut build: Command, program: PathBuf, name: &str| {
        if !command::works(&mut build) {
            return Err(format!("the {name} in Swift does not build"));
        }
        foreign::script(&folder().join(name), &format!("exec {} \"$@\"", toolchain.line(&program)))
    };
    Ok(Programs {
        driver: made(driver, folder().join("build").join(configuration).join("Driver"), "driver")?,
        start: made(start, folder().join("Stranger/.build").join(configuration).join("Start"), "start")?,
    })
}

/// What only Swift can say, once the programs are made.
pub(crate) fn native(totals: &mut Totals) {
    let Ok(toolchain) = Toolchain::open() else { return };
    totals.check("the package for Swift is told of in the core's words", || said(is_told()));
    totals.check("the package for Swift has the same bytes when it is made again", || said(same_bytes()));
    totals.program("what only Swift can say", &mut tests(&toolchain, "test"), counted);
}

/// Where the tests' package finds the package, and where both are built: below the repository, for all see that.
fn folder() -> PathBuf {
    root().join("target/swift")
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
fn same_bytes() -> Result<bool, String> {
    let (package, again) = (folder().join("Ashyq"), folder().join("again"));
    let _ = fs::remove_dir_all(&again);
    let again = lay_out(&package.join("Libraries/libashyq.so"), &again)?;
    // SwiftPM's own folder may lie in the one that is used.
    let diff = ["--recursive", "--brief", "--exclude=.build"];
    Ok(command::works(command::program("diff").args(diff).arg(package).arg(again)))
}

/// A stranger's package, whose program is the README's start as it is written.
fn stranger() -> Result<PathBuf, String> {
    let stranger = folder().join("Stranger");
    let sources = stranger.join("Sources/Start");
    let start = foreign::block_of_readme("swift")?;
    fs::create_dir_all(&sources)
        .and_then(|()| fs::write(stranger.join("Package.swift"), STRANGER))
        .and_then(|()| fs::write(sources.join("main.swift"), start))
        .map_err(|error| format!("{}: {error}", stranger.display()))?;
    Ok(stranger)
}

/// Says why something could not be looked at.
fn said(outcome: Result<bool, String>) -> bool {
    outcome.unwrap_or_else(|why| {
        println!("{why}");
        false
    })
}
