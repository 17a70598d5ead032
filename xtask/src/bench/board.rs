//! Bench `board`: the site's pages, open boards and arrivals, and whether everything they ask the database has an index.

use super::{
    service::{build, measure, slow_sync},
    table::{Figure, Goal, Table},
};

const FIGURES: [(&str, &str, Goal); 5] = [
    ("page_first_kb", "first page on the wire without fonts, in units of 1024 bytes", Goal::Most(60.0)),
    ("page_server_ms_p50", "median of the slowest page with 10,000 venues and 10⁶ visits, in ms", Goal::Most(5.0)),
    ("board_500_cores", "cores with 500 open boards and ten arrivals a second", Goal::Most(1.0)),
    ("arrival_on_screen_ms_p99", "from the phone's request to the board, in ms", Goal::Most(300.0)),
    ("queries_without_index", "statements of a page or the board that look at a whole table", Goal::Most(0.0)),
];

pub(crate) fn run() -> Result<Table, String> {
    let load = build()?;
    let shim = slow_sync()?;
    println!("== with fsyncs of 4 ms");
    let measured = measure(&load, Some(&shim), Some(1), &["pages", "board", "indexes"])?;
    let rows = FIGURES.iter().map(|(key, what, goal)| {
        let measured = *measured.get(*key).ok_or_else(|| format!("{key} was not measured"))?;
        Ok(Figure { key, what, goal: *goal, measured })
    });
    Ok(Table { rows: rows.collect::<Result<_, String>>()?, rest: Vec::new() })
}
