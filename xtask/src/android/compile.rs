//! The app's Kotlin compiled: the generated core with its adapters, the screens, the app, the tests.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{artifacts::Artifacts, gradle::MODULES, said};
use crate::{
    bindings,
    command::{self, root},
    kotlin::{self, class_path, files, fingerprint},
};

/// What compiles Kotlin for Android.
pub(super) struct Compiler<'a> {
    artifacts: &'a Artifacts,
    /// Where classes go.
    folder: PathBuf,
}

impl<'a> Compiler<'a> {
    /// A compiler to classes below a folder.
    pub(super) fn new(artifacts: &'a Artifacts, below: &Path) -> Self {
        Self { artifacts, folder: below.join("classes") }
    }

    /// The classes of a module.
    pub(super) fn classes(&self, module: &str) -> PathBuf {
        self.folder.join(module)
    }

    /// The classes of all modules, the last first.
    pub(super) fn all(&self) -> Vec<PathBuf> {
        MODULES.iter().rev().map(|module| self.classes(module)).collect()
    }

    /// Compiles the modules; `resources` are the classes `R`.
    pub(super) fn modules(&self, library: &Path, resources: &Path) -> Result<(), String> {
        let generated = self.folder.with_file_name("generated");
        let _ = fs::remove_dir_all(&generated);
        bindings::sources("android", library, &generated)?;
        let libraries = [self.artifacts.jars("app-api"), vec![self.artifacts.only("android")?]].concat();
        for (at, module) in MODULES.iter().enumerate() {
            let mut sources = sources(&format!("{module}/src/main/kotlin"))?;
            let mut path: Vec<PathBuf> = MODULES[..at].iter().map(|module| self.classes(module)).collect();
            match *module {
                "core" => {
                    sources.extend(files(&generated)?);
                    sources.extend(files(&root().join("bindings/kotlin/android"))?);
                }
                "app" => {
                    self.compile_stubs(&libraries)?;
                    path.extend([resources.to_owned(), self.stubs()]);
                }
                _ => {}
            }
            self.compile(module, &sources, &[path, libraries.clone()].concat(), None)?;
        }
        Ok(())
    }

    /// What stands in for CameraX when the app is compiled, and only then.
    pub(super) fn stubs(&self) -> PathBuf {
        self.folder.join("stubs.jar")
    }

    fn compile_stubs(&self, libraries: &[PathBuf]) -> Result<(), String> {
        let classes = self.classes("stubs");
        kotlin::empty(&classes)?;
        let sources = files(&root().join("android/stubs/androidx"))?;
        let mut javac = command::program("javac");
        javac.args(["--release", "17", "-nowarn", "-cp"]).arg(class_path(libraries)).arg("-d").arg(&classes);
        said(javac.args(sources), "android/stubs does not compile")?;
        kotlin::pack(&self.stubs(), &[&classes])
    }

    /// Compiles the tests, which see what is internal to the app.
    pub(super) fn tests(&self, resources: &Path) -> Result<(), String> {
        let libraries = [self.artifacts.jars("test-api"), vec![self.artifacts.only("android")?]];
        let path = [self.all(), vec![resources.to_owned(), self.stubs()], libraries.concat()].concat();
        self.compile("tests", &sources("app/src/test/kotlin")?, &path, Some(&self.classes("app")))
    }

    fn compile(
        &self,
        module: &str,
        sources: &[PathBuf],
        path: &[PathBuf],
        friend: Option<&Path>,
    ) -> Result<(), String> {
        let classes = self.classes(module);
        let way = [super::catalog::CATALOG, super::artifacts::LOCK]
            .map(|file| fs::read(root().join(file)).unwrap_or_default());
        let now = fingerprint(&[&way[0], &way[1], include_bytes!("compile.rs")], sources, path)?;
        let compiler = self.artifacts.of("kotlin");
        let plugin = compiler.iter().find(|jar| jar.to_string_lossy().contains("compose-compiler-plugin"));
        let plugin = plugin.ok_or("the lock file names no plugin for Compose")?;
        kotlin::where_changed(&classes, &now, || {
            println!("compiling android/{module}");
            let mut kotlinc = kotlin::kotlinc("2g", &compiler, module, path, &classes);
            kotlinc.args(["-jvm-target", "17"]);
            if module != "core" {
                kotlinc.arg("-Werror").arg(format!("-Xplugin={}", plugin.display()));
            }
            if let Some(friend) = friend {
                kotlinc.arg(format!("-Xfriend-paths={}", friend.display()));
            }
            let works = command::works(kotlinc.args(sources));
            works.then_some(()).ok_or_else(|| format!("android/{module} does not compile"))
        })
    }
}

fn sources(folder: &str) -> Result<Vec<PathBuf>, String> {
    files(&root().join("android").join(folder))
}
