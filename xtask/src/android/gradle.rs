//! What Gradle's files say of the app: read, so that nothing is said twice.

use std::fs;

use super::{catalog::Catalog, error_at};
use crate::command::root;

/// The modules, in the order in which they are compiled.
pub(super) const MODULES: [&str; 3] = ["core", "ui", "app"];

/// What in a module's dependencies goes into the app.
const SHIPPED: [&str; 2] = ["api", "implementation"];
/// What is there for its tests alone.
const TESTED: [&str; 1] = ["testImplementation"];

/// The text of a file below `android`.
fn read(file: &str) -> Result<String, String> {
    let file = root().join("android").join(file);
    fs::read_to_string(&file).map_err(error_at(&file))
}

/// A value of the app's: what stands between the quotes, or bare, behind a name and ` = `.
pub(super) fn value(name: &str) -> Result<String, String> {
    let text = read("app/build.gradle.kts")?;
    let line = text.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(" = ").map(str::to_owned));
    let line = line.ok_or_else(|| format!("android/app/build.gradle.kts says nothing of {name}"))?;
    Ok(line.rsplit('"').nth(1).map_or_else(|| line.clone(), str::to_owned))
}

/// The languages that libraries' own texts are kept in, as aapt2 takes them.
pub(super) fn locales() -> Result<String, String> {
    let text = read("app/build.gradle.kts")?;
    let list = text.split_once("localeFilters += listOf(").and_then(|(_, rest)| rest.split_once(')'));
    let list = list.ok_or("android/app/build.gradle.kts says nothing of localeFilters")?.0;
    Ok(list.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(","))
}

/// What the manifest leaves open.
pub(super) fn placeholder(name: &str) -> Result<String, String> {
    value(&format!("manifestPlaceholders[\"{name}\"]"))
}

/// The aliases of the libraries that go into the app, as the catalog has them.
pub(super) fn shipped() -> Result<Vec<String>, String> {
    libraries(&SHIPPED)
}

/// The aliases of the libraries that are there for tests alone.
pub(super) fn tested() -> Result<Vec<String>, String> {
    libraries(&TESTED)
}

fn libraries(configurations: &[&str]) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for module in MODULES {
        let text = read(&format!("{module}/build.gradle.kts"))?;
        for line in text.lines() {
            let (configuration, rest) = line.trim().split_once('(').unwrap_or_default();
            if configurations.contains(&configuration) && !rest.starts_with("platform(") {
                found.extend(accessors(rest, "libs.").into_iter().map(|accessor| accessor.replace('.', "-")));
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// What follows a word such as `libs.` wherever it stands: `compose.ui` of `libs.compose.ui)`.
fn accessors(text: &str, before: &str) -> Vec<String> {
    let starts = text.match_indices(before).map(|(at, _)| at + before.len());
    let name = |start: usize| {
        let rest = &text[start..];
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '.').unwrap_or(rest.len());
        rest[..end].trim_end_matches(".get").trim_end_matches('.').to_owned()
    };
    starts.map(name).collect()
}

/// What Gradle's files name and nobody has, and what the catalog has and nobody names.
pub(super) fn faults(catalog: &Catalog) -> Result<Vec<String>, String> {
    let settings = read("settings.gradle.kts")?;
    let modules: Vec<&str> = settings.split("include(\":").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut faults = Vec::new();
    if modules != MODULES {
        faults.push(format!("settings.gradle.kts includes {modules:?}, and what is compiled here is {MODULES:?}"));
    }
    let mut text = read("build.gradle.kts")?;
    for module in MODULES {
        text.push_str(&read(&format!("{module}/build.gradle.kts"))?);
    }
    faults.extend(faults_of(&text, catalog));
    Ok(faults)
}

fn faults_of(text: &str, catalog: &Catalog) -> Vec<String> {
    let mut faults = Vec::new();
    let dashed = |name: &String| name.replace('.', "-");
    for accessor in accessors(text, "libs.") {
        let (table, name) = match accessor.split_once('.') {
            Some((table @ ("versions" | "plugins"), name)) => (table, name.to_owned()),
            _ => ("libraries", accessor),
        };
        if !catalog.has(table, &dashed(&name)) {
            faults.push(format!("the catalog has no {name} among its {table}"));
        }
    }
    for (number, line) in text.lines().enumerate() {
        let literal = line
            .split('"')
            .skip(1)
            .step_by(2)
            .any(|word| word.split(['.', ':']).filter(|part| part.parse::<u32>().is_ok()).count() > 1);
        if literal
            || ["compileSdk = ", "minSdk = ", "targetSdk = "]
                .iter()
                .any(|name| line.contains(name) && !line.contains("libs."))
        {
            faults.push(format!(
                "a version stands outside the catalog, in line {} of Gradle's files: {}",
                number + 1,
                line.trim()
            ));
        }
    }
    faults.extend(catalog.dangling());
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradles_files_name_what_the_catalog_has() {
        assert_eq!(faults(&Catalog::read().unwrap()).unwrap(), [""; 0]);
        assert!(shipped().unwrap().contains(&String::from("compose-material3")));
        assert!(tested().unwrap().contains(&String::from("robolectric")));
    }

    #[test]
    fn a_name_that_nobody_has_is_found() {
        let catalog = Catalog::read().unwrap();
        let faults = |text: &str| faults_of(text, &catalog);
        assert_eq!(faults("api(libs.compose.iu)"), ["the catalog has no compose.iu among its libraries"]);
        assert_eq!(
            faults("alias(libs.plugins.kotlin.composer)"),
            ["the catalog has no kotlin.composer among its plugins"]
        );
        assert_eq!(
            faults("minSdk = libs.versions.minSkd.get().toInt()"),
            ["the catalog has no minSkd among its versions"]
        );
        assert_eq!(faults("api(\"a:b:1.2\")").len(), 1);
        assert_eq!(faults("minSdk = 26").len(), 1);
    }

    #[test]
    fn a_value_is_what_stands_in_quotes_or_bare() {
        assert_eq!(value("applicationId").unwrap(), "kz.ashyq.app");
        assert_eq!(value("versionCode").unwrap(), "1");
        assert_eq!(locales().unwrap(), "kk,ru,en");
        assert!(placeholder("service").unwrap().starts_with("https://"));
    }
}
