//! What `--json` prints: one object per command on standard output. Keys are stable; a program may rely on these:
//!
//! * every object: `command` (null where the command line cannot be read); where it was refused: `refused` (the word's key)
//!   and `sentence`;
//! * `log-in`: `logged_in`, `binding`; `iin`: `binding` (`state`, `until` in milliseconds where it waits, `claim` where
//!   the other side objected);
//! * `scan`: `action` (`enter`, `leave`, `nothing`), `door`, `unsent`, `pass` with `--pass`; `exit` after leaving;
//! * `door`: `door`, `unsent`, `pass`; the object `door` has `state` (`outside`, `asking`, `decided`, `inside`) and, where
//!   there is one, `visit`, `colour`, `admitted`, `why`, `test`, `venue`, `entrance`, `signed_at`, `left_s`, `door_code`
//!   (`sign`, `word`, `digits`), `since`, `checked`, `verified`;
//! * `status`: `colour` (null is unknown), `reason`, `as_of`, `age_s`, `offline`, `next` (`from`, `colour`), `open` (kind to
//!   `open`, `near` or `closed`), `unsent`, `door`;
//! * `visits`: `visits`, `unsent`, `dropped`; `notices`: `notices`, or `answered` and `agree`;
//! * `staff-roles`: `roles` (`role`, `venue`, `address`, `entrances`, `accepted`) and `shift` (`role`, `venue`, `entrances`,
//!   `opened_at`, `until`; null where none is open); `staff-accept`, `staff-decline`: `role`, `accept`; `staff-shift-open`:
//!   `shift`; `staff-shift-close`: `closed`, `told`; `staff-enter`: `visit`, `venue`, `entrance`, `at`, `colour`, `admitted`,
//!   `test`; `staff-leave`: `noted`; `staff-check`: `checked` (`colour`, `admitted`, `test`, `entrance`, `signed_at`,
//!   `checked_at`), and where a pass was seen within a minute `refused` with `first`, which is the first answer;
//! * `leave`: `visit`, `exit`, `unsent`; `log-out`: `logged_out`, `everywhere`; `delete-my-data`: `deleted`.
//!
//! Moments are milliseconds since 1970.

use ashyq_core::{
    client::{DoorScreen, StatusScreen, VisitLine, WhatIsOpen},
    decision::Region,
    moment::Moment,
    oked::VenueKind,
    rules::{Opening, Rules},
    status::Colour,
    words::{
        Language,
        door_code::{NOUNS, SIGNS},
    },
};
use serde_json::{Map, Value, json};

/// Adds keys to an object.
pub(super) fn with(mut object: Value, keys: &[(&str, Value)]) -> Value {
    for (key, value) in keys {
        object[*key] = value.clone();
    }
    object
}

/// The screen at the door.
pub(crate) fn door(screen: &DoorScreen) -> Value {
    match screen {
        DoorScreen::Outside => json!({ "state": "outside" }),
        DoorScreen::Asking => json!({ "state": "asking" }),
        DoorScreen::Decided(decided) => json!({
            "state": "decided",
            "visit": decided.visit,
            "colour": decided.colour,
            "admitted": decided.admitted,
            "why": decided.why,
            "test": decided.test,
            "venue": decided.venue,
            "entrance": decided.entrance,
            "signed_at": decided.signed_at,
            "left_s": decided.left.as_secs(),
            "door_code": {
                "sign": SIGNS.get(usize::from(decided.door_code.sign)).map(|sign| sign.glyph),
                "word": NOUNS.get(usize::from(decided.door_code.word)),
                "digits": format!("{:02}", decided.door_code.digits),
            },
        }),
        DoorScreen::Inside(inside) => json!({
            "state": "inside",
            "visit": inside.visit,
            "venue": inside.venue,
            "entrance": inside.entrance,
            "since": inside.since,
            "checked": inside.checked,
            "verified": inside.verified,
            "test": inside.test,
        }),
    }
}

/// The own status.
pub(super) fn status(screen: &StatusScreen, open: &WhatIsOpen, language: Language) -> Value {
    let open = open.kinds.iter().map(|open| {
        let opening = match open.opening {
            Opening::Open => "open",
            Opening::Within(_) => "near",
            Opening::Closed(_) => "closed",
        };
        let kind = serde_json::to_value(open.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
        (kind.unwrap_or_default(), json!(opening))
    });
    json!({
        "colour": screen.status.map(|status| status.colour),
        "reason": screen.reason(language),
        "as_of": screen.as_of,
        "age_s": screen.as_of.map(|_| screen.age.as_secs()),
        "offline": screen.offline,
        "next": screen.next.map(|next| json!({ "from": next.from, "colour": next.status.colour })),
        "open": open.collect::<Map<String, Value>>(),
    })
}

/// One line of the own visits.
pub(super) fn visit(line: &VisitLine) -> Value {
    json!({
        "visit": line.id,
        "venue": line.venue,
        "entrance": line.entrance,
        "entered_at": line.entered_at,
        "entry": line.entry,
        "colour": line.colour,
        "exit": line.exit,
        "delivered": line.delivered,
        "mark": line.mark,
        "test": line.test,
    })
}

/// The distance that rules name for contacts.
pub(super) fn metres(rules: &Rules) -> Option<u32> {
    VenueKind::ALL.into_iter().find_map(|kind| match rules.opening(Colour::Yellow, kind, Region::ALMATY, Moment(0)) {
        Opening::Within(metres) => Some(metres),
        Opening::Open | Opening::Closed(_) => None,
    })
}
