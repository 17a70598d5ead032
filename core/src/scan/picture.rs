//! A picture on a desk: a PNG or JPEG file to luma, and all codes on it. Phones decode pictures with their own libraries.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};

use super::budget::Budget;
use super::decode::Decoder;
use super::frame::{Frame, MAX_SIDE, Plane, Rotation};
use super::look::{Desk, Then};
use super::read::Code;
use super::seen::{Prefixes, Quad, Seen};
use super::session::searches;

/// The largest file that is read, in bytes.
pub const MOST_FILE: usize = 32 << 20;
/// The most pixels that a picture may have.
pub const MOST_PIXELS: u64 = 64_000_000;
/// The most memory that decoding may take, in bytes.
const MOST_MEMORY: u64 = 512 << 20;

/// Says why a picture is not read.
#[derive(Debug, Clone, PartialEq, Eq, displaydoc::Display, thiserror::Error)]
pub enum PictureError {
    /// the file has {bytes} bytes, at most 33554432 (32 MiB) are read
    File {
        /// The size given.
        bytes: u64,
    },
    /// the file is neither PNG nor JPEG
    Format,
    /// the picture has {width} x {height} pixels, at most 64 million are read
    Pixels {
        /// The width in pixels.
        width: u32,
        /// The height in pixels.
        height: u32,
    },
    /// the picture would take too much memory to open
    Memory,
    /// the file is damaged or cut off
    Damaged,
}

/// A still picture as upright 8-bit luma, at most 4096 pixels a side.
#[derive(Clone)]
pub struct Picture {
    luma: Vec<u8>,
    width: u32,
    height: u32,
    rotation: Rotation,
}

