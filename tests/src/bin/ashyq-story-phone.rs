//! A phone that tells one story and says what was acknowledged, so that a parent can kill it anywhere.
//!
//! `ashyq-story-phone STORY FOLDER ADDRESS ROOT POSTER`: the folder holds a journal and a sealed file of somebody who is
//! logged in. Each line on standard output is an acknowledgement: `recorded VISIT` once the phone has promised to keep an
//! entry or exit, `delivered VISIT` once the service has. `ashyq-story-phone vault` tells of the desktop's secure store.

use std::path::Path;

use ashyq_core::{
    client::{DoorScreen, ports::Vault as _},
    native::SecureStore,
    secret::Secret,
    visit::Learnt,
};
use ashyq_tests::desk;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.get(1).is_some_and(|story| story == "vault") {
        return vault();
    }
    let [_, story, folder, address, root, poster] = arguments.as_slice() else {
        panic!("see the first lines of this file")
    };
    let session = desk::session(Path::new(folder), address, root);
    match story.as_str() {
        "enter" => {
            let confirmation = session.confirm(poster).await.expect("a poster");
            if let DoorScreen::Decided(decided) = session.enter(&confirmation).await.expect("an entry") {
                println!("delivered {}", decided.visit);
            }
        }
        "leave" => {
            if let Ok(visit) = session.leave(Learnt::Scanned) {
                println!("recorded {visit}");
                if session.deliver().await.is_ok_and(|delivery| delivery.unsent == 0) {
                    println!("delivered {visit}");
                }
            }
        }
        // The address is nobody's: the entry is journalled, and delivered by the next story.
        "offline" => {
            let confirmation = session.confirm(poster).await.expect("a poster");
            if let DoorScreen::Inside(inside) = session.enter(&confirmation).await.expect("an entry") {
                println!("recorded {}", inside.visit);
            }
        }
        "deliver" => {
            let unsent = session.deliver().await.map_or(usize::MAX, |delivery| delivery.unsent);
            println!("unsent {unsent}");
        }
        other => panic!("no story {other}"),
    }
}

/// Keeps, reads, replaces and forgets a secret in the desktop's secure store; says that there is none where there is none.
fn vault() {
    let store = match SecureStore::open("a test's profile") {
        Ok(store) => store,
        Err(error) => return println!("{error}"),
    };
    let bytes =
        |name| store.get(name).expect("the store answers").map(|secret| secret.expose("the test compares it").clone());
    store.delete("iin").expect("deleting nothing is no error");
    assert_eq!(bytes("iin"), None);
    for secret in [&b"one"[..], &[0, 255, 7]] {
        store.set("iin", &Secret::new(secret.to_vec())).expect("the store keeps it");
        assert_eq!(bytes("iin").as_deref(), Some(secret));
        let other = SecureStore::open("another profile").expect("the store opens");
        assert!(other.get("iin").expect("the store answers").is_none(), "profiles are apart");
    }
    store.delete("iin").expect("the store forgets it");
    assert_eq!(bytes("iin"), None);
    println!("kept and forgotten");
}
