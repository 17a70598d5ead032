//! Reads real photographs of codes, where they lie beside the repository, and holds the rates that were measured.
//!
//! The photographs are test material that is not part of the product: `ASHYQ_PHOTOS` names their directory, else it is
//! looked for at `../shared/qr/photos` beside the repository. Without them the tests say so and pass.
#![cfg(feature = "scan")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use ashyq_core::scan::{Budget, Picture, Prefixes, Quad, Scanner, What, measure, read_image};
use serde_json::Value;

/// Measured rates in hundredths, less one as a margin.
const LEAST_PHOTOS: f64 = 86.0;
const LEAST_SYNTHETIC: f64 = 88.0;

fn directory() -> Option<PathBuf> {
    let named = std::env::var_os("ASHYQ_PHOTOS").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/qr/photos");
    [named, Some(beside)].into_iter().flatten().find(|path| path.join("expected.json").is_file())
}

/// The photographs with what is in each, or `None` after saying that they are not there.
fn photographs() -> Option<(PathBuf, BTreeMap<String, Value>)> {
    let Some(directory) = directory() else {
        println!("skipped: no photographs; set ASHYQ_PHOTOS to the directory that holds expected.json");
        return None;
    };
    let text = std::fs::read_to_string(directory.join("expected.json")).expect("expected.json is readable");
    Some((directory, serde_json::from_str(&text).expect("expected.json is JSON")))
}

fn open(path: &Path) -> Picture {
    let bytes = std::fs::read(path).expect("a listed photograph is there");
    read_image(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn is_expected(code: &Value, bytes: &[u8], quad: &Quad) -> bool {
    if let Some(hex) = code["hex"].as_str() {
        return same_text(&unhex(hex), bytes);
    }
    let middle = |i: usize| quad.corners.iter().map(|p| [p.x, p.y][i]).sum::<f32>() / 4.0;
    let corners: Vec<f64> = code["quad"].as_array().expect("a quad").iter().filter_map(Value::as_f64).collect();
    lies_within(f64::from(middle(0)), f64::from(middle(1)), &corners)
}

/// Equal but for white space at the end. Where the expected text is not ASCII, its bytes depend on the character set
/// that a decoder assumes, and no tables of those are at hand: bytes that are not UTF-8 count as it.
fn same_text(expected: &[u8], bytes: &[u8]) -> bool {
    let trimmed = |bytes: &[u8]| String::from_utf8(bytes.trim_ascii_end().to_vec());
    match (trimmed(expected), trimmed(bytes)) {
        (Ok(expected), Ok(read)) => expected == read,
        (Ok(expected), Err(_)) => !expected.is_ascii(),
        (Err(_), _) => expected == bytes,
    }
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).expect("hex")).collect()
}

fn lies_within(x: f64, y: f64, quad: &[f64]) -> bool {
    let corner = |i: usize| (quad[2 * (i % 4)], quad[2 * (i % 4) + 1]);
    let sides = (0..4).map(|i| {
        let ((ax, ay), (bx, by)) = (corner(i), corner(i + 1));
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    });
    let signs: Vec<bool> = sides.map(|side| side > 0.0).collect();
    signs.iter().all(|&s| s) || signs.iter().all(|&s| !s)
}

#[test]
fn photographs_are_read_at_the_measured_rates_and_nothing_is_read_where_nothing_is() {
    let Some((directory, expected)) = photographs() else { return };
    let mut rates: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut times: Vec<f64> = Vec::new();
    for (name, entry) in &expected {
        let picture = open(&directory.join(name));
        let frame = picture.frame().expect("a picture is a frame");
        let codes = entry["codes"].as_array().expect("codes");
        let start = Instant::now();
        let found = measure(&frame);
        times.push(start.elapsed().as_secs_f64() * 1e3);
        if codes.is_empty() {
            assert!(
                found.is_empty(),
                "{name}: {:?}",
                found.iter().map(|f| String::from_utf8_lossy(&f.0)).collect::<Vec<_>>()
            );
            continue;
        }
        let read = codes.iter().any(|code| found.iter().any(|(bytes, quad)| is_expected(code, bytes, quad)));
        if std::env::var_os("ASHYQ_UNREAD").is_some() && !read {
            println!("unread {name} {}", found.len());
        }
        let category = name.split('/').next().unwrap_or_default();
        for key in [category, if category.starts_with("synth-") { "SYNTHETIC" } else { "PHOTOS" }] {
            let rate = rates.entry(key).or_default();
            rate.0 += u32::from(read);
            rate.1 += 1;
        }
    }
    for (category, (read, of)) in &rates {
        println!("{category:24} {read:4} of {of:4}  {:5.1} %", 100.0 * f64::from(*read) / f64::from(*of));
    }
    times.sort_by(f64::total_cmp);
    println!(
        "whole picture, all codes: median {:.1} ms, p95 {:.1} ms, most {:.1} ms",
        times[times.len() / 2],
        times[times.len() * 95 / 100],
        times[times.len() - 1]
    );
    let rate = |key: &str| rates.get(key).map_or(0.0, |(read, of)| 100.0 * f64::from(*read) / f64::from(*of));
    assert!(rate("PHOTOS") >= LEAST_PHOTOS, "photographs: {:.1} %", rate("PHOTOS"));
    assert!(rate("SYNTHETIC") >= LEAST_SYNTHETIC, "synthetic: {:.1} %", rate("SYNTHETIC"));
}

#[test]
fn a_scanner_reads_a_first_frame_within_its_time() {
    let Some((directory, expected)) = photographs() else { return };
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let (mut read, mut of) = (0, 0);
    for (name, entry) in &expected {
        let picture = open(&directory.join(name));
        let frame = picture.frame().expect("a picture is a frame");
        // An empty prefix makes every text ours.
        let mut scanner = Scanner::new(Prefixes::new([""]));
        let empty = entry["codes"].as_array().is_none_or(Vec::is_empty);
        let start = Instant::now();
        let seen = scanner.see(&frame, Budget::new(&|| start.elapsed()));
        let took = start.elapsed().as_secs_f64() * 1e3;
        times
            .entry(if empty {
                "no code"
            } else if name.starts_with("synth-") {
                "synthetic"
            } else {
                "photos"
            })
            .or_default()
            .push(took);
        let found = matches!(seen.what, What::Ours(_) | What::Foreign(_));
        assert!(!(empty && found), "{name}: {seen:?}");
        if !empty {
            of += 1;
            read += u32::from(found);
        }
    }
    println!("first frame, 33 ms: {read} of {of} read");
    for (kind, times) in &mut times {
        times.sort_by(f64::total_cmp);
        println!(
            "{kind:10} median {:.1} ms, p95 {:.1} ms, most {:.1} ms",
            times[times.len() / 2],
            times[times.len() * 95 / 100],
            times[times.len() - 1]
        );
    }
}
