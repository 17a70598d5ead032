//! The poster itself: a flat picture, and copies of it for looking from afar.

/// A flat picture that hangs on the wall, 8-bit luma, with halved copies of itself for looking from afar.
#[derive(Debug, Clone)]
pub struct Sheet {
    sizes: Vec<Flat>,
}

#[derive(Debug, Clone)]
pub(super) struct Flat {
    luma: Vec<u8>,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Sheet {
    /// Takes a rendered poster, row by row; `None` where the luma is not `width * height` bytes or there is none.
    pub fn parse(luma: Vec<u8>, width: usize, height: usize) -> Option<Sheet> {
        if luma.is_empty() || width.checked_mul(height) != Some(luma.len()) {
            return None;
        }
        let mut sizes = vec![Flat { luma, width, height }];
        while let Some(half) = sizes.last().filter(|f| f.width >= 64 && f.height >= 64).map(Flat::halve) {
            sizes.push(half);
        }
        Some(Sheet { sizes })
    }

    /// Draws a plain poster: a headline's bar, the code of `side` modules, and lines of text below it.
    pub fn draw(side: usize, dark: impl Fn(usize, usize) -> bool) -> Sheet {
        const MODULE: usize = 10;
        let code = side * MODULE;
        let width = code * 3 / 2;
        let height = width * 297 / 210;
        let mut luma = vec![236u8; width * height];
        let mut fill = |left: usize, top: usize, wide: usize, high: usize, ink: u8| {
            for row in luma.chunks_mut(width).skip(top).take(high) {
                row[left.min(width)..(left + wide).min(width)].fill(ink);
            }
        };
        fill(0, 0, width, height / 9, 70);
        fill(width / 12, height / 28, width / 3, height / 24, 225);
        let (left, top) = ((width - code) / 2, height / 5);
        for y in 0..side {
            for x in 0..side {
                if dark(x, y) {
                    fill(left + x * MODULE, top + y * MODULE, MODULE, MODULE, 24);
                }
            }
        }
        let line = height / 40;
        for (i, share) in [80, 62, 71, 34].into_iter().enumerate() {
            fill(left, top + code + line * (2 + 2 * i), code * share / 100, line / 2, 60 + 20 * i as u8);
        }
        Sheet::parse(luma, width, height).unwrap_or(Sheet { sizes: Vec::new() })
    }

    /// The luma at a place from 0 to 1 across and down, read from one of the sizes; `None` beside the sheet.
    pub(super) fn at(&self, size: &Flat, x: f32, y: f32) -> Option<f32> {
        if !(0.0..1.0).contains(&x) || !(0.0..1.0).contains(&y) {
            return None;
        }
        debug_assert!(!self.sizes.is_empty());
        Some(size.bilinear(x * size.width as f32 - 0.5, y * size.height as f32 - 0.5))
    }

    /// The smallest copy that has at least as many pixels across as the camera sees.
    pub(super) fn size_for(&self, across: f32) -> Option<&Flat> {
        self.sizes.iter().rev().find(|flat| flat.width as f32 >= across).or(self.sizes.first())
    }
}

impl Flat {
    fn halve(&self) -> Flat {
        let (width, height) = (self.width / 2, self.height / 2);
        let at = |x: usize, y: usize| u16::from(self.luma[y * self.width + x]);
        let luma = (0..width * height)
            .map(|i| {
                let (x, y) = (2 * (i % width), 2 * (i / width));
                ((at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1) + 2) / 4) as u8
            })
            .collect();
        Flat { luma, width, height }
    }

    fn bilinear(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x.max(0.0), y.max(0.0));
        let (x0, y0) = ((x as usize).min(self.width - 1), (y as usize).min(self.height - 1));
        let (x1, y1) = ((x0 + 1).min(self.width - 1), (y0 + 1).min(self.height - 1));
        let (wx, wy) = (x - x0 as f32, y - y0 as f32);
        let at = |x: usize, y: usize| f32::from(self.luma[y * self.width + x]);
        let top = at(x0, y0) * (1.0 - wx) + at(x1, y0) * wx;
        let bottom = at(x0, y1) * (1.0 - wx) + at(x1, y1) * wx;
        top * (1.0 - wy) + bottom * wy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_of_the_wrong_length_is_none() {
        assert!(Sheet::parse(vec![0; 11], 3, 4).is_none());
        assert!(Sheet::parse(Vec::new(), 0, 4).is_none());
        assert!(Sheet::parse(vec![0; 4], usize::MAX, 2).is_none());
    }
}
