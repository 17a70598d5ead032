//! The service on a disk that fails to sync: what it could not keep it refuses and never shows, what it acknowledged stays.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::collections::HashSet;

use ashyq_core::{
    client::{DoorScreen, Session},
    id::VisitId,
    visit::Learnt,
};
use ashyq_tests::{desk, iin, process::ServiceProcess};
use rusqlite::{Connection, OpenFlags};

/// The first of the writer's syncs that fails: the venue and the log-in need fewer.
const FIRST: u32 = 20;

/// A service whose writer's syncs fail from the first to the one named, somebody who is logged in, and a poster.
struct Street {
    service: ServiceProcess,
    session: Session,
    poster: String,
    _folder: tempfile::TempDir,
}

/// What came of some entries.
#[derive(Default)]
struct Came {
    decided: HashSet<VisitId>,
    refused: HashSet<VisitId>,
}

impl Street {
    async fn make(last: &str) -> Self {
        // Counted by thread, so that only the writer comes so far.
        let failing = format!("inject=fdatasync,fsync:error=EIO:when={FIRST}{last}");
        let under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", &failing];
        let service = ServiceProcess::start(&under, None);
        let poster = desk::grocery(&service).await;
        let folder = tempfile::tempdir().unwrap();
        let session = desk::log_in(folder.path(), &service, "+77051110000", &iin(1)).await;
        Self { service, session, poster, _folder: folder }
    }

    /// Somebody enters and leaves so often, and a refused entry is looked for before the phone delivers it again.
    async fn come_and_go(&self, times: usize) -> Came {
        let mut came = Came::default();
        for _ in 0..times {
            let confirmation = self.session.confirm(&self.poster).await.unwrap();
            match self.session.enter(&confirmation).await.unwrap() {
                DoorScreen::Decided(screen) => drop(came.decided.insert(screen.visit)),
                DoorScreen::Inside(screen) => {
                    assert!(!self.held().contains(&screen.visit), "a refused visit is there");
                    came.refused.insert(screen.visit);
                }
                other => panic!("{other:?}"),
            }
            self.session.leave(Learnt::Button).unwrap();
            // What cannot be delivered now stays in the outbox.
            let _ = self.session.deliver().await;
        }
        came
    }

    fn open(&self) -> Connection {
        Connection::open_with_flags(self.service.database(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
    }

    /// The visits that anybody who reads the database sees, none of them twice.
    fn held(&self) -> HashSet<VisitId> {
        let database = self.open();
        let mut rows = database.prepare("select visit_id from visit").unwrap();
        let rows: Vec<_> = rows.query_map([], |row| row.get(0)).unwrap().map(|visit| VisitId(visit.unwrap())).collect();
        let held: HashSet<_> = rows.iter().copied().collect();
        assert_eq!(held.len(), rows.len());
        held
    }

    fn is_whole(&self) -> bool {
        let check = self.open().query_row("pragma integrity_check", [], |row| row.get::<_, String>(0));
        check.unwrap() == "ok"
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_synced_is_refused_and_not_seen_and_the_service_goes_on() {
    let mut street = Street::make(&format!("..{}", FIRST + 5)).await;
    let came = street.come_and_go(20).await;
    println!("{} entries decided, {} refused while the disk failed", came.decided.len(), came.refused.len());
    assert!(!came.refused.is_empty(), "the disk did not fail: that proves nothing");
    assert!(came.decided.len() > came.refused.len());
    // The phone has delivered by now what was refused at first.
    assert_eq!(street.session.deliver().await.unwrap().unsent, 0);
    let all: HashSet<_> = came.decided.union(&came.refused).copied().collect();
    assert_eq!(street.held(), all);
    street.service.kill();
    street.service.start_again();
    assert_eq!(street.held(), all);
    assert!(street.is_whole());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_killed_while_its_disk_fails_has_lost_nothing_that_it_acknowledged() {
    let mut street = Street::make("+").await;
    let came = street.come_and_go(12).await;
    println!("{} entries decided before the disk failed, {} refused", came.decided.len(), came.refused.len());
    assert!(!came.decided.is_empty() && !came.refused.is_empty());
    street.service.kill();
    // The count of syncs begins anew with the process.
    street.service.start_again();
    assert!(street.is_whole());
    assert!(street.held().is_superset(&came.decided));
    for _ in 0..20 {
        if street.session.deliver().await.is_ok_and(|delivery| delivery.unsent == 0) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    assert_eq!(street.held(), came.decided.union(&came.refused).copied().collect());
}
