//! Every screen in three languages and three kinds of paint, as snapshots; and laws that hold at every width.

use std::time::Duration;

use ashyq_core::{
    bytes::Bytes,
    check::{Checked, DoorAnswer},
    claim::ClaimNumber,
    client::{
        CheckError, DecisionScreen, DoorScreen, OpenedShift, StaffScreen, StatusScreen, VisitLine, VisitScreen,
        WhatIsOpen,
    },
    decision::Why,
    door_code::DoorCode,
    id::{Entrance, VenueId, VisitId},
    moment::Moment,
    pass::PassError,
    rules::Rules,
    status::{Change, Colour, FactKind, Status},
    visit::{Entry, Exit, Learnt},
    wire::{
        Notice, NoticeKind, Notices,
        staff::{Roles, StaffRole},
    },
    words::{Language, Word},
};

use super::*;

/// 22 November 2026, 14:05 in Kazakhstan.
const NOW: Moment = Moment(1_795_338_300_000);

fn view(language: Language, width: usize, paint: Paint) -> View {
    View { language, width, paint }
}

fn decided(colour: Colour, why: Option<Why>, test: bool) -> DoorScreen {
    DoorScreen::Decided(Box::new(DecisionScreen {
        visit: VisitId([7; 16]),
        colour,
        admitted: why.is_none(),
        why,
        test,
        venue: Some("«Достар» азық-түлік дүкені".into()),
        entrance: Entrance::FIRST,
        signed_at: NOW,
        left: Duration::from_secs(252),
        door_code: DoorCode { sign: 7, word: 10, digits: 7 },
        pass: "ASHYQ-PASS:A".into(),
    }))
}

fn inside(checked: bool, verified: bool) -> DoorScreen {
    DoorScreen::Inside(visit_screen(checked, verified, false))
}

fn visit_screen(checked: bool, verified: bool, test: bool) -> VisitScreen {
    VisitScreen {
        visit: VisitId([7; 16]),
        venue: verified.then(|| "«Достар» азық-түлік дүкені".into()),
        entrance: verified.then_some(Entrance::FIRST),
        since: NOW,
        checked,
        verified,
        test,
    }
}

fn own_status(colour: Option<Colour>, offline: bool) -> StatusScreen {
    let reason = colour.and_then(|colour| match colour {
        Colour::Red => Some(FactKind::PcrPositive),
        Colour::Yellow => Some(FactKind::Contact),
        Colour::Green => Some(FactKind::PcrNegative),
        Colour::Blue => None,
    });
    let blue = Status { colour: Colour::Blue, reason: None };
    StatusScreen {
        status: colour.map(|colour| Status { colour, reason }),
        as_of: colour.map(|_| NOW),
        age: Duration::from_secs(90),
        offline,
        next: (colour == Some(Colour::Green))
            .then_some(Change { from: NOW.plus(Duration::from_secs(7200)), status: blue }),
    }
}

fn open_to(screen: &StatusScreen) -> WhatIsOpen {
    screen.status.map(|status| WhatIsOpen::to(status.colour, &Rules::version_1(), NOW)).unwrap_or_default()
}

fn status_page(view: &View, colour: Option<Colour>, offline: bool) -> Page {
    let screen = own_status(colour, offline);
    status(view, &screen, &open_to(&screen))
}

fn lines() -> Vec<VisitLine> {
    let line = VisitLine {
        id: VisitId([1; 16]),
        venue: Some("«Достар» азық-түлік дүкені".into()),
        entrance: Some(Entrance::FIRST),
        entered_at: NOW,
        entry: Some(Entry::Admitted),
        colour: Some(Colour::Green),
        exit: Some(Exit { at: NOW.plus(Duration::from_secs(1500)), learnt: Learnt::Scanned }),
        delivered: true,
        mark: None,
        test: false,
    };
    let refused = VisitLine { entry: None, colour: Some(Colour::Red), exit: None, ..line.clone() };
    let unchecked = VisitLine {
        venue: None,
        entrance: None,
        entry: Some(Entry::Unchecked),
        colour: None,
        exit: None,
        delivered: false,
        ..line.clone()
    };
    vec![unchecked, line, refused]
}

fn practice_lines() -> Vec<VisitLine> {
    let [unchecked, line, refused] = <[VisitLine; 3]>::try_from(lines()).unwrap_or_else(|_| panic!("three lines"));
    let practice =
        |line: VisitLine| VisitLine { test: true, venue: Some("«Арман» кинотеатры".into()), ..line };
    vec![
        practice(unchecked),
        practice(refused),
        practice(VisitLine { colour: Some(Colour::Yellow), ..line.clone() }),
        line,
    ]
}

