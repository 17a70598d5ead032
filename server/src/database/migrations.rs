//! Brings a database's schema up to date, one file a step.

use super::{DatabaseError, Sql, sqlite::Connection};

/// The steps, in order; a step that was ever released is never changed.
const STEPS: &[&str] = &[
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_cabinet.sql"),
    include_str!("../../migrations/0003_application.sql"),
    include_str!("../../migrations/0004_staff.sql"),
    include_str!("../../migrations/0005_practice.sql"),
    include_str!("../../migrations/0006_board.sql"),
    include_str!("../../migrations/0007_sweep.sql"),
    include_str!("../../migrations/0008_office.sql"),
    include_str!("../../migrations/0009_deletion.sql"),
];

/// The newest schema that this program knows.
pub(super) fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Runs the steps that are missing, each in a transaction of its own.
pub(super) fn run(connection: &mut Connection) -> Result<(), DatabaseError> {
    connection.run("create table if not exists schema_version (version integer not null primary key) strict")?;
    let found = connection.row("select coalesce(max(version), 0) from schema_version", &[])?;
    let found = found.ok_or(DatabaseError::Shape)?.int(0)?;
    let known = known();
    if found > known {
        return Err(DatabaseError::Newer { found, known });
    }
    for (step, version) in STEPS.iter().zip(1_i64..).skip(usize::try_from(found).unwrap_or(0)) {
        connection.run("begin immediate")?;
        connection.run_all(step)?;
        connection.execute("insert into schema_version (version) values ($1)", &[version.into()])?;
        connection.run("commit")?;
    }
    Ok(())
}
