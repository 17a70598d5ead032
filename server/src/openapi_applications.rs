//! The schemas of what businesses, associations and the operator say to the service about applications and venues.

use ashyq_core::{oked::VenueKind, poster};
use serde_json::{Value, json};

use crate::{
    api::venues::ModeShown,
    application::{
        reason::{RefusalReason, SuspensionReason},
        state::{Actor, Phase, Step},
    },
    limits,
    openapi_offices::bytes,
    schema::{
        Row, any_of, base64url, growing, hexadecimal, integer, list, moment, object, one_of, reference, said, text,
    },
};

/// Every schema by its name.
pub(crate) fn schemas() -> Vec<Row> {
    [forms(), applications(), decisions(), venues()].into_iter().flatten().collect()
}

fn region() -> Value {
    said(&integer(10, 79), "The first two digits of the region's KATO code.")
}

fn forms() -> Vec<Row> {
    vec![
        (
            "NewApplication",
            object(
                "Applies for a poster for each entrance of a venue.",
                &[
                    ("number", reference("ClaimedNumber")),
                    ("name", said(&bytes(poster::LONGEST_NAME), "What stands over the door and on the poster.")),
                    ("address", said(&bytes(limits::LONGEST_ADDRESS), "In one line.")),
                    ("place", reference("Place")),
                    ("region", region()),
                    ("oked", said(&text(16), "The activity, such as 47.11.")),
                    ("contact_phone", said(&text(32), "A mobile number.")),
                    ("entrances", integer(1, 99)),
                ],
                &[("association", said(&base64url(16), "Through which it goes, where its activity needs one."))],
            ),
        ),
        (
            "ClaimedNumber",
            json!({
                "description": "A business's number: a BIN, or a sole proprietor's IIN.",
                "oneOf": [object("A BIN.", &[("bin", text(32))], &[]), object("An IIN.", &[("iin", text(32))], &[])],
            }),
        ),
        (
            "AssociationChoices",
            growing(object(
                "The associations through which one can file for an activity.",
                &[("associations", list(&reference("AssociationChoice")))],
                &[],
            )),
        ),
        (
            "AssociationChoice",
            growing(object("An association.", &[("association", base64url(16)), ("name", text(120))], &[])),
        ),
    ]
}

fn applications() -> Vec<Row> {
    let why = [("refused", reference("RefusalReason")), ("suspended", reference("SuspensionReason"))];
    let tried = ["entry", "exit", "refused_red", "staff_named", "board_opened"].map(|item| (item, moment()));
    vec![
        ("Phase", any_of(&Phase::ALL)),
        ("RefusalReason", any_of(RefusalReason::ALL)),
        ("SuspensionReason", any_of(SuspensionReason::ALL)),
        (
            "ApplicationShown",
            growing(object(
                "An application.",
                &[
                    ("application", base64url(16)),
                    ("phase", reference("Phase")),
                    ("number", reference("NumberShown")),
                    ("name", text(64)),
                    ("address", text(512)),
                    ("place", reference("Place")),
                    ("region", region()),
                    ("oked", text(16)),
                    ("kind", any_of(&VenueKind::ALL)),
                    ("entrances", integer(1, 99)),
                    ("filed_at", moment()),
                ],
                &[
                    ("association", said(&text(120), "The name of the association through which it goes.")),
                    why[0].clone(),
                    why[1].clone(),
                    ("test", reference("TestShown")),
                    ("venue", said(&hexadecimal(16), "From the start of the test on.")),
                ],
            )),
        ),
        (
            "NumberShown",
            growing(object(
                "A business's number; a sole proprietor's is an IIN, of which four digits are shown.",
                &[("last_four", text(4))],
                &[("bin", text(12))],
            )),
        ),
        (
            "TestShown",
            growing(object(
                "A test that runs.",
                &[
                    ("began", moment()),
                    ("live_from", moment()),
                    ("ends", moment()),
                    ("checklist", reference("Checklist")),
                ],
                &[],
            )),
        ),
        ("Checklist", growing(object("What the venue has tried, and when first.", &[], &tried))),
        (
            "ApplicationRecord",
            growing(object(
                "An application with its record.",
                &[
                    ("application", reference("ApplicationShown")),
                    ("contact_phone", text(32)),
                    ("steps", list(&reference("StepShown"))),
                ],
                &[],
            )),
        ),
        (
            "StepShown",
            growing(object(
                "A step in an application's record.",
                &[
                    ("at", moment()),
                    ("step", any_of(&Step::ALL)),
                    ("by", any_of(&[Actor::Business, Actor::Association, Actor::Operator, Actor::Service])),
                ],
                &[("alias", base64url(16)), why[0].clone(), why[1].clone()],
            )),
        ),
        (
            "Applications",
            growing(object(
                "A page of applications.",
                &[("applications", list(&reference("ApplicationShown")))],
                &[("after", said(&base64url(16), "What the next page is asked with."))],
            )),
        ),
    ]
}

fn decisions() -> Vec<Row> {
    let refusal = [("reason", reference("RefusalReason"))];
    let suspension = [("reason", reference("SuspensionReason"))];
    vec![
        (
            "ApplicationDecision",
            one_of(
                "decision",
                "Decides an application.",
                &[("check", "The venue may test.", &[], &[]), ("refuse", "It may not.", &refusal, &[])],
            ),
        ),
        (
            "Endorsement",
            one_of(
                "decision",
                "What an association says of an application.",
                &[("endorse", "It stands for it.", &[], &[]), ("refuse", "It does not.", &refusal, &[])],
            ),
        ),
        (
            "VenueDecision",
            one_of(
                "decision",
                "Suspends, resumes or revokes a venue.",
                &[
                    ("suspend", "Its posters stop working.", &suspension, &[]),
                    ("resume", "It goes on.", &[], &[]),
                    ("revoke", "Its posters stop working for good.", &suspension, &[]),
                ],
            ),
        ),
        (
            "NewPlace",
            object(
                "Moves a venue on the map.",
                &[
                    ("address", said(&bytes(limits::LONGEST_ADDRESS), "In one line.")),
                    ("place", reference("Place")),
                    ("region", region()),
                ],
                &[],
            ),
        ),
    ]
}

fn venues() -> Vec<Row> {
    vec![
        ("Mode", any_of(&ModeShown::ALL)),
        (
            "VenueShown",
            growing(object(
                "A venue with its posters.",
                &[
                    ("venue", hexadecimal(16)),
                    ("name", text(64)),
                    ("address", text(512)),
                    ("kind", any_of(&VenueKind::ALL)),
                    ("mode", reference("Mode")),
                    ("posters", list(&reference("PosterShown"))),
                ],
                &[],
            )),
        ),
        (
            "Venues",
            growing(object(
                "A page of venues, by name.",
                &[("venues", list(&reference("VenueLine")))],
                &[("after", said(&hexadecimal(16), "What the next page is asked with."))],
            )),
        ),
        (
            "VenueLine",
            growing(object(
                "A venue in a list.",
                &[
                    ("venue", hexadecimal(16)),
                    ("name", text(64)),
                    ("address", text(512)),
                    ("kind", any_of(&VenueKind::ALL)),
                    ("mode", reference("Mode")),
                ],
                &[],
            )),
        ),
    ]
}

#[cfg(test)]
#[path = "openapi_applications_tests.rs"]
pub(crate) mod tests;
