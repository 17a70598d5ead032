//! The authenticator app of a person with an office: one-time passwords of RFC 6238, written apart from the service's own.

use std::time::Duration;

use ashyq_core::moment::Moment;
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// How long a password stands.
pub(super) const STEP: Duration = Duration::from_secs(30);

/// An authenticator app with one secret in it.
pub(super) struct Authenticator(Vec<u8>);

impl Authenticator {
    /// Takes the secret as the cabinet shows it once.
    pub(super) fn set_up(secret: &str) -> Option<Self> {
        BASE32_NOPAD.decode(secret.as_bytes()).ok().map(Self)
    }

    /// The six digits that it shows now.
    pub(super) fn shows(&self, now: Moment) -> String {
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return String::new() };
        mac.update(&u64::from(now.slot(STEP)).to_be_bytes());
        let tag = mac.finalize().into_bytes();
        let at = usize::from(tag[19] & 15);
        let number = tag[at..at + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_the_passwords_of_rfc_6238() {
        let app = Authenticator::set_up("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap();
        for (seconds, shown) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(app.shows(Moment(seconds * 1000)), shown);
        }
    }
}
