//! Part `kotlin`: the packages for the JVM and for Android, what only Kotlin can say of them, and the stories driven from it.

mod package;
mod toolchain;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use toolchain::{Toolchain, class_path, files};

use crate::{
    bindings::{self, Build},
    command::{self, root},
    test::Totals,
};

/// Sentences of the core's documentation that whoever writes Kotlin must see: of an object, a method, a field, an error.
const TOLD: [&str; 4] = [
    "A visitor is logged in on this phone.",
    "Enters the venue that was confirmed, waiting five seconds at the longest.",
    "The door code of this slot.",
    "The row stride is less than the width.",
];

/// Lays out both packages in a folder: `maven` for the JVM, `android` for the library module.
pub(crate) fn package(library: &Path, folder: &Path) -> Result<(), String> {
    let toolchain = Toolchain::find()?;
    let work = work(folder);
    for language in ["kotlin", "android"] {
        bindings::sources(language, library, &work.join(language))?;
    }
    package::jvm(&toolchain, (&work.join("kotlin"), library), &work, folder)?;
    package::android(&work.join("android"), &folder.join("android"))
}

/// What is kept of a package's making, so that nothing is compiled twice; the package itself is laid out anew each time.
fn work(folder: &Path) -> PathBuf {
    folder.with_extension("work")
}

/// The package with the calls that only tests make, and what was compiled against it.
struct Tests {
    toolchain: Toolchain,
    library: PathBuf,
    folder: PathBuf,
}

impl Tests {
    fn make(toolchain: Toolchain, build: Build) -> Result<Self, String> {
        let library = bindings::library(build)?;
        let folder = bindings::package("kotlin", &library, &bindings::target().join("trials"))?;
        let tests = Self { toolchain, library, folder };
        let sources = tests.work().join("start");
        let start = start(&fs::read_to_string(root().join("bindings/README.md")).map_err(|error| error.to_string())?)?;
        fs::create_dir_all(&sources)
            .and_then(|()| fs::write(sources.join("Start.kt"), start))
            .map_err(|error| format!("{}: {error}", sources.display()))?;
        let own = root().join("tests/foreign/kotlin");
        let sources = [files(&own.join("driver"))?, files(&own.join("suite"))?, files(&sources)?].concat();
        let libraries = [vec![package::classes(&tests.work())], tests.toolchain.app()?, tests.toolchain.tests()?];
        tests.toolchain.compile("tests", &sources, &libraries.concat(), &tests.classes())?;
        Ok(tests)
    }

    fn work(&self) -> PathBuf {
        work(&self.folder)
    }

    fn classes(&self) -> PathBuf {
        self.work().join("tests")
    }

    /// A Java with everything on its class path: the package as its jar, as whoever depends on it has it.
    fn java(&self) -> Result<Vec<String>, String> {
        let parts = [vec![self.classes(), package::jar(&self.folder)], self.toolchain.app()?, self.toolchain.tests()?];
        let java = ["java", "-XX:+UseSerialGC", "-Xmx512m", "-Dfile.encoding=UTF-8", "-cp"].map(str::to_owned);
        Ok([&java[..], &[class_path(&parts.concat())]].concat())
    }

    /// Makes the package a second time from nothing, and compares.
    fn same_bytes(&self) -> Result<bool, String> {
        let again = self.folder.with_file_name("kotlin-again");
        for folder in [&again, &work(&again)] {
            let _ = fs::remove_dir_all(folder);
        }
        package(&self.library, &again)?;
        let (one, other) = (files(&self.folder)?, files(&again)?);
        let names = |folder: &Path, files: &[PathBuf]| -> Vec<PathBuf> {
            files.iter().filter_map(|file| file.strip_prefix(folder).map(PathBuf::from).ok()).collect()
        };
        let same = one.iter().zip(&other).all(|(one, other)| {
            let same = matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other);
            if !same {
                println!("differs: {}", other.display());
            }
            same
        });
        Ok(same && names(&self.folder, &one) == names(&again, &other))
    }

    /// Compiles the sources for Android with as much of Android as they name.
    fn android(&self) -> Result<bool, String> {
        let stubs = root().join("tests/foreign/kotlin/android");
        let sources = [files(&self.folder.join("android/src/main/kotlin"))?, files(&stubs)?].concat();
        let cleaner =
            sources.iter().any(|file| fs::read_to_string(file).is_ok_and(|text| text.contains("SystemCleaner.c")));
        let classes = self.work().join("android-classes");
        self.toolchain.compile("android", &sources, &self.toolchain.app()?, &classes)?;
        Ok(cleaner)
    }

    /// Looks for the documentation's sentences in the sources that a developer is shown.
    fn is_told(&self) -> Result<bool, String> {
        let mut text = String::new();
        for file in files(&self.work().join("kotlin"))? {
            text += &fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        }
        let missing: Vec<&str> = TOLD.into_iter().filter(|sentence| !text.contains(sentence)).collect();
        for sentence in &missing {
            println!("not in the sources: {sentence}");
        }
        Ok(missing.is_empty())
    }

    fn junit(&self) -> Result<Command, String> {
        let words = self.java()?;
        let mut command = command::program(&words[0]);
        command
            .args(&words[1..])
            .args(["org.junit.platform.console.ConsoleLauncher", "execute", "--fail-if-no-tests"])
            .args(["--disable-banner", "--disable-ansi-colors", "--details-theme=ascii"])
            .arg(format!("--scan-class-path={}", self.classes().display()));
        Ok(command)
    }
}

/// The ten lines that the README starts with.
fn start(readme: &str) -> Result<String, String> {
    let code = readme.split_once("```kotlin\n").and_then(|(_, rest)| rest.split_once("```"));
    code.map(|(code, _)| code.to_owned()).ok_or_else(|| String::from("bindings/README.md has no Kotlin to start with"))
}

/// How many tests passed or failed, where a line of JUnit's console says so: `[        27 tests successful      ]`.
fn counted(line: &str) -> Option<(u64, u64)> {
    let words: Vec<&str> = line.trim().strip_prefix('[')?.strip_suffix(']')?.split_whitespace().collect();
    match words.as_slice() {
        [number, "tests", "successful"] => Some((number.parse().ok()?, 0)),
        // What is skipped or given up counts as failed: nothing here has a reason to be.
        [number, "tests", "failed" | "aborted" | "skipped"] => Some((0, number.parse().ok()?)),
        _ => None,
    }
}

/// Says why something could not be looked at.
fn said(outcome: Result<bool, String>) -> bool {
    outcome.unwrap_or_else(|why| {
        println!("{why}");
        false
    })
}

pub(crate) fn run(totals: &mut Totals) {
    let toolchain = match Toolchain::find() {
        Ok(toolchain) => toolchain,
        Err(why) => return totals.skip("Kotlin", &why),
    };
    let mut made = None;
    totals.check("the package for Kotlin", || {
        said(Tests::make(toolchain, Build::Trials).map(|tests| made = Some(tests)).map(|()| true))
    });
    let Some(tests) = made else { return };
    totals.check("the package for Kotlin is told of in the core's words", || said(tests.is_told()));
    totals.check("the package for Kotlin has the same bytes when it is made again", || said(tests.same_bytes()));
    totals.check("the sources for Android compile", || said(tests.android()));
    match tests.junit() {
        Ok(mut junit) => totals.program("what only Kotlin can say", &mut junit, counted),
        Err(why) => totals.check("what only Kotlin can say", || said(Err(why))),
    }
}
