//! Rules of the bindings that no compiler knows: read off their source.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::command::root;

mod thin;

pub(crate) use thin::are_the_apps;

/// Files of nothing but plain getters and readers of tables: they cannot fail, and nobody wants to catch anything there.
const PLAIN: [&str; 2] = ["confirmation.rs", "words.rs"];
/// The plain getters elsewhere.
const GETTERS: [&str; 7] = ["venue", "address", "entrances", "accepted", "opened_at", "until", "tries_left"];

/// Whether the bindings keep their rules; what breaks one is printed.
pub(crate) fn of_the_bindings() -> bool {
    let broken: Vec<String> = sources().iter().flat_map(|(name, text)| broken(name, text)).collect();
    for line in &broken {
        println!("{line}");
    }
    broken.is_empty()
}

fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&root().join("bindings/src"), &mut files);
    let read = |file: PathBuf| {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        (name, fs::read_to_string(&file).unwrap_or_default())
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// What breaks a rule in a file: an `if`, an export without `Result`, bytes that are copied, a host trait that waits.
fn broken(name: &str, text: &str) -> Vec<String> {
    let code: String =
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut broken = Vec::new();
    if code.split_whitespace().any(|word| word == "if") {
        broken.push(format!("{name}: an `if`: it belongs into the core"));
    }
    for signature in signatures(&code) {
        let function =
            signature.split_once("fn ").map_or("", |(_, rest)| rest).split(['(', '<']).next().unwrap_or_default();
        let fails = signature.contains("-> Result<");
        if !(fails || PLAIN.contains(&name) || GETTERS.contains(&function)) {
            broken.push(format!("{name}: `{function}` does not return Result: a panic in it ends an app in Swift"));
        }
        if signature.contains("luma: Vec<u8>") || signature.contains("frame: Vec<u8>") {
            broken.push(format!("{name}: `{function}` copies a frame: it takes `&[u8]`"));
        }
        if signature.contains("&[u8]") && signature.contains("async fn") {
            broken.push(format!("{name}: `{function}` borrows a frame and waits"));
        }
    }
    broken
}

/// The signatures of what is exported: public functions, and those of exported traits.
fn signatures(code: &str) -> Vec<String> {
    let blocks = code.split("#[uniffi::export").skip(1).map(|block| {
        // An impl or a trait ends at the first brace in the first column, a function at its own.
        block.split_once("\n}").map_or(block, |(block, _)| block)
    });
    let functions = blocks.flat_map(|block| {
        let starts: Vec<usize> = block.match_indices("fn ").map(|(at, _)| at).collect();
        starts.into_iter().map(|at| {
            let line = block[..at].rfind('\n').map_or(0, |start| start + 1);
            let rest = &block[line..];
            let end = rest.find(['{', ';']).unwrap_or(rest.len());
            rest[..end].split_whitespace().collect::<Vec<_>>().join(" ")
        })
    });
    functions.filter(|signature| signature.contains("fn ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindings_keep_their_rules_and_there_is_something_to_look_at() {
        let exported: usize = sources().iter().map(|(_, text)| signatures(text).len()).sum();
        assert!(exported > 80, "{exported}");
        assert!(of_the_bindings());
    }

    /// Each mutant that the issue names, planted in the source as it is.
    #[test]
    fn a_planted_fault_is_found() {
        let sources = sources();
        let of = |file: &str| sources.iter().find(|(name, _)| name == file).map(|(_, text)| text.clone()).unwrap();
        let plant = |file: &str, right: &str, wrong: &str| {
            let text = of(file);
            assert!(text.contains(right), "{file}: {right}");
            !broken(file, &text.replacen(right, wrong, 1)).is_empty()
        };
        assert!(plant("scanner.rs", "luma: &[u8]", "luma: Vec<u8>"));
        assert!(plant("checker.rs", "luma: &[u8]", "luma: Vec<u8>"));
        assert!(plant(
            "session.rs",
            "pub fn door(&self) -> Result<DoorScreen, ClientError>",
            "pub fn door(&self) -> DoorScreen"
        ));
        assert!(plant(
            "session.rs",
            "pub async fn refresh(&self) -> Result<(), ClientError>",
            "pub async fn refresh(&self)"
        ));
        assert!(plant("host_key.rs", "-> Result<Vec<u8>, HostKeyError>", "-> Vec<u8>"));
        assert!(plant("phone.rs", ") -> Result<Start, StartError>", ") -> Start"));
        assert!(plant("session.rs", "Ok(self.0.door())", "if true { Ok(self.0.door()) } else { panic!() }"));
        assert!(plant("scanner.rs", "pub fn see(", "pub async fn see("));
    }
}
