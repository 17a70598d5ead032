//! Part `kotlin`: the packages for the JVM and for Android, what only Kotlin can say of them, and the stories driven from it.

mod package;
mod toolchain;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use toolchain::Toolchain;
pub(crate) use toolchain::{class_path, empty, files, fingerprint, java, kotlinc, pack, version_of, where_changed};

use crate::{
    bindings::{self, Build},
    command::{self, error_at, root},
    foreign,
    test::Totals,
};

const DRIVER: &str = "kz.ashyq.driver.DriverKt";

/// A Java whose own memory stays as it is, so that what grows is the library: a small heap that is all there from the start,
/// from which what JNA holds for forgotten calls is soon let go of, and no compiling for hours of work.
const STEADY: [&str; 6] =
    ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+AlwaysPreTouch", "-Xms64m", "-Xmx64m", "-Xmn8m"];

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

/// A package with what was compiled against it: the driver of the stories, the README's start, and what only Kotlin can say.
pub(crate) struct Programs {
    toolchain: Toolchain,
    folder: PathBuf,
}

impl Programs {
    /// Compiles what speaks to the package in a folder.
    pub(crate) fn make(folder: &Path, start: &str) -> Result<Self, String> {
        let programs = Self { toolchain: Toolchain::find()?, folder: folder.to_owned() };
        let written = work(folder).join("start/Start.kt");
        fs::create_dir_all(written.with_file_name(""))
            .and_then(|()| fs::write(&written, start))
            .map_err(error_at(&written))?;
        let own = root().join("tests/foreign/kotlin");
        let sources = [files(&own.join("driver"))?, files(&own.join("suite"))?, vec![written]].concat();
        let toolchain = &programs.toolchain;
        let libraries = [vec![package::classes(&work(folder))], toolchain.app()?, toolchain.tests()?];
        toolchain.compile("the driver and the suite", &sources, &libraries.concat(), &programs.classes())?;
        Ok(programs)
    }

    fn classes(&self) -> PathBuf {
        work(&self.folder).join("tests")
    }

    /// The driver of the shared stories.
    fn driver(&self) -> Result<PathBuf, String> {
        self.start("driver", &self.java(DRIVER, &STEADY)?)
    }

    /// The driver as fast as it becomes: what it costs to compile it better would show as memory in the stories.
    pub(crate) fn fast_driver(&self) -> Result<PathBuf, String> {
        self.start("fast-driver", &self.java(DRIVER, &[])?)
    }

    /// Writes a program of some words.
    fn start(&self, name: &str, words: &[String]) -> Result<PathBuf, String> {
        let words: Vec<String> = words.iter().map(|word| foreign::quoted(Path::new(word))).collect();
        // One arena: a thread that comes late would bring its own, and that would look like growth. And the package's own
        // library, as a stranger gets it, not the one that cargo's path leads to.
        let script = format!("unset LD_LIBRARY_PATH; MALLOC_ARENA_MAX=1 exec {}", words.join(" "));
        foreign::script(&self.folder.join(name), &script)
    }

    /// What starts a class, word by word: on the package's jar, as whoever depends on it has it.
    fn java(&self, class: &str, flags: &[&str]) -> Result<Vec<String>, String> {
        let parts = [vec![self.classes(), package::jar(&self.folder)], self.toolchain.app()?, self.toolchain.tests()?];
        let path = class_path(&parts.concat());
        let words = [&["java", "-Dfile.encoding=UTF-8"], flags, &["-cp", &path, class]].concat();
        Ok(words.into_iter().map(str::to_owned).collect())
    }

