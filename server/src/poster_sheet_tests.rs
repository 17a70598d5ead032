use ashyq_core::{
    id::VenueId,
    keys::{Purpose, Signer},
    moment::{DAY, HOUR},
    poster::PosterNumber,
};

use super::*;

fn poster(name: &str) -> SignedPoster {
    let from = Moment(1_795_348_800_000);
    let poster = Poster {
        venue: VenueId([5; 16]),
        entrance: Entrance::new(2).unwrap(),
        number: PosterNumber::make(12_345_678_901).unwrap(),
        from,
        until: from.plus(DAY * 366).plus(HOUR),
        name: name.to_owned(),
    };
    poster.sign(&Signer::derive(Purpose::Poster, &[2; 32])).unwrap()
}

const LONGEST: &str = "Оқушылар мен студенттер сарайы №2";

fn decode(sheet: &PosterSheet, width: u32) -> String {
    let (luma, width, height) = sheet.luma(width).unwrap();
    let (width, height) = (width as usize, height as usize);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| luma[y * width + x]);
    image.detect_grids()[0].decode().unwrap().1
}

#[test]
fn the_drawing_is_frozen() {
    let poster = poster("Дәмхана «Ақ & Көк»");
    let qr = QrCode::encode_text("HTTPS://ASHYQ.KZ/P/", QrCodeEcc::Medium).unwrap();
    insta::assert_snapshot!("real", drawing(&poster.poster, &qr, false));
    insta::assert_snapshot!("test", drawing(&poster.poster, &qr, true));
}

#[test]
fn the_printed_qr_code_is_read_back() {
    for (name, test) in [("Дәмхана", false), (LONGEST, true), (LONGEST, false)] {
        let poster = poster(name);
        let sheet = PosterSheet::draw(&poster, test).unwrap();
        for width in [400, 620, 1240] {
            assert_eq!(decode(&sheet, width), poster.to_string(), "{name} at {width}");
        }
    }
}

#[test]
fn a_test_poster_looks_different_on_every_side() {
    let poster = poster("Дәмхана");
    let [(real, width, height), (test, ..)] =
        [false, true].map(|test| PosterSheet::draw(&poster, test).unwrap().luma(595).unwrap());
    let dark = |luma: &[u8], left: u32, top: u32, w: u32, h: u32| {
        let pixels = (top..top + h).flat_map(|y| (left..left + w).map(move |x| (y * width + x) as usize));
        pixels.filter(|at| luma[*at] < 128).count() * 100 / (w * h) as usize
    };
    for (side, (x, y, w, h)) in
        [("left", (0, 130, 22, 500)), ("right", (width - 22, 130, 22, 500)), ("bottom", (30, height - 22, 500, 22))]
    {
        assert_eq!(dark(&real, x, y, w, h), 0, "{side}");
        assert!(dark(&test, x, y, w, h) > 10, "{side}");
    }
    assert_eq!(dark(&real, 0, 0, width, 22), 100, "top");
    assert!(dark(&test, 0, 0, width, 22) < 70, "top");
}

#[test]
fn every_letter_of_a_name_is_in_both_fonts() {
    let drawn = |letter: char, bold: bool| {
        let text = Text { bold, ..Text::SMALL }.at(0.0, 50.0).write(&letter.to_string());
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"90\" font-family=\"{FAMILY}\">{text}</svg>"
        );
        read(&svg).unwrap().to_string(&WriteOptions::default())
    };
    for bold in [false, true] {
        let missing = drawn('\u{4e00}', bold);
        for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё№«»–’&·ABZabz019ŞşĞğİı".chars() {
            assert_ne!(drawn(letter, bold), missing, "{letter}");
        }
    }
}

#[test]
fn names_of_every_length_stay_on_the_page() {
    let wide = "Ш".repeat(32);
    let narrow = "i".repeat(64);
    for text in ["Дәмхана", LONGEST, "Word ".repeat(12).trim(), &wide, &narrow, "ABC \"D\" & <E>"] {
        let drawn = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2000\" height=\"842\" font-family=\"{FAMILY}\">{}</svg>",
            name(text)
        );
        let bounds = read(&drawn).unwrap().root().abs_bounding_box();
        assert!(bounds.right() <= LEFT + WIDTH + 1.0 && bounds.bottom() < 180.0, "{text} {bounds:?}");
    }
}

