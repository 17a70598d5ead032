//! A file of keys: lines of `name = "base64url"`, readable by its owner alone.
//!
//! The whole file is small enough to print on paper, and to copy by hand after a fire.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use ashyq_core::{bytes::Bytes, secret::Secret};
use displaydoc::Display;
use thiserror::Error;
use zeroize::Zeroizing;

/// Larger files are not key files.
const LONGEST: u64 = 16 * 1024;

/// Why a file of keys cannot be used; every sentence says what to do.
#[derive(Debug, Display, Error)]
pub enum KeyFileError {
    /// {path} does not exist; {make}
    Missing {
        /// The file.
        path: PathBuf,
        /// The command that makes it.
        make: &'static str,
    },
    /// {path} cannot be read or written: {reason}
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// {path} exists already and is never overwritten; name another file, or move it away
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// {path} can be read by others than its owner; run: chmod 600 {path}
    Readable {
        /// The file.
        path: PathBuf,
    },
    /// {path} lies inside the data folder, whose backups must not hold the keys; move it out
    InsideData {
        /// The file.
        path: PathBuf,
    },
    /// the key set is not signed: {what}
    NotSigned {
        /// What is wrong with the wish.
        what: String,
    },
    /// {path}: {what}; put back the file as it was made
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong, without the content.
        what: String,
    },
}

impl KeyFileError {
    pub(crate) fn broken(path: &Path, what: impl Into<String>) -> Self {
        Self::Broken { path: path.to_owned(), what: what.into() }
    }

    pub(crate) fn disk(path: &Path, reason: io::Error, make: &'static str) -> Self {
        let path = path.to_owned();
        match reason.kind() {
            io::ErrorKind::NotFound => Self::Missing { path, make },
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            _ => Self::Disk { path, reason },
        }
    }
}

/// The named keys of a file.
#[derive(Debug)]
pub(crate) struct KeyLines {
    path: PathBuf,
    lines: Vec<(String, Secret<[u8; 32]>)>,
}

impl KeyLines {
    /// Reads a file that only its owner may read.
    pub(crate) fn read(path: &Path, make: &'static str) -> Result<Self, KeyFileError> {
        let disk = |reason| KeyFileError::disk(path, reason, make);
        let file = File::open(path).map_err(disk)?;
        // Asked of the open file, not of the name: nobody can change what stands behind it in between.
        let mode = file.metadata().map_err(disk)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyFileError::Readable { path: path.to_owned() });
        }
        let mut text = Zeroizing::new(String::with_capacity(usize::try_from(LONGEST).unwrap_or_default()));
        file.take(LONGEST).read_to_string(&mut text).map_err(disk)?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, KeyFileError> {
        let mut lines: Vec<(String, Secret<[u8; 32]>)> = Vec::new();
        for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let named = line.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
            let key = named.and_then(|(name, value)| {
                let value = value.strip_prefix('"')?.strip_suffix('"')?;
                Some((name.to_owned(), Secret::new(Bytes::<32>::parse(value)?.0)))
            });
            let Some((name, key)) = key else {
                return Err(KeyFileError::broken(
                    path,
                    format!("line {number} is not name = \"43 characters of base64url\""),
                ));
            };
            if lines.iter().any(|(other, _)| *other == name) {
                return Err(KeyFileError::broken(path, format!("line {number} says {name} a second time")));
            }
            lines.push((name, key));
        }
        Ok(Self { path: path.to_owned(), lines })
    }

    /// Takes the key of a name.
    pub(crate) fn take(&mut self, name: &str) -> Result<Secret<[u8; 32]>, KeyFileError> {
        let at = self.lines.iter().position(|(other, _)| other == name);
        let at = at.ok_or_else(|| KeyFileError::broken(&self.path, format!("it has no line {name}")))?;
        Ok(self.lines.swap_remove(at).1)
    }

    /// Refuses names that nobody took.
    pub(crate) fn end(self) -> Result<(), KeyFileError> {
        match self.lines.first() {
            None => Ok(()),
            Some((name, _)) => {
                Err(KeyFileError::broken(&self.path, format!("the line {name} is not known to this version")))
            }
        }
    }
}

