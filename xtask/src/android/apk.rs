//! The app as a package: shrunk, signed, and looked at.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{
    artifacts::Artifacts, catalog::Catalog, compile::Compiler, dex, error_at, java, look, resources::Resources, said,
};
use crate::{
    bindings,
    command::{self, root, target},
    kotlin::{class_path, files, pack},
    phones,
};

/// The processors that phones have.
const PROCESSORS: [&str; 3] = ["arm64-v8a", "armeabi-v7a", "x86_64"];
/// The password of a key that stands for nothing: whoever releases the app signs it with their own.
const PASSWORD: &str = "android";

/// Packs the app and looks at it.
pub(super) fn make(artifacts: &Artifacts, catalog: &Catalog, compiler: &Compiler<'_>) -> Result<(), String> {
    let folder = super::folder().join("package");
    fs::create_dir_all(&folder).map_err(error_at(&folder))?;
    let resources = Resources::link(artifacts, catalog, "app", &super::folder())?;
    let bytecode = shrink(artifacts, catalog, compiler, &resources, &folder)?;
    nothing_that_is_found_by_name_is_gone(artifacts, compiler, &bytecode, &folder)?;
    let core = core()?;
    // CameraX is not on Maven Central: what is packed here has no camera, and so is never a release.
    let name = if core.is_empty() { "ashyq-without-core-and-camera.apk" } else { "ashyq-without-camera.apk" };
    let apk = super::folder().join(name);
    let keys = keys(&folder)?;
    let mut package = java("1g");
    package.arg("-cp").arg(artifacts.only("apksig")?).arg(root().join("xtask/src/android/Package.java"));
    package.arg(&apk).arg(keys).args([PASSWORD, catalog.version("minSdk")?]).arg(resources.apk()).arg(bytecode);
    for (place, library) in [libraries(artifacts)?, core].concat() {
        package.arg(format!("{place}={}", library.display()));
    }
    if !command::works(&mut package) {
        return Err(String::from("the package could not be made"));
    }
    let badging = command::output(command::program(artifacts.aapt2()?).args(["dump", "badging"]).arg(&apk));
    look::at(&apk, &badging.unwrap_or_default())
}

/// Shrinks the app's code with its libraries' and says where the bytecode is.
fn shrink(
    artifacts: &Artifacts,
    catalog: &Catalog,
    compiler: &Compiler<'_>,
    resources: &Resources,
    folder: &Path,
) -> Result<PathBuf, String> {
    let (own, code) = (folder.join("own.jar"), folder.join("code.zip"));
    let classes = [compiler.all(), vec![resources.classes()]].concat();
    pack(&own, &classes.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    let mut r8 = java("3g");
    r8.arg("-cp").arg(artifacts.only("r8")?).args(["com.android.tools.r8.R8", "--release", "--thread-count", "2"]);
    r8.args(["--min-api", catalog.version("minSdk")?, "--lib"]).arg(artifacts.only("android")?);
    r8.arg("--lib").arg(java_home()?).arg("--output").arg(&code);
    let brought = artifacts.libraries("app").into_iter().map(|library| library.join("proguard.txt"));
    let own_rules =
        ["android/app/proguard-rules.pro", "bindings/kotlin/consumer-rules.pro"].map(|file| root().join(file));
    let rules = brought.filter(|file| file.exists()).chain(own_rules).chain([resources.rules()]);
    r8.arg("--classpath").arg(compiler.stubs());
    for rules in rules {
        r8.arg("--pg-conf").arg(rules);
    }
    said(r8.arg(own).args(artifacts.jars("app")), "R8 could not shrink the app")?;
    Ok(code)
}

/// Compares what is found by name at run time, of the core's classes and of JNA's, with what R8 left.
fn nothing_that_is_found_by_name_is_gone(
    artifacts: &Artifacts,
    compiler: &Compiler<'_>,
    code: &Path,
    folder: &Path,
) -> Result<(), String> {
    let unpacked = folder.join("bytecode");
    let _ = fs::remove_dir_all(&unpacked);
    let archives = root().join("xtask/src/android/Archives.java");
    let archive = format!("{}!classes", code.display());
    said(java("512m").arg(archives).arg(&unpacked).arg(archive), "the bytecode could not be unpacked")?;
    let mut there = BTreeSet::new();
    for file in files(&unpacked)? {
        let bytes = fs::read(&file).map_err(error_at(&file))?;
        there.extend(dex::names(&bytes).ok_or_else(|| format!("{} is no bytecode", file.display()))?);
    }
    let path = [vec![compiler.classes("core")], artifacts.jars("app-api"), vec![artifacts.only("android")?]].concat();
    let mut reflected = java("512m");
    reflected.arg("-cp").arg(class_path(&path)).arg(root().join("xtask/src/android/Reflected.java"));
    let found =
        command::output(reflected.arg(compiler.classes("core"))).ok_or("the core's classes could not be read")?;
    let missing: Vec<&str> = found.lines().filter(|name| !there.contains(*name)).collect();
    println!("{} classes and members are found by name, {} of them are gone", found.lines().count(), missing.len());
    for name in &missing {
        println!("R8 took away {name}");
    }
    let enough =
        found.lines().count() > 100 && there.contains("com.sun.jna.Native") && there.contains(super::APP_CLASS);
    if missing.is_empty() && enough { Ok(()) } else { Err(String::from("the rules for R8 keep too little")) }
}

/// The native libraries of other people's, with their places.
fn libraries(artifacts: &Artifacts) -> Result<Vec<(String, PathBuf)>, String> {
    let mut libraries = Vec::new();
    for library in artifacts.libraries("app") {
        libraries.extend(native(&library.join("jni"))?);
    }
    Ok(libraries)
}

/// The core for every processor where the NDK is, else nothing.
fn core() -> Result<Vec<(String, PathBuf)>, String> {
    if !phones::has_ndk() {
        println!("no NDK is here: the package is without the core, to be looked at and never to be released");
        return Ok(Vec::new());
    }
    let library = bindings::library(bindings::Build::Package)?;
    bindings::package("kotlin", &library, &target().join("bindings"))?;
    phones::release()?;
    let core = native(&target().join("bindings/kotlin/android/src/main/jniLibs"))?;
    if core.len() == PROCESSORS.len() { Ok(core) } else { Err(String::from("the core lacks a processor")) }
}

/// Libraries below a folder of one folder a processor.
fn native(folder: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let mut found = Vec::new();
    for processor in PROCESSORS {
        let below = folder.join(processor);
        if below.exists() {
            let place = |file: PathBuf| {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                (format!("lib/{processor}/{name}"), file)
            };
            found.extend(files(&below)?.into_iter().map(place));
        }
    }
    Ok(found)
}

/// A key of this machine's.
fn keys(folder: &Path) -> Result<PathBuf, String> {
    let keys = folder.join("keys.p12");
    if !keys.exists() {
        let mut keytool = command::program("keytool");
        keytool.args([
            "-genkeypair",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            "ashyq",
            "-keyalg",
            "RSA",
        ]);
        keytool.args(["-keysize", "2048", "-validity", "9000", "-dname", "CN=not for release", "-keystore"]);
        said(keytool.arg(&keys), "no key could be made")?;
    }
    Ok(keys)
}

/// Where Java's own classes are.
fn java_home() -> Result<PathBuf, String> {
    let javac = command::output(command::program("which").arg("javac")).unwrap_or_default();
    let javac = fs::canonicalize(javac.trim()).map_err(error_at(Path::new("javac")))?;
    javac.ancestors().nth(2).map(PathBuf::from).ok_or_else(|| String::from("Java has no home"))
}
