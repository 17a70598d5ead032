//! Bench `service`: the shipped service under load, and the phone beside it.
//!
//! Disks differ a thousandfold. What depends on the disk is therefore counted in fsyncs, and under a preloaded library in
//! which each lasts 4 ms; what the disk does as it is, is printed too.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use super::table::{Figure, Goal, Table};
use crate::command::{self, target};

/// Makes fsync and fdatasync last 4 ms.
const SLOW_SYNC: &str = include_str!("slow_sync.c");

const FIGURES: [(&str, &str, Goal); 7] = [
    ("sqlite_visits_per_fsync", "visits acknowledged over fsyncs, 64 connections", Goal::Least(16.0)),
    ("one_connection_vs_fsync", "visits acknowledged over fsyncs, one connection", Goal::Least(0.8)),
    ("growth_sqlite", "time a visit with 10⁶ stored visits over 10⁴", Goal::Most(1.2)),
    ("overload_goodput", "offered three times the peak: acknowledged over the peak", Goal::Least(0.9)),
    ("scan_to_decision_vs_fsync", "confirmed scan to decision on the screen, in fsyncs", Goal::Most(2.5)),
    ("core_start_ms", "the phone opens with 10,000 undelivered visits, in ms", Goal::Most(50.0)),
    ("proof_check_vs_p256_verify", "CPU time of a proof's check over a bare P-256 verification", Goal::Most(1.5)),
];

/// What is printed of the disk as it is.
const AS_IT_IS: [(&str, &str); 5] = [
    ("fsyncs_per_second", "fsyncs a second"),
    ("visits_per_second", "visits a second, 64 connections"),
    ("one_connection_per_second", "visits a second, one connection"),
    ("visits_service_cpu_us", "CPU time of the service a visit, in µs"),
    ("scan_to_decision_ms", "confirmed scan to decision, in ms"),
];

pub(crate) fn run() -> Result<Table, String> {
    let load = build()?;
    let shim = slow_sync()?;
    println!("== with fsyncs of 4 ms");
    let mut slow = measure(&load, Some(&shim), Some(1), &["proof", "phone", "visits", "overload"])?;
    // The phone alone: it may use what it has.
    slow.extend(measure(&load, Some(&shim), None, &["start"])?);
    println!("== with the disk as it is");
    let as_it_is = measure(&load, None, Some(1), &["phone", "visits"])?;
    println!("\nthe disk as it is:");
    for (key, what) in AS_IT_IS {
        println!("  {:10.1}  {what}", as_it_is.get(key).copied().unwrap_or(f64::NAN));
    }
    let rows = FIGURES.iter().map(|(key, what, goal)| {
        let measured = *slow.get(*key).ok_or_else(|| format!("{key} was not measured"))?;
        Ok(Figure { key, what, goal: *goal, measured })
    });
    Ok(Table { rows: rows.collect::<Result<_, String>>()?, rest: Vec::new() })
}

/// Builds the service as it is shipped, and the load.
pub(super) fn build() -> Result<PathBuf, String> {
    let arguments = ["build", "--release", "--package", "ashyq-server", "--package", "ashyq-tests", "--bins"];
    if !command::works(command::cargo().args(arguments)) {
        return Err(String::from("the programs could not be built"));
    }
    Ok(target().join("release/ashyq-load"))
}

pub(super) fn slow_sync() -> Result<PathBuf, String> {
    let folder = target().join("bench");
    let (source, library) = (folder.join("slow_sync.c"), folder.join("libslow_sync.so"));
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&source, SLOW_SYNC))
        .map_err(|error| error.to_string())?;
    let mut cc = command::program("cc");
    cc.args(["-O2", "-shared", "-fPIC", "-o"]).arg(&library).arg(&source);
    if command::works(&mut cc) { Ok(library) } else { Err(String::from("cc could not compile the slow fsync")) }
}

/// Runs parts of the load, pinned to a core where one is named; the services that it starts run on the first.
pub(super) fn measure(
    load: &Path,
    shim: Option<&Path>,
    core: Option<u32>,
    parts: &[&str],
) -> Result<HashMap<String, f64>, String> {
    let mut program = match core {
        Some(core) => {
            let mut taskset = command::program("taskset");
            taskset.args(["--cpu-list", &core.to_string()]).arg(load);
            taskset
        }
        None => command::program(load),
    };
    program.args(parts);
    if let Some(shim) = shim {
        program.env("LD_PRELOAD", shim);
    }
    let mut measured = HashMap::new();
    let works = command::watch(&mut program, |line| {
        if let Some((name, value)) = line.split_once(' ')
            && let Ok(value) = value.parse()
        {
            measured.insert(name.to_owned(), value);
        }
    });
    if works { Ok(measured) } else { Err(String::from("the load did not come to its end")) }
}
