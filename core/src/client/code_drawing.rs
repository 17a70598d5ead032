//! A pass as the path of its QR code, so that no app needs an encoder of its own.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// Modules of white around a code (ISO/IEC 18004, 5.3.8).
const QUIET: i32 = 4;

/// A QR code to be filled in ink on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeDrawing {
    /// The side of the box in which the path lies, in modules: the code with its white margin.
    pub side: u32,
    /// SVG path data of the dark modules. Only absolute `M`, `L` and `Z` occur.
    pub path: String,
}

impl CodeDrawing {
    /// Draws the code of a pass; `None` where the text is none that a pass has.
    pub fn of_pass(text: &str) -> Option<Self> {
        let segments = [alphanumeric(text)?];
        let code = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, Version::MAX, None, false)
            .ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let start = x;
                while code.get_module(x, y) {
                    x += 1;
                }
                if x > start {
                    let (left, right, top) = (start + QUIET, x + QUIET, y + QUIET);
                    let _ = write!(path, "M{left} {top} L{right} {top} L{right} {} L{left} {} Z ", top + 1, top + 1);
                }
                x += 1;
            }
        }
        Some(Self { side: u32::try_from(code.size() + 2 * QUIET).ok()?, path: path.trim_end().to_owned() })
    }
}

/// The characters of a pass take fewer modules as QR's alphanumeric kind.
fn alphanumeric(text: &str) -> Option<QrSegment> {
    QrSegment::is_alphanumeric(text).then(|| QrSegment::make_alphanumeric(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts the modules that a path fills in a row.
    fn dark(drawing: &CodeDrawing, row: u32) -> u32 {
        let runs = drawing.path.split(" Z").filter_map(|run| run.trim().strip_prefix('M'));
        runs.filter_map(|run| {
            let numbers: Vec<u32> = run.replace('L', "").split(' ').map(|number| number.parse().unwrap()).collect();
            (numbers[1] == row).then(|| numbers[2] - numbers[0])
        })
        .sum()
    }

    #[test]
    fn a_path_fills_the_dark_modules_and_leaves_the_margin_white() {
        let text = "ASHYQ:1:ABC";
        let drawing = CodeDrawing::of_pass(text).unwrap();
        let segments = [QrSegment::make_alphanumeric(text)];
        let code = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, Version::MAX, None, false)
            .unwrap();
        for row in 0..drawing.side {
            let expected = (0..code.size()).filter(|x| code.get_module(*x, row.cast_signed() - QUIET)).count();
            assert_eq!(dark(&drawing, row) as usize, expected, "row {row}");
        }
        assert_eq!(dark(&drawing, 0), 0);
    }

    #[test]
    fn no_other_text_is_drawn() {
        assert_eq!(CodeDrawing::of_pass("маған"), None);
        assert_eq!(CodeDrawing::of_pass(&"A".repeat(5000)), None);
    }
}
