//! Facts from the health authority's systems.

use std::sync::Arc;

use ashyq_core::{
    iin::Iin,
    moment::Moment,
    place::Place,
    rules::Rules,
    status::{Fact, FactKind},
};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    database::{DatabaseError, Sql},
    limits,
    practice::refuse_practice,
    problem::{Refusal, parse},
    routes::{Call, Source},
    service::Inner,
    store::{
        Id,
        bindings::Subject,
        facts::{self, FactRow, Version},
    },
};

/// Facts of a request.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFacts {
    /// At most 100.
    pub facts: Vec<NewFact>,
}

/// A version of a fact.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFact {
    /// The source's own name of the fact, 1 to 64 visible ASCII characters.
    pub id: String,
    /// The version: a higher one replaces a lower one.
    pub version: u32,
    /// Whose fact it is; not needed where it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iin: Option<String>,
    /// What is known.
    pub fact: Known,
}

/// What is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Known {
    /// A negative PCR test.
    PcrNegative {
        /// When the sample was taken.
        sampled_at: Moment,
    },
    /// A positive PCR test.
    PcrPositive {
        /// When the sample was taken.
        sampled_at: Moment,
    },
    /// An order to isolate as a contact.
    Contact {
        /// When it was ordered.
        ordered_at: Moment,
        /// Where the person stays.
        isolation_place: Place,
    },
    /// A recovery.
    Recovered {
        /// When.
        at: Moment,
    },
    /// A vaccination.
    Vaccinated {
        /// When.
        at: Moment,
        /// With what, at most 64 bytes.
        product: String,
    },
    /// What was said before does not hold.
    Withdrawn,
}

/// What became of each fact, in the order of the request.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsTaken {
    /// One a fact.
    pub facts: Vec<FactTaken>,
}

/// What became of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactTaken {
    /// The source's own name of the fact.
    pub id: String,
    /// What became of it.
    pub outcome: FactOutcome,
    /// The field that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The rule that it breaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// What became of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactOutcome {
    /// It counts from now on.
    Taken,
    /// It was there already.
    There,
    /// A higher version was there already.
    Older,
    /// This version was there already, with other content.
    Conflict,
    /// A field is wrong.
    Invalid,
}

/// A fact that was read, with the person under the HMAC.
#[derive(Clone)]
struct Checked {
    id: String,
    version: Version,
    row: Option<(Subject, FactRow, Option<String>)>,
}

/// Takes facts: all of a request in one transaction.
pub(crate) async fn take(inner: Arc<Inner>, who: Source, call: Call) -> Result<Answer, Refusal> {
    let request: NewFacts = parse(&call.body)?;
    if request.facts.is_empty() || request.facts.len() > limits::MOST_FACTS {
        return Err(Refusal::field("facts", format!("1 to {} facts", limits::MOST_FACTS)));
    }
    let (source, now) = (who.source, call.now);
    let checked: Vec<_> = request.facts.iter().map(|fact| check(&inner, &source, fact, now)).collect();
    let edition = inner.published.now();
    let taken = inner
        .database
        .write(move |sql| {
            checked
                .iter()
                .map(|fact| match fact {
                    Ok(fact) => keep(sql, &source, fact, &edition.rules, now),
                    Err(invalid) => Ok(invalid.clone()),
                })
                .collect::<Result<Vec<_>, DatabaseError>>()
        })
        .await?;
    Answer::json(&FactsTaken { facts: taken })
}

