import Ashyq
import AshyqModel
import XCTest

/// The process ends behind the person's back, in the middle of everything: they are where they were.
@MainActor
final class ProcessEndTests: XCTestCase, @unchecked Sendable {
    func test_the_number_that_was_typed_is_there_and_a_code_is_sent_again() async throws {
        try await Way.go { way in
            let language = try await way.arrive(at: LanguageModel.self)
            language.choose(.ru)
            try way.endProcess()
            try await way.arrive(at: PhoneModel.self).type("70512")
            try way.endProcess()
            let phone = try await way.arrive(at: PhoneModel.self)
            XCTAssertEqual(way.app.language, .ru)
            XCTAssertEqual(phone.state.typed, typedPhone(text: "70512"))
            phone.type("7051234567")
            phone.send()
            let code = try await way.arrive(at: LogInCodeModel.self)
            let digits = try way.service.code("+77051234567")
            code.type(digits)
            XCTAssertFalse(way.app.save().joined().contains(digits), "no log-in code is kept")
            try way.endProcess()
            let again = try await way.arrive(at: PhoneModel.self)
            XCTAssertTrue(again.state.typed.isComplete, "one press sends the next code")
        }
    }

    func test_the_iin_is_asked_for_again_and_was_kept_nowhere() async throws {
        try await Way.go { way in
            try await way.answerCode()
            let iin = try await way.arrive(at: IinModel.self)
            iin.type(String(try way.service.iin(1).prefix(8)))
            XCTAssertFalse(way.app.save().joined().contains(try way.service.iin(1).prefix(6)), "no IIN is kept")
            try way.endProcess()
            let again = try await way.arrive(at: IinModel.self)
            XCTAssertEqual(again.state, .typing(typedIin(text: "")))
            try await way.typeIin()
            _ = try await way.atHome()
        }
    }

    func test_lists_and_settings_come_back_over_home() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            let ways: [(HomeModel) -> Void] = [
                { $0.openVisits() }, { $0.openNotices() }, { $0.openStaff() }, { $0.openSettings() }, { $0.scan() },
            ]
            var here = home
            for open in ways {
                open(here)
                let place = way.app.front?.model.place
                XCTAssertNotEqual(place, .home)
                try way.endProcess()
                try await way.until("\(String(describing: place)) again") { way.app.front?.model.place == place }
                XCTAssertEqual(way.app.stack.count, 2)
                way.app.back()
                here = try await way.atHome()
            }
        }
    }

    func test_the_posters_question_is_asked_again_and_its_answer_is_known_after_it() async throws {
        try await Way.go { way in
            try await way.logIn()
            _ = try await way.scan(way.service.posters[0])
            try way.endProcess()
            let asked = try await way.arrive(at: ConfirmModel.self)
            try await way.until("it is read again") { if case .asks = asked.state { true } else { false } }
            XCTAssertEqual(way.app.stack.map(\.model.place), [.home, .scanner, .confirm])
            asked.yes()
            guard case .sending = asked.state else { return XCTFail("\(asked.state)") }
            try await way.until("a decision") { if case .admitted = way.shownResult { true } else { false } }
            try way.endProcess()
            try await way.until("the decision again") { if case .admitted = way.shownResult { true } else { false } }
            XCTAssertEqual(way.app.stack.count, 2, "the question was answered")
        }
    }

    func test_an_entry_that_was_being_sent_stands_at_the_door() async throws {
        try await Way.go { way in
            try await way.logIn()
            let asked = try await way.scan(way.service.posters[0])
            try way.service.hush(true)
            asked.yes()
            try await way.until("the journal has it") {
                if case .outside = try? way.app.session?.door() { false } else { true }
            }
            guard case .sending = asked.state else { return XCTFail("\(asked.state)") }
            try way.endProcess()
            try way.service.hush(false)
            let door = try await way.arrive(at: DoorModel.self)
            XCTAssertNotEqual(door.state, .visit(.nowhere))
        }
    }

    func test_a_visit_comes_back_and_the_way_out_too() async throws {
        try await Way.go { way in
            try await way.logIn()
            try way.service.stop()
            let door = try await way.enter()
            _ = try await way.result(door)
            try way.endProcess()
            let visit = try await way.arrive(at: DoorModel.self)
            guard case .visit(.inside) = visit.state else { return XCTFail("\(visit.state)") }
            visit.leave()
            try await way.until("the exit is recorded") { if case .visit(.left) = visit.state { true } else { false } }
            try way.endProcess()
            _ = try await way.atHome()
        }
    }

    func test_staff_are_where_they_were_and_no_iin_is_kept() async throws {
        try await Way.go { way in
            try await way.openShift().enter()
            let visitor = try way.service.iin(9)
            try await way.arrive(at: StaffEntryModel.self).type(Twice(first: visitor, second: visitor))
            XCTAssertFalse(way.app.save().joined().contains(visitor.prefix(6)), "no IIN is kept")
            try way.endProcess()
            let entry = try await way.arrive(at: StaffEntryModel.self)
            XCTAssertEqual(entry.state, .typing(Twice(), entrance: 1))
            entry.back()
            try await way.arrive(at: StaffModel.self).exit()
            try way.endProcess()
            try await way.arrive(at: StaffExitModel.self).back()
            try await way.arrive(at: StaffModel.self).check()
            try way.endProcess()
            try await way.arrive(at: CheckPassModel.self)
            try await way.until("the camera looks") { way.platform.film.runs }
        }
    }

    func test_where_nothing_was_kept_the_app_opens_at_home() async throws {
        try await Way.go { way in
            try await way.logIn().openSettings()
            try way.endProcess(keeping: [])
            _ = try await way.atHome()
            XCTAssertEqual(way.app.stack.count, 1)
        }
    }

    func test_rows_that_nobody_knows_are_passed_over() async throws {
        try await Way.go { way in
            try await way.logIn()
            try way.endProcess(keeping: ["nowhere at all", "", "visits "])
            try await way.arrive(at: VisitsModel.self)
            XCTAssertEqual(way.app.stack.count, 2)
        }
    }
}

extension Way {
    fileprivate var shownResult: ResultState? {
        guard let door = app.front?.model as? DoorModel, case .result(let result) = door.state else { return nil }
        return result
    }
}
