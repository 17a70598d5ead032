//! `cargo xtask android lock`: what belongs to the catalog's libraries, worked out as Gradle does: the highest version wins.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs,
};

use super::{
    artifacts::{self, Artifact, LOCK},
    catalog::Catalog,
    error_at, gradle,
    maven::{Maven, Module, Need, Usage},
};
use crate::{command::root, tools};

/// Tools by the catalog's aliases: their use, and whether only the named file is wanted.
const TOOLS: [(&str, &[&str], bool); 9] = [
    ("kotlin", &["kotlin-compiler", "kotlin-compose"], false),
    ("merger", &["manifest-merger"], false),
    ("sniffer", &["animal-sniffer"], false),
    ("r8", &["r8"], true),
    ("apksig", &["apksig"], true),
    ("aapt2", &["apktool"], true),
    ("android", &["android-all"], true),
    ("android-run", &["android-all-instrumented"], true),
    ("api", &["gummy-bears"], true),
];
/// What is not on Maven Central: `android/stubs` stands in for it.
const ELSEWHERE: &str = "androidx.camera";

const PHONE: Usage = Usage { api: false, phone: true };
const PHONE_API: Usage = Usage { api: true, phone: true };
const DESK: Usage = Usage { api: false, phone: false };

type Versions = BTreeMap<Module, String>;
/// What each file, by its module's version and its name, is for.
type Files = BTreeMap<(String, String), BTreeSet<String>>;

/// Works the lock file out anew.
pub(super) fn lock() -> Result<(), String> {
    tools::debian("curl", "curl")?;
    let (catalog, maven) = (Catalog::read()?, Maven::default());
    let roots = |aliases: &[String]| -> Result<Vec<Need>, String> {
        let needs = aliases.iter().map(|alias| catalog.need(alias)).collect::<Result<Vec<_>, _>>()?;
        Ok(needs.into_iter().filter(|need| need.module.0 != ELSEWHERE).collect())
    };
    let bom = catalog.need("compose-bom")?;
    let bom = maven.pom(&bom.module, &bom.version)?.ok_or("Maven Central has no such compose-bom")?;
    let app = roots(&[gradle::shipped()?, vec![String::from("kotlin-stdlib")]].concat())?;
    let tests = [app.clone(), roots(&gradle::tested()?)?].concat();
    let shipped = resolve(&maven, &app, &bom.managed, PHONE, &Versions::new())?;
    // Tests run with what is shipped, or newer.
    let least = bom.managed.iter().chain(&shipped).map(|(module, version)| (module.clone(), version.clone())).collect();
    let tested = resolve(&maven, &tests, &least, PHONE, &Versions::new())?;
    let mut files = Files::new();
    add(&maven, &mut files, "app", &shipped, PHONE)?;
    add(&maven, &mut files, "test", &tested, PHONE)?;
    add(&maven, &mut files, "app-api", &resolve(&maven, &app, &least, PHONE_API, &shipped)?, PHONE_API)?;
    add(&maven, &mut files, "test-api", &resolve(&maven, &tests, &least, PHONE_API, &tested)?, PHONE_API)?;
    for (what, aliases, alone) in TOOLS {
        let roots = roots(&aliases.iter().map(|alias| (*alias).to_owned()).collect::<Vec<_>>())?;
        if alone {
            let Need { module: (group, artifact), version, .. } = &roots[0];
            let extension = if what == "api" { "signature" } else { "jar" };
            let file = format!("{artifact}-{version}.{extension}");
            files.entry((format!("{group}:{artifact}:{version}"), file)).or_default().insert(what.to_owned());
        } else {
            add(&maven, &mut files, what, &resolve(&maven, &roots, &Versions::new(), DESK, &Versions::new())?, DESK)?;
        }
    }
    // On a phone JNA brings its own library, on a desk the jar has it.
    let jna = catalog.need("jna")?;
    let name = format!("{}:{}:{}", jna.module.0, jna.module.1, jna.version);
    let file = |extension: &str| (name.clone(), format!("jna-{}.{extension}", jna.version));
    files.entry(file("jar")).or_default().remove("app");
    files.entry(file("aar")).or_default().insert(String::from("app"));
    write(files)
}

fn write(files: Files) -> Result<(), String> {
    let known = artifacts::read().unwrap_or_default();
    let mut lines = Vec::new();
    for ((name, file), uses) in files {
        let mut artifact = Artifact { name, file, hash: String::new(), uses: uses.into_iter().collect() };
        let same = known.iter().find(|known| known.name == artifact.name && known.file == artifact.file);
        artifact.hash = same.map_or_else(|| artifacts::first_hash(&artifact), |same| Ok(same.hash.clone()))?;
        lines.push(artifact.line());
    }
    println!("{} files: {LOCK}", lines.len());
    let lock = root().join(LOCK);
    fs::write(&lock, lines.concat()).map_err(error_at(&lock))
}

fn add(maven: &Maven, files: &mut Files, what: &str, versions: &Versions, usage: Usage) -> Result<(), String> {
    for (module, version) in versions {
        let node = maven.node(module, version, usage)?;
        let node = node.ok_or_else(|| format!("Maven Central has no {}:{}:{version}", module.0, module.1))?;
        for file in node.files {
            // Guava's file for phones lies beside another version.
            let (version, file) =
                file.strip_prefix("../").and_then(|rest| rest.split_once('/')).unwrap_or((version, &file));
            let name = format!("{}:{}:{version}", module.0, module.1);
            files.entry((name, file.to_owned())).or_default().insert(what.to_owned());
        }
    }
    Ok(())
}

