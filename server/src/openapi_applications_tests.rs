use ashyq_core::{
    bytes::Bytes,
    decision::Region,
    id::{Entrance, VenueId},
    moment::Moment,
    place::Place,
    poster::PosterNumber,
};

use super::*;
use crate::{
    api::{posters::PosterShown, venues::VenueShown},
    application::{
        association::Endorsement,
        business::{AssociationChoice, AssociationChoices},
        checklist::{Checklist, Item},
        form::{ClaimedNumber, NewApplication},
        operator::{ApplicationDecision, NewPlace, VenueDecision, VenueLine, Venues},
        shown::{ApplicationRecord, ApplicationShown, Applications, NumberShown, StepShown, TestShown},
    },
};

const NOW: Moment = Moment(1_795_348_800_000);

/// Fields that may be missing, where the same name must stand elsewhere.
pub(crate) const OPTIONAL: &[(&str, &str)] = &[
    ("NewApplication", "association"),
    ("ApplicationShown", "association"),
    ("ApplicationShown", "refused"),
    ("ApplicationShown", "suspended"),
    ("ApplicationShown", "test"),
    ("ApplicationShown", "venue"),
    ("NumberShown", "bin"),
    ("Checklist", "entry"),
    ("Checklist", "exit"),
    ("Checklist", "refused_red"),
    ("Checklist", "staff_named"),
    ("Checklist", "board_opened"),
    ("StepShown", "alias"),
    ("Sources", "after"),
    ("Audit", "after"),
    ("AuditShown", "who"),
    ("AuditShown", "subject"),
    ("AuditShown", "detail"),
    ("StepShown", "refused"),
    ("StepShown", "suspended"),
    ("Applications", "after"),
    ("Venues", "after"),
];

/// Real values of every type, with and without what may be missing.
pub(crate) fn examples() -> Vec<(&'static str, Value)> {
    let mut examples = venues();
    let mut say = |name, value: Value| examples.push((name, value));
    for phase in Phase::ALL {
        say("Phase", json!(phase));
    }
    for reason in RefusalReason::ALL {
        say("RefusalReason", json!(reason));
        say("ApplicationDecision", json!(ApplicationDecision::Refuse { reason: *reason }));
        say("Endorsement", json!(Endorsement::Refuse { reason: *reason }));
    }
    for reason in SuspensionReason::ALL.iter().copied() {
        say("SuspensionReason", json!(reason));
        say("VenueDecision", json!(VenueDecision::Suspend { reason }));
        say("VenueDecision", json!(VenueDecision::Revoke { reason }));
    }
    say("VenueDecision", json!(VenueDecision::Resume {}));
    say("ApplicationDecision", json!(ApplicationDecision::Check {}));
    say("Endorsement", json!(Endorsement::Endorse {}));
    let [bin, iin] = [ClaimedNumber::Bin("123456789013".into()), ClaimedNumber::Iin("900101300017".into())];
    for (number, association) in [(bin, None), (iin, Some(Bytes([1; 16])))] {
        say("ClaimedNumber", json!(number));
        say("NewApplication", json!(form(number, association)));
    }
    let choice = AssociationChoice { association: Bytes([1; 16]), name: "Одақ".into() };
    say("AssociationChoice", json!(choice));
    say("AssociationChoices", json!(AssociationChoices { associations: vec![choice] }));
    let checklist = Item::ALL.into_iter().fold(Checklist::default(), |checklist, item| checklist.with(item, NOW));
    for checklist in [Checklist::default(), checklist] {
        say("Checklist", json!(checklist));
    }
    let test = TestShown { began: NOW, live_from: NOW, ends: NOW, checklist };
    say("TestShown", json!(test));
    for whole in [false, true] {
        let shown = application(whole.then_some(test));
        say("NumberShown", json!(shown.number));
        say("ApplicationShown", json!(shown));
        let step = StepShown {
            at: NOW,
            step: Step::Refuse,
            by: Actor::Operator,
            alias: whole.then_some(Bytes([1; 16])),
            refused: whole.then_some(RefusalReason::PlaceDiffers),
            suspended: whole.then_some(SuspensionReason::Closed),
        };
        say("StepShown", json!(step));
        let record =
            ApplicationRecord { application: shown.clone(), contact_phone: "+77010000001".into(), steps: vec![step] };
        say("ApplicationRecord", json!(record));
        let after = whole.then_some(Bytes([1; 16]));
        say("Applications", json!(Applications { applications: vec![shown], after }));
    }
    examples
}

fn form(number: ClaimedNumber, association: Option<Bytes<16>>) -> NewApplication {
    NewApplication {
        number,
        name: "Дәмхана".into(),
        address: "Алматы, Абай 1".into(),
        place: place(),
        region: Region::ALMATY,
        oked: "56.10".into(),
        contact_phone: "+7 701 000 00 01".into(),
        entrances: Entrance::FIRST,
        association,
    }
}

fn application(test: Option<TestShown>) -> ApplicationShown {
    let whole = test.is_some();
    ApplicationShown {
        application: Bytes([1; 16]),
        phase: Phase::Test,
        number: NumberShown { bin: whole.then(|| "123456789013".into()), last_four: "9013".into() },
        name: "Дәмхана".into(),
        address: "Алматы, Абай 1".into(),
        place: place(),
        region: Region::ALMATY,
        oked: "56.10".into(),
        kind: VenueKind::Catering,
        entrances: Entrance::FIRST,
        association: whole.then(|| "Одақ".into()),
        filed_at: NOW,
        refused: whole.then_some(RefusalReason::PlaceDiffers),
        suspended: whole.then_some(SuspensionReason::Closed),
        test,
        venue: whole.then_some(VenueId([5; 16])),
    }
}

fn venues() -> Vec<(&'static str, Value)> {
    let mut examples = Vec::new();
    let mut say = |name, value: Value| examples.push((name, value));
    for mode in [ModeShown::Live, ModeShown::Test, ModeShown::Suspended, ModeShown::Revoked] {
        say("Mode", json!(mode));
    }
    let (venue, kind, mode) = (VenueId([5; 16]), VenueKind::Catering, ModeShown::Live);
    let (name, address) = (String::from("Дәмхана"), String::from("Алматы, Абай 1"));
    let line = VenueLine { venue, name: name.clone(), address: address.clone(), kind, mode };
    say("VenueLine", json!(line));
    for after in [None, Some(venue)] {
        say("Venues", json!(Venues { venues: vec![line.clone()], after }));
    }
    say("NewPlace", json!(NewPlace { address: address.clone(), place: place(), region: Region::ALMATY }));
    for revoked_at in [None, Some(NOW)] {
        let number = PosterNumber::make(12_345_678_901).unwrap();
        let text = String::from("HTTPS://ASHYQ.KZ/P/AF");
        let poster = PosterShown { entrance: Entrance::FIRST, number, poster: text, from: NOW, until: NOW, revoked_at };
        say("PosterShown", json!(poster));
        let shown =
            VenueShown { venue, name: name.clone(), address: address.clone(), kind, mode, posters: vec![poster] };
        say("VenueShown", json!(shown));
    }
    examples
}

fn place() -> Place {
    Place::parse(43.238_949, 76.889_709).unwrap()
}
