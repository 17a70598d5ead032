//! What JSON schemas are made of (draft 2020-12, as OpenAPI 3.1 uses it).

use serde::Serialize;
use serde_json::{Map, Value, json};

/// A schema with its name.
pub(crate) type Row = (&'static str, Value);

/// An object that has exactly these properties.
pub(crate) fn object(description: &str, required: &[(&str, Value)], optional: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> =
        required.iter().chain(optional).map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    let required: Vec<&str> = required.iter().map(|(name, _)| *name).collect();
    json!({
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// An object to which a later version may add.
pub(crate) fn growing(mut object: Value) -> Value {
    object["additionalProperties"] = true.into();
    object
}

/// One of several objects, each alone under its name, or one of several bare names.
pub(crate) fn tagged_by_name(description: &str, variants: &[(&str, &[(&str, Value)])], bare: &[&str]) -> Value {
    let variants = variants.iter().map(|(name, fields)| object(name, &[(name, object(name, fields, &[]))], &[]));
    let bare = json!({ "enum": bare });
    json!({ "description": description, "oneOf": variants.chain([bare]).collect::<Vec<_>>() })
}

/// A variant: its name, what it means, what it must and what it may have.
pub(crate) type Variant<'a> = (&'a str, &'a str, &'a [(&'a str, Value)], &'a [(&'a str, Value)]);

/// One of several objects, told apart by a tag.
pub(crate) fn one_of(tag: &str, description: &str, variants: &[Variant<'_>]) -> Value {
    let variants = variants.iter().map(|(name, description, required, optional)| {
        let tagged: Vec<(&str, Value)> =
            std::iter::once((tag, json!({ "const": name }))).chain(required.iter().cloned()).collect();
        object(description, &tagged, optional)
    });
    json!({ "description": description, "oneOf": variants.collect::<Vec<_>>() })
}

/// A signed document: the JSON exactly as it was signed, the key's name, the signature.
pub(crate) fn signed(name: &str) -> Value {
    let document = json!({
        "type": "string",
        "description": "The JSON exactly as it was signed.",
        "contentEncoding": "base64url",
        "contentMediaType": "application/json",
        "contentSchema": reference(name),
    });
    object(
        "A document with its Ed25519 signature.",
        &[("document", document), ("key", base64url(4)), ("signature", base64url(64))],
        &[],
    )
}

/// One of these names.
pub(crate) fn any_of<T: Serialize>(names: &[T]) -> Value {
    json!({ "type": "string", "enum": names })
}

pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// So many bytes as base64url without padding (RFC 4648 section 5).
pub(crate) fn base64url(bytes: usize) -> Value {
    json!({ "type": "string", "pattern": format!("^[A-Za-z0-9_-]{{{}}}$", (bytes * 8).div_ceil(6)) })
}

/// So many bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: usize) -> Value {
    json!({ "type": "string", "pattern": format!("^[0-9a-f]{{{}}}$", bytes * 2) })
}

pub(crate) fn integer(least: u32, most: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

pub(crate) fn seconds(description: &str) -> Value {
    said(&integer(0, u32::MAX), description)
}

pub(crate) fn moment() -> Value {
    json!({ "type": "integer", "format": "int64", "description": "Milliseconds since 1970 in UTC." })
}

pub(crate) fn text(longest: u32) -> Value {
    json!({ "type": "string", "maxLength": longest })
}

pub(crate) fn boolean(description: &str) -> Value {
    json!({ "type": "boolean", "description": description })
}

pub(crate) fn list(of: &Value) -> Value {
    json!({ "type": "array", "items": of })
}

pub(crate) fn said(schema: &Value, description: &str) -> Value {
    let mut schema = schema.clone();
    schema["description"] = description.into();
    schema
}
