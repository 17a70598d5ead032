//! The real client on the real service, with faults between: what the stories are told with.
//!
//! A [`World`] is a service in this process, on a fresh database with a clock of its own, venues that have gone
//! the whole way, and people whose facts the health authority has sent. A [`Visitor`] is a phone whose way to the service goes
//! through a [`Weather`], which can lose, double, delay and garble. [`process`] and [`desk`] are the same with the shipped
//! programs, real sockets and real files, so that they can be killed.
#![allow(clippy::missing_panics_doc, reason = "a panic is how a story fails")]

pub mod chromium;
pub mod desk;
pub mod process;
mod weather;
mod world;

pub use weather::{Fault, Weather};
pub use world::{HOME, Held, TestClock, Visitor, World, application, iin};
