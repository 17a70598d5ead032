//! What a stranger can bring before the scanner: any frame, and any modules. Both come as bytes; what may never happen is a panic.

use std::time::Instant;

use ashyq_core::scan::{Budget, Crop, Frame, Prefixes, Quad, Rotation, Scanner, measure_modules};

/// The bytes that say what a frame is; what follows is its luma.
pub const HEAD: usize = 14;

/// Shows bytes to the scanner as a frame: width, height, stride, rotation, crop, then luma. Nothing needs to fit together.
///
/// # Panics
/// Where the scanner answers with a place that is no number.
pub fn frame(bytes: &[u8]) {
    let Some((head, luma)) = bytes.split_at_checked(HEAD) else { return };
    let two = |at: usize| u32::from(head[at]) | u32::from(head[at + 1]) << 8;
    let rotation =
        [Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters][usize::from(head[13] & 3)];
    let byte = |at: usize| u32::from(head[at]);
    let crop = Crop { left: byte(6), top: byte(7), width: two(8), height: two(10) };
    let crop = (head[12] & 1 == 1).then_some(crop);
    let Ok(frame) = Frame::parse(luma, two(0), two(2), two(4), rotation, crop) else { return };
    let mut scanner = Scanner::new(Prefixes::new(["A"]));
    // The second look remembers the first.
    for _ in 0..2 {
        let began = Instant::now();
        let seen = scanner.see(&frame, Budget::new(&|| began.elapsed()));
        let is_number = |quad: &Quad| quad.corners.iter().all(|corner| corner.x.is_finite() && corner.y.is_finite());
        assert!(seen.outline.as_ref().is_none_or(is_number), "{seen:?}");
    }
}

/// Reads bytes as modules: the side, then how light each is.
///
/// # Panics
/// Where a text is longer than any code can hold.
pub fn modules(bytes: &[u8]) {
    let Some((&side, light)) = bytes.split_first() else { return };
    let light: Vec<f32> = light.iter().map(|&light| f32::from(light) - 127.5).collect();
    if let Some(text) = measure_modules(&light, usize::from(side)) {
        // 7,089 digits fit into version 40-L (ISO/IEC 18004, table 7); Kanji without a rule between them stay below.
        assert!(text.len() <= 7_089, "{} bytes", text.len());
    }
}
