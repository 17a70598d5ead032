//! The phone's side, a visitor's or a member of staff's: the only asynchronous code of the core, over its ports; it knows
//! no runtime.
//!
//! [`open`] the phone; what comes out is a [`LogIn`] or a [`Session`]. State is returned, not observed: a screen asks
//! [`Session::door`] or [`Session::held_status`] as often as it draws. Whoever has a role goes on with
//! [`Session::staff`].

pub mod code_drawing;
mod confirmation;
mod device;
mod door;
mod exchange;
mod held;
mod log_in;
pub mod memory;
mod outbox;
mod owner;
pub mod ports;
mod refusal;
mod sealed;
mod session;
mod staff;
mod status;
mod stay;
mod tokens;
pub mod tracked_clock;
mod visits;
mod what_is_open;

use std::sync::Arc;

pub use confirmation::{Action, Confirmation};
pub use device::OpenError;
pub use door::{DecisionScreen, DoorScreen, VisitScreen};
pub use log_in::{Challenge, LogIn};
pub use outbox::Delivery;
pub use refusal::{ClientError, Fill, Refusal};
pub use session::Session;
pub use staff::{CheckError, Checker, EntryByIin, ExitByIin, NotAPass, OpenedShift, OtherMode, Staff, StaffScreen};
#[cfg(feature = "scan")]
pub use staff::{Sight, prefixes};
pub use status::StatusScreen;
pub use visits::{VisitLine, WAIT_FOR_DECISION};
pub use what_is_open::{OpenKind, WhatIsOpen};

use crate::{client::device::Device, keys::PublicKey};

/// What an app is built with.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// The offline root that signs the key set.
    pub root: PublicKey,
    /// The app's version, to be compared with the least one that the service asks for.
    pub app_version: u32,
}

/// Where a phone starts.
#[derive(Clone)]
pub enum Start {
    /// Nobody is logged in.
    LogIn(LogIn),
    /// A visitor is.
    Session(Session),
}

/// Opens the phone: what it holds is read, and what an earlier run left half done is settled.
pub fn open(config: Config, ports: ports::Ports) -> Result<Start, OpenError> {
    let device = Arc::new(Device::open(config, ports)?);
    let logged_in = device.state().tokens.is_some();
    Ok(if logged_in { Start::Session(Session { device }) } else { Start::LogIn(LogIn { device }) })
}
