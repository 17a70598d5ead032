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

    /// Whether a table has an alias.
    pub(super) fn has(&self, table: &str, alias: &str) -> bool {
        self.0.get(table).and_then(|table| table.get(alias)).is_some()
    }

    /// Versions that are referred to and are not there, or are there for nobody.
    pub(super) fn dangling(&self) -> Vec<String> {
        let tables = ["libraries", "plugins"].iter().filter_map(|table| self.0.get(*table)?.as_table());
        let entries: Vec<&toml::Value> = tables.flat_map(|table| table.values()).collect();
        let named: Vec<&str> =
            entries.iter().filter_map(|entry| entry.get("version")?.get("ref")?.as_str()).collect();
        let missing = named.iter().filter(|name| !self.has("versions", name));
        let mut faults: Vec<String> = missing.map(|name| format!("{CATALOG} has no version {name}")).collect();
        let versions = self.0.get("versions").and_then(toml::Value::as_table);
        let unused = versions.into_iter().flat_map(toml::Table::keys).filter(|name| !name.ends_with("Sdk"));
        let unused = unused.filter(|name| !named.contains(&name.as_str()));
        faults.extend(unused.map(|name| format!("{CATALOG} has a version {name} that nobody uses")));
        faults
    }
}
