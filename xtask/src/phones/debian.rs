//! Debian's own Rust, which brings the standard library's source: so it compiles for phones on a machine that has neither
//! NDK nor Xcode. Its target folder is its own, and the machine's usual toolchain is left alone.

use std::process::Command;

use crate::{
    command::{self, target},
    tools,
};

const NEEDED: [(&str, &str); 6] = [
    ("/usr/bin/rustc", "rustc-web"),
    ("/usr/bin/cargo", "cargo-web"),
    ("/usr/lib/rustlib/src/rust/library/Cargo.lock", "rust-web-src"),
    ("/usr/bin/clang-19", "clang-19"),
    ("/usr/bin/ld.lld-19", "lld-19"),
    ("/usr/aarch64-linux-gnu/include/stdio.h", "libc6-dev-arm64-cross"),
];

/// Installs what is missing, where we may.
pub(super) fn install() -> Result<(), String> {
    tools::debian_files(&NEEDED)
}

/// Debian's cargo with one of its commands for the bindings, for which the standard library is compiled, too.
pub(super) fn cargo(what: &str) -> Command {
    let mut cargo = command::program("/usr/bin/cargo");
    // Whatever cargo ran us has left its own toolchain in the environment.
    for variable in ["LD_LIBRARY_PATH", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTDOC"] {
        cargo.env_remove(variable);
    }
    cargo
        .env("PATH", "/usr/bin:/bin")
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", target().join("phones"))
        // One profile for checking and linking: what runs on this machine, such as the macros, is compiled once for both.
        .args([what, "--quiet", "--package", "ashyq-bindings", "--lib", "--profile", "phone"])
        .arg("-Zbuild-std=std,panic_unwind");
    cargo
}
