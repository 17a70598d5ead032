//! Pictures of every state of every screen: compared with those that were looked at, and laid side by side.

use std::{collections::BTreeMap, fs, path::PathBuf};

use super::{artifacts::hash, error_at, java, said};
use crate::{command::root, kotlin::files};

/// The hash of each picture that was looked at.
const SEEN: &str = "android/app/src/test/pictures.txt";
/// How many stand side by side: four states in all their ways.
const COLUMNS: &str = "28";

/// Where the tests put them.
pub(super) fn folder() -> PathBuf {
    super::folder().join("pictures")
}

/// Whether the pictures are those that were looked at; says which are not.
pub(super) fn are_as_seen() -> Result<bool, String> {
    let text = fs::read_to_string(root().join(SEEN)).unwrap_or_default();
    let seen = text.lines().filter_map(|line| line.split_once(' '));
    let seen = seen.map(|(name, hash)| (name.to_owned(), hash.to_owned())).collect();
    let differences = differences(&seen, &drawn()?);
    println!("{} pictures were looked at, {} differ; {}", seen.len(), differences.len(), sheet()?.display());
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
    let lines: Vec<String> = drawn()?.into_iter().map(|(name, hash)| format!("{name} {hash}\n")).collect();
    println!("{} pictures are taken for seen: {}", lines.len(), sheet()?.display());
    fs::write(&file, lines.concat()).map_err(error_at(&file))
}

/// The pictures by name; half a hash is enough.
fn drawn() -> Result<BTreeMap<String, String>, String> {
    let named = |file: PathBuf| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, hash(&file)?[..32].to_owned()))
    };
    files(&folder())?.into_iter().map(named).collect()
}

fn differences(seen: &BTreeMap<String, String>, drawn: &BTreeMap<String, String>) -> Vec<String> {
    let gone = seen.keys().filter(|name| !drawn.contains_key(*name)).map(|name| format!("{name} is gone"));
    let other = drawn.iter().filter_map(|(name, hash)| match seen.get(name) {
        None => Some(format!("{name} is new")),
        Some(then) if then != hash => Some(format!("{name} has changed")),
        Some(_) => None,
    });
    gone.chain(other).collect()
}

/// All of them on one sheet.
fn sheet() -> Result<PathBuf, String> {
    let sheet = super::folder().join("contact-sheet.png");
    let mut command = java("512m");
    command.arg(root().join("xtask/src/android/Sheet.java")).arg(folder()).arg(&sheet).arg(COLUMNS);
    said(&mut command, "the pictures could not be laid side by side")?;
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_new_or_gone_or_other_is_named() {
        let of =
            |rows: &[(&str, &str)]| rows.iter().map(|(name, hash)| ((*name).to_owned(), (*hash).to_owned())).collect();
        let seen = of(&[("home", "1"), ("result", "2"), ("visit", "3")]);
        let drawn = of(&[("home", "1"), ("result", "4"), ("notices", "5")]);
        assert_eq!(differences(&seen, &drawn), ["visit is gone", "notices is new", "result has changed"]);
        assert_eq!(differences(&seen, &seen), [""; 0]);
    }
}
