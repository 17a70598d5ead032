//! The audit: what was done by whom, each row's hash covering the one before it.

use ashyq_core::moment::Moment;
use sha2::{Digest, Sha256};

use super::Id;
use crate::database::{DatabaseError, Sql};

/// What a row of the audit says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    pub(crate) at: Moment,
    /// Who: an operator, a visitor, the service.
    pub(crate) actor: &'static str,
    pub(crate) action: &'static str,
    /// A person's alias, or a thing's id.
    pub(crate) subject: Option<Id>,
    /// Numbers and names of the program only.
    pub(crate) detail: String,
    /// Which member did it, by alias.
    pub(crate) who: Option<Id>,
}

impl Deed {
    /// Something a visitor did, named by the account's alias.
    pub(crate) fn of_visitor(at: Moment, action: &'static str, alias: Id) -> Self {
        Self { at, actor: "visitor", action, subject: Some(alias), detail: String::new(), who: None }
    }

    /// Something the operator did to a thing.
    pub(crate) fn of_operator(at: Moment, action: &'static str, subject: Option<Id>, detail: String) -> Self {
        Self { at, actor: "operator", action, subject, detail, who: None }
    }

    /// Something an association's member did to a thing.
    pub(crate) fn of_association(at: Moment, action: &'static str, subject: Option<Id>, detail: String) -> Self {
        Self { at, actor: "association", action, subject, detail, who: None }
    }

    /// Something a business did to a thing.
    pub(crate) fn of_business(at: Moment, action: &'static str, subject: Option<Id>, detail: String) -> Self {
        Self { at, actor: "business", action, subject, detail, who: None }
    }

    /// Something the service did by its clock.
    pub(crate) fn of_service(at: Moment, action: &'static str, subject: Option<Id>, detail: String) -> Self {
        Self { at, actor: "service", action, subject, detail, who: None }
    }

    /// The same, by whom: the alias of the account.
    #[must_use]
    pub(crate) fn by(self, alias: impl Into<Option<Id>>) -> Self {
        Self { who: alias.into(), ..self }
    }
}

/// Adds a row to a chain.
pub(crate) fn add(sql: &mut dyn Sql, chain: &Id, deed: &Deed) -> Result<(), DatabaseError> {
    let last =
        sql.row("select number, hash from audit where chain = $1 order by number desc limit 1", &[(*chain).into()])?;
    let (number, before) = match last {
        Some(row) => (row.int(0)? + 1, row.bytes(1)?),
        // A chain begins where the newest one stands, so that a whole chain cannot vanish unseen.
        None => (1, newest(sql)?),
    };
    let named = (deed.subject.as_ref(), deed.who.as_ref());
    let hash = hash(&before, chain, number, (deed.at, deed.actor, deed.action), named, &deed.detail);
    sql.execute(
        "insert into audit (chain, number, at, actor, action, subject, detail, hash, who) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            (*chain).into(),
            number.into(),
            deed.at.into(),
            deed.actor.into(),
            deed.action.into(),
            deed.subject.into(),
            deed.detail.as_str().into(),
            hash.into(),
            deed.who.into(),
        ],
    )
    .map(drop)
}

/// The chains that have rows.
#[cfg(test)]
pub(crate) fn chains(sql: &mut dyn Sql) -> Result<Vec<Id>, DatabaseError> {
    let rows = sql.rows("select distinct chain from audit", &[])?;
    rows.iter().map(|row| row.bytes(0)).collect()
}

/// Whether a chain's rows are whole: each hash covers its row and the row before.
#[cfg(test)]
pub(crate) fn is_whole(sql: &mut dyn Sql, chain: &Id) -> Result<bool, DatabaseError> {
    let rows = sql.rows(
        "select number, at, actor, action, subject, detail, hash, who from audit where chain = $1 order by number",
        &[(*chain).into()],
    )?;
    let link = |row: &crate::database::Row, before: &[u8; 32]| -> Result<[u8; 32], DatabaseError> {
        let deed = (row.moment(1)?, row.text(2)?, row.text(3)?);
        let (subject, who) = (row.maybe_bytes(4)?, row.maybe_bytes(7)?);
        Ok(hash(before, chain, row.int(0)?, deed, (subject.as_ref(), who.as_ref()), row.text(5)?))
    };
    let mut before: Option<(i64, [u8; 32])> = None;
    for row in &rows {
        let (number, stored) = (row.int(0)?, row.bytes(6)?);
        // The first kept row's predecessor may be past its year.
        if let Some((last, hash)) = before
            && (number != last + 1 || link(row, &hash)? != stored)
        {
            return Ok(false);
        }
        before = Some((number, stored));
    }
    Ok(true)
}

fn newest(sql: &mut dyn Sql) -> Result<[u8; 32], DatabaseError> {
    let row = sql.row("select hash from audit order by at desc, number desc limit 1", &[])?;
    row.map_or(Ok([0; 32]), |row| row.bytes(0))
}

fn hash(
    before: &[u8; 32],
    chain: &Id,
    number: i64,
    (at, actor, action): (Moment, &str, &str),
    (subject, who): (Option<&Id>, Option<&Id>),
    detail: &str,
) -> [u8; 32] {
    let mut digest = Sha256::new_with_prefix(b"ashyq audit 1\0");
    digest.update(before);
    digest.update(chain);
    digest.update(number.to_be_bytes());
    digest.update(at.0.to_be_bytes());
    let parts = [actor.as_bytes(), action.as_bytes(), subject.map_or(&[], |id| id.as_slice()), detail.as_bytes()];
    // Rows from before members were named have no last part.
    for part in parts.into_iter().chain(who.map(<[u8; 16]>::as_slice)) {
        digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}
