//! The schemas of what staff and their business say to the service.

use serde_json::json;

use crate::{
    api::staff::naming::StaffState,
    schema::{
        Row, any_of, base64url, boolean, growing, hexadecimal, integer, list, moment, object, reference, said, signed,
        text,
    },
};

/// Every schema by its name.
pub(crate) fn schemas() -> Vec<Row> {
    [roles(), shifts(), entries(), naming()].into_iter().flatten().collect()
}

fn roles() -> Vec<Row> {
    vec![
        ("Roles", object("The newest first.", &[("roles", list(&reference("StaffRole")))], &[])),
        (
            "StaffRole",
            object(
                "A role at a venue.",
                &[
                    ("role", base64url(16)),
                    ("venue", hexadecimal(16)),
                    ("name", text(64)),
                    ("address", text(512)),
                    ("entrances", integer(1, 99)),
                    ("accepted", boolean("The role starts when it is accepted.")),
                ],
                &[("shift", said(&reference("SignedShift"), "The shift that is open on this device."))],
            ),
        ),
        ("RoleAnswer", object("Answers a role.", &[("accept", boolean("Accepts; else declines or gives up."))], &[])),
    ]
}

fn shifts() -> Vec<Row> {
    vec![
        (
            "OpenShift",
            object(
                "Opens a shift in place of the one that is open on this device.",
                &[
                    ("role", base64url(16)),
                    ("shift", said(&base64url(16), "Made on the phone: repeating it opens no second one.")),
                ],
                &[],
            ),
        ),
        (
            "Shift",
            object(
                "An open shift, for one device.",
                &[
                    ("shift", base64url(16)),
                    ("role", base64url(16)),
                    ("venue", hexadecimal(16)),
                    ("time", said(&moment(), "Of this answer.")),
                    ("opened_at", moment()),
                    ("until", moment()),
                    ("device", said(&base64url(32), "The device key's thumbprint (RFC 7638).")),
                    ("newest", reference("Newest")),
                ],
                &[],
            ),
        ),
        ("SignedShift", signed("Shift")),
    ]
}

fn entries() -> Vec<Row> {
    let iin = said(&text(32), "12 digits whose check digit fits, typed twice alike.");
    vec![
        (
            "StaffEntry",
            object(
                "An entry of somebody without a smartphone.",
                &[("shift", base64url(16)), ("entrance", integer(1, 99)), ("iin", iin.clone())],
                &[],
            ),
        ),
        (
            "StaffDecision",
            object(
                "What staff learn of an entry, and all that they learn.",
                &[
                    ("visit", hexadecimal(16)),
                    ("shift", base64url(16)),
                    ("time", said(&moment(), "Of the first answer.")),
                    ("colour", reference("Colour")),
                    ("admitted", boolean("Admitted; else refused.")),
                    ("test", boolean("A practice person's, at a venue in test mode.")),
                ],
                &[],
            ),
        ),
        ("SignedStaffDecision", signed("StaffDecision")),
        (
            "StaffExit",
            object("An exit of somebody without a smartphone.", &[("shift", base64url(16)), ("iin", iin)], &[]),
        ),
        ("Noted", object("The answer to every exit.", &[("noted", json!({ "const": true }))], &[])),
    ]
}

fn naming() -> Vec<Row> {
    vec![
        (
            "NameStaff",
            object(
                "Names a person of staff.",
                &[("phone", said(&text(32), "A mobile number of Kazakhstan in any usual spelling."))],
                &[],
            ),
        ),
        ("RemoveStaff", object("Removes a role.", &[("role", base64url(16))], &[])),
        ("StaffState", any_of(&StaffState::ALL)),
        (
            "StaffShown",
            growing(object(
                "A person of staff as the business sees them.",
                &[
                    ("role", base64url(16)),
                    ("number", said(&integer(1, u32::MAX), "Counts the people that the venue named.")),
                    ("ending", json!({ "type": "string", "pattern": "^[0-9]{2}$" })),
                    ("state", reference("StaffState")),
                ],
                &[("last_shift", moment())],
            )),
        ),
        (
            "VenueStaff",
            growing(object(
                "In the order in which they were named.",
                &[("staff", list(&reference("StaffShown")))],
                &[],
            )),
        ),
    ]
}

#[cfg(test)]
#[path = "openapi_staff_tests.rs"]
pub(crate) mod tests;
