//! What Maven Central says of an artifact: Gradle's metadata where there is some, else Maven's POM.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fs,
    rc::Rc,
};

use serde_json::Value;

use super::error_at;
use crate::command::{self, root};

const CENTRAL: &str = "https://repo.maven.apache.org/maven2";

/// A group and an artifact.
pub(super) type Module = (String, String);

/// A module that another needs.
#[derive(Clone, Debug)]
pub(super) struct Need {
    pub(super) module: Module,
    pub(super) version: String,
    /// What is not taken along; `*` stands for every name.
    pub(super) without: BTreeSet<Module>,
}

/// A version of a module, for one way of use.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) needs: Vec<Need>,
    /// The least versions of others, should they come along.
    pub(super) limits: Vec<(Module, String)>,
    pub(super) files: Vec<String>,
}

/// A way of use: to be compiled against or to be run, on a phone or on a desk.
#[derive(Clone, Copy)]
pub(super) struct Usage {
    pub(super) api: bool,
    pub(super) phone: bool,
}

/// What a POM says, with that of its parents.
#[derive(Default)]
pub(super) struct Pom {
    properties: BTreeMap<String, String>,
    /// The versions that it gives to others.
    pub(super) managed: BTreeMap<Module, String>,
    needs: Vec<(Need, String)>,
    packaging: String,
}

/// Maven Central, whose answers are kept.
#[derive(Default)]
pub(super) struct Maven {
    poms: RefCell<BTreeMap<String, Option<Rc<Pom>>>>,
}

impl Maven {
    /// A version of a module; `None` where Maven Central does not have it.
    pub(super) fn node(&self, module: &Module, version: &str, usage: Usage) -> Result<Option<Node>, String> {
        if let Some(text) = fetch(&path(module, version, "module"))? {
            let value: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", module.1))?;
            let variants = value["variants"].as_array().into_iter().flatten();
            let best = variants.filter_map(|variant| Some((score(variant, usage)?, variant)));
            // The first of the best.
            if let Some((_, variant)) = best.rev().max_by_key(|(score, _)| *score) {
                return Ok(Some(of_variant(variant)));
            }
        }
        let Some(pom) = self.pom(module, version)? else { return Ok(None) };
        let needs = pom.needs.iter().filter(|(_, scope)| !usage.api || scope == "compile");
        let needs = needs.map(|(need, _)| need.clone()).collect();
        let extension = match pom.packaging.as_str() {
            "pom" => None,
            "aar" => Some("aar"),
            _ => Some("jar"),
        };
        let files = extension.map(|extension| format!("{}-{version}.{extension}", module.1)).into_iter().collect();
        Ok(Some(Node { needs, limits: Vec::new(), files }))
    }

    /// A POM with its parents'.
    pub(super) fn pom(&self, module: &Module, version: &str) -> Result<Option<Rc<Pom>>, String> {
        let path = path(module, version, "pom");
        if let Some(known) = self.poms.borrow().get(&path) {
            return Ok(known.clone());
        }
        let pom = fetch(&path)?.map(|text| self.read(module, version, &text)).transpose()?.map(Rc::new);
        self.poms.borrow_mut().insert(path, pom.clone());
        Ok(pom)
    }

    fn read(&self, module: &Module, version: &str, text: &str) -> Result<Pom, String> {
        let document = roxmltree::Document::parse(text).map_err(|error| format!("{}: {error}", module.1))?;
        let project = document.root_element();
        let mut pom = Pom::default();
        if let Some(parent) = child(project, "parent") {
            let own = (text_of(parent, "groupId"), text_of(parent, "artifactId"));
            if let Some(parents) = self.pom(&own, &text_of(parent, "version"))? {
                pom.properties.clone_from(&parents.properties);
                pom.managed.clone_from(&parents.managed);
            }
            pom.properties.insert(String::from("project.parent.version"), text_of(parent, "version"));
        }
        let own = child(project, "properties").into_iter().flat_map(|properties| properties.children());
        let own = own.filter(roxmltree::Node::is_element);
        pom.properties
            .extend(own.map(|one| (one.tag_name().name().to_owned(), one.text().unwrap_or("").trim().to_owned())));
        for (name, value) in [("version", version), ("groupId", &module.0), ("artifactId", &module.1)] {
            pom.properties.insert(format!("project.{name}"), value.to_owned());
        }
        let managed = child(project, "dependencyManagement").and_then(|managed| child(managed, "dependencies"));
        for need in elements(managed, "dependency") {
            let (module, version) = pom.need(need);
            if text_of(need, "scope") != "import" {
                pom.managed.insert(module, version);
            } else if let Some(imported) = self.pom(&module, &version)? {
                for (module, version) in &imported.managed {
                    pom.managed.entry(module.clone()).or_insert_with(|| version.clone());
                }
            }
        }
        for need in elements(child(project, "dependencies"), "dependency") {
            let scope = Some(pom.filled(&text_of(need, "scope"))).filter(|scope| !scope.is_empty());
            let scope = scope.unwrap_or_else(|| String::from("compile"));
            if text_of(need, "optional") == "true" || !["compile", "runtime"].contains(&scope.as_str()) {
                continue;
            }
            let (module, version) = pom.need(need);
            let version =
                if version.is_empty() { pom.managed.get(&module).cloned().unwrap_or_default() } else { version };
            let without = elements(child(need, "exclusions"), "exclusion");
            let without = without.map(|one| (text_of(one, "groupId"), text_of(one, "artifactId"))).collect();
            pom.needs.push((Need { module, version: bare(&version), without }, scope));
        }
        pom.packaging = text_of(project, "packaging");
        Ok(pom)
    }
}

