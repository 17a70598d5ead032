//! `cargo xtask bindings [LANGUAGE…]`: the core as a package of each language, below `target/bindings`. Nothing of it is
//! committed: the library and what is generated from it belong together.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    command::{self, cargo, error_at, target},
    kotlin, swift,
};

/// The languages, as they are named on the command line.
pub(crate) const LANGUAGES: [&str; 3] = ["kotlin", "swift", "python"];

/// The library's name here.
pub(crate) const LIBRARY: &str = if cfg!(target_os = "macos") { "libashyq.dylib" } else { "libashyq.so" };

/// What a package is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// To be depended on.
    Package,
    /// For the languages' own tests: with the calls that only these make.
    Trials,
    /// The same, as fast as it is shipped; after [`Build::Trials`], which brings the generator.
    TrialsInRelease,
}

/// Makes the named packages, or all.
pub(crate) fn run(words: &[&str]) -> Result<(), String> {
    if let Some(unknown) = words.iter().find(|word| !LANGUAGES.contains(word)) {
        return Err(format!("there is no language {unknown:?}: there are kotlin, swift and python"));
    }
    let library = library(Build::Package)?;
    for language in LANGUAGES.iter().filter(|language| words.is_empty() || words.contains(language)) {
        let folder = package(language, &library, &target().join("bindings"))?;
        println!("{language}: {}", folder.display());
    }
    Ok(())
}

/// Builds the library, with its names in it: they are what sources are generated from.
pub(crate) fn library(build: Build) -> Result<PathBuf, String> {
    let arguments: &[&str] = match build {
        // All programs and the library in one go: alone, each would have its dependencies built anew for other features.
        Build::Package => &["--workspace"],
        Build::Trials => &["--workspace", "--features", "ashyq-bindings/trials"],
        Build::TrialsInRelease => &["--release", "--package", "ashyq-bindings", "--features", "ashyq-bindings/trials"],
    };
    if !command::works(cargo().args(["build", "--quiet"]).args(arguments)) {
        return Err(String::from("the bindings' library does not build"));
    }
    let profile = if build == Build::TrialsInRelease { "release" } else { "debug" };
    Ok(target().join(profile).join(LIBRARY))
}

/// Lays out one language's package below a folder, which is made anew.
pub(crate) fn package(language: &str, library: &Path, below: &Path) -> Result<PathBuf, String> {
    let folder = below.join(language);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(error_at(&folder))?;
    match language {
        "kotlin" => kotlin::package(library, &folder)?,
        "swift" => drop(swift::lay_out(library, &folder)?),
        _ => python(library, &folder)?,
    }
    Ok(folder)
}

/// Generates a language's sources from a library that has its names; the generator was built along with it.
pub(crate) fn sources(language: &str, library: &Path, folder: &Path) -> Result<(), String> {
    let mut command = command::program(target().join("debug/ashyq-bindgen"));
    command.arg(library).arg(language).arg(folder);
    if command::works(&mut command) { Ok(()) } else { Err(format!("{language} could not be generated")) }
}

/// A module that stands anywhere on Python's path: its source with the library beside it.
fn python(library: &Path, folder: &Path) -> Result<(), String> {
    sources("python", library, folder)?;
    copy(library, folder)
}

/// Copies a file into a folder under its own name.
pub(crate) fn copy(file: &Path, folder: &Path) -> Result<(), String> {
    let copied = file.file_name().map(|name| fs::copy(file, folder.join(name)));
    copied
        .is_some_and(|copied| copied.is_ok())
        .then_some(())
        .ok_or_else(|| format!("{} cannot be copied", file.display()))
}
