// Written from https://developer.apple.com/documentation/network: each declaration names its page below that.

import Foundation

/// /nwpath
public struct NWPath: Sendable {}

/// /nwpathmonitor
public final class NWPathMonitor: @unchecked Sendable {
    public init() {}  // /nwpathmonitor/init()
    public var pathUpdateHandler: (@Sendable (NWPath) -> Void)?  // /nwpathmonitor/pathupdatehandler
    public func start(queue: DispatchQueue) {}  // /nwpathmonitor/start(queue:)
    public func cancel() {}  // /nwpathmonitor/cancel()
}
