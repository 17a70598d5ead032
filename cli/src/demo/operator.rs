//! The service's own token, which names the first operator, and the health authority's system: over HTTP, as anywhere.

use std::{sync::Arc, time::Duration};

use ashyq_core::{
    bytes::Bytes,
    client::{
        memory::SeedKey,
        ports::{DeviceKey as _, HttpRequest, HttpResponse, Random, Transport as _},
    },
    native::{HttpTransport, SystemRandom},
    proof,
    secret::Secret,
    wire::path,
};
use ashyq_server::{
    api::{
        facts::{FactOutcome, FactsTaken, NewFact, NewFacts},
        sources::{NewSource, SourceShown},
    },
    cabinet::{
        associations::{AssociationShown, NewAssociation},
        members::{MemberNamed, NewMember},
        session::RoleShown,
    },
};
use serde::{Serialize, de::DeserializeOwned};

use super::{Untold, network::Line, stage::Stage};

const FACTS: &str = "/v1/facts";
const SOURCES: &str = "/v1/operator/sources";

/// Whoever holds the service's own token.
pub(super) struct Operator {
    line: Line,
    authorization: String,
}

impl Operator {
    /// The token of a stage.
    pub(super) fn of(stage: &Stage) -> Result<Self, Untold> {
        let authorization = format!("Bearer {}", stage.operator_token);
        Ok(Self { line: line(stage, "operator")?, authorization })
    }

    /// Registers a source of facts by its key.
    pub(super) async fn register(&self, authority: &Authority) -> Result<SourceShown, Untold> {
        let key = authority.key.public().map_err(|_| Untold::of("the source's key"))?;
        self.post(SOURCES, &NewSource { name: "PCR database".into(), key: key.0 }).await
    }

    /// Makes an association that files for an activity, and names its first member.
    pub(super) async fn names_association(&self, name: &str, oked: &str, number: &str) -> Result<(), Untold> {
        let request = NewAssociation { name: name.into(), okeds: vec![oked.into()] };
        let made: AssociationShown = self.post("/v1/operator/associations", &request).await?;
        self.names(number, RoleShown::Association, Some(made.association)).await
    }

    /// Names the first operator, who logs in to the cabinet from then on.
    pub(super) async fn names_operator(&self, number: &str) -> Result<(), Untold> {
        self.names(number, RoleShown::Operator, None).await
    }

    async fn names(&self, number: &str, role: RoleShown, association: Option<Bytes<16>>) -> Result<(), Untold> {
        let request = NewMember { phone: number.into(), role, association };
        self.post::<MemberNamed>("/v1/operator/members", &request).await.map(drop)
    }

    async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Untold> {
        let headers = vec![("authorization", self.authorization.clone())];
        read(path, self.line.send(post(path, body, headers)).await.ok())
    }
}

/// The health authority's system.
pub(super) struct Authority {
    line: Line,
    key: SeedKey,
}

impl Authority {
    /// A system with a key of its own.
    pub(super) fn of(stage: &Stage) -> Result<Self, Untold> {
        let seed = <dyn Random>::bytes::<32>(&SystemRandom).to_vec();
        Ok(Self { line: line(stage, "authority")?, key: SeedKey::new(&Secret::new(seed)) })
    }

    /// Sends facts, proving the request as a device does.
    pub(super) async fn send(&self, facts: Vec<NewFact>) -> Result<(), Untold> {
        let count = facts.len();
        let body = NewFacts { facts };
        let asked = HttpRequest {
            method: "GET",
            path: path::NONCE.into(),
            headers: Vec::new(),
            body: Vec::new(),
            deadline: Duration::from_secs(5),
        };
        let nonce = self.line.send(asked).await.ok().and_then(|answer| answer.nonce);
        let nonce = nonce.ok_or_else(|| Untold::of("a nonce for the facts"))?;
        let mut request = post(FACTS, &body, Vec::new());
        let key = self.key.public().map_err(|_| Untold::of("the source's key"))?;
        let claimed = proof::Request { method: "POST", path: FACTS, token: None, body: &request.body };
        let input = proof::signing_input(&claimed, &nonce, Bytes(<dyn Random>::bytes(&SystemRandom)), &key);
        let signature = self.key.sign(input.as_bytes()).map_err(|_| Untold::of("the source's proof"))?;
        request.headers.push((proof::HEADER, proof::finish(&input, &signature)));
        let taken: FactsTaken = read(FACTS, self.line.send(request).await.ok())?;
        let all = taken.facts.len() == count && taken.facts.iter().all(|fact| fact.outcome == FactOutcome::Taken);
        if all { Ok(()) } else { Err(Untold::of("facts that are taken")) }
    }
}

fn line(stage: &Stage, who: &str) -> Result<Line, Untold> {
    let http = HttpTransport::new(&stage.address).map_err(|error| Untold::of(&error.to_string()))?;
    Ok(Line::new(http, &Arc::clone(&stage.network), who))
}

fn post(path: &str, body: &impl Serialize, mut headers: Vec<(&'static str, String)>) -> HttpRequest {
    headers.push(("content-type", "application/json".into()));
    let body = serde_json::to_vec(body).unwrap_or_default();
    HttpRequest { method: "POST", path: path.into(), headers, body, deadline: Duration::from_secs(10) }
}

fn read<T: DeserializeOwned>(path: &str, answer: Option<HttpResponse>) -> Result<T, Untold> {
    let answer = answer.ok_or_else(|| Untold::of(&format!("an answer to {path}")))?;
    serde_json::from_slice(&answer.body)
        .ok()
        .filter(|_| (200..300).contains(&answer.status))
        .ok_or_else(|| Untold::of(&format!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body))))
}
