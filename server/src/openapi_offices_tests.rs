use ashyq_core::{bytes::Bytes, claim::ClaimNumber, id::Entrance, moment::Moment, place::Place};

use super::*;
use crate::api::{
    audit::{Actor, Audit, AuditShown},
    claims::{ClaimDecision, ClaimOf, ClaimShown, Claims},
    facts::{FactTaken, FactsTaken, Known, NewFact, NewFacts},
    posters::NewPoster,
    sources::{NewSource, SourceLine, SourceShown, Sources},
};
use crate::practice::{NewPractice, PersonShown, Practice};

const NOW: Moment = Moment(1_795_348_800_000);

/// Real values of every type that systems and the operator send and get.
pub(crate) fn examples() -> Vec<(&'static str, Value)> {
    let mut examples = facts();
    let mut say = |name, value: Value| examples.push((name, value));
    say("Place", json!(place()));
    say("NewPoster", json!(NewPoster { entrance: Entrance::FIRST }));
    for person in PracticePerson::ALL {
        let (iin, colour) = (person.iin().to_owned(), person.colour());
        let shown = PersonShown { person, iin, colour, admitted: person == PracticePerson::Green };
        say("PracticePerson", json!(person));
        say("NewPractice", json!(NewPractice { chosen: person }));
        say("PersonShown", json!(shown));
        say("Practice", json!(Practice { chosen: person, persons: vec![shown] }));
    }
    say("NewSource", json!(NewSource { name: String::from("PCR database"), key: Bytes([1; 64]) }));
    say("SourceShown", json!(SourceShown { source: Bytes([1; 16]), thumbprint: Bytes([2; 32]) }));
    for revoked_at in [None, Some(NOW)] {
        let name = String::from("PCR database");
        let line = SourceLine { source: Bytes([1; 16]), name, thumbprint: Bytes([2; 32]), since: NOW, revoked_at };
        say("SourceLine", json!(line));
        say("Sources", json!(Sources { sources: vec![line], after: revoked_at.map(|_| Bytes([1; 16])) }));
    }
    for (actor, id) in Actor::ALL.into_iter().zip([None, Some(Bytes([3; 16]))].into_iter().cycle()) {
        let (action, detail) = (String::from("suspend_venue"), id.map(|_| String::from("closed")).unwrap_or_default());
        let row = AuditShown { at: NOW, actor, action, who: id, subject: id, detail };
        say("AuditActor", json!(actor));
        say("AuditShown", json!(row));
        say("Audit", json!(Audit { rows: vec![row], after: id.map(|_| Bytes([4; 32])) }));
    }
    for of in [ClaimOf::Iin, ClaimOf::Device] {
        let claim = ClaimShown { claim: Bytes([1; 16]), number: ClaimNumber::of_claim([1; 16]), of, objected_at: NOW };
        say("ClaimShown", json!(claim));
        say("Claims", json!(Claims { claims: vec![claim] }));
    }
    say("ClaimDecision", json!(ClaimDecision { allow: true }));
    examples
}

fn facts() -> Vec<(&'static str, Value)> {
    let mut examples = Vec::new();
    for known in [
        Known::PcrNegative { sampled_at: NOW },
        Known::PcrPositive { sampled_at: NOW },
        Known::Contact { ordered_at: NOW, isolation_place: place() },
        Known::Recovered { at: NOW },
        Known::Vaccinated { at: NOW, product: String::from("QazVac") },
        Known::Withdrawn,
    ] {
        examples.push(("Known", json!(known)));
        let iin = (known != Known::Withdrawn).then(|| String::from("900101300017"));
        let fact = NewFact { id: String::from("PCR-1"), version: 1, iin, fact: known };
        examples.push(("NewFact", json!(fact)));
        examples.push(("NewFacts", json!(NewFacts { facts: vec![fact] })));
    }
    for outcome in
        [FactOutcome::Taken, FactOutcome::There, FactOutcome::Older, FactOutcome::Conflict, FactOutcome::Invalid]
    {
        let wrong = (outcome == FactOutcome::Invalid).then(|| String::from("version"));
        let taken = FactTaken { id: String::from("PCR-1"), outcome, field: wrong.clone(), rule: wrong };
        examples.push(("FactTaken", json!(taken)));
        examples.push(("FactsTaken", json!(FactsTaken { facts: vec![taken] })));
    }
    examples
}

fn place() -> Place {
    Place::parse(43.238_949, 76.889_709).unwrap()
}
