// Written from https://developer.apple.com/documentation/security: each declaration names its page below that.

@_exported import CoreFoundationTypes
import Foundation

/// /seckey
public final class SecKey {}
/// /secaccesscontrol
public final class SecAccessControl {}

/// /seckeyalgorithm
public struct SecKeyAlgorithm: Hashable, Sendable {
    public static let ecdsaSignatureMessageX962SHA256 = SecKeyAlgorithm()
}

/// /secaccesscontrolcreateflags
public struct SecAccessControlCreateFlags: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let privateKeyUsage = SecAccessControlCreateFlags(rawValue: 1 << 30)
}

// Each has its page by its own name.
public let kSecClass: CFString = "class"
public let kSecClassKey: CFString = "key"
public let kSecAttrKeyType: CFString = "type"
public let kSecAttrKeyTypeECSECPrimeRandom: CFString = "ec"
public let kSecAttrKeySizeInBits: CFString = "bits"
public let kSecAttrApplicationTag: CFString = "tag"
public let kSecAttrTokenID: CFString = "token"
public let kSecAttrTokenIDSecureEnclave: CFString = "enclave"
public let kSecAttrIsPermanent: CFString = "permanent"
public let kSecAttrAccessControl: CFString = "access"
public let kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly: CFString = "after"
public let kSecPrivateKeyAttrs: CFString = "private"
public let kSecReturnRef: CFString = "ref"

// /errsecsuccess, /errsecitemnotfound
public let errSecSuccess: Int32 = 0
public let errSecItemNotFound: Int32 = -25300

public func SecKeyCopyPublicKey(_ key: SecKey) -> SecKey? { nil }  // /seckeycopypublickey(_:)
// /seckeycopyexternalrepresentation(_:_:)
public func SecKeyCopyExternalRepresentation(_ key: SecKey, _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?) -> CFData? { nil }
// /seckeycreatesignature(_:_:_:_:)
public func SecKeyCreateSignature(
    _ key: SecKey, _ algorithm: SecKeyAlgorithm, _ dataToSign: CFData, _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?
) -> CFData? { nil }
// /seckeycreaterandomkey(_:_:)
public func SecKeyCreateRandomKey(_ parameters: CFDictionary, _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?) -> SecKey? { nil }
// /secitemcopymatching(_:_:)
public func SecItemCopyMatching(_ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> Int32 { 0 }
// /secaccesscontrolcreatewithflags(_:_:_:_:); Apple's takes a CFTypeRef, which a string is only there
public func SecAccessControlCreateWithFlags(
    _ allocator: CFAllocator?, _ protection: CFString, _ flags: SecAccessControlCreateFlags,
    _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?
) -> SecAccessControl? { nil }
