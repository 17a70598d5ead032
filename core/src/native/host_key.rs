//! Reads what a phone's key store says: Android's Keystore and Apple's Secure Enclave write keys and signatures their own ways.

use p256::ecdsa::Signature;

use crate::{bytes::Bytes, client::ports::DeviceKeyError, proof::DevicePublicKey};

/// What stands before the point of a P-256 key in SubjectPublicKeyInfo (RFC 5480), as Android's `getEncoded` writes it.
const SPKI: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// Reads a public key: SubjectPublicKeyInfo as Android writes it, or the X9.63 point as Apple does.
pub fn public_of_host(bytes: &[u8]) -> Result<DevicePublicKey, DeviceKeyError> {
    let point = bytes.strip_prefix(&SPKI).unwrap_or(bytes);
    let key = p256::PublicKey::from_sec1_bytes(point).map_err(|_| DeviceKeyError)?;
    let point = p256::Sec1Point::from(key);
    let point: [u8; 64] = point.as_bytes().get(1..).and_then(|rest| rest.try_into().ok()).ok_or(DeviceKeyError)?;
    Ok(DevicePublicKey(Bytes(point)))
}

/// Reads a signature: DER as both platforms write it, or plain `r ‖ s`.
pub fn signature_of_host(bytes: &[u8]) -> Result<[u8; 64], DeviceKeyError> {
    let signature = Signature::from_der(bytes).or_else(|_| Signature::from_slice(bytes)).map_err(|_| DeviceKeyError)?;
    Ok(signature.to_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        client::{memory::SeedKey, ports::DeviceKey as _},
        secret::Secret,
    };

    #[test]
    fn both_platforms_keys_are_read() {
        let own = SeedKey::new(&Secret::new(vec![7; 32])).public().unwrap();
        let point = own.sec1();
        assert_eq!(public_of_host(&point), Ok(own));
        assert_eq!(public_of_host(&[&SPKI[..], &point].concat()), Ok(own));
        for wrong in [&[][..], &point[1..], &[0; 65], &[&SPKI[..], &point[..64]].concat()] {
            assert_eq!(public_of_host(wrong), Err(DeviceKeyError));
        }
    }

    #[test]
    fn both_spellings_of_a_signature_are_read() {
        let plain = SeedKey::new(&Secret::new(vec![7; 32])).sign(b"a message").unwrap();
        let der = Signature::from_slice(&plain).unwrap().to_der();
        assert_eq!(signature_of_host(der.as_bytes()), Ok(plain));
        assert_eq!(signature_of_host(&plain), Ok(plain));
        assert_eq!(signature_of_host(&plain[1..]), Err(DeviceKeyError));
        assert_eq!(signature_of_host(&[]), Err(DeviceKeyError));
    }
}
