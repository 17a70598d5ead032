//! The screens and the app around them, type-checked against stubs of Apple's surface: a renamed state or a missing case is an error.
//! Not compiled against the real SDK here.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    command::{self, error_at, root},
    swift::Toolchain,
};

/// The stubs, each after those that it names.
const STUBS: [&str; 12] = [
    "CoreFoundationTypes",
    "Accessibility",
    "AudioToolbox",
    "UIKit",
    "SwiftUI",
    "CoreGraphics",
    "ImageIO",
    "Security",
    "Network",
    "AVFoundation",
    "PhotosUI",
    "UserNotifications",
];
/// The app's modules that name Apple's frameworks, each after those that it names, and where they are.
const MODULES: [(&str, &str); 3] =
    [("AshyqCore", "ios/Sources/AshyqCore"), ("AshyqUI", "ios/Sources/AshyqUI"), ("AshyqApp", super::APP)];

/// Whether the app fits the models below `modules`, where SwiftPM has laid them and the core.
pub(super) fn fit(toolchain: &Toolchain, modules: &Path) -> Result<bool, String> {
    let made = root().join("target/swift/stubs");
    // What was made of a stub that is gone would go on standing in for it.
    if made.exists() {
        fs::remove_dir_all(&made).map_err(error_at(&made))?;
    }
    fs::create_dir_all(&made).map_err(error_at(&made))?;
    are_all_named()?;
    let check = Check { toolchain, made, modules };
    for stub in STUBS {
        check.module(stub, &format!("ios/stubs/{stub}"), false)?;
    }
    for (module, folder) in MODULES {
        check.types(module, folder)?;
        check.module(module, folder, true)?;
    }
    Ok(true)
}

/// A stub that nobody compiles would stand for nothing.
fn are_all_named() -> Result<(), String> {
    for entry in fs::read_dir(root().join("ios/stubs")).map_err(|error| error.to_string())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !STUBS.contains(&name.as_str()) {
            return Err(format!("ios/stubs/{name} is not in the order of xtask/src/ios/views.rs"));
        }
    }
    Ok(())
}

struct Check<'a> {
    toolchain: &'a Toolchain,
    /// Where modules are laid.
    made: PathBuf,
    /// Where others' are.
    modules: &'a Path,
}

impl Check<'_> {
    /// Looks at each type of a module; what is doubtful is an error.
    fn types(&self, module: &str, folder: &str) -> Result<(), String> {
        self.compile(module, folder, &["-typecheck", "-warnings-as-errors"])
    }

    /// Lays down what others see of a module.
    fn module(&self, module: &str, folder: &str, ours: bool) -> Result<(), String> {
        let file = self.made.join(format!("{module}.swiftmodule"));
        let quiet: &[&str] = if ours { &[] } else { &["-suppress-warnings"] };
        self.compile(module, folder, &[&["-emit-module", "-o", &file.display().to_string()], quiet].concat())
    }

    fn compile(&self, module: &str, folder: &str, what: &[&str]) -> Result<(), String> {
        let mut swiftc = self.toolchain.command("swiftc");
        swiftc.args(["-swift-version", "6", "-parse-as-library", "-module-name", module]).args(what);
        swiftc.arg("-I").arg(&self.made).arg("-I").arg(self.modules);
        swiftc.arg("-I").arg(root().join("target/swift/Ashyq/Sources/AshyqFFI"));
        let works = command::works(swiftc.args(super::sources(folder)?));
        works.then_some(()).ok_or_else(|| format!("{folder} does not fit"))
    }
}
