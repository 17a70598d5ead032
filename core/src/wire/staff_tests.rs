//! Golden forms: a changed byte here is a changed API.

use super::*;
use crate::keys::{
    Signed,
    tests::{NOW, signer},
};

fn golden<T: Serialize + serde::de::DeserializeOwned>(name: &str, value: &T) {
    let json = serde_json::to_string_pretty(value).unwrap();
    let again: T = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string_pretty(&again).unwrap(), json, "{name}");
    insta::with_settings!({ snapshot_suffix => name }, { insta::assert_snapshot!(json) });
}

#[test]
fn what_staff_and_service_say_has_a_frozen_form() {
    let shift = Shift {
        shift: Bytes([1; 16]),
        role: Bytes([2; 16]),
        venue: VenueId([5; 16]),
        time: NOW.plus(crate::moment::HOUR),
        opened_at: NOW,
        until: NOW.plus(crate::moment::DAY),
        device: Bytes([4; 32]),
        newest: Newest { list: 3, keys: 2, rules: 1, least_app: 1 },
    };
    golden("shift", &shift);
    let role = StaffRole {
        role: shift.role,
        venue: shift.venue,
        name: "Дүкен Алма".into(),
        address: "Алматы, Абай 1".into(),
        entrances: Entrance::FIRST,
        accepted: true,
        shift: Signed::sign(&shift, &signer(Purpose::Decision)),
    };
    golden("roles", &Roles { roles: vec![role.clone(), StaffRole { accepted: false, shift: None, ..role }] });
    golden("role_answer", &RoleAnswer { accept: true });
    golden("open_shift", &OpenShift { role: shift.role, shift: shift.shift });
    golden("entry", &StaffEntry { shift: shift.shift, entrance: Entrance::FIRST, iin: "900101300017".into() });
    golden("exit", &StaffExit { shift: shift.shift, iin: "900101300017".into() });
    golden("noted", &Noted { noted: true });
    golden(
        "decision",
        &StaffDecision {
            visit: VisitId([0xa1; 16]),
            shift: shift.shift,
            time: NOW,
            colour: Colour::Yellow,
            admitted: false,
            test: true,
        },
    );
}
