//! The schemas of what phone and service say: one table, checked against the real types in a test.

use ashyq_core::{
    decision::Why,
    poster,
    status::{Colour, FactKind},
    visit::Learnt,
    wire::{Mark, ProblemCode},
};
use serde_json::{Map, Value, json};

use crate::{
    openapi_applications, openapi_board, openapi_cabinet, openapi_offices, openapi_staff,
    schema::{
        Row, any_of, base64url, boolean, growing, hexadecimal, integer, list, moment, object, one_of, reference, said,
        seconds, signed, text,
    },
};

/// Every schema by its name.
pub(crate) fn schemas() -> Map<String, Value> {
    let parts = [
        log_in(),
        iin(),
        status(),
        visits(),
        posters(),
        notices(),
        published(),
        problems(),
        openapi_offices::schemas(),
        openapi_applications::schemas(),
        openapi_staff::schemas(),
        openapi_cabinet::schemas(),
        openapi_board::schemas(),
    ];
    parts.into_iter().flatten().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

fn log_in() -> Vec<Row> {
    vec![
        (
            "LogInRequest",
            object(
                "Asks for a log-in code.",
                &[
                    ("phone", said(&text(32), "A mobile number of Kazakhstan in any usual spelling.")),
                    ("language", language()),
                ],
                &[],
            ),
        ),
        (
            "LogInAnswer",
            object(
                "The same for every number.",
                &[
                    ("challenge", base64url(16)),
                    ("life_s", seconds("How long the log-in code counts.")),
                    ("resend_after_s", seconds("After how long it can be sent again.")),
                    ("tries_left", integer(0, u32::MAX)),
                ],
                &[],
            ),
        ),
        (
            "ChallengeAnswer",
            object(
                "Answers a challenge.",
                &[("challenge", base64url(16)), ("log_in_code", said(&text(32), "The six digits of the SMS."))],
                &[],
            ),
        ),
        ("RenewRequest", object("Renews the tokens.", &[("renewal", text(512))], &[])),
        (
            "Tokens",
            object(
                "A session's tokens, bound to the device key that asked.",
                &[
                    ("token", said(&text(512), "Goes with every request.")),
                    ("life_s", seconds("How long it counts.")),
                    ("renewal", said(&text(512), "Renews the token; each renewal gives a new one.")),
                ],
                &[],
            ),
        ),
        ("LogOutRequest", object("Logs out.", &[("everywhere", boolean("On every device of the account."))], &[])),
    ]
}

fn iin() -> Vec<Row> {
    let bound = ("binding", base64url(16));
    let until = ("until", moment());
    vec![
        ("IinRequest", object("Binds an IIN.", &[("iin", said(&text(32), "12 digits whose check digit fits."))], &[])),
        (
            "Binding",
            one_of(
                "state",
                "Whose IIN this device may act for.",
                &[
                    ("none", "No IIN is bound.", &[], &[]),
                    ("bound", "Bound: the device may enter venues.", std::slice::from_ref(&bound), &[]),
                    ("waiting", "It waits, and the other side may object.", &[bound.clone(), until.clone()], &[]),
                    (
                        "objected",
                        "The other side objected; the operator decides.",
                        &[("claim", reference("ClaimNumber"))],
                        &[],
                    ),
                    ("lost", "Another device has taken this one's place; deliver until then.", &[until], &[]),
                ],
            ),
        ),
        ("ClaimNumber", said(&typed_code(), "What a claimant shows to the operator together with an ID card.")),
    ]
}

fn status() -> Vec<Row> {
    vec![
        ("Colour", any_of(&Colour::ALL)),
        ("FactKind", any_of(&FactKind::ALL)),
        (
            "Status",
            object(
                "A colour and the fact that it follows from.",
                &[
                    ("colour", reference("Colour")),
                    ("reason", json!({ "oneOf": [reference("FactKind"), { "type": "null" }] })),
                ],
                &[],
            ),
        ),
        (
            "Change",
            object("From when which status holds.", &[("from", moment()), ("status", reference("Status"))], &[]),
        ),
        (
            "Newest",
            object(
                "The newest numbers of what a phone holds.",
                &[
                    ("list", integer(0, u32::MAX)),
                    ("keys", integer(0, u32::MAX)),
                    ("rules", integer(0, u32::MAX)),
                    ("least_app", said(&integer(0, u32::MAX), "Older apps ask to update, and still record.")),
                ],
                &[],
            ),
        ),
        (
            "OwnStatus",
            object(
                "A person's own status as a timetable, for one device.",
                &[
                    ("time", moment()),
                    ("device", said(&base64url(32), "The device key's thumbprint (RFC 7638).")),
                    ("changes", list(&reference("Change"))),
                    ("until", moment()),
                    ("newest", reference("Newest")),
                ],
                &[],
            ),
        ),
        ("SignedOwnStatus", signed("OwnStatus")),
    ]
}

fn visits() -> Vec<Row> {
    vec![
        (
            "EntryRequest",
            object(
                "Reports an entry: asks for a decision, or delivers what happened without one.",
                &[
                    ("binding", base64url(16)),
                    ("poster", reference("PosterNumber")),
                    ("visit_key", base64url(32)),
                    ("entered_at", moment()),
                    ("clock_certain", boolean("Whether the phone was sure of that moment.")),
                    ("ask", boolean("Asks for a decision; without, it is only recorded.")),
                ],
                &[("scanned", reference("Scanned"))],
            ),
        ),
        (
            "Scanned",
            object(
                "What a scanned poster says of its place.",
                &[("venue", hexadecimal(16)), ("entrance", integer(1, 99))],
                &[],
            ),
        ),
        ("Why", any_of(&Why::ALL)),
        ("SignedDecision", said(&base64url(146), "A decision with the service's signature: what the pass carries.")),
        (
            "EntryAnswer",
            one_of(
                "answer",
                "Ends the delivery of an entry.",
                &[
                    (
                        "decided",
                        "A decision, and what only the visitor sees.",
                        &[("decision", reference("SignedDecision")), ("seed", base64url(16))],
                        &[("why", reference("Why"))],
                    ),
                    ("recorded", "Recorded without a decision.", &[("receipt", reference("SignedReceipt"))], &[]),
                ],
            ),
        ),
        ("Learnt", any_of(&Learnt::ALL)),
        (
            "ExitRequest",
            object(
                "Reports an exit.",
                &[("poster", reference("PosterNumber")), ("left_at", moment()), ("learnt", reference("Learnt"))],
                &[],
            ),
        ),
        ("Mark", any_of(&Mark::ALL)),
        (
            "Receipt",
            object(
                "What the service has recorded of a visit.",
                &[
                    ("visit", hexadecimal(16)),
                    ("of", json!({ "enum": ["entry", "exit"] })),
                    ("time", moment()),
                    ("newest", reference("Newest")),
                ],
                &[("mark", reference("Mark"))],
            ),
        ),
        ("SignedReceipt", signed("Receipt")),
    ]
}

fn posters() -> Vec<Row> {
    vec![
        ("PosterNumber", said(&typed_code(), "A poster's number, written as its typed code.")),
        (
            "PosterAnswer",
            object(
                "The poster of a typed code.",
                &[
                    (
                        "poster",
                        json!({ "type": "string", "pattern": format!("^{}[A-Z2-7]+$", poster::PREFIX.replace('.', "\\.")) }),
                    ),
                    ("address", text(512)),
                ],
                &[],
            ),
        ),
    ]
}

fn notices() -> Vec<Row> {
    vec![
        (
            "Notice",
            object(
                "Something that the account must know.",
                &[
                    ("id", base64url(16)),
                    ("at", moment()),
                    ("kind", json!({ "enum": ["iin_claimed", "new_device", "claim_objected", "looked_up"] })),
                ],
                &[("until", said(&moment(), "Until when it can be answered.")), ("claim", reference("ClaimNumber"))],
            ),
        ),
        ("Notices", object("The newest first.", &[("notices", list(&reference("Notice")))], &[])),
        ("NoticeAnswer", object("Answers a notice.", &[("agree", boolean("Agrees; else objects."))], &[])),
    ]
}

fn published() -> Vec<Row> {
    let row = |properties: &[(&str, Value)]| list(&object("A row.", properties, &[]));
    vec![
        (
            "KeySet",
            object(
                "The keys to believe.",
                &[
                    ("number", integer(0, u32::MAX)),
                    ("issued", moment()),
                    ("expires", moment()),
                    (
                        "keys",
                        row(&[
                            ("purpose", json!({ "enum": ["root", "decision", "poster", "rules", "list"] })),
                            ("public", base64url(32)),
                            ("from", moment()),
                            ("until", moment()),
                        ]),
                    ),
                ],
                &[("next_root", base64url(32))],
            ),
        ),
        ("SignedKeySet", signed("KeySet")),
        (
            "NotLive",
            object(
                "What is not simply live.",
                &[
                    ("number", integer(0, u32::MAX)),
                    (
                        "venues",
                        row(&[
                            ("venue", hexadecimal(16)),
                            ("mode", json!({ "enum": ["test", "suspended", "revoked"] })),
                        ]),
                    ),
                    ("posters", row(&[("number", reference("PosterNumber")), ("until", moment())])),
                ],
                &[],
            ),
        ),
        ("SignedNotLive", signed("NotLive")),
        (
            "Rules",
            json!({
                "type": "object",
                "description": "A version of the rules: from facts to colours, from colours to decisions.",
                "properties": { "version": integer(0, u32::MAX), "source": text(500) },
                "required": ["version", "source", "facts", "entry", "dwell_limits"],
            }),
        ),
        ("SignedRules", signed("Rules")),
    ]
}

fn problems() -> Vec<Row> {
    let problem = object(
        "A refusal, as RFC 9457 problem details.",
        &[
            ("type", json!({ "type": "string", "pattern": "^urn:ashyq:problem:[a-z_]+$" })),
            ("title", text(200)),
            ("status", integer(400, 599)),
            ("code", reference("ProblemCode")),
        ],
        &[
            ("field", text(64)),
            ("rule", text(400)),
            ("wait_s", seconds("How long to wait.")),
            ("tries_left", integer(0, u32::MAX)),
        ],
    );
    // A later version may say more (RFC 9457 section 3.2).
    vec![("ProblemCode", any_of(ProblemCode::ALL)), ("Problem", growing(problem))]
}

fn typed_code() -> Value {
    json!({ "type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}[0-9A-HJKMNP-TV-Z]$" })
}

fn language() -> Value {
    json!({ "enum": ["kk", "ru", "en"], "description": "The language of the SMS." })
}
