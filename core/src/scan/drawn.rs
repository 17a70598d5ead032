//! Frames drawn for tests: a code on paper, in any rotation, stride and polarity.

use qrcodegen::{QrCode, QrCodeEcc};

use super::{Frame, FrameError, Rotation};

/// A plane of luma with its geometry.
pub(super) struct Drawn {
    pub(super) luma: Vec<u8>,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) stride: usize,
    pub(super) rotation: Rotation,
}

impl Drawn {
    /// A code in the middle of light paper, `scale` pixels a module.
    pub(super) fn code(text: &str, scale: usize) -> Drawn {
        Drawn::code_in(text, scale, 30, 220)
    }

    pub(super) fn code_in(text: &str, scale: usize, dark: u8, light: u8) -> Drawn {
        Drawn::of(&QrCode::encode_text(text, QrCodeEcc::Medium).expect("the text fits"), scale, dark, light)
    }

    pub(super) fn of(code: &QrCode, scale: usize, dark: u8, light: u8) -> Drawn {
        let modules = code.size() as usize + 8;
        let (width, height) = (modules * scale + 40, modules * scale + 24);
        let mut drawn = Drawn::blank(width, height, light);
        for y in 0..modules * scale {
            for x in 0..modules * scale {
                let module = |p: usize| (p / scale) as i32 - 4;
                if code.get_module(module(x), module(y)) {
                    drawn.luma[(y + 12) * width + x + 20] = dark;
                }
            }
        }
        drawn
    }

    /// A code as something else than flat paper seen from the front: `module_at` says which place of the code, in modules,
    /// a place of the picture shows.
    pub(super) fn seen(text: &str, side: usize, module_at: impl Fn(f32, f32) -> (f32, f32)) -> Drawn {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).expect("the text fits");
        let mut drawn = Drawn::blank(side, side, 0);
        for (i, luma) in drawn.luma.iter_mut().enumerate() {
            let mut sum = 0;
            for part in 0..9 {
                let (x, y) = ((i % side) as f32 + (part % 3) as f32 / 3.0, (i / side) as f32 + (part / 3) as f32 / 3.0);
                let (u, v) = module_at(x, y);
                sum += if code.get_module(u.floor() as i32, v.floor() as i32) { 30 } else { 220 };
            }
            *luma = (sum / 9) as u8;
        }
        drawn
    }

    pub(super) fn blank(width: usize, height: usize, luma: u8) -> Drawn {
        Drawn { luma: vec![luma; width * height], width, height, stride: width, rotation: Rotation::None }
    }

    /// As a sensor that is mounted turned would give it: the upright picture needs `rotation`.
    pub(super) fn turned(self, rotation: Rotation) -> Drawn {
        let (width, height) = match rotation {
            Rotation::None | Rotation::Half => (self.width, self.height),
            Rotation::Quarter | Rotation::ThreeQuarters => (self.height, self.width),
        };
        let mut turned = Drawn::blank(width, height, 0);
        turned.rotation = rotation;
        for y in 0..self.height {
            for x in 0..self.width {
                let (to_x, to_y) = match rotation {
                    Rotation::None => (x, y),
                    Rotation::Quarter => (y, self.width - 1 - x),
                    Rotation::Half => (self.width - 1 - x, self.height - 1 - y),
                    Rotation::ThreeQuarters => (self.height - 1 - y, x),
                };
                turned.luma[to_y * width + to_x] = self.luma[y * self.width + x];
            }
        }
        turned
    }

    /// With rows of `padding` more bytes than pixels, the last row without them.
    pub(super) fn padded(self, padding: usize) -> Drawn {
        let mut luma = Vec::new();
        for row in self.luma.chunks(self.width) {
            luma.extend_from_slice(row);
            luma.extend((0..padding).map(|i| (i * 89) as u8));
        }
        luma.truncate(luma.len() - padding);
        Drawn { luma, stride: self.width + padding, ..self }
    }

    pub(super) fn frame(&self) -> Frame<'_> {
        self.parse().expect("a drawn frame is one")
    }

    pub(super) fn parse(&self) -> Result<Frame<'_>, FrameError> {
        let size = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        Frame::parse(&self.luma, size(self.width), size(self.height), size(self.stride), self.rotation, None)
    }
}
