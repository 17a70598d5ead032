import Ashyq
import class Ashyq.Scanner
import Foundation

/// Keeps objects under their names, and answers each line in a task of its own.
final class Driver: @unchecked Sendable {
    private let lock = NSLock()
    private var objects: [String: AnyObject & Sendable] = [:]
    private var tasks: [Int: Task<Void, Never>] = [:]

    func begin(_ line: Line) {
        lock.withLock { tasks[line.id] = Task.detached { await self.answer(line) } }
    }

    /// Waits for what is under way.
    func end() async {
        for task in lock.withLock({ tasks.values }) { await task.value }
    }

    private func answer(_ line: Line) async {
        var answer: [String: Any]
        do { answer = ["gives": try await make(line)] } catch { answer = thrown(error) }
        answer["id"] = line.id
        let text = try? JSONSerialization.data(withJSONObject: answer)
        lock.withLock { FileHandle.standardOutput.write((text ?? Data()) + Data("\n".utf8)) }
    }

    private func make(_ line: Line) async throws -> Any {
        guard let name = line.on else { return try await free(line) }
        switch lock.withLock({ objects[name] }) {
        case let logIn as LogIn: return try await make(line, logIn)
        case let challenge as Challenge: return try await make(line, challenge)
        case let session as Session: return try await make(line, session)
        case let staff as Staff: return try await make(line, staff)
        case let entry as EntryByIin where line.call == "ask": return plain(try await entry.ask())
        case let exit as ExitByIin where line.call == "report": try await exit.report()
        case let checker as Checker: return try make(line, checker)
        case let scanner as Scanner: return try await make(line, scanner)
        default: throw line.unknown()
        }
        return NSNull()
    }

    func keep(_ line: Line, _ object: AnyObject & Sendable) {
        lock.withLock { objects[line.kept ?? ""] = object }
    }

    func kept<T>(_ name: String) throws -> T {
        guard let object = lock.withLock({ objects[name] }) as? T else { throw DriverError("no \(name) is kept") }
        return object
    }

    private func free(_ line: Line) async throws -> Any {
        let with = line.with
        switch line.call {
        case "open":
            let passphrase: String? = try? with("passphrase")
            let settings = PhoneSettings(
                folder: try with("folder"), service: try with("service"), root: try with("root"), appVersion: 1,
                keptIn: passphrase.map { .sealedFile(passphrase: $0) } ?? .platform)
            let key: String? = try? with("key")
            switch try await openPhone(settings: settings, deviceKey: key.map { _ in ThrowingKey() }) {
            case .loggedOut(let logIn): keep(line, logIn); return "LoggedOut"
            case .loggedIn(let session): keep(line, session); return "LoggedIn"
            }
        case "forget":
            let name: String = try with("what")
            lock.withLock { objects[name] = nil }
        case "scanner": keep(line, try Scanner())
        case "say":
            let name: String = try with("word")
            guard let word = Word.allCases.first(where: { variant($0) == name }) else { throw DriverError(name) }
            return say(word: word, language: try with.language())
        case "drawing": return plain(drawingOfPass(pass: try with("pass")) as Any)
        case "abandon":
            let id: Int = try with("id")
            lock.withLock { tasks[id] }?.cancel()
        case "memory": return try memory()
        default: throw line.unknown()
        }
        return NSNull()
    }
}

/// A host key that does not work, in a way of its own.
private final class ThrowingKey: HostKey, @unchecked Sendable {
    struct Gone: Error {}

    func publicKey() throws -> Data { throw Gone() }
    func sign(message: Data) throws -> Data { throw Gone() }
}

private func memory() throws -> Any {
    let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
    let handles = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    return ["rss_kb": (Int(pages) ?? 0) * 4, "handles": handles]
}
