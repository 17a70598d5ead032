#if canImport(Network)
import Foundation
import Network

/// Tells of another network, so that a request that waits on the old one is not waited for.
public final class NetworkChanges: Sendable {
    private let monitor = NWPathMonitor()

    /// `changed` is called on the main actor until this is let go of.
    public init(changed: @escaping @MainActor () -> Void) {
        monitor.pathUpdateHandler = { _ in Task { @MainActor in changed() } }
        monitor.start(queue: DispatchQueue(label: "kz.ashyq.network"))
    }

    deinit { monitor.cancel() }
}
#endif
