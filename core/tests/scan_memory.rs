//! Whatever a frame shows, a scanner takes no more memory than twice the frame.
#![cfg(feature = "scan")]

use ashyq_core::scan::{Budget, Frame, Prefixes, Rotation, Scanner};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn noise(x: usize, y: usize) -> u8 {
    let mixed = ((x * 4099 + y) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 56).to_le_bytes()[0]
}

/// Nothing but finder patterns, `module` pixels a module.
fn finders(x: usize, y: usize, module: usize) -> u8 {
    let from_middle = |p: usize| (p / module % 9).abs_diff(4);
    if matches!(from_middle(x).max(from_middle(y)), 0 | 1 | 3) { 20 } else { 230 }
}

/// As many codes as there is room for.
fn codes(x: usize, y: usize, code: &qrcodegen::QrCode) -> u8 {
    let side = usize::try_from(code.size()).expect("a side") + 8;
    let module = |p: usize| i32::try_from(p / 3 % side).expect("a module") - 4;
    if code.get_module(module(x), module(y)) { 20 } else { 230 }
}

/// What a frame shows at a column and a row.
type Kind<'a> = &'a dyn Fn(usize, usize) -> u8;

/// One test only: what another one takes meanwhile would be counted here.
#[test]
fn no_frame_takes_more_memory_than_twice_its_own() {
    let code = qrcodegen::QrCode::encode_text("https://example.kz/menu", qrcodegen::QrCodeEcc::Medium).expect("a code");
    let kinds: [(&str, Kind); 5] = [
        ("grey", &|_, _| 128),
        ("noise", &noise),
        ("chequers", &|x, y| if (x / 2 + y / 2) % 2 == 0 { 0 } else { 255 }),
        ("finders", &|x, y| finders(x, y, 3)),
        ("codes", &|x, y| codes(x, y, &code)),
    ];
    for (width, height) in [(640, 480), (1280, 720), (1920, 1080), (4096, 2160)] {
        for (name, kind) in kinds {
            let luma: Vec<u8> = (0..width * height).map(|i| kind(i % width, i / width)).collect();
            let side = |pixels: usize| u32::try_from(pixels).expect("a side");
            let frame =
                Frame::parse(&luma, side(width), side(height), side(width), Rotation::None, None).expect("a frame");
            MEMORY.reset_peak_usage();
            let before = MEMORY.current_usage();
            let mut scanner = Scanner::new(Prefixes::new(["ASHYQ-PASS:"]));
            for _ in 0..3 {
                scanner.see(&frame, Budget::unlimited());
            }
            let taken = MEMORY.peak_usage() - before;
            println!("{name:9} {width} x {height}: {} hundredths of the frame", taken * 100 / luma.len());
            assert!(taken > luma.len() / 4, "{name}: the pyramid alone takes a third, so {taken} bytes are not all");
            assert!(taken <= 2 * luma.len(), "{name} {width} x {height}: {taken} bytes");
        }
    }
}
