import Ashyq
import XCTest

@testable import AshyqModel

/// Staff's way through the models, against the service as it is shipped.
@MainActor
final class StaffTests: XCTestCase, @unchecked Sendable {
    func test_somebody_without_a_smartphone_comes_in_and_leaves() async throws {
        try await Way.go { way in
            let staff = try await way.openShift()
            let visitor = try way.service.iin(9)
            staff.enter()
            let entry = try await way.arrive(at: StaffEntryModel.self)
            XCTAssertEqual(entry.entrances, 1)
            entry.type(Twice(first: visitor))
            entry.type(Twice(first: visitor, second: visitor))
            entry.send()
            try await way.until("the answer") { if case .shown = entry.state { true } else { false } }
            XCTAssertFalse(way.app.save().joined().contains(visitor.prefix(6)), "no IIN is kept")
            entry.next()
            XCTAssertEqual(entry.state, .typing(Twice(), entrance: 1))
            entry.back()
            staff.exit()
            let exit = try await way.arrive(at: StaffExitModel.self)
            exit.type(Twice(first: visitor, second: visitor))
            exit.send()
            try await way.until("it is noted") { exit.state == .noted }
        }
    }

    func test_two_iins_that_differ_are_not_sent_and_one_without_an_answer_can_be_sent_again() async throws {
        try await Way.go { way in
            let staff = try await way.openShift()
            staff.enter()
            let entry = try await way.arrive(at: StaffEntryModel.self)
            entry.type(Twice(first: try way.service.iin(9), second: try way.service.iin(8)))
            entry.send()
            guard case .typing(_, _, .some) = entry.state else { return XCTFail("\(entry.state)") }
            try way.service.stop()
            entry.type(Twice(first: try way.service.iin(9), second: try way.service.iin(9)))
            entry.send()
            try await way.until("no answer") { if case .noAnswer = entry.state { true } else { false } }
            try way.service.start()
            entry.ask()
            try await way.until("the answer") { if case .shown = entry.state { true } else { false } }
        }
    }

    func test_a_pass_is_checked_without_network_and_not_taken_twice() async throws {
        try await Way.go { way in
            try await way.openShift()
            way.app.home()
            let door = try await way.enter()
            guard case .admitted(let decision) = try await way.result(door) else { return XCTFail("\(door.state)") }
            way.app.home()
            try way.service.stop()
            try await way.arrive(at: HomeModel.self).openStaff()
            let staff = try await way.arrive(at: StaffModel.self)
            guard case .onShift = staff.state else { return XCTFail("the shift is known without network") }
            staff.check()
            let check = try await way.arrive(at: CheckPassModel.self)
            try await way.until("the camera looks") { way.platform.film.runs }
            try way.platform.film.show(decision.pass)
            try await way.until("it fits") { if case .fits = check.state { true } else { false } }
            try await way.until("the camera is off") { !way.platform.film.runs }
            way.platform.film.end()
            check.next()
            try await way.until("the camera looks again") { way.platform.film.runs }
            try way.platform.film.show(decision.pass)
            try await way.until("it is refused by name") {
                if case .notAccepted(.AlreadySeen) = check.state { true } else { false }
            }
        }
    }

    func test_a_role_is_declined_after_a_second_yes() async throws {
        try await Way.go { way in
            let desk = try await way.openShift()
            desk.closeShift()
            let role = { () -> RoleRow? in if case .roles(let rows, _) = desk.state { rows.first } else { nil } }
            try await way.until("the roles") { role() != nil }
            guard let row = role() else { return }
            desk.decline(row)
            XCTAssertEqual(desk.state, .asking([row], of: row))
            desk.no()
            XCTAssertEqual(desk.state, .roles([row]))
            desk.decline(row)
            desk.yes()
            XCTAssertEqual(desk.state, .working([row]))
            try await way.until("it is declined") { desk.state == .noRoles }
        }
    }

    func test_the_entrance_is_chosen_once_a_shift() async throws {
        try await Way.go { way in
            let staff = try await way.openShift()
            staff.enter()
            let entry = try await way.arrive(at: StaffEntryModel.self)
            entry.at(3)
            entry.back()
            staff.enter()
            let again = try await way.arrive(at: StaffEntryModel.self)
            XCTAssertFalse(again === entry)
            XCTAssertEqual(again.state, .typing(Twice(), entrance: 3))
            try way.endProcess()
            let later = try await way.arrive(at: StaffEntryModel.self)
            try await way.until("the process's end changes nothing") { later.state == .typing(Twice(), entrance: 3) }
            later.back()
            let desk = try await way.arrive(at: StaffModel.self)
            desk.closeShift()
            let role = { () -> RoleRow? in if case .roles(let rows, _) = desk.state { rows.first } else { nil } }
            try await way.until("the shift is over") { role() != nil }
            role().map(desk.openShift)
            try await way.until("the next shift") { if case .onShift = desk.state { true } else { false } }
            desk.enter()
            try await way.arrive(at: StaffEntryModel.self)
            XCTAssertEqual((way.app.front?.model as? StaffEntryModel)?.state, .typing(Twice(), entrance: 1))
        }
    }

    func test_an_answer_that_comes_late_leaves_the_next_persons_pass_alone() async throws {
        try await Way.go { way in
            try await way.openShift().check()
            let check = try await way.arrive(at: CheckPassModel.self)
            try await way.until("the camera looks") { way.platform.film.runs }
            try way.service.hush(true)
            check.take(.notAccepted(.ClockUncertain))
            check.next()
            check.take(.notAccepted(.NoShift))
            try way.service.hush(false)
            _ = try? await way.app.session?.staff().roles()
            try await way.turn(20)
            XCTAssertEqual(check.state, .notAccepted(.NoShift))
            // Where nobody was in between, the pass is looked at once more.
            check.next()
            check.take(.notAccepted(.ClockUncertain))
            try await way.until("it is looked at again") { if case .looking = check.state { true } else { false } }
        }
    }

    func test_the_shift_is_closed() async throws {
        try await Way.go { way in
            let staff = try await way.openShift()
            staff.closeShift()
            try await way.until("it is closed, and said") { if case .roles(_, .some) = staff.state { true } else { false } }
        }
    }
}

extension Way {
    @discardableResult
    func openShift() async throws -> StaffModel {
        let home = try await logIn(String(service.staff.dropFirst(2)))
        home.openStaff()
        let staff = try await arrive(at: StaffModel.self)
        let role = { () -> RoleRow? in if case .roles(let rows, _) = staff.state { rows.first } else { nil } }
        try await until("the role") { role() != nil }
        role().map(staff.accept)
        try await until("it is accepted") { role()?.accepted == true }
        role().map(staff.openShift)
        try await until("the shift") { if case .onShift = staff.state { true } else { false } }
        return staff
    }
}
