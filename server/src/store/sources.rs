//! The health authority's systems.

use ashyq_core::moment::Moment;

use super::{Id, devices::Device};
use crate::database::{DatabaseError, Sql};

/// The source of a key that is not revoked.
pub(crate) fn of_device(sql: &mut dyn Sql, device: &Device) -> Result<Option<Id>, DatabaseError> {
    let row = sql.row("select source_id from source where device = $1 and revoked_at is null", &[(*device).into()])?;
    row.map(|row| row.bytes(0)).transpose()
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
