//! Published rules.

use ashyq_core::{moment::Moment, rules::Rules};

use crate::database::{DatabaseError, Sql};

/// The newest published rules.
pub(crate) fn newest(sql: &mut dyn Sql) -> Result<Option<Rules>, DatabaseError> {
    let row = sql.row("select document from rules order by version desc limit 1", &[])?;
    row.map(|row| serde_json::from_str(row.text(0)?).map_err(|_| DatabaseError::Shape)).transpose()
}

/// Publishes rules.
pub(crate) fn publish(sql: &mut dyn Sql, rules: &Rules, now: Moment) -> Result<(), DatabaseError> {
    let document = serde_json::to_string(rules).map_err(|_| DatabaseError::Shape)?;
    sql.execute(
        "insert into rules (version, document, published_at) values ($1, $2, $3)",
        &[rules.version().into(), document.into(), now.into()],
    )
    .map(drop)
}
