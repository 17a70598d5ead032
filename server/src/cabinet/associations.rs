//! Industry associations, as the operator names them.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, oked::OkedTable, poster, wire::ProblemCode};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    limits,
    problem::{Refusal, parse},
    random,
    routes::{Association, Call, Operator},
    service::Inner,
    store::{
        associations::{self, AssociationRow},
        audit,
        audit::Deed,
    },
};

/// Names an association.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewAssociation {
    /// Its name, at most 120 bytes.
    pub name: String,
    /// The activities that it files for: an OKED or its beginning, such as `56` or `59.14`.
    pub okeds: Vec<String>,
}

/// An association.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssociationShown {
    /// Its id.
    pub association: Bytes<16>,
    /// Its name.
    pub name: String,
    /// The activities that it files for, as digits.
    pub okeds: Vec<String>,
}

/// Every association.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Associations {
    /// The oldest first.
    pub associations: Vec<AssociationShown>,
}

/// Adds an association.
pub(crate) async fn make(inner: Arc<Inner>, who: Operator, call: Call) -> Result<Answer, Refusal> {
    Answer::created(&add(&inner, &who, parse(&call.body)?, call.now).await?)
}

/// Gives the associations.
pub(crate) async fn list(inner: Arc<Inner>, _who: Operator, _call: Call) -> Result<Answer, Refusal> {
    Answer::json(&all(&inner).await?)
}

/// Gives the association whose member asks.
pub(crate) async fn own(inner: Arc<Inner>, who: Association, _call: Call) -> Result<Answer, Refusal> {
    let row = inner.database.read(|sql| associations::get(sql, &who.id)).await?;
    Answer::json(&shown(row.ok_or(ProblemCode::NotFound)?))
}

/// Adds an association, with activities that only associations may file for.
pub(crate) async fn add(
    inner: &Inner,
    who: &Operator,
    request: NewAssociation,
    now: ashyq_core::moment::Moment,
) -> Result<AssociationShown, Refusal> {
    let name = request.name.trim().to_owned();
    // Checked by the rule of what stands on a poster, in its parts, as it is longer.
    let plain = name.split(' ').all(poster::is_name);
    if name.is_empty() || name.len() > limits::LONGEST_ASSOCIATION_NAME || !plain {
        let rule = format!("1 to {} bytes of letters, digits and plain punctuation", limits::LONGEST_ASSOCIATION_NAME);
        return Err(Refusal::field("name", rule));
    }
    let mut prefixes = request.okeds.iter().map(|oked| prefix(oked)).collect::<Result<Vec<_>, _>>()?;
    prefixes.sort();
    prefixes.dedup();
    if prefixes.is_empty() || prefixes.len() > limits::MOST_ASSOCIATION_OKEDS {
        return Err(Refusal::field("okeds", format!("1 to {} activities", limits::MOST_ASSOCIATION_OKEDS)));
    }
    let row = AssociationRow { id: random::bytes(), name, prefixes };
    let (kept, chain, by) = (row.clone(), inner.chain, who.alias);
    inner
        .database
        .write(move |sql| {
            associations::add(sql, &kept, now)?;
            let deed = Deed::of_operator(now, "make_association", Some(kept.id), kept.prefixes.join(" "));
            audit::add(sql, &chain, &deed.by(by))?;
            Ok::<_, Refusal>(())
        })
        .await?;
    Ok(shown(row))
}

/// Every association.
pub(crate) async fn all(inner: &Inner) -> Result<Associations, Refusal> {
    let rows = inner.database.read(associations::all).await?;
    Ok(Associations { associations: rows.into_iter().map(shown).collect() })
}

fn shown(row: AssociationRow) -> AssociationShown {
    AssociationShown { association: Bytes(row.id), name: row.name, okeds: row.prefixes }
}

/// The digits of an activity for which only associations may file.
fn prefix(oked: &str) -> Result<String, Refusal> {
    let digits: String = oked.trim().trim_end_matches(['*', '.']).chars().filter(|sign| *sign != '.').collect();
    let fits = (2..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let through = OkedTable::version_1().rows.into_iter().filter(|row| row.through_association);
    let mut known = through.map(|row| row.oked.chars().filter(char::is_ascii_digit).collect::<String>());
    if fits && known.any(|known| known.starts_with(&digits) || digits.starts_with(&known)) {
        Ok(digits)
    } else {
        Err(Refusal::field("okeds", "activities of the table that go through an association"))
    }
}
