//! Manifests merged, resources compiled and linked, and the classes `R` by which Kotlin names them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{APP, artifacts::Artifacts, catalog::Catalog, error_at, gradle, java, said};
use crate::{
    command::{self, root},
    kotlin::{class_path, files},
};

/// Linked resources.
pub(super) struct Resources {
    /// Where they lie.
    folder: PathBuf,
}

impl Resources {
    /// Links the app's resources with those of the libraries of a class path, below a folder.
    pub(super) fn link(artifacts: &Artifacts, catalog: &Catalog, what: &str, below: &Path) -> Result<Self, String> {
        let resources = Self { folder: below.join(format!("resources-{what}")) };
        let _ = fs::remove_dir_all(&resources.folder);
        fs::create_dir_all(&resources.folder).map_err(error_at(&resources.folder))?;
        let libraries = artifacts.libraries(what);
        let manifests: Vec<PathBuf> = libraries.iter().map(|library| library.join("AndroidManifest.xml")).collect();
        let manifests: Vec<PathBuf> = manifests.into_iter().filter(|manifest| manifest.exists()).collect();
        resources.merge(artifacts, catalog, &manifests)?;
        resources.compile(artifacts, catalog, &libraries, &packages(&manifests)?)?;
        resources.classes_from_java()?;
        Ok(resources)
    }

    /// The manifest of the app and its libraries together.
    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join("AndroidManifest.xml")
    }

    /// The resources with the manifest, as an APK without code.
    pub(super) fn apk(&self) -> PathBuf {
        self.folder.join("resources.apk")
    }

    /// The classes `R`.
    pub(super) fn classes(&self) -> PathBuf {
        self.folder.join("classes")
    }

    /// What R8 must keep, for the manifest and the resources name it.
    pub(super) fn rules(&self) -> PathBuf {
        self.folder.join("rules.pro")
    }

    fn merge(&self, artifacts: &Artifacts, catalog: &Catalog, manifests: &[PathBuf]) -> Result<(), String> {
        let mut merger = java("512m");
        merger.arg("-cp").arg(class_path(&artifacts.of("merger"))).arg("com.android.manifmerger.Merger");
        merger.args(["--main", "android/app/src/main/AndroidManifest.xml", "--libs"]).arg(class_path(manifests));
        let code = gradle::value("versionCode")?;
        let properties = [
            ("PACKAGE", APP),
            ("MIN_SDK_VERSION", catalog.version("minSdk")?),
            ("TARGET_SDK_VERSION", catalog.version("targetSdk")?),
            ("VERSION_CODE", &code),
            ("VERSION_NAME", env!("CARGO_PKG_VERSION")),
        ];
        for (name, value) in properties {
            merger.arg("--property").arg(format!("{name}={value}"));
        }
        for name in ["service", "root"] {
            merger.arg("--placeholder").arg(format!("{name}={}", gradle::placeholder(name)?));
        }
        merger.args(["--remove-tools-declarations", "--out"]);
        said(merger.arg(self.manifest()), "the manifests could not be merged")
    }

    fn compile(
        &self,
        artifacts: &Artifacts,
        catalog: &Catalog,
        libraries: &[PathBuf],
        packages: &[String],
    ) -> Result<(), String> {
        let aapt2 = artifacts.aapt2()?;
        let compiled = artifacts.aapt2()?.with_file_name("compiled");
        fs::create_dir_all(&compiled).map_err(error_at(&compiled))?;
        let mut link = command::program(&aapt2);
        link.arg("link").arg("-o").arg(self.apk()).arg("-I").arg(artifacts.only("android")?);
        link.arg("--manifest").arg(self.manifest()).arg("--java").arg(self.folder.join("java"));
        link.args(["--auto-add-overlay", "--non-final-ids", "--extra-packages", &packages.join(":")]);
        link.args(["-c", &gradle::locales()?]);
        link.args(["--min-sdk-version", catalog.version("minSdk")?]);
        link.args(["--target-sdk-version", catalog.version("targetSdk")?]);
        link.arg("--proguard").arg(self.rules());
        let own = self.folder.join("own.zip");
        for library in libraries {
            let (resources, assets) = (library.join("res"), library.join("assets"));
            if files(&resources).is_ok_and(|files| !files.is_empty()) {
                let zip = compiled.join(library.file_name().unwrap_or_default()).with_extension("zip");
                if !zip.exists() {
                    compile(&aapt2, &resources, &zip)?;
                }
                link.arg("-R").arg(zip);
            }
            if assets.exists() {
                link.arg("-A").arg(assets);
            }
        }
        compile(&aapt2, &root().join("android/app/src/main/res"), &own)?;
        said(link.arg("-R").arg(own), "the resources could not be linked")
    }

    fn classes_from_java(&self) -> Result<(), String> {
        let mut javac = command::program("javac");
        javac.args(["--release", "11", "-nowarn", "-d"]).arg(self.classes()).args(files(&self.folder.join("java"))?);
        said(&mut javac, "the classes R do not compile")
    }
}

fn compile(aapt2: &Path, resources: &Path, zip: &Path) -> Result<(), String> {
    let mut command = command::program(aapt2);
    command.arg("compile").arg("--dir").arg(resources).arg("-o").arg(zip);
    said(&mut command, "resources do not compile")
}

/// The packages of libraries: each has a class `R` of its own.
fn packages(manifests: &[PathBuf]) -> Result<Vec<String>, String> {
    let mut packages = Vec::new();
    for manifest in manifests {
        let text = fs::read_to_string(manifest).map_err(error_at(manifest))?;
        let named = text.split_once("package=\"").and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()));
        packages.extend(named);
    }
    packages.sort();
    packages.dedup();
    Ok(packages)
}
