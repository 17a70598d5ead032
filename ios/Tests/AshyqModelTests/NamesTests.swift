import AshyqModel
import Foundation
import XCTest

/// The screens that have one state for all that they are: no enum stands behind them.
private let plain: Set = ["Language", "PleaseUpdate"]

/// The names of screens and states are those of docs/decisions/apps.md, which both platforms keep to.
final class NamesTests: XCTestCase {
    func test_every_screen_of_the_table_is_a_place_and_every_place_is_in_the_table() throws {
        XCTAssertEqual(try table().keys.sorted(), Place.allCases.map { capitalized($0.rawValue) }.sorted())
    }

    func test_every_state_of_the_table_is_a_state_of_its_screen() throws {
        let table = try table()
        let enums = try enumsOfStates()
        XCTAssertGreaterThan(table.count, 15)
        for (screen, states) in table where !plain.contains(screen) {
            XCTAssertEqual(enums["\(screen)State"], states, screen)
        }
        // The door's is made of two others.
        XCTAssertEqual(Set(enums.keys), Set(table.keys).subtracting(plain).union(["Door"]).reduce(into: []) { $0.insert("\($1)State") })
    }

    private func table() throws -> [String: Set<String>] {
        let text = try String(contentsOf: repository.appending(path: "docs/decisions/apps.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| screen") }
        let cells = rows.map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        return Dictionary(uniqueKeysWithValues: cells.map { ($0[0], Set($0[2].components(separatedBy: ", "))) })
    }

    /// The enums of states with their cases, as the sources have them: Swift names no case of an enum that holds values.
    private func enumsOfStates() throws -> [String: Set<String>] {
        var enums: [String: Set<String>] = [:]
        for source in try sources() {
            var within: String?
            for line in source.split(separator: "\n") {
                if let name = line.firstMatch(of: /^public enum (\w+State)\b/)?.1 {
                    within = String(name)
                } else if line == "}" {
                    within = nil
                } else if let within, let name = line.firstMatch(of: /^    case (\w+)/)?.1 {
                    enums[within, default: []].insert(capitalized(String(name)))
                }
            }
        }
        return enums
    }

    private func capitalized(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
}