fn check(inner: &Inner, source: &Id, fact: &NewFact, now: Moment) -> Result<Checked, FactTaken> {
    let id_fits =
        (1..=limits::LONGEST_FACT_ID).contains(&fact.id.len()) && fact.id.bytes().all(|b| b.is_ascii_graphic());
    let wrong = |field: &str, rule: &str| FactTaken {
        // A name that breaks its rule is not repeated.
        id: if id_fits { fact.id.clone() } else { String::new() },
        outcome: FactOutcome::Invalid,
        field: Some(field.to_owned()),
        rule: Some(rule.to_owned()),
    };
    if !id_fits {
        return Err(wrong("id", "1 to 64 visible ASCII characters"));
    }
    if !(1..=limits::HIGHEST_VERSION).contains(&fact.version) {
        return Err(wrong("version", "1 to 1000000000"));
    }
    let (kind, at, isolation, product) = match &fact.fact {
        Known::PcrNegative { sampled_at } => (FactKind::PcrNegative, *sampled_at, None, None),
        Known::PcrPositive { sampled_at } => (FactKind::PcrPositive, *sampled_at, None, None),
        Known::Contact { ordered_at, isolation_place } => {
            (FactKind::Contact, *ordered_at, Some(*isolation_place), None)
        }
        Known::Recovered { at } => (FactKind::Recovered, *at, None, None),
        Known::Vaccinated { at, product } => (FactKind::Vaccinated, *at, None, Some(product.clone())),
        Known::Withdrawn => {
            let digest = inner.keys.code_hash(source, &format!("{} withdrawn", fact.id));
            let version = Version { number: fact.version, digest, subject: None };
            return Ok(Checked { id: fact.id.clone(), version, row: None });
        }
    };
    let iin = fact.iin.as_deref().ok_or_else(|| wrong("iin", "is missing"))?;
    let iin = Iin::parse(iin).map_err(|error| wrong("iin", &error.to_string()))?;
    refuse_practice(&iin).map_err(|_| wrong("iin", "is a practice person's"))?;
    if at < now.minus(limits::OLDEST_FACT) || at > now.plus(limits::FACT_AHEAD) {
        return Err(wrong("fact", "at most two years back and one day ahead"));
    }
    let product_fits = |product: &String| {
        (1..=limits::LONGEST_PRODUCT).contains(&product.len()) && !product.chars().any(char::is_control)
    };
    if !product.as_ref().is_none_or(product_fits) {
        return Err(wrong("product", "1 to 64 bytes in one line"));
    }
    let subject = inner.keys.iin_hash(&iin);
    // Keyed, as it covers an isolation place, which could be guessed.
    let content = serde_json::to_string(&fact.fact).unwrap_or_default();
    let person = data_encoding::HEXLOWER.encode(&subject);
    let digest = inner.keys.code_hash(source, &format!("{} {person} {content}", fact.id));
    let row = FactRow { fact: Fact { kind, at }, isolation: isolation.map(|place| inner.keys.seal_place(place)) };
    let version = Version { number: fact.version, digest, subject: Some(subject) };
    Ok(Checked { id: fact.id.clone(), version, row: Some((subject, row, product)) })
}

fn keep(
    sql: &mut dyn Sql,
    source: &Id,
    fact: &Checked,
    rules: &Rules,
    now: Moment,
) -> Result<FactTaken, DatabaseError> {
    let taken = |outcome| FactTaken { id: fact.id.clone(), outcome, field: None, rule: None };
    let known = facts::version(sql, source, &fact.id)?;
    if let Some(known) = &known {
        if known.number > fact.version.number {
            return Ok(taken(FactOutcome::Older));
        }
        if known.number == fact.version.number {
            let same = known.digest == fact.version.digest;
            return Ok(taken(if same { FactOutcome::There } else { FactOutcome::Conflict }));
        }
        if let Some(subject) = &known.subject {
            facts::remove(sql, subject, source, &fact.id)?;
        }
    }
    let ends = fact.row.as_ref().map_or(now, |(_, row, _)| rules.lapses(&row.fact).max(now));
    facts::put_version(sql, source, &fact.id, &fact.version, ends.plus(limits::FACTS_KEPT))?;
    if let Some((subject, row, product)) = &fact.row {
        facts::add(sql, subject, (source, &fact.id), row, product.as_deref())?;
        if matches!(row.fact.kind, FactKind::Contact | FactKind::Recovered) {
            // Where a contact has ended, so has the need to know where the person stays.
            facts::forget_places(sql, subject, now)?;
        }
    }
    Ok(taken(FactOutcome::Taken))
}
