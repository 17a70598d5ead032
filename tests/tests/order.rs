//! No answer before the sync that covers its row: read off the service's system calls.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::collections::HashMap;

use ashyq_core::{client::DoorScreen, visit::Learnt};
use ashyq_tests::{desk, iin, process::ServiceProcess};

/// What is wrong with the order of the calls, if anything; and how many answers were looked at.
fn judge(log: &str) -> (Option<String>, usize) {
    let mut dirty = false;
    let mut synced_since_answer = false;
    let mut answers = 0;
    // A call that was interrupted in the log is told in two lines; it counts when it ends.
    let mut begun: HashMap<&str, &str> = HashMap::new();
    for line in log.lines() {
        let Some((thread, rest)) = line.split_once(char::is_whitespace) else { continue };
        let rest = rest.trim_start();
        let call = if rest.ends_with("<unfinished ...>") {
            begun.insert(thread, rest);
            // An answer is out as soon as its call begins.
            if !is_answer(rest) {
                continue;
            }
            rest
        } else if rest.starts_with("<... ") {
            let Some(start) = begun.remove(thread) else { continue };
            if is_answer(start) {
                continue;
            }
            start
        } else {
            rest
        };
        if call.starts_with("pwrite64(") && call.contains("ashyq.db-wal>") {
            dirty = true;
        } else if (call.starts_with("fdatasync(") || call.starts_with("fsync(")) && call.contains("ashyq.db-wal>") {
            dirty = false;
            synced_since_answer = true;
        } else if is_answer(call) {
            answers += 1;
            if dirty || !synced_since_answer {
                return (Some(line.to_owned()), answers);
            }
            synced_since_answer = false;
        }
    }
    (None, answers)
}

/// Answers to entries and exits: the only ones of the traced stretch with a receipt or a decision in them.
fn is_answer(call: &str) -> bool {
    ["write(", "writev(", "sendto(", "sendmsg("].iter().any(|name| call.starts_with(name))
        && call.contains("HTTP/1.1 200")
        && (call.contains("decided") || call.contains("\\\"document\\\""))
}

async fn trace(mutant: Option<&str>) -> (Option<String>, usize) {
    let log = tempfile::NamedTempFile::new().unwrap();
    let path = log.path().to_str().unwrap();
    let calls = "trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg";
    let mut service =
        ServiceProcess::start(&["strace", "-f", "-y", "-qq", "-s", "700", "-o", path, "-e", calls], mutant);
    let poster = service.posters[0].clone();
    let folder = tempfile::tempdir().unwrap();
    let session = desk::log_in(folder.path(), &service, "+77051110000", &iin(1)).await;
    std::fs::write(path, "").unwrap();
    for _ in 0..20 {
        let confirmation = session.confirm(&poster).await.unwrap();
        assert!(matches!(session.enter(&confirmation).await, Ok(DoorScreen::Decided(_))));
        session.leave(Learnt::Button).unwrap();
        assert_eq!(session.deliver().await.unwrap().unsent, 0);
    }
    service.kill();
    judge(&std::fs::read_to_string(path).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_comes_before_the_sync_that_covers_its_row() {
    let (wrong, answers) = trace(None).await;
    assert_eq!(wrong, None);
    assert_eq!(answers, 40, "an entry and an exit, twenty times");
}

#[test]
fn the_judge_catches_an_answer_before_its_sync() {
    let good = "1 pwrite64(9</d/ashyq.db-wal>, \"\"..., 4096, 0) = 4096\n1 fdatasync(9</d/ashyq.db-wal>) = 0\n\
                2 write(12<socket>, \"HTTP/1.1 200 OK decided\", 9) = 9\n";
    assert_eq!(judge(good), (None, 1));
    let early = "1 pwrite64(9</d/ashyq.db-wal>, \"\"..., 4096, 0) = 4096\n2 write(12<socket>, \"HTTP/1.1 200 OK decided\", 9) = 9\n\
                 1 fdatasync(9</d/ashyq.db-wal>) = 0\n";
    assert!(judge(early).0.is_some());
    let during = "1 pwrite64(9</d/ashyq.db-wal>, \"\"..., 4096, 0) = 4096\n1 fdatasync(9</d/ashyq.db-wal> <unfinished ...>\n\
                  2 write(12<socket>, \"HTTP/1.1 200 OK decided\", 9) = 9\n1 <... fdatasync resumed>) = 0\n";
    assert!(judge(during).0.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_harness_catches_a_service_that_acknowledges_before_fsync() {
    assert!(trace(Some("before-fsync")).await.0.is_some());
}
