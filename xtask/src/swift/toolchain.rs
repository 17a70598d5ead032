//! Swift 6 with XCTest on Linux: Debian trixie's own packages, unpacked into a folder below `target/tools`.
//!
//! Debian 12 has no Swift, and trixie's needs a newer C library: so the whole folder is entered as a root of its own, with
//! the repository and `/tmp` at the paths that they have outside. The mounts belong to the command and end with it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    command::{self, root},
    foreign, tools,
};

/// What is unpacked. The first four make the folder a place where programs run.
const PACKAGES: &str = "base-files,bash,dash,coreutils,swiftlang,libswiftlang,swiftlang-dev,g++,libc6-dev,git";

/// Mounts what a command sees, then runs it in the folder: `sh -c ENTER sh FOLDER REPOSITORY COMMAND…`.
const ENTER: &str = r#"
set -e
folder=$1 repository=$2; shift 2
mkdir -p "$folder$repository"
for seen in /proc /dev /tmp "$repository"; do mount --rbind "$seen" "$folder$seen"; done
exec chroot "$folder" /usr/bin/env --chdir="$(pwd)" PATH=/usr/libexec/swift/bin:/usr/bin "$@"
"#;

/// A folder with Swift in it.
pub(crate) struct Toolchain(PathBuf);

impl Toolchain {
    /// The toolchain below `target/tools`, unpacked where it is not there.
    ///
    /// # Errors
    /// The sentence says what this machine lacks.
    pub(crate) fn open() -> Result<Self, String> {
        let folder = root().join("target/tools/swift");
        if !folder.exists() {
            unpack(&folder)?;
        }
        let toolchain = Self(folder);
        let starts = command::output(toolchain.command("swift").arg("--version")).is_some();
        starts
            .then_some(toolchain)
            .ok_or_else(|| String::from("entering Swift's folder takes root and the right to mount"))
    }

    /// A program of the folder, which sees the repository and `/tmp` where they are.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = command::program("unshare");
        command.args(["--mount", "--propagation", "private", "sh", "-c", ENTER, "sh"]).arg(&self.0).arg(root());
        command.arg(program);
        command
    }

    /// The shell's line that runs a program which was built with this toolchain.
    pub(crate) fn line(&self, program: &Path) -> String {
        let command = self.command(&program.display().to_string());
        let words: Vec<String> = [command.get_program()]
            .into_iter()
            .chain(command.get_args())
            .map(|word| foreign::quoted(Path::new(word)))
            .collect();
        words.join(" ")
    }
}

/// Unpacks the packages: apt checks the archive's signature, and each package's digest against it.
fn unpack(folder: &Path) -> Result<(), String> {
    tools::debian("mmdebstrap", "mmdebstrap")?;
    println!("unpacking Debian's Swift below target/tools: about a minute and 3 GB");
    // Whole or not there at all: a run that was broken off leaves only a folder that the next one clears.
    let unfinished = folder.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(|error| error.to_string())?;
    }
    fs::create_dir_all(&unfinished).map_err(|error| error.to_string())?;
    let include = format!("--include={PACKAGES}");
    let mut unpack = command::program("mmdebstrap");
    unpack.args(["--quiet", "--variant=extract", &include, "trixie"]).arg(&unfinished);
    if command::works(&mut unpack) {
        fs::rename(&unfinished, folder).map_err(|error| error.to_string())
    } else {
        Err(String::from(
            "Swift could not be unpacked: that takes root on a Debian machine that reaches Debian's packages",
        ))
    }
}
