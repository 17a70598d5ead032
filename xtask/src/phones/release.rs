//! Android's libraries as they are shipped: compiled and linked by the NDK.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    SMALL, SMALL_C, SMALL_SQLITE,
    library::{Fault, Library},
    read,
};
use crate::command::{self, error_at, target};

/// Android's name, Rust's name and the NDK compiler's name of each processor.
const PROCESSORS: [(&str, &str, &str); 3] = [
    ("arm64-v8a", "aarch64-linux-android", "aarch64-linux-android26"),
    ("armeabi-v7a", "armv7-linux-androideabi", "armv7a-linux-androideabi26"),
    ("x86_64", "x86_64-linux-android", "x86_64-linux-android26"),
];

/// Builds the libraries for every processor, each exporting what is expected, into the module for Android that `cargo xtask
/// bindings kotlin` lays out.
pub(super) fn release(expected: &BTreeSet<String>) -> Result<(), String> {
    let tools = here()?;
    for (android, rust, clang) in PROCESSORS {
        let mut cargo = build(&tools, rust, clang);
        if !command::works(&mut cargo) {
            return Err(format!("the library for {android} did not build; `rustup target add {rust}` brings its Rust"));
        }
        let built = target().join(rust).join("phone/libashyq.so");
        let folder = target().join("bindings/kotlin/android/src/main/jniLibs").join(android);
        let library = folder.join("libashyq.so");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::copy(&built, &library).map(|_| ()))
            .map_err(error_at(&library))?;
        // What it asks for, the NDK's linker has found in Android 8.
        let faults = Library::read(&read(&library)?)?.faults(expected);
        if let Some(fault) = faults.iter().find(|fault| !matches!(fault, Fault::Asks(_))) {
            return Err(format!("{}: {fault}", library.display()));
        }
        println!("{}", library.display());
    }
    Ok(())
}

/// The NDK's programs on this machine.
pub(super) fn here() -> Result<PathBuf, String> {
    ndk(|name| env::var_os(name).map(PathBuf::from))
}

fn build(tools: &Path, rust: &str, clang: &str) -> Command {
    let mut cargo = command::cargo();
    let (compiler, variable) = (tools.join(format!("{clang}-clang")), rust.replace('-', "_"));
    cargo
        .env(format!("CC_{variable}"), &compiler)
        .env(format!("CFLAGS_{variable}"), SMALL_C)
        .env("LIBSQLITE3_FLAGS", SMALL_SQLITE)
        .env(format!("AR_{variable}"), tools.join("llvm-ar"))
        .env(format!("CARGO_TARGET_{}_LINKER", variable.to_uppercase()), &compiler)
        .args(["rustc", "--package", "ashyq-bindings", "--lib", "--profile", "phone", "--target", rust])
        .args(["--crate-type", "cdylib", "--", "-Clink-arg=-Wl,-z,defs"])
        .arg(format!("-Clink-arg={SMALL}"));
    cargo
}

/// The NDK's programs: of the NDK that a variable names, or of the newest that the SDK holds.
fn ndk(variable: impl Fn(&str) -> Option<PathBuf>) -> Result<PathBuf, String> {
    let named = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"].iter().find_map(|name| variable(name));
    let newest = || {
        let kept = variable("ANDROID_HOME")?.join("ndk");
        let version = |folder: &PathBuf| -> Vec<u64> {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            name.split('.').filter_map(|number| number.parse().ok()).collect()
        };
        fs::read_dir(kept).ok()?.filter_map(|entry| Some(entry.ok()?.path())).max_by_key(version)
    };
    let ndk =
        named.or_else(newest).ok_or("no NDK is here: ANDROID_NDK_HOME names its folder, ANDROID_HOME an SDK's")?;
    // One folder, named after the machine that the NDK is for.
    let hosts = fs::read_dir(ndk.join("toolchains/llvm/prebuilt")).ok();
    let host = hosts.and_then(|mut hosts| hosts.find_map(|entry| Some(entry.ok()?.path().join("bin"))));
    host.ok_or_else(|| format!("{} is no NDK", ndk.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ndk_is_the_one_that_is_named_else_the_newest_of_the_sdk_else_its_absence_is_said() {
        let folder = env::temp_dir().join(format!("ashyq-ndk-{}", std::process::id()));
        let bin = |ndk: &str| folder.join(ndk).join("toolchains/llvm/prebuilt/linux-x86_64/bin");
        for ndk in ["ndk/9.1.5", "ndk/29.0.2", "named"] {
            fs::create_dir_all(bin(ndk)).unwrap();
        }
        let found = |variables: &[(&str, &str)]| {
            ndk(|wanted| variables.iter().find(|(name, _)| *name == wanted).map(|(_, path)| folder.join(path)))
        };
        assert_eq!(found(&[("ANDROID_HOME", "")]), Ok(bin("ndk/29.0.2")));
        assert_eq!(found(&[("ANDROID_HOME", ""), ("ANDROID_NDK_HOME", "named")]), Ok(bin("named")));
        assert_eq!(found(&[("ANDROID_NDK_ROOT", "named")]), Ok(bin("named")));
        assert!(found(&[("ANDROID_NDK_HOME", "ndk")]).unwrap_err().ends_with("is no NDK"));
        assert!(found(&[("ANDROID_HOME", "named")]).unwrap_err().starts_with("no NDK is here"));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_libraries_are_built_with_the_ndk_for_android_8_and_pages_of_16_kb() {
        for (_, rust, clang) in PROCESSORS {
            let cargo = build(Path::new("/ndk/bin"), rust, clang);
            let linker = format!("CARGO_TARGET_{}_LINKER", rust.replace('-', "_").to_uppercase());
            let expected = PathBuf::from(format!("/ndk/bin/{clang}-clang"));
            assert!(clang.ends_with("26"));
            assert!(
                cargo.get_envs().any(|(name, value)| name == linker.as_str() && value == Some(expected.as_os_str()))
            );
            assert!(cargo.get_args().any(|argument| argument.to_string_lossy().contains("max-page-size=16384")));
        }
    }
}
