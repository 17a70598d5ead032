import Ashyq
import Foundation
import XCTest

@testable import AshyqModel

final class PathStepsTests: XCTestCase {
    func test_each_command_becomes_its_step() {
        let steps = pathSteps("M1 2 L3,4.5 C1 2 3 4 5 6Z")
        let (first, second) = (CGPoint(x: 1, y: 2), CGPoint(x: 3, y: 4))
        XCTAssertEqual(steps, [.move(first), .line(CGPoint(x: 3, y: 4.5)), .curve(first, second, CGPoint(x: 5, y: 6)), .close])
    }

    func test_a_command_that_the_core_never_writes_ends_the_drawing() {
        XCTAssertEqual(pathSteps("M0 0 A1 1 0 0 0 2 2 Z"), [.move(.zero)])
    }

    /// The core draws nothing that would be cut short here: every figure that is begun is closed.
    func test_every_drawing_of_the_core_is_read_to_its_end() {
        for data in StatusShape.allCases.map(shapePath) + [hatchingPath()] {
            let steps = pathSteps(data)
            XCTAssertEqual(steps.filter { $0 == .close }.count, data.filter { $0 == "Z" }.count, data)
            XCTAssertEqual(steps.last, .close, data)
            XCTAssertGreaterThan(steps.count, data.filter(\.isLetter).count - 1, data)
        }
    }
}
