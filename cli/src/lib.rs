//! The terminal app: the visitor's app on a desk, over the same core as the phones.
//!
//! # Where to start
//!
//! 1. [`args`] is the command line; [`command::run`] does what it asks for.
//! 2. [`phone`] opens a profile on this desk's real parts; [`desk`] is where a person types and reads.
//! 3. [`screen`] is what a person sees: pages of lines, painted or plain.
//! 4. `demo` shows everything in one run; its module says where to start.
//! 5. [`film`] films posters, for the demo and for measuring.

#[macro_use]
mod side_by_side;

pub mod args;
pub mod command;
#[cfg(feature = "demo")]
pub mod demo;
pub mod desk;
pub mod ending;
pub mod film;
pub mod input;
pub mod phone;
pub mod profile;
pub mod say;
pub mod screen;
mod usage;

use std::{ffi::OsString, process::ExitCode};

use clap::Parser as _;

use crate::{args::Args, desk::Desk};

/// Reads the command line, runs the command, and says by the exit code how it ended.
pub fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let args = match Args::try_parse_from(&words) {
        Ok(args) => args,
        Err(error) => return cannot_read(&words, &error),
    };
    let mut desk = Desk::standard(args.options);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let Ok(runtime) = runtime else { return ExitCode::from(101) };
    match runtime.block_on(command::run(&mut desk, &args.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(ending) => {
            desk.refuse(args.command.name(), &ending);
            ExitCode::from(ending.kind as u8)
        }
    }
}

/// Says what is wrong with a command line; help and the version are what was asked for.
fn cannot_read(words: &[OsString], error: &clap::Error) -> ExitCode {
    if usage::is_help(error) {
        let _ = error.print();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    }
    let language = usage::language(words, |name| std::env::var(name).ok());
    let ending = usage::ending(language, error);
    if words.iter().any(|word| word == "--json") {
        println!("{}", serde_json::json!({ "command": null, "refused": ending.key, "sentence": ending.sentence }));
    }
    eprintln!("{}", ending.sentence);
    ExitCode::from(ending.kind as u8)
}