fn all_notices() -> Notices {
    let kinds = [NoticeKind::IinClaimed, NoticeKind::NewDevice, NoticeKind::ClaimObjected, NoticeKind::LookedUp];
    let notice = |kind| Notice {
        id: Bytes([3; 16]),
        at: NOW,
        kind,
        until: matches!(kind, NoticeKind::IinClaimed | NoticeKind::NewDevice)
            .then_some(NOW.plus(Duration::from_secs(86_400))),
        claim: (kind == NoticeKind::ClaimObjected).then_some(ClaimNumber::of_claim([3; 16])),
    };
    Notices { notices: kinds.map(notice).to_vec() }
}

fn all_roles() -> Roles {
    let role = StaffRole {
        role: Bytes([3; 16]),
        venue: VenueId([1; 16]),
        name: "«Достар» азық-түлік дүкені".into(),
        address: "Алматы, Абай даңғылы, 150/230".into(),
        entrances: Entrance::FIRST,
        accepted: true,
        shift: None,
    };
    let offered = StaffRole { role: Bytes([4; 16]), name: "Дәріхана".into(), accepted: false, ..role.clone() };
    Roles { roles: vec![offered, role] }
}

fn an_open_shift() -> OpenedShift {
    let shift = serde_json::json!({
        "shift": Bytes([5; 16]), "role": Bytes([3; 16]), "venue": VenueId([1; 16]), "name": "«Достар» азық-түлік дүкені",
        "entrances": 1, "opened_at": NOW, "until": NOW.plus(Duration::from_secs(86_400)), "device": Bytes([6; 32]),
    });
    serde_json::from_value(shift).unwrap()
}

fn by_iin(colour: Colour, admitted: bool, test: bool) -> StaffScreen {
    StaffScreen {
        visit: VisitId([7; 16]),
        venue: "«Достар» азық-түлік дүкені".into(),
        entrance: Entrance::FIRST,
        at: NOW,
        answer: DoorAnswer { colour, admitted, test },
    }
}

fn by_pass(colour: Colour, admitted: bool, test: bool) -> Checked {
    let answer = DoorAnswer { colour, admitted, test };
    Checked { answer, entrance: Entrance::FIRST, signed_at: NOW, checked_at: NOW.plus(Duration::from_secs(40)) }
}

/// What staff see, by its name.
fn staff_screens(view: &View) -> Vec<(&'static str, Page)> {
    let first = by_pass(Colour::Blue, true, false);
    vec![
        ("staff_roles", roles(view, &all_roles(), Some(&an_open_shift()))),
        ("staff_no_roles", roles(view, &Roles::default(), None)),
        ("staff_shift", shift(view, &an_open_shift())),
        ("staff_entered", entered(view, &by_iin(Colour::Green, true, false))),
        ("staff_refused", entered(view, &by_iin(Colour::Yellow, false, false))),
        ("test_staff_entered", entered(view, &by_iin(Colour::Red, false, true))),
        ("staff_pass_fits", checked(view, &first)),
        ("staff_pass_refused", checked(view, &by_pass(Colour::Red, false, false))),
        ("test_staff_pass", checked(view, &by_pass(Colour::Green, true, true))),
        ("staff_pass_forged", not_accepted(view, &CheckError::Refused(PassError::Forged))),
        ("staff_pass_seen", not_accepted(view, &CheckError::AlreadySeen { first, ago: Duration::from_secs(12) })),
    ]
}

/// Every screen by its name.
fn screens(view: &View) -> Vec<(&'static str, Page)> {
    let mut screens = visitor_screens(view);
    screens.extend(staff_screens(view));
    screens
}

/// What a visitor sees, by its name.
fn visitor_screens(view: &View) -> Vec<(&'static str, Page)> {
    vec![
        ("admitted", door(view, &decided(Colour::Green, None, false), 500)),
        ("refused", door(view, &decided(Colour::Red, Some(Why::Isolation), false), 500)),
        ("too_far", door(view, &decided(Colour::Yellow, Some(Why::TooFar), false), 500)),
        ("test_admitted", door(view, &decided(Colour::Blue, None, true), 500)),
        ("test_refused", door(view, &decided(Colour::Blue, Some(Why::TestNeeded), true), 500)),
        ("test_unchecked", door(view, &DoorScreen::Inside(visit_screen(false, true, true)), 500)),
        ("test_inside", door(view, &DoorScreen::Inside(visit_screen(true, true, true)), 500)),
        ("unchecked", door(view, &inside(false, true), 500)),
        ("unverified", door(view, &inside(false, false), 500)),
        ("inside", door(view, &inside(true, true), 500)),
        ("outside", door(view, &DoorScreen::Outside, 500)),
        ("status", status_page(view, Some(Colour::Green), false)),
        ("status_blue", status_page(view, Some(Colour::Blue), false)),
        ("status_yellow_offline", status_page(view, Some(Colour::Yellow), true)),
        ("status_unknown", status_page(view, None, true)),
        ("visits", visits(view, &lines(), 1)),
        ("test_visits", visits(view, &practice_lines(), 1)),
        ("notices", notices(view, &all_notices(), "")),
    ]
}

