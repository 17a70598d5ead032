//! What each venue knows about each person, read from the service's database and not from the script; and a search of the
//! service's files for what must not stand there.

use std::{collections::BTreeSet, fs, path::Path};

use ashyq_core::{
    id::{VenueId, VisitId},
    status::Colour,
    words::Word,
};
use ashyq_server::database;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

use super::{
    Untold,
    cast::{Person, Spot, Visitor},
    narration::Narration,
    opening::Town,
    stage::Stage,
    teller::Teller,
};
use crate::screen::{self, Ink, Line};

/// An arrival as a venue may see it. Why somebody was refused is for the visitor alone, and is not read.
pub(super) struct Arrival {
    pub(super) venue: VenueId,
    pub(super) visit: VisitId,
    pub(super) colour: Option<Colour>,
}

/// Every arrival that the database holds.
pub(super) fn arrivals(stage: &Stage) -> Result<Vec<Arrival>, Untold> {
    let untold = |error: rusqlite::Error| Untold::of(&format!("the database: {error}"));
    let path = stage.folder.service().join("data").join(database::FILE);
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(untold)?;
    let mut query = connection.prepare("select venue_id, visit_id, colour from visit").map_err(untold)?;
    let rows = query.query_map([], |row| {
        let colour: Option<u8> = row.get(2)?;
        let colour = colour.and_then(Colour::of_number);
        Ok(Arrival { venue: VenueId(row.get(0)?), visit: VisitId(row.get(1)?), colour })
    });
    rows.and_then(Iterator::collect).map_err(untold)
}

/// Tells the table and what was searched for in vain; the table as JSON.
pub(super) fn tell(stage: &Stage, teller: &mut Teller<'_>, town: &Town, visitors: &[Visitor]) -> Result<Value, Untold> {
    let language = teller.language();
    teller.act(Narration::WhatVenuesKnow, &[]);
    let arrivals = arrivals(stage)?;
    let mut head = vec![Narration::Person.say(language).to_owned()];
    head.extend(Spot::ALL.map(|spot| spot.name().to_owned()));
    let (mut rows, mut report, mut known) = (Vec::new(), Vec::new(), 0);
    for visitor in visitors {
        let own: BTreeSet<VisitId> = teller.ok(visitor.session.visits())?.iter().map(|line| line.id).collect();
        let mut row = vec![Line::of(visitor.name(language), Ink::PLAIN)];
        for spot in Spot::ALL {
            let venue = town.venue(spot)?.venue;
            let here = arrivals.iter().filter(|arrival| arrival.venue == venue && own.contains(&arrival.visit));
            let colours: Vec<Option<Colour>> = here.map(|arrival| arrival.colour).collect();
            known += colours.len();
            let only_the_colour = colours.iter().all(|colour| colour.is_none_or(|c| c == visitor.person.colour()));
            teller.told(only_the_colour, "a venue that knows the colour and nothing else")?;
            for colour in &colours {
                report.push(json!({ "venue": spot.slug(), "person": visitor.person.slug(), "colour": colour }));
            }
            row.push(cell(&colours, language));
        }
        rows.push(row);
    }
    teller.show(&screen::table(teller.view(), &head, &rows));
    teller.blank();
    teller.tell(Narration::FromTheDatabase, &[]);
    teller.told(known == arrivals.len() && known == 7, "seven arrivals, each of somebody")?;
    teller.say(Word::VenueLearns.say(language));
    search(stage, teller)?;
    Ok(Value::Array(report))
}

fn cell(colours: &[Option<Colour>], language: ashyq_core::words::Language) -> Line {
    let Some((last, before)) = colours.split_last() else { return Line::of("–", Ink::QUIET) };
    let marks = before.iter().fold(Line::default(), |line, colour| line.join(screen::mark(*colour)));
    let word = last.map_or(Narration::NoColour.say(language), |colour| colour.word().say(language));
    marks.join(screen::mark(*last)).then(format!(" {word}"), Ink::PLAIN)
}

/// Nothing secret may stand in what the service keeps: database, write-ahead log, logs.
fn search(stage: &Stage, teller: &mut Teller<'_>) -> Result<(), Untold> {
    let mut secrets = stage.network.tokens();
    secrets.extend(stage.log_in_codes());
    for person in Person::ALL {
        secrets.extend([person.iin().to_owned(), person.number().trim_start_matches('+').to_owned()]);
    }
    let mut files = Vec::new();
    read_all(&stage.folder.service(), &mut files).map_err(|_| Untold::of("the service's files"))?;
    let found = secrets.iter().find(|secret| files.iter().any(|file| holds(file, secret)));
    teller.told(!files.is_empty() && found.is_none(), "files of the service without secrets")?;
    teller.tell(Narration::NothingFound, &[("count", &secrets.len().to_string())]);
    Ok(())
}

fn read_all(folder: &Path, files: &mut Vec<Vec<u8>>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_all(&path, files)?;
        } else {
            files.push(fs::read(path)?);
        }
    }
    Ok(())
}

/// Whether bytes hold a text that is not a part of a longer number or name: times in logs have six digits in a row, too.
fn holds(bytes: &[u8], text: &str) -> bool {
    let part_of_more = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    bytes.windows(text.len()).enumerate().any(|(at, window)| {
        window == text.as_bytes()
            && !part_of_more(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && !part_of_more(bytes.get(at + text.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_alone_but_not_inside_a_longer_number() {
        assert!(holds(b"code 123456.", "123456"));
        assert!(holds(b"123456", "123456"));
        assert!(!holds(b"at 1795123456000", "123456"));
        assert!(!holds(b"", "123456"));
    }
}
