use std::{collections::BTreeSet, fs, path::Path};

use ashyq_core::{
    bytes::Bytes,
    claim::ClaimNumber,
    decision::Why,
    door_code::DoorSeed,
    id::{Entrance, VenueId, VisitId},
    keys::{Document, KeySet, ListedKey, Purpose, Signed, Signer},
    moment::{DAY, Moment},
    not_live::{Mode, NotLive, NotLiveVenue, RevokedPoster},
    pass::{PassDecision, SignedDecision, commit},
    poster::{Poster, PosterNumber},
    rules::Rules,
    status::{Change, Colour, FactKind, Status},
    visit::Learnt,
    wire::*,
    words::Language,
};
use serde::Serialize;

use super::*;

const NOW: Moment = Moment(1_795_348_800_000);
const NEWEST: Newest = Newest { list: 3, keys: 2, rules: 1, least_app: 1 };

fn signer(purpose: Purpose) -> Signer {
    Signer::derive(purpose, &[purpose as u8 + 1; 32])
}

fn sign<T: Document>(document: &T) -> Signed<T> {
    Signed::sign(document, &signer(T::PURPOSE)).unwrap()
}

fn number() -> PosterNumber {
    PosterNumber::make(12_345_678_901).unwrap()
}

fn decision() -> SignedDecision {
    let decision = PassDecision {
        venue: VenueId([5; 16]),
        entrance: Entrance::FIRST,
        colour: Colour::Yellow,
        admitted: false,
        test: false,
        signed_at: NOW,
        visit_key: Bytes([6; 32]),
        list: 3,
        commitment: commit(VisitId([1; 16]), &DoorSeed([9; 16]), Some(Why::TooFar)),
    };
    decision.sign(&signer(Purpose::Decision)).unwrap()
}

