//! The packages: a Maven repository with the jar for the JVM, and the sources of the library module for Android.

use std::{
    env::consts::{ARCH, OS},
    fs,
    path::{Path, PathBuf},
};

use super::toolchain::{POM, Toolchain, files, pack};
use crate::{bindings::LIBRARY, command::error_at};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What R8 must keep in an app.
const KEEP: &str = include_str!("../../../bindings/kotlin/consumer-rules.pro");

/// What only Android needs beside what is generated, with its place.
const ATTACH: (&str, &str) =
    ("kotlin/io/crates/keyring/Keyring.kt", include_str!("../../../bindings/kotlin/android/Keyring.kt"));

/// What Android's tools want of every module; the rest is in its `build.gradle.kts`.
const MANIFEST: &str = "<manifest />\n";

/// Where Android looks for the library, one folder a processor.
const PROCESSORS: [&str; 3] = ["arm64-v8a", "armeabi-v7a", "x86_64"];

/// Lays out a Maven repository with one package: classes, the library for this machine, sources. The classes stay in `work`.
pub(super) fn jvm(
    toolchain: &Toolchain,
    (generated, library): (&Path, &Path),
    work: &Path,
    folder: &Path,
) -> Result<(), String> {
    let classes = classes(work);
    toolchain.compile("ashyq", &files(generated)?, &toolchain.app()?, &classes)?;
    let (natives, native) = (natives(work), native(work));
    fs::create_dir_all(native.with_file_name(""))
        .and_then(|()| fs::copy(library, &native).map(drop))
        .map_err(error_at(&native))?;
    let (package, pom) = (jar(folder), jar(folder).with_extension("pom"));
    fs::create_dir_all(pom.with_file_name(""))
        .and_then(|()| fs::write(&pom, POM.replace("${revision}", VERSION)))
        .map_err(error_at(&pom))?;
    pack(&package, &[&classes, &natives])?;
    pack(&package.with_file_name(format!("ashyq-{VERSION}-sources.jar")), &[generated])
}

/// The package's classes.
pub(super) fn classes(work: &Path) -> PathBuf {
    work.join("ashyq")
}

/// What lies beside the classes in the jar: the library for this machine, where JNA looks for it.
pub(super) fn native(work: &Path) -> PathBuf {
    let system = if OS == "macos" { "darwin" } else { OS };
    natives(work).join(format!("{system}-{}/{LIBRARY}", ARCH.replace("x86_64", "x86-64")))
}

fn natives(work: &Path) -> PathBuf {
    work.join("natives")
}

/// The package's jar in its repository.
pub(super) fn jar(folder: &Path) -> PathBuf {
    folder.join(format!("maven/kz/ashyq/ashyq/{VERSION}/ashyq-{VERSION}.jar"))
}

/// Lays out the library module's sources; the release's own build puts a library into each of the folders for them.
pub(super) fn android(generated: &Path, module: &Path) -> Result<(), String> {
    let main = module.join("src/main");
    let mut parts = vec![(module.join("consumer-rules.pro"), KEEP.as_bytes().to_vec())];
    parts.push((main.join("AndroidManifest.xml"), MANIFEST.as_bytes().to_vec()));
    parts.push((main.join(ATTACH.0), ATTACH.1.as_bytes().to_vec()));
    for source in files(generated)? {
        let name = source.strip_prefix(generated).map_err(|error| error.to_string())?;
        let text = fs::read(&source).map_err(error_at(&source))?;
        parts.push((main.join("kotlin").join(name), text));
    }
    for processor in PROCESSORS {
        let folder = main.join("jniLibs").join(processor);
        fs::create_dir_all(&folder).map_err(error_at(&folder))?;
    }
    for (path, content) in parts {
        fs::create_dir_all(path.with_file_name(""))
            .and_then(|()| fs::write(&path, content))
            .map_err(error_at(&path))?;
    }
    Ok(())
}
