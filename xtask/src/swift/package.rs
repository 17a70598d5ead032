//! The Swift package that a stranger depends on, and the XCFramework that it needs on a Mac.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    bindings::{self, Build},
    command::{self, root},
};

/// Lays the package out of what is generated: C's header as a module of its own, the Swift file, the library. SwiftPM
/// knows a package by its folder's name.
pub(crate) fn lay_out(library: &Path, below: &Path) -> Result<PathBuf, String> {
    let (generated, package, ours) = (below.join("sources"), below.join("Ashyq"), root().join("bindings/swift"));
    bindings::sources("swift", library, &generated)?;
    let parts = [
        (ours.join("Package.swift"), "Package.swift"),
        (ours.join("module.modulemap"), "Sources/AshyqFFI/module.modulemap"),
        (generated.join("AshyqFFI.h"), "Sources/AshyqFFI/AshyqFFI.h"),
        (generated.join("Ashyq.swift"), "Sources/Ashyq/Ashyq.swift"),
        (library.to_owned(), "Libraries/libashyq.so"),
    ];
    for (from, to) in parts {
        copy(&from, &package.join(to))?;
    }
    Ok(package)
}

/// Copies what differs: SwiftPM compiles again whatever is newer.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |path: &Path, error| format!("{}: {error}", path.display());
    let new = fs::read(from).map_err(|error| failed(from, error))?;
    if fs::read(to).is_ok_and(|old| old == new) {
        return Ok(());
    }
    let parent = to.parent().map_or(Ok(()), fs::create_dir_all);
    parent.and_then(|()| fs::write(to, new)).map_err(|error| failed(to, error))
}

/// An iPhone, its simulator on a Mac, and the Mac itself for tests.
const APPLE: [&str; 3] = ["aarch64-apple-ios", "aarch64-apple-ios-sim", "aarch64-apple-darwin"];

/// `cargo xtask ios`: the XCFramework of the three, where Xcode is.
pub(crate) fn xcframework() -> Result<(), String> {
    if command::output(command::program("which").arg("xcodebuild")).is_none() {
        return Err(String::from("the XCFramework is made on a Mac: Xcode's xcodebuild is not here"));
    }
    let library = bindings::library(Build::Package)?;
    let package = lay_out(&library, &command::target().join("bindings/swift"))?;
    let headers = package.join("Headers");
    copy(&package.join("Sources/AshyqFFI/AshyqFFI.h"), &headers.join("AshyqFFI.h"))?;
    fs::write(headers.join("module.modulemap"), "module AshyqFFI {\n    header \"AshyqFFI.h\"\n    export *\n}\n")
        .map_err(|error| error.to_string())?;
    let made = package.join("AshyqFFI.xcframework");
    let _ = fs::remove_dir_all(&made);
    let mut bundle = command::program("xcodebuild");
    bundle.arg("-create-xcframework").arg("-output").arg(&made);
    for target in APPLE {
        let build =
            ["rustc", "--package", "ashyq-bindings", "--lib", "--crate-type", "staticlib", "--profile", "phone"];
        if !command::works(command::cargo().args(build).args(["--target", target])) {
            return Err(format!("no library for {target}; `rustup target add {target}` brings what it takes"));
        }
        let library = command::target().join(target).join("phone/libashyq.a");
        bundle.arg("-library").arg(library).arg("-headers").arg(&headers);
    }
    if command::works(&mut bundle) { Ok(()) } else { Err(String::from("xcodebuild made no XCFramework")) }
}
