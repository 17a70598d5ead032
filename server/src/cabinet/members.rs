//! Operators and the members of associations: named by phone number, told by SMS, and begun after a day.
//!
//! Naming a number answers the same for every number. Whoever holds the office already is told as well, so that a naming
//! with a stolen session is seen while it waits. Only the first of an office, named with the service's own token, begins at
//! once: there is nobody yet who could object.

use std::sync::Arc;

use ashyq_core::{
    bytes::Bytes,
    moment::Moment,
    phone::Phone,
    wire::{Problem, ProblemCode},
    words::{Language, Word},
};
use serde::{Deserialize, Serialize};

use super::session::RoleShown;
use crate::{
    answer::Answer,
    database::{DatabaseError, Sql},
    limits,
    problem::{Refusal, parse},
    random,
    routes::{Call, Operator},
    service::Inner,
    store::{
        accounts, associations, audit,
        audit::Deed,
        members::{self, Member, Office},
    },
};

/// Names somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewMember {
    /// The phone number, in any usual spelling.
    pub phone: String,
    /// `operator` or `association`.
    pub role: RoleShown,
    /// The association, where the role is that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub association: Option<Bytes<16>>,
}

/// What was done: the same for every number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberNamed {
    /// When it begins to count.
    pub from: Moment,
}

/// Operators and the members of associations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members {
    /// The oldest first.
    pub members: Vec<MemberShown>,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberShown {
    /// The naming.
    pub member: Bytes<16>,
    /// The last four digits of the phone number.
    pub number_end: String,
    /// The role.
    pub role: RoleShown,
    /// The association, where the role is that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub association: Option<Bytes<16>>,
    /// When it was named.
    pub named_at: Moment,
    /// From when it counts.
    pub from: Moment,
    /// Until when it counts, where it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Whether an authenticator app is set up.
    pub enrolled: bool,
}

/// An SMS that tells of a change.
pub(super) struct Told {
    pub(super) phone_sealed: Vec<u8>,
    pub(super) language: Language,
    pub(super) word: Word,
}

/// Names somebody.
pub(crate) async fn make(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::accepted(&name(&inner, &who, &parse(&call.body)?, call.now).await?)
}

/// Gives the members.
pub(crate) async fn list(inner: Arc<Inner>, _who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::json(&all(&inner, call.now).await?)
}

/// Takes a role away, or withdraws a naming that waits.
pub(crate) async fn take_away(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    remove(&inner, &who, &call.parameter, call.now).await?;
    Ok(Answer::nothing())
}

/// Names somebody: an operator, or a member of an association.
pub(crate) async fn name(
    inner: &Arc<Inner>,
    who: &Operator,
    request: &NewMember,
    now: Moment,
) -> Result<MemberNamed, Refusal> {
    let phone = Phone::parse(&request.phone).map_err(|error| Problem {
        field: Some("phone".to_owned()),
        rule: Some(error.to_string()),
        ..Problem::of(ProblemCode::PhoneNotAMobile)
    })?;
    let office = match (request.role, request.association) {
        (RoleShown::Operator, None) => Office::Operator,
        (RoleShown::Association, Some(association)) => Office::Association(association.0),
        (RoleShown::Association, None) => return Err(Refusal::field("association", "is missing")),
        (RoleShown::Operator, Some(_)) => return Err(Refusal::field("association", "only with that role")),
        (RoleShown::Business, _) => return Err(Refusal::field("role", "expected operator or association")),
    };
    let member = Member {
        id: random::bytes(),
        phone_hash: inner.keys.phone_hash(&phone),
        phone_sealed: inner.keys.seal_phone(&phone),
        office,
        named_at: now,
        from: now,
        until: None,
        totp_sealed: None,
    };
    let (chain, by) = (inner.chain, who.alias);
    let (from, told) = inner
        .database
        .write(move |sql| {
            if let Office::Association(association) = office
                && associations::get(sql, &association)?.is_none()
            {
                return Err(Refusal::field("association", "one that was made"));
            }
            let present = of_office(sql, office, now)?;
            let first = by.is_none() && present.is_empty();
            let from = if first { now } else { now.plus(limits::ROLE_WAIT) };
            let member = Member { from, ..member.clone() };
            members::add(sql, &member, now)?;
            audit::add(sql, &chain, &Deed::of_operator(now, "name_member", Some(member.id), detail(office)).by(by))?;
            let word = if first { Word::SmsRoleNow } else { Word::SmsRoleChange };
            Ok::<_, Refusal>((from, told(sql, &member, word, &present)?))
        })
        .await?;
    tell(inner, told);
    Ok(MemberNamed { from })
}

