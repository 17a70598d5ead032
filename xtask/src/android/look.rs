//! A package looked at: its parts, where its libraries lie, what it may do.

use std::{collections::BTreeMap, fs, path::Path};

use super::{APP, error_at};
use crate::phones;

/// The most that the app may ask for.
const PERMISSIONS: [&str; 4] = ["CAMERA", "INTERNET", "ACCESS_NETWORK_STATE", "POST_NOTIFICATIONS"];
/// The lines of badging that are shown.
const SHOWN: [&str; 7] = [
    "package",
    "minSdkVersion",
    "targetSdkVersion",
    "uses-permission",
    "launchable-activity",
    "native-code",
    "locales",
];

/// An entry of an archive.
#[derive(Debug)]
struct Entry {
    name: String,
    stored: bool,
    /// Bytes that it takes.
    bytes: usize,
    /// Where its bytes begin.
    at: usize,
}

/// Says what is in a package; an error is what a phone would not have, or what nobody agreed to.
pub(super) fn at(apk: &Path, badging: &str) -> Result<(), String> {
    let bytes = fs::read(apk).map_err(error_at(apk))?;
    let entries = entries(&bytes).ok_or_else(|| format!("{} is no archive", apk.display()))?;
    println!("{}: {} bytes", apk.display(), bytes.len());
    for (part, bytes) in parts(&entries) {
        println!("  {:>6} KB  {part}", bytes.div_ceil(1000));
    }
    for line in badging.lines().filter(|line| SHOWN.contains(&line.split([':', '=']).next().unwrap_or_default())) {
        println!("{line}");
    }
    let faults = [faults_of_places(&bytes, &entries)?, faults_of_permissions(badging)].concat();
    for fault in &faults {
        println!("{fault}");
    }
    if faults.is_empty() { Ok(()) } else { Err(format!("{} faults in {}", faults.len(), apk.display())) }
}

/// The table of libraries, and what is not where a phone maps it.
fn faults_of_places(bytes: &[u8], entries: &[Entry]) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    println!("  place in the package     segments  library");
    for entry in entries {
        let library = entry.name.starts_with("lib/");
        let page = if library { phones::PAGE } else { 4 };
        let at = entry.at as u64;
        if (library || entry.name == "resources.arsc") && !entry.stored {
            faults.push(format!("{} is packed: it must be stored", entry.name));
        } else if entry.stored && !at.is_multiple_of(page) {
            faults.push(format!("{} is at {}, not on {page} bytes", entry.name, entry.at));
        } else if library {
            let aligned = phones::alignment(&bytes[entry.at..entry.at + entry.bytes])?;
            println!("  {:>9} = {:>4} × 16 KB  {:>5} B  {}", at, at / page, aligned, entry.name);
            // Processors of 32 bits have no such pages.
            if entry.name.contains("64") && aligned < phones::PAGE {
                faults.push(format!("{}: a segment is aligned to {aligned} bytes", entry.name));
            }
        }
    }
    Ok(faults)
}

/// What the package asks for beyond what was agreed; the camera and the network it must ask for.
fn faults_of_permissions(badging: &str) -> Vec<String> {
    let asked = badging.lines().filter_map(|line| line.strip_prefix("uses-permission: name='")?.split('\'').next());
    // androidx's own, which no other app has.
    let asked: Vec<&str> = asked.filter(|name| !name.starts_with(APP)).collect();
    let agreed = PERMISSIONS.map(|name| format!("android.permission.{name}"));
    let beyond = asked.iter().filter(|name| !agreed.iter().any(|agreed| agreed == *name));
    let mut faults: Vec<String> = beyond.map(|name| format!("nobody agreed to {name}")).collect();
    let lacking = agreed[..2].iter().filter(|agreed| !asked.contains(&agreed.as_str()));
    faults.extend(lacking.map(|name| format!("the app cannot work without {name}")));
    faults
}

fn parts(entries: &[Entry]) -> BTreeMap<&str, usize> {
    let mut parts = BTreeMap::new();
    for entry in entries {
        let part = match entry.name.split('/').collect::<Vec<_>>()[..] {
            ["lib", processor, _] => processor,
            [name] if name.starts_with("classes") => "code",
            ["res", ..] | ["resources.arsc"] => "resources",
            _ => "the rest",
        };
        *parts.entry(part).or_default() += entry.bytes;
    }
    parts
}

/// The entries of an archive, from its directory at the end.
fn entries(zip: &[u8]) -> Option<Vec<Entry>> {
    let number = |at: usize, length: usize| -> Option<usize> {
        let bytes = zip.get(at..at + length)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    };
    let end = zip.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let (count, mut at) = (number(end + 10, 2)?, number(end + 16, 4)?);
    let mut entries = Vec::new();
    for _ in 0..count {
        let (name, extra, comment) = (number(at + 28, 2)?, number(at + 30, 2)?, number(at + 32, 2)?);
        let local = number(at + 42, 4)?;
        entries.push(Entry {
            name: String::from_utf8_lossy(zip.get(at + 46..at + 46 + name)?).into_owned(),
            stored: number(at + 10, 2)? == 0,
            bytes: number(at + 20, 4)?,
            at: local + 30 + number(local + 26, 2)? + number(local + 28, 2)?,
        });
        at += 46 + name + extra + comment;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_asks_for_what_was_agreed_and_no_more() {
        let asks = |names: &[&str]| {
            let lines = names.iter().map(|name| format!("uses-permission: name='{name}'\n"));
            faults_of_permissions(&lines.collect::<String>())
        };
        let needed = ["android.permission.CAMERA", "android.permission.INTERNET"];
        assert_eq!(asks(&needed), [""; 0]);
        assert_eq!(asks(&[&needed[..], &["kz.ashyq.app.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION"]].concat()), [""; 0]);
        let where_they_are = asks(&[&needed[..], &["android.permission.ACCESS_FINE_LOCATION"]].concat());
        assert_eq!(where_they_are, ["nobody agreed to android.permission.ACCESS_FINE_LOCATION"]);
        assert_eq!(asks(&needed[..1]), ["the app cannot work without android.permission.INTERNET"]);
    }

    #[test]
    fn what_is_not_stored_on_its_page_is_a_fault() {
        let faults = |name: &str, stored, at| {
            faults_of_places(&[], &[Entry { name: name.to_owned(), stored, bytes: 0, at }]).unwrap()
        };
        assert_eq!(
            faults("lib/arm64-v8a/libashyq.so", false, 16384),
            ["lib/arm64-v8a/libashyq.so is packed: it must be stored"]
        );
        assert_eq!(
            faults("lib/arm64-v8a/libashyq.so", true, 4096),
            ["lib/arm64-v8a/libashyq.so is at 4096, not on 16384 bytes"]
        );
        assert_eq!(faults("resources.arsc", true, 6), ["resources.arsc is at 6, not on 4 bytes"]);
        assert_eq!(faults("resources.arsc", true, 8), [""; 0]);
        assert_eq!(faults("classes.dex", false, 7), [""; 0]);
    }
}
