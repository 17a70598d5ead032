//! The service killed under load: every acknowledged visit is there once, none twice.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ashyq_core::{
    client::{DoorScreen, Session},
    id::VisitId,
    visit::Learnt,
};
use ashyq_tests::{desk, iin, process::ServiceProcess};
use rusqlite::Connection;

const VISITORS: u64 = 6;

/// What the service has acknowledged.
#[derive(Default)]
struct Acknowledged {
    entries: HashSet<VisitId>,
    exits: HashSet<VisitId>,
}

/// A visitor who comes and goes until told to stop.
async fn come_and_go(session: Session, poster: String, acknowledged: Arc<Mutex<Acknowledged>>, stop: Arc<AtomicBool>) {
    while !stop.load(Ordering::SeqCst) {
        // The poster of the venue one is in is an exit's: leave first.
        if let Ok(visit) = session.leave(Learnt::Button)
            && session.deliver().await.is_ok_and(|delivery| delivery.unsent == 0)
        {
            acknowledged.lock().unwrap().exits.insert(visit);
        }
        let Ok(confirmation) = session.confirm(&poster).await else { continue };
        if let Ok(DoorScreen::Decided(decided)) = session.enter(&confirmation).await {
            acknowledged.lock().unwrap().entries.insert(decided.visit);
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    for _ in 0..20 {
        if session.deliver().await.is_ok_and(|delivery| delivery.unsent == 0) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the outbox does not empty");
}

/// How often each visit is in the database, and whether it has ended.
fn held(database: &Path) -> HashMap<VisitId, (usize, bool)> {
    let database = Connection::open(database).unwrap();
    let mut rows = database.prepare("select visit_id, exit_at is not null from visit").unwrap();
    let mut held = HashMap::new();
    let rows = rows.query_map([], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, bool>(1)?))).unwrap();
    for (id, ended) in rows.map(Result::unwrap) {
        let entry = held.entry(VisitId(id)).or_insert((0, false));
        entry.0 += 1;
        entry.1 |= ended;
    }
    held
}

/// Kills the service so often under load; what was lost and what was doubled.
async fn kill(times: u32, mutant: Option<&str>) -> (usize, usize, usize) {
    let mut service = ServiceProcess::start(&[], None);
    let poster = service.posters[0].clone();
    let acknowledged = Arc::new(Mutex::new(Acknowledged::default()));
    let stop = Arc::new(AtomicBool::new(false));
    let folders: Vec<_> = (0..VISITORS).map(|_| tempfile::tempdir().unwrap()).collect();
    let mut sessions = Vec::new();
    for (seed, folder) in (1..).zip(&folders) {
        sessions.push(desk::log_in(folder.path(), &service, &format!("+7705{seed:03}0000"), &iin(seed)).await);
    }
    if let Some(mutant) = mutant {
        service.plant(mutant);
    }
    let visit = |session| tokio::spawn(come_and_go(session, poster.clone(), acknowledged.clone(), stop.clone()));
    let visitors: Vec<_> = sessions.into_iter().map(visit).collect();
    let mut lost = 0;
    // Moments between a quarter and the whole of a tenth of a second, spread by the golden ratio.
    for kill in 0..times {
        let fraction = (f64::from(kill) * 0.618_033_988_75).fract();
        tokio::time::sleep(Duration::from_secs_f64(0.025 + 0.075 * fraction)).await;
        service.kill();
        // Looked at before the phones can mend it: an exit whose entry is unknown brings the entry along.
        let held = held(&service.database());
        lost += acknowledged.lock().unwrap().entries.iter().filter(|id| !held.contains_key(id)).count();
        service.start_again();
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    stop.store(true, Ordering::SeqCst);
    for visitor in visitors {
        visitor.await.unwrap();
    }
    assert!(service.stop(), "a graceful stop ends well");
    let held = held(&service.database());
    let acknowledged = acknowledged.lock().unwrap();
    lost += acknowledged.entries.iter().filter(|id| !held.contains_key(id)).count()
        + acknowledged.exits.iter().filter(|id| !held.get(id).is_some_and(|(_, ended)| *ended)).count();
    let doubled = held.values().filter(|(times, _)| *times > 1).count();
    (lost, doubled, acknowledged.entries.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_kills_lose_nothing_and_double_nothing() {
    let (lost, doubled, entries) = kill(100, None).await;
    println!("{entries} acknowledged entries over 100 kills: {lost} lost, {doubled} doubled");
    assert_eq!((lost, doubled), (0, 0));
    assert!(entries > 100, "only {entries} entries were acknowledged: that proves little");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_harness_catches_a_service_that_acknowledges_before_commit() {
    let (lost, _, entries) = kill(40, Some("before-commit")).await;
    println!("{entries} acknowledged entries over 40 kills of the mutant: {lost} lost");
    assert!(lost > 0);
}
