//! What is counted as one address.

use std::net::IpAddr;

/// What is counted as one address: a whole IPv4 address, or the first 64 bits of an IPv6 one, which one household has.
pub(crate) fn counted(address: IpAddr) -> [u8; 8] {
    let mut counted = [0, 0, 0xff, 0xff, 0, 0, 0, 0];
    match address.to_canonical() {
        IpAddr::V4(address) => counted[4..].copy_from_slice(&address.octets()),
        IpAddr::V6(address) => counted.copy_from_slice(&address.octets()[..8]),
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_counts_as_one_address() {
        let counted = |text: &str| counted(text.parse().unwrap());
        assert_eq!(counted("2001:db8::1"), counted("2001:db8::2"));
        assert_ne!(counted("2001:db8::1"), counted("2001:db8:0:1::1"));
        assert_ne!(counted("192.0.2.1"), counted("192.0.2.2"));
        assert_eq!(counted("192.0.2.1"), counted("::ffff:192.0.2.1"));
    }
}
