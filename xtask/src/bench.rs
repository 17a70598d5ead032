//! `cargo xtask bench`: tables of ratios, each measured in one run beside a peer or a limit.

mod service;
mod table;

use std::path::PathBuf;

/// Measures what is named, or everything there is; `--json FILE` writes the figures as one flat object.
pub(crate) fn run(words: &[&str]) -> Result<(), String> {
    let (mut json, mut words) = (None, words.iter());
    while let Some(word) = words.next() {
        match *word {
            "--json" => json = Some(PathBuf::from(words.next().ok_or("--json needs a file")?)),
            "service" => {}
            other => return Err(format!("there is no bench {other:?}: the only one is service")),
        }
    }
    let table = service::run()?;
    println!("\n{table}");
    if let Some(file) = json {
        std::fs::write(&file, table.json()).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    match table.short() {
        0 => Ok(()),
        short => Err(format!("{short} of {} figures fall short", table.rows.len())),
    }
}
