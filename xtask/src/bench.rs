//! `cargo xtask bench`: tables of ratios, each measured in one run beside a peer or a limit.

mod bindings;
mod board;
mod scan;
mod service;
mod table;

use std::path::{Path, PathBuf};

use table::Table;

use crate::command::error_at;

/// The benches, by name.
const BENCHES: [&str; 4] = ["service", "board", "bindings", "scan"];

/// What `scan` takes for itself, each with a value.
const OF_SCAN: [&str; 5] = ["--photos", "--seed", "--film", "--films", "--each"];

/// Measures what is named, or everything there is; `--json FILE` writes the figures as one flat object.
pub(crate) fn run(words: &[&str]) -> Result<(), String> {
    let (mut json, mut compare, mut of_scan, mut named) = (None, None, Vec::new(), Vec::new());
    let mut tool = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value after it"));
        match *word {
            "--json" => json = Some(PathBuf::from(value()?)),
            "--compare" => compare = Some(PathBuf::from(value()?)),
            // The program runs elsewhere than the person who typed a path.
            "--explain" | "--door" => tool = Some(vec![(*word).to_owned(), absolute(value()?)?]),
            "--forms" => tool = Some(vec![(*word).to_owned()]),
            "--photos" | "--film" | "--each" => of_scan.extend([(*word).to_owned(), absolute(value()?)?]),
            option if OF_SCAN.contains(&option) => of_scan.extend([option.to_owned(), (*value()?).to_owned()]),
            bench if BENCHES.contains(&bench) => named.push(bench),
            other => return Err(format!("there is no bench {other:?}: there are {}", BENCHES.join(", "))),
        }
    }
    if let Some(tool) = tool {
        of_scan.extend(tool);
        return scan::tool(&of_scan);
    }
    let of_scan: Vec<&str> = of_scan.iter().map(String::as_str).collect();
    let mut table = Table::default();
    for bench in BENCHES.into_iter().filter(|bench| named.is_empty() || named.contains(bench)) {
        let measured = match bench {
            "service" => service::run()?,
            "board" => board::run()?,
            "bindings" => bindings::run()?,
            _ => scan::run(&of_scan, compare.as_deref())?,
        };
        table.rows.extend(measured.rows);
        table.rest.extend(measured.rest);
    }
    println!("\n{table}");
    if let Some(file) = json {
        std::fs::write(&file, table.json()).map_err(error_at(&file))?;
    }
    match table.short() {
        0 => Ok(()),
        short => Err(format!("{short} of {} figures fall short", table.rows.len())),
    }
}

fn absolute(path: &str) -> Result<String, String> {
    let path = std::path::absolute(Path::new(path)).map_err(|error| format!("{path}: {error}"))?;
    path.into_os_string().into_string().map_err(|_| String::from("a path must be UTF-8"))
}
