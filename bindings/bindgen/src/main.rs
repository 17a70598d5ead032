//! Writes the bindings' sources: `ashyq-bindgen LIBRARY LANGUAGE FOLDER`, as `cargo xtask bindings` calls it.
//!
//! A crate of its own, so that nothing of the generator is built into the library.

mod fields;
mod secretive;
mod statuses;

use std::{fmt::Display, fs, path::Path, process::ExitCode};

use uniffi_bindgen::{
    BindgenLoader, BindgenPaths, GlobalConfig,
    bindings::{GenerateOptions, TargetLanguage, generate, python::run_pipeline},
};

/// What is generated differently for Android.
const ANDROID: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../android.toml");

/// The one file that UniFFI writes for Kotlin, by the package's name in `uniffi.toml`.
const KOTLIN: &str = "kz/ashyq/ashyq.kt";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let written = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [library, "kotlin", folder] => kotlin(library, folder, None),
        [library, "android", folder] => kotlin(library, folder, Some(ANDROID)),
        [library, "swift", folder] => write(library, TargetLanguage::Swift, folder, None),
        [library, "python", folder] => python(library, folder),
        _ => Err(String::from("ashyq-bindgen LIBRARY kotlin|android|swift|python FOLDER")),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn kotlin(library: &str, folder: &str, config: Option<&str>) -> Result<(), String> {
    write(library, TargetLanguage::Kotlin, folder, config)?;
    let file = Path::new(folder).join(KOTLIN);
    let told = |error| format!("{}: {error}", file.display());
    let source = fs::read_to_string(&file).map_err(told)?;
    fs::write(&file, secretive::kept_quiet(statuses::used_again(&source)?)?).map_err(told)
}

fn python(library: &str, folder: &str) -> Result<(), String> {
    let mut paths = BindgenPaths::default();
    paths.add_cargo_metadata_layer(true).map_err(with_causes)?;
    let loader = BindgenLoader::new(paths, GlobalConfig::default());
    let interface = fields::told_with_their_owner(loader.load_metadata(library.into()).map_err(with_causes)?);
    let root = loader.load_pipeline_initial_root(library.into(), interface).map_err(with_causes)?;
    run_pipeline(root, folder.into(), None).map_err(with_causes)
}

fn write(library: &str, language: TargetLanguage, folder: &str, config: Option<&str>) -> Result<(), String> {
    let options = GenerateOptions {
        languages: vec![language],
        source: library.into(),
        out_dir: folder.into(),
        config_override: config.map(Into::into),
        metadata_no_deps: true,
        ..GenerateOptions::default()
    };
    generate(options).map_err(with_causes)
}

fn with_causes(error: impl Display) -> String {
    format!("{error:#}")
}
