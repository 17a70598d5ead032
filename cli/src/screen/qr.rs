//! A pass as a QR code of half blocks on white, with its quiet zone.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::{
    View,
    line::{Ground, Ink, Line, Page},
};

/// Modules of white around the code (ISO/IEC 18004, 5.3.8).
const QUIET: i32 = 4;

/// Draws a pass; `None` where the terminal is narrower than the code.
pub fn pass(columns: usize, view: &View, text: &str) -> Option<Page> {
    let segments = [QrSegment::make_alphanumeric(text)];
    let code =
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, Version::MAX, None, false).ok()?;
    let (first, end) = (-QUIET, code.size() + QUIET);
    let width = usize::try_from(end - first).ok()?;
    if width > columns {
        return None;
    }
    let plain = view.paint == super::Paint::None;
    let row = |y: i32| {
        let cell = |x: i32| {
            let (upper, lower) = (code.get_module(x, y), code.get_module(x, y + 1));
            // Without colour the light modules are drawn, as most terminals are dark.
            match (upper != plain, lower != plain) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            }
        };
        Line::of((first..end).map(cell).collect::<String>(), Ink::on(Ground::Paper))
    };
    Some(Page::from((first..end).step_by(2).map(row).collect::<Vec<_>>()))
}
