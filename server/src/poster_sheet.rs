//! The printed poster: A4, Kazakh and Russian, a QR code that is read from three metres, and the typed code.
//!
//! Lengths are in points (1/72 inch) on a page of 595 by 842; type sizes and spacing are those of every screen.

use std::{
    fmt::Write as _,
    sync::{Arc, LazyLock},
};

use ashyq_core::{
    id::Entrance,
    moment::Moment,
    poster::{Poster, SignedPoster},
};
use displaydoc::Display;
use qrcodegen::{QrCode, QrCodeEcc};
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{self, Tree, WriteOptions, fontdb::Database},
};
use thiserror::Error;

use crate::{calendar, poster_pdf};

const REGULAR: &[u8] = include_bytes!("../assets/fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../assets/fonts/NotoSans-Bold.ttf");

/// The family of type that posters and pages are set in.
pub const FAMILY: &str = "Noto Sans";

const INK: &str = "#10151C";
const SOFT: &str = "#3A4552";
const PAPER: &str = "#FFFFFF";

const PAGE: (u32, u32) = (595, 842);
const LEFT: f32 = 44.0;
const WIDTH: f32 = 507.0;
/// Where the QR code with its quiet zone stands.
const QR_TOP: f32 = 162.0;
const QR_SIDE: f32 = 478.0;
/// White modules on every side (ISO/IEC 18004 section 5.3.8).
const QUIET: u32 = 4;

const SCAN_ON_ENTRY_AND_EXIT: [&str; 2] = ["Кірерде, шығарда сканерлеңіз", "Сканируйте на входе и выходе"];
const STEPS: [[&str; 2]; 3] = [
    ["Ashyq қолданбасын ашыңыз", "Откройте приложение Ashyq"],
    ["Камераны постерге бағыттаңыз", "Наведите камеру на плакат"],
    ["Экранды қызметкерге көрсетіңіз", "Покажите экран сотруднику"],
];
const CAMERA_FAILS: [&str; 2] = ["Камера істемей ме? Теріңіз:", "Камера не работает? Введите:"];
const NO_SMARTPHONE: [&str; 2] = ["Смартфон жоқ па? Қызметкерге айтыңыз.", "Нет смартфона? Обратитесь к сотруднику."];
const TEST: &str = "СЫНАҚ  ·  ТЕСТ  ·  TEST";

fn entrance_words(entrance: Entrance) -> [String; 2] {
    [format!("{entrance}-кіреберіс"), format!("Вход {entrance}")]
}

fn valid_until_words(until: Moment) -> [String; 2] {
    // The validity ends before that moment: the last day is the one of the second before.
    let day = calendar::Day::of(Moment(until.0.saturating_sub(1000))).with_points();
    [format!("{day} дейін жарамды"), format!("Действителен до {day}")]
}

/// Why a poster cannot be drawn.
#[derive(Debug, Display, Error)]
pub enum PosterSheetError {
    /// the poster's text does not fit into a QR code
    TooLong,
    /// the drawing cannot be read: {0}
    Drawing(usvg::Error),
    /// a picture is 1 to 10000 pixels wide
    Width,
    /// the picture cannot be written as PNG
    Png,
}

/// A poster's sheet, ready to print.
#[derive(Debug)]
pub struct PosterSheet {
    tree: Tree,
    title: String,
}

impl PosterSheet {
    /// Draws the sheet; a venue in test mode gets one that nobody takes for a real one.
    ///
    /// # Errors
    ///
    /// If the poster's text does not fit into a QR code, which no signed poster's does.
    pub fn draw(poster: &SignedPoster, test: bool) -> Result<Self, PosterSheetError> {
        let qr = QrCode::encode_text(&poster.to_string(), QrCodeEcc::Medium).map_err(|_| PosterSheetError::TooLong)?;
        let tree = read(&drawing(&poster.poster, &qr, test)).map_err(PosterSheetError::Drawing)?;
        Ok(Self { tree, title: format!("Ashyq {}", poster.poster.number) })
    }

    /// The sheet as SVG; its type is outlines, so that it looks the same without the fonts.
    pub fn svg(&self) -> String {
        self.tree.to_string(&WriteOptions {
            coordinates_precision: 4,
            transforms_precision: 4,
            ..WriteOptions::default()
        })
    }

    /// The sheet as PDF, one page of A4; its type is outlines too.
    pub fn pdf(&self) -> Vec<u8> {
        poster_pdf::write(&self.tree, &self.title)
    }

    /// The sheet as PNG, that many pixels wide: 2480 for 300 dots an inch.
    ///
    /// # Errors
    ///
    /// If the width is 0 or above 10000.
    pub fn png(&self, width: u32) -> Result<Vec<u8>, PosterSheetError> {
        self.pixels(width)?.encode_png().map_err(|_| PosterSheetError::Png)
    }

