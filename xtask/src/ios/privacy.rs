//! The privacy manifest: what is collected, and what Apple wants a reason for.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use super::{
    APP,
    forms::{Faults, text},
};
use crate::{command::root, kotlin::files};

/// What Apple wants a reason for: the kind, the reason that was found right, and what in the sources is of the kind. SQLite comes as
/// source with the core, and looks at its files and at what they lie on.
const REASONED: [(&str, &str, &[&str]); 5] = [
    ("UserDefaults", "CA92.1", &["UserDefaults", "AppStorage"]),
    ("SystemBootTime", "35F9.1", &["clock_gettime", "systemUptime", "mach_absolute_time"]),
    ("FileTimestamp", "C617.1", &["fs::metadata", "rusqlite", "attributesOfItem", "contentModificationDate"]),
    ("DiskSpace", "E174.1", &["rusqlite", "statvfs", "volumeAvailableCapacity", "systemFreeSize"]),
    ("ActiveKeyboards", "", &["activeInputModes"]),
];
/// Where such calls may be.
const SOURCES: [&str; 4] = [APP, "ios/Sources", "core/src/client", "core/src/native"];

/// What is collected is what the stores are told; what Apple wants a reason for is what the sources call.
pub(super) fn judge(privacy: &Value, faults: &mut Faults) -> Result<(), String> {
    faults.differ("NSPrivacyTracking", &privacy["NSPrivacyTracking"], &false.into());
    faults.differ("NSPrivacyTrackingDomains", &privacy["NSPrivacyTrackingDomains"], &Value::Array(Vec::new()));
    let purposes = ["NSPrivacyCollectedDataTypePurposeAppFunctionality"];
    let mut collected = BTreeSet::new();
    for kind in privacy["NSPrivacyCollectedDataTypes"].as_array().into_iter().flatten() {
        let name = kind["NSPrivacyCollectedDataType"].as_str().unwrap_or_default();
        collected.insert(name.trim_start_matches("NSPrivacyCollectedDataType").to_owned());
        faults.differ(name, &kind["NSPrivacyCollectedDataTypeLinked"], &true.into());
        faults.differ(name, &kind["NSPrivacyCollectedDataTypeTracking"], &false.into());
        faults.differ(name, &kind["NSPrivacyCollectedDataTypePurposes"], &purposes.into());
    }
    faults.same("types of data", collected, told(&text("docs/store/data.md")?));
    let mut sources = String::new();
    for folder in SOURCES {
        for file in files(&root().join(folder))? {
            sources += &fs::read_to_string(file).unwrap_or_default();
        }
    }
    let called = REASONED.iter().filter(|(.., calls)| calls.iter().any(|call| sources.contains(call)));
    let called = called.map(|(kind, reason, _)| format!("{kind} {reason}"));
    let declared = privacy["NSPrivacyAccessedAPITypes"].as_array().into_iter().flatten().map(|api| {
        let kind = api["NSPrivacyAccessedAPIType"].as_str().unwrap_or_default();
        let reasons = api["NSPrivacyAccessedAPITypeReasons"].as_array().map_or(&[][..], Vec::as_slice);
        let reasons: Vec<&str> = reasons.iter().filter_map(Value::as_str).collect();
        format!("{} {}", kind.trim_start_matches("NSPrivacyAccessedAPICategory"), reasons.join(" "))
    });
    faults.same("calls with a reason", declared, called);
    Ok(())
}

/// Apple's names of what the page about data says is collected: the second column, after the group's name.
fn told(page: &str) -> BTreeSet<String> {
    let rows = page.lines().skip_while(|line| !line.starts_with("| Google | Apple |")).skip(2);
    let cells =
        rows.take_while(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(2)?.split(": ").nth(1));
    let name = |cell: &str| {
        let words = cell.split_whitespace().map(|word| word[..1].to_uppercase() + &word[1..]);
        words.collect::<String>().replace("Id", "ID")
    };
    cells.map(name).collect()
}
