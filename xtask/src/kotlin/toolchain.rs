//! Kotlin without Gradle: what Maven Central has, the compiler run as the plain class it is, and jars whose bytes
//! depend on nothing but what is in them.

use std::{
    fs,
    hash::{DefaultHasher, Hasher as _},
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    command::{self, error_at, root},
    tools,
};

/// The one place for versions; it is the published package's own description, too.
pub(super) const POM: &str = include_str!("../../../bindings/kotlin/pom.xml");

/// The oldest Java that runs the package; what is younger is hidden from the compiler.
const JAVA: &str = "17";

/// A compiler, and jars to compile with.
pub(crate) struct Toolchain {
    /// A folder of jars for each scope of the pom.
    jars: PathBuf,
}

impl Toolchain {
    /// Finds Java and Maven, and fetches the jars once for each change of the pom.
    pub(crate) fn find() -> Result<Self, String> {
        tools::debian("javac", "default-jdk-headless")?;
        tools::debian("mvn", "maven")?;
        let mut hasher = DefaultHasher::new();
        hasher.write(POM.as_bytes());
        let jars = root().join(format!("target/tools/kotlin-{:016x}", hasher.finish()));
        if !jars.exists() {
            println!("fetching Kotlin from Maven Central");
            // Into a folder aside, so that half a download is never taken for a whole one.
            let aside = jars.with_extension("part");
            let mut mvn = command::program("mvn");
            mvn.args(["--batch-mode", "--quiet", "--strict-checksums", "-Dstyle.color=never"])
                .args(["--file", "bindings/kotlin/pom.xml", "dependency:copy-dependencies"])
                .args([revision().as_str(), "-Dmdep.useSubDirectoryPerScope=true"])
                .arg(format!("-DoutputDirectory={}", aside.display()));
            if !command::works(&mut mvn) {
                return Err(String::from("Maven Central did not give what bindings/kotlin/pom.xml asks for"));
            }
            fs::rename(&aside, &jars).map_err(error_at(&jars))?;
        }
        Ok(Self { jars })
    }

    /// What an app gets with the package.
    pub(super) fn app(&self) -> Result<Vec<PathBuf>, String> {
        files(&self.jars.join("compile"))
    }

    /// What only the tests use: JUnit, and JSON for the driver.
    pub(super) fn tests(&self) -> Result<Vec<PathBuf>, String> {
        files(&self.jars.join("test"))
    }

    /// Compiles sources to classes in a folder, where anything changed since they were compiled there.
    pub(super) fn compile(
        &self,
        module: &str,
        sources: &[PathBuf],
        libraries: &[PathBuf],
        classes: &Path,
    ) -> Result<(), String> {
        let now = fingerprint(&[POM.as_bytes()], sources, libraries)?;
        let compiler = [self.app()?, files(&self.jars.join("provided"))?].concat();
        where_changed(classes, &now, || {
            println!("compiling {module} for the JVM");
            let mut kotlinc = kotlinc("1g", &compiler, module, libraries, classes);
            let works = command::works(kotlinc.arg(format!("-Xjdk-release={JAVA}")).args(sources));
            works.then_some(()).ok_or_else(|| format!("{module} does not compile"))
        })
    }
}

/// A Java for a short run: compiling it better costs more than it brings.
pub(crate) fn java(memory: &str) -> Command {
    let mut java = command::program("java");
    java.arg(format!("-Xmx{memory}")).args(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]);
    java
}

/// The compiler as the plain class that it is, from its own jars; what is particular, and the sources, follow.
pub(crate) fn kotlinc(
    memory: &str,
    compiler: &[PathBuf],
    module: &str,
    libraries: &[PathBuf],
    classes: &Path,
) -> Command {
    let mut kotlinc = java(memory);
    kotlinc.arg("-cp").arg(class_path(compiler));
    kotlinc.args(["org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-stdlib", "-no-reflect", "-module-name", module]);
    kotlinc.arg("-cp").arg(class_path(libraries)).arg("-d").arg(classes);
    kotlinc
}

/// Compiles to an empty folder, unless the fingerprint is that of the classes that are there.
pub(crate) fn where_changed(
    classes: &Path,
    fingerprint: &str,
    compile: impl FnOnce() -> Result<(), String>,
) -> Result<(), String> {
    let stamp = classes.with_extension("stamp");
    if fs::read_to_string(&stamp).is_ok_and(|then| then == fingerprint) {
        return Ok(());
    }
    empty(classes)?;
    compile()?;
    fs::write(&stamp, fingerprint).map_err(error_at(&stamp))
}

/// The workspace's version, as Maven takes it.
fn revision() -> String {
    format!("-Drevision={}", env!("CARGO_PKG_VERSION"))
}

/// Packs what is in some folders, sorted by name and without a time of its own.
pub(crate) fn pack(jar: &Path, folders: &[&Path]) -> Result<(), String> {
    let mut entries = Vec::new();
    for folder in folders {
        for file in files(folder)? {
            let name = file.strip_prefix(folder).map_err(|error| error.to_string())?;
            entries.push((name.display().to_string(), folder.display().to_string()));
        }
    }
    entries.sort();
    let list: Vec<String> = entries.iter().map(|(name, folder)| format!("-C \"{folder}\" \"{name}\"\n")).collect();
    let listed = jar.with_extension("list");
    fs::write(&listed, list.concat()).map_err(error_at(&listed))?;
    let mut command = command::program("jar");
    command.args(["--create", "--no-manifest", "--date", "2020-01-01T00:00:00Z", "--file"]).arg(jar);
    command.arg(format!("@{}", listed.display()));
    let packed = command::works(&mut command) && fs::remove_file(&listed).is_ok();
    if packed { Ok(()) } else { Err(format!("{} could not be packed", jar.display())) }
}

/// Joins what `java -cp` takes.
pub(crate) fn class_path(parts: &[PathBuf]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.display().to_string()).collect();
    parts.join(":")
}

/// Every file in a folder and below, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let listed = fs::read_dir(folder).map_err(error_at(folder))?;
    for entry in listed {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

/// A text that changes with the sources, with what was compiled before them, the versions or the way of compiling.
pub(crate) fn fingerprint(way: &[&[u8]], sources: &[PathBuf], libraries: &[PathBuf]) -> Result<String, String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(include_bytes!("toolchain.rs"));
    for part in way {
        hasher.write(part);
    }
    for source in sources {
        hasher.write(source.as_os_str().as_encoded_bytes());
        hasher.write(&fs::read(source).map_err(error_at(source))?);
    }
    for library in libraries {
        // Jars are told by the way, our own classes by their stamp.
        hasher.write(&fs::read(library.with_extension("stamp")).unwrap_or_default());
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Makes a folder anew.
pub(crate) fn empty(folder: &Path) -> Result<(), String> {
    let made = fs::remove_dir_all(folder).or_else(missing).and_then(|()| fs::create_dir_all(folder));
    made.map_err(error_at(folder))
}

/// The version of an artifact that the pom names.
pub(crate) fn version_of(artifact: &str) -> &'static str {
    let behind = |mark: String| POM.split_once(&mark).map_or("", |(_, after)| after);
    let version = behind(format!("<artifactId>{artifact}</artifactId>")).split(['<', '>']).nth(2).unwrap_or_default();
    let named = version.strip_prefix("${").map(|name| behind(format!("<{}>", name.trim_end_matches('}'))));
    named.map_or(version, |value| value.split('<').next().unwrap_or_default())
}

/// A folder that is not there needs no removing.
fn missing(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
