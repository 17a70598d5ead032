#if canImport(Security)
import Ashyq
import Foundation
import Security

/// The device key in the Secure Enclave; it never leaves it. Whatever is thrown here is `Unusable` to the core.
public final class HardwareKey: HostKey {
    private static let tag = Data("kz.ashyq.device-key".utf8)

    public init() {}

    public func publicKey() throws -> Data {
        let key = try known() ?? make()
        guard let shared = SecKeyCopyPublicKey(key), let bytes = SecKeyCopyExternalRepresentation(shared, nil) else {
            throw HostKeyError.Unusable
        }
        return bytes as Data
    }

    public func sign(message: Data) throws -> Data {
        let way = SecKeyAlgorithm.ecdsaSignatureMessageX962SHA256
        guard let key = try known(), let signature = SecKeyCreateSignature(key, way, message as CFData, nil) else {
            throw HostKeyError.Unusable
        }
        return signature as Data
    }

    /// The key that was made before; an error where the Keychain does not answer, so that no second one is made then.
    private func known() throws -> SecKey? {
        let query: [CFString: Any] = [
            kSecClass: kSecClassKey, kSecAttrKeyType: kSecAttrKeyTypeECSECPrimeRandom,
            kSecAttrApplicationTag: Self.tag, kSecReturnRef: true,
        ]
        var found: CFTypeRef?
        switch SecItemCopyMatching(query as CFDictionary, &found) {
        case errSecSuccess: return (found as! SecKey)
        case errSecItemNotFound: return nil
        default: throw HostKeyError.Unusable
        }
    }

    private func make() throws -> SecKey {
        // Used without unlocking: a request may go out while the phone lies in a pocket.
        let protection = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
        guard let access = SecAccessControlCreateWithFlags(nil, protection, .privateKeyUsage, nil) else {
            throw HostKeyError.Unusable
        }
        let kept: [CFString: Any] = [
            kSecAttrIsPermanent: true, kSecAttrApplicationTag: Self.tag, kSecAttrAccessControl: access,
        ]
        let wanted: [CFString: Any] = [
            kSecAttrKeyType: kSecAttrKeyTypeECSECPrimeRandom, kSecAttrKeySizeInBits: 256,
            kSecAttrTokenID: kSecAttrTokenIDSecureEnclave, kSecPrivateKeyAttrs: kept,
        ]
        guard let key = SecKeyCreateRandomKey(wanted as CFDictionary, nil) else { throw HostKeyError.Unusable }
        return key
    }
}
#endif
