//! What the health authority knows.

use ashyq_core::{
    moment::Moment,
    status::{Fact, FactKind},
};

use super::{Id, bindings::Subject, name_of, of_name};
use crate::database::{DatabaseError, Sql, Value};

/// A fact with what goes with it.
#[derive(Clone, Debug)]
pub(crate) struct FactRow {
    pub(crate) fact: Fact,
    /// Where a contact stays, sealed.
    pub(crate) isolation: Option<Vec<u8>>,
}

/// The newest version of a name.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) number: u32,
    pub(crate) digest: [u8; 32],
    pub(crate) subject: Option<Subject>,
}

/// The facts of a person.
pub(crate) fn of_subject(sql: &mut dyn Sql, subject: &Subject) -> Result<Vec<FactRow>, DatabaseError> {
    let rows = sql.rows("select kind, at, isolation from fact where subject = $1", &[(*subject).into()])?;
    rows.iter()
        .map(|row| {
            let fact = Fact { kind: of_name(row.text(0)?)?, at: row.moment(1)? };
            Ok(FactRow { fact, isolation: row.maybe_blob(2)?.map(<[u8]>::to_vec) })
        })
        .collect()
}

/// The newest version of a fact's name.
pub(crate) fn version(sql: &mut dyn Sql, source: &Id, id: &str) -> Result<Option<Version>, DatabaseError> {
    let row = sql.row(
        "select version, digest, subject from fact_version where source_id = $1 and fact_id = $2",
        &[(*source).into(), id.into()],
    )?;
    row.map(|row| Ok(Version { number: row.number(0)?, digest: row.bytes(1)?, subject: row.maybe_bytes(2)? }))
        .transpose()
}

/// Notes the newest version of a fact's name.
pub(crate) fn put_version(
    sql: &mut dyn Sql,
    source: &Id,
    id: &str,
    version: &Version,
    forget_at: Moment,
) -> Result<(), DatabaseError> {
    sql.execute(
        "insert into fact_version (source_id, fact_id, version, subject, digest, forget_at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (source_id, fact_id) do update set \
         version = excluded.version, subject = excluded.subject, digest = excluded.digest, \
         forget_at = excluded.forget_at",
        &[
            (*source).into(),
            id.into(),
            version.number.into(),
            version.subject.into(),
            version.digest.into(),
            forget_at.into(),
        ],
    )
    .map(drop)
}

/// Removes a fact.
pub(crate) fn remove(sql: &mut dyn Sql, subject: &Subject, source: &Id, id: &str) -> Result<(), DatabaseError> {
    sql.execute(
        "delete from fact where subject = $1 and source_id = $2 and fact_id = $3",
        &[(*subject).into(), (*source).into(), id.into()],
    )
    .map(drop)
}

/// Adds a fact.
pub(crate) fn add(
    sql: &mut dyn Sql,
    subject: &Subject,
    (source, id): (&Id, &str),
    row: &FactRow,
    product: Option<&str>,
) -> Result<(), DatabaseError> {
    let isolation: Value = row.isolation.clone().into();
    sql.execute(
        "insert into fact (subject, source_id, fact_id, kind, at, isolation, product) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            (*subject).into(),
            (*source).into(),
            id.into(),
            name_of(&row.fact.kind).into(),
            row.fact.at.into(),
            isolation,
            product.into(),
        ],
    )
    .map(drop)
}

/// Forgets the places of contacts that the person has recovered from.
macro_rules! forget_places {
    ($whose:literal) => {
        concat!(
            "update fact set isolation = null where kind = $1 and isolation is not null and exists (\
             select 1 from fact as recovered where recovered.subject = fact.subject and recovered.kind = $2 \
             and recovered.at >= fact.at and recovered.at <= $3)",
            $whose
        )
    };
}

/// Deletes the isolation places of a person's contacts that are over, in whatever order it became known.
pub(crate) fn forget_places(sql: &mut dyn Sql, subject: &Subject, now: Moment) -> Result<(), DatabaseError> {
    let (contact, recovered) = (name_of(&FactKind::Contact), name_of(&FactKind::Recovered));
    let sought = [contact.into(), recovered.into(), now.into(), (*subject).into()];
    sql.execute(forget_places!(" and subject = $4"), &sought).map(drop)
}

/// The same for everybody: a recovery may be known before its day.
pub(crate) fn forget_everybodys_places(sql: &mut dyn Sql, now: Moment) -> Result<(), DatabaseError> {
    let (contact, recovered) = (name_of(&FactKind::Contact), name_of(&FactKind::Recovered));
    sql.execute(forget_places!(""), &[contact.into(), recovered.into(), now.into()]).map(drop)
}
