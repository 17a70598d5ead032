//! The cabinet: who logs in with a browser, and in which role.
//!
//! A browser is known by a random cookie before anybody logs in, as a phone is by its device key; a log-in code that one
//! browser asked for helps no other. Operators and associations prove a one-time password (RFC 6238) as well.

pub mod associations;
pub(crate) mod cookie;
pub(crate) mod deletion;
pub(crate) mod log_in;
pub mod members;
pub mod session;
pub(crate) mod totp;
