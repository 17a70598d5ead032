import Ashyq
import class Ashyq.Scanner
import Foundation

/// The driver's own mistake.
struct DriverError: Error {
    let what: String

    init(_ what: String) { self.what = what }
}

/// One call, as it was read.
struct Line: @unchecked Sendable {
    let id: Int
    let on: String?
    let call: String
    let kept: String?
    let with: With

    init(_ read: Any) throws {
        let line = With(read)
        (id, call) = (try line("id"), try line("call"))
        (on, kept) = (try? line("on"), try? line("as"))
        with = With((read as? [String: Any])?["with"] ?? [:])
    }

    func unknown() -> DriverError { DriverError("there is no call \(call) on \(on ?? "nothing")") }
}

/// What a call is made with.
struct With: @unchecked Sendable {
    private let named: [String: Any]

    init(_ read: Any) { named = read as? [String: Any] ?? [:] }

    func callAsFunction<T>(_ name: String) throws -> T {
        guard let value = named[name] as? T else { throw DriverError("\(name) is missing, or of another kind") }
        return value
    }

    func language() throws -> Language {
        guard let language = languageOf(code: try self("language")) else { throw DriverError("language") }
        return language
    }

    func frame() throws -> Frame { try Frame(With(self("frame") as [String: Any])) }
}

/// A frame, read from its file.
struct Frame: Sendable {
    let luma: Data
    let crop: Crop?
    let width, height, stride, degrees, budget: UInt32

    init(_ with: With) throws {
        func number(_ name: String) throws -> UInt32 { try UInt32(with(name) as Int) }
        luma = try Data(contentsOf: URL(fileURLWithPath: with("file")))
        (width, height, stride) = try (number("width"), number("height"), number("stride"))
        (degrees, budget) = try (number("degrees"), number("budget_ms"))
        let sides: [Int]? = try? with("crop")
        crop = sides.map {
            Crop(left: UInt32($0[0]), top: UInt32($0[1]), width: UInt32($0[2]), height: UInt32($0[3]))
        }
    }
}

extension Scanner {
    func see(_ frame: Frame) throws -> Seen {
        try see(
            luma: frame.luma, width: frame.width, height: frame.height, stride: frame.stride, degrees: frame.degrees,
            crop: frame.crop, budgetMs: frame.budget)
    }
}

extension Checker {
    func see(_ frame: Frame) throws -> Sight {
        try see(
            luma: frame.luma, width: frame.width, height: frame.height, stride: frame.stride, degrees: frame.degrees,
            crop: frame.crop, budgetMs: frame.budget)
    }
}
