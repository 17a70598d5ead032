//! Placeholder.
#[cfg(feature = "scan")]
pub mod scan;
pub mod words;
