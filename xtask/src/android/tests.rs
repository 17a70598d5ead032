//! The app's tests: the real Activity with the real core under Robolectric, in one Java.

use std::{fs, path::Path, process::Command};

use super::{APP, artifacts::Artifacts, compile::Compiler, error_at, java, pictures, resources::Resources};
use crate::{
    command::root,
    kotlin::{self, class_path, files},
};

/// What runs the tests whose names contain a word: against the programs beside the library.
pub(super) fn command(
    artifacts: &Artifacts,
    compiler: &Compiler<'_>,
    resources: &Resources,
    library: &Path,
    filter: &str,
) -> Result<Command, String> {
    let below = super::folder();
    let (settings, jars, own) = (below.join("robolectric"), below.join("robolectric/jars"), below.join("tests"));
    kotlin::empty(&own)?;
    if filter.is_empty() {
        kotlin::empty(&pictures::folder())?;
    }
    let config = settings.join("com/android/tools/test_config.properties");
    fs::create_dir_all(config.with_file_name("")).map_err(error_at(&config))?;
    fs::create_dir_all(&jars).map_err(error_at(&jars))?;
    let said = format!(
        "android_merged_manifest={}\nandroid_resource_apk={}\nandroid_custom_package={APP}\n",
        resources.manifest().display(),
        resources.apk().display()
    );
    fs::write(&config, said).map_err(error_at(&config))?;
    // Under the name that it has in Maven's repository.
    let android = artifacts.only("android-run")?;
    let name = android.file_name().unwrap_or_default().to_string_lossy();
    let link = jars.join(name.split_once("__").map_or(&*name, |(_, name)| name));
    if !link.exists() {
        std::os::unix::fs::symlink(&android, &link).map_err(error_at(&link))?;
    }
    let programs = library.with_file_name("");
    let mut path = vec![settings.clone(), compiler.classes("tests")];
    path.extend(compiler.all());
    path.push(resources.classes());
    path.extend(artifacts.jars("test"));
    // Last: what Robolectric runs in its place must be found first.
    path.push(artifacts.only("android")?);
    let mut tests = java("3g");
    // Android's own cleaner of forgotten objects is Java's behind another name.
    tests.args(["--add-exports", "--add-opens"].map(|how| format!("{how}=java.base/jdk.internal.ref=ALL-UNNAMED")));
    tests.args(["-Dfile.encoding=UTF-8", "-Duser.timezone=UTC", "-Duser.language=en", "-Drobolectric.offline=true"]);
    for (name, value) in [
        ("robolectric.dependency.dir", jars),
        ("jna.library.path", programs.clone()),
        ("java.library.path", programs.clone()),
        ("ashyq.story", programs.join("ashyq-story-service")),
        ("ashyq.folder", own),
        ("ashyq.drawn", below.clone()),
    ] {
        tests.arg(format!("-D{name}={}", value.display()));
    }
    tests.arg("-cp").arg(class_path(&path)).arg(root().join("xtask/src/android/Tests.java")).arg(filter);
    tests.args(classes()?);
    Ok(tests)
}

/// The classes of tests, one a file.
fn classes() -> Result<Vec<String>, String> {
    let folder = root().join("android/app/src/test/kotlin");
    let class = |file: &std::path::PathBuf| {
        let name = file.strip_prefix(&folder).ok()?.to_str()?.strip_suffix(".kt")?;
        name.ends_with("Test").then(|| name.replace('/', "."))
    };
    let classes: Vec<String> = files(&folder)?.iter().filter_map(class).collect();
    if classes.is_empty() { Err(format!("{} holds no tests", folder.display())) } else { Ok(classes) }
}
