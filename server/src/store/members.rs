//! Who is an operator or acts for an association.

use ashyq_core::moment::Moment;

use super::Id;
use crate::{
    database::{DatabaseError, Row, Sql},
    limits,
};

/// What a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Office {
    Operator,
    Association(Id),
}

/// Somebody who was named.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) id: Id,
    pub(crate) phone_hash: [u8; 32],
    pub(crate) phone_sealed: Vec<u8>,
    pub(crate) office: Office,
    pub(crate) named_at: Moment,
    /// Counts from then on.
    pub(crate) from: Moment,
    /// Counts until then.
    pub(crate) until: Option<Moment>,
    /// The secret of the one-time passwords, sealed, once enrolled.
    pub(crate) totp_sealed: Option<Vec<u8>>,
}

impl Member {
    /// Whether it counts, where no newer naming of the same person has begun.
    pub(crate) fn counts(&self, now: Moment) -> bool {
        self.from <= now && self.until.is_none_or(|until| until > now)
    }

    fn read(row: &Row) -> Result<Self, DatabaseError> {
        let office = match (row.text(3)?, row.maybe_bytes(4)?) {
            ("operator", None) => Office::Operator,
            ("association", Some(association)) => Office::Association(association),
            _ => return Err(DatabaseError::Shape),
        };
        Ok(Self {
            id: row.bytes(0)?,
            phone_hash: row.bytes(1)?,
            phone_sealed: row.blob(2)?.to_vec(),
            office,
            named_at: row.moment(5)?,
            from: row.moment(6)?,
            until: row.maybe_moment(7)?,
            totp_sealed: row.maybe_blob(8)?.map(<[u8]>::to_vec),
        })
    }
}

impl Office {
    fn columns(self) -> (&'static str, Option<Id>) {
        match self {
            Self::Operator => ("operator", None),
            Self::Association(association) => ("association", Some(association)),
        }
    }
}

/// What a phone number is now: the newest naming that has begun, if it still counts.
pub(crate) fn of_phone(sql: &mut dyn Sql, phone_hash: &[u8; 32], now: Moment) -> Result<Option<Member>, DatabaseError> {
    let row = sql.row(
        "select member_id, phone_hash, phone_sealed, role, association_id, named_at, from_at, until_at, totp_sealed \
         from member where phone_hash = $1 and from_at <= $2 order by from_at desc, named_at desc, member_id limit 1",
        &[(*phone_hash).into(), now.into()],
    )?;
    Ok(row.map(|row| Member::read(&row)).transpose()?.filter(|member| member.counts(now)))
}

/// Whether a phone number is a member or will be one.
pub(crate) fn is_or_will_be(sql: &mut dyn Sql, phone_hash: &[u8; 32], now: Moment) -> Result<bool, DatabaseError> {
    let row = sql.row(
        "select 1 from member where phone_hash = $1 and (until_at is null or until_at > $2) limit 1",
        &[(*phone_hash).into(), now.into()],
    )?;
    Ok(row.is_some())
}

/// A naming.
pub(crate) fn get(sql: &mut dyn Sql, member: &Id) -> Result<Option<Member>, DatabaseError> {
    let row = sql.row(
        "select member_id, phone_hash, phone_sealed, role, association_id, named_at, from_at, until_at, totp_sealed \
         from member where member_id = $1",
        &[(*member).into()],
    )?;
    row.map(|row| Member::read(&row)).transpose()
}

/// The namings that are not over, of operators and of all associations, the oldest first.
pub(crate) fn all(sql: &mut dyn Sql, now: Moment) -> Result<Vec<Member>, DatabaseError> {
    let rows = sql.rows(
        "select member_id, phone_hash, phone_sealed, role, association_id, named_at, from_at, until_at, totp_sealed \
         from member where from_at > $1 and (until_at is null or until_at > $2) order by from_at, member_id limit $3",
        &[Moment(i64::MIN).into(), now.into(), limits::MOST_MEMBERS.into()],
    )?;
    let found = rows.iter().map(Member::read).collect::<Result<Vec<_>, _>>()?;
    let mut present = Vec::new();
    for member in found {
        // What a newer naming of the same person has replaced says nothing any more.
        if member.from > now || of_phone(sql, &member.phone_hash, now)?.is_some_and(|found| found.id == member.id) {
            present.push(member);
        }
    }
    Ok(present)
}

/// Names somebody; a naming of the same person that has not begun is withdrawn.
pub(crate) fn add(sql: &mut dyn Sql, member: &Member, now: Moment) -> Result<(), DatabaseError> {
    sql.execute("delete from member where phone_hash = $1 and from_at > $2", &[member.phone_hash.into(), now.into()])?;
    let (role, association) = member.office.columns();
    sql.execute(
        "insert into member (phone_hash, member_id, phone_sealed, role, association_id, named_at, from_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            member.phone_hash.into(),
            member.id.into(),
            member.phone_sealed.clone().into(),
            role.into(),
            association.into(),
            member.named_at.into(),
            member.from.into(),
        ],
    )
    .map(drop)
}

/// Ends a naming at a moment; one that has not begun by then is gone.
pub(crate) fn end(sql: &mut dyn Sql, member: &Member, at: Moment, now: Moment) -> Result<(), DatabaseError> {
    let name = [member.phone_hash.into(), member.id.into()];
    if member.from > now {
        return sql.execute("delete from member where phone_hash = $1 and member_id = $2", &name).map(drop);
    }
    let [phone, id] = name;
    sql.execute("update member set until_at = $1 where phone_hash = $2 and member_id = $3", &[at.into(), phone, id])
        .map(drop)
}

/// Gives a member the secret of the one-time passwords, if there is none; whether it was given.
pub(crate) fn enrol(sql: &mut dyn Sql, member: &Member, sealed: &[u8], step: i64) -> Result<bool, DatabaseError> {
    let changed = sql.execute(
        "update member set totp_sealed = $1, totp_step = $2 where phone_hash = $3 and member_id = $4 \
         and totp_sealed is null",
        &[sealed.into(), step.into(), member.phone_hash.into(), member.id.into()],
    )?;
    Ok(changed == 1)
}

/// Uses a time step, if no step as new was used; whether it was.
pub(crate) fn use_step(sql: &mut dyn Sql, member: &Member, step: i64) -> Result<bool, DatabaseError> {
    let changed = sql.execute(
        "update member set totp_step = $1 where phone_hash = $2 and member_id = $3 and totp_step < $1",
        &[step.into(), member.phone_hash.into(), member.id.into()],
    )?;
    Ok(changed == 1)
}
