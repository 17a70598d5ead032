//! `cargo xtask bench`: tables of ratios, each measured in one run beside a peer or a limit.

/// Measures what is named, or everything there is.
pub(crate) fn run(words: &[&str]) -> Result<(), String> {
    Err(format!("there is no bench {words:?}"))
}
