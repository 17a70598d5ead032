//! From a picture or a folder of frames to a poster's or a pass's text.

use std::path::{Path, PathBuf};

use ashyq_core::{
    client::prefixes,
    scan::{Budget, MOST_FILE, PictureError, Scanner, What, read_image},
    words::{Language, Word},
};

use crate::{ending::Ending, say::Say};

/// Reads the text of ours from a picture, or from a folder of frames in the order of their names.
///
/// # Errors
///
/// With the name of what was seen instead.
pub fn see(language: Language, path: &Path) -> Result<String, Ending> {
    match look(language, path)? {
        What::Ours(text) => Ok(text.as_str().to_owned()),
        What::Foreign(kind) => Err(Ending::word(language, kind.word())),
        What::Unreadable(hint) => Err(Ending::word(language, hint.word())),
        What::Nothing => Err(Ending::word(language, Word::SeenNothing)),
    }
}

/// What a picture shows, or a folder of frames.
pub(super) fn look(language: Language, path: &Path) -> Result<What, Ending> {
    if path.is_dir() { folder(language, path) } else { picture(language, path) }
}

fn picture(language: Language, path: &Path) -> Result<What, Ending> {
    let seen = read(language, path)?.see(&prefixes());
    let ours = seen.iter().find(|seen| matches!(seen.what, What::Ours(_)));
    Ok(ours.or(seen.first()).map_or(What::Nothing, |seen| seen.what.clone()))
}

/// One scanner sees the frames one after the other; the first poster ends it, else the last thing that was named counts.
fn folder(language: Language, path: &Path) -> Result<What, Ending> {
    let entries = std::fs::read_dir(path).map_err(|_| no_picture(language, path))?;
    let mut frames: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
            extension == "png" || extension == "jpg" || extension == "jpeg"
        })
        .collect();
    if frames.is_empty() {
        return Err(no_picture(language, path));
    }
    frames.sort();
    let mut scanner = Scanner::new(prefixes());
    let mut last = What::Nothing;
    for path in frames {
        let picture = read(language, &path)?;
        let frame = picture.frame().map_err(|_| Ending::word(language, Word::FrameInvalid))?;
        match scanner.see(&frame, Budget::unlimited()).what {
            What::Nothing => {}
            ours @ What::Ours(_) => return Ok(ours),
            other => last = other,
        }
    }
    Ok(last)
}

fn read(language: Language, path: &Path) -> Result<ashyq_core::scan::Picture, Ending> {
    let size = std::fs::metadata(path).map_err(|_| no_picture(language, path))?.len();
    if size > MOST_FILE as u64 {
        return Err(Ending::word(language, Word::PictureTooLarge));
    }
    let bytes = std::fs::read(path).map_err(|_| no_picture(language, path))?;
    read_image(&bytes).map_err(|error| match error {
        PictureError::File { .. } | PictureError::Pixels { .. } | PictureError::Memory => {
            Ending::word(language, Word::PictureTooLarge)
        }
        PictureError::Format | PictureError::Damaged => Ending::word(language, Word::PictureUnreadable),
    })
}

fn no_picture(language: Language, path: &Path) -> Ending {
    Ending::field(language, &path.to_string_lossy(), Say::RulePicture.say(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_named_with_the_rule() {
        let folder = tempfile::tempdir().unwrap();
        for language in Language::ALL {
            for path in [folder.path().to_owned(), folder.path().join("missing.png")] {
                let ending = see(language, &path).unwrap_err();
                assert!(ending.sentence.contains("PNG"), "{}", ending.sentence);
            }
        }
        let text = folder.path().join("a.png");
        std::fs::write(&text, "no picture").unwrap();
        assert_eq!(see(Language::En, &text).unwrap_err().key, "picture_unreadable");
        assert_eq!(see(Language::En, folder.path()).unwrap_err().key, "picture_unreadable");
    }
}
