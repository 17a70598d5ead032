//! One phone on this desk: a folder with its journal and the service that it belongs to.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

const FILE: &str = "profile.json";

/// A profile's folder.
#[derive(Clone, Debug)]
pub struct Profile {
    folder: PathBuf,
}

/// What a profile remembers; nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remembered {
    /// The service's address.
    pub service: String,
    /// The service's root public key.
    pub root: String,
}

impl Profile {
    /// Opens a profile's folder, or makes it, for its owner alone.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        Ok(Self { folder: folder.canonicalize()? })
    }

    /// The usual folder: the data folder's `ashyq` (XDG Base Directory Specification 0.8).
    pub fn usual_folder(variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
        let data = variable("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let home = || Some(PathBuf::from(variable("HOME")?).join(".local/share"));
        Some(data.or_else(home)?.join("ashyq"))
    }

    /// The name by which the secure store tells profiles apart.
    pub fn name(&self) -> String {
        self.folder.to_string_lossy().into_owned()
    }

    /// Where the journal is.
    pub fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// What it remembers; `None` before the first log-in.
    pub fn remembered(&self) -> io::Result<Option<Remembered>> {
        match fs::read(self.folder.join(FILE)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Remembers the service: written beside the file and put in its place.
    pub fn remember(&self, remembered: &Remembered) -> io::Result<()> {
        let beside = self.folder.join("profile.new");
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        io::Write::write_all(&mut file, &serde_json::to_vec(remembered)?)?;
        file.sync_all()?;
        fs::rename(beside, self.folder.join(FILE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_remembers_its_service() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::open(&folder.path().join("a/b")).unwrap();
        assert_eq!(profile.remembered().unwrap(), None);
        let remembered = Remembered { service: "https://a".into(), root: "k".into() };
        profile.remember(&remembered).unwrap();
        assert_eq!(profile.remembered().unwrap(), Some(remembered));
        fs::write(folder.path().join("a/b/profile.json"), "{}").unwrap();
        assert!(profile.remembered().is_err());
    }

    #[test]
    fn the_usual_folder_is_in_the_data_folder() {
        let of = |data: Option<&str>| {
            Profile::usual_folder(|name| match name {
                "XDG_DATA_HOME" => data.map(str::to_owned),
                _ => Some("/home/a".into()),
            })
        };
        assert_eq!(of(Some("/data")), Some("/data/ashyq".into()));
        assert_eq!(of(None), Some("/home/a/.local/share/ashyq".into()));
        assert_eq!(of(Some("relative")), of(None));
    }
}
