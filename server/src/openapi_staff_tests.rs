use ashyq_core::{
    bytes::Bytes,
    id::{Entrance, VenueId, VisitId},
    keys::{Purpose, Signed, Signer},
    moment::Moment,
    status::Colour,
    wire::{
        Newest,
        staff::{Noted, OpenShift, RoleAnswer, Roles, Shift, StaffDecision, StaffEntry, StaffExit, StaffRole},
    },
};
use serde_json::{Value, json};

use crate::api::staff::naming::{NameStaff, RemoveStaff, StaffShown, StaffState, VenueStaff};

const NOW: Moment = Moment(1_795_348_800_000);

/// Real values of every type that staff and their business send and get.
pub(crate) fn examples() -> Vec<(&'static str, Value)> {
    let mut examples = Vec::new();
    let mut say = |name, value: Value| examples.push((name, value));
    let signer = Signer::derive(Purpose::Decision, &[1; 32]);
    let (role, shift, iin) = (Bytes([1; 16]), Bytes([2; 16]), String::from("900101300017"));
    let open = Shift {
        shift,
        role,
        venue: VenueId([5; 16]),
        time: NOW,
        opened_at: NOW,
        until: NOW,
        device: Bytes([4; 32]),
        newest: Newest { list: 3, keys: 2, rules: 1, least_app: 1 },
    };
    let of_shift = Signed::sign(&open, &signer).unwrap();
    say("Shift", json!(open));
    say("SignedShift", json!(of_shift));
    for shift in [None, Some(of_shift)] {
        let shown = StaffRole {
            role,
            venue: VenueId([5; 16]),
            name: String::from("Дәмхана"),
            address: String::from("Алматы, Абай 1"),
            entrances: Entrance::FIRST,
            accepted: shift.is_some(),
            shift,
        };
        say("StaffRole", json!(shown));
        say("Roles", json!(Roles { roles: vec![shown] }));
    }
    say("RoleAnswer", json!(RoleAnswer { accept: true }));
    say("OpenShift", json!(OpenShift { role, shift }));
    say("StaffEntry", json!(StaffEntry { shift, entrance: Entrance::FIRST, iin: iin.clone() }));
    for (colour, admitted) in [(Colour::Blue, true), (Colour::Red, false)] {
        let decision = StaffDecision { visit: VisitId([7; 16]), shift, time: NOW, colour, admitted, test: false };
        say("StaffDecision", json!(decision));
        say("SignedStaffDecision", json!(Signed::sign(&decision, &signer).unwrap()));
    }
    say("StaffExit", json!(StaffExit { shift, iin }));
    say("Noted", json!(Noted { noted: true }));
    say("NameStaff", json!(NameStaff { phone: String::from("8 705 000 00 00") }));
    say("RemoveStaff", json!(RemoveStaff { role }));
    for (state, last_shift) in StaffState::ALL.into_iter().zip([None, Some(NOW)].into_iter().cycle()) {
        let shown = StaffShown { role, number: 1, ending: String::from("67"), state, last_shift };
        say("StaffState", json!(state));
        say("StaffShown", json!(shown));
        say("VenueStaff", json!(VenueStaff { staff: vec![shown] }));
    }
    examples
}
