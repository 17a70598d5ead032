//! Random bytes from the system.

/// Makes random bytes.
///
/// # Panics
///
/// If the system has no randomness: nothing secret can be made then.
#[expect(clippy::expect_used, reason = "going on without randomness would be worse than stopping")]
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}
