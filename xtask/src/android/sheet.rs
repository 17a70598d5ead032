//! Pictures laid side by side: all of them, to look at; and one of each state, which the repository keeps and shows.

use std::{collections::BTreeMap, fs, path::PathBuf};

use data_encoding::HEXLOWER;
use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use sha2::{Digest as _, Sha256};

use super::{error_at, pictures::Drawn};
use crate::command::root;

/// The sheet that the README shows.
pub(super) const SHOWN: &str = "android/contact-sheet.jpg";
/// The ways in which a state is drawn and shown; the picture in full length is too long for a sheet. The next state is shown
/// in the next way, and Kazakh at 200 % comes round as often as any.
const WAYS: [&str; 6] = [
    "kk-light-200-small",
    "ru-light-100-large",
    "en-dark-100-small",
    "kk-dark-100-large",
    "ru-dark-200-small",
    "en-light-200-large",
];
/// Between pictures, in pixels.
const GAP: u32 = 6;
/// What lies between them.
const GROUND: Rgb<u8> = Rgb([128; 3]);
/// How well letters survive, of 100: below, the small ones fray.
const QUALITY: u8 = 72;

/// How pictures lie on a sheet.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    /// How many stand side by side.
    pub(super) columns: u32,
    /// A picture's place, in pixels.
    pub(super) place: [u32; 2],
}

/// Four states in all their ways.
pub(super) const ALL: Grid = Grid { columns: 28, place: [96, 208] };
/// One of each state.
const ONE_OF_EACH: Grid = Grid { columns: 11, place: [124, 270] };

/// Lays pictures side by side.
pub(super) fn lay(files: &[PathBuf], grid: Grid) -> Result<RgbImage, String> {
    let [wide, high] = grid.place;
    let count = u32::try_from(files.len()).map_err(|_| "too many pictures")?;
    let (columns, rows) = (grid.columns.min(count), count.div_ceil(grid.columns));
    let size = |places: u32, place: u32| GAP + places * (place + GAP);
    let mut sheet = RgbImage::from_pixel(size(columns, wide), size(rows, high), GROUND);
    for (at, file) in (0..).zip(files) {
        let small = image::open(file).map_err(error_at(file))?.thumbnail(wide, high).into_rgb8();
        let left = size(at % grid.columns, wide) + (wide - small.width()) / 2;
        image::imageops::replace(&mut sheet, &small, left.into(), size(at / grid.columns, high).into());
    }
    Ok(sheet)
}

/// Writes the sheet that is shown; what says that it belongs to these pictures.
pub(super) fn show(drawn: &BTreeMap<String, Drawn>) -> Result<String, String> {
    let (file, folder) = (root().join(SHOWN), super::pictures::folder());
    let files: Vec<PathBuf> = one_of_each(drawn).map(|name| folder.join(format!("{name}.png"))).collect();
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    lay(&files, ONE_OF_EACH)?.write_with_encoder(encoder).map_err(error_at(&file))?;
    fs::write(&file, &jpeg).map_err(error_at(&file))?;
    Ok(mark(drawn, &jpeg))
}

/// What says that a sheet was made of these pictures, and that both are as they were then.
pub(super) fn mark(drawn: &BTreeMap<String, Drawn>, jpeg: &[u8]) -> String {
    let mut hash = Sha256::new();
    for name in one_of_each(drawn) {
        hash.update(format!("{name} {}\n", drawn[name].hash));
    }
    HEXLOWER.encode(&hash.chain_update(jpeg).finalize()[..16])
}

/// The names of the pictures that are shown: each state in one of its ways.
fn one_of_each(drawn: &BTreeMap<String, Drawn>) -> impl Iterator<Item = &String> {
    let states = drawn.keys().filter_map(|name| name.strip_suffix(WAYS[0])?.strip_suffix('-'));
    let shown = states.zip(WAYS.iter().cycle()).map(|(state, way)| format!("{state}-{way}"));
    shown.filter_map(|name| drawn.get_key_value(&name).map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(names: &[(&str, u8)]) -> BTreeMap<String, Drawn> {
        let one = |(name, grey): &(&str, u8)| ((*name).to_owned(), Drawn { hash: grey.to_string(), look: Vec::new() });
        names.iter().map(one).collect()
    }

    #[test]
    fn a_sheet_shows_each_state_once_and_belongs_to_its_pictures_alone() {
        let seen = drawn(&[
            ("home-kk-light-200-small", 1),
            ("home-ru-light-100-large", 2),
            ("iin-kk-light-200-small", 3),
            ("iin-ru-light-100-large", 4),
        ]);
        assert_eq!(one_of_each(&seen).collect::<Vec<_>>(), ["home-kk-light-200-small", "iin-ru-light-100-large"]);
        let other =
            |name: &str| -> BTreeMap<String, Drawn> { seen.clone().into_iter().chain(drawn(&[(name, 9)])).collect() };
        assert_ne!(mark(&seen, b"sheet"), mark(&other("iin-ru-light-100-large"), b"sheet"));
        assert_ne!(mark(&seen, b"sheet"), mark(&seen, b"an older one"));
        assert_eq!(mark(&seen, b"sheet"), mark(&other("home-ru-light-100-large"), b"sheet"), "not shown");
    }

    #[test]
    fn pictures_of_any_shape_lie_in_their_places() {
        let folder = std::env::temp_dir().join(format!("sheet-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, wide: u32, high: u32, grey: u8| {
            let file = folder.join(name);
            RgbImage::from_pixel(wide, high, Rgb([grey; 3])).save(&file).unwrap();
            file
        };
        let files = [file("a.png", 40, 40, 10), file("b.png", 20, 80, 20), file("c.png", 80, 20, 30)];
        let sheet = lay(&files, Grid { columns: 2, place: [20, 20] }).unwrap();
        assert_eq!(sheet.dimensions(), (6 + 26 * 2, 6 + 26 * 2));
        let grey = |x: u32, y: u32| sheet.get_pixel(x, y).0[0];
        assert_eq!([grey(6, 6), grey(25, 25)], [10, 10], "the first fills its place");
        assert_eq!(
            [grey(33, 15), grey(41, 15), grey(55, 15)],
            [128, 20, 128],
            "the second stands in the middle of its own"
        );
        assert_eq!(
            [grey(15, 33), grey(15, 45), grey(41, 41)],
            [30, 128, 128],
            "the third lies at the top of the next row"
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
