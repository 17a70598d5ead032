//! The schemas of what browsers and the service say about log-in and roles.

use serde_json::{Value, json};

use crate::{
    cabinet::session::{Next, RoleShown},
    limits,
    schema::{Row, any_of, base64url, boolean, growing, list, moment, object, reference, said, text},
};

/// Every schema by its name.
pub(crate) fn schemas() -> Vec<Row> {
    [sessions(), members(), associations()].into_iter().flatten().collect()
}

fn sessions() -> Vec<Row> {
    let next = any_of(&[Next::Nothing, Next::OneTimePassword, Next::Enrolment, Next::TooLate]);
    let role = any_of(&[RoleShown::Business, RoleShown::Association, RoleShown::Operator]);
    vec![
        (
            "CabinetSession",
            growing(object(
                "A browser's session.",
                &[
                    ("next", said(&next, "What is still to be done before the role may be used.")),
                    ("role", reference("CabinetRole")),
                    ("csrf", said(&base64url(32), "What `X-Ashyq-CSRF` must say.")),
                    ("until", said(&moment(), "When it ends at the latest.")),
                ],
                &[],
            )),
        ),
        ("CabinetRole", role),
        (
            "Enrolment",
            growing(object(
                "What an authenticator app is set up with.",
                &[
                    ("secret", said(&text(64), "As it is typed (base32).")),
                    ("uri", said(&text(256), "The same as an otpauth URI, for a QR code.")),
                ],
                &[],
            )),
        ),
        (
            "OneTimePassword",
            object(
                "A one-time password by time (RFC 6238), which counts once.",
                &[("one_time_password", json!({ "type": "string", "pattern": "^[0-9]{6}$" }))],
                &[],
            ),
        ),
    ]
}

fn members() -> Vec<Row> {
    let association = || ("association", base64url(16));
    vec![
        (
            "NewMember",
            object(
                "Names an operator or a member of an association.",
                &[("phone", text(32)), ("role", reference("CabinetRole"))],
                &[association()],
            ),
        ),
        (
            "MemberNamed",
            growing(object(
                "The same for every number.",
                &[("from", said(&moment(), "When it begins to count."))],
                &[],
            )),
        ),
        (
            "Members",
            growing(object(
                "Operators and the members of associations, the oldest first.",
                &[("members", list(&reference("Member")))],
                &[],
            )),
        ),
        (
            "Member",
            growing(object(
                "A member.",
                &[
                    ("member", base64url(16)),
                    ("number_end", said(&text(4), "The last four digits of the phone number.")),
                    ("role", reference("CabinetRole")),
                    ("named_at", moment()),
                    ("from", said(&moment(), "From when it counts.")),
                    ("enrolled", boolean("Whether an authenticator app is set up.")),
                ],
                &[association(), ("until", said(&moment(), "Until when it counts."))],
            )),
        ),
    ]
}

fn associations() -> Vec<Row> {
    let okeds = || ("okeds", list(&text(8)));
    vec![
        (
            "NewAssociation",
            object(
                "Names an association and the activities that it files for, such as 56 or 59.14.",
                &[("name", name()), okeds()],
                &[],
            ),
        ),
        (
            "Association",
            growing(object("An association.", &[("association", base64url(16)), ("name", name()), okeds()], &[])),
        ),
        (
            "Associations",
            growing(object(
                "Every association, the oldest first.",
                &[("associations", list(&reference("Association")))],
                &[],
            )),
        ),
    ]
}

fn name() -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": limits::LONGEST_ASSOCIATION_NAME })
}

#[cfg(test)]
pub(crate) mod tests {
    use ashyq_core::{bytes::Bytes, moment::Moment};
    use serde_json::json;

    use super::*;
    use crate::cabinet::{
        associations::{AssociationShown, Associations, NewAssociation},
        members::{MemberNamed, MemberShown, Members, NewMember},
        session::{CabinetShown, Enrolment, OneTimePassword},
    };

    const NOW: Moment = Moment(1_795_348_800_000);

    /// Real values of every type that browsers send and get.
    pub(crate) fn examples() -> Vec<(&'static str, Value)> {
        let mut examples = Vec::new();
        let mut say = |name, value: Value| examples.push((name, value));
        for next in [Next::Nothing, Next::OneTimePassword, Next::Enrolment, Next::TooLate] {
            let csrf = Bytes([1; 32]).to_string();
            say("CabinetSession", json!(CabinetShown { next, role: RoleShown::Business, csrf, until: NOW }));
        }
        say("Enrolment", json!(Enrolment { secret: "GEZDGNBV".to_owned(), uri: "otpauth://totp/Ashyq".to_owned() }));
        say("OneTimePassword", json!(OneTimePassword { one_time_password: "123456".to_owned() }));
        for (role, association) in [(RoleShown::Operator, None), (RoleShown::Association, Some(Bytes([2; 16])))] {
            say("CabinetRole", json!(role));
            say("NewMember", json!(NewMember { phone: "+77050000000".to_owned(), role, association }));
            let member = MemberShown {
                member: Bytes([1; 16]),
                number_end: "0000".to_owned(),
                role,
                association,
                named_at: NOW,
                from: NOW,
                until: association.map(|_| NOW),
                enrolled: true,
            };
            say("Member", json!(member));
            say("Members", json!(Members { members: vec![member] }));
        }
        say("MemberNamed", json!(MemberNamed { from: NOW }));
        let (name, okeds) = ("Кинотеатрлар қауымдастығы".to_owned(), vec!["5914".to_owned()]);
        say("NewAssociation", json!(NewAssociation { name: name.clone(), okeds: okeds.clone() }));
        let association = AssociationShown { association: Bytes([1; 16]), name, okeds };
        say("Association", json!(association));
        say("Associations", json!(Associations { associations: vec![association] }));
        examples
    }
}