#[expect(clippy::too_many_lines, reason = "a list, one line a value")]
/// Real values of every type that goes over the wire, with and without what may be missing.
fn examples() -> Vec<(&'static str, Value)> {
    let mut examples = names();
    examples.extend(crate::openapi_offices::tests::examples());
    examples.extend(crate::openapi_applications::tests::examples());
    examples.extend(crate::openapi_staff::tests::examples());
    examples.extend(crate::openapi_board::tests::examples());
    examples.extend(crate::openapi_cabinet::tests::examples());
    let mut say = |name, value: Value| examples.push((name, value));
    let receipt = |mark| Receipt { visit: VisitId([0xa1; 16]), of: Report::Entry, time: NOW, mark, newest: NEWEST };
    let status = Status { colour: Colour::Green, reason: Some(FactKind::PcrNegative) };
    let blue = Status { colour: Colour::Blue, reason: None };
    let changes = vec![Change { from: NOW, status }, Change { from: NOW.plus(DAY), status: blue }];
    let own =
        OwnStatus { time: NOW, device: Bytes([4; 32]), changes: changes.clone(), until: NOW.plus(DAY), newest: NEWEST };
    say("LogInRequest", json(&LogInRequest { phone: String::from("8 705 000 00 00"), language: Language::Kk }));
    say(
        "LogInAnswer",
        json(&LogInAnswer { challenge: Bytes([1; 16]), life_s: 300, resend_after_s: 60, tries_left: 5 }),
    );
    say("ChallengeAnswer", json(&ChallengeAnswer { challenge: Bytes([1; 16]), log_in_code: String::from("123456") }));
    say("RenewRequest", json(&RenewRequest { renewal: String::from("r") }));
    say("Tokens", json(&Tokens { token: String::from("t"), life_s: 3600, renewal: String::from("r") }));
    say("LogOutRequest", json(&LogOutRequest { everywhere: true }));
    say("IinRequest", json(&IinRequest { iin: String::from("900101300017") }));
    let binding = Bytes([2; 16]);
    for value in [
        Binding::None,
        Binding::Bound { binding },
        Binding::Waiting { binding, until: NOW },
        Binding::Objected { claim: ClaimNumber::of_claim([3; 16]) },
        Binding::Lost { until: NOW },
    ] {
        say("Binding", json(&value));
    }
    say("Newest", json(&NEWEST));
    for change in &changes {
        say("Status", json(&change.status));
        say("Change", json(change));
    }
    say("OwnStatus", json(&own));
    say("SignedOwnStatus", json(&sign(&own)));
    let scanned = Scanned { venue: VenueId([5; 16]), entrance: Entrance::FIRST };
    say("Scanned", json(&scanned));
    for scanned in [None, Some(scanned)] {
        let (poster, visit_key) = (number(), Bytes([6; 32]));
        say(
            "EntryRequest",
            json(&EntryRequest {
                binding,
                poster,
                scanned,
                visit_key,
                entered_at: NOW,
                clock_certain: true,
                ask: true,
            }),
        );
    }
    say("PosterNumber", json(&number()));
    say("ClaimNumber", json(&ClaimNumber::of_claim([3; 16])));
    say("SignedDecision", json(&decision()));
    for why in [None, Some(Why::TooFar)] {
        say("EntryAnswer", json(&EntryAnswer::Decided { decision: decision(), seed: Bytes([9; 16]), why }));
    }
    say("EntryAnswer", json(&EntryAnswer::Recorded { receipt: sign(&receipt(None)) }));
    say("ExitRequest", json(&ExitRequest { poster: number(), left_at: NOW, learnt: Learnt::Scanned }));
    say("Receipt", json(&receipt(None)));
    say("Receipt", json(&Receipt { of: Report::Exit, ..receipt(Some(Mark::PosterRevoked)) }));
    say("SignedReceipt", json(&sign(&receipt(None))));
    let poster = Poster {
        venue: VenueId([5; 16]),
        entrance: Entrance::FIRST,
        number: number(),
        from: NOW,
        until: NOW.plus(DAY),
        name: String::from("Дәмхана"),
    };
    let poster = poster.sign(&signer(Purpose::Poster)).unwrap().to_string();
    say("PosterAnswer", json(&PosterAnswer { poster, address: String::from("Алматы, Абай 1") }));
    for (kind, until) in [
        (NoticeKind::IinClaimed, Some(NOW)),
        (NoticeKind::NewDevice, None),
        (NoticeKind::ClaimObjected, None),
        (NoticeKind::LookedUp, None),
    ] {
        let claim = (kind == NoticeKind::ClaimObjected).then_some(ClaimNumber::of_claim([3; 16]));
        let notice = Notice { id: Bytes([3; 16]), at: NOW, kind, until, claim };
        say("Notice", json(&notice));
        say("Notices", json(&Notices { notices: vec![notice] }));
    }
    say("NoticeAnswer", json(&NoticeAnswer { agree: false }));
    let key = |purpose| ListedKey { purpose, public: signer(purpose).public(), from: NOW, until: NOW.plus(DAY) };
    for next_root in [None, Some(signer(Purpose::Root).public())] {
        let set =
            KeySet { number: 1, issued: NOW, expires: NOW, keys: Purpose::OF_THE_SERVICE.map(key).to_vec(), next_root };
        say("KeySet", json(&set));
        say("SignedKeySet", json(&sign(&set)));
    }
    let not_live = NotLive {
        number: 1,
        venues: [Mode::Test, Mode::Suspended, Mode::Revoked]
            .map(|mode| NotLiveVenue { venue: VenueId([5; 16]), mode })
            .to_vec(),
        posters: vec![RevokedPoster { number: number(), until: NOW }],
    };
    say("NotLive", json(&not_live));
    say("SignedNotLive", json(&sign(&not_live)));
    say("Rules", json(&Rules::version_1()));
    say("SignedRules", json(&sign(&Rules::version_1())));
    say("Problem", json(&Problem { tries_left: Some(4), ..Problem::of(ProblemCode::LogInCodeWrong) }));
    say("Problem", json(&Problem::field("poster", "a typed code has eight characters").wait(5)));
    examples
}

fn json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap()
}

fn validator(name: &str) -> jsonschema::Validator {
    let mut schema = reference(name);
    schema["components"] = json!({ "schemas": schemas() });
    jsonschema::draft202012::new(&schema).unwrap()
}

