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

    /// Whether it has the size of a camera's full HD frame.
    pub(crate) fn is_1080p(&self) -> bool {
        (self.width, self.height) == (1920, 1080)
    }
}
