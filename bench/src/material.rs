//! What is read: cases with their pictures and what is known of the codes on them.
//!
//! A folder of photographs holds folders of pictures and `expected.json`, which says of each picture what is on it:
//! `{"boofcv-glare/1.jpg": {"codes": [{"hex": "4d45…"}, {"hex": null, "quad": [x0, y0, … y3]}]}}`. A text of `null` is one that
//! nobody has read: reading anything within its outline counts. No codes means that nothing may be read.

use std::{
    path::{Component, Path},
    rc::Rc,
};

use serde_json::Value;

use crate::{
    decoder::{Corner, Read},
    picture::Picture,
    text,
};

/// What a case is counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    /// Photographs of the BoofCV benchmark.
    Boofcv,
    /// Photographs and drawings whose authors wrote down their texts.
    Authored,
    /// Camera frames that somebody else's generator drew.
    Synthetic,
    /// Frames without a code.
    Empty,
    /// Camera frames drawn here.
    Own,
    /// Frames without a code, drawn here.
    OwnEmpty,
    /// Frames that take long, for the worst time and for texts that are not there.
    Hard,
}

impl Set {
    /// Tells by a folder's name.
    fn of(folder: &str) -> Option<Set> {
        match folder {
            "jsqr" => Some(Set::Authored),
            name if name.starts_with("zxing") => Some(Set::Authored),
            name if name.starts_with("boofcv-") => Some(Set::Boofcv),
            name if name.starts_with("synth-") => Some(Set::Synthetic),
            name if name.starts_with("neg-") => Some(Set::Empty),
            _ => None,
        }
    }

    pub(crate) fn is_photo(self) -> bool {
        matches!(self, Set::Boofcv | Set::Authored)
    }

    pub(crate) fn is_empty(self) -> bool {
        matches!(self, Set::Empty | Set::OwnEmpty)
    }
}

/// What is known of a code on a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Code {
    /// Its text; `None` where nobody has read it.
    pub(crate) text: Option<Vec<u8>>,
    pub(crate) outline: Option<[Corner; 4]>,
}

/// A picture to read.
pub(crate) struct Case {
    pub(crate) set: Set,
    pub(crate) category: String,
    pub(crate) name: String,
    pub(crate) codes: Vec<Code>,
    pub(crate) picture: Rc<dyn Fn() -> Result<Picture, String>>,
}

impl Case {
    /// The same frame with twice the width and height, for the worst time.
    pub(crate) fn doubled(&self) -> Case {
        let picture = Rc::clone(&self.picture);
        Case {
            set: Set::Hard,
            category: self.category.clone(),
            name: format!("{}, doubled", self.name),
            codes: self.codes.clone(),
            picture: Rc::new(move || picture().map(|picture| picture.double())),
        }
    }
}

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    Nothing,
    /// A text that is not on the picture.
    Wrong,
    Panicked,
}

/// Judges what was read, by what is known to be there.
pub(crate) fn judge(codes: &[Code], read: Option<&Read>) -> Verdict {
    let Some(read) = read else { return Verdict::Nothing };
    let is_this = |code: &Code| match (&code.text, code.outline) {
        (Some(text), _) => read.says.iter().any(|said| text::same(said, text)),
        (None, Some(outline)) => is_within(middle(read.corners), outline),
        (None, None) => false,
    };
    if codes.iter().any(is_this) { Verdict::Right } else { Verdict::Wrong }
}

fn middle(corners: [Corner; 4]) -> Corner {
    let sum = corners.iter().fold((0.0, 0.0), |sum, corner| (sum.0 + corner.0, sum.1 + corner.1));
    (sum.0 / 4.0, sum.1 / 4.0)
}

/// Whether a point lies within a convex outline, whichever way round its corners go.
fn is_within((x, y): Corner, outline: [Corner; 4]) -> bool {
    let side = |at: usize| {
        let ((ax, ay), (bx, by)) = (outline[at], outline[(at + 1) % 4]);
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    };
    let sides = [side(0), side(1), side(2), side(3)];
    sides.iter().all(|side| *side >= 0.0) || sides.iter().all(|side| *side <= 0.0)
}

/// Lists a folder of photographs.
pub(crate) fn list(folder: &Path) -> Result<Vec<Case>, String> {
    let file = folder.join("expected.json");
    let text = std::fs::read_to_string(&file).map_err(|error| {
        format!("{}: {error}; a folder of photographs says there what is on each picture", file.display())
    })?;
    let known: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    let known = known.as_object().filter(|known| !known.is_empty());
    let known = known.ok_or_else(|| format!("{}: an object with a picture or more is wanted", file.display()))?;
    known.iter().map(|(name, entry)| case(folder, name, entry)).collect()
}

