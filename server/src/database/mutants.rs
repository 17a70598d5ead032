//! Planted faults, for the harnesses to prove themselves on. Compiled only with the feature `mutants`, which nothing ships with.

use std::time::Duration;

use super::{DatabaseError, sqlite::Connection, writer::Job};

/// Whether the fault of that name is planted in this process.
pub(crate) fn is_planted(name: &str) -> bool {
    std::env::var("MUTANT").is_ok_and(|planted| planted == name)
}

/// Acknowledges before COMMIT: whoever is killed in between has lied. Whether it is planted.
pub(super) fn answer_before_commit(
    connection: &mut Connection,
    group: &mut Vec<Box<dyn Job>>,
) -> Result<bool, DatabaseError> {
    if !is_planted("before-commit") {
        return Ok(false);
    }
    connection.run("begin immediate")?;
    for job in group.iter_mut() {
        job.run(connection);
    }
    group.drain(..).for_each(Job::answer);
    std::thread::sleep(Duration::from_millis(10));
    connection.run("commit")?;
    Ok(true)
}

/// Acknowledges before fsync: a commit returns before anything is on disk.
pub(super) fn answer_before_sync(connection: &mut Connection) -> Result<(), DatabaseError> {
    if is_planted("before-fsync") { connection.run("pragma synchronous = off") } else { Ok(()) }
}
