//! Drives both targets without libFuzzer: `drive [frames] [grids] [seed]`. Findings are kept in `corpus/` and met again first.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    process::ExitCode,
};

use ashyq_fuzz::{HEAD, frame, modules};
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// A generator of chance (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit
    }
}

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse::<u64>().ok());
    let mut number = |default: u64| numbers.next().unwrap_or(default);
    let (frames, grids, seed) = (number(1_000_000), number(10_000_000), number(1));
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut findings = kept("frame", frame) + kept("modules", modules);
    let mut code = None;
    for at in 0..grids {
        if at % 256 == 0 {
            code = draw(&mut chance, 1 + at / 256 % 16 / 15 * 39);
        }
        findings += one("modules", modules, &grid(&mut chance, code.as_ref()));
    }
    println!("{grids} grids of modules, seed {seed}: {findings} findings");
    for at in 0..frames {
        if at % 16 == 0 {
            code = draw(&mut chance, 10);
        }
        findings += one("frame", frame, &picture(&mut chance, code.as_ref()));
    }
    println!("{frames} frames, seed {seed}: {findings} findings in all");
    if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tries one input, and keeps it where it is a finding.
fn one(name: &str, target: fn(&[u8]), bytes: &[u8]) -> usize {
    if catch_unwind(AssertUnwindSafe(|| target(bytes))).is_ok() {
        return 0;
    }
    let file =
        folder(name).join(format!("{:016x}", bytes.iter().fold(0u64, |sum, &b| sum.rotate_left(5) ^ u64::from(b))));
    let saved = fs::create_dir_all(folder(name)).and_then(|()| fs::write(&file, bytes));
    println!("{name}: {} {saved:?}", file.display());
    1
}

/// Tries what was found before.
fn kept(name: &str, target: fn(&[u8])) -> usize {
    let files = fs::read_dir(folder(name)).into_iter().flatten().flatten();
    files.filter_map(|file| fs::read(file.path()).ok()).map(|bytes| one(name, target, &bytes)).sum()
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)
}

/// A code whose blocks decode, mostly with bits in it that no encoder would write.
fn draw(chance: &mut Chance, most: u64) -> Option<QrCode> {
    let version = Version::new(1 + chance.below(most as usize) as u8);
    let level = [QrCodeEcc::Low, QrCodeEcc::Medium, QrCodeEcc::Quartile, QrCodeEcc::High][chance.below(4)];
    let mask = Some(Mask::new(chance.below(8) as u8));
    let code = |bytes: usize| {
        let segments = [QrSegment::make_bytes(&vec![b'A'; bytes])];
        QrCode::encode_segments_advanced(&segments, level, version, version, mask, false).ok()
    };
    // The most bytes that fit; mode and length take one and a half codewords more, or two and a half.
    let (mut fits, mut beyond) = (0, 3000);
    while beyond - fits > 1 {
        let middle = usize::midpoint(fits, beyond);
        if code(middle).is_some() { fits = middle } else { beyond = middle }
    }
    if chance.below(4) == 0 {
        return code(1 + chance.below(fits));
    }
    let bits: Vec<u8> = (0..fits + if version.value() > 9 { 3 } else { 2 }).map(|_| chance.next() as u8).collect();
    Some(QrCode::encode_codewords(version, level, &bits, mask))
}

/// Modules: a code with some of them changed, or chance.
fn grid(chance: &mut Chance, code: Option<&QrCode>) -> Vec<u8> {
    let mut bytes = match code.filter(|_| chance.below(8) > 0) {
        Some(code) => {
            let side = code.size();
            let light = (0..side * side).map(|i| if code.get_module(i % side, i / side) { 20 } else { 235 });
            std::iter::once(side as u8).chain(light).collect()
        }
        None => {
            let side = if chance.below(20) == 0 { chance.below(256) } else { 21 + 4 * chance.below(3) };
            let mut bytes = vec![side as u8];
            bytes.extend((0..side * side).map(|_| chance.next() as u8));
            bytes
        }
    };
    for _ in 0..chance.below(12) * chance.below(12) {
        let at = chance.below(bytes.len());
        bytes[at] = chance.next() as u8;
    }
    if chance.below(50) == 0 {
        bytes.truncate(chance.below(bytes.len()));
    }
    bytes
}

/// A frame: textures, spirals, noise, walls of codes; now and then with a head that does not fit.
fn picture(chance: &mut Chance, code: Option<&QrCode>) -> Vec<u8> {
    let (width, height) = (1 + chance.below(160), 1 + chance.below(120));
    let stride = width + [0, 0, 1, 16][chance.below(4)];
    let (module, kind) = (1 + chance.below(6), chance.below(8));
    let (dx, dy) = (chance.below(40), chance.below(40));
    let noise = [0, 20, 120][chance.below(3)];
    let mut bytes = vec![0; HEAD];
    let two = |bytes: &mut Vec<u8>, at: usize, value: usize| {
        bytes[at] = value as u8;
        bytes[at + 1] = (value >> 8) as u8;
    };
    for (at, value) in [(0, width), (2, height), (4, stride), (8, width), (10, height)] {
        two(&mut bytes, at, value);
    }
    bytes[13] = chance.next() as u8;
    for i in 0..stride * height {
        let (x, y) = (i % stride, i / stride);
        let (u, v) = ((x + dx) / module, (y + dy) / module);
        let from = |p: usize| (p % 9).abs_diff(4);
        let dark = match (kind, code) {
            (0, _) => chance.next() & 1 == 1,
            (1, _) => (u + v) % 2 == 0,
            // A spiral without end, as it hangs whoever fills areas (quirc's 159).
            (2, _) => (u.abs_diff(20).max(v.abs_diff(20)) + usize::from(u > v)) % 2 == 0,
            (3, _) => matches!(from(u).max(from(v)), 0 | 1 | 3),
            (4, _) => ((u * u + v * v).isqrt()) % 2 == 0,
            (_, Some(code)) => {
                let side = code.size() + 4;
                code.get_module(u as i32 % side - 2, v as i32 % side - 2)
            }
            _ => u % 2 == 0,
        };
        let luma = if dark { 30 } else { 220 };
        let off = if noise == 0 { 0 } else { chance.below(noise) };
        bytes.push((luma + off) as u8);
    }
    match chance.below(12) {
        0 => {
            let at = chance.below(HEAD);
            bytes[at] = chance.next() as u8;
        }
        1 => bytes.truncate(chance.below(bytes.len())),
        2 => bytes[12] = 1,
        _ => {}
    }
    bytes
}
