//! The decoders of the race, each behind the same three lines: what a picture shows, and where.

use std::time::{Duration, Instant};

use ashyq_core::scan::{Budget, Frame, Prefixes, Rotation, Scanner, What};

use crate::picture::Picture;

/// A corner of a code's outline, in pixels.
pub(crate) type Corner = (f32, f32);

/// A code that was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Read {
    /// What it says; where a decoder offers its bytes and a text made of them, both.
    pub(crate) says: Vec<Vec<u8>>,
    pub(crate) corners: [Corner; 4],
}

/// Reads at most one code from a picture.
pub(crate) trait Decoder {
    /// How it is called in tables.
    fn name(&self) -> &'static str;

    /// Forgets what earlier pictures showed.
    fn forget(&mut self) {}

    /// Looks at a picture. It may panic: the bench counts that.
    fn read(&mut self, picture: &Picture) -> Option<Read>;
}

/// Our scanner, through the interface and with the budget that a phone uses; every text is ours.
pub(crate) struct Ours(Scanner);

impl Ours {
    pub(crate) fn new() -> Ours {
        Ours(Scanner::new(Prefixes::new([""])))
    }
}

impl Decoder for Ours {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn forget(&mut self) {
        *self = Ours::new();
    }

    fn read(&mut self, picture: &Picture) -> Option<Read> {
        let started = Instant::now();
        let elapsed = || -> Duration { started.elapsed() };
        let (width, height) = picture.size();
        let frame = Frame::parse(&picture.luma, width, height, width, Rotation::None, None).ok()?;
        let seen = self.0.see(&frame, Budget::new(&elapsed));
        let What::Ours(text) = seen.what else { return None };
        let corners = seen.outline.map_or([(0.0, 0.0); 4], |quad| quad.corners.map(|p| (p.x, p.y)));
        Some(Read { says: vec![text.as_str().as_bytes().to_vec()], corners })
    }
}

/// The rqrr crate alone, as its documentation shows.
pub(crate) struct Rqrr;

impl Decoder for Rqrr {
    fn name(&self) -> &'static str {
        "rqrr"
    }

    fn read(&mut self, picture: &Picture) -> Option<Read> {
        let at = |x: usize, y: usize| picture.luma[y * picture.width + x];
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(picture.width, picture.height, at);
        image.detect_grids().iter().find_map(|grid| {
            let mut bytes = Vec::new();
            grid.decode_to(&mut bytes).ok()?;
            let corners = grid.bounds.map(|p| (p.x as f32, p.y as f32));
            Some(Read { says: vec![bytes], corners })
        })
    }
}

/// ZXing-C++ with its defaults (try harder, rotate, invert, downscale) for QR codes, at most one symbol.
#[cfg(feature = "zxing")]
pub(crate) struct Zxing(zxingcpp::BarcodeReader);

#[cfg(feature = "zxing")]
impl Zxing {
    pub(crate) fn new() -> Zxing {
        Zxing(zxingcpp::read().formats(zxingcpp::BarcodeFormat::QRCode).max_number_of_symbols(1))
    }
}

#[cfg(feature = "zxing")]
impl Decoder for Zxing {
    fn name(&self) -> &'static str {
        "zxing"
    }

    fn read(&mut self, picture: &Picture) -> Option<Read> {
        let (width, height) = picture.size();
        let view = zxingcpp::ImageView::from_slice(&picture.luma, width, height, zxingcpp::ImageFormat::Lum).ok()?;
        let code = self.0.from(&view).ok()?.into_iter().next()?;
        let place = code.position();
        let corners =
            [place.top_left, place.top_right, place.bottom_right, place.bottom_left].map(|p| (p.x as f32, p.y as f32));
        Some(Read { says: vec![code.text().into_bytes(), code.bytes()], corners })
    }
}

/// All decoders that are there; ours is the first.
pub(crate) fn all() -> Vec<Box<dyn Decoder>> {
    let mut all: Vec<Box<dyn Decoder>> = vec![Box::new(Ours::new())];
    #[cfg(feature = "zxing")]
    all.push(Box::new(Zxing::new()));
    all.push(Box::new(Rqrr));
    all
}
