//! Every refusal, as RFC 9457 problem details. It names what is wrong and never repeats what was sent.

use ashyq_core::wire::{Problem, ProblemCode};
use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::database::DatabaseError;

/// The content type of a refusal.
pub(crate) const CONTENT_TYPE: &str = "application/problem+json";

/// A refusal on its way to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal(Box<Problem>);

impl Refusal {
    /// The refusal of a wrong field.
    pub(crate) fn field(field: &str, rule: impl Into<String>) -> Self {
        Problem::field(field, rule).into()
    }

    /// The refusal of a code with a wait, in whole seconds, at least one.
    pub(crate) fn wait(code: ProblemCode, wait: std::time::Duration) -> Self {
        let seconds = u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX);
        Problem::of(code).wait(seconds.max(1)).into()
    }

    /// What is refused and why.
    pub(crate) fn problem(&self) -> &Problem {
        &self.0
    }

    /// What a program decides by.
    pub(crate) fn code(&self) -> ProblemCode {
        self.0.code
    }

    /// The field that is wrong.
    #[cfg(test)]
    pub(crate) fn field_name(&self) -> Option<String> {
        self.0.field.clone()
    }

    /// What it says, for whoever calls the library.
    pub(crate) fn into_problem(self) -> Problem {
        *self.0
    }

    /// The answer.
    pub(crate) fn into_response(self) -> Response<Body> {
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
        if let Some(seconds) = self.0.wait_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl From<ProblemCode> for Refusal {
    fn from(code: ProblemCode) -> Self {
        let problem = Problem::of(code);
        // Nobody who is told to come again is left to guess when.
        if code == ProblemCode::Overloaded { problem.wait(1).into() } else { problem.into() }
    }
}

impl From<DatabaseError> for Refusal {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::Full => ProblemCode::Overloaded.into(),
            error => {
                tracing::error!(%error, "the database refused a request");
                ProblemCode::Fault.into()
            }
        }
    }
}

/// Reads a body's JSON; a refusal names the field and the rule.
pub(crate) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    // Serde would read a list of values in the order of the fields as well, which nobody was promised.
    let is_object = body.trim_ascii_start().first() == Some(&b'{');
    match serde_json::from_slice(body) {
        Ok(read) if is_object => Ok(read),
        // Only now, as knowing what is wrong costs more than reading.
        Ok(_) | Err(_) => Err(refusal::<T>(body, is_object)),
    }
}

fn refusal<T: DeserializeOwned>(body: &[u8], is_object: bool) -> Refusal {
    if serde_json::from_slice::<IgnoredAny>(body).is_err() {
        return ProblemCode::BodyNotJson.into();
    }
    if !is_object {
        return Refusal::field("body", "expected an object");
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Ok(_) => ProblemCode::BodyNotJson.into(),
        Err(error) if error.inner().is_data() => refused_field(&error.path().to_string(), &error.inner().to_string()),
        // Where a name of several is expected, any other kind of value is said to be bad syntax, which it is not.
        Err(error) => Refusal::field(&error.path().to_string(), "is of another kind; see the service's description"),
    }
}

/// What serde says, without what it quotes from the body.
fn refused_field(path: &str, message: &str) -> Refusal {
    let quoted = |message: &str| message.split('`').nth(1).unwrap_or_default().to_owned();
    let at = |name: &str| if path == "." { name.to_owned() } else { format!("{path}.{name}") };
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    let whole = if path == "." { "body" } else { path };
    if message.starts_with("missing field") {
        Refusal::field(&at(&quoted(message)), "is missing")
    } else if message.starts_with("duplicate field") {
        Refusal::field(&at(&quoted(message)), "is there twice")
    } else if message.starts_with("unknown field") {
        let known = message.split_once(", expected ").map_or("no field", |(_, known)| known);
        let parent = path.rsplit_once('.').map(|(parent, _)| parent).filter(|parent| !parent.is_empty());
        let parent = parent.unwrap_or("body");
        Refusal::field(parent, format!("has a field that is not known; expected {known}"))
    } else if message.starts_with("invalid ") || message.starts_with("unknown variant") {
        let rule = message.rsplit_once(", expected ").map_or("is of another kind", |(_, rule)| rule);
        Refusal::field(whole, format!("expected {rule}"))
    } else {
        // The program's own sentences quote nothing.
        Refusal::field(whole, message)
    }
}

#[cfg(test)]
mod tests {
    use ashyq_core::wire::{EntryRequest, IinRequest, LogInRequest};

    use super::*;

    fn refusal<T: DeserializeOwned>(body: &str) -> (Option<String>, Option<String>) {
        let Err(refusal) = parse::<T>(body.as_bytes()) else { panic!("{body} was read") };
        (refusal.0.field.clone(), refusal.0.rule.clone())
    }

    #[test]
    fn a_refusal_names_field_and_rule_and_never_the_value() {
        let cases = [
            refusal::<IinRequest>("{}"),
            refusal::<IinRequest>(r#"{"iin":900101300017}"#),
            refusal::<IinRequest>(r#"{"iin":"x","canary":"canary"}"#),
            refusal::<IinRequest>(r#"{"iin":"x","iin":"canary"}"#),
            refusal::<IinRequest>(r#""canary""#),
            refusal::<LogInRequest>(r#"{"phone":"x","language":"canary"}"#),
            refusal::<LogInRequest>(r#"{"phone":"x","language":["canary"]}"#),
            refusal::<EntryRequest>(r#"{"binding":"canary"}"#),
            refusal::<EntryRequest>(r#"{"binding":"AAAAAAAAAAAAAAAAAAAAAA","poster":"canary"}"#),
        ];
        let said = format!("{cases:#?}");
        assert!(!said.contains("canary") && !said.contains("900101300017"), "{said}");
        insta::assert_snapshot!(said);
    }

    #[test]
    fn what_is_no_json_is_named() {
        for body in ["", "{", "canary", "{\"phone\":\"\u{1}\"}", "{}{}", "[1,", "nan"] {
            let refusal = parse::<LogInRequest>(body.as_bytes()).err().map(|refusal| refusal.code());
            assert_eq!(refusal, Some(ProblemCode::BodyNotJson), "{body:?}");
        }
        for body in ["[]", "[\"+77051234567\",\"kk\"]", "7", "null", "\"canary\""] {
            let refusal = refusal::<LogInRequest>(body);
            assert_eq!(refusal, (Some("body".into()), Some("expected an object".into())), "{body:?}");
        }
    }
}
