import Foundation

/// The repository that these tests stand in.
let repository: URL = {
    var folder = URL(filePath: #filePath)
    while !FileManager.default.fileExists(atPath: folder.appending(path: "docs/decisions/apps.md").path) {
        folder.deleteLastPathComponent()
    }
    return folder
}()

/// The sources of the models.
func sources() throws -> [String] {
    let folder = repository.appending(path: "ios/Sources/AshyqModel")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.map { try String(contentsOf: $0, encoding: .utf8) }
}
