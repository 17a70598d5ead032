//! Bench `scan`: our scanner beside ZXing-C++ and rqrr, on photographs, frames drawn in memory and films of a poster.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use super::table::{Figure, Goal, Table};
use crate::{
    command::{self, error_at, target},
    tools,
};

/// The figures with their goals; those of photographs are measured where a folder of them is named.
const FIGURES: [(&str, &str, Goal); 18] = [
    ("photos_read", "share of the photographs that are read", Goal::Least(0.88)),
    ("boofcv_read", "of BoofCV's", Goal::Least(0.83)),
    ("authored_read", "of those with authored texts", Goal::Least(0.98)),
    ("read_by_zxing_not_by_us", "of all photographs", Goal::Most(0.01)),
    ("synthetic_read", "share of the camera frames that are read", Goal::Least(0.95)),
    ("synthetic_worst_category", "in the worst category", Goal::Least(0.85)),
    ("photo_time_p50_vs_zxing", "a photograph's CPU time over ZXing-C++'s, median", Goal::Most(0.7)),
    ("photo_time_p95_vs_zxing", "95 of 100", Goal::Most(0.8)),
    ("code_1080p_time_p50_vs_zxing", "a 1080p frame with a code, median", Goal::Most(0.7)),
    ("code_1080p_time_p95_vs_zxing", "95 of 100", Goal::Most(0.8)),
    ("empty_1080p_time_p50_vs_zxing", "a 1080p frame without a code, median", Goal::Most(0.5)),
    ("empty_1080p_time_p95_vs_zxing", "95 of 100", Goal::Most(0.6)),
    ("worst_frame_vs_zxing", "the longest frame, 1080p and 4K", Goal::Most(1.0)),
    ("stream_frames_to_first_read_p50_vs_zxing", "a film's frames until the poster is read, median", Goal::Most(0.7)),
    ("stream_frames_to_first_read_p95_vs_zxing", "95 of 100", Goal::Most(0.7)),
    ("stream_never_read", "films that end unread; at most ZXing-C++'s", Goal::Most(0.0)),
    ("false_positives", "texts that are not there", Goal::Most(0.0)),
    ("panics", "", Goal::Most(0.0)),
];

/// Where the decoders' own keys begin: `zxing.stream_never_read`.
const ZXING: &str = "zxing.";

/// Measures; `options` go to the program as they are, `compare` is an earlier `--json`.
pub(crate) fn run(options: &[&str], compare: Option<&Path>) -> Result<Table, String> {
    let earlier = compare.map(read).transpose()?;
    build()?;
    let posters = posters()?;
    let mut keys: Vec<(String, f64)> = Vec::new();
    let mut program = command::program(target().join("release/ashyq-bench"));
    let works = command::watch(program.arg("--posters").arg(posters).args(options), |line| {
        if let Some((key, value)) = line.split_once(' ')
            && let Ok(value) = value.parse()
        {
            keys.push((key.to_owned(), value));
        }
    });
    if !works {
        return Err(String::from("the bench did not come to its end"));
    }
    if let Some(earlier) = earlier {
        println!("\nchanged since:\n{}", changes(&earlier, &keys));
    }
    let value = |key: &str| keys.iter().find(|(name, _)| name == key).map(|(_, value)| *value);
    let rows = FIGURES.iter().filter_map(|&(key, what, goal)| {
        let goal = if key == "stream_never_read" { Goal::Most(value(&format!("{ZXING}{key}"))?) } else { goal };
        Some(Figure { key, what, goal, measured: value(key)? })
    });
    let rows = rows.collect();
    let rest = keys.iter().filter(|(key, _)| FIGURES.iter().all(|figure| figure.0 != key)).cloned().collect();
    Ok(Table { rows, rest })
}

/// Runs one of the program's tools, which print and draw for themselves.
pub(crate) fn tool(options: &[String]) -> Result<(), String> {
    build()?;
    let mut program = command::program(target().join("release/ashyq-bench"));
    // Of the tools, only the door test films posters.
    if options.iter().any(|option| option == "--door") {
        program.arg("--posters").arg(posters()?);
    }
    let works = command::works(program.args(options));
    if works { Ok(()) } else { Err(String::from("the bench did not come to its end")) }
}

