//! What each stage of a look costs: `cargo bench -p ashyq-bench`. Every figure includes the stages before it.
#![allow(missing_docs, reason = "criterion's macros make functions without")]

use std::hint::black_box;

use ashyq_core::scan::{Frame, Rotation, Stage, Stages, measure_modules};
use criterion::{Criterion, criterion_group, criterion_main};
use qrcodegen::{QrCode, QrCodeEcc};

const WIDTH: usize = 1920;
const HEIGHT: usize = 1080;

/// Grain as a sensor gives it, around a code or none.
fn luma(code: Option<&QrCode>) -> Vec<u8> {
    let at = |i: usize| {
        let (x, y) = (i % WIDTH, i / WIDTH);
        let mixed = ((x * 4099 + y) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let grain = u8::try_from((mixed >> 50) & 7).unwrap_or(0);
        let module = |p: usize, from: usize| i32::try_from(p / 5).unwrap_or(0) - i32::try_from(from).unwrap_or(0);
        let dark = code.is_some_and(|code| code.get_module(module(x, 100), module(y, 60)));
        let wall = u8::try_from(x / 16).unwrap_or(0);
        if dark { 40 + grain } else { 100 + wall + grain }
    };
    (0..WIDTH * HEIGHT).map(at).collect()
}

fn stages(criterion: &mut Criterion) {
    let text = format!("HTTPS://ASHYQ.KZ/P/{}", "0123456789ABCDEFGHJKMNPQRSTVWXYZ".repeat(7));
    let Ok(code) = QrCode::encode_text(&text, QrCodeEcc::Medium) else { return };
    for (name, luma) in [("a code", luma(Some(&code))), ("no code", luma(None))] {
        let Ok(frame) = Frame::parse(&luma, 1920, 1080, 1920, Rotation::None, None) else { return };
        let mut group = criterion.benchmark_group(format!("1080p with {name}"));
        let mut work = Stages::default();
        for stage in [Stage::Halved, Stage::Binarised, Stage::Found, Stage::Grouped, Stage::Read] {
            group.bench_function(format!("{stage:?}"), |bencher| {
                bencher.iter(|| work.until(black_box(&frame), stage));
            });
        }
        group.finish();
    }
    let side = usize::try_from(code.size()).unwrap_or(0);
    let light = |x: usize, y: usize| {
        let at = |p: usize| i32::try_from(p).unwrap_or(0);
        if code.get_module(at(x), at(y)) { -1.0 } else { 1.0 }
    };
    let modules: Vec<f32> = (0..side * side).map(|i| light(i % side, i / side)).collect();
    criterion.bench_function("modules to text", |bencher| bencher.iter(|| measure_modules(black_box(&modules), side)));
}

criterion_group!(all, stages);
criterion_main!(all);
