//! The service's description for other programs, as OpenAPI 3.1: the route table, and the schemas of what is said.

use std::collections::BTreeMap;

use ashyq_core::proof;
use serde_json::{Map, Value, json};

use crate::{cabinet::cookie, openapi_schemas::schemas, parameter, schema::reference};

/// A row of the route table.
#[derive(Clone, Copy, Debug)]
pub struct RouteDescription {
    /// The method, in capitals.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may ask: see [`ROLES`].
    pub role: &'static str,
    /// The operation's name.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// The schema of the body, where there is one.
    pub request: Option<&'static str>,
    /// The schema of the answer, or its media type where it is no JSON; without one, the answer is empty.
    pub answer: Option<&'static str>,
    /// The status of an answer that is not empty.
    pub status: u16,
}

/// Who may ask, what that means, and the security schemes that show it.
pub const ROLES: [(&str, &str, &[&str]); 9] = [
    ("anyone", "Nothing is asked.", &[]),
    ("phone", "A proof of the device key.", &["proof"]),
    ("visitor", "A proof of the device key, and the token that is bound to it.", &["proof", "token"]),
    ("source", "A proof of the source's registered key.", &["proof"]),
    ("browser", "A browser's cookie; the answer gives one to whoever has none.", &[]),
    ("cabinet", "A session of a browser, even where its one-time password is still to be proved.", &["session"]),
    ("business", "A session of a browser.", &["session"]),
    ("association", "A session of a browser, of an association's member.", &["session"]),
    ("operator", "The operator's token, or a session of an operator's browser.", &["operator"]),
];

/// Describes the routes.
pub fn describe(rows: &[RouteDescription]) -> Value {
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for row in rows {
        paths.entry(row.path).or_default().insert(row.method.to_ascii_lowercase(), operation(row));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Ashyq",
            "version": "1",
            "summary": "What phones, the health authority's systems and the operator say to the service.",
            "description": "Everything is JSON. Moments are milliseconds since 1970 in UTC; `…_s` are seconds. Every answer \
                carries the nonce for the next proofs in `DPoP-Nonce`. A refusal is a problem (RFC 9457) that names what is \
                wrong and never repeats what was sent.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": security_schemes(),
            "responses": { "Problem": problem() },
            "headers": { "Nonce": nonce() },
        },
    })
}

fn operation(row: &RouteDescription) -> Value {
    let role = ROLES.iter().find(|(name, ..)| *name == row.role);
    let (meaning, schemes) = role.map_or(("", &[][..]), |(_, meaning, schemes)| (*meaning, *schemes));
    let security: Map<String, Value> = schemes.iter().map(|scheme| ((*scheme).to_owned(), json!([]))).collect();
    let headers = json!({ "DPoP-Nonce": { "$ref": "#/components/headers/Nonce" } });
    let answered = |name: &str, content: Value| json!({ "description": name, "headers": headers, "content": content });
    let (status, answer) = match row.answer {
        Some(kind) if kind.contains('/') => (row.status, answered(kind, json!({ kind: {} }))),
        Some(name) => (row.status, answered(name, content("application/json", name))),
        None => (204, json!({ "description": "Done.", "headers": headers })),
    };
    let mut operation = json!({
        "operationId": row.name,
        "summary": row.summary,
        "description": meaning,
        "tags": [row.role],
        "security": if security.is_empty() { json!([]) } else { json!([security]) },
        "responses": { status.to_string(): answer, "default": { "$ref": "#/components/responses/Problem" } },
    });
    let parameters: Vec<Value> = parameters(row.path).collect();
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if let Some(name) = row.request {
        operation["requestBody"] = json!({ "required": true, "content": content("application/json", name) });
    }
    operation
}

fn content(kind: &str, name: &str) -> Value {
    json!({ kind: { "schema": reference(name) } })
}

fn parameters(path: &'static str) -> impl Iterator<Item = Value> {
    let names = path.split('{').skip(1).filter_map(|part| part.split('}').next());
    names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": parameter::schema(name) }))
}

fn security_schemes() -> Value {
    json!({
        "proof": {
            "type": "apiKey",
            "in": "header",
            "name": "DPoP",
            "description": format!(
                "A JWS as in RFC 9449, ES256, at most {} bytes, over method, path and query (`htu`), the body's SHA-256 (`bh`), the \
                 token's (`ath`), a nonce of this service and a name (`jti`) that counts once. Without a fresh nonce the answer is \
                 401 `nonce_stale`; ask once more with the nonce that it carries.",
                proof::LONGEST
            ),
        },
        "token": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": format!("`{}` and the token; it counts with a proof of the key that it is bound to.", proof::SCHEME),
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie::SESSION,
            "description": "The session's cookie. What changes something also carries `X-Ashyq-CSRF` with the session's `csrf`.",
        },
        "operator": { "type": "http", "scheme": "bearer", "description": "The operator's token." },
    })
}

fn problem() -> Value {
    json!({
        "description": "A refusal.",
        "headers": { "DPoP-Nonce": { "$ref": "#/components/headers/Nonce" } },
        "content": content("application/problem+json", "Problem"),
    })
}

fn nonce() -> Value {
    json!({ "description": "The nonce for the next proofs.", "schema": { "type": "string" } })
}

#[cfg(test)]
#[path = "openapi_tests.rs"]
mod tests;
