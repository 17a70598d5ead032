//! What the app declares to iOS and to the App Store, looked at: whole, in agreement with the sources, and no more than was agreed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;

use super::{APP, icon, texts};
use crate::{command::root, kotlin::files};

/// The host of posters' links.
const HOST: &str = "ashyq.kz";
/// Settings that Xcode has by itself.
const XCODES: [&str; 2] = ["DEVELOPMENT_LANGUAGE", "EXECUTABLE_NAME"];
/// What is declared.
struct Forms {
    info: Value,
    entitlements: Value,
    privacy: Value,
    project: Value,
    catalog: Value,
    /// The settings that are written of the core's words.
    words: String,
}

/// Whether what is declared is whole; faults are said.
pub(super) fn are_whole() -> Result<bool, String> {
    let faults = read()?.faults()?;
    for fault in &faults {
        println!("{fault}");
    }
    Ok(faults.is_empty())
}

fn read() -> Result<Forms, String> {
    let plist = |name: &str| {
        plist::from_bytes(text(&format!("{APP}/{name}"))?.as_bytes()).map_err(|error| format!("{name}: {error}"))
    };
    Ok(Forms {
        info: plist("Info.plist")?,
        entitlements: plist("Ashyq.entitlements")?,
        privacy: plist("PrivacyInfo.xcprivacy")?,
        project: serde_saphyr::from_str(&text(&format!("{APP}/project.yml"))?)
            .map_err(|error| format!("project.yml: {error}"))?,
        catalog: texts::catalog()?,
        words: texts::settings()?,
    })
}

impl Forms {
    fn faults(&self) -> Result<Vec<String>, String> {
        let mut faults = Faults::default();
        self.of_info(&mut faults)?;
        self.of_texts(&mut faults);
        faults.differ(
            "entitlements",
            &self.entitlements,
            &serde_json::json!({ "com.apple.developer.associated-domains": [format!("applinks:{HOST}")] }),
        );
        let manifest = text("android/app/src/main/AndroidManifest.xml")?;
        faults.want(manifest.contains(&format!("android:host=\"{HOST}\"")), "Android's app opens another host's links");
        super::privacy::judge(&self.privacy, &mut faults)?;
        self.of_project(&mut faults)?;
        Ok(faults.0)
    }

    /// What stands for itself, is asked for, and is read by the app.
    fn of_info(&self, faults: &mut Faults) -> Result<(), String> {
        let own = ["CFBundleDisplayName", "CFBundleExecutable", "CFBundleIdentifier", "CFBundleName", "UILaunchScreen"];
        let own = own.into_iter().chain([
            "CFBundleShortVersionString",
            "CFBundleVersion",
            "UISupportedInterfaceOrientations",
        ]);
        for key in own.filter(|key| self.info[key].is_null()) {
            faults.say(format!("Info.plist lacks {key}"));
        }
        faults.differ("CFBundleLocalizations", &self.info["CFBundleLocalizations"], &texts::LANGUAGES.into());
        faults.differ("ITSAppUsesNonExemptEncryption", &self.info["ITSAppUsesNonExemptEncryption"], &true.into());
        let keys: BTreeSet<&str> = self.info.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        let asked = keys.iter().filter(|key| key.ends_with("UsageDescription")).copied();
        let agreed = texts::REASONS.map(|(key, ..)| key);
        faults.same("usage texts", asked, agreed);
        for (key, setting, _) in texts::REASONS {
            faults.differ(key, &self.info[key], &format!("$({setting})").into());
        }
        let beyond = ["UIBackgroundModes", "NSAppTransportSecurity", "UIFileSharingEnabled"];
        beyond.iter().filter(|key| keys.contains(**key)).for_each(|key| faults.say(format!("nobody agreed to {key}")));
        let known = self.settings();
        for setting in self.info.to_string().split("$(").skip(1).filter_map(|rest| rest.split(')').next()) {
            faults.want(known.contains(setting), &format!("Info.plist: nothing gives {setting}"));
        }
        let code: String = super::sources(APP)?.iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
        let read = code.split("built(\"").chain(code.split("forInfoDictionaryKey: \"")).skip(1);
        for key in
            read.filter_map(|rest| rest.split('"').next()).filter(|key| key.starts_with("Ashyq") && !key.contains('\n'))
        {
            faults.want(keys.contains(key), &format!("the app reads {key}, which Info.plist lacks"));
        }
        Ok(())
    }

