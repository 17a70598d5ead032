//! `android/gradle/libs.versions.toml`, which Gradle reads, too: the only place for versions.

use std::fs;

use super::error_at;
use crate::command::root;

/// The file.
pub(super) const CATALOG: &str = "android/gradle/libs.versions.toml";

/// What is in it.
pub(super) struct Catalog(pub(super) toml::Table);

impl Catalog {
    /// Reads it.
    pub(super) fn read() -> Result<Self, String> {
        let file = root().join(CATALOG);
        let text = fs::read_to_string(&file).map_err(error_at(&file))?;
        text.parse().map(Self).map_err(|error| format!("{CATALOG}: {error}"))
    }

    /// A version by its name.
    pub(super) fn version(&self, name: &str) -> Result<&str, String> {
        let version = self.0.get("versions").and_then(|versions| versions.get(name)?.as_str());
        version.ok_or_else(|| format!("{CATALOG} has no version {name}"))
    }
}
