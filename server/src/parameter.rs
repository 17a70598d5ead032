//! What stands in a path for `{…}`: its form by its name, for the gate and for the description alike.

use ashyq_core::{bytes::Bytes, id::VisitId, poster::PosterNumber};
use serde_json::{Value, json};

use crate::schema::{base64url, hexadecimal, integer};

/// The longest parameter that has no form of its own, in bytes.
const LONGEST: usize = 128;

/// The rule that a parameter breaks; `None` where it is well formed. Whether there is such a thing is another question.
pub(crate) fn broken(name: &str, value: &str) -> Option<String> {
    let (fits, rule) = match name {
        "visit" | "venue" => (VisitId::parse(value).is_some(), "32 lower-case hexadecimal digits"),
        "notice" | "claim" | "source" | "member" | "role" | "shift" | "application" => {
            (Bytes::<16>::parse(value).is_some(), "22 characters of base64url")
        }
        "entrance" => (value.parse().is_ok_and(|number: u8| (1..=99).contains(&number)), "1 to 99"),
        "typed" => return PosterNumber::parse_typed(value).err().map(|error| error.to_string()),
        _ => (value.len() <= LONGEST, "at most 128 bytes"),
    };
    (!fits).then(|| rule.to_owned())
}

/// The same as a schema.
pub(crate) fn schema(name: &str) -> Value {
    match name {
        "visit" | "venue" => hexadecimal(16),
        "notice" | "claim" | "source" | "member" | "role" | "shift" | "application" => base64url(16),
        "entrance" => integer(1, 99),
        "typed" => json!({ "type": "string", "description": "A typed code, as people type it.", "maxLength": 64 }),
        _ => json!({ "type": "string", "maxLength": LONGEST }),
    }
}
