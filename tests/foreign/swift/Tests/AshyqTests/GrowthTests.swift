import Ashyq
import class Ashyq.Scanner
import XCTest

/// Ten thousand times, without growth of memory, files or threads.
final class GrowthTests: XCTestCase {
    func test_ten_thousand_frames() throws {
        let (scanner, plane) = (try Scanner(), Plane.grey(1920, 1080))
        try staysAsItIs { _ = try scanner.see(plane, budgetMs: 0) }
    }

    func test_ten_thousand_objects() throws {
        try staysAsItIs { _ = try Scanner() }
    }

    func test_ten_thousand_words() throws {
        try staysAsItIs { _ = sayRefusal(refusal: Refusal(word: "service_fault", fill: .nothing), language: .kk) }
    }

    func test_ten_thousand_errors() throws {
        let scanner = try Scanner()
        try staysAsItIs { XCTAssertThrowsError(try scanner.see(luma: Data(), width: 0, height: 0, stride: 0, degrees: 0, crop: nil, budgetMs: 0)) }
    }

    private func staysAsItIs(_ once: () throws -> Void) throws {
        for _ in 0..<1_000 { try once() }
        let before = try Held()
        for _ in 0..<10_000 { try once() }
        let after = try Held()
        XCTAssertLessThanOrEqual(after.kilobytes - before.kilobytes, 5 * 1024)
        XCTAssertLessThanOrEqual(after.files, before.files)
        XCTAssertLessThan(after.threads - before.threads, 10, "the system's own pool comes and goes")
    }
}

/// What this process holds.
private struct Held {
    let kilobytes: Int
    let files: Int
    let threads: Int

    init() throws {
        func number(_ name: String) throws -> Int {
            let line = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n").first { $0.hasPrefix(name) }
            return try XCTUnwrap(line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
        }
        kilobytes = try number("VmRSS:")
        threads = try number("Threads:")
        files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
}