    /// The sheet as a camera sees it: 8-bit luma (BT.601), its width and its height.
    ///
    /// # Errors
    ///
    /// If the width is 0 or above 10000.
    pub fn luma(&self, width: u32) -> Result<(Vec<u8>, u32, u32), PosterSheetError> {
        let pixels = self.pixels(width)?;
        let luma = |pixel: &resvg::tiny_skia::PremultipliedColorU8| {
            let sum = 299 * u32::from(pixel.red()) + 587 * u32::from(pixel.green()) + 114 * u32::from(pixel.blue());
            u8::try_from(sum / 1000).unwrap_or(u8::MAX)
        };
        Ok((pixels.pixels().iter().map(luma).collect(), pixels.width(), pixels.height()))
    }

    fn pixels(&self, width: u32) -> Result<Pixmap, PosterSheetError> {
        if !(1..=10_000).contains(&width) {
            return Err(PosterSheetError::Width);
        }
        let height = (width * PAGE.1).div_ceil(PAGE.0);
        let mut pixels = Pixmap::new(width, height).ok_or(PosterSheetError::Width)?;
        pixels.fill(Color::WHITE);
        let size = self.tree.size();
        #[expect(clippy::cast_precision_loss, reason = "at most 14152 pixels")]
        let scale = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
        resvg::render(&self.tree, scale, &mut pixels.as_mut());
        Ok(pixels)
    }
}

/// The fonts, read once.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    Arc::new(fonts)
});

fn read(svg: &str) -> Result<Tree, usvg::Error> {
    let options =
        usvg::Options { fontdb: Arc::clone(&FONTS), font_family: FAMILY.to_owned(), ..usvg::Options::default() };
    Tree::from_str(svg, &options)
}

/// A piece of text on the page.
#[derive(Clone, Copy)]
struct Text {
    size: u8,
    bold: bool,
    fill: &'static str,
    anchor: &'static str,
    at: (f32, f32),
}

impl Text {
    const SMALL: Self = Self { size: 13, bold: false, fill: SOFT, anchor: "start", at: (0.0, 0.0) };

    fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    fn size(self, size: u8) -> Self {
        Self { size, ..self }
    }

    fn fill(self, fill: &'static str) -> Self {
        Self { fill, ..self }
    }

    fn anchor(self, anchor: &'static str) -> Self {
        Self { anchor, ..self }
    }

    fn at(self, x: f32, y: f32) -> Self {
        Self { at: (x, y), ..self }
    }

    fn write(self, text: &str) -> String {
        self.with(text, "")
    }

    fn with(self, text: &str, attributes: &str) -> String {
        let Self { size, fill, anchor, at: (x, y), .. } = self;
        let weight = if self.bold { "bold" } else { "normal" };
        let text = escape(text);
        format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\" \
             text-anchor=\"{anchor}\"{attributes}>{text}</text>\n"
        )
    }
}

fn drawing(poster: &Poster, qr: &QrCode, test: bool) -> String {
    let (width, height) = PAGE;
    let parts = [
        defs(),
        format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n"),
        head(poster, test),
        if test { test_frame() } else { String::new() },
        name(&poster.name),
        symbol(qr),
        typed_code(poster),
        steps(),
        no_smartphone(),
    ];
    let parts = parts.concat();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\" viewBox=\"0 0 {width} {height}\" \
         preserveAspectRatio=\"none\" font-family=\"{FAMILY}, sans-serif\">\n{parts}</svg>\n"
    )
}

fn defs() -> String {
    // As long as the sheet's diagonal: where tiles meet end to end, printers leave a hairline.
    let hatching = |id: &str, ground: &str, stripe: &str| {
        format!(
            "<pattern id=\"{id}\" y=\"-1000\" width=\"16\" height=\"2000\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"16\" height=\"2000\" fill=\"{ground}\"/>\
             <rect width=\"8\" height=\"2000\" fill=\"{stripe}\"/></pattern>\n"
        )
    };
    format!("<defs>\n{}{}</defs>\n", hatching("light", PAPER, INK), hatching("dark", INK, SOFT))
}

fn head(poster: &Poster, test: bool) -> String {
    let ground = if test { "url(#dark)" } else { INK };
    let top = if test { 24.0 } else { 0.0 };
    let line = Text::SMALL.size(16).fill("#E8ECF1");
    let [kk, ru] = SCAN_ON_ENTRY_AND_EXIT;
    let entrance = entrance_words(poster.entrance).join("  ·  ");
    [
        format!("<rect y=\"{top}\" width=\"595\" height=\"{}\" fill=\"{ground}\"/>\n", 122.0 - top),
        line.bold().at(LEFT, 44.0).fill(PAPER).with("Ashyq", " letter-spacing=\"1\""),
        line.anchor("end").at(LEFT + WIDTH, 44.0).write(&entrance),
        line.size(28).bold().fill(PAPER).at(LEFT, 78.0).write(kk),
        line.size(28).at(LEFT, 108.0).write(ru),
    ]
    .concat()
}

