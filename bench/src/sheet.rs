//! Sheets to hang up: codes on paper, drawn in memory, and the project's own posters.

use std::path::Path;

use qrcodegen::{QrCode, QrCodeEcc, Version};

use crate::{
    film::{Poster, texture::Texture},
    picture::Picture,
};

/// Pixels of a module on a sheet.
pub(crate) const MODULE: usize = 10;
/// The width of a poster on the wall, in metres: A4.
const A4_M: f32 = 0.21;

/// A code for a text, of at least that version.
pub(crate) fn code(text: &str, level: QrCodeEcc, least: u8) -> QrCode {
    let segments = qrcodegen::QrSegment::make_segments(text);
    QrCode::encode_segments_advanced(&segments, level, Version::new(least), Version::MAX, None, false)
        .unwrap_or_else(|_| panic!("{} bytes do not fit into a code", text.len()))
}

/// A code on paper with a quiet zone of so many modules; ink and paper as luma.
pub(crate) fn print(code: &QrCode, quiet: usize, ink: u8, paper: u8) -> Picture {
    let side = code.size() as usize;
    let width = (side + 2 * quiet) * MODULE;
    let mut luma = vec![paper; width * width];
    for y in 0..side {
        for x in (0..side).filter(|x| code.get_module(*x as i32, y as i32)) {
            fill(&mut luma, width, ((x + quiet) * MODULE, (y + quiet) * MODULE), (MODULE, MODULE), ink);
        }
    }
    Picture { luma, width, height: width }
}

/// Fills a rectangle.
pub(crate) fn fill(luma: &mut [u8], width: usize, (left, top): (usize, usize), (wide, high): (usize, usize), ink: u8) {
    for row in luma.chunks_mut(width).skip(top).take(high) {
        row[left.min(width)..(left + wide).min(width)].fill(ink);
    }
}

/// The module's width on a sheet that is hung up as `sheet_m` wide, in metres.
pub(crate) fn module_m(sheet: &Picture, sheet_m: f32) -> f32 {
    sheet_m * MODULE as f32 / sheet.width as f32
}

/// Posters that the service drew: `NAME.png` and `NAME.txt` with the code's text.
pub(crate) fn posters(folder: &Path) -> Result<Vec<Poster>, String> {
    let wrong = |what: &str| format!("{}: {what}", folder.display());
    let listed = std::fs::read_dir(folder).map_err(|error| wrong(&error.to_string()))?;
    let mut files: Vec<_> = listed.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "png"));
    files.sort();
    let poster = |file: &Path| {
        let text = std::fs::read_to_string(file.with_extension("txt")).map_err(|error| wrong(&error.to_string()))?;
        let picture = Picture::read(file)?;
        // The sheet's own layout is the service's: where the code lies on it is measured.
        let at = |x: usize, y: usize| picture.luma[y * picture.width + x];
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(picture.width, picture.height, at);
        let grids = image.detect_grids();
        let grid = grids.first().ok_or_else(|| wrong("a poster has a code"))?;
        let (data, _) = grid.decode().map_err(|error| wrong(&error.to_string()))?;
        let side = (grid.bounds[1].x - grid.bounds[0].x) as f32;
        let module_px = side / (17 + 4 * data.version.0) as f32;
        let module_m = A4_M * module_px / picture.width as f32;
        Ok(Poster { text: text.trim_end().to_owned(), sheet: Texture::of_print(&picture), sheet_m: A4_M, module_m })
    };
    let posters = files.iter().map(|file| poster(file)).collect::<Result<Vec<_>, String>>()?;
    if posters.is_empty() { Err(wrong("no posters there")) } else { Ok(posters) }
}

/// A plain stand-in for a poster: a code of a poster's size on white paper.
pub(crate) fn plain_poster() -> Poster {
    let text = format!("HTTPS://ASHYQ.KZ/P/{}", "0123456789ABCDEFGHJKMNPQRSTV".repeat(10));
    let sheet = print(&code(&text, QrCodeEcc::Medium, 1), 12, 20, 240);
    let module_m = module_m(&sheet, A4_M);
    Poster { text, sheet: Texture::of_print(&sheet), sheet_m: A4_M, module_m }
}
