//! Golden forms: a changed byte here is a changed API.

use std::fmt::Debug;

use serde::de::DeserializeOwned;

use super::*;
use crate::{
    door_code::DoorSeed,
    keys::{
        Purpose, Signed,
        tests::{NOW, key_set, signer},
    },
    moment::DAY,
    not_live::{Mode, NotLive, NotLiveVenue, RevokedPoster},
    pass::{PassDecision, commit},
    poster::PosterNumber,
    rules::Rules,
    status::{Colour, FactKind, Status},
};

fn golden<T: Serialize + DeserializeOwned>(name: &str, value: &T) {
    let json = serde_json::to_string_pretty(value).unwrap();
    let again: T = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string_pretty(&again).unwrap(), json, "{name}");
    insta::with_settings!({ snapshot_suffix => name }, { insta::assert_snapshot!(json) });
}

fn refuses<T: DeserializeOwned + Debug>(json: &str, part: &str) {
    let error = serde_json::from_str::<T>(json).unwrap_err().to_string();
    assert!(error.contains(part), "{error}");
}

const VISIT: VisitId = VisitId([0xa1; 16]);
const NEWEST: Newest = Newest { list: 3, keys: 2, rules: 1, least_app: 1 };

#[test]
fn requests_and_answers_have_frozen_forms() {
    golden("log_in_request", &LogInRequest { phone: String::from("8 705 000 00 00"), language: Language::Kk });
    golden("log_in_answer", &LogInAnswer { challenge: Bytes([1; 16]), life_s: 300, resend_after_s: 60, tries_left: 5 });
    golden(
        "binding",
        &[
            Binding::None,
            Binding::Bound { binding: Bytes([2; 16]) },
            Binding::Waiting { binding: Bytes([2; 16]), until: NOW },
            Binding::Objected { claim: ClaimNumber::of_claim([2; 16]) },
            Binding::Lost { until: NOW },
        ],
    );
    golden(
        "entry_request",
        &EntryRequest {
            binding: Bytes([2; 16]),
            poster: PosterNumber::make(12_345_678_901).unwrap(),
            scanned: Some(Scanned { venue: VenueId([5; 16]), entrance: Entrance::FIRST }),
            visit_key: Bytes([6; 32]),
            entered_at: NOW,
            clock_certain: true,
            ask: true,
        },
    );
    let seed = DoorSeed([9; 16]);
    let decision = PassDecision {
        venue: VenueId([5; 16]),
        entrance: Entrance::FIRST,
        colour: Colour::Yellow,
        admitted: false,
        test: false,
        signed_at: NOW,
        visit_key: Bytes([6; 32]),
        list: 3,
        commitment: commit(VISIT, &seed, Some(Why::TooFar)),
    };
    let decision = decision.sign(&signer(Purpose::Decision)).unwrap();
    golden("decided", &EntryAnswer::Decided { decision, seed: Bytes(seed.0), why: Some(Why::TooFar) });
    let receipt =
        Receipt { visit: VISIT, of: Report::Entry, time: NOW, mark: Some(Mark::PosterRevoked), newest: NEWEST };
    golden("receipt", &receipt);
    let receipt = Signed::sign(&receipt, &signer(Purpose::Decision)).unwrap();
    golden("recorded", &EntryAnswer::Recorded { receipt });
    golden(
        "exit_request",
        &ExitRequest { poster: PosterNumber::make(12_345_678_901).unwrap(), left_at: NOW, learnt: Learnt::NextEntry },
    );
    golden(
        "own_status",
        &OwnStatus {
            time: NOW,
            device: Bytes([4; 32]),
            changes: vec![Change {
                from: NOW,
                status: Status { colour: Colour::Green, reason: Some(FactKind::PcrNegative) },
            }],
            until: NOW.plus(DAY),
            newest: NEWEST,
        },
    );
    golden("problem", &Problem { tries_left: Some(4), ..Problem::of(ProblemCode::LogInCodeWrong) });
}

#[test]
fn what_is_published_has_a_frozen_form() {
    let list = NotLive {
        number: 3,
        venues: vec![NotLiveVenue { venue: VenueId([0x11; 16]), mode: Mode::Suspended }],
        posters: vec![RevokedPoster {
            number: PosterNumber::make(12_345_678_901).unwrap(),
            until: NOW.plus(DAY * 365),
        }],
    };
    golden("not_live_text", &list);
    golden("not_live", &Signed::sign(&list, &signer(Purpose::List)).unwrap());
    golden("key_set_text", &key_set());
    golden("key_set", &Signed::sign(&key_set(), &signer(Purpose::Root)).unwrap());
    golden("rules", &Signed::sign(&Rules::version_1(), &signer(Purpose::Rules)).unwrap());
}

#[test]
fn unknown_and_wrong_fields_are_named() {
    refuses::<LogOutRequest>(r#"{"everywhere":true,"x":1}"#, "unknown field `x`");
    refuses::<LogOutRequest>("{}", "missing field `everywhere`");
    refuses::<ExitRequest>(
        r#"{"poster":"XXXX-XXXX","left_at":1,"learnt":"scanned"}"#,
        "check character|last character".split('|').next_back().unwrap(),
    );
}

#[test]
fn every_refusal_says_what_happened_and_what_to_do() {
    let mut table = String::new();
    for code in ProblemCode::ALL {
        let problem = Problem::of(*code);
        assert!(problem.title.ends_with('.') && problem.kind.len() > "urn:ashyq:problem:".len());
        table += &format!("{} {} {}\n", problem.status, problem.kind, problem.title);
    }
    insta::assert_snapshot!(table);
}
