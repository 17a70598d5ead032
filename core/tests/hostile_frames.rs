//! Frames that were made to cost time: the scanner gives up in time on every one of them (T16).
#![cfg(feature = "scan")]

use std::time::{Duration, Instant};

use ashyq_core::scan::{Budget, Frame, HARD_STOP, Prefixes, Rotation, Scanner, What};
use rustix::time::{ClockId, clock_gettime};

/// The hard stop is 150 ms, the promise 250 ms.
const MOST: Duration = HARD_STOP.saturating_add(Duration::from_millis(100));

/// The time that this thread has worked: what else the machine does is no fault of the scanner.
fn worked() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).expect("a clock that began at zero")
}

fn plane(side: usize, luma: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    (0..side * side).map(|i| luma(i % side, i / side)).collect()
}

fn noise(x: usize, y: usize) -> u8 {
    let mixed = ((x * 4099 + y) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 56).to_le_bytes()[0]
}

/// Nothing but finder patterns, `module` pixels a module.
fn finders(x: usize, y: usize, module: usize) -> u8 {
    let from_middle = |p: usize| (p / module % 9).abs_diff(4);
    if matches!(from_middle(x).max(from_middle(y)), 0 | 1 | 3) { 20 } else { 230 }
}

#[test]
fn every_hostile_frame_is_given_up_in_time() {
    let frames: Vec<(&str, usize, Vec<u8>)> = vec![
        ("noise", 4096, plane(4096, noise)),
        ("coarse noise", 4096, plane(4096, |x, y| noise(x / 5, y / 5))),
        ("black and white noise", 4096, plane(4096, |x, y| if noise(x / 3, y / 3) > 127 { 255 } else { 0 })),
        ("stripes", 4096, plane(4096, |x, _| if x / 4 % 2 == 0 { 0 } else { 255 })),
        ("chequers", 4096, plane(4096, |x, y| if (x / 8 + y / 8) % 2 == 0 { 0 } else { 255 })),
        ("finders", 4096, plane(4096, |x, y| finders(x, y, 4))),
        ("large finders", 4096, plane(4096, |x, y| finders(x, y, 14))),
        ("small finders", 1400, plane(1400, |x, y| finders(x, y, 2))),
        ("grey", 4096, plane(4096, |_, _| 128)),
    ];
    for (name, side, luma) in &frames {
        let side = u32::try_from(*side).expect("a side");
        let frame = Frame::parse(luma, side, side, side, Rotation::None, None).expect("a frame");
        let mut scanner = Scanner::new(Prefixes::new([""]));
        let mut worst = Duration::ZERO;
        for _ in 0..10 {
            let (start, began) = (Instant::now(), worked());
            let seen = scanner.see(&frame, Budget::new(&|| start.elapsed()));
            worst = worst.max(worked().saturating_sub(began));
            assert!(!matches!(seen.what, What::Ours(_) | What::Foreign(_)), "{name}: {seen:?}");
        }
        println!("{name:22} {:6.1} ms at worst", worst.as_secs_f64() * 1e3);
        assert!(worst < MOST, "{name}: {worst:?}");
    }
}
