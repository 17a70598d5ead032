#if canImport(Security)
import Ashyq
import Foundation

/// Opens this phone: the folder is kept out of backups, the device key is the hardware's, secrets are the Keychain's, which
/// the core asks itself.
public func openOwnPhone(service: String, root: String, appVersion: Int) async throws -> Start {
    let manager = FileManager.default
    var folder = try manager.url(for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
    folder.append(path: "phone")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var values = URLResourceValues()
    values.isExcludedFromBackup = true
    try folder.setResourceValues(values)
    let settings = PhoneSettings(
        folder: folder.path(percentEncoded: false), service: service, root: root, appVersion: UInt32(appVersion), keptIn: .platform)
    return try await openPhone(settings: settings, deviceKey: HardwareKey())
}
#endif
