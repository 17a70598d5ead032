//! A flat picture in linear light, with halved copies for looking from afar.

use crate::picture::Picture;

/// One size of a texture.
pub(crate) struct Level {
    pub(crate) light: Vec<f32>,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// A picture in linear light: 0 is black, 1 white.
pub(crate) struct Texture(Vec<Level>);

impl Texture {
    /// Takes a picture in linear light, row by row.
    pub(crate) fn new(light: Vec<f32>, width: usize, height: usize) -> Texture {
        let mut levels = vec![Level { light, width, height }];
        while let Some(half) = levels.last().filter(|level| level.width >= 16 && level.height >= 16).map(Level::halve) {
            levels.push(half);
        }
        Texture(levels)
    }

    /// Takes a printed sheet; ink on paper reflects from 4 to 86 hundredths.
    pub(crate) fn of_print(sheet: &Picture) -> Texture {
        let light = sheet.luma.iter().map(|&luma| 0.04 + 0.82 * linear(luma)).collect();
        Texture::new(light, sheet.width, sheet.height)
    }

    /// The smallest copy whose pixels are at most as large as `footprint` pixels of the whole.
    ///
    /// The rest of the way is averaged by the camera's samples.
    pub(crate) fn level(&self, footprint: f32) -> &Level {
        let at = footprint.max(1.0).log2().floor() as usize;
        &self.0[at.min(self.0.len() - 1)]
    }

    /// Width and height of the whole, in pixels.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.0[0].width, self.0[0].height)
    }
}

impl Level {
    fn halve(&self) -> Level {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut light = Vec::with_capacity(width * height);
        for y in 0..height {
            let (above, below) = self.light[2 * y * self.width..][..2 * self.width].split_at(self.width);
            let pairs = above.as_chunks::<2>().0.iter().zip(below.as_chunks::<2>().0);
            light.extend(pairs.take(width).map(|(a, b)| (a[0] + a[1] + b[0] + b[1]) / 4.0));
        }
        Level { light, width, height }
    }

    /// The light at a place from 0 to 1 across and down, between four pixels; the edges repeat themselves.
    #[inline]
    pub(crate) fn at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = ((x * self.width as f32 - 0.5).max(0.0), (y * self.height as f32 - 0.5).max(0.0));
        let (x0, y0) = ((x as usize).min(self.width - 2), (y as usize).min(self.height - 2));
        let (wx, wy) = ((x - x0 as f32).min(1.0), (y - y0 as f32).min(1.0));
        let row = &self.light[y0 * self.width + x0..][..self.width + 2];
        let top = row[0] + (row[1] - row[0]) * wx;
        let bottom = row[self.width] + (row[self.width + 1] - row[self.width]) * wx;
        top + (bottom - top) * wy
    }
}

/// The light that an 8-bit value of sRGB stands for (IEC 61966-2-1), 0 to 1.
pub(crate) fn linear(luma: u8) -> f32 {
    let value = f32::from(luma) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The other way: from light, 0 to 1, to sRGB, 0 to 1.
pub(crate) fn encoded(light: f32) -> f32 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_keeps_the_light_and_not_the_luma() {
        let board: Vec<f32> = (0..64 * 64).map(|i| ((i % 64 + i / 64) % 2) as f32).collect();
        let texture = Texture::new(board, 64, 64);
        let far = texture.level(2.0);
        assert_eq!(far.width, 32);
        assert!((far.at(0.3, 0.7) - 0.5).abs() < 1e-6);
        assert!((encoded(0.5) * 255.0 - 187.5).abs() < 1.0);
    }

    #[test]
    fn light_and_luma_are_each_other_s_reverse() {
        for luma in 0..=255u8 {
            assert!((encoded(linear(luma)) * 255.0 - f32::from(luma)).abs() < 0.01);
        }
    }
}