    /// Makes the package a second time from nothing, and compares.
    fn same_bytes(&self) -> Result<bool, String> {
        let again = self.folder.with_file_name("kotlin-again");
        for folder in [&again, &work(&again)] {
            let _ = fs::remove_dir_all(folder);
        }
        package(&package::native(&work(&self.folder)), &again)?;
        let packed = |folder: &Path| -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
            let files = [files(&folder.join("maven"))?, files(&folder.join("android"))?].concat().into_iter();
            let read = |file: PathBuf| Some((file.strip_prefix(folder).ok()?.to_owned(), fs::read(&file).ok()?));
            Ok(files.filter_map(read).collect())
        };
        let (one, other) = (packed(&self.folder)?, packed(&again)?);
        for (file, _) in one.iter().filter(|file| !other.contains(file)) {
            println!("differs: {}", file.display());
        }
        Ok(one == other && one.len() > 4)
    }

    /// Compiles the sources for Android with as much of Android as they name.
    fn android(&self) -> Result<bool, String> {
        let stubs = root().join("tests/foreign/kotlin/android");
        let sources = [files(&self.folder.join("android/src/main/kotlin"))?, files(&stubs)?].concat();
        let text = told(&sources)?;
        let classes = work(&self.folder).join("android-classes");
        self.toolchain.compile("the module for Android", &sources, &self.toolchain.app()?, &classes)?;
        Ok(text.contains("android.system.SystemCleaner.cleaner()"))
    }

    fn junit(&self) -> Result<Command, String> {
        let words = self.java("org.junit.platform.console.ConsoleLauncher", &STEADY)?;
        let mut command = command::program(&words[0]);
        command
            .env("MALLOC_ARENA_MAX", "1")
            .args(&words[1..])
            .args([
                "execute",
                "--fail-if-no-tests",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details-theme=ascii",
            ])
            .arg("--config=junit.jupiter.testclass.order.default=org.junit.jupiter.api.ClassOrderer$OrderAnnotation")
            .arg(format!("--scan-class-path={}", self.classes().display()));
        Ok(command)
    }
}

/// The text of some files.
fn told(files: &[PathBuf]) -> Result<String, String> {
    let read = |file: &PathBuf| fs::read_to_string(file).map_err(error_at(file));
    files.iter().map(read).collect()
}

/// Looks for the documentation's sentences in the sources that a developer is shown.
fn is_documented(folder: &Path) -> Result<bool, String> {
    let text = told(&files(&work(folder).join("kotlin"))?)?;
    Ok(foreign::is_told(&text))
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

/// Makes the package of a build, and what speaks to it.
pub(crate) fn programs(build: Build) -> Result<Programs, String> {
    let folder = bindings::package("kotlin", &bindings::library(build)?, &foreign::trials())?;
    Programs::make(&folder, &foreign::block_of_readme("kotlin")?)
}

/// Runs the part `kotlin`.
pub(crate) fn run(totals: &mut Totals) {
    if let Err(why) = Toolchain::find() {
        return totals.skip("Kotlin", &why);
    }
    let mut made = None;
    totals.attempt("the packages for Kotlin", || {
        let programs = programs(Build::Trials)?;
        let paths = (programs.driver()?, programs.start("start", &programs.java("StartKt", &[])?)?);
        made = Some((programs, paths));
        Ok(true)
    });
    let Some((programs, (driver, start))) = made else { return };
    let folder = &programs.folder;
    foreign::stories("Kotlin", driver, Some(start), totals);
    totals.attempt("Kotlin is told of the package in the core's words", || is_documented(folder));
    totals.attempt("the packages for Kotlin have the same bytes when they are made again", || programs.same_bytes());
    totals.attempt("the module for Android compiles", || programs.android());
    match programs.junit() {
        Ok(mut junit) => totals.program("what only Kotlin can say", &mut junit, counted),
        Err(why) => totals.attempt("what only Kotlin can say", || Err(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_junit_are_read() {
        assert_eq!(counted("[        27 tests successful      ]"), Some((27, 0)));
        assert_eq!(counted("[         3 tests failed          ]"), Some((0, 3)));
        assert_eq!(counted("[         2 tests skipped         ]"), Some((0, 2)));
        assert_eq!(counted("[        27 tests found           ]"), None);
        assert_eq!(counted("[         8 containers successful ]"), None);
        assert_eq!(counted("| +-- a poster is read() [OK]"), None);
    }
}
