//! Measures the scanner beside other decoders, in one run: `cargo xtask bench scan` builds and calls this.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "pixel arithmetic: sides are at most 4096, so a cast is exact or meant to round"
)]

mod chance;
mod decoder;
mod door;
mod explain;
mod film;
mod forms;
mod hard;
#[cfg(test)]
mod honest;
mod material;
mod own;
mod picture;
mod race;
mod report;
mod score;
mod sheet;
mod stream;
mod text;

use std::{
    io::{IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use decoder::Decoder;
use film::settings::Settings;
use material::{Case, Set};
use picture::Picture;
use report::Report;
use score::{Outcome, Score};
use stream::Reel;

const HELP: &str = "\
ashyq-bench [--photos DIR] [--posters DIR] [--seed N] [--film FILE] [--films N] [--each FILE] [--alone]
            --each FILE       a line for every picture and film: read or not, and the time, by each decoder
            --alone           our scanner only, to see soon what a change did
ashyq-bench --settings        the film's settings, as a file for --film
ashyq-bench --explain IMAGE   tells what each stage made of a picture, and draws it beside it
ashyq-bench --forms           which form of a poster's code is read from farthest and in the worst light, as a table
ashyq-bench --door FILE       films made harder until nobody reads them, as an SVG plot; with the options above
ashyq-bench --frames DIR      writes what is drawn as PNG files, to be looked at; with the options above";

/// How many walls there are to hang something on.
const WALLS: usize = 8;

/// What is asked for.
struct Asked {
    photos: Option<PathBuf>,
    posters: Option<PathBuf>,
    frames: Option<PathBuf>,
    seed: u64,
    settings: Settings,
    films: usize,
    each: Option<PathBuf>,
    door: Option<PathBuf>,
    alone: bool,
    forms: bool,
}

fn main() -> ExitCode {
    match asked().and_then(|asked| asked.map_or(Ok(()), |asked| run(&asked))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments; `None` where all is said already.
fn asked() -> Result<Option<Asked>, String> {
    let mut asked = Asked {
        photos: None,
        posters: None,
        frames: None,
        seed: 1,
        settings: Settings::default(),
        films: 200,
        each: None,
        door: None,
        alone: false,
        forms: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value after it"));
        let number = |text: String| text.parse::<u64>().map_err(|_| format!("{text:?} is no whole number"));
        match word.as_str() {
            "--photos" => asked.photos = Some(value()?.into()),
            "--posters" => asked.posters = Some(value()?.into()),
            "--frames" => asked.frames = Some(value()?.into()),
            "--seed" => asked.seed = number(value()?)?,
            "--films" => asked.films = number(value()?)?.min(10_000) as usize,
            "--each" => asked.each = Some(value()?.into()),
            "--door" => asked.door = Some(value()?.into()),
            "--forms" => asked.forms = true,
            "--alone" => asked.alone = true,
            "--film" => asked.settings = settings(Path::new(&value()?))?,
            "--explain" => {
                let image = PathBuf::from(value()?);
                let (drawn, told) = explain::draw(&Picture::read(&image)?)?;
                let beside = image.with_extension("explained.png");
                drawn.save(&beside).map_err(|error| format!("{}: {error}", beside.display()))?;
                println!("{told}drawn as {}", beside.display());
                return Ok(None);
            }
            "--settings" => {
                print!("{}", Settings::default().describe());
                return Ok(None);
            }
            other => return Err(format!("what is {other:?}?\n\n{HELP}")),
        }
    }
    Ok(Some(asked))
}

fn settings(file: &Path) -> Result<Settings, String> {
    let wrong = |what: String| format!("{}: {what}", file.display());
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    Settings::parse(&text).map_err(wrong)
}

fn run(asked: &Asked) -> Result<(), String> {
    let posters = match &asked.posters {
        Some(folder) => sheet::posters(folder)?,
        None => vec![sheet::plain_poster()],
    };
    let walls = film::wall::draw_all(WALLS, asked.seed);
    let mut reel = Reel {
        posters,
        walls: Arc::clone(&walls),
        settings: asked.settings.clone(),
        seed: asked.seed,
        films: asked.films,
    };
    if asked.forms {
        println!("{}", forms::measure(&mut decoder::all(), &walls[0], asked.seed));
        return Ok(());
    }
    if let Some(file) = &asked.door {
        let (table, plot) = door::measure(&mut decoder::all(), &mut reel)?;
        println!("{table}");
        return std::fs::write(file, plot).map_err(|error| format!("{}: {error}", file.display()));
    }
    let mut cases = Vec::new();
    if let Some(photos) = &asked.photos {
        cases.extend(material::list(photos)?);
        let large: Vec<Case> = cases.iter().filter(|case| case.set == Set::Empty).map(Case::doubled).collect();
        cases.extend(large);
    }
    cases.extend(own::cases(asked.seed, &walls));
    cases.extend(hard::cases(asked.seed, &walls));
    if let Some(folder) = &asked.frames {
        return write(folder, &cases, &reel);
    }
    println!("seed {}, {} films", asked.seed, asked.films);
    // A panic is counted, not shown.
    std::panic::set_hook(Box::new(|_| {}));
    let mut decoders = decoder::all();
    if asked.alone {
        decoders.truncate(1);
    }
    let score = score(&mut decoders, &cases)?;
    let films = asked.films;
    // A film goes on until everybody has read it: rqrr, which often never does, would decide how long the bench takes.
    let watching = decoders.len().min(2);
    let seen = reel.show(&mut decoders[..watching], |at| progress(at, films, &format!("film {at}")));
    let report = Report::of(&score, &seen, &reel);
    if let Some(file) = &asked.each {
        std::fs::write(file, report::each(&score, &seen)).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    println!("\nread by category:\n{}", score.by_category());
    println!("{}", report::table(&score.decoders, &report.rows));
    for remark in &report.remarks {
        println!("{remark}");
    }
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
        // rqrr takes minutes for a wall of finders, and half a minute for a noisy frame of 4K.
        let racing = if case.set == Set::Hard { (decoders.len() - 1).max(1) } else { decoders.len() };
        let laps = race::race(&mut decoders[..racing], &picture);
        let by = laps.into_iter().map(|lap| (lap.judge(&case.codes), lap.time)).collect();
        let (category, name) = (case.category.clone(), case.name.clone());
        outcomes.push(Outcome { set: case.set, category, name, size: (picture.width, picture.height), by });
    }
    Ok(Score { decoders: names, outcomes })
}

/// Writes the frames drawn here, and every tenth of the films'.
fn write(folder: &Path, cases: &[Case], reel: &Reel) -> Result<(), String> {
    for case in cases.iter().filter(|case| matches!(case.set, Set::Own | Set::OwnEmpty | Set::Hard)) {
        (case.picture)()?.write(&folder.join(format!("{}.png", case.name)))?;
    }
    for at in 0..reel.films {
        let mut film = reel.film(at);
        for frame in (0..film.frames()).step_by(10) {
            let module = film.module_px(frame);
            let Some(picture) = film.by_ref().nth(if frame == 0 { 0 } else { 9 }) else { break };
            picture.write(&folder.join(format!("film-{at:03}/{frame:03}-{module:.1}px.png")))?;
        }
    }
    Ok(())
}

/// Says how far it is: in place on a terminal, now and then elsewhere.
fn progress(at: usize, all: usize, what: &str) {
    let mut error = std::io::stderr();
    if error.is_terminal() {
        let _ = write!(error, "\r\x1b[K{}/{all} {what}", at + 1);
        let _ = if at + 1 == all { writeln!(error) } else { error.flush() };
    } else if at.is_multiple_of(100) {
        let _ = writeln!(error, "{}/{all}", at + 1);
    }
}