/// Reads a PNG or JPEG file into luma.
///
/// What is transparent counts as white paper, a camera's rotation (EXIF) is kept, and a picture of more than 4096
/// pixels a side is scaled down by a power of two.
///
/// # Errors
/// Says what is wrong with the file; nothing of it is kept.
pub fn read_image(bytes: &[u8]) -> Result<Picture, PictureError> {
    if bytes.len() > MOST_FILE {
        return Err(PictureError::File { bytes: bytes.len() as u64 });
    }
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureError::Damaged)?;
    if reader.format().is_none() {
        return Err(PictureError::Format);
    }
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureError::Pixels { width, height });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits.reserve(decoder.total_bytes()).map_err(|_| PictureError::Memory)?;
    decoder.set_limits(limits).map_err(|error| why(&error))?;
    // Mirrored orientations keep their turn only: a mirrored code is read as well.
    let rotation = match decoder.orientation() {
        Ok(Orientation::Rotate90 | Orientation::Rotate90FlipH) => Rotation::Quarter,
        Ok(Orientation::Rotate180 | Orientation::FlipVertical) => Rotation::Half,
        Ok(Orientation::Rotate270 | Orientation::Rotate270FlipH) => Rotation::ThreeQuarters,
        _ => Rotation::None,
    };
    let image = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    let luma = if image.color().has_alpha() {
        let on_white = |[luma, alpha]: [u8; 2]| {
            let (luma, alpha) = (u32::from(luma), u32::from(alpha));
            ((luma * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        image.into_luma_alpha8().pixels().map(|pixel| on_white(pixel.0)).collect()
    } else {
        image.into_luma8().into_raw()
    };
    Ok(Picture { luma, width, height, rotation }.fit())
}

fn why(error: &ImageError) -> PictureError {
    match error {
        ImageError::Unsupported(_) => PictureError::Format,
        ImageError::Limits(_) => PictureError::Memory,
        _ => PictureError::Damaged,
    }
}

impl Picture {
    /// Halves the picture until it fits.
    fn fit(mut self) -> Picture {
        while self.width > MAX_SIDE || self.height > MAX_SIDE {
            let mut half = Vec::new();
            let plane = Plane::packed(&self.luma, self.width as usize, self.height as usize).halve(&mut half);
            (self.width, self.height) = (plane.width as u32, plane.height as u32);
            self.luma = half;
        }
        self
    }

    /// Gives the picture as a frame, to be looked at like a camera's.
    ///
    /// # Errors
    /// None for a picture that was read; the type stays honest for one pixel that is missing.
    pub fn frame(&self) -> Result<Frame<'_>, super::FrameError> {
        Frame::parse(&self.luma, self.width, self.height, self.width, self.rotation, None)
    }

    /// Reads all codes on the picture: ours and those of others, each once.
    pub fn see(&self, prefixes: &Prefixes) -> Vec<Seen> {
        let Ok(frame) = self.frame() else { return Vec::new() };
        let seen = |code: Code| Seen {
            what: code.what(prefixes),
            outline: Some(Quad { corners: code.outline.map(|p| frame.upright(p)) }),
        };
        read_all(&frame).into_iter().map(seen).collect()
    }
}

/// Reads the bytes and outlines of all codes in a frame, whoever they belong to.
///
/// For measuring against other decoders only: an app uses what [`Scanner`](super::Scanner) says, so that no foreign
/// text can be opened.
#[doc(hidden)]
pub fn measure(frame: &Frame<'_>) -> Vec<(Vec<u8>, Quad)> {
    read_all(frame)
        .into_iter()
        .map(|code| (code.content.bytes, Quad { corners: code.outline.map(|p| frame.upright(p)) }))
        .collect()
}

/// Reads the text of modules, row by row, positive for light; for tests with hostile ones only.
#[doc(hidden)]
pub fn measure_modules(lightness: &[f32], side: usize) -> Option<Vec<u8>> {
    Decoder::default().read(lightness, side).ok().map(|content| content.bytes)
}

fn read_all(frame: &Frame<'_>) -> Vec<Code> {
    let plane = frame.plane();
    Desk::default().look(plane, &searches(plane), &Budget::unlimited(), |_| Then::GoOn).codes
}

/// Reads the first code of each frame, whoever it belongs to, as a camera would; for measuring only.
#[doc(hidden)]
#[derive(Default)]
pub struct Measure(Desk);

#[doc(hidden)]
impl Measure {
    /// Reads the first code that is found within the budget.
    pub fn first(&mut self, frame: &Frame<'_>, budget: &Budget<'_>) -> Option<(Vec<u8>, Quad)> {
        let plane = frame.plane();
        let mut codes = self.0.look(plane, &searches(plane), budget, |_| Then::Stop).codes;
        codes.pop().map(|code| (code.content.bytes, Quad { corners: code.outline.map(|p| frame.upright(p)) }))
    }
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, ImageEncoder, codecs};

    use super::super::What;
    use super::super::drawn::Drawn;
    use super::*;

    fn png(drawn: &Drawn) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (width, height) = (drawn.width as u32, drawn.height as u32);
        codecs::png::PngEncoder::new(&mut bytes)
            .write_image(&drawn.luma, width, height, ExtendedColorType::L8)
            .expect("a picture");
        bytes
    }

    fn jpeg(drawn: &Drawn) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (width, height) = (drawn.width as u32, drawn.height as u32);
        codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 85)
            .write_image(&drawn.luma, width, height, ExtendedColorType::L8)
            .expect("a picture");
        bytes
    }

    fn texts(bytes: &[u8]) -> Vec<String> {
        let seen = read_image(bytes).expect("a picture").see(&Prefixes::new([""]));
        let text = |seen: Seen| match seen.what {
            What::Ours(text) => text.as_str().to_owned(),
            other => format!("{other:?}"),
        };
        seen.into_iter().map(text).collect()
    }

    #[test]
    fn png_and_jpeg_are_read() {
        let drawn = Drawn::code("ASHYQ-PASS:1", 4);
        assert_eq!(texts(&png(&drawn)), ["ASHYQ-PASS:1"]);
        assert_eq!(texts(&jpeg(&drawn)), ["ASHYQ-PASS:1"]);
    }

    #[test]
    fn a_code_on_a_transparent_picture_is_read() {
        let drawn = Drawn::code_in("ASHYQ-PASS:2", 4, 0, 255);
        let pixels: Vec<u8> = drawn.luma.iter().flat_map(|&luma| [0, 255 - luma]).collect();
        let mut bytes = Vec::new();
        codecs::png::PngEncoder::new(&mut bytes)
            .write_image(&pixels, drawn.width as u32, drawn.height as u32, ExtendedColorType::La8)
            .expect("a picture");
        assert_eq!(texts(&bytes), ["ASHYQ-PASS:2"]);
    }

    #[test]
    fn a_large_picture_is_scaled_down() {
        let picture = read_image(&png(&Drawn::blank(6000, 300, 200))).expect("a picture");
        assert_eq!((picture.width, picture.height), (3000, 150));
    }

    #[test]
    fn every_refusal_says_what_is_wrong() {
        let good = png(&Drawn::code("x", 3));
        let mut huge = png(&Drawn::blank(8, 8, 0));
        // A PNG's width and height stand at byte 16 and 20; the checksum that follows is of no matter here.
        huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let ihdr = crc(&huge[12..29]).to_be_bytes();
        huge[29..33].copy_from_slice(&ihdr);
        let table = [
            (vec![0; MOST_FILE + 1], "the file has 33554433 bytes, at most 33554432 (32 MiB) are read"),
            (b"GIF89a".to_vec(), "the file is neither PNG nor JPEG"),
            (b"hello".to_vec(), "the file is neither PNG nor JPEG"),
            (Vec::new(), "the file is neither PNG nor JPEG"),
            (huge, "the picture has 65536 x 65536 pixels, at most 64 million are read"),
            (good[..good.len() / 2].to_vec(), "the file is damaged or cut off"),
            (good[..20].to_vec(), "the file is damaged or cut off"),
        ];
        for (bytes, says) in table {
            assert_eq!(read_image(&bytes).map(|_| ()).map_err(|error| error.to_string()), Err(says.to_owned()));
        }
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    }
}
