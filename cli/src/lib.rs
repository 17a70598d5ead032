//! Placeholder.

pub mod film;