    /// Each text in each language.
    fn of_texts(&self, faults: &mut Faults) {
        for (key, ..) in texts::REASONS {
            for language in texts::LANGUAGES {
                let unit = &self.catalog["strings"][key]["localizations"][language]["stringUnit"];
                let said = unit["value"].as_str().is_some_and(|text| !text.is_empty());
                faults.want(said && unit["state"] == "translated", &format!("the catalog says no {key} in {language}"));
            }
        }
        faults.differ(
            "sourceLanguage",
            &self.catalog["sourceLanguage"],
            &self.project["options"]["developmentLanguage"],
        );
    }

    /// Every file and module is the project's, and what stands elsewhere, too, is the same here.
    fn of_project(&self, faults: &mut Faults) -> Result<(), String> {
        let target = &self.project["targets"]["Ashyq"];
        let base = &target["settings"]["base"];
        let mut named: BTreeSet<String> = strings(&target["sources"][0]["includes"]).collect();
        named.extend(
            ["INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"].iter().filter_map(|key| Some(base[key].as_str()?.to_owned())),
        );
        named.extend(
            self.project["configFiles"]
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(_, file)| Some(file.as_str()?.to_owned())),
        );
        let (all, swift) = (named.remove("*.swift"), super::sources(APP)?);
        let mut there = BTreeSet::from([texts::CATALOG, texts::SETTINGS, icon::ASSETS].map(str::to_owned));
        for file in files(&root().join(APP))? {
            let name = file.strip_prefix(root().join(APP)).unwrap_or(&file).display().to_string();
            let is_project = name == "project.yml" || name.contains(".xcodeproj/") || name.starts_with(icon::ASSETS);
            if !(is_project || all && swift.contains(&file)) {
                there.insert(name);
            }
        }
        faults.same("files of the project", named, there);
        let package = text("ios/Package.swift")?;
        let products = package.split(".library(name: \"").skip(1).filter_map(|rest| rest.split('"').next());
        let linked =
            target["dependencies"].as_array().into_iter().flatten().flat_map(|package| strings(&package["products"]));
        faults.same("modules of the project", linked, products.map(str::to_owned));
        let system = self.project["options"]["deploymentTarget"]["iOS"].as_str().unwrap_or_default();
        let major = system.split('.').next().unwrap_or_default();
        faults.want(package.contains(&format!(".iOS(.v{major})")), "the package is for another iOS than the project");
        let (gradle, cargo) = (text("android/app/build.gradle.kts")?, text("Cargo.toml")?);
        let elsewhere = [
            ("MARKETING_VERSION", after(&cargo, "[workspace.package]\nversion = \"", '"')),
            ("CURRENT_PROJECT_VERSION", after(&gradle, "versionCode = ", '\n')),
            ("PRODUCT_BUNDLE_IDENTIFIER", after(&gradle, "applicationId = \"", '"')),
            ("ASHYQ_SERVICE", after(&gradle, "\"ashyq.service\").getOrElse(\"", '"')),
            ("SWIFT_VERSION", Some("6.0")),
        ];
        for (setting, wanted) in elsewhere {
            let said = base[setting].as_str().map_or_else(|| base[setting].to_string(), str::to_owned);
            faults.want(Some(said.as_str()) == wanted, &format!("{setting} is {said}, and elsewhere {wanted:?}"));
        }
        Ok(())
    }

    /// The names of settings that something gives.
    fn settings(&self) -> BTreeSet<&str> {
        let base = self.project["targets"]["Ashyq"]["settings"]["base"].as_object();
        let words = self.words.lines().filter_map(|line| line.split(" = ").next());
        base.into_iter().flatten().map(|(key, _)| key.as_str()).chain(words).chain(XCODES).collect()
    }
}

/// What is not as it should be.
#[derive(Default)]
pub(super) struct Faults(Vec<String>);

impl Faults {
    fn say(&mut self, fault: String) {
        self.0.push(fault);
    }

    fn want(&mut self, is_so: bool, else_say: &str) {
        if !is_so {
            self.say(else_say.to_owned());
        }
    }

    pub(super) fn differ(&mut self, name: &str, found: &Value, wanted: &Value) {
        self.want(found == wanted, &format!("{name} is {found}, not {wanted}"));
    }

