import Foundation

#if canImport(Glibc)
import Glibc
private let stream = Int32(SOCK_STREAM.rawValue)
#else
private let stream = SOCK_STREAM
#endif

/// A port of this machine where everybody is let in and nobody is answered.
final class Silence {
    private let socket: Int32

    init(port: UInt16) throws {
        socket = Foundation.socket(AF_INET, stream, 0)
        var on: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        // The system itself takes connections until somebody accepts them.
        guard bound == 0, listen(socket, 64) == 0 else {
            close(socket)
            throw Failure("the port is not free: \(errno)")
        }
    }

    deinit { close(socket) }
}
