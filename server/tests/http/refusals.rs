//! Every refusal there is: reached over the real router, of one form, in three languages, and without an echo.

use std::collections::BTreeSet;

use ashyq_core::{
    wire::*,
    words::{Language, moment},
};
use serde_json::{Value, json};

use crate::{
    common::*,
    provoked::{Provoked, provoke, values},
};

/// The members of a refusal (RFC 9457 section 3, and this service's own).
const MEMBERS: [&str; 8] = ["type", "title", "status", "code", "field", "rule", "wait_s", "tries_left"];

/// What is wrong with a refusal; nothing where it is as it must be.
fn faults(code: ProblemCode, provoked: &Provoked, schema: &jsonschema::Validator) -> Vec<String> {
    let Provoked { sent, reply } = provoked;
    let mut faults = Vec::new();
    let mut expect = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{code:?}: {what}: {} {}", reply.status, String::from_utf8_lossy(&reply.body)));
        }
    };
    let json: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let header = |name: &str| reply.headers.get(name).and_then(|value| value.to_str().ok());
    expect(header("content-type") == Some("application/problem+json"), "its content type");
    expect(schema.is_valid(&json), "its schema");
    let members: BTreeSet<&str> = json.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    expect(members.iter().all(|member| MEMBERS.contains(member)), "its members");
    expect(json["type"] == format!("urn:ashyq:problem:{}", code.name()), "its type");
    expect(json["code"] == code.name(), "its code");
    expect(json["title"] == code.title(), "its title");
    expect((json["status"] == code.status()) && reply.status == code.status(), "its status");

    // What the sentence promises is there, and nothing is there that it does not speak of.
    let title = code.title();
    let waits = title.contains("wait") || title.contains("shortly");
    expect(waits == json["wait_s"].as_u64().is_some_and(|wait| wait > 0), "how long to wait");
    expect(
        header("retry-after").map(str::to_owned) == json["wait_s"].as_u64().map(|wait| wait.to_string()),
        "Retry-After",
    );
    expect(!title.contains("see field") || json["field"].is_string(), "its field");
    expect(!title.contains("rule") || json["rule"].is_string(), "its rule");
    expect(json["field"].is_null() || json["rule"].is_string(), "the rule of its field");
    expect(!title.contains("see Allow") || header("allow").is_some(), "Allow");
    expect((code == ProblemCode::LogInCodeWrong) == json["tries_left"].is_u64(), "how many tries are left");
    expect(header("dpop-nonce").is_some() && header("cache-control") == Some("no-store"), "its nonce");

    // What a person reads of it.
    let wait = json["wait_s"].as_u64().unwrap_or_default();
    let tries = json["tries_left"].to_string();
    let sentences = Language::ALL.map(|language| {
        let until = START.plus(std::time::Duration::from_secs(wait));
        let time = moment::day_and_clock(language, until.millis());
        code.word().fill(language, &[("seconds", &wait.to_string()), ("time", &time), ("tries", &tries)])
    });
    expect(sentences.iter().all(|sentence| sentence.len() > 10 && !sentence.contains('{')), "its sentences");
    expect(sentences.iter().collect::<BTreeSet<_>>().len() == 3, "its three languages");

    let said = String::from_utf8_lossy(&reply.body);
    for value in sent.iter().flat_map(|sent| values(sent)) {
        expect(!said.contains(&value), &format!("it repeats {value:?}"));
    }
    faults
}

async fn schema() -> jsonschema::Validator {
    let description: Value = World::new().get("/openapi.json").await.ok().json();
    let mut schema = json!({ "$ref": "#/components/schemas/Problem" });
    schema["components"] = json!({ "schemas": description["components"]["schemas"] });
    jsonschema::draft202012::new(&schema).unwrap()
}

#[tokio::test]
async fn every_refusal_is_reached_and_says_what_it_must_and_no_more() {
    let schema = schema().await;
    let mut wrong = Vec::new();
    for code in ProblemCode::ALL {
        wrong.extend(faults(*code, &provoke(*code).await, &schema));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The test of the test: a refusal that is wrong in any way is noticed.
#[tokio::test]
async fn a_refusal_that_is_wrong_in_any_way_is_noticed() {
    let schema = schema().await;
    let code = ProblemCode::ResendTooSoon;
    let good = provoke(code).await;
    assert_eq!(faults(code, &good, &schema), Vec::<String>::new());
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut json: Value = serde_json::from_slice(&good.reply.body).unwrap();
        change(&mut json);
        let body = json.to_string().into_bytes();
        let reply = Reply { status: good.reply.status, headers: good.reply.headers.clone(), body };
        faults(code, &Provoked { sent: good.sent.clone(), reply }, &schema).len()
    };
    let number = good.sent.iter().flat_map(|sent| values(sent)).find(|value| value.starts_with("+7")).unwrap();
    let changes: [&dyn Fn(&mut Value); 8] = [
        &|json| json["title"] = "Wait.".into(),
        &|json| json["type"] = "about:blank".into(),
        &|json| json["status"] = 400.into(),
        &|json| json["code"] = "fault".into(),
        &|json| json["wait_s"] = Value::Null,
        &|json| json["tries_left"] = 1.into(),
        &|json| json["field"] = "phone".into(),
        &|json| json["detail"] = format!("{number} must wait").into(),
    ];
    for (at, change) in changes.iter().enumerate() {
        assert!(changed(change) > 0, "change {at}");
    }
}
