//! A phone that tells one story and says what was acknowledged, so that a parent can kill it anywhere.
//!
//! `ashyq-story-phone STORY FOLDER ADDRESS ROOT POSTER`: the folder holds a journal and a sealed file of somebody who is
//! logged in. Each line on standard output is an acknowledgement: `recorded VISIT` once the phone has promised to keep an
//! entry or exit, `delivered VISIT` once the service has.

use std::path::Path;

use ashyq_core::{client::DoorScreen, visit::Learnt};
use ashyq_tests::desk;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
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
