//! Waits that somebody may answer.

use ashyq_core::{claim::ClaimNumber, moment::Moment};

use super::{Id, devices::Device};
use crate::database::{DatabaseError, Row, Sql};

/// A wait of a device or of a binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) id: Id,
    pub(crate) account: Id,
    pub(crate) device: Device,
    /// The waiting binding; without one the device itself waits.
    pub(crate) binding: Option<Id>,
    pub(crate) until: Moment,
    pub(crate) objected_at: Option<Moment>,
}

impl Claim {
    /// The number that the claimant shows to the operator.
    pub(crate) fn number(&self) -> ClaimNumber {
        ClaimNumber::of_claim(self.id)
    }
}

fn read(row: &Row) -> Result<Claim, DatabaseError> {
    Ok(Claim {
        id: row.bytes(0)?,
        account: row.bytes(1)?,
        device: row.bytes(2)?,
        binding: row.maybe_bytes(3)?,
        until: row.moment(4)?,
        objected_at: row.maybe_moment(5)?,
    })
}

/// A claim.
pub(crate) fn get(sql: &mut dyn Sql, claim: &Id) -> Result<Option<Claim>, DatabaseError> {
    let row = sql.row(
        "select claim_id, account_id, device, binding_id, until, objected_at from claim where claim_id = $1",
        &[(*claim).into()],
    )?;
    row.as_ref().map(read).transpose()
}

/// The claims of an account.
pub(crate) fn of_account(sql: &mut dyn Sql, account: &Id) -> Result<Vec<Claim>, DatabaseError> {
    let rows = sql.rows(
        "select claim_id, account_id, device, binding_id, until, objected_at from claim where account_id = $1",
        &[(*account).into()],
    )?;
    rows.iter().map(read).collect()
}

/// The claims that were objected to, the oldest first.
pub(crate) fn objected(sql: &mut dyn Sql, limit: i64) -> Result<Vec<Claim>, DatabaseError> {
    let rows = sql.rows(
        "select claim_id, account_id, device, binding_id, until, objected_at from claim \
         where objected_at is not null order by objected_at limit $1",
        &[limit.into()],
    )?;
    rows.iter().map(read).collect()
}

/// Puts a claim, whether or not it was there.
pub(crate) fn put(sql: &mut dyn Sql, claim: &Claim) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into claim (claim_id, account_id, device, binding_id, until, objected_at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (claim_id) do update set objected_at = excluded.objected_at",
        &[
            claim.id.into(),
            claim.account.into(),
            claim.device.into(),
            claim.binding.into(),
            claim.until.into(),
            claim.objected_at.into(),
        ],
    )
    .map(drop)
}

/// Removes a claim.
pub(crate) fn remove(sql: &mut dyn Sql, claim: &Id) -> Result<(), DatabaseError> {
    sql.execute("delete from claim where claim_id = $1", &[(*claim).into()]).map(drop)
}