    /// Both sides have the same names, whatever their order.
    pub(super) fn same<F: Into<String>, W: Into<String>>(
        &mut self,
        what: &str,
        found: impl IntoIterator<Item = F>,
        wanted: impl IntoIterator<Item = W>,
    ) {
        let mut sides: BTreeMap<String, (bool, bool)> = BTreeMap::new();
        found.into_iter().for_each(|name| sides.entry(name.into()).or_default().0 = true);
        wanted.into_iter().for_each(|name| sides.entry(name.into()).or_default().1 = true);
        for (name, (found, _)) in sides.iter().filter(|(_, (found, wanted))| found != wanted) {
            self.say(format!("{what}: {name} is {}", if *found { "too much" } else { "missing" }));
        }
    }
}

fn strings(array: &Value) -> impl Iterator<Item = String> {
    array.as_array().into_iter().flatten().filter_map(|item| Some(item.as_str()?.to_owned()))
}

pub(super) fn after<'a>(text: &'a str, start: &str, end: char) -> Option<&'a str> {
    text.split_once(start)?.1.split(end).next()
}

pub(super) fn text(file: &str) -> Result<String, String> {
    fs::read_to_string(root().join(file)).map_err(|error| format!("{file}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found where one thing is planted in what is declared.
    fn planted(plant: impl FnOnce(&mut Forms)) -> Vec<String> {
        let mut forms = read().unwrap();
        plant(&mut forms);
        forms.faults().unwrap()
    }

    #[test]
    fn what_is_declared_is_whole() {
        assert_eq!(planted(|_| ()), [""; 0]);
    }

    #[test]
    fn a_permission_that_nobody_agreed_to_is_found() {
        let location = planted(|forms| forms.info["NSLocationWhenInUseUsageDescription"] = "Why not".into());
        assert_eq!(location, ["usage texts: NSLocationWhenInUseUsageDescription is too much"]);
        let music = planted(|forms| forms.info["UIBackgroundModes"] = serde_json::json!(["audio"]));
        assert_eq!(music, ["nobody agreed to UIBackgroundModes"]);
        let push = planted(|forms| forms.entitlements["aps-environment"] = "production".into());
        assert!(push[0].starts_with("entitlements is {\"aps-environment\":\"production\""), "{push:?}");
    }

    #[test]
    fn a_text_that_is_missing_in_a_language_or_written_anew_is_found() {
        let silent = planted(|forms| {
            forms.catalog["strings"]["NSCameraUsageDescription"]["localizations"]["kk"] = Value::Null;
        });
        assert_eq!(silent, ["the catalog says no NSCameraUsageDescription in kk"]);
        let written = planted(|forms| forms.info["NSCameraUsageDescription"] = "For posters".into());
        assert_eq!(written, ["NSCameraUsageDescription is \"For posters\", not \"$(CAMERA_REASON)\""]);
        assert_eq!(planted(|forms| forms.words.clear()), ["Info.plist: nothing gives CAMERA_REASON"]);
    }

    #[test]
    fn a_privacy_manifest_that_says_other_than_the_sources_is_found() {
        let fewer = planted(|forms| {
            forms.privacy["NSPrivacyAccessedAPITypes"].as_array_mut().unwrap().remove(0);
            forms.privacy["NSPrivacyCollectedDataTypes"].as_array_mut().unwrap().pop();
        });
        assert_eq!(fewer, ["types of data: Health is missing", "calls with a reason: UserDefaults CA92.1 is missing"]);
        let tracking = planted(|forms| forms.privacy["NSPrivacyTracking"] = true.into());
        assert_eq!(tracking, ["NSPrivacyTracking is true, not false"]);
    }

    #[test]
    fn a_file_a_module_or_a_version_that_the_project_does_not_name_is_found() {
        let target = |forms: &mut Forms, part: &str| forms.project["targets"]["Ashyq"][part].take();
        let files = planted(|forms| _ = target(forms, "sources"));
        assert_eq!(files[0], "files of the project: AshyqApp.swift is missing");
        let modules = planted(|forms| _ = target(forms, "dependencies"));
        assert_eq!(modules[0], "modules of the project: AshyqCore is missing");
        let version =
            planted(|forms| forms.project["targets"]["Ashyq"]["settings"]["base"]["MARKETING_VERSION"] = "9.9".into());
        assert_eq!(version.len(), 1);
        assert!(version[0].starts_with("MARKETING_VERSION is 9.9, and elsewhere Some("), "{version:?}");
    }
}
