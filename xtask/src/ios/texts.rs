//! What iOS says by itself, in the core's words: the reasons of permissions, written where the project looks for them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value, json};

use crate::command::{error_at, root};

/// Why iOS asks: its key, the setting that stands for it in `Info.plist`, the core's word.
pub(super) const REASONS: [(&str, &str, &str); 1] = [("NSCameraUsageDescription", "CAMERA_REASON", "CameraReason")];
/// The languages, the first for whoever speaks none of them.
pub(super) const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];
/// The texts by language, and the setting of the first one.
pub(super) const CATALOG: &str = "InfoPlist.xcstrings";
pub(super) const SETTINGS: &str = "Words.xcconfig";

/// Writes the catalog and the settings into a folder.
pub(super) fn write(folder: &Path) -> Result<(), String> {
    let catalog = format!("{:#}\n", catalog()?);
    for (name, text) in [(CATALOG, catalog), (SETTINGS, settings()?)] {
        let file = folder.join(name);
        fs::write(&file, text).map_err(error_at(&file))?;
    }
    Ok(())
}

/// The catalog as Xcode reads it.
pub(super) fn catalog() -> Result<Value, String> {
    let mut strings = Map::new();
    for (key, _, word) in REASONS {
        let units = LANGUAGES.iter().zip(texts(word)?);
        let units = units.map(|(language, text)| {
            (String::from(*language), json!({ "stringUnit": { "state": "translated", "value": text } }))
        });
        let localizations: Map<String, Value> = units.collect();
        strings.insert(key.to_owned(), json!({ "extractionState": "manual", "localizations": localizations }));
    }
    Ok(json!({ "sourceLanguage": LANGUAGES[0], "strings": strings, "version": "1.0" }))
}

/// The settings that `Info.plist` names.
pub(super) fn settings() -> Result<String, String> {
    let line = |(_, setting, word): (&str, &str, &str)| Ok(format!("{setting} = {}\n", texts(word)?[0]));
    REASONS.into_iter().map(line).collect()
}

/// A word in the languages, read off the core's source.
fn texts(word: &str) -> Result<[String; 3], String> {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("core/src/words"))
        .map_err(|error| error.to_string())?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let sources = files.iter().filter_map(|file| fs::read_to_string(file).ok());
    sources.into_iter().find_map(|text| texts_in(&text, word)).ok_or_else(|| format!("the core has no word {word}"))
}

fn texts_in(source: &str, word: &str) -> Option<[String; 3]> {
    let mut lines = source.lines().map(str::trim).skip_while(|line| *line != word).skip(1);
    let texts = LANGUAGES.map(|language| {
        let text = lines.next()?.strip_prefix(language)?.trim().trim_end_matches(';');
        // What is escaped in the source would be written so; no reason is.
        let text = text.strip_prefix('"')?.strip_suffix('"')?;
        (!text.contains('\\') && !text.is_empty()).then(|| text.to_owned())
    });
    let [Some(first), Some(second), Some(third)] = texts else { return None };
    Some([first, second, third])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_in_each_language_or_not_at_all() {
        let source = "    /// Why.\n    Other\n        kk \"о\"\n    Reason\n        kk \"а\"\n        ru \"б\"\n        en \"c\";\n";
        assert_eq!(texts_in(source, "Reason"), Some(["а", "б", "c"].map(str::to_owned)));
        assert_eq!(texts_in(source, "Other"), None);
        assert_eq!(texts_in(&source.replace("\"c\"", "\"\\u{a0}\""), "Reason"), None);
    }

    #[test]
    fn each_reason_is_the_cores_word_in_three_languages() {
        let catalog = catalog().unwrap();
        let reason = &catalog["strings"]["NSCameraUsageDescription"]["localizations"];
        assert_eq!(
            reason["en"]["stringUnit"]["value"],
            "The camera is for scanning posters. The picture never leaves the phone."
        );
        assert_eq!(reason.as_object().unwrap().len(), 3);
        assert!(settings().unwrap().starts_with("CAMERA_REASON = Камера постерді"));
    }
}
