//! The real client on the real service in one process, with faults between: what the stories are told with.
//!
//! A [`World`] is a service on a fresh database with a clock of its own, venues made live by the operator, and people
//! whose facts the health authority has sent. A [`Visitor`] is a phone whose way to the service goes through a
//! [`Weather`], which can lose, double, delay and garble.

mod weather;
mod world;

pub use weather::{Fault, Weather};
pub use world::{HOME, Held, TestClock, Visitor, World, iin};