impl Pom {
    fn need(&self, need: roxmltree::Node<'_, '_>) -> (Module, String) {
        let of = |name| self.filled(&text_of(need, name));
        ((of("groupId"), of("artifactId")), of("version"))
    }

    /// A text with its `${…}` replaced.
    fn filled(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for _ in 0..8 {
            let Some((before, rest)) = text.split_once("${") else { break };
            let Some((name, after)) = rest.split_once('}') else { break };
            let short = name.trim_start_matches("pom.").trim_start_matches("project.");
            let value = self.properties.get(name).or_else(|| self.properties.get(&format!("project.{short}")));
            text = format!("{before}{}{after}", value.map_or("", String::as_str));
        }
        text
    }
}

/// How well a variant of Gradle's metadata fits; `None` where it does not.
fn score(variant: &Value, usage: Usage) -> Option<u32> {
    let of = |name: &str| variant["attributes"][name].as_str().unwrap_or_default();
    let way = if usage.api { "api" } else { "runtime" };
    let used = of("org.gradle.usage");
    let java = used.starts_with("java-");
    let platform = of("org.jetbrains.kotlin.platform.type");
    let fits = ["", "library", "platform"].contains(&of("org.gradle.category"))
        && used.strip_prefix(if java { "java-" } else { "kotlin-" })?.trim_end_matches("-jars") == way
        && ["", "androidJvm", "jvm"].contains(&platform)
        && of("org.gradle.dependency.bundling") != "shadowed"
        && of("com.android.build.api.attributes.BuildTypeAttr") != "debug"
        && of("org.gradle.libraryelements") != "sources";
    let (kind, machine) = if usage.phone { ("androidJvm", "android") } else { ("jvm", "standard-jvm") };
    let platform = if platform == kind { 2 } else { u32::from(platform == "jvm") };
    let machine = 2 * u32::from(of("org.gradle.jvm.environment") == machine);
    fits.then_some(platform + machine + u32::from(java))
}

fn of_variant(variant: &Value) -> Node {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let module = |value: &Value| (text(&value["group"]), text(&value["module"]));
    let there = &variant["available-at"];
    if there.is_object() {
        let need = Need { module: module(there), version: text(&there["version"]), without: BTreeSet::new() };
        return Node { needs: vec![need], ..Node::default() };
    }
    let version = |value: &Value| {
        let said = ["strictly", "requires", "prefers"].iter().find_map(|how| value["version"][how].as_str());
        bare(said.unwrap_or_default())
    };
    let all = |name: &str| variant[name].as_array().cloned().unwrap_or_default();
    let any = |value: &Value| Some(text(value)).filter(|name| !name.is_empty()).unwrap_or_else(|| String::from("*"));
    let without = |need: &Value| {
        let excludes = need["excludes"].as_array().into_iter().flatten();
        excludes.map(|one| (any(&one["group"]), any(&one["module"]))).collect()
    };
    Node {
        needs: all("dependencies")
            .iter()
            .map(|need| Need { module: module(need), version: version(need), without: without(need) })
            .collect(),
        limits: all("dependencyConstraints").iter().map(|limit| (module(limit), version(limit))).collect(),
        files: all("files").iter().map(|file| text(&file["url"])).collect(),
    }
}

/// The least version of a range such as `[1.2,2.0)`.
fn bare(version: &str) -> String {
    version.trim_start_matches(['[', '(']).split([',', ']', ')']).next().unwrap_or_default().trim().to_owned()
}

fn child<'a>(node: roxmltree::Node<'a, 'a>, name: &str) -> Option<roxmltree::Node<'a, 'a>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn elements<'a>(
    node: Option<roxmltree::Node<'a, 'a>>,
    name: &'static str,
) -> impl Iterator<Item = roxmltree::Node<'a, 'a>> {
    node.into_iter().flat_map(|node| node.children()).filter(move |child| child.tag_name().name() == name)
}

fn text_of(node: roxmltree::Node<'_, '_>, name: &str) -> String {
    let found = node.children().find(|child| child.tag_name().name() == name);
    found.and_then(|child| child.text()).unwrap_or_default().trim().to_owned()
}

fn path((group, artifact): &Module, version: &str, extension: &str) -> String {
    format!("{}/{artifact}/{version}/{artifact}-{version}.{extension}", group.replace('.', "/"))
}

/// A text of Maven Central's, or of those that were asked for before.
fn fetch(path: &str) -> Result<Option<String>, String> {
    let kept = root().join("target/tools/android/metadata").join(path);
    if !kept.exists() {
        let folder = kept.with_file_name("");
        fs::create_dir_all(&folder).map_err(error_at(&folder))?;
        let mut curl = command::program("curl");
        curl.args([
            "--silent",
            "--show-error",
            "--location",
            "--retry",
            "3",
            "--write-out",
            "%{http_code}",
            "--output",
        ]);
        let code = command::output(curl.arg(kept.with_extension("part")).arg(format!("{CENTRAL}/{path}")));
        match code.as_deref() {
            Some("200") => {}
            // What is not there is kept as nothing.
            Some("404") => fs::write(kept.with_extension("part"), "").map_err(error_at(&kept))?,
            other => return Err(format!("Maven Central answered {} for {path}", other.unwrap_or("nothing"))),
        }
        fs::rename(kept.with_extension("part"), &kept).map_err(error_at(&kept))?;
    }
    let text = fs::read_to_string(&kept).map_err(error_at(&kept))?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}
