//! How the database answers what it is asked: watched by tests and benches, off otherwise.

use std::{
    collections::BTreeMap,
    sync::{Mutex, OnceLock, PoisonError},
};

/// How a statement is run, step by step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The statement.
    pub statement: &'static str,
    /// The steps, as the database describes them.
    pub steps: Vec<String>,
}

impl Plan {
    /// Whether some step looks at every row of a table: its time grows with what others have stored.
    pub fn scans(&self) -> bool {
        self.steps.iter().any(|step| step.starts_with("SCAN") && step != "SCAN CONSTANT ROW")
    }
}

static PLANS: OnceLock<Mutex<BTreeMap<&'static str, Plan>>> = OnceLock::new();

/// Begins to watch, for every database of this process.
pub fn watch() {
    PLANS.get_or_init(Mutex::default);
}

/// What was run since: every statement once.
pub fn seen() -> Vec<Plan> {
    let plans = PLANS.get().map(|plans| plans.lock().unwrap_or_else(PoisonError::into_inner));
    plans.map_or_else(Vec::new, |plans| plans.values().cloned().collect())
}

/// Notes the plan of a statement that was not seen before.
pub(super) fn note(connection: &rusqlite::Connection, statement: &'static str) {
    let Some(plans) = PLANS.get() else { return };
    if !["select ", "insert ", "update ", "delete "].iter().any(|verb| statement.starts_with(verb)) {
        return;
    }
    let mut plans = plans.lock().unwrap_or_else(PoisonError::into_inner);
    if let std::collections::btree_map::Entry::Vacant(place) = plans.entry(statement)
        && let Ok(steps) = explain(connection, statement)
    {
        place.insert(Plan { statement, steps });
    }
}

fn explain(connection: &rusqlite::Connection, statement: &str) -> rusqlite::Result<Vec<String>> {
    let mut explained = connection.prepare(&format!("explain query plan {statement}"))?;
    let mut rows = explained.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        steps.push(row.get(3)?);
    }
    Ok(steps)
}
