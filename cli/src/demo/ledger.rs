//! What each venue knows about each person, read from the service's database and not from the script; and a search of the
//! service's files for what must not stand there.

use std::{collections::BTreeSet, fs, path::Path};

use ashyq_core::{
    id::{VenueId, VisitId},
    status::Colour,
    visit::Learnt,
    wire::Mark,
    words::{Language, Word},
};
use ashyq_server::database;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

use super::{
    Untold,
    cast::{Person, Spot, numbers},
    narration::Narration,
    stage::Stage,
    teller::Teller,
    town::Town,
    visitor::Visitor,
};
use crate::screen::{self, Ink, Line};

/// An arrival as a venue may see it. Why somebody was refused is for the visitor alone, and is not read.
pub(super) struct Arrival {
    pub(super) venue: VenueId,
    pub(super) visit: VisitId,
    pub(super) colour: Option<Colour>,
    /// Why it is kept and not counted.
    pub(super) mark: Option<Mark>,
    /// How its end was learnt.
    pub(super) exit: Option<Learnt>,
}

/// Every arrival that the database holds.
pub(super) fn arrivals(stage: &Stage) -> Result<Vec<Arrival>, Untold> {
    let untold = |error: rusqlite::Error| Untold::of(&format!("the database: {error}"));
    let path = stage.folder.service().join("data").join(database::FILE);
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(untold)?;
    let mut query = connection
        .prepare("select venue_id, visit_id, colour, mark, exit_learnt from visit order by received_at")
        .map_err(untold)?;
    let rows = query.query_map([], |row| {
        let number = |column| row.get::<_, Option<u8>>(column);
        Ok(Arrival {
            venue: VenueId(row.get(0)?),
            visit: VisitId(row.get(1)?),
            colour: number(2)?.and_then(Colour::of_number),
            mark: number(3)?.and_then(|mark| Mark::ALL.get(usize::from(mark)).copied()),
            exit: number(4)?.and_then(|exit| Learnt::ALL.get(usize::from(exit)).copied()),
        })
    });
    rows.and_then(Iterator::collect).map_err(untold)
}

/// Tells the table and what was searched for in vain; the table as JSON.
pub(super) fn tell(
    stage: &Stage,
    teller: &mut Teller<'_>,
    town: &Town,
    (visitors, member, by_iin): (&[Visitor], &Visitor, VisitId),
) -> Result<Value, Untold> {
    let language = teller.language();
    teller.act(Narration::WhatVenuesKnow, &[]);
    let arrivals = arrivals(stage)?;
    let mut head = vec![Narration::Person.say(language).to_owned()];
    head.extend(Spot::ALL.map(|spot| spot.name().to_owned()));
    let mut people = vec![(Person::Bibigul, BTreeSet::from([by_iin]))];
    for visitor in visitors.iter().chain([member]) {
        let own = teller.ok(visitor.session.visits())?.iter().map(|line| line.id).collect();
        people.push((visitor.person, own));
    }
    people.sort_by_key(|(person, _)| *person as usize);
    let (mut rows, mut report, mut known) = (Vec::new(), Vec::new(), 0);
    for (person, own) in &people {
        let mut row = vec![Line::of(person.name(language), Ink::PLAIN)];
        for spot in Spot::ALL {
            let venue = town.venue(spot)?.venue;
            let here = arrivals.iter().filter(|arrival| arrival.venue == venue && own.contains(&arrival.visit));
            let here: Vec<&Arrival> = here.collect();
            known += here.len();
            let only_the_colour = here.iter().all(|arrival| fits(arrival, *person));
            teller.told(only_the_colour, "a venue that knows the colour and nothing else")?;
            for arrival in &here {
                let (venue, person, test) = (spot.slug(), person.slug(), arrival.mark == Some(Mark::Practice));
                report.push(json!({ "venue": venue, "person": person, "colour": arrival.colour, "test": test }));
            }
            row.push(cell(&here, language));
        }
        rows.push(row);
    }
    teller.show(&screen::table(teller.view(), &head, &rows));
    teller.blank();
    teller.tell(Narration::FromTheDatabase, &[]);
    let practice = arrivals.iter().filter(|arrival| arrival.mark == Some(Mark::Practice)).count();
    let expected = practice == 2 * Spot::ALL.len() && known - practice == 8;
    teller.told(known == arrivals.len() && expected, "eight arrivals and the practice, each of somebody")?;
    teller.say(Word::VenueLearns.say(language));
    search(stage, teller)?;
    Ok(Value::Array(report))
}

/// Whether a venue knows no more than the colour: in its test week, that of nobody real.
fn fits(arrival: &Arrival, person: Person) -> bool {
    arrival.mark == Some(Mark::Practice) || arrival.colour.is_none_or(|colour| colour == person.colour())
}

fn cell(arrivals: &[&Arrival], language: Language) -> Line {
    let Some(last) = arrivals.last() else { return Line::of(" ", Ink::PLAIN).then("–", Ink::QUIET) };
    let practice = last.mark == Some(Mark::Practice);
    let mark =
        |arrival: &Arrival| if practice { screen::hatched(arrival.colour) } else { screen::mark(arrival.colour) };
    let marks = arrivals.iter().fold(Line::default(), |line, arrival| line.join(mark(arrival)));
    let word = last.colour.map_or(Narration::NoColour.say(language), |colour| colour.word().say(language));
    marks.then(" ", Ink::PLAIN).then(if practice { Word::Test.say(language) } else { word }, Ink::PLAIN)
}

/// Nothing secret may stand in what the service keeps: database, write-ahead log, logs.
fn search(stage: &Stage, teller: &mut Teller<'_>) -> Result<(), Untold> {
    let mut secrets = stage.network.tokens();
    secrets.push(stage.operator_token.clone());
    secrets.extend(stage.log_in_codes());
    secrets.extend(Person::ALL.map(|person| person.iin().to_owned()));
    secrets.extend(numbers().iter().map(|number| number.trim_start_matches('+').to_owned()));
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
