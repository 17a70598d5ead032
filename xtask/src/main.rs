//! `cargo xtask`: what README and CI call.
//!
//! `cargo xtask test [PART…]` runs every check, or those of the named parts; `cargo xtask bench [WHAT]` measures; `cargo
//! xtask prove ID` runs what a promise rests on for longer.

mod android;
mod bench;
mod bindings;
mod browser;
mod command;
mod foreign;
mod ios;
mod kotlin;
mod phones;
mod prove;
mod rules;
mod rust;
mod service;
mod swift;
mod test;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask test [PART…]             every check, or those of the parts: rust service browser python kotlin swift
                                     phones android ios
cargo xtask bindings [LANGUAGE…]     the core as a package of kotlin, swift, python
cargo xtask android                  the app for Android: compiled, tested, drawn, packed; or `tests [FILTER]`, `package`
      pictures                       takes the pictures as they are now for seen
      lock                           works out anew what belongs to the versions of android/gradle/libs.versions.toml
cargo xtask ios                      the XCFramework, on a Mac, with what the app's project names; or `project` alone
cargo xtask pages                    pictures of every page, side by side
cargo xtask phones                   the bindings type-checked for both phones, Android's library linked and looked at
cargo xtask phones --release         Android's libraries as they are shipped, by the NDK
cargo xtask bench [WHAT] [--json FILE]   measures: service board bindings scan
      scan [--photos DIR] [--seed N] [--film FILE] [--films N] [--compare FILE] [--each FILE]
      scan --explain IMAGE | --forms | --door FILE   draws every stage on a picture; compares forms of a poster's code;
                                     plots films that get harder
cargo xtask prove ID [--seconds N] [--seed N]   the long run of a promise: T01 T03 T05 T08 T20";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test", parts @ ..] => test::run(parts),
        ["bench", rest @ ..] => bench::run(rest),
        ["android", rest @ ..] => android::android(rest),
        ["bindings", languages @ ..] => bindings::run(languages),
        ["ios", rest @ ..] => ios::ios(rest),
        ["pages"] => browser::pages(),
        ["phones"] => phones::phones(),
        ["phones", "--release"] => phones::release(),
        ["prove", rest @ ..] => prove::run(rest),
        _ => Err(format!("what to do?\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