/// Every name of every enumeration.
fn names() -> Vec<(&'static str, Value)> {
    let all = [
        ("Colour", json(&Colour::ALL)),
        ("FactKind", json(&FactKind::ALL)),
        ("Why", json(&Why::ALL)),
        ("Learnt", json(&Learnt::ALL)),
        ("Mark", json(&Mark::ALL)),
        ("ProblemCode", json(&ProblemCode::ALL)),
    ];
    let each = |(name, values): &(&'static str, Value)| -> Vec<_> {
        values.as_array().unwrap().iter().map(|value| (*name, value.clone())).collect()
    };
    all.iter().flat_map(each).collect()
}

#[test]
fn every_real_value_fits_its_schema() {
    for (name, example) in examples() {
        let errors: Vec<String> = validator(name).iter_errors(&example).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}\n{example}");
    }
    let shown: BTreeSet<&str> = examples().iter().map(|(name, _)| *name).collect();
    let schemas = schemas();
    let described: BTreeSet<&str> = schemas.keys().map(String::as_str).collect();
    assert_eq!(shown, described);
}

#[test]
fn a_schema_refuses_a_field_more_and_a_field_less() {
    for (name, example) in examples() {
        let Some(fields) = example.as_object().filter(|_| !["Problem", "Rules"].contains(&name)) else { continue };
        let validator = validator(name);
        let mut more = example.clone();
        more["x"] = 1.into();
        let grows = schemas()[name]["additionalProperties"] == true;
        assert_eq!(validator.is_valid(&more), grows, "{name} with x");
        let optional = [
            "scanned",
            "why",
            "mark",
            "until",
            "next_root",
            "iin",
            "field",
            "rule",
            "revoked_at",
            "last_shift",
            "claim",
            "association",
        ];
        for field in fields.keys().filter(|field| {
            let optional_there = crate::openapi_applications::tests::OPTIONAL.contains(&(name, field.as_str()));
            !optional.contains(&field.as_str()) && !optional_there && (name, field.as_str()) != ("StaffRole", "shift")
                || ["OwnStatus", "PosterShown", "Shift", "CabinetSession"].contains(&name) && *field == "until"
                || ["Association", "AssociationChoice"].contains(&name) && *field == "association"
                || ["IinRequest", "StaffEntry", "StaffExit"].contains(&name)
        }) {
            let mut less = example.clone();
            less.as_object_mut().unwrap().remove(field);
            assert!(!validator.is_valid(&less), "{name} without {field}");
        }
    }
}

#[test]
fn an_answer_that_is_no_json_has_its_media_type() {
    let description = describe(&crate::routes::descriptions());
    let answer = &description["paths"]["/v1/operator/posters/{typed}/svg"]["get"]["responses"]["200"];
    assert_eq!(answer["content"], json!({ "image/svg+xml": {} }));
}

#[test]
fn every_reference_leads_somewhere() {
    let description = describe(&crate::routes::descriptions());
    let mut open = vec![&description];
    while let Some(value) = open.pop() {
        if let Some(pointer) = value.get("$ref").and_then(Value::as_str) {
            assert!(description.pointer(pointer.trim_start_matches('#')).is_some(), "{pointer}");
        }
        match value {
            Value::Object(fields) => open.extend(fields.values()),
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

#[test]
fn every_row_has_a_known_role_and_a_name_of_its_own() {
    let rows = crate::routes::descriptions();
    let names: BTreeSet<_> = rows.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), rows.len());
    for row in rows {
        assert!(ROLES.iter().any(|(role, ..)| *role == row.role), "{}", row.name);
        assert!(row.summary.ends_with('.'), "{}", row.name);
    }
}

/// `UPDATE_OPENAPI=1 cargo test -p ashyq-server openapi` writes the file anew.
#[test]
fn the_checked_in_description_is_the_present_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let text = serde_json::to_string_pretty(&describe(&crate::routes::descriptions())).unwrap() + "\n";
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == text,
        "openapi.json is behind; run: UPDATE_OPENAPI=1 cargo test -p ashyq-server openapi"
    );
}
