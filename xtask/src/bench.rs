//! `cargo xtask bench`: tables of ratios, each measured in one run beside a peer or a limit.

mod bindings;
mod board;
mod service;
mod table;

use std::path::PathBuf;

use table::Table;

/// The benches, by name.
/// What runs a bench.
type Run = fn() -> Result<Table, String>;

const BENCHES: [(&str, Run); 3] = [("service", service::run), ("board", board::run), ("bindings", bindings::run)];

/// Measures what is named, or everything there is; `--json FILE` writes the figures as one flat object.
pub(crate) fn run(words: &[&str]) -> Result<(), String> {
    let (mut json, mut named, mut words) = (None, Vec::new(), words.iter());
    while let Some(word) = words.next() {
        match *word {
            "--json" => json = Some(PathBuf::from(words.next().ok_or("--json needs a file")?)),
            "service" | "board" | "bindings" => named.push(*word),
            other => return Err(format!("there is no bench {other:?}: there are service, board and bindings")),
        }
    }
    let wanted = |bench: &str| named.is_empty() || named.contains(&bench);
    let mut table = Table { rows: Vec::new() };
    for (bench, run) in BENCHES {
        if wanted(bench) {
            table.rows.extend(run()?.rows);
        }
    }
    println!("\n{table}");
    if let Some(file) = json {
        std::fs::write(&file, table.json()).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    match table.short() {
        0 => Ok(()),
        short => Err(format!("{short} of {} figures fall short", table.rows.len())),
    }
}
