//! The schemas of what the health authority's systems and the operator say to the service.

use ashyq_core::{poster, practice::PracticePerson};
use serde_json::{Value, json};

use crate::{
    api::{audit::Actor, facts::FactOutcome},
    schema::{
        Row, any_of, base64url, boolean, growing, integer, list, moment, object, reference, said, tagged_by_name, text,
    },
};

/// Every schema by its name.
pub(crate) fn schemas() -> Vec<Row> {
    [facts(), posters(), practice(), sources(), claims(), audit()].into_iter().flatten().collect()
}

fn facts() -> Vec<Row> {
    let sampled = [("sampled_at", moment())];
    let ordered = [("ordered_at", moment()), ("isolation_place", reference("Place"))];
    let vaccinated = [("at", moment()), ("product", said(&text(64), "At most 64 bytes."))];
    let outcomes =
        [FactOutcome::Taken, FactOutcome::There, FactOutcome::Older, FactOutcome::Conflict, FactOutcome::Invalid];
    let id = said(&json!({ "type": "string", "pattern": "^[!-~]{1,64}$" }), "The source's own name of the fact.");
    vec![
        ("NewFacts", object("Facts of a request, at most 100.", &[("facts", list(&reference("NewFact")))], &[])),
        (
            "NewFact",
            object(
                "A version of a fact: a higher one replaces a lower one.",
                &[("id", id.clone()), ("version", integer(0, u32::MAX)), ("fact", reference("Known"))],
                &[("iin", said(&text(32), "Whose fact it is; not needed where it is withdrawn."))],
            ),
        ),
        (
            "Known",
            tagged_by_name(
                "What is known.",
                &[
                    ("pcr_negative", &sampled),
                    ("pcr_positive", &sampled),
                    ("contact", &ordered),
                    ("recovered", &[("at", moment())]),
                    ("vaccinated", &vaccinated),
                ],
                &["withdrawn"],
            ),
        ),
        (
            "FactsTaken",
            growing(object(
                "What became of each fact, in the order of the request.",
                &[("facts", list(&reference("FactTaken")))],
                &[],
            )),
        ),
        (
            "FactTaken",
            growing(object(
                "What became of a fact.",
                &[("id", text(64)), ("outcome", any_of(&outcomes))],
                &[
                    ("field", said(&text(64), "The field that is wrong.")),
                    ("rule", said(&text(400), "The rule that it breaks.")),
                ],
            )),
        ),
        (
            "Place",
            object(
                "WGS 84, in degrees.",
                &[
                    ("latitude", json!({ "type": "number", "minimum": -90, "maximum": 90 })),
                    ("longitude", json!({ "type": "number", "minimum": -180, "maximum": 180 })),
                ],
                &[],
            ),
        ),
    ]
}

fn posters() -> Vec<Row> {
    vec![
        ("NewPoster", object("Makes another poster for an entrance.", &[("entrance", integer(1, 99))], &[])),
        (
            "PosterShown",
            growing(object(
                "A poster as the operator sees it.",
                &[
                    ("entrance", integer(1, 99)),
                    ("number", reference("PosterNumber")),
                    ("poster", said(&text(320), "The text of its QR code.")),
                    ("from", moment()),
                    ("until", moment()),
                ],
                &[("revoked_at", moment())],
            )),
        ),
    ]
}

fn practice() -> Vec<Row> {
    let chosen = [("chosen", reference("PracticePerson"))];
    vec![
        ("PracticePerson", any_of(&PracticePerson::ALL)),
        ("NewPractice", object("Chooses whom whoever scans meets from now on.", &chosen, &[])),
        (
            "Practice",
            growing(object(
                "The practice persons of a venue in test mode.",
                &[("chosen", reference("PracticePerson")), ("persons", list(&reference("PersonShown")))],
                &[],
            )),
        ),
        (
            "PersonShown",
            growing(object(
                "A practice person, who does not exist, and what happens at the venue's door.",
                &[
                    ("person", reference("PracticePerson")),
                    ("iin", said(&text(12), "The published IIN, which belongs to nobody.")),
                    ("colour", reference("Colour")),
                    ("admitted", boolean("By the rules in force here and now.")),
                ],
                &[],
            )),
        ),
    ]
}

fn sources() -> Vec<Row> {
    vec![
        (
            "NewSource",
            object(
                "Registers a source of facts.",
                &[
                    ("name", bytes(poster::LONGEST_NAME)),
                    ("key", said(&base64url(64), "The public half of its P-256 key: x and y.")),
                ],
                &[],
            ),
        ),
        (
            "SourceShown",
            growing(object(
                "A registered source.",
                &[("source", base64url(16)), ("thumbprint", said(&base64url(32), "Of its key (RFC 7638)."))],
                &[],
            )),
        ),
        (
            "Sources",
            growing(object(
                "A page of the sources, the newest first.",
                &[("sources", list(&reference("SourceLine")))],
                &[("after", said(&base64url(16), "What the next page is asked with."))],
            )),
        ),
        (
            "SourceLine",
            growing(object(
                "A source in a list.",
                &[
                    ("source", base64url(16)),
                    ("name", text(64)),
                    ("thumbprint", said(&base64url(32), "Of its key (RFC 7638).")),
                    ("since", moment()),
                ],
                &[("revoked_at", moment())],
            )),
        ),
    ]
}

fn audit() -> Vec<Row> {
    vec![
        ("AuditActor", any_of(&Actor::ALL)),
        (
            "Audit",
            growing(object(
                "A page of the audit, the newest first.",
                &[("rows", list(&reference("AuditShown")))],
                &[("after", said(&base64url(32), "What the next page is asked with."))],
            )),
        ),
        (
            "AuditShown",
            growing(object(
                "A row of the audit. Persons stand in it under random aliases.",
                &[("at", moment()), ("actor", reference("AuditActor")), ("action", text(64))],
                &[
                    ("who", said(&base64url(16), "By whom: the account's random alias.")),
                    ("subject", said(&base64url(16), "A person's random alias, or a thing's id.")),
                    ("detail", said(&text(400), "Numbers and names of the program.")),
                ],
            )),
        ),
    ]
}

fn claims() -> Vec<Row> {
    vec![
        (
            "Claims",
            growing(object(
                "The claims that wait for the operator, the oldest first.",
                &[("claims", list(&reference("ClaimShown")))],
                &[],
            )),
        ),
        (
            "ClaimShown",
            growing(object(
                "A claim; it names nobody.",
                &[
                    ("claim", base64url(16)),
                    ("number", reference("ClaimNumber")),
                    ("of", json!({ "enum": ["iin", "device"] })),
                    ("objected_at", moment()),
                ],
                &[],
            )),
        ),
        (
            "ClaimDecision",
            object(
                "Decides a claim after an ID card was seen.",
                &[("allow", boolean("Whether the claimant gets it."))],
                &[],
            ),
        ),
    ]
}

/// A text of at most so many bytes: no more characters than that.
pub(crate) fn bytes(longest: usize) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": longest })
}

#[cfg(test)]
#[path = "openapi_offices_tests.rs"]
pub(crate) mod tests;
