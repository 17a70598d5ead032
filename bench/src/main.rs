//! Measures the scanner beside other decoders, in one run: `cargo xtask bench scan` builds and calls this.

mod decoder;
mod material;
mod picture;
mod race;
mod report;
mod score;
mod text;

use std::{
    io::{IsTerminal as _, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use decoder::Decoder;
use material::{Case, Set, Verdict};
use report::Report;
use score::{Outcome, Score};

const HELP: &str = "ashyq-bench [--photos DIR]";

/// What is asked for.
#[derive(Default)]
struct Asked {
    photos: Option<PathBuf>,
}

fn main() -> ExitCode {
    match asked().and_then(|asked| run(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn asked() -> Result<Asked, String> {
    let mut asked = Asked::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--photos" => asked.photos = Some(words.next().ok_or("--photos needs a folder")?.into()),
            other => return Err(format!("what is {other:?}?\n\n{HELP}")),
        }
    }
    Ok(asked)
}

fn run(asked: &Asked) -> Result<(), String> {
    let mut cases = Vec::new();
    if let Some(photos) = &asked.photos {
        cases.extend(material::list(photos)?);
    }
    // A panic is counted, not shown.
    std::panic::set_hook(Box::new(|_| {}));
    let mut decoders = decoder::all();
    let score = score(&mut decoders, &cases)?;
    let report = Report::of(&score);
    println!("\nread by category:\n{}", score.by_category());
    println!("{}", report::table(&score.decoders, &report.rows));
    for (key, value) in &report.keys {
        println!("{key} {value:.6}");
    }
    Ok(())
}

/// Runs the race over all cases.
fn score(decoders: &mut [Box<dyn Decoder>], cases: &[Case]) -> Result<Score, String> {
    let names = decoders.iter().map(|decoder| decoder.name()).collect();
    let mut outcomes = Vec::with_capacity(cases.len());
    for (at, case) in cases.iter().enumerate() {
        progress(at, cases.len(), &case.name);
        let picture = (case.picture)()?;
        // rqrr takes up to half a minute for a noisy frame of 4K.
        let racing = if case.set == Set::Large { decoders.len() - 1 } else { decoders.len() };
        let by = race::race(&mut decoders[..racing], &picture)
            .into_iter()
            .map(|lap| match lap.read {
                Some(read) => (material::judge(&case.codes, read.as_ref()), lap.time),
                None => (Verdict::Panicked, lap.time),
            })
            .collect();
        let (category, name) = (case.category.clone(), case.name.clone());
        outcomes.push(Outcome { set: case.set, category, name, is_1080p: picture.is_1080p(), by });
    }
    Ok(Score { decoders: names, outcomes })
}

/// Says how far it is: in place on a terminal, now and then elsewhere.
fn progress(at: usize, all: usize, what: &str) {
    let mut error = std::io::stderr();
    if error.is_terminal() {
        let _ = write!(error, "\r\x1b[K{}/{all} {what}", at + 1);
        let _ = if at + 1 == all { writeln!(error) } else { error.flush() };
    } else if at % 100 == 0 {
        let _ = writeln!(error, "{}/{all}", at + 1);
    }
}
