//! The decoders of the race, each behind the same three lines: what a picture shows, and where.

use ashyq_core::scan::{Budget, Frame, Measure, Prefixes, Quad, Rotation, Scanner, What};

use crate::{picture::Picture, race::cpu};

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

    /// Looks at a picture that belongs to no film.
    fn read_alone(&mut self, picture: &Picture) -> Option<Read> {
        self.read(picture)
    }
}

/// Our scanner with the budget that a phone uses, in the thread's own time: films through the interface, where every text is
/// ours; pictures alone by the bytes of their first code, whatever character set they are in.
pub(crate) struct Ours {
    scanner: Scanner,
    alone: Measure,
}

impl Ours {
    pub(crate) fn new() -> Ours {
        Ours { scanner: Scanner::new(Prefixes::new([""])), alone: Measure::default() }
    }
}

impl Decoder for Ours {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn forget(&mut self) {
        self.scanner.forget();
    }

    fn read(&mut self, picture: &Picture) -> Option<Read> {
        let began = cpu();
        let elapsed = || cpu().saturating_sub(began);
        let seen = self.scanner.see(&frame(picture)?, Budget::new(&elapsed));
        let What::Ours(text) = seen.what else { return None };
        let corners = seen.outline.map_or([(0.0, 0.0); 4], corners);
        Some(Read { says: vec![text.as_str().as_bytes().to_vec()], corners })
    }

    fn read_alone(&mut self, picture: &Picture) -> Option<Read> {
        let began = cpu();
        let elapsed = || cpu().saturating_sub(began);
        let (bytes, outline) = self.alone.first(&frame(picture)?, &Budget::new(&elapsed))?;
        Some(Read { says: vec![bytes], corners: corners(outline) })
    }
}

fn frame(picture: &Picture) -> Option<Frame<'_>> {
    let (width, height) = picture.size();
    Frame::parse(&picture.luma, width, height, width, Rotation::None, None).ok()
}

fn corners(outline: Quad) -> [Corner; 4] {
    outline.corners.map(|corner| (corner.x, corner.y))
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
