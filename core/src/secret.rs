//! A value that must not be seen: masked when printed, zeroed when dropped.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

/// A value that no log, error or screen may show by accident.
///
/// It has no `Display` and no `Serialize`; its `Debug` is a mask. Whoever needs the value says why in [`Secret::expose`].
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T: Zeroize>(Zeroizing<T>);

impl<T: Zeroize> Secret<T> {
    /// Hides a value.
    pub fn new(value: T) -> Self {
        Self(Zeroizing::new(value))
    }

    /// Lends the value for the stated reason, which a reader can search for.
    pub fn expose(&self, _reason: &'static str) -> &T {
        &self.0
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(•••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_a_secret_shows_a_mask() {
        let secret = Secret::new(String::from("77051234567"));
        assert_eq!(format!("{secret:?}"), "Secret(•••)");
        assert_eq!(secret.expose("the test compares it"), "77051234567");
    }
}