/// Hatching and the word on all four sides: a copy of any part of the sheet says that it is a test.
fn test_frame() -> String {
    let mut frame = String::from(
        "<path d=\"M0 0h595v842h-595zM24 24v794h547v-794z\" fill=\"url(#light)\" fill-rule=\"evenodd\"/>\n",
    );
    for (x, y, turn) in [(297.5, 12.0, 0), (297.5, 830.0, 0), (12.0, 421.0, -90), (583.0, 421.0, 90)] {
        let word = Text::SMALL.size(16).bold().fill(INK).anchor("middle").at(0.0, 6.0).write(TEST);
        let _ = writeln!(
            frame,
            "<g transform=\"translate({x} {y}) rotate({turn})\"><rect x=\"-100\" y=\"-12\" width=\"200\" height=\"24\" fill=\"{PAPER}\"/>{word}</g>"
        );
    }
    frame
}

/// The venue's name: as large as it fits on one line, else smaller on two.
fn name(name: &str) -> String {
    let line = Text::SMALL.bold().fill(INK);
    if let Some(size) = [28, 20].into_iter().find(|size| measure(name, *size) <= WIDTH) {
        return line.size(size).at(LEFT, 152.0).write(name);
    }
    let halves = name.match_indices(' ').map(|(at, _)| (&name[..at], &name[at + 1..]));
    let widest = |(one, two): &(&str, &str)| measure(one, 20).max(measure(two, 20));
    match halves.min_by(|one, two| widest(one).total_cmp(&widest(two))) {
        Some(halves) if widest(&halves) <= WIDTH => {
            line.size(20).at(LEFT, 138.0).write(halves.0) + &line.size(20).at(LEFT, 158.0).write(halves.1)
        }
        _ => line
            .size(20)
            .at(LEFT, 152.0)
            .with(name, &format!(" textLength=\"{WIDTH}\" lengthAdjust=\"spacingAndGlyphs\"")),
    }
}

/// The width of a bold line of that size.
fn measure(text: &str, size: u8) -> f32 {
    let line = Text::SMALL.bold().size(size).at(0.0, 100.0).write(text);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9000\" height=\"200\" font-family=\"{FAMILY}\">{line}</svg>"
    );
    read(&svg).map_or(f32::MAX, |tree| tree.root().abs_bounding_box().width())
}

/// The QR code as one path: a run of dark modules is one rectangle.
fn symbol(qr: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..qr.size() {
        let mut x = 0;
        while x < qr.size() {
            let run = (x..qr.size()).take_while(|x| qr.get_module(*x, y)).count();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += i32::try_from(run).unwrap_or(0) + 1;
        }
    }
    let modules = u32::try_from(qr.size()).unwrap_or_default() + 2 * QUIET;
    let left = (595.0 - QR_SIDE) / 2.0;
    format!(
        "<svg x=\"{left}\" y=\"{QR_TOP}\" width=\"{QR_SIDE}\" height=\"{QR_SIDE}\" viewBox=\"-{QUIET} -{QUIET} {modules} {modules}\">\
         <path d=\"{path}\" fill=\"#000000\" shape-rendering=\"crispEdges\"/></svg>\n"
    )
}

fn typed_code(poster: &Poster) -> String {
    let middle = Text::SMALL.anchor("middle");
    let centre = LEFT + 108.0;
    let [kk, ru] = CAMERA_FAILS;
    let [until_kk, until_ru] = valid_until_words(poster.until);
    [
        format!("<rect x=\"{LEFT}\" y=\"640\" width=\"216\" height=\"128\" rx=\"12\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"1.5\"/>\n"),
        middle.bold().fill(INK).at(centre, 664.0).write(kk),
        middle.at(centre, 682.0).write(ru),
        middle.size(28).bold().fill(INK).at(centre, 718.0).with(&poster.number.to_string(), " letter-spacing=\"3\""),
        middle.at(centre, 740.0).write(&until_kk),
        middle.at(centre, 758.0).write(&until_ru),
    ]
    .concat()
}

fn steps() -> String {
    let mut steps = String::new();
    let left = LEFT + 232.0;
    for (number, (y, [kk, ru])) in (1..).zip([636.0, 682.0, 728.0].into_iter().zip(STEPS)) {
        let _ = writeln!(steps, "<circle cx=\"{}\" cy=\"{}\" r=\"14\" fill=\"{INK}\"/>", left + 14.0, y + 20.0);
        steps += &Text::SMALL
            .bold()
            .fill(PAPER)
            .anchor("middle")
            .size(16)
            .at(left + 14.0, y + 25.5)
            .write(&format!("{number}"));
        steps += &Text::SMALL.bold().fill(INK).at(left + 40.0, y + 16.0).write(kk);
        steps += &Text::SMALL.at(left + 40.0, y + 34.0).write(ru);
    }
    steps
}

fn no_smartphone() -> String {
    let [kk, ru] = NO_SMARTPHONE;
    let line = Text::SMALL.anchor("middle");
    line.bold().fill(INK).at(297.5, 792.0).write(kk) + &line.at(297.5, 809.0).write(ru)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
#[path = "poster_sheet_tests.rs"]
mod tests;
