//! `android/gradle/libs.versions.toml`, which Gradle reads, too: the only place for versions.

use std::{collections::BTreeSet, fs};

use super::{error_at, maven::Need};
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

    /// A library by its alias; without a version where Compose's list gives it.
    pub(super) fn need(&self, alias: &str) -> Result<Need, String> {
        let library = self.0.get("libraries").and_then(|libraries| libraries.get(alias));
        let library = library.ok_or_else(|| format!("{CATALOG} has no library {alias}"))?;
        let module = library.get("module").and_then(|module| module.as_str()?.split_once(':'));
        let (group, artifact) = module.ok_or_else(|| format!("{CATALOG}: {alias} is no module"))?;
        let version = library.get("version").and_then(|version| version.get("ref")?.as_str());
        let version = version.map_or(Ok(""), |name| self.version(name))?.to_owned();
        Ok(Need { module: (group.to_owned(), artifact.to_owned()), version, without: BTreeSet::new() })
    }

    /// Whether a table has an alias.
    pub(super) fn has(&self, table: &str, alias: &str) -> bool {
        self.0.get(table).and_then(|table| table.get(alias)).is_some()
    }

    /// Versions that are referred to and are not there, or are there for nobody.
    pub(super) fn dangling(&self) -> Vec<String> {
        let tables = ["libraries", "plugins"].iter().filter_map(|table| self.0.get(*table)?.as_table());
        let entries: Vec<&toml::Value> = tables.flat_map(|table| table.values()).collect();
        let named: Vec<&str> = entries.iter().filter_map(|entry| entry.get("version")?.get("ref")?.as_str()).collect();
        let missing = named.iter().filter(|name| !self.has("versions", name));
        let mut faults: Vec<String> = missing.map(|name| format!("{CATALOG} has no version {name}")).collect();
        let versions = self.0.get("versions").and_then(toml::Value::as_table);
        let unused = versions.into_iter().flat_map(toml::Table::keys).filter(|name| !name.ends_with("Sdk"));
        let unused = unused.filter(|name| !named.contains(&name.as_str()));
        faults.extend(unused.map(|name| format!("{CATALOG} has a version {name} that nobody uses")));
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kotlin;

    /// The package for the JVM is described by a pom of its own.
    #[test]
    fn the_app_and_the_package_are_made_of_the_same_versions() {
        let catalog = Catalog::read().unwrap();
        for (artifact, name) in
            [("kotlin-stdlib", "kotlin"), ("kotlinx-coroutines-core-jvm", "coroutines"), ("jna", "jna")]
        {
            assert_eq!(kotlin::version_of(artifact), catalog.version(name).unwrap(), "{artifact}");
        }
    }
}
