//! The health authority's systems.

use ashyq_core::moment::Moment;

use super::{Id, devices::Device};
use crate::database::{DatabaseError, Row, Sql};

/// The source of a key that is not revoked.
pub(crate) fn of_device(sql: &mut dyn Sql, device: &Device) -> Result<Option<Id>, DatabaseError> {
    let row = sql.row("select source_id from source where device = $1 and revoked_at is null", &[(*device).into()])?;
    row.map(|row| row.bytes(0)).transpose()
}

/// A source as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct SourceRow {
    pub(crate) source: Id,
    pub(crate) name: String,
    pub(crate) device: Device,
    pub(crate) registered_at: Moment,
    pub(crate) revoked_at: Option<Moment>,
}

/// A source.
pub(crate) fn get(sql: &mut dyn Sql, source: &Id) -> Result<Option<SourceRow>, DatabaseError> {
    let row = sql.row(
        "select source_id, name, device, registered_at, revoked_at from source where source_id = $1",
        &[(*source).into()],
    )?;
    row.as_ref().map(read).transpose()
}

/// A page of the sources, the newest first: those that were registered before another.
pub(crate) fn page(sql: &mut dyn Sql, (at, source): (Moment, Id), limit: i64) -> Result<Vec<SourceRow>, DatabaseError> {
    let rows = sql.rows(
        "select source_id, name, device, registered_at, revoked_at from source \
         where (registered_at, source_id) < ($1, $2) order by registered_at desc, source_id desc limit $3",
        &[at.into(), source.into(), limit.into()],
    )?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<SourceRow, DatabaseError> {
    Ok(SourceRow {
        source: row.bytes(0)?,
        name: row.text(1)?.to_owned(),
        device: row.bytes(2)?,
        registered_at: row.moment(3)?,
        revoked_at: row.maybe_moment(4)?,
    })
}

/// Whether a key was ever registered.
pub(crate) fn is_known(sql: &mut dyn Sql, device: &Device) -> Result<bool, DatabaseError> {
    Ok(sql.row("select 1 from source where device = $1", &[(*device).into()])?.is_some())
}

/// Registers a source.
pub(crate) fn add(
    sql: &mut dyn Sql,
    source: &Id,
    name: &str,
    device: &Device,
    now: Moment,
) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into source (source_id, name, device, registered_at) values ($1, $2, $3, $4)",
        &[(*source).into(), name.into(), (*device).into(), now.into()],
    )
    .map(drop)
}

/// Revokes a source; whether there was one.
pub(crate) fn revoke(sql: &mut dyn Sql, source: &Id, now: Moment) -> Result<bool, DatabaseError> {
    let changed = sql.execute(
        "update source set revoked_at = $1 where source_id = $2 and revoked_at is null",
        &[now.into(), (*source).into()],
    )?;
    Ok(changed == 1)
}
