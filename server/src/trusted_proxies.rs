//! Whose word on the visitor's address counts: only that of proxies that the operator named.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
};

/// Addresses and networks of the proxies in front.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// An address with the number of its leading bits that count, over IPv6 with IPv4 mapped into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: u128,
    bits: u32,
}

impl TrustedProxies {
    /// Reads addresses (`10.0.0.7`, `::1`) and networks (`10.0.0.0/8`) with commas between; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(Network::parse).collect::<Option<_>>().map(Self)
    }

    /// Whether the address is a trusted proxy's.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = whole(address);
        self.0.iter().any(|network| (address ^ network.address).checked_shr(128 - network.bits).unwrap_or(0) == 0)
    }

    /// The address to count requests by: the peer's, or, where the peer is a trusted proxy, the last one of
    /// `X-Forwarded-For` that no trusted proxy has. What stands before it can be written by anyone.
    ///
    /// Headers come in their order, each with one or more addresses.
    pub fn client_address<'a>(&self, peer: IpAddr, forwarded_for: impl DoubleEndedIterator<Item = &'a str>) -> IpAddr {
        let mut client = peer.to_canonical();
        for text in forwarded_for.rev().flat_map(|header| header.rsplit(',')) {
            if !self.contains(client) {
                break;
            }
            match text.trim().parse::<IpAddr>() {
                Ok(next) => client = next.to_canonical(),
                Err(_) => break,
            }
        }
        client
    }
}

impl Network {
    fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.split_once('/') {
            None => (text.parse::<IpAddr>().ok()?, None),
            Some((address, bits)) => (address.parse().ok()?, Some(bits.parse::<u32>().ok()?)),
        };
        let own = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(own);
        (bits <= own).then_some(Self { address: whole(address), bits: 128 - own + bits })
    }
}

impl fmt::Display for TrustedProxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, network) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{}/{}", Ipv6Addr::from(network.address), network.bits)?;
        }
        Ok(())
    }
}

fn whole(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn addresses_and_networks_are_read_and_everything_else_is_not() {
        let proxies = TrustedProxies::parse("10.0.0.0/8, ::1,192.0.2.7").unwrap();
        for inside in ["10.255.0.1", "::1", "192.0.2.7", "::ffff:10.1.2.3"] {
            assert!(proxies.contains(address(inside)), "{inside}");
        }
        for outside in ["11.0.0.1", "::2", "192.0.2.8"] {
            assert!(!proxies.contains(address(outside)), "{outside}");
        }
        assert_eq!(TrustedProxies::parse(""), Some(TrustedProxies::default()));
        assert!(TrustedProxies::parse("0.0.0.0/0").unwrap().contains(address("8.8.8.8")));
        assert!(TrustedProxies::parse("::/0").unwrap().contains(address("2001:db8::1")));
        for text in ["10.0.0.0/33", "10.0.0", "proxy.example", "10.0.0.1/x"] {
            assert_eq!(TrustedProxies::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_stranger_cannot_choose_the_address_that_is_counted() {
        let proxies = TrustedProxies::parse("10.0.0.0/8").unwrap();
        let client =
            |peer: &str, headers: &[&str]| proxies.client_address(address(peer), headers.iter().copied()).to_string();
        assert_eq!(client("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["198.51.100.1, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["198.51.100.1", "203.0.113.9, 10.0.0.2"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["nonsense"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }
}
