import Foundation

/// The service as it is shipped, in a process of its own, with two live groceries. It is spoken to a line at a time.
final class Service {
    let address: String
    let root: String
    let staff: String
    let posters: [String]
    private let process = Process()
    private let lines: FileHandle
    private let answers: FileHandle
    private var silence: Silence?

    init() throws {
        guard let program = ProcessInfo.processInfo.environment["STORY_SERVICE"] else {
            throw Failure("STORY_SERVICE names no program: `cargo xtask test ios` does")
        }
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: program)
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        (lines, answers) = (input.fileHandleForWriting, output.fileHandleForReading)
        var told: [String: [String]] = [:]
        while let line = Self.line(from: answers), line != "ready" {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            told[parts[0], default: []].append(parts[1])
        }
        guard let address = told["address"]?.first, let root = told["root"]?.first, let staff = told["staff"]?.first else {
            throw Failure("the service does not start")
        }
        (self.address, self.root, self.staff, posters) = (address, root, staff, told["poster"] ?? [])
    }

    func code(_ number: String) throws -> String { try ask("code \(number)") }

    func iin(_ person: Int) throws -> String { try ask("iin \(person)") }

    func stop() throws { _ = try ask("stop") }

    func start() throws { _ = try ask("start") }

    /// Goes silent, as a network does that takes everything and gives nothing; or speaks again.
    func hush(_ silent: Bool) throws {
        if silent {
            try stop()
            guard let port = address.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw Failure(address) }
            silence = try Silence(port: port)
        } else {
            silence = nil
            try start()
        }
    }

    func close() {
        try? lines.close()
        process.waitUntilExit()
    }

    private func ask(_ line: String) throws -> String {
        try lines.write(contentsOf: Data("\(line)\n".utf8))
        guard let answer = Self.line(from: answers) else { throw Failure("the service ended") }
        return answer
    }

    private static func line(from handle: FileHandle) -> String? {
        var bytes = Data()
        while let byte = try? handle.read(upToCount: 1), !byte.isEmpty {
            if byte[byte.startIndex] == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }
}

/// Why a test cannot go on.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
