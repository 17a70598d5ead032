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

/// Whether something was ever done by a person, or to a thing, as far back as the audit goes.
pub(crate) fn did(sql: &mut dyn Sql, subject: &Id, action: &str) -> Result<bool, DatabaseError> {
    let row =
        sql.row("select 1 from audit where subject = $1 and action = $2 limit 1", &[(*subject).into(), action.into()])?;
    Ok(row.is_some())
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

/// Where a row stands among all: the newest is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) at: Moment,
    chain: Id,
    number: i64,
}

impl Place {
    /// Newer than every row.
    pub(crate) const NEWEST: Self = Self { at: Moment(i64::MAX), chain: [0xff; 16], number: i64::MAX };

    /// The place as whoever goes through the pages names it.
    pub(crate) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&self.at.0.to_be_bytes());
        bytes[8..24].copy_from_slice(&self.chain);
        bytes[24..].copy_from_slice(&self.number.to_be_bytes());
        bytes
    }

    /// The place of those bytes; each of them is one, whether or not a row stands there.
    pub(crate) fn read(bytes: &[u8; 32]) -> Self {
        let (at, rest) = bytes.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
        let (chain, rest) = rest.split_first_chunk::<16>().unwrap_or((&[0; 16], &[]));
        let number = rest.first_chunk::<8>().unwrap_or(&[0; 8]);
        Self { at: Moment(i64::from_be_bytes(*at)), chain: *chain, number: i64::from_be_bytes(*number) }
    }
}

/// Which rows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Filter<'a> {
    Everything,
    /// What one kind of actor did.
    Actor(&'a str),
    /// What was done to one person or thing.
    Subject(Id),
}

/// A row as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct AuditRow {
    pub(crate) place: Place,
    pub(crate) actor: String,
    pub(crate) action: String,
    pub(crate) subject: Option<Id>,
    pub(crate) detail: String,
    pub(crate) who: Option<Id>,
}

/// A page of the audit, the newest first: what is older than a place.
pub(crate) fn page(
    sql: &mut dyn Sql,
    filter: Filter<'_>,
    before: Place,
    limit: i64,
) -> Result<Vec<AuditRow>, DatabaseError> {
    let Place { at, chain, number } = before;
    let rows = match filter {
        Filter::Everything => sql.rows(
            "select at, chain, number, actor, action, subject, detail, who from audit \
             where (at, chain, number) < ($1, $2, $3) order by at desc, chain desc, number desc limit $4",
            &[at.into(), chain.into(), number.into(), limit.into()],
        )?,
        Filter::Actor(actor) => sql.rows(
            "select at, chain, number, actor, action, subject, detail, who from audit \
             where actor = $1 and (at, chain, number) < ($2, $3, $4) order by at desc, chain desc, number desc limit $5",
            &[actor.into(), at.into(), chain.into(), number.into(), limit.into()],
        )?,
        Filter::Subject(subject) => sql.rows(
            "select at, chain, number, actor, action, subject, detail, who from audit \
             where subject = $1 and (at, chain, number) < ($2, $3, $4) order by at desc, chain desc, number desc limit $5",
            &[subject.into(), at.into(), chain.into(), number.into(), limit.into()],
        )?,
    };
    let read = |row: &crate::database::Row| {
        Ok(AuditRow {
            place: Place { at: row.moment(0)?, chain: row.bytes(1)?, number: row.int(2)? },
            actor: row.text(3)?.to_owned(),
            action: row.text(4)?.to_owned(),
            subject: row.maybe_bytes(5)?,
            detail: row.text(6)?.to_owned(),
            who: row.maybe_bytes(7)?,
        })
    };
    rows.iter().map(read).collect()
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
    let row = sql.row(
        "select hash from audit where at <= $1 order by at desc, chain desc, number desc limit 1",
        &[Moment(i64::MAX).into()],
    )?;
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
