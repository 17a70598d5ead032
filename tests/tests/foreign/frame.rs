//! Planes of luma as cameras hand them out, written to files.

use std::path::Path;

use qrcodegen::{QrCode, QrCodeEcc};
use serde_json::{Value, json};

/// Pixels of a module.
const MODULE: usize = 5;
/// Pixels of wall around the code.
const WALL: usize = 60;

/// An upright picture of a wall with a code.
#[derive(Clone)]
pub(crate) struct Plane {
    pub(crate) luma: Vec<u8>,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) stride: usize,
    pub(crate) degrees: u32,
    pub(crate) crop: Option<[usize; 4]>,
}

impl Plane {
    /// A wall with a code on it.
    pub(crate) fn of(text: &str) -> Self {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let modules = usize::try_from(code.size()).unwrap();
        let (width, height) = (modules * MODULE + 2 * WALL + 24, modules * MODULE + 2 * WALL);
        let dark = |at: usize| at.checked_sub(WALL).map_or(-1, |at| i32::try_from(at / MODULE).unwrap());
        let pixel = |x: usize, y: usize| if code.get_module(dark(x), dark(y)) { 40 } else { 210 };
        let luma = (0..height).flat_map(|y| (0..width).map(move |x| pixel(x, y))).collect();
        Self { luma, width, height, stride: width, degrees: 0, crop: None }
    }

    /// Nothing but grey.
    pub(crate) fn grey(width: usize, height: usize) -> Self {
        Self { luma: vec![128; width * height], width, height, stride: width, degrees: 0, crop: None }
    }

    /// The same with rows that are longer than the picture, the last one as short as it may be.
    pub(crate) fn padded(&self, by: usize) -> Self {
        let mut luma: Vec<u8> =
            self.luma.chunks(self.width).flat_map(|row| row.iter().copied().chain(vec![0; by])).collect();
        luma.truncate(luma.len() - by);
        Self { luma, stride: self.width + by, ..self.clone() }
    }

    /// As the sensor of a phone that is held at an angle sees it: the degrees make it upright again.
    pub(crate) fn turned(&self, degrees: u32) -> Self {
        let (width, height) = if degrees == 180 { (self.width, self.height) } else { (self.height, self.width) };
        let mut luma = vec![0; self.luma.len()];
        for y in 0..self.height {
            for x in 0..self.width {
                // The sensor's picture is the upright one turned back, counter-clockwise.
                let (to_x, to_y) = match degrees {
                    90 => (y, self.width - 1 - x),
                    180 => (self.width - 1 - x, self.height - 1 - y),
                    _ => (self.height - 1 - y, x),
                };
                luma[to_y * width + to_x] = self.luma[y * self.width + x];
            }
        }
        Self { luma, width, height, stride: width, degrees, crop: None }
    }

    /// Light on dark.
    pub(crate) fn inverted(&self) -> Self {
        Self { luma: self.luma.iter().map(|pixel| 255 - pixel).collect(), ..self.clone() }
    }

    /// What `see` is called with; the file is written into a folder.
    pub(crate) fn asked(&self, folder: &Path, name: &str, budget_ms: u32) -> Value {
        let file = folder.join(name);
        std::fs::write(&file, &self.luma).unwrap();
        json!({ "frame": { "file": file, "width": self.width, "height": self.height, "stride": self.stride,
            "degrees": self.degrees, "crop": self.crop, "budget_ms": budget_ms } })
    }
}