/// Takes a role away after a day; the service's own token does it at once, and a naming that waits is withdrawn at once.
pub(crate) async fn remove(inner: &Arc<Inner>, who: &Operator, member: &str, now: Moment) -> Result<(), Refusal> {
    let member = Bytes::<16>::parse(member).ok_or(ProblemCode::NotFound)?;
    let (chain, by) = (inner.chain, who.alias);
    let messages = inner
        .database
        .write(move |sql| {
            let member = members::get(sql, &member.0)?.ok_or(ProblemCode::NotFound)?;
            if member.until.is_some_and(|until| until <= now) {
                return Err(ProblemCode::NotFound.into());
            }
            let at = if by.is_some() { now.plus(limits::ROLE_WAIT) } else { now };
            let present = of_office(sql, member.office, now)?;
            members::end(sql, &member, member.until.unwrap_or(at).min(at), now)?;
            let deed = Deed::of_operator(now, "remove_member", Some(member.id), detail(member.office));
            audit::add(sql, &chain, &deed.by(by))?;
            let word = if by.is_some() && member.from <= now { Word::SmsRoleChange } else { Word::SmsRoleNow };
            Ok::<_, Refusal>(told(sql, &member, word, &present)?)
        })
        .await?;
    tell(inner, messages);
    Ok(())
}

/// Every member.
pub(crate) async fn all(inner: &Inner, now: Moment) -> Result<Members, Refusal> {
    let found = inner.database.read(|sql| members::all(sql, now)).await?;
    let shown = found.into_iter().map(|member| {
        let (role, association) = match member.office {
            Office::Operator => (RoleShown::Operator, None),
            Office::Association(association) => (RoleShown::Association, Some(Bytes(association))),
        };
        let phone = inner.keys.open_phone(&member.phone_sealed);
        let number = phone.as_ref().map_or("", |phone| phone.expose("operators tell members apart by its end"));
        MemberShown {
            member: Bytes(member.id),
            number_end: number[number.len().saturating_sub(4)..].to_owned(),
            role,
            association,
            named_at: member.named_at,
            from: member.from,
            until: member.until,
            enrolled: member.totp_sealed.is_some(),
        }
    });
    Ok(Members { members: shown.collect() })
}

fn of_office(sql: &mut dyn Sql, office: Office, now: Moment) -> Result<Vec<Member>, DatabaseError> {
    let all = members::all(sql, now)?.into_iter();
    Ok(all.filter(|member| member.office == office && member.counts(now)).collect())
}

fn detail(office: Office) -> String {
    match office {
        Office::Operator => "operator".to_owned(),
        Office::Association(association) => format!("association {}", Bytes(association)),
    }
}

/// Who is told of a change: whom it is about, and everybody else of the office.
fn told(sql: &mut dyn Sql, member: &Member, word: Word, present: &[Member]) -> Result<Vec<Told>, DatabaseError> {
    let others = present.iter().filter(|other| other.phone_hash != member.phone_hash);
    let others = others.map(|other| (other, Word::SmsOfficeChange));
    let mut told = Vec::new();
    for (member, word) in std::iter::once((member, word)).chain(others) {
        let account = accounts::of_phone(sql, &member.phone_hash)?;
        let account = account.map(|account| accounts::get(sql, &account)).transpose()?.flatten();
        let language = account.map_or(Language::Kk, |account| account.language);
        told.push(Told { phone_sealed: member.phone_sealed.clone(), language, word });
    }
    Ok(told)
}

/// Tells people by SMS, after the reply.
pub(super) fn tell(inner: &Arc<Inner>, told: Vec<Told>) {
    for one in told {
        let work = Arc::clone(inner);
        inner.after_reply(async move {
            let Some(phone) = work.keys.open_phone(&one.phone_sealed) else { return };
            if let Err(error) = work.sms.send(&phone, one.word.say(one.language)).await {
                tracing::warn!(%error, "a change was not told");
            }
        });
    }
}
