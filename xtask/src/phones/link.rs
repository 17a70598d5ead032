//! Android's library linked for arm64 without the NDK, to be looked at and never to be shipped: there is no unwinder in it,
//! and its C saw glibc's headers.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{SMALL, SMALL_C, SMALL_SQLITE, debian};
use crate::command::{self, error_at, target};

const TARGET: &str = "aarch64-linux-android";
const CLANG: &str = "/usr/bin/clang-19";
const CLANG_TARGET: &str = "--target=aarch64-linux-android26";
const LLD: &str = "--ld-path=/usr/bin/ld.lld-19";

/// What was linked.
pub(super) struct Linked {
    /// The library as it would be shipped.
    pub(super) library: PathBuf,
    /// What the linker put where.
    pub(super) map: PathBuf,
}

/// Links the bindings.
pub(super) fn link() -> Result<Linked, String> {
    let folder = target().join("phones/link");
    stubs(&folder).map_err(error_at(&folder))?;
    let map = folder.join("map");
    let mut cargo = debian::cargo("rustc");
    let variable = TARGET.replace('-', "_");
    // glibc's headers, with bionic's names where they differ.
    let bionic = "-D__errno_location=__errno -DSQLITE_DISABLE_LFS";
    let c = format!("{CLANG_TARGET} {SMALL_C} -D_GNU_SOURCE {bionic} -isystem /usr/aarch64-linux-gnu/include");
    cargo
        .env(format!("CC_{variable}"), CLANG)
        .env(format!("CFLAGS_{variable}"), c)
        .env("LIBSQLITE3_FLAGS", SMALL_SQLITE)
        .env(format!("AR_{variable}"), "/usr/bin/ar")
        .env(format!("CARGO_TARGET_{}_LINKER", variable.to_uppercase()), CLANG)
        // For every crate: the secure store's is made as a library of its own, too.
        .env("CARGO_ENCODED_RUSTFLAGS", {
            let at = format!("-L{}", folder.display());
            [CLANG_TARGET, LLD, "-nostdlib", &at].map(|argument| format!("-Clink-arg={argument}")).join("\x1f")
        })
        .args(["--target", TARGET, "--crate-type", "cdylib", "--"]);
    for argument in [SMALL, &format!("-Wl,-Map={}", map.display())] {
        cargo.arg(format!("-Clink-arg={argument}"));
    }
    if !command::works(&mut cargo) {
        return Err(String::from("Android's library could not be linked"));
    }
    let library = target().join("phones").join(TARGET).join("phone/libashyq.so");
    Ok(Linked { library, map })
}

/// Libraries of Android by name only: what is asked of them is looked up in a list afterwards.
fn stubs(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for name in ["c", "m", "dl", "log"] {
        let mut clang = command::program(CLANG);
        let soname = format!("-Wl,-soname,lib{name}.so");
        clang.args([CLANG_TARGET, LLD, "-nostdlib", "-shared", &soname, "-x", "c", "/dev/null", "-o"]);
        let stub = folder.join(format!("lib{name}.so"));
        if !stub.exists() && !command::works(clang.arg(&stub)) {
            return Err(std::io::Error::other("clang could not link a stub"));
        }
    }
    // The NDK's unwinder and builtins: archives without members.
    for name in ["unwind", "gcc"] {
        fs::write(folder.join(format!("lib{name}.a")), "!<arch>\n")?;
    }
    Ok(())
}
