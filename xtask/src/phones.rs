//! Part `phones`: the bindings type-checked for both phones, and Android's library linked and looked at.

mod check;
mod debian;
mod library;
mod link;
mod release;
mod size;

use std::{collections::BTreeSet, fs, path::Path};

use crate::{
    bindings::{self, Build},
    command::{self, error_at},
    test::Totals,
};
use library::Library;
pub(crate) use library::PAGE;

/// Hands the application's context to the secure store; it is that crate's own function and may be called twice.
const ATTACH: &str = "Java_io_crates_keyring_Keyring_00024Companion_initializeNdkContext";

/// Pages of 16 KB, and relocations as Android has packed them since 6.0: a tenth of their size.
const SMALL: &str = "-Wl,-z,max-page-size=16384,--pack-dyn-relocs=android";
/// A panic does not unwind through C.
const SMALL_C: &str = "-fno-unwind-tables -fno-asynchronous-unwind-tables";
/// What the journal has no use for.
const SMALL_SQLITE: &str = "-USQLITE_ENABLE_FTS3 -USQLITE_ENABLE_FTS3_PARENTHESIS -USQLITE_ENABLE_FTS5 \
    -USQLITE_ENABLE_RTREE -USQLITE_ENABLE_STAT4 -USQLITE_ENABLE_DBSTAT_VTAB -USQLITE_SOUNDEX";

const CHECK: &str = "the bindings compile for aarch64-apple-ios and armv7-linux-androideabi";
const CATCHES: &str = "what the look at a library catches";
const TREE: &str = "only reqwest knows the platform's own certificates";
const LIBRARY: &str = "Android's library for arm64";

/// Without arm64, which is linked, and so compiled.
const CHECKED: [&str; 2] = ["aarch64-apple-ios", "armv7-linux-androideabi"];

pub(crate) fn run(totals: &mut Totals) {
    totals.check(TREE, only_reqwest_knows_the_platform);
    if let Err(why) = debian::install() {
        return [CHECK, CATCHES, LIBRARY].iter().for_each(|name| totals.skip(name, &why));
    }
    totals.check(CHECK, || check::check(&CHECKED));
    totals.cargo_test(CATCHES, &["--package", "xtask", "--", "--ignored"]);
    totals.attempt(LIBRARY, || linked().map(|_| true));
}

/// `cargo xtask phones`: the same without the tests of the look itself.
pub(crate) fn phones() -> Result<(), String> {
    debian::install()?;
    if !check::check(&CHECKED) {
        return Err(String::from("the bindings do not compile for phones"));
    }
    linked().map(|_| ())
}

/// `cargo xtask phones --release`: Android's libraries as they are shipped, where the NDK is.
pub(crate) fn release() -> Result<(), String> {
    release::release(&expected()?)
}

/// Whether the NDK is here, without which nothing can be shipped.
pub(crate) fn has_ndk() -> bool {
    release::here().is_ok()
}

/// The least alignment of a library's segments; phones with pages of 16 KB want [`PAGE`].
pub(crate) fn alignment(library: &[u8]) -> Result<u64, String> {
    Library::read(library).map(|library| library.alignment())
}

/// The size of Android's library for arm64, in units of 10⁶ bytes.
pub(crate) fn arm64_library_mb() -> Result<f64, String> {
    debian::install()?;
    #[expect(clippy::cast_precision_loss, reason = "a few million")]
    linked().map(|bytes| bytes as f64 / 1e6)
}

/// Links Android's library, looks at it and says how big it is, in bytes.
fn linked() -> Result<u64, String> {
    let linked = link::link()?;
    let bytes = read(&linked.library)?;
    let library = Library::read(&bytes)?;
    let expected = expected()?;
    println!("asks Android for {} symbols, exports {} that Kotlin calls", library.asks.len(), expected.len());
    let size = bytes.len() as u64;
    println!("{size} bytes, stripped:");
    print!("{}", size::table(&library, size, &String::from_utf8_lossy(&read(&linked.map)?)));
    let faults = library.faults(&expected);
    for fault in &faults {
        println!("{fault}");
    }
    if faults.is_empty() { Ok(size) } else { Err(format!("{} faults in Android's library", faults.len())) }
}

/// What Kotlin calls: UniFFI's symbols as this machine's library has them, and JNI's.
fn expected() -> Result<BTreeSet<String>, String> {
    let here = Library::read(&read(&bindings::library(Build::Package)?)?)?;
    let called = |name: &String| ["uniffi_ashyq_", "ffi_ashyq_"].iter().any(|prefix| name.starts_with(prefix));
    let mut called: BTreeSet<String> = here.gives.into_iter().filter(called).collect();
    if called.is_empty() {
        return Err(String::from("the bindings export nothing"));
    }
    called.insert(ATTACH.to_owned());
    Ok(called)
}

/// reqwest brings a verifier that needs set-up on Android and calls good certificates revoked there. The transport gives it
/// a TLS of our own instead; this holds that nothing else could use it.
fn only_reqwest_knows_the_platform() -> bool {
    ["aarch64-linux-android", "aarch64-apple-ios"].iter().all(|target| {
        let arguments =
            ["tree", "--package", "ashyq-bindings", "--edges", "normal", "--prefix", "depth", "--format", "{p}"];
        let of = ["--target", target, "--invert", "rustls-platform-verifier"];
        let tree = command::output(command::cargo().args(arguments).args(of)).unwrap_or_default();
        let users: Vec<&str> = tree.lines().filter_map(|line| line.strip_prefix('1')).collect();
        matches!(users.as_slice(), [only] if only.starts_with("reqwest "))
    })
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(error_at(file))
}
