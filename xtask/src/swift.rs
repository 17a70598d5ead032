//! Part `swift`: the package that a stranger depends on, what only Swift can say of it, the README's start as it is written,
//! and the stories driven from Swift.

mod package;
mod toolchain;

use std::{fs, path::PathBuf, process::Command};

pub(crate) use package::{lay_out, xcframework};
pub(crate) use toolchain::Toolchain;

use crate::{
    bindings::{self, Build},
    command::{self, error_at, root},
    foreign,
    test::Totals,
};

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
    let mut made = None;
    totals.attempt("the package for Swift", || {
        made = Some(programs(Build::Trials)?);
        Ok(true)
    });
    let Some((driver, start)) = made else { return };
    totals.attempt("the package for Swift is told of in the core's words", is_told);
    totals.attempt("the package for Swift has the same bytes when it is made again", same_bytes);
    totals.program("what only Swift can say", &mut tests(&toolchain, "test"), counted);
    foreign::stories("Swift", driver, Some(start), totals);
    // Now, for the parts after this one build the library without the calls that only tests make.
    foreign::together(totals);
}

/// The driver of the stories and the README's start, on the package with the calls that only tests make; as fast as they
/// are shipped, where the library is.
pub(crate) fn programs(build: Build) -> Result<(PathBuf, PathBuf), String> {
    let toolchain = Toolchain::open()?;
    lay_out(&bindings::library(build)?, &folder())?;
    let configuration = if build == Build::TrialsInRelease { "release" } else { "debug" };
    let made = |mut build: Command, program: PathBuf, name: &str| {
        if !command::works(build.args(["--configuration", configuration])) {
            return Err(format!("the {name} in Swift does not build"));
        }
        let line = format!("exec {} \"$@\"", toolchain.line(&program));
        foreign::script(&folder().join(format!("{name}-{configuration}")), &line)
    };
    let mut driver = tests(&toolchain, "build");
    driver.args(["--product", "Driver"]);
    let driver = made(driver, folder().join("build").join(configuration).join("Driver"), "driver")?;
    let (stranger, mut start) = (stranger()?, toolchain.command("swift"));
    start.args(["build", "--package-path"]).arg(&stranger);
    Ok((driver, made(start, stranger.join(".build").join(configuration).join("Start"), "start")?))
}

/// Where the tests and the app find the package, and where all are built: below the repository, for all see that.
pub(crate) fn folder() -> PathBuf {
    root().join("target/swift")
}

/// A command of SwiftPM on the tests' package.
fn tests(toolchain: &Toolchain, verb: &str) -> Command {
    let mut command = toolchain.command("swift");
    command.args([verb, "--package-path", "tests/foreign/swift", "--scratch-path", "target/swift/build"]);
    command
}

/// One test that passed or failed, where a line of XCTest's says so: `Test Case 'A.test_b' passed (0.1 seconds)`.
pub(crate) fn counted(line: &str) -> Option<(u64, u64)> {
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
    let text = fs::read_to_string(&source).map_err(error_at(&source))?;
    Ok(foreign::is_told(&text))
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
        .map_err(error_at(&stranger))?;
    Ok(stranger)
}
