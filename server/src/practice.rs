//! The test week at the door: what a venue in test mode decides, for whom, and who chooses it.
//!
//! Such a venue never gets a real status. What a person scans or an IIN that staff type decides nothing: the practice
//! person does, by the rules in force. So nothing about the visitor is read, no contact's venue is counted, no visit
//! elsewhere ends, and what is written carries no pseudonym of a person. The rows are marked
//! [`ashyq_core::wire::Mark::Practice`].
//!
//! # When the mode changes
//!
//! An arrival is practice or a visit by the venue's mode at its decision; what was entered unchecked, by the mode at the
//! claimed entry. It stays what it is: after the venue went live a repeated request gets the same practice decision, a
//! practice person leaves as before and is never counted, and the pass is refused by a checker that knows of the change
//! ([`ashyq_core::not_live::NotLive::is_of_another_mode`]). A visit from before a suspension ends as any visit.

use ashyq_core::{
    decision::Decision, id::VenueId, iin::Iin, moment::Moment, not_live::Mode, practice::PracticePerson, rules::Rules,
    status::Colour, visit::State, wire::ProblemCode,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    application::checklist::{self, Item},
    database::{DatabaseError, Sql},
    key_holder::KeyHolder,
    problem::Refusal,
    service::Inner,
    store::{
        Id, audit,
        audit::Deed,
        bindings::Subject,
        practice as stored,
        venues::{self, VenueRow},
        visits::VisitRow,
    },
};

/// The practice persons as a venue's cabinet lists them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Whom whoever scans meets now.
    pub chosen: PracticePerson,
    /// Everybody.
    pub persons: Vec<PersonShown>,
}

/// A practice person and what happens at this venue's door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonShown {
    /// Who it is.
    pub person: PracticePerson,
    /// The published IIN.
    pub iin: String,
    /// The colour.
    pub colour: Colour,
    /// Whether the rules in force admit the person here now.
    pub admitted: bool,
}

/// Chooses a practice person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPractice {
    /// Whom whoever scans meets from now on.
    pub chosen: PracticePerson,
}

/// Whom a venue practises with.
pub(crate) async fn show(inner: &Inner, venue: VenueId) -> Result<Practice, Refusal> {
    let (row, chosen) =
        inner.database.read(|sql| Ok::<_, Refusal>((in_test(sql, venue)?, stored::chosen(sql, venue)?))).await?;
    let (edition, now) = (inner.published.now(), inner.now());
    let shown = |person: PracticePerson| PersonShown {
        person,
        iin: person.iin().to_owned(),
        colour: person.colour(),
        admitted: person.decide(&edition.rules, &row.door, now).is_admitted(),
    };
    Ok(Practice { chosen, persons: PracticePerson::ALL.map(shown).to_vec() })
}

/// Chooses whom a venue practises with from now on; only in its test week. `by` is how the audit names who it was: the role,
/// and the account's alias where there is one. Whoever calls has checked that the venue is theirs.
pub(crate) async fn choose(
    inner: &Inner,
    venue: VenueId,
    person: PracticePerson,
    by: (&'static str, Option<Id>),
) -> Result<Practice, Refusal> {
    let (now, chain) = (inner.now(), inner.chain);
    inner
        .database
        .write(move |sql| {
            in_test(sql, venue)?;
            stored::choose(sql, venue, person, now)?;
            let detail = person.number().to_string();
            let (actor, who) = by;
            let deed = Deed { at: now, actor, action: "choose_practice_person", subject: Some(venue.0), detail, who };
            Ok::<_, Refusal>(audit::add(sql, &chain, &deed)?)
        })
        .await?;
    show(inner, venue).await
}

fn in_test(sql: &mut dyn Sql, venue: VenueId) -> Result<VenueRow, Refusal> {
    let row = venues::get(sql, venue)?.ok_or(ProblemCode::NotFound)?;
    if row.mode == Some(Mode::Test) { Ok(row) } else { Err(ProblemCode::VenueNotInTest.into()) }
}

/// What a venue in test mode decides about an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Practised {
    /// Who stands for the person.
    pub(crate) person: PracticePerson,
    /// What the rules say.
    pub(crate) decision: Decision,
}

