//! What staff are refused: at work, and with somebody's pass before the camera.

use ashyq_core::{
    bytes::Bytes,
    client::{DoorScreen, Refusal},
    id::Entrance,
    pass,
    words::Word,
};
use ashyq_tests::{HOME, World, iin};
use serde_json::json;

use super::{MINUTE, refused};

/// A member of staff whose role is offered: at work as far as the word needs it, then at the door with somebody's pass.
pub(super) async fn provoke(word: Word) -> Refusal {
    let world = World::new();
    let poster = world.grocery().await;
    let venue = ashyq_core::poster::SignedPoster::parse(&poster).unwrap().poster.venue;
    let phone = world.visitor(900);
    world.service.staff_is_named(venue, &phone.number).await.unwrap();
    let staff = world.log_in(&phone).await.staff();
    let role = staff.roles().await.unwrap().roles.remove(0);
    let typed = |first: &str, second: &str| refused(staff.entry(Entrance::FIRST, first, second).map(|_| ()));
    match word {
        Word::RoleNotAccepted => return refused(staff.open_shift(&role).await),
        Word::RoleGone => return refused(staff.accept(Bytes([9; 16])).await),
        Word::ShiftNotOpen => return typed(&iin(1), &iin(1)),
        _ => {}
    }
    staff.accept(role.role).await.unwrap();
    staff.open_shift(&role).await.unwrap();
    if word == Word::IinNotTheSameTwice {
        return typed(&iin(1), &iin(2));
    }
    let (visitor, session) = world.bound(1).await;
    let there = if word == Word::PassOfAnotherVenue {
        world.venue("Дәріхана", "47.73", HOME, 1).await.remove(0)
    } else {
        poster
    };
    let DoorScreen::Decided(decided) = visitor.enter(&session, &there).await.unwrap() else { panic!("no decision") };
    let mut pass = decided.pass;
    let checker = staff.checker();
    match word {
        Word::PassForged => pass = changed_pass(&pass, usize::MAX),
        Word::PassKeyUnknown => pass = changed_pass(&pass, 1),
        Word::PassSeen => assert!(checker.read(&pass).is_ok()),
        Word::PassOldSlot => world.pass(MINUTE, &[&phone, &visitor]),
        Word::PassExpired => world.pass(MINUTE * 5, &[&phone, &visitor]),
        Word::CheckClockUncertain => phone.phone.clock.restart(),
        Word::CheckVenueClosed => {
            let suspend = json!({ "decision": "suspend", "reason": "colours_ignored" });
            world.operate("POST", &format!("/v1/operator/venues/{venue}"), &suspend).await;
            staff.roles().await.unwrap();
        }
        _ => {}
    }
    checker.read(&pass).unwrap_err().refusal()
}

/// A pass's text with another byte at a place.
fn changed_pass(pass: &str, at: usize) -> String {
    let mut bytes = data_encoding::BASE32_NOPAD.decode(&pass.as_bytes()[pass::PREFIX.len()..]).unwrap();
    let at = at.min(bytes.len() - 1);
    bytes[at] ^= 3;
    format!("{}{}", pass::PREFIX, data_encoding::BASE32_NOPAD.encode(&bytes))
}