/// One line of a key file.
pub(crate) fn line(name: &str, key: &[u8; 32]) -> Zeroizing<String> {
    Zeroizing::new(format!("{name} = \"{}\"\n", Bytes(*key)))
}

/// Writes a new file with the mode; an existing one is never overwritten.
pub(crate) fn write_new(path: &Path, text: &str, mode: u32) -> Result<(), KeyFileError> {
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        sync_folder(path)
    };
    write().map_err(|reason| KeyFileError::disk(path, reason, "make its folder first"))
}

/// Puts a whole new file in the place of an old one.
pub(crate) fn replace(path: &Path, text: &str, mode: u32) -> Result<(), KeyFileError> {
    let next = beside(path, ".next");
    match fs::remove_file(&next) {
        Err(reason) if reason.kind() != io::ErrorKind::NotFound => {
            return Err(KeyFileError::Disk { path: next, reason });
        }
        _ => {}
    }
    write_new(&next, text, mode)?;
    fs::rename(&next, path)
        .and_then(|()| sync_folder(path))
        .map_err(|reason| KeyFileError::Disk { path: path.to_owned(), reason })
}

/// The file of that name with an ending added.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Refuses a file inside the data folder, also by way of a link.
pub(crate) fn stays_outside(path: &Path, data_folder: &Path) -> Result<(), KeyFileError> {
    if resolve(path).starts_with(resolve(data_folder)) {
        return Err(KeyFileError::InsideData { path: path.to_owned() });
    }
    Ok(())
}

/// The path without links, as far as it exists.
fn resolve(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.ancestors()
        .find_map(|there| {
            let resolved = there.canonicalize().ok()?;
            path.strip_prefix(there).ok().map(|rest| resolved.join(rest))
        })
        .unwrap_or(path)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<KeyLines, String> {
        KeyLines::parse(Path::new("/keys"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_line_reads_back_and_comments_are_skipped() {
        let text = format!("# a comment\n\n{}", line("iin", &[7; 32]).as_str());
        let mut lines = parse(&text).unwrap();
        assert_eq!(lines.take("iin").unwrap(), Secret::new([7; 32]));
        assert!(lines.end().is_ok());
    }

    #[test]
    fn a_broken_file_is_named_by_line_and_never_quoted() {
        let broken = "/keys: line 1 is not name = \"43 characters of base64url\"; put back the file as it was made";
        for text in ["iin", "iin = secretvalue", "iin = \"secretvalue\"", "= "] {
            assert_eq!(parse(text).unwrap_err(), broken);
        }
        let twice = [line("iin", &[7; 32]).as_str(), line("iin", &[8; 32]).as_str()].concat();
        assert!(parse(&twice).unwrap_err().contains("line 2 says iin a second time"));
        assert!(parse("").unwrap().take("iin").unwrap_err().to_string().contains("it has no line iin"));
        let unknown = parse(&line("later", &[7; 32])).unwrap().end().unwrap_err().to_string();
        assert!(unknown.contains("the line later is not known"));
    }

    #[test]
    fn a_file_that_others_can_read_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        for mode in [0o640, 0o604, 0o620, 0o602] {
            replace(&path, "", 0o600).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let error = KeyLines::read(&path, "make it").unwrap_err().to_string();
            assert_eq!(error, format!("{0} can be read by others than its owner; run: chmod 600 {0}", path.display()));
        }
    }

    #[test]
    fn a_file_inside_the_data_folder_is_found_out_through_links_and_dots() {
        let folder = tempfile::tempdir().unwrap();
        let (data, other) = (folder.path().join("data"), folder.path().join("other"));
        fs::create_dir(&data).unwrap();
        std::os::unix::fs::symlink(&data, &other).unwrap();
        for inside in
            [data.join("keys"), other.join("keys"), data.join("a/b/keys"), folder.path().join("other/../data/keys")]
        {
            let refused = stays_outside(&inside, &data).is_err();
            assert!(refused, "{}", inside.display());
        }
        assert!(stays_outside(&folder.path().join("keys"), &data).is_ok());
        assert!(stays_outside(&folder.path().join("data-keys"), &data).is_ok());
        assert!(stays_outside(&folder.path().join("keys"), &folder.path().join("not-yet")).is_ok());
    }
}
