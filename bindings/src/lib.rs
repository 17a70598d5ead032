//! The core's API for Kotlin, Swift and Python.
//!
//! A type is a mirror of the core's (`mirror/`), so that one that drifts does not compile; a method is one line. Every
//! export that can fail or panic returns `Result`: a panic then becomes an exception instead of the end of the app, and
//! the object goes on. Whatever waits for the network or the disk runs on the one runtime in `run`: whoever stops waiting
//! for it loses nothing, and `cancel` ends the waiting itself.
//!
//! Start at [`open_phone`].

mod challenge;
mod checker;
mod confirmation;
mod host_key;
mod iin;
mod log_in;
mod mirror;
mod phone;
mod run;
mod scanner;
mod session;
mod staff;
#[cfg(feature = "trials")]
mod trials;
mod words;

pub use challenge::Challenge;
pub use checker::Checker;
pub use confirmation::Confirmation;
pub use host_key::{HostKey, HostKeyError};
pub use iin::{EntryByIin, ExitByIin};
pub use log_in::LogIn;
pub use phone::{Start, open_phone};
pub use scanner::Scanner;
pub use session::Session;
pub use staff::{Role, Shift, Staff};

uniffi::setup_scaffolding!("ashyq");
