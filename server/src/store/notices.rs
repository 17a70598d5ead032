//! What an account must know.

use ashyq_core::{
    bytes::Bytes,
    claim::ClaimNumber,
    wire::{Notice, NoticeKind},
};

use super::{Id, name_of, of_name};
use crate::database::{DatabaseError, Sql};

/// A notice with what it can answer.
#[derive(Clone, Debug)]
pub(crate) struct NoticeRow {
    pub(crate) notice: Notice,
    /// The claim that it is about.
    pub(crate) claim: Option<Id>,
    pub(crate) answered: bool,
}

/// Adds a notice.
pub(crate) fn add(sql: &mut dyn Sql, account: &Id, notice: &Notice, claim: Option<Id>) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into notice (account_id, notice_id, at, kind, claim_id, until, answered) \
         values ($1, $2, $3, $4, $5, $6, 0)",
        &[
            (*account).into(),
            notice.id.0.into(),
            notice.at.into(),
            name_of(&notice.kind).into(),
            claim.into(),
            notice.until.into(),
        ],
    )
    .map(drop)
}

/// The notices of an account, the newest first.
pub(crate) fn of_account(sql: &mut dyn Sql, account: &Id, limit: i64) -> Result<Vec<NoticeRow>, DatabaseError> {
    let rows = sql.rows(
        "select notice_id, at, kind, until, claim_id, answered from notice where account_id = $1 \
         order by at desc, notice_id limit $2",
        &[(*account).into(), limit.into()],
    )?;
    rows.iter()
        .map(|row| {
            let kind: NoticeKind = of_name(row.text(2)?)?;
            let about: Option<Id> = row.maybe_bytes(4)?;
            let claim = about.filter(|_| kind == NoticeKind::ClaimObjected).map(ClaimNumber::of_claim);
            let notice =
                Notice { id: Bytes(row.bytes(0)?), at: row.moment(1)?, kind, until: row.maybe_moment(3)?, claim };
            Ok(NoticeRow { notice, claim: about, answered: row.flag(5)? })
        })
        .collect()
}

/// Notes that a notice is answered.
pub(crate) fn answer(sql: &mut dyn Sql, account: &Id, notice: &Id) -> Result<(), DatabaseError> {
    sql.execute(
        "update notice set answered = 1 where account_id = $1 and notice_id = $2",
        &[(*account).into(), (*notice).into()],
    )
    .map(drop)
}

/// Deletes the notices of an account.
pub(crate) fn delete_of_account(sql: &mut dyn Sql, account: &Id) -> Result<(), DatabaseError> {
    sql.execute("delete from notice where account_id = $1", &[(*account).into()]).map(drop)
}
