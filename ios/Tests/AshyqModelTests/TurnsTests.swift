import Ashyq
import AshyqModel
import Foundation
import Observation
import XCTest

/// How much it takes, counted in frames, presses, screens and turns of the main actor rather than in seconds.
@MainActor
final class TurnsTests: XCTestCase, @unchecked Sendable {
    func test_the_scanner_looks_after_one_press_and_no_answer_of_the_service() async throws {
        try await Way.go { way in
            try await way.logIn()
            try way.service.hush(true)
            try way.endProcess(keeping: [])
            let places = Places(of: way.app)
            let home = try await way.arrive(at: HomeModel.self)
            try await way.until("home is told") { places.passed.last == .home }
            home.scan()
            try await way.until("the camera looks") { way.platform.film.runs }
            try await way.until("it is told") { places.passed.last == .scanner }
            XCTAssertEqual(places.passed, [.home, .scanner])
            try way.service.hush(false)
        }
    }

    func test_one_frame_and_one_press_lead_to_the_result() async throws {
        try await Way.go { way in
            try await way.logIn().scan()
            try await way.until("the camera looks") { way.platform.film.runs }
            let places = Places(of: way.app)
            // A core that is built for tests may not come to an end within a frame's time on a busy machine.
            for _ in 0..<3 where way.app.front?.model is ScannerModel {
                try way.platform.film.show(way.service.posters[0], frames: 1)
                try await way.turn(20)
            }
            let asked = try await way.arrive(at: ConfirmModel.self)
            try await way.until("it is read") { if case .asks = asked.state { true } else { false } }
            asked.yes()
            let door = try await way.arrive(at: DoorModel.self)
            guard case .result(.admitted) = door.state else { return XCTFail("the first that is shown is the result: \(door.state)") }
            try await way.until("it is told") { places.passed.last == .result }
            XCTAssertEqual(places.passed, [.confirm, .result])
            XCTAssertLessThan(way.platform.film.frames, 4)
        }
    }

    func test_while_the_service_is_silent_the_main_actor_turns() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            let asked = try await way.scan(way.service.posters[0])
            try way.service.hush(true)
            asked.yes()
            var turns = 0
            try await way.until("the decision is given up") {
                if case .sending = asked.state { turns += 1 }
                return way.app.front?.model is DoorModel
            }
            XCTAssertGreaterThan(turns, 50, "five seconds are hundreds of turns")
            way.app.home()
            home.openStaff()
            let staff = try await way.arrive(at: StaffModel.self)
            try await way.turn(20)
            XCTAssertEqual(staff.state, .loading)
            try way.service.hush(false)
            try await way.until("that no answer came") { if case .failed = staff.state { true } else { false } }
            staff.shown()
            try await way.until("it is answered") { staff.state == .noRoles }
        }
    }

    func test_the_camera_does_not_wait_for_the_screen() async throws {
        try await Way.go { way in
            try await way.logIn().scan()
            try await way.until("the camera looks") { way.platform.film.runs }
            try way.platform.film.show("HTTPS://EXAMPLE.COM/MENU")
            XCTAssertTrue(way.platform.film.goesOn(frames: 5), "the main actor is held, and frames are looked at")
        }
    }

    func test_whoever_draws_is_told_of_a_change() async throws {
        try await Way.go { way in
            try await way.arrive(at: LanguageModel.self).done()
            let phone = try await way.arrive(at: PhoneModel.self)
            let told = Mark()
            withObservationTracking { _ = phone.state } onChange: { _ = told.raise() }
            phone.type("7")
            XCTAssertFalse(told.raise(), "it was raised")
        }
    }

    #if os(Linux)
    func test_nothing_that_a_person_does_holds_the_main_thread() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            try way.service.stop()
            let door = try await way.enter()
            _ = try await way.result(door)
            way.app.home()
            let app = way.app!
            let steps: [(String, () -> Void)] = [
                ("home", home.shown), ("tick", door.tick), ("home's tick", home.tick), ("save", { _ = app.save() }), ("network", app.networkChanged),
                ("door", { home.openDoor(); app.back() }), ("visits", { home.openVisits(); app.back() }),
                ("staff", { home.openStaff(); app.back() }), ("scanner", { home.scan(); app.back() }),
                ("settings", { home.openSettings(); app.back() }), ("notices", { home.openNotices(); app.back() }),
                ("link", { app.open(way.service.posters[1]); app.back() }),
            ]
            for (name, step) in steps {
                var fewest = Int.max
                // What waits does so each time; another task may have what is wanted now and then.
                for _ in 0..<8 {
                    fewest = min(fewest, waits(step))
                    try await way.turn(3)
                }
                XCTAssertEqual(fewest, 0, name)
            }
            XCTAssertGreaterThan(waits { Thread.sleep(forTimeInterval: 0.001) }, 0, "a wait is seen")
        }
    }

    /// How often this thread gave its processor away because it waited.
    private func waits(_ step: () -> Void) -> Int {
        let before = given()
        step()
        return given() - before
    }

    private func given() -> Int {
        let status = (try? String(contentsOfFile: "/proc/thread-self/status", encoding: .utf8)) ?? ""
        return status.firstMatch(of: /voluntary_ctxt_switches:\s+(\d+)/).flatMap { Int($0.1) } ?? 0
    }
    #endif
}

/// The places that whoever draws is told of.
@MainActor
private final class Places {
    private(set) var passed: [Place] = []
    private let app: AppModel

    init(of app: AppModel) {
        self.app = app
        follow()
    }

    private func follow() {
        withObservationTracking {
            _ = app.stack
        } onChange: { [weak self] in
            Task { @MainActor in
                guard let self else { return }
                if let place = self.app.front?.model.place, place != self.passed.last { self.passed.append(place) }
                self.follow()
            }
        }
    }
}
