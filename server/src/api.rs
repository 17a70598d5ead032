//! The handlers, one module a subject. What only the service's routes say stands beside its handler.

pub(crate) mod applications;
pub(crate) mod association;
pub mod audit;
pub mod board;
pub(crate) mod business;
pub mod claims;
pub mod entry;
pub mod exit;
pub mod facts;
pub(crate) mod health;
pub(crate) mod iin;
mod judge;
pub(crate) mod log_in;
pub(crate) mod notices;
pub mod posters;
pub(crate) mod practice;
pub(crate) mod publications;
pub(crate) mod record;
pub(crate) mod rules;
pub(crate) mod session;
pub mod sources;
pub mod staff;
pub(crate) mod status;
pub mod venues;
