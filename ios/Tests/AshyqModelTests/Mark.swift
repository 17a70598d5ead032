import Foundation

/// A mark that any thread may set.
final class Mark: @unchecked Sendable {
    private let lock = NSLock()
    private var up = false

    /// Whether it was down before.
    func raise() -> Bool {
        lock.withLock {
            defer { up = true }
            return !up
        }
    }
}