#[test]
fn the_svg_needs_no_font() {
    let svg = PosterSheet::draw(&poster("Дәмхана"), true).unwrap().svg();
    assert!(!svg.contains("<text") && svg.len() < 400_000, "{}", svg.len());
}

#[test]
fn a_picture_has_a_sensible_width() {
    let sheet = PosterSheet::draw(&poster("Дәмхана"), false).unwrap();
    for width in [0, 10_001] {
        assert_eq!(sheet.png(width).unwrap_err().to_string(), "a picture is 1 to 10000 pixels wide");
    }
    let (luma, width, height) = sheet.luma(595).unwrap();
    assert_eq!((luma.len(), width, height), (595 * 842, 595, 842));
}

/// Writes the sheets to look at: `ASHYQ_LOOK=/tmp cargo test -p ashyq-server look_at -- --ignored`.
#[test]
#[ignore = "for eyes"]
fn look_at_the_sheets() {
    let folder = std::path::PathBuf::from(std::env::var_os("ASHYQ_LOOK").unwrap());
    for (file, name, test) in
        [("short", "Дәмхана «Ақ & Көк»", false), ("long", LONGEST, false), ("test", "Kinopark 11 (Есентай)", true)]
    {
        let sheet = PosterSheet::draw(&poster(name), test).unwrap();
        std::fs::write(folder.join(format!("poster-{file}.png")), sheet.png(1240).unwrap()).unwrap();
        std::fs::write(folder.join(format!("poster-{file}.svg")), sheet.svg()).unwrap();
        std::fs::write(folder.join(format!("poster-{file}.pdf")), sheet.pdf()).unwrap();
    }
}

/// Renders with what printers' shops and viewers use, where it is here.
#[test]
fn the_pdf_is_one_page_of_a4_whose_qr_code_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    for (name, test) in [("Дәмхана", false), (LONGEST, true)] {
        let poster = poster(name);
        let pdf = PosterSheet::draw(&poster, test).unwrap().pdf();
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.len() < 200_000, "{}", pdf.len());
        let title = poster.poster.number.to_string();
        assert!(pdf.windows(title.len()).any(|window| window == title.as_bytes()));
        let file = folder.path().join("poster.pdf");
        std::fs::write(&file, &pdf).unwrap();
        let shown = std::process::Command::new("pdftoppm")
            .args(["-r", "100", "-gray"])
            .args([&file, &folder.path().join("page")])
            .status();
        let Ok(status) = shown else {
            eprintln!("skipped: no pdftoppm here (apt-get install poppler-utils)");
            return;
        };
        assert!(status.success());
        let page = std::fs::read(folder.path().join("page-1.pgm")).unwrap();
        let (width, height, luma) = read_pgm(&page);
        assert_eq!((width, height), (827, 1170), "A4 at 100 dots an inch");
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| luma[y * width + x]);
        assert_eq!(image.detect_grids()[0].decode().unwrap().1, poster.to_string(), "{name}");
        assert!(!folder.path().join("page-2.pgm").exists());
        // It looks like the PNG: no square as wide as a stripe of the hatching is much darker or lighter.
        let (drawn, ..) = PosterSheet::draw(&poster, test).unwrap().luma(827).unwrap();
        let square = |luma: &[u8], at: usize| {
            let (left, top) = (at % 25 * 32, at / 25 * 32);
            let pixels = (top..top + 32).flat_map(|y| (left..left + 32).map(move |x| y * 827 + x));
            pixels.map(|at| i64::from(luma[at])).sum::<i64>() / 1024
        };
        for at in 0..25 * 36 {
            let (one, two) = (square(&drawn, at), square(luma, at));
            assert!((one - two).abs() < 64, "{name}: {one} and {two} at {} {}", at % 25 * 32, at / 25 * 32);
        }
    }
}

/// Width, height and luma of a binary PGM.
fn read_pgm(file: &[u8]) -> (usize, usize, &[u8]) {
    let mut parts = file.splitn(4, u8::is_ascii_whitespace);
    let mut number = || std::str::from_utf8(parts.next().unwrap()).unwrap().to_owned();
    assert_eq!(number(), "P5");
    let (width, height) = (number().parse().unwrap(), number().parse().unwrap());
    let rest = parts.next().unwrap();
    let (most, luma) = rest.split_at(4);
    assert_eq!(most, b"255\n");
    (width, height, luma)
}