impl Practised {
    fn of(person: PracticePerson, rules: &Rules, venue: &VenueRow, now: Moment) -> Self {
        Self { person, decision: person.decide(rules, &venue.door, now) }
    }

    /// The colour that is shown.
    pub(crate) fn colour(self) -> Colour {
        self.person.colour()
    }
}

/// Decides about somebody who scanned at a venue in test mode: the chosen person, whoever it is.
pub(crate) fn decide_scan(
    sql: &mut dyn Sql,
    rules: &Rules,
    venue: &VenueRow,
    now: Moment,
) -> Result<Practised, DatabaseError> {
    Ok(Practised::of(stored::chosen(sql, venue.venue)?, rules, venue, now))
}

/// Decides about an IIN that staff typed at a venue in test mode: a practice IIN is that person's, any other number is
/// answered with the chosen person and looked up nowhere. There is nobody to tell, nothing to limit and nothing to audit.
pub(crate) fn decide(
    sql: &mut dyn Sql,
    rules: &Rules,
    venue: &VenueRow,
    typed: &Iin,
    now: Moment,
) -> Result<Practised, DatabaseError> {
    match PracticePerson::of_iin(typed) {
        Some(person) => Ok(Practised::of(person, rules, venue, now)),
        None => decide_scan(sql, rules, venue, now),
    }
}

/// What stands for the hash of an IIN that staff typed at a venue in test mode, so that typing it again finds the entry:
/// all numbers but the practice IINs stand for one another, and nothing that is written follows from them.
pub(crate) fn subject(typed: &Iin) -> [u8; 32] {
    let number = PracticePerson::of_iin(typed).map_or(0, PracticePerson::number);
    Sha256::new_with_prefix(b"ashyq practice 1\0").chain_update([number]).finalize().into()
}

/// Under what the practice persons are known.
pub(crate) fn subjects(keys: &KeyHolder) -> [Subject; 5] {
    // They are valid IINs, which a test of the core says.
    PracticePerson::ALL.map(|person| Iin::parse(person.iin()).map(|iin| keys.iin_hash(&iin)).unwrap_or_default())
}

/// Refuses whoever is bound to a practice IIN, a store's reviewer, where nobody practises.
pub(crate) fn refuse_reviewer(inner: &Inner, subject: Option<Subject>, venue: &VenueRow) -> Result<(), ProblemCode> {
    let practises = subject.is_some_and(|subject| inner.practised.contains(&subject));
    if practises && venue.mode != Some(Mode::Test) { Err(ProblemCode::NotAllowed) } else { Ok(()) }
}

/// Refuses a practice IIN where a real one is needed: at a live venue, for a binding, in a fact.
pub(crate) fn refuse_practice(iin: &Iin) -> Result<(), ProblemCode> {
    PracticePerson::of_iin(iin).map_or(Ok(()), |_| Err(ProblemCode::IinOfPractice))
}

/// Notes on the venue's checklist what a practice arrival has shown, when it is written.
pub(crate) fn note_entry(sql: &mut dyn Sql, row: &VisitRow, now: Moment) -> Result<(), DatabaseError> {
    if !row.is_practice() {
        return Ok(());
    }
    let red = row.decided.is_some_and(|decided| decided.colour == Colour::Red);
    match row.visit.state {
        State::Inside { entry: ashyq_core::visit::Entry::Admitted } => {
            checklist::note(sql, row.venue, Item::Entry, now)
        }
        State::Refused if red => checklist::note(sql, row.venue, Item::RefusedRed, now),
        _ => Ok(()),
    }
}

/// Notes on the venue's checklist that a practice person left.
pub(crate) fn note_exit(sql: &mut dyn Sql, row: &VisitRow, now: Moment) -> Result<(), DatabaseError> {
    if row.is_practice() { checklist::note(sql, row.venue, Item::Exit, now) } else { Ok(()) }
}

#[cfg(test)]
#[path = "practice_tests.rs"]
mod tests;
