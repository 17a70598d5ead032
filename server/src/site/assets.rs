//! What pages load: one style sheet, the fonts, a sign, the board's script. Each name has the hash of what it names, so that browsers keep it
//! for ever.

use std::{fmt::Write as _, sync::LazyLock};

use ashyq_core::words::look::{self, Look};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// A file that pages load.
pub(super) struct Asset {
    /// Its path.
    pub(super) path: String,
    pub(super) content_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

const WOFF2: &str = "font/woff2";
/// Which characters a font file has, as its maker split them.
const FONTS: [(&str, &str, &[u8]); 3] = [
    (
        "noto-sans-kazakh",
        "U+0460-052F,U+1C80-1C8A,U+20B4",
        include_bytes!("../../assets/fonts/noto-sans-cyrillic-ext-wght-normal.woff2"),
    ),
    (
        "noto-sans-cyrillic",
        "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
        include_bytes!("../../assets/fonts/noto-sans-cyrillic-wght-normal.woff2"),
    ),
    (
        "noto-sans-latin",
        "U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215",
        include_bytes!("../../assets/fonts/noto-sans-latin-wght-normal.woff2"),
    ),
];

/// Every file.
pub(super) static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let fonts = FONTS.map(|(name, _, bytes)| asset(name, "woff2", WOFF2, bytes.to_vec()));
    let style = asset("ashyq", "css", "text/css; charset=utf-8", style(&fonts).into_bytes());
    let sign = asset("ashyq", "svg", "image/svg+xml", sign().into_bytes());
    let board = include_bytes!("../../assets/site/board.js").to_vec();
    let board = asset("board", "js", "text/javascript; charset=utf-8", board);
    [style, sign, board].into_iter().chain(fonts).collect()
});

/// The path of the first file of a kind.
pub(super) fn path(ending: &str) -> &'static str {
    ASSETS.iter().map(|asset| asset.path.as_str()).find(|path| path.ends_with(ending)).unwrap_or_default()
}

/// The file at a path.
#[cfg(test)]
fn at(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

fn asset(name: &str, ending: &str, content_type: &'static str, bytes: Vec<u8>) -> Asset {
    let hash = HEXLOWER.encode(&Sha256::digest(&bytes)[..6]);
    Asset { path: format!("/static/{name}-{hash}.{ending}"), content_type, bytes }
}

/// The style sheet, with the tokens of the core in front: no colour is written twice.
fn style(fonts: &[Asset]) -> String {
    let mut style = String::new();
    for (font, (_, range, _)) in fonts.iter().zip(FONTS) {
        let _ = writeln!(
            style,
            "@font-face{{font-family:'Noto Sans';font-weight:100 900;font-display:swap;\
             src:url({}) format('woff2');unicode-range:{range}}}",
            font.path
        );
    }
    style.push_str(":root{");
    for (name, look) in ["red", "yellow", "green", "blue", "unknown"].into_iter().zip(Look::ALL) {
        let _ = write!(style, "--{name}:{};--on-{name}:{};", look.colour.hex(), look.on.hex());
    }
    for (name, colour) in
        [("ink", look::INK), ("paper", look::PAPER), ("dark-raised", look::DARK_RAISED), ("dark-text", look::DARK_TEXT)]
    {
        let _ = write!(style, "--{name}:{};", colour.hex());
    }
    for (at, size) in (1..).zip(look::TYPE_SIZES) {
        // In rem, so that a reader's own size counts.
        let _ = write!(style, "--type-{at}:{}rem;", f32::from(size) / 16.0);
    }
    let _ = writeln!(style, "--corner:{}px}}", look::CORNER);
    style.push_str(include_str!("../../assets/site/site.css"));
    style.push_str(include_str!("../../assets/site/venue.css"));
    style
}

/// The sign in the browser's tab: an open door.
fn sign() -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><rect width=\"24\" height=\"24\" rx=\"6\" fill=\"{}\"/>\
         <path fill=\"{}\" fill-rule=\"evenodd\" d=\"{}\"/></svg>",
        Look::BLUE.colour.hex(),
        look::PAPER.hex(),
        super::frame::DOOR
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_its_hash_in_its_name_and_is_found() {
        for asset in ASSETS.iter() {
            assert!(std::ptr::eq(at(&asset.path).unwrap(), asset));
            assert!(!asset.bytes.is_empty());
        }
        assert!(path(".css").starts_with("/static/ashyq-") && at("/static/ashyq.css").is_none());
    }

    #[test]
    fn the_style_sheet_writes_no_colour_of_a_status_itself() {
        let own = [include_str!("../../assets/site/site.css"), include_str!("../../assets/site/venue.css")].concat();
        for look in Look::ALL {
            assert!(!own.to_uppercase().contains(&look.colour.hex()), "{look:?}");
        }
        assert!(style(&[]).contains("--red:#B3001B"));
    }

    #[test]
    fn the_style_sheet_loads_nothing_from_elsewhere() {
        let whole = String::from_utf8(at(path(".css")).unwrap().bytes.clone()).unwrap();
        assert!(!whole.contains("http") && !whole.contains("@import"));
    }
}
