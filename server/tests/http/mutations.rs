//! Wrong bodies, made out of a good one and its schema.

use serde_json::{Map, Value, json};

/// What nobody says but a test.
pub const CANARY: &str = "canary-4711";

/// The service's own description.
pub struct Description(Value);

/// A wrong body: which field is wrong, and how.
pub struct Mutation {
    pub field: String,
    pub what: String,
    pub body: Value,
}

impl Description {
    pub fn read(description: &Value) -> Self {
        Self(description.clone())
    }

    /// The schema of the body of a route, where it takes one.
    pub fn body_of(&self, name: &str) -> Option<Value> {
        let operations =
            self.0["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
        let operation = operations.into_iter().find(|operation| operation["operationId"] == name);
        let operation = operation.unwrap_or_else(|| panic!("{name} is not described"));
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        (!schema.is_null()).then(|| schema.clone())
    }

    pub fn expect_valid(&self, schema: &Value, body: &Value, name: &str) {
        let errors: Vec<String> = self.validator(schema).iter_errors(body).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }

    fn validator(&self, schema: &Value) -> jsonschema::Validator {
        let mut schema = schema.clone();
        schema["components"] = self.0["components"].clone();
        jsonschema::draft202012::new(&schema).unwrap()
    }

    /// Wrong bodies, each wrong in one place.
    pub fn mutations(&self, schema: &Value, good: &Value) -> Vec<Mutation> {
        let mut found = Vec::new();
        self.wrong(schema, good, "", true, &mut |field, what, value| {
            found.push((field.to_owned(), what.to_owned(), value));
        });
        let whole = |(field, what, change): (String, String, Change)| {
            let mut body = good.clone();
            change.apply(&mut body);
            Mutation { field: if field.is_empty() { "body".into() } else { field }, what, body }
        };
        let validator = self.validator(schema);
        // A text against a pattern may happen to fit it; the other rules stand in no schema.
        found.into_iter().map(whole).filter(|m| !m.what.starts_with("as \"") || !validator.is_valid(&m.body)).collect()
    }

    /// Bodies with one number at its least or its most.
    pub fn at_bounds(&self, schema: &Value, good: &Value) -> Vec<(String, Value)> {
        let mut found = Vec::new();
        self.numbers(schema, good, "", &mut |field, value| {
            let mut body = good.clone();
            Change { at: field.to_owned(), to: To::Value(value) }.apply(&mut body);
            found.push((field.to_owned(), body));
        });
        found
    }

    /// The schema behind its reference, and of several the one that the value follows.
    fn resolve<'a>(&'a self, schema: &'a Value, value: &Value) -> &'a Value {
        if let Some(pointer) = schema["$ref"].as_str() {
            return self.resolve(self.0.pointer(pointer.trim_start_matches('#')).unwrap(), value);
        }
        let Some(variants) = schema["oneOf"].as_array() else { return schema };
        let fits = |variant: &&Value| {
            let required = variant["required"].as_array();
            required.is_some_and(|names| names.iter().all(|name| value.get(name.as_str().unwrap()).is_some()))
        };
        variants.iter().find(fits).unwrap_or(schema)
    }

    fn numbers(&self, schema: &Value, good: &Value, at: &str, say: &mut dyn FnMut(&str, Value)) {
        let schema = self.resolve(schema, good);
        match good {
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.numbers(&schema["properties"][name], value, &join(at, name), say);
                }
            }
            Value::Array(items) => self.numbers(&schema["items"], &items[0], &format!("{at}[0]"), say),
            Value::Number(_) => {
                for bound in ["minimum", "maximum"] {
                    // Where the whole type is allowed, a rule of its own narrows it.
                    let bound = schema[bound].as_i64().filter(|bound| *bound > 0 && *bound < i64::from(u32::MAX));
                    if let Some(bound) = bound {
                        say(at, bound.into());
                    }
                }
                if schema["format"] == "int64" {
                    for bound in [i64::MIN, i64::MAX] {
                        say(at, bound.into());
                    }
                }
            }
            _ => {}
        }
    }

    fn wrong(&self, schema: &Value, good: &Value, at: &str, required: bool, say: &mut dyn FnMut(&str, &str, Change)) {
        let schema = self.resolve(schema, good);
        let mut is = |what: &str, value: Value| say(at, what, Change { at: at.to_owned(), to: To::Value(value) });
        let kinds = [Value::Null, json!(true), json!(4711), json!(CANARY), json!([CANARY]), json!({ CANARY: 4711 })];
        for other in kinds {
            let same = std::mem::discriminant(&other) == std::mem::discriminant(good);
            if !same && (required || !other.is_null()) {
                is(&format!("as {other}"), other);
            }
        }
        match good {
            Value::String(_) => texts(schema, &mut is),
            Value::Number(_) => {
                out_of_range(schema, &mut is);
            }
            Value::Array(items) => self.wrong(&schema["items"], &items[0], &format!("{at}[0]"), true, say),
            Value::Object(fields) => self.object(schema, fields, at, say),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn object(&self, schema: &Value, good: &Map<String, Value>, at: &str, say: &mut dyn FnMut(&str, &str, Change)) {
        // What is described in words only is tried as a whole.
        let Some(required) = schema["required"].as_array() else { return };
        if schema["additionalProperties"] == false {
            let more = Change { at: join(at, CANARY), to: To::Value(4711.into()) };
            say(at, "and a field more", more);
        }
        for name in required {
            let field = join(at, name.as_str().unwrap());
            say(&field, "missing", Change { at: field.clone(), to: To::Nothing });
        }
        for (name, value) in good {
            let needed = required.iter().any(|required| required == name);
            self.wrong(&schema["properties"][name], value, &join(at, name), needed, say);
        }
    }
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

fn texts(schema: &Value, is: &mut dyn FnMut(&str, Value)) {
    if let Some(longest) = schema["maxLength"].as_u64() {
        is("one character too long", "7".repeat(usize::try_from(longest).unwrap() + 1).into());
        is("of an endless length", format!("{CANARY}{}", "7".repeat(9_000)).into());
    }
    if schema["minLength"].as_u64() > Some(0) {
        is("empty", "".into());
        is("blank", " ".into());
        is("with a line break", "a\nb".into());
        is("with a control character", "a\u{1b}[2J".into());
    }
    if schema.get("pattern").is_some() || schema.get("enum").is_some() || schema.get("const").is_some() {
        for text in ["", " ", CANARY, "é", "\u{202e}", "A"] {
            is(&format!("as {text:?}"), text.into());
        }
    }
}

fn out_of_range(schema: &Value, is: &mut dyn FnMut(&str, Value)) {
    if schema["type"] == "number" {
        for (bound, step) in [("minimum", -0.001), ("maximum", 0.001)] {
            is(&format!("past its {bound}"), (schema[bound].as_f64().unwrap() + step).into());
        }
        return;
    }
    is("as a fraction", 1.5.into());
    is("past every type", json!(1e300));
    if let (Some(least), Some(most)) = (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
        is("one too small", (least - 1).into());
        is("one too large", (most + 1).into());
    }
    is("past 64 bits", (u64::MAX).into());
}

/// A change at one place of a body.
struct Change {
    at: String,
    to: To,
}

enum To {
    Value(Value),
    Nothing,
}

impl Change {
    fn apply(self, body: &mut Value) {
        let parts: Vec<&str> = self.at.split(['.', '[']).filter(|part| !part.is_empty()).collect();
        let Some((last, path)) = parts.split_last() else {
            if let To::Value(value) = self.to {
                *body = value;
            }
            return;
        };
        let mut inner = body;
        for part in path {
            inner = match part.strip_suffix(']') {
                Some(at) => &mut inner[at.parse::<usize>().unwrap()],
                None => &mut inner[*part],
            };
        }
        match (self.to, last.strip_suffix(']')) {
            (To::Value(value), Some(at)) => inner[at.parse::<usize>().unwrap()] = value,
            (To::Value(value), None) => inner[*last] = value,
            (To::Nothing, _) => drop(inner.as_object_mut().unwrap().remove(*last)),
        }
    }
}
