//! Industry associations and the activities that they file for.

use ashyq_core::moment::Moment;

use super::Id;
use crate::{
    database::{DatabaseError, Sql},
    limits,
};

/// An association.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AssociationRow {
    pub(crate) id: Id,
    pub(crate) name: String,
    /// The first digits of the activities that it files for.
    pub(crate) prefixes: Vec<String>,
}

/// Adds an association.
pub(crate) fn add(sql: &mut dyn Sql, association: &AssociationRow, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into association (association_id, name, created_at) values ($1, $2, $3)",
        &[association.id.into(), association.name.as_str().into(), now.into()],
    )?;
    for prefix in &association.prefixes {
        sql.execute(
            "insert into association_oked (association_id, prefix) values ($1, $2)",
            &[association.id.into(), prefix.as_str().into()],
        )?;
    }
    Ok(())
}

/// An association.
pub(crate) fn get(sql: &mut dyn Sql, association: &Id) -> Result<Option<AssociationRow>, DatabaseError> {
    let row = sql.row("select name from association where association_id = $1", &[(*association).into()])?;
    let Some(row) = row else { return Ok(None) };
    let name = row.text(0)?.to_owned();
    Ok(Some(AssociationRow { id: *association, name, prefixes: prefixes(sql, association)? }))
}

/// The associations, in the order in which they were made.
pub(crate) fn all(sql: &mut dyn Sql) -> Result<Vec<AssociationRow>, DatabaseError> {
    let rows = sql.rows(
        "select association_id from association where created_at > $1 order by created_at, association_id limit $2",
        &[Moment(i64::MIN).into(), limits::MOST_ASSOCIATIONS.into()],
    )?;
    let mut found = Vec::new();
    for row in &rows {
        found.extend(get(sql, &row.bytes(0)?)?);
    }
    Ok(found)
}

fn prefixes(sql: &mut dyn Sql, association: &Id) -> Result<Vec<String>, DatabaseError> {
    let rows = sql.rows(
        "select prefix from association_oked where association_id = $1 order by prefix",
        &[(*association).into()],
    )?;
    rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
}
