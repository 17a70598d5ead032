//! Pictures of every state of every screen: compared with those that were looked at, and laid side by side.

use std::{collections::BTreeMap, fs, path::PathBuf};

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest as _, Sha256};

use super::{error_at, sheet};
use crate::{command::root, kotlin::files};

/// What each picture that was looked at was: its name, its hash, its look.
const SEEN: &str = "android/app/src/test/pictures.txt";
/// The last row of the table: what says that the sheet that is shown belongs to it.
const SHEET: &str = "sheet ";
/// The greys of a look: so many columns and rows. A letter more in one of them is another grey.
const GREYS: [u32; 2] = [6, 16];
/// The colours of a look.
const COLOURS: [u32; 2] = [3, 4];
/// How far one of a look's 256 steps may be off: the library that draws rounds otherwise on another kind of processor.
const ROUNDING: u8 = 1;

/// What a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    /// Half the hash of its pixels: enough.
    pub(super) hash: String,
    /// The mean greys and colours of its parts.
    pub(super) look: Vec<u8>,
}

impl Drawn {
    fn of(file: &PathBuf) -> Result<Self, String> {
        let picture = image::open(file).map_err(error_at(file))?;
        let [greys, colours] = [GREYS, COLOURS].map(|[columns, rows]| picture.thumbnail_exact(columns, rows));
        Ok(Self {
            hash: HEXLOWER.encode(&Sha256::digest(picture.as_bytes()))[..32].to_owned(),
            look: [greys.into_luma8().into_raw(), colours.into_rgb8().into_raw()].concat(),
        })
    }

    fn read(row: &str) -> Option<(String, Self)> {
        let mut words = row.split(' ');
        let (name, hash) = (words.next()?.to_owned(), words.next()?.to_owned());
        Some((name, Self { hash, look: BASE64.decode(words.next()?.as_bytes()).ok()? }))
    }

    /// Whether it looks the same, but for rounding.
    fn looks_like(&self, other: &Self) -> bool {
        self.look.len() == other.look.len()
            && self.look.iter().zip(&other.look).all(|(one, two)| one.abs_diff(*two) <= ROUNDING)
    }
}

/// Where the tests put them.
pub(super) fn folder() -> PathBuf {
    super::folder().join("pictures")
}

/// Whether the pictures are those that were looked at; says which are not.
pub(super) fn are_as_seen() -> Result<bool, String> {
    let text = fs::read_to_string(root().join(SEEN)).unwrap_or_default();
    let (seen, drawn) = (text.lines().filter_map(Drawn::read).collect(), drawn()?);
    let differences = differences(&seen, &drawn);
    let rounded = drawn.iter().filter(|(name, now)| seen.get(*name).is_some_and(|then| then.hash != now.hash));
    println!("{} pictures were looked at, {} differ; {}", seen.len(), differences.len(), all()?.display());
    println!("{} are not the same to the last pixel", rounded.count());
    for difference in &differences {
        println!("{difference}");
    }
    if !differences.is_empty() {
        println!("look at the sheet and at what differs; `cargo xtask android pictures` writes {SEEN}");
    }
    Ok(differences.is_empty() && !seen.is_empty())
}

/// Takes the pictures as they are now for seen.
pub(super) fn see() -> Result<(), String> {
    let file = root().join(SEEN);
    let row = |(name, now): (String, Drawn)| format!("{name} {} {}\n", now.hash, BASE64.encode(&now.look));
    let drawn = drawn()?;
    let mark = sheet::show(&drawn)?;
    println!("{} pictures are taken for seen: {} and {}", drawn.len(), all()?.display(), sheet::SHOWN);
    let rows: String = drawn.into_iter().map(row).collect();
    fs::write(&file, format!("{rows}{SHEET}{mark}\n")).map_err(error_at(&file))
}

/// The pictures by name.
fn drawn() -> Result<BTreeMap<String, Drawn>, String> {
    let named = |file: PathBuf| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, Drawn::of(&file)?))
    };
    files(&folder())?.into_iter().map(named).collect()
}

fn differences(seen: &BTreeMap<String, Drawn>, drawn: &BTreeMap<String, Drawn>) -> Vec<String> {
    let gone = seen.keys().filter(|name| !drawn.contains_key(*name)).map(|name| format!("{name} is gone"));
    let other = drawn.iter().filter_map(|(name, now)| match seen.get(name) {
        None => Some(format!("{name} is new")),
        Some(then) if then.hash != now.hash && !then.looks_like(now) => Some(format!("{name} has changed")),
        Some(_) => None,
    });
    gone.chain(other).collect()
}

/// All of them on one sheet.
fn all() -> Result<PathBuf, String> {
    let sheet = super::folder().join("contact-sheet.png");
    let mut files = files(&folder())?;
    files.sort();
    sheet::lay(&files, sheet::ALL)?.save(&sheet).map_err(error_at(&sheet))?;
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_that_is_shown_belongs_to_the_pictures_that_were_looked_at() {
        let (text, jpeg) =
            (fs::read_to_string(root().join(SEEN)).unwrap(), fs::read(root().join(sheet::SHOWN)).unwrap());
        let seen = text.lines().filter_map(Drawn::read).collect();
        assert_eq!(text.lines().last(), Some(format!("{SHEET}{}", sheet::mark(&seen, &jpeg)).as_str()));
        assert!(jpeg.len() < 700_000, "{} bytes", jpeg.len());
    }

    #[test]
    fn a_picture_that_is_new_or_gone_or_other_is_named() {
        let of = |rows: &[(&str, u8)]| -> BTreeMap<String, Drawn> {
            let drawn = |grey: u8| Drawn { hash: grey.to_string(), look: vec![7, grey] };
            rows.iter().map(|(name, grey)| ((*name).to_owned(), drawn(*grey))).collect()
        };
        let seen = of(&[("home", 10), ("iin", 9), ("result", 20), ("visit", 30)]);
        let drawn = of(&[("home", 10), ("iin", 10), ("result", 22), ("notices", 50)]);
        assert_eq!(differences(&seen, &drawn), ["visit is gone", "notices is new", "result has changed"]);
        assert_eq!(differences(&seen, &seen), [""; 0]);
    }

    #[test]
    fn a_word_more_is_another_look_and_rounding_is_none() {
        let file = std::env::temp_dir().join(format!("picture-{}.png", std::process::id()));
        let drawn = |grey: u8, word: bool| {
            let picture = image::RgbImage::from_fn(640, 1136, |x, y| {
                // Half of a letter's box of 20 by 30 is ink.
                let ink = word && (300..320).contains(&x) && (500..530).contains(&y) && (x + y) % 2 == 0;
                image::Rgb([if ink { 20 } else { grey }; 3])
            });
            picture.save(&file).unwrap();
            Drawn::of(&file).unwrap()
        };
        let plain = drawn(240, false);
        assert!(plain.looks_like(&drawn(240, false)) && plain.looks_like(&drawn(241, false)));
        assert!(!plain.looks_like(&drawn(240, true)) && !plain.looks_like(&drawn(237, false)));
        fs::remove_file(file).unwrap();
    }
}
