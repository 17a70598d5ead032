//! The wrapped keys of the days.

use crate::database::{DatabaseError, Sql};

/// Every day's key, wrapped.
pub(crate) fn all(sql: &mut dyn Sql) -> Result<Vec<(i32, Vec<u8>)>, DatabaseError> {
    let rows = sql.rows("select day, wrapped from day_key", &[])?;
    rows.iter().map(|row| Ok((row.number(0)?, row.blob(1)?.to_vec()))).collect()
}

/// Keeps a day's key unless there is one; the one that is kept.
pub(crate) fn keep(sql: &mut dyn Sql, day: i32, wrapped: &[u8]) -> Result<Vec<u8>, DatabaseError> {
    sql.execute(
        "insert into day_key (day, wrapped) values ($1, $2) on conflict (day) do nothing",
        &[day.into(), wrapped.into()],
    )?;
    let row = sql.row("select wrapped from day_key where day = $1", &[day.into()])?;
    Ok(row.ok_or(DatabaseError::Shape)?.blob(0)?.to_vec())
}

/// Destroys the keys of days before that one.
pub(crate) fn destroy_before(sql: &mut dyn Sql, day: i32) -> Result<usize, DatabaseError> {
    sql.execute("delete from day_key where day < $1", &[day.into()])
}