/// The versions of all that roots need. `least` holds for what comes along, `fixed` whatever is asked.
fn resolve(
    maven: &Maven,
    roots: &[Need],
    least: &Versions,
    usage: Usage,
    fixed: &Versions,
) -> Result<Versions, String> {
    let mut chosen = fixed.clone();
    loop {
        let mut limits = least.clone();
        let (mut wanted, mut seen) = (Versions::new(), BTreeMap::<Module, BTreeSet<Module>>::new());
        let mut queue: VecDeque<Need> = roots.iter().cloned().collect();
        while let Some(need) = queue.pop_front() {
            raise(&mut wanted, &need.module, &need.version);
            // What is reached again with less left out is walked again.
            let without = match seen.get(&need.module) {
                Some(before) if before.is_subset(&need.without) => continue,
                Some(before) => before & &need.without,
                None => need.without.clone(),
            };
            seen.insert(need.module.clone(), without.clone());
            let version = [&chosen, &wanted, &limits]
                .iter()
                .find_map(|versions| versions.get(&need.module).filter(|version| !version.is_empty()).cloned());
            let Some(version) = version else { continue };
            let Some(node) = maven.node(&need.module, &version, usage)? else { continue };
            node.limits.iter().for_each(|(module, version)| raise(&mut limits, module, version));
            let leaves_out = |module: &Module| {
                without
                    .iter()
                    .any(|(group, name)| (group == "*" || *group == module.0) && (name == "*" || *name == module.1))
            };
            let needs = node.needs.into_iter().filter(|need| !leaves_out(&need.module));
            queue.extend(needs.map(|need| Need { without: &without | &need.without, ..need }));
        }
        for (module, version) in &mut wanted {
            if let Some(limit) = limits.get(module).filter(|limit| order(limit, version) == Ordering::Greater) {
                version.clone_from(limit);
            }
            if let Some(fixed) = fixed.get(module) {
                version.clone_from(fixed);
            }
        }
        let settled = wanted.iter().all(|(module, version)| chosen.get(module) == Some(version));
        if settled {
            return Ok(wanted);
        }
        chosen = wanted;
    }
}

/// Takes a version where it is higher than the one that is there.
fn raise(versions: &mut Versions, module: &Module, version: &str) {
    let there = versions.entry(module.clone()).or_default();
    if order(version, there) == Ordering::Greater {
        version.clone_into(there);
    }
}

/// Which version is higher: number by number, and a word before its number's own end (`1.0-rc01` before `1.0`).
fn order(one: &str, other: &str) -> Ordering {
    key(one).cmp(&key(other))
}

fn key(version: &str) -> Vec<(u32, u64, String)> {
    let mut parts = Vec::new();
    let mut rest = version;
    while let Some(first) = rest.chars().next() {
        let same = |letter: char| letter.is_ascii_digit() == first.is_ascii_digit() && letter.is_ascii_alphanumeric();
        let end = rest.find(|letter| !same(letter)).unwrap_or(rest.len()).max(1);
        let (part, after) = rest.split_at(end);
        rest = after;
        let word = part.to_lowercase();
        match word.as_str() {
            _ if first.is_ascii_digit() => parts.push((5, part.parse().unwrap_or(0), String::new())),
            _ if !first.is_ascii_alphanumeric() => {}
            "dev" | "alpha" => parts.push((0, 0, word)),
            "rc" | "cr" => parts.push((2, 0, word)),
            "release" | "final" | "jre" | "android" | "ga" => parts.push((3, 0, word)),
            _ => parts.push((1, 0, word)),
        }
    }
    if version.is_empty() { parts } else { [parts, vec![(4, 0, String::new())]].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_as_their_makers_mean_them() {
        let rising =
            ["", "1.0-alpha02", "1.0-beta01", "1.0-rc01", "1.0", "1.0.1", "1.2", "1.10", "33.4-jre", "33.6-android"];
        for pair in rising.windows(2) {
            assert_eq!(order(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
    }

    /// So that nobody changes the one and forgets the other.
    #[test]
    fn the_lock_file_has_every_version_of_the_catalog() {
        let (catalog, known) = (Catalog::read().unwrap(), artifacts::read().unwrap());
        let mut aliases = [gradle::shipped().unwrap(), gradle::tested().unwrap()].concat();
        aliases.extend(TOOLS.iter().flat_map(|(_, aliases, _)| aliases.iter().map(|alias| (*alias).to_owned())));
        for alias in aliases {
            let Need { module: (group, artifact), version, .. } = catalog.need(&alias).unwrap();
            // A library for several platforms has its file under another name.
            let here = known.iter().any(|known| {
                let mut parts = known.name.split(':');
                parts.next() == Some(&group)
                    && parts.next().is_some_and(|name| name.starts_with(&artifact))
                    && (version.is_empty() || parts.next() == Some(&version))
            });
            assert!(here || group == ELSEWHERE, "{alias}: `cargo xtask android lock`");
        }
    }
}
