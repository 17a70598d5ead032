//! Businesses, as a phone number stands for them.

use ashyq_core::moment::Moment;

use super::Id;
use crate::database::{DatabaseError, Row, Sql};

/// A business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BusinessRow {
    pub(crate) id: Id,
    pub(crate) phone_hash: [u8; 32],
    pub(crate) number_hash: [u8; 32],
    /// The BIN; `None` for a sole proprietor.
    pub(crate) bin: Option<String>,
    pub(crate) last_four: String,
}

fn read(row: &Row) -> Result<BusinessRow, DatabaseError> {
    Ok(BusinessRow {
        id: row.bytes(0)?,
        phone_hash: row.bytes(1)?,
        number_hash: row.bytes(2)?,
        bin: row.maybe_text(3)?.map(str::to_owned),
        last_four: row.text(4)?.to_owned(),
    })
}

/// A business.
pub(crate) fn get(sql: &mut dyn Sql, business: &Id) -> Result<Option<BusinessRow>, DatabaseError> {
    let row = sql.row(
        "select business_id, phone_hash, number_hash, bin, last_four from business where business_id = $1",
        &[(*business).into()],
    )?;
    row.as_ref().map(read).transpose()
}

/// The business of a number that a phone number owns.
pub(crate) fn of_phone(
    sql: &mut dyn Sql,
    phone_hash: &[u8; 32],
    number_hash: &[u8; 32],
) -> Result<Option<BusinessRow>, DatabaseError> {
    let row = sql.row(
        "select business_id, phone_hash, number_hash, bin, last_four from business \
         where phone_hash = $1 and number_hash = $2",
        &[(*phone_hash).into(), (*number_hash).into()],
    )?;
    row.as_ref().map(read).transpose()
}

/// The businesses that a phone number owns.
pub(crate) fn all_of_phone(sql: &mut dyn Sql, phone_hash: &[u8; 32]) -> Result<Vec<BusinessRow>, DatabaseError> {
    let rows = sql.rows(
        "select business_id, phone_hash, number_hash, bin, last_four from business where phone_hash = $1",
        &[(*phone_hash).into()],
    )?;
    rows.iter().map(read).collect()
}

/// Adds a business.
pub(crate) fn add(sql: &mut dyn Sql, row: &BusinessRow, now: Moment) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into business (business_id, phone_hash, number_hash, bin, last_four, since) \
         values ($1, $2, $3, $4, $5, $6)",
        &[
            row.id.into(),
            row.phone_hash.into(),
            row.number_hash.into(),
            row.bin.as_deref().into(),
            row.last_four.as_str().into(),
            now.into(),
        ],
    )
    .map(drop)
}
