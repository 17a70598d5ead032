//! Parts `python`, `kotlin` and `swift`: the shared stories on a language's package, and what only that language can say.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use crate::{
    bindings::{self, Build},
    command::{self, root},
    swift,
    test::Totals,
    tools,
};

/// What runs in a language: the driver of the stories, and the start that the README shows.
pub(crate) struct Programs {
    pub(crate) driver: PathBuf,
    pub(crate) start: PathBuf,
}

/// Runs a language's part.
pub(crate) fn run(language: &str, totals: &mut Totals) {
    let library = match bindings::library(Build::Trials) {
        Ok(library) => library,
        Err(why) => return totals.check(&format!("{language}: {why}"), || false),
    };
    match programs(language, &library) {
        Ok(programs) => {
            let variables = [("FOREIGN_DRIVER", programs.driver), ("FOREIGN_START", programs.start)];
            let arguments = ["--package", "ashyq-tests", "--test", "foreign", "--", "--ignored", "--test-threads", "2"];
            totals.cargo_test_with(&format!("the shared stories in {language}"), &arguments, &variables);
            native(language, totals);
        }
        Err(why) => totals.skip(&format!("the stories in {language}"), &why),
    }
}

/// Makes a language's package and the programs that run on it.
pub(crate) fn programs(language: &str, library: &Path) -> Result<Programs, String> {
    match language {
        "python" => {
            let package = bindings::package(language, library, &trials())?;
            let python = tools::python()?;
            let own = root().join("tests/foreign/python");
            let start = package.join("start.py");
            fs::write(&start, block_of_readme("python")?).map_err(|error| error.to_string())?;
            let call =
                |file: &Path| format!("PYTHONPATH={} exec {} {}", quoted(&package), quoted(&python), quoted(file));
            Ok(Programs {
                driver: script(&package.join("driver"), &call(&own.join("driver.py")))?,
                start: script(&package.join("start"), &call(&start))?,
            })
        }
        "swift" => swift::programs(library),
        other => Err(format!("{other} has no driver here")),
    }
}

/// What only one language can say.
fn native(language: &str, totals: &mut Totals) {
    if language == "swift" {
        swift::native(totals);
    }
    if language == "python" {
        let Ok(python) = tools::python() else { return };
        let mut command = command::program(python);
        command
            .args(["-m", "pytest", "--quiet", "--no-header", "-p", "no:cacheprovider", "tests/foreign/python"])
            .env("PYTHONPATH", trials().join("python"))
            .env("PYTHONDONTWRITEBYTECODE", "1");
        totals.program("what only Python can say", &mut command, pytest);
    }
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

/// Where packages for tests lie, apart from those that are for others.
pub(crate) fn trials() -> PathBuf {
    bindings::target().join("bindings-trials")
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
