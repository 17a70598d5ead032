//! Everything true about Ashyq visits.
//!
//! # Where to start
//!
//! 1. [`visit::Visit::apply`] is the state machine of one stay; the phone and the service call the same function.
//! 2. [`rules::Rules`] turns facts into a [`status::Status`] and a status into a [`decision::Decision`]; rules are data.
//! 3. [`poster`], [`pass`] and [`door_code`] are what a wall, a phone and a board show; [`keys`] says whom to believe;
//!    [`check`] is what a member of staff sees of a pass.
//! 4. [`wire`] is what phone and service say to each other; [`proof`] is how a request shows which phone made it.
//! 5. [`client`] is the visitor's side over its ports; [`native`] puts the ports on real parts.
//! 6. [`scan`] knows pixels and text: frames of luma in, what was seen out.
//! 7. [`words`] has every text that a person reads or hears.
//!
//! Nothing outside [`native`] reads a clock, draws a random number, touches a file or a socket.

pub mod bin;
pub mod bytes;
pub mod check;
pub mod claim;
pub mod decision;
pub mod door_code;
pub mod id;
pub mod iin;
pub mod keys;
pub mod moment;
pub mod not_live;
pub mod oked;
pub mod pass;
pub mod phone;
pub mod place;
pub mod poster;
pub mod practice;
pub mod problem;
pub mod proof;
pub mod rules;
pub mod secret;
pub mod status;
mod typed_code;
pub mod typing;
pub mod visit;
pub mod wire;
pub mod words;

#[cfg(feature = "client")]
pub mod client;

#[cfg(feature = "native")]
pub mod native;
#[cfg(feature = "scan")]
pub mod scan;
