//! One-time passwords by time (RFC 6238): six digits, HMAC-SHA-1, steps of 30 seconds, as every authenticator app has them.

use ashyq_core::moment::Moment;
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;

/// The length of a step, in milliseconds.
const STEP_MS: i64 = 30_000;
/// The length of a secret, in bytes: that of the hash (RFC 4226 section 4, R6).
pub(crate) const SECRET: usize = 20;
/// What stands in front of the account in an authenticator app.
const ISSUER: &str = "Ashyq";

/// The step of a moment.
pub(crate) fn step(at: Moment) -> i64 {
    at.millis().div_euclid(STEP_MS)
}

/// The newest step near a moment whose password this is: the present one, the one before or the one after.
pub(crate) fn matching(secret: &[u8], digits: &str, at: Moment) -> Option<i64> {
    let present = step(at);
    // Every step is compared, so that the time says nothing.
    [present - 1, present, present + 1].into_iter().fold(None, |found, step| {
        let fits: bool = password(secret, step).as_bytes().ct_eq(digits.as_bytes()).into();
        if fits { Some(step) } else { found }
    })
}

/// The password of a step (RFC 4226 section 5.3).
pub(crate) fn password(secret: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        unreachable!("HMAC takes a key of any length (RFC 2104)")
    };
    mac.update(&step.to_be_bytes());
    let tag = mac.finalize().into_bytes();
    let offset = usize::from(tag[tag.len() - 1] & 0xf);
    let number = tag[offset..offset + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// A secret as people type it into an authenticator app.
pub(crate) fn text(secret: &[u8]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// What an authenticator app reads from a QR code.
pub(crate) fn uri(secret: &[u8], account: &str) -> String {
    format!("otpauth://totp/{ISSUER}:{account}?secret={}&issuer={ISSUER}", text(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC_SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn passwords_are_those_of_rfc_6238() {
        // Appendix B, its last six digits.
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(password(RFC_SECRET, step(Moment(seconds * 1000))), expected);
        }
    }

    #[test]
    fn a_password_counts_in_its_step_and_the_ones_beside_it() {
        let at = Moment(1_795_348_800_000);
        for off in -3..=3_i64 {
            let found = matching(RFC_SECRET, &password(RFC_SECRET, step(at) + off), at);
            assert_eq!(found, (off.abs() <= 1).then_some(step(at) + off), "{off}");
        }
        assert_eq!(matching(RFC_SECRET, "", at), None);
    }

    #[test]
    fn an_app_reads_secret_and_issuer() {
        assert_eq!(text(RFC_SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(
            uri(RFC_SECRET, "67"),
            "otpauth://totp/Ashyq:67?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Ashyq"
        );
    }
}
