import Ashyq
import XCTest

#if canImport(Glibc)
import Glibc
#endif

/// A phone whose service is silent or away.
final class PhoneTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "ashyq-" + UUID().uuidString
    }

    override func tearDownWithError() throws {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func test_what_is_wrong_with_the_start_is_its_own_error() async throws {
        await XCTAssertThrows(StartError.Settings) { try await self.open(service: "http://ashyq.kz") }
        await XCTAssertThrows(StartError.Settings) { try await self.open(root: "short") }
        do {
            let open = try await self.open()
            await XCTAssertThrows(StartError.Storage, "it is open already") { try await self.open() }
            withExtendedLifetime(open) {}
        }
        await XCTAssertThrows(StartError.Locked) { try await self.open(passphrase: "wrong") }
    }

    func test_an_absent_service_is_unreachable_and_wrong_input_is_refused() async throws {
        let logIn = try await self.open(service: "http://127.0.0.1:9")
        let unreachable = await error { try await logIn.ask(phone: "+7 700 123 45 67", language: .kk) }
        guard case .Unreachable(let refusal)? = unreachable as? ClientError else { return XCTFail("\(String(describing: unreachable))") }
        XCTAssertFalse(sayRefusal(refusal: refusal, language: .kk).isEmpty)
        for typed in ["", "700", "+1 212 555 0100", "\u{0}\u{FFFD}😀", String(repeating: "7", count: 100_000)] {
            let refused = await error { try await logIn.ask(phone: typed, language: .ru) }
            guard case .Refused? = refused as? ClientError else { return XCTFail("\(String(describing: refused))") }
        }
    }

    func test_a_key_of_the_host_is_let_go_with_the_phone() async throws {
        weak var held: Key?
        do {
            let key = Key()
            held = key
            let logIn = try await self.open(key: key)
            _ = await error { try await logIn.ask(phone: "+77001234567", language: .en) }
        }
        XCTAssertNil(held)
    }

    func test_a_task_cancelled_alone_waits_on_and_cancel_ends_it() async throws {
        let silence = try Silence()
        let logIn = try await self.open(service: silence.address)
        let task = Task { try await logIn.ask(phone: "+77001234567", language: .en) }
        let ended = Counter()
        let watched = Task { _ = await task.result; ended.add() }
        task.cancel()
        try await Task.sleep(for: .milliseconds(300))
        XCTAssertEqual(ended.count, 0, "Swift's own cancelling reaches nobody")
        let took = try await ContinuousClock().measure {
            try logIn.cancel()
            await watched.value
        }
        XCTAssertLessThan(took, .seconds(1))
        let cancelled = await error { try await task.value }
        guard case .Unreachable? = cancelled as? ClientError else { return XCTFail("\(String(describing: cancelled))") }
    }

    private func open(
        service: String = "http://127.0.0.1:9", root: String = String(repeating: "A", count: 43),
        passphrase: String = "a passphrase of a test", key: HostKey? = nil
    ) async throws -> LogIn {
        let settings = PhoneSettings(
            folder: folder, service: service, root: root, appVersion: 1, keptIn: .sealedFile(passphrase: passphrase))
        guard case .loggedOut(let logIn) = try await openPhone(settings: settings, deviceKey: key) else {
            throw Strange()
        }
        return logIn
    }
}

private struct Strange: Error {}

/// A key of hardware that does not work.
private final class Key: HostKey, @unchecked Sendable {
    func publicKey() throws -> Data { throw HostKeyError.Unusable }
    func sign(message: Data) throws -> Data { throw HostKeyError.Unusable }
}

/// A service that takes connections and never answers.
private final class Silence {
    private let socket: Int32
    let address: String

    init() throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.socket = socket
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, length) | listen(socket, 8) | getsockname(socket, address, &length)
            }
        }
        guard bound == 0 else { throw Strange() }
        address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
    }

    deinit { close(socket) }
}

private func error<T>(_ work: () async throws -> T) async -> (any Error)? {
    do {
        _ = try await work()
        return nil
    } catch { return error }
}

private func XCTAssertThrows<T, E: Error & Equatable>(
    _ expected: E, _ why: String = "", line: UInt = #line, _ work: () async throws -> T
) async {
    let thrown = await error(work)
    XCTAssertEqual(thrown as? E, expected, "\(why) \(String(describing: thrown))", line: line)
}