fn case(folder: &Path, name: &str, entry: &Value) -> Result<Case, String> {
    let wrong = |what: &str| format!("expected.json, {name}: {what}");
    let category = name.split('/').next().unwrap_or_default().to_owned();
    let set =
        Set::of(&category).ok_or_else(|| wrong("its folder is none of boofcv-…, zxing…, jsqr, synth-… and neg-…"))?;
    let path = folder.join(name);
    if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(wrong("the name leads out of the folder"));
    }
    if !path.is_file() {
        return Err(wrong("there is no such picture"));
    }
    let codes = entry["codes"].as_array().ok_or_else(|| wrong("a list named codes is wanted"))?;
    let codes = codes.iter().map(code).collect::<Result<Vec<_>, _>>().map_err(|what| wrong(&what))?;
    if set.is_empty() != codes.is_empty() {
        return Err(wrong("a picture in neg-… has no codes, any other has at least one"));
    }
    Ok(Case { set, category, name: name.to_owned(), codes, picture: Rc::new(move || Picture::read(&path)) })
}

fn code(code: &Value) -> Result<Code, String> {
    let text = match &code["hex"] {
        Value::Null => None,
        Value::String(hex) => Some(bytes(hex).ok_or("hex is not an even number of hexadecimal digits")?),
        _ => return Err(String::from("hex is neither a text nor null")),
    };
    let outline = match &code["quad"] {
        Value::Null if text.is_some() => None,
        Value::Array(numbers) => {
            let numbers: Vec<f32> = numbers.iter().filter_map(Value::as_f64).map(|number| number as f32).collect();
            let [x0, y0, x1, y1, x2, y2, x3, y3] = numbers[..] else {
                return Err(String::from("quad is not eight numbers"));
            };
            Some([(x0, y0), (x1, y1), (x2, y2), (x3, y3)])
        }
        _ => return Err(String::from("a code without its hex needs a quad")),
    };
    Ok(Code { text, outline })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect();
    if rest.is_empty() { bytes } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], x: f32, y: f32) -> Read {
        Read {
            says: vec![bytes.to_vec()],
            corners: [(x - 1.0, y - 1.0), (x + 1.0, y - 1.0), (x + 1.0, y + 1.0), (x - 1.0, y + 1.0)],
        }
    }

    #[test]
    fn a_text_that_nobody_knows_counts_only_within_its_outline() {
        let outline = Some([(10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0)]);
        let codes = [Code { text: Some(b"known".to_vec()), outline: None }, Code { text: None, outline }];
        assert_eq!(judge(&codes, Some(&read(b"known", 0.0, 0.0))), Verdict::Right);
        assert_eq!(judge(&codes, Some(&read(b"whatever", 15.0, 15.0))), Verdict::Right);
        assert_eq!(judge(&codes, Some(&read(b"whatever", 25.0, 15.0))), Verdict::Wrong);
        assert_eq!(judge(&codes, None), Verdict::Nothing);
        assert_eq!(judge(&[], Some(&read(b"known", 0.0, 0.0))), Verdict::Wrong);
    }

    #[test]
    fn what_is_wrong_with_a_folder_is_said_in_a_sentence() {
        let folder = std::env::temp_dir().join(format!("ashyq-bench-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("synth-a")).unwrap();
        std::fs::write(folder.join("synth-a/1.png"), b"").unwrap();
        let says = |expected: &str| {
            std::fs::write(folder.join("expected.json"), expected).unwrap();
            list(&folder).err().unwrap_or_default()
        };
        let table = [
            ("[]", "an object with a picture or more is wanted"),
            ("{}", "an object with a picture or more is wanted"),
            (r#"{"other/1.png": {"codes": []}}"#, "its folder is none of boofcv-…, zxing…, jsqr, synth-… and neg-…"),
            (r#"{"synth-a/../../1.png": {"codes": []}}"#, "the name leads out of the folder"),
            (r#"{"synth-a/2.png": {"codes": []}}"#, "there is no such picture"),
            (r#"{"synth-a/1.png": {}}"#, "a list named codes is wanted"),
            (r#"{"synth-a/1.png": {"codes": []}}"#, "a picture in neg-… has no codes, any other has at least one"),
            (r#"{"synth-a/1.png": {"codes": [{"hex": "4"}]}}"#, "hex is not an even number of hexadecimal digits"),
            (r#"{"synth-a/1.png": {"codes": [{"hex": 4}]}}"#, "hex is neither a text nor null"),
            (r#"{"synth-a/1.png": {"codes": [{"hex": null}]}}"#, "a code without its hex needs a quad"),
            (r#"{"synth-a/1.png": {"codes": [{"hex": null, "quad": [1]}]}}"#, "quad is not eight numbers"),
        ];
        for (expected, sentence) in table {
            let said = says(expected);
            assert!(said.ends_with(sentence), "{expected}: {said}");
        }
        assert_eq!(says(r#"{"synth-a/1.png": {"codes": [{"hex": "41"}]}}"#), "");
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(list(&folder).err().unwrap().contains("says there what is on each picture"));
    }
}
