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

/// The one camera: it is ended by whoever began to look, and by nobody else. Where one finder takes the place of another, the
/// new one appears before the old one is gone.
@MainActor
public final class Looks {
    public let source: any FrameSource
    private var looker: ObjectIdentifier?

    init(_ source: any FrameSource) {
        self.source = source
    }

    public func begin(
        _ model: any ScreenModel, see: @escaping @Sendable (Frame) -> Void, failed: @escaping @MainActor () -> Void
    ) {
        // As it was found: without light, not drawn near.
        if looker != nil { source.stop() }
        looker = ObjectIdentifier(model)
        source.start(see: see, failed: failed)
    }

    public func end(_ model: any ScreenModel) {
        guard looker == ObjectIdentifier(model) else { return }
        looker = nil
        source.stop()
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
