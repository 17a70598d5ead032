//! Entries of many people at once, and what came of them.

use std::{
    cell::{Cell, RefCell},
    collections::HashSet,
    rc::Rc,
    time::{Duration, Instant},
};

use ashyq_core::{id::VisitId, pass::SignedDecision, wire::EntryAnswer};
use ashyq_tests::process::ServiceProcess;
use rusqlite::Connection;
use tokio::task::LocalSet;

use crate::{
    http::{Line, Reply},
    town::{EntryText, Town},
};

/// Not counted: caches are cold, and every venue's codes are read.
const WARM_UP: Duration = Duration::from_secs(1);
/// Connections over which too much is offered.
const MOST_CONNECTIONS: usize = 3_000;

/// What came of a load.
#[derive(Default)]
pub(crate) struct Load {
    /// Everything that was acknowledged, whether or not it is counted.
    pub(crate) acknowledged: Vec<(VisitId, SignedDecision)>,
    /// Requests that were sent.
    pub(crate) sent: u64,
    /// Requests that were refused because there were too many.
    pub(crate) refused: u64,
    counted: u64,
    time: Duration,
    cpu: Duration,
    waits: Vec<Duration>,
}

impl Load {
    /// Adds another turn.
    pub(crate) fn add(&mut self, mut turn: Self) {
        self.acknowledged.append(&mut turn.acknowledged);
        self.waits.append(&mut turn.waits);
        self.sent += turn.sent;
        self.refused += turn.refused;
        self.counted += turn.counted;
        self.time += turn.time;
        self.cpu += turn.cpu;
    }

    /// Visits that were acknowledged, a second.
    pub(crate) fn per_second(&self) -> f64 {
        self.counted as f64 / self.time.as_secs_f64()
    }

    /// The service's CPU time a visit, in microseconds.
    pub(crate) fn cpu_micros(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.counted as f64
    }

    /// How long all but so many of a hundred visits waited for their decisions at the most.
    pub(crate) fn wait_ms(&self, percent: usize) -> f64 {
        let mut waits = self.waits.clone();
        waits.sort_unstable();
        waits.get(waits.len() * percent / 100).map_or(0.0, Duration::as_secs_f64) * 1000.0
    }

    /// Stops the service and finds every acknowledged visit in its database; a part of the decisions is checked whole.
    pub(crate) fn check(&self, service: &mut ServiceProcess) {
        let keys = service.folder.path().join("service.keys.set");
        let keys: serde_json::Value = serde_json::from_slice(&std::fs::read(keys).expect("the key set")).expect("JSON");
        let keys: ashyq_core::keys::Signed<ashyq_core::keys::KeySet> =
            serde_json::from_value(keys["signed"].clone()).expect("a signed key set");
        let keys = keys.open_as_root(service.root).expect("the root signed it");
        for (_, decision) in self.acknowledged.iter().step_by(20) {
            decision.check(&keys).expect("the service signed the decision");
        }
        assert!(service.stop(), "the service stops when asked");
        let database = Connection::open(service.database()).expect("the database opens");
        let mut rows = database.prepare("select visit_id from visit where exit_learnt is not 0").expect("the table");
        let rows = rows.query_map([], |row| row.get::<_, [u8; 16]>(0)).expect("rows");
        let held: HashSet<VisitId> = rows.map(|id| VisitId(id.expect("an id"))).collect();
        let lost = self.acknowledged.iter().filter(|(id, _)| !held.contains(id)).count();
        assert!(lost == 0, "{lost} of {} acknowledged visits are not in the database", self.acknowledged.len());
    }

    pub(crate) fn take(&mut self, visit: VisitId, reply: &Reply, waited: Duration, counts: bool) {
        match reply.status {
            200 => match serde_json::from_slice(&reply.body) {
                Ok(EntryAnswer::Decided { decision, .. }) => {
                    self.acknowledged.push((visit, decision));
                    self.counted += u64::from(counts);
                    self.waits.push(waited);
                }
                other => panic!("no decision: {other:?}"),
            },
            503 if reply.retry_after => self.refused += 1,
            status => panic!("{status}: {}", String::from_utf8_lossy(&reply.body)),
        }
    }
}