#[test]
fn every_screen_without_colour_in_three_languages() {
    for language in Language::ALL {
        for (name, page) in screens(&view(language, 60, Paint::None)) {
            insta::assert_snapshot!(format!("{}_{name}", language.code()), page.show(Paint::None));
        }
    }
}

#[test]
fn the_door_in_sixteen_colours_and_in_24_bits() {
    for paint in [Paint::Sixteen, Paint::Full] {
        for (name, page) in screens(&view(Language::Kk, 60, paint)) {
            let codes = page.show(paint).replace('\u{1b}', "␛");
            insta::assert_snapshot!(format!("{paint:?}_{name}"), codes);
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for language in Language::ALL {
        for width in NARROWEST..=WIDEST {
            for paint in [Paint::None, Paint::Full] {
                for (name, page) in screens(&view(language, width, paint)) {
                    for line in page.lines() {
                        assert!(line.width() <= width, "{name} at {width}: {line:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_framed_screen_has_a_straight_right_edge() {
    for language in Language::ALL {
        for width in [NARROWEST, 53, WIDEST] {
            for (name, page) in screens(&view(language, width, Paint::Full)) {
                let framed = page.lines().iter().take_while(|line| line.width() > 0);
                let kinds = ["staff_entered", "staff_refused", "staff_pass"];
                let of_staff = kinds.into_iter().any(|kind| name.trim_start_matches("test_").starts_with(kind));
                if of_staff
                    || matches!(
                        name,
                        "admitted" | "refused" | "test_admitted" | "test_refused" | "unchecked" | "test_unchecked"
                    )
                {
                    assert!(
                        framed.clone().count() > 10 && framed.into_iter().all(|line| line.width() == width),
                        "{name}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_refusal_begins_with_its_words_and_an_admission_never_has_them() {
    for language in Language::ALL {
        let view = view(language, 60, Paint::None);
        let refused = door(&view, &decided(Colour::Red, Some(Why::Isolation), false), 500).show(Paint::None);
        let first =
            refused.lines().map(|line| line.trim_matches(|c: char| !c.is_alphabetic())).find(|line| !line.is_empty());
        assert_eq!(first, Some(Word::Refused.say(language)));
        let admitted = door(&view, &decided(Colour::Red, None, false), 500).show(Paint::None);
        assert!(!admitted.contains(Word::Refused.say(language)) && !admitted.contains('┏'));
    }
}

#[test]
fn practice_says_test_in_word_and_hatching_wherever_it_is_shown() {
    for language in Language::ALL {
        for paint in [Paint::None, Paint::Sixteen, Paint::Full] {
            for (name, page) in screens(&view(language, 60, paint)) {
                let shown = page.show(Paint::None);
                let (word, hatching) = (shown.contains(Word::Test.say(language)), shown.contains('╱'));
                assert_eq!((word, hatching), (name.starts_with("test_"), name.starts_with("test_")), "{name}\n{shown}");
            }
        }
    }
}

#[test]
fn what_staff_see_says_neither_why_nor_who() {
    for language in Language::ALL {
        let view = view(language, 60, Paint::None);
        for (name, page) in staff_screens(&view) {
            let shown = page.show(Paint::None).replace('\n', " ");
            for why in Why::ALL {
                assert!(
                    !shown.contains(why.word().say(language)) && !shown.contains(why.to_do().say(language)),
                    "{name}"
                );
            }
            assert!(!shown.contains("9001013"), "{name}");
        }
    }
}

#[test]
fn without_the_network_and_on_a_pass_that_is_not_accepted_no_colour_of_a_status_is_painted() {
    let unknown = Paint::Full;
    let view = view(Language::Kk, 60, unknown);
    let first = by_pass(Colour::Blue, true, false);
    for page in [
        door(&view, &inside(false, true), 500),
        status_page(&view, Some(Colour::Yellow), true),
        not_accepted(&view, &CheckError::NoShift),
        not_accepted(&view, &CheckError::AlreadySeen { first, ago: Duration::ZERO }),
    ] {
        let shown = page.show(Paint::Full);
        for fill in ["255;210;31", "179;0;27", "47;191;113", "31;99;214"] {
            assert!(!shown.contains(fill), "{shown}");
        }
    }
}

#[test]
fn a_pass_is_drawn_whole_or_not_at_all() {
    let view = view(Language::En, 60, Paint::None);
    let page = pass(80, &view, "ASHYQ-PASS:ABC").map(|page| page.lines().len());
    assert_eq!(page, Some(15));
    assert!(pass(20, &view, "ASHYQ-PASS:ABC").is_none());
}

#[test]
fn a_table_fits_by_wrapping_its_widest_column() {
    let view = view(Language::En, 40, Paint::None);
    let cell = |text: &str| Line::of(text, Ink::PLAIN);
    let page = table(
        &view,
        &["Venue".into(), "Person".into()],
        &[vec![cell("A rather long name of a grocery store"), cell("a short one")]],
    );
    assert!(page.lines().iter().all(|line| line.width() <= 40));
    insta::assert_snapshot!(page.show(Paint::None));
}
