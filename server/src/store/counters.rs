//! Numbers that only rise.

use crate::database::{DatabaseError, Sql};

/// The number; zero before its first rise.
pub(crate) fn get(sql: &mut dyn Sql, name: &'static str) -> Result<u32, DatabaseError> {
    let row = sql.row("select value from counter where name = $1", &[name.into()])?;
    row.map_or(Ok(0), |row| row.number(0))
}

/// Lets the number rise by one.
pub(crate) fn rise(sql: &mut dyn Sql, name: &'static str) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into counter (name, value) values ($1, 1) on conflict (name) do update set value = counter.value + 1",
        &[name.into()],
    )
    .map(drop)
}

/// Lets the number rise to at least that value.
pub(crate) fn rise_to(sql: &mut dyn Sql, name: &'static str, value: i64) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into counter (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value \
         where counter.value < excluded.value",
        &[name.into(), value.into()],
    )
    .map(drop)
}
