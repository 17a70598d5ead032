//! Measures the shipped service and the real phone: `cargo xtask bench service` builds both, runs this and prints the table.
//!
//! `ashyq-load [PART…]` prints lines of a name and a number. The parts are `visits` (with one connection, many, and growth),
//! `overload`, `phone`, `start`, `proof`, `board` and `indexes`; without one, all. Under a preloaded library that makes fsync slow everything
//! that this starts is under it too. The service gets the first core, the load whatever core this runs on.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts and rates are far below 2^52, and never negative"
)]

mod board;
mod disk;
mod http;
mod indexes;
mod load;
mod phone;
mod proof;
mod town;

use std::time::Duration;

use ashyq_tests::process::ServiceProcess;
use load::Load;
use town::Town;

/// Everybody who may come: more than visits in a run, so that a visit is mostly somebody's first.
const PEOPLE: usize = 40_000;
/// So many that the door codes of a venue do not run out.
const VENUES: usize = 500;
const CONNECTIONS: usize = 64;
const FEW: usize = 10_000;
const MANY: usize = 1_000_000;
/// How often few and many stored visits take turns, so that what else the machine does meets both.
const TURNS: u32 = 3;
const TURN: Duration = Duration::from_secs(5);
/// How often the peak and too much take turns.
const OVERLOAD_TURNS: u32 = 4;
/// How long the service is offered too much in a turn: as long as everybody comes once, or visits would not be those of the peak.
const OVERLOAD: Duration = Duration::from_secs(3);
/// How many times too much.
const TOO_MUCH: f64 = 3.0;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|word| word == part);
    http::raise_limit_of_files();
    if wanted("proof") {
        say("proof_check_vs_p256_verify", proof::check_over_verification());
    }
    if wanted("start") {
        say("core_start_ms", phone::start().await);
    }
    if wanted("phone") {
        let syncs = disk::syncs_per_second();
        let seconds = phone::scan_to_decision().await;
        say("scan_to_decision_ms", seconds * 1000.0);
        say("scan_to_decision_vs_fsync", seconds * (syncs + disk::syncs_per_second()) / 2.0);
    }
    if wanted("indexes") {
        say("queries_without_index", indexes::missing().await);
    }
    if wanted("board") {
        let town = Town::make(VENUES, FEW);
        let mut service = serve(&town, MANY);
        let boards = board::watch(&town, &service).await;
        say("board_500_cores", boards.cores());
        say("arrival_on_screen_ms_p50", boards.wait_ms(50));
        say("arrival_on_screen_ms_p99", boards.wait_ms(99));
        boards.arrivals.check(&mut service);
    }
    if wanted("visits") {
        visits(&Town::make(VENUES, PEOPLE)).await;
    }
    if wanted("overload") {
        overload(&Town::make(VENUES, PEOPLE)).await;
    }
}

/// Says what came out.
fn say(name: &str, value: f64) {
    println!("{name} {value:.4}");
}

/// A service on a database with a town and stored visits.
fn serve(town: &Town, stored: usize) -> ServiceProcess {
    let mut service = ServiceProcess::start(&["env", "ASHYQ_LOG=warn", "taskset", "--cpu-list", "0"], None);
    assert!(service.stop(), "the service stops when asked");
    town.settle(&service.database(), stored);
    service.start_again();
    service
}

/// Visits a second with one connection and with many, over few and over many stored visits.
async fn visits(town: &Town) {
    let (mut small, mut large) = (serve(town, FEW), serve(town, MANY));
    let mut syncs = Vec::new();
    let (mut over_few, mut over_many) = (Load::default(), Load::default());
    for _ in 0..TURNS {
        syncs.push(disk::syncs_per_second());
        over_few.add(load::closed(town, &small, CONNECTIONS, TURN).await);
        over_many.add(load::closed(town, &large, CONNECTIONS, TURN).await);
    }
    let mut one = Load::default();
    one.add(load::closed(town, &small, 1, TURN).await);
    syncs.push(disk::syncs_per_second());
    let syncs = syncs.iter().sum::<f64>() / syncs.len() as f64;
    say("fsyncs_per_second", syncs);
    let (peak, single) = (over_few.per_second(), one.per_second());
    say("visits_per_second", peak);
    say("visits_per_second_over_many", over_many.per_second());
    say("one_connection_per_second", single);
    say("visits_service_cpu_us", over_few.cpu_micros());
    say("sqlite_visits_per_fsync", peak / syncs);
    say("one_connection_vs_fsync", single / syncs);
    say("growth_sqlite", peak / over_many.per_second());
    over_few.acknowledged.append(&mut one.acknowledged);
    over_few.check(&mut small);
    over_many.check(&mut large);
}

/// Offers more than the service can take, in turns with what it can.
async fn overload(town: &Town) {
    let mut service = serve(town, FEW);
    let (mut peak, mut over, mut offered) = (Load::default(), Load::default(), 0.0);
    for _ in 0..OVERLOAD_TURNS {
        let turn = load::closed(town, &service, CONNECTIONS, TURN).await;
        let per_second = turn.per_second() * TOO_MUCH;
        offered += per_second * OVERLOAD.as_secs_f64();
        peak.add(turn);
        over.add(load::open(town, &service, per_second, OVERLOAD).await);
    }
    let seconds = (OVERLOAD * OVERLOAD_TURNS).as_secs_f64();
    say("overload_peak_per_second", peak.per_second());
    say("overload_sent_over_peak", over.sent as f64 / seconds / peak.per_second());
    say("overload_refused_per_second", over.refused as f64 / seconds);
    say("overload_per_second", over.per_second());
    say("overload_cpu_us", over.cpu_micros());
    say("overload_cpu_us_at_peak", peak.cpu_micros());
    say("overload_p50_ms", over.wait_ms(50));
    say("overload_p99_ms", over.wait_ms(99));
    say("overload_p99_over_peak", over.wait_ms(99) / peak.wait_ms(99));
    assert!(
        over.sent as f64 >= offered * 0.98,
        "only {} of {offered} requests were sent in time: the load's core is too slow",
        over.sent
    );
    say("overload_goodput", over.per_second() / peak.per_second());
    peak.acknowledged.append(&mut over.acknowledged);
    peak.check(&mut service);
}
