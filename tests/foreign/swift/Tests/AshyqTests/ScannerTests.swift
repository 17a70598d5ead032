import Ashyq
import class Ashyq.Scanner
import XCTest

final class ScannerTests: XCTestCase {
    func test_a_code_is_seen_in_padded_rows_whose_last_is_short() throws {
        for padding in [0, 1, 64] {
            let seen = try Scanner().see(.code(padding: padding))
            XCTAssertEqual(seen.what, .foreign(.phone), "padding \(padding)")
            XCTAssertEqual(seen.outline?.count, 4, "padding \(padding)")
        }
    }

    func test_a_code_is_seen_light_on_dark_and_turned() throws {
        XCTAssertEqual(try Scanner().see(.code(inverted: true)).what, .foreign(.phone))
        for turns in 0..<4 {
            let seen = try Scanner().see(.code(quarterTurns: turns), degrees: UInt32(turns) * 90)
            XCTAssertEqual(seen.what, .foreign(.phone))
            let first = try XCTUnwrap(seen.outline?.first)
            XCTAssertLessThan(max(first.x, first.y), 50, "upright, the code's top left is the frame's, after \(turns) turns")
        }
    }

    func test_a_crop_hides_what_lies_outside() throws {
        let plane = Plane.code()
        let all = Crop(left: 0, top: 0, width: plane.width, height: plane.height)
        XCTAssertEqual(try Scanner().see(plane, crop: all).what, .foreign(.phone))
        let corner = Crop(left: 0, top: 0, width: 90, height: 90)
        XCTAssertNotEqual(try Scanner().see(plane, crop: corner).what, .foreign(.phone))
    }

    func test_a_slice_of_a_buffer_is_seen_from_its_own_start() throws {
        var plane = Plane.code()
        let pool = Data(repeating: 0, count: 1000) + plane.luma
        plane.luma = pool[1000...]
        XCTAssertEqual(try Scanner().see(plane).what, .foreign(.phone))
    }

    func test_a_frame_crosses_without_a_copy() throws {
        let (scanner, plane) = (try Scanner(), Plane.grey(4096, 4096))
        let took = try ContinuousClock().measure {
            for _ in 0..<100 { _ = try scanner.see(plane, budgetMs: 0) }
        }
        // 16 MB by value take more than 30 ms each time.
        XCTAssertLessThan(took, .seconds(1))
    }

    func test_wrong_frames_are_refused_each_by_its_own_error() throws {
        let scanner = try Scanner()
        func refusal(_ length: Int, _ width: UInt32, _ height: UInt32, _ stride: UInt32, _ crop: Crop? = nil) -> FrameError? {
            do {
                _ = try scanner.see(
                    luma: Data(count: length), width: width, height: height, stride: stride, degrees: 0, crop: crop, budgetMs: 1)
                return nil
            } catch { return error as? FrameError }
        }
        XCTAssertEqual(refusal(100, 0, 10, 10), .Side(width: 0, height: 10))
        XCTAssertEqual(refusal(100, 10, 4097, 10), .Side(width: 10, height: 4097))
        XCTAssertEqual(refusal(100, 10, 10, 9), .Stride(stride: 9, width: 10))
        XCTAssertEqual(refusal(99, 10, 10, 10), .Short(len: 99, needed: 100))
        XCTAssertEqual(refusal(189, 10, 10, 20), .Short(len: 189, needed: 190))
        XCTAssertEqual(refusal(0, 10, 10, 10), .Short(len: 0, needed: 100))
        XCTAssertEqual(refusal(100, 10, 10, 10, Crop(left: 5, top: 0, width: 6, height: 1)), .Crop)
        XCTAssertEqual(refusal(100, 10, 10, 10, Crop(left: .max, top: .max, width: .max, height: .max)), .Crop)
        XCTAssertNil(refusal(190, 10, 10, 20))
    }

    func test_one_scanner_serves_several_threads() throws {
        let (scanner, plane) = (try Scanner(), Plane.code(padding: 3))
        let seen = Counter()
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<20 where (try? scanner.see(plane, budgetMs: 1000).what) == .foreign(.phone) { seen.add() }
        }
        XCTAssertEqual(seen.count, 160)
    }

    func test_a_fall_is_thrown_and_the_scanner_goes_on() throws {
        let scanner = try Scanner()
        for _ in 0..<3 {
            XCTAssertThrowsError(try scanner.fall()) { error in
                XCTAssertFalse(error is FrameError)
                XCTAssertTrue("\(error)".contains("a fall that was asked for"), "\(error)")
            }
            XCTAssertEqual(try scanner.see(.code()).what, .foreign(.phone))
        }
    }
}

/// Counts from any thread.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var number = 0

    func add() { lock.withLock { number += 1 } }
    var count: Int { lock.withLock { number } }
}
