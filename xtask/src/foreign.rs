//! Part `python`, and the shared stories for every language: on its package, against the service as it is shipped.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use crate::{
    bindings::{self, Build},
    command::{self, root, target},
    test::Totals,
    tools,
};

/// Sentences of the core's documentation that whoever writes another language must see: of an object, a method, a field, an error.
const TOLD: [&str; 4] = [
    "A visitor is logged in on this phone.",
    "Enters the venue that was confirmed, waiting five seconds at the longest.",
    "The door code of this slot.",
    "The row stride is less than the width.",
];

/// Runs the part `python`.
pub(crate) fn run(totals: &mut Totals) {
    let mut made = None;
    totals.attempt("the package for Python", || {
        made = Some(programs(Build::Trials)?);
        Ok(true)
    });
    let Some((driver, start)) = made else { return };
    totals.check("the package for Python has the same bytes when it is made again", same_bytes);
    stories("Python", driver, Some(start), totals);
    native(totals);
}

/// Tells the shared stories with a language's driver, and with the start that the README shows, where it runs.
pub(crate) fn stories(language: &str, driver: PathBuf, start: Option<PathBuf>, totals: &mut Totals) {
    let mut arguments = vec!["--package", "ashyq-tests", "--test", "foreign", "--", "--ignored", "--test-threads", "2"];
    arguments.extend(["--skip", "together::", "--skip", "bench::"]);
    totals.drivers.push((language.to_owned(), driver.clone()));
    let mut variables = vec![("FOREIGN_DRIVER", driver)];
    match start {
        Some(start) => variables.push(("FOREIGN_START", start)),
        None => arguments.extend(["--skip", "the_start_of_the_readme"]),
    }
    totals.cargo_test_with(&format!("the shared stories in {language}"), &arguments, &variables);
}

/// One venue, one board, three visitors: told where the drivers of both phones' languages are.
pub(crate) fn together(totals: &mut Totals) {
    let name = "three visitors on one board: from Kotlin, from Swift, at the terminal";
    let driver =
        |of: &str| totals.drivers.iter().find(|(language, _)| language == of).map(|(_, driver)| driver.clone());
    let (Some(kotlin), Some(swift)) = (driver("Kotlin"), driver("Swift")) else {
        return println!("\n== {name}: not told, for it takes the parts kotlin and swift together");
    };
    let arguments = ["--package", "ashyq-tests", "--test", "foreign", "--", "--ignored", "together::"];
    totals.cargo_test_with(name, &arguments, &[("KOTLIN_DRIVER", kotlin), ("SWIFT_DRIVER", swift)]);
}

/// The driver and the README's start in Python.
pub(crate) fn programs(build: Build) -> Result<(PathBuf, PathBuf), String> {
    let package = bindings::package("python", &bindings::library(build)?, &trials())?;
    let python = tools::python()?;
    let start = package.join("start.py");
    fs::write(&start, block_of_readme("python")?).map_err(|error| error.to_string())?;
    let call = |file: &Path| {
        format!("PYTHONDONTWRITEBYTECODE=1 PYTHONPATH={} exec {} {}", quoted(&package), quoted(&python), quoted(file))
    };
    let driver = root().join("tests/foreign/python/driver.py");
    Ok((script(&package.join("driver"), &call(&driver))?, script(&package.join("start"), &call(&start))?))
}

/// Generates once more, and compares.
fn same_bytes() -> bool {
    let library = trials().join("python").join(bindings::LIBRARY);
    let again = trials().join("again");
    let _ = fs::remove_dir_all(&again);
    let source = |folder: PathBuf| fs::read(folder.join("ashyq.py")).unwrap_or_default();
    bindings::sources("python", &library, &again).is_ok()
        && !source(again.clone()).is_empty()
        && source(again) == source(trials().join("python"))
}

/// What only Python can say.
fn native(totals: &mut Totals) {
    let name = "what only Python can say";
    let python = match tools::python() {
        Ok(python) => python,
        Err(why) => return totals.attempt(name, || Err(why)),
    };
    let mut command = command::program(python);
    command
        .args(["-m", "pytest", "--quiet", "--no-header", "-p", "no:cacheprovider", "tests/foreign/python"])
        .env("PYTHONPATH", trials().join("python"))
        .env("PYTHONDONTWRITEBYTECODE", "1");
    totals.program(name, &mut command, pytest);
}

/// Reads `2 failed, 7 passed in 1.23s`.
fn pytest(line: &str) -> Option<(u64, u64)> {
    let (counts, _) = line.rsplit_once(" in ").filter(|(_, time)| time.ends_with('s'))?;
    let of = |what: &str| {
        let part = counts.split(", ").find_map(|part| part.strip_suffix(what));
        part.and_then(|number| number.trim().parse::<u64>().ok()).unwrap_or(0)
    };
    let failed = of("failed") + of("error") + of("errors") + of("skipped");
    (of("passed") + failed > 0).then(|| (of("passed"), failed))
}

/// Whether a package's sources hold the documentation of the core; what is missing is said.
pub(crate) fn is_told(sources: &str) -> bool {
    let missing: Vec<&str> = TOLD.into_iter().filter(|sentence| !sources.contains(sentence)).collect();
    for sentence in &missing {
        println!("not in the sources: {sentence}");
    }
    missing.is_empty()
}

/// Where packages for tests lie, apart from those that are for others.
pub(crate) fn trials() -> PathBuf {
    target().join("bindings-trials")
}

/// The first block in a language of the README of the bindings: tests run it as it stands there.
pub(crate) fn block_of_readme(language: &str) -> Result<String, String> {
    let readme = fs::read_to_string(root().join("bindings/README.md")).map_err(|error| error.to_string())?;
    let after = readme.split_once(&format!("```{language}\n")).map(|(_, after)| after);
    let block = after.and_then(|after| after.split_once("```")).map(|(block, _)| block.to_owned());
    block.ok_or_else(|| format!("bindings/README.md shows no start in {language}"))
}

/// Writes a program of one shell line.
pub(crate) fn script(file: &Path, line: &str) -> Result<PathBuf, String> {
    fs::write(file, format!("#!/bin/sh\n{line}\n")).map_err(|error| error.to_string())?;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).map_err(|error| error.to_string())?;
    Ok(file.to_owned())
}

/// A path as the shell takes it.
pub(crate) fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_pytest_are_read() {
        assert_eq!(pytest("7 passed in 1.23s"), Some((7, 0)));
        assert_eq!(pytest("2 failed, 7 passed, 1 skipped in 1.23s"), Some((7, 3)));
        assert_eq!(pytest("1 error in 0.1s"), Some((0, 1)));
        assert_eq!(pytest("......."), None);
    }

    #[test]
    fn a_path_with_a_quote_stays_one_word() {
        assert_eq!(quoted(Path::new("/a b/it's")), r"'/a b/it'\''s'");
    }
}