/// So many connections, each of which asks again when it was answered.
pub(crate) async fn closed(town: &Town, service: &ServiceProcess, connections: usize, time: Duration) -> Load {
    let load = RefCell::new(Load::default());
    let turn = Cell::new(u32::from_be_bytes(crate::town::random()) as usize);
    let counts_from = Instant::now() + WARM_UP;
    let ends = counts_from + time;
    let connection = async || {
        let mut line = Line::open(&service.address).await.expect("a connection");
        let mut nonce = line.nonce().await.expect("a nonce");
        while Instant::now() < ends {
            turn.set(turn.get() + 1);
            let entry = town.entry(turn.get(), &nonce);
            let asked = Instant::now();
            line.send(&entry.text).await.expect("a request is sent");
            let reply = line.reply().await.expect("an answer");
            let answered = Instant::now();
            let mut load = load.borrow_mut();
            load.sent += 1;
            load.take(entry.visit, &reply, asked.elapsed(), counts_from <= answered && answered < ends);
            nonce = reply.nonce;
        }
    };
    let watch = async {
        tokio::time::sleep_until(counts_from.into()).await;
        let before = cpu_of(service);
        tokio::time::sleep_until(ends.into()).await;
        cpu_of(service).saturating_sub(before)
    };
    let everybody = futures_util::future::join_all((0..connections).map(|_| connection()));
    let (cpu, _) = tokio::join!(watch, everybody);
    let load = load.into_inner();
    assert!(load.refused == 0, "{} were refused", load.refused);
    Load { time, cpu, ..load }
}

/// So many requests a second, whether or not the ones before were answered.
pub(crate) async fn open(town: &Town, service: &ServiceProcess, per_second: f64, time: Duration) -> Load {
    let nonce = Line::open(&service.address).await.expect("a connection").nonce().await.expect("a nonce");
    // Signed in advance: the load's core has enough to do with sending. Before the connections, which may not be silent for long.
    let entries = (per_second * time.as_secs_f64()) as usize;
    let entries: Vec<EntryText> = (0..entries).map(|turn| town.entry(turn, &nonce)).collect();
    let mut lines = Vec::new();
    for _ in 0..MOST_CONNECTIONS {
        lines.push(Line::open(&service.address).await.expect("a connection"));
    }
    let (idle, load) = (Rc::new(RefCell::new(lines)), Rc::new(RefCell::new(Load::default())));
    let (offered, started) = (entries.len(), Instant::now());
    let before = cpu_of(service);
    let sending = async {
        let (mut entries, mut number) = (entries.into_iter(), 0);
        while number < offered {
            if number >= (started.elapsed().as_secs_f64() * per_second) as usize {
                tokio::time::sleep(Duration::from_millis(1)).await;
                continue;
            }
            let line = idle.borrow_mut().pop();
            let Some(mut line) = line else {
                // Everybody waits: what is due later is sent later, and counted as not sent in time.
                tokio::task::yield_now().await;
                if started.elapsed() >= time {
                    break;
                }
                continue;
            };
            let Some(entry) = entries.next() else { break };
            number += 1;
            let (idle, load) = (Rc::clone(&idle), Rc::clone(&load));
            tokio::task::spawn_local(async move {
                let asked = Instant::now();
                line.send(&entry.text).await.expect("a request is sent");
                load.borrow_mut().sent += u64::from(started.elapsed() < time);
                let reply = line.reply().await.expect("an answer");
                load.borrow_mut().take(entry.visit, &reply, asked.elapsed(), started.elapsed() < time);
                idle.borrow_mut().push(line);
            });
            if number % 16 == 0 {
                tokio::task::yield_now().await;
            }
        }
        tokio::time::sleep_until((started + time).into()).await;
    };
    let everything = LocalSet::new();
    everything.run_until(sending).await;
    let cpu = cpu_of(service).saturating_sub(before);
    everything.await;
    let load = Rc::into_inner(load).expect("everybody was answered").into_inner();
    Load { time, cpu, ..load }
}

/// The CPU time that a service has used.
pub(crate) fn cpu_of(service: &ServiceProcess) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", service.id())).expect("the process runs");
    let fields: Vec<&str> = stat.rsplit_once(") ").expect("a name in brackets").1.split(' ').collect();
    // User and system time in clock ticks, of which Linux shows a hundred a second.
    let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().expect("a number")).sum();
    Duration::from_millis(ticks * 10)
}
