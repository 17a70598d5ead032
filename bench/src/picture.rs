//! A picture of 8-bit luma without padding: what every decoder is given.

use std::path::Path;

/// A picture of 8-bit luma.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) luma: Vec<u8>,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Picture {
    /// Reads a PNG or JPEG file.
    pub(crate) fn read(path: &Path) -> Result<Picture, String> {
        let image = image::open(path).map_err(|error| format!("{}: {error}", path.display()))?.into_luma8();
        let (width, height) = (image.width() as usize, image.height() as usize);
        Ok(Picture { luma: image.into_raw(), width, height })
    }

    /// Writes a PNG file, and the folders above it.
    pub(crate) fn write(&self, path: &Path) -> Result<(), String> {
        let (width, height) = self.size();
        path.parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        image::save_buffer(path, &self.luma, width, height, image::ExtendedColorType::L8)
            .map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Width and height as the decoders want them.
    pub(crate) fn size(&self) -> (u32, u32) {
        let size = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
        (size(self.width), size(self.height))
    }

    /// Twice as wide and high, between the pixels by their distance; the edges repeat themselves.
    pub(crate) fn double(&self) -> Picture {
        let (width, height) = (2 * self.width, 2 * self.height);
        let near = |at: usize, side: usize| (at / 2, (at / 2 + at % 2 * 2).saturating_sub(1).min(side - 1));
        let mut luma = Vec::with_capacity(width * height);
        for y in 0..height {
            let (here, there) = near(y, self.height);
            let (here, there) = (&self.luma[here * self.width..], &self.luma[there * self.width..]);
            luma.extend((0..width).map(|x| {
                let (left, right) = near(x, self.width);
                let across = |row: &[u8]| 3 * u16::from(row[left]) + u16::from(row[right]);
                ((3 * across(here) + across(there) + 8) / 16) as u8
            }));
        }
        Picture { luma, width, height }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubling_keeps_the_light_and_the_place() {
        let picture = Picture { luma: vec![0, 0, 160, 160, 0, 0, 160, 160], width: 4, height: 2 };
        let double = picture.double();
        assert_eq!((double.width, double.height), (8, 4));
        assert_eq!(double.luma[..8], [0, 0, 0, 40, 120, 160, 160, 160]);
        assert_eq!(double.luma[24..], [0, 0, 0, 40, 120, 160, 160, 160]);
    }
}
