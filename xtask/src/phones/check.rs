//! The bindings type-checked for phones.

use super::debian;
use crate::command;

/// Checks the bindings for targets in one go.
pub(super) fn check(targets: &[&str]) -> bool {
    let mut cargo = debian::cargo("check");
    for target in targets {
        cargo.args(["--target", target]);
        // Nothing is linked, so no C need be compiled: its compiler is one that does nothing, and says that it worked.
        let variable = target.replace('-', "_");
        cargo.env(format!("CC_{variable}"), "/usr/bin/true").env(format!("AR_{variable}"), "/usr/bin/true");
    }
    cargo
        // The standard library alone is compiled even for a check: as quickly as may be.
        .env("CARGO_PROFILE_PHONE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_PHONE_CODEGEN_UNITS", "16")
        .env("LIBSQLITE3_SYS_USE_PKG_CONFIG", "1")
        .env("SQLITE3_LIB_DIR", "/nonexistent")
        // Without these, Xcode is asked.
        .env("SDKROOT", "/usr")
        .env("IPHONEOS_DEPLOYMENT_TARGET", "16.0");
    command::works(&mut cargo)
}