/// Builds the program with ZXing-C++ as it deserves: without debug information, or its C++ is compiled with -O2.
fn build() -> Result<(), String> {
    let mut arguments = vec!["build", "--release", "--package", "ashyq-bench"];
    match tools::debian("cmake", "cmake").and_then(|()| tools::debian("c++", "g++")) {
        Ok(()) => arguments.extend(["--features", "zxing"]),
        Err(why) => println!("ZXing-C++ is left out, and every ratio with it: {why}"),
    }
    let mut cargo = command::cargo();
    cargo.args(&arguments).env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    if !command::works(&mut cargo) {
        return Err(String::from("the bench could not be built"));
    }
    if arguments.contains(&"zxing") && !is_optimised() {
        return Err(String::from("ZXing-C++ was not built as a release (-O3): its times would not be its own"));
    }
    Ok(())
}

/// Has the service draw posters to film. Not as a release: the bench depends on the scanner alone and is soon built.
fn posters() -> Result<PathBuf, String> {
    let folder = target().join("bench/posters");
    let arguments = ["run", "--quiet", "--package", "ashyq-server", "--example", "posters", "--"];
    let drawn = command::works(command::cargo().args(arguments).arg(&folder));
    if drawn { Ok(folder) } else { Err(String::from("the posters could not be drawn")) }
}

/// Whether all that cmake built of ZXing-C++ is a release, which means -O3.
fn is_optimised() -> bool {
    let built = fs::read_dir(target().join("release/build")).into_iter().flatten().flatten();
    let caches = built.filter_map(|entry| fs::read_to_string(entry.path().join("out/build/CMakeCache.txt")).ok());
    let ours: Vec<bool> = caches
        .filter(|cache| cache.contains("CMAKE_PROJECT_NAME:STATIC=ZXing"))
        .map(|cache| cache.contains("CMAKE_BUILD_TYPE:STRING=Release\n"))
        .collect();
    !ours.is_empty() && ours.iter().all(|release| *release)
}

/// Reads what `--json` wrote: a flat object, a key a line.
fn read(file: &Path) -> Result<HashMap<String, f64>, String> {
    let text = fs::read_to_string(file).map_err(error_at(file))?;
    let line = |line: &str| {
        let (key, value) = line.trim().trim_end_matches(',').split_once("\": ")?;
        Some((key.strip_prefix('"')?.to_owned(), value.parse().ok()?))
    };
    let known: HashMap<String, f64> = text.lines().filter_map(line).collect();
    if known.is_empty() { Err(format!("{}: no figures of an earlier --json", file.display())) } else { Ok(known) }
}

/// The keys that moved by more than their last printed digit, the earlier value first.
fn changes(earlier: &HashMap<String, f64>, now: &[(String, f64)]) -> String {
    let wide = now.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
    let moved = now.iter().filter_map(|(key, now)| {
        let before = *earlier.get(key)?;
        ((before - now).abs() > 0.000_6).then(|| format!("{key:wide$}  {before:9.3} → {now:9.3}  {:+.3}", now - before))
    });
    let moved: Vec<String> = moved.collect();
    if moved.is_empty() { String::from("nothing") } else { moved.join("\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_run_is_read_back_and_only_what_moved_is_shown() {
        let table = Table { rows: Vec::new(), rest: vec![("a.b-c".into(), 0.5), ("same".into(), 1.0)] };
        let file = std::env::temp_dir().join(format!("ashyq-xtask-{}.json", std::process::id()));
        fs::write(&file, table.json()).expect("written");
        let earlier = read(&file).expect("figures");
        fs::remove_file(&file).expect("removed");
        assert_eq!(
            changes(&earlier, &[("a.b-c".into(), 0.75), ("same".into(), 1.0)]),
            "a.b-c      0.500 →     0.750  +0.250"
        );
        assert_eq!(changes(&earlier, &table.rest), "nothing");
    }
}
