import Ashyq
import class Ashyq.Scanner
import Foundation

/// One frame's time, in milliseconds.
let frameMs: UInt32 = 33

/// A picture may take longer than a frame: nobody waits for the next one.
let pictureMs: UInt32 = 150

extension Scanner {
    func look(at frame: Frame, budget: UInt32) throws -> Seen {
        try see(
            luma: frame.luma, width: UInt32(frame.width), height: UInt32(frame.height), stride: UInt32(frame.stride),
            degrees: UInt32(frame.degrees), crop: frame.crop, budgetMs: budget)
    }
}

extension Checker {
    func look(at frame: Frame) throws -> Sight {
        try see(
            luma: frame.luma, width: UInt32(frame.width), height: UInt32(frame.height), stride: UInt32(frame.stride),
            degrees: UInt32(frame.degrees), crop: frame.crop, budgetMs: frameMs)
    }
}

/// What the camera's thread and the screen both look at.
final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var up = false

    var isUp: Bool { lock.withLock { up } }

    /// Whether it was down before.
    @discardableResult
    func raise() -> Bool {
        lock.withLock {
            defer { up = true }
            return !up
        }
    }

    func lower() {
        lock.withLock { up = false }
    }
}

/// Does what keeps a processor busy, away from the screen.
func away<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await Task.detached(priority: .userInitiated) { try work() }.value
}
