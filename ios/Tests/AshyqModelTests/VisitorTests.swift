import Ashyq
import AshyqModel
import XCTest

/// A visitor's way through the models, against the service as it is shipped.
@MainActor
final class VisitorTests: XCTestCase, @unchecked Sendable {
    func test_a_visitor_logs_in_enters_and_leaves() async throws {
        try await Way.go { way in
            try await way.logIn()
            let door = try await way.enter()
            guard case .admitted(let decision) = try await way.result(door) else { return XCTFail("\(door.state)") }
            XCTAssertEqual(door.place, .result)
            XCTAssertTrue(way.app.isBright, "a result is read from two metres")
            XCTAssertFalse(way.platform.film.runs, "the camera is off again")
            XCTAssertFalse(decisionSpoken(screen: decision, language: .en).isEmpty)
            door.done()
            let home = try await way.atHome()
            XCTAssertFalse(way.app.isBright)
            try await way.until("home knows of the visit") { if case .inside = home.state { true } else { false } }
            home.openDoor()
            guard case .result(.admitted) = try await way.arrive(at: DoorModel.self).state else { return XCTFail("it still lives") }
            way.app.home()
            home.openVisits()
            let visits = try await way.arrive(at: VisitsModel.self)
            try await way.until("the visit is in the list") { if case .shown(let rows) = visits.state { rows.count == 1 } else { false } }
            visits.back()
            let asked = try await way.scan(way.service.posters[0])
            guard case .asks(let question) = asked.state else { return XCTFail("\(asked.state)") }
            XCTAssertEqual(ActionWords(of: question.action).yes, question.action == .leave ? .leave : .done)
        }
    }

    func test_without_network_a_visitor_is_not_checked_and_loses_nothing() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            try way.service.stop()
            let door = try await way.enter()
            guard case .notChecked = try await way.result(door) else { return XCTFail("\(door.state)") }
            XCTAssertEqual(door.place, .result)
            door.done()
            try await way.until("the visit") { if case .visit(.inside) = door.state { true } else { false } }
            XCTAssertEqual(door.place, .visit)
            door.leave()
            try await way.until("the exit is recorded") { if case .visit(.left) = door.state { true } else { false } }
            door.done()
            try await way.arrive(at: HomeModel.self)
            try await way.until("offline is said") { home.state.view.status.offline && home.state.view.unsent > 0 }
            try way.service.start()
            way.app.networkChanged()
            try await way.until("everything is delivered") { !home.state.view.status.offline && home.state.view.unsent == 0 }
        }
    }

    func test_home_shows_an_entry_and_an_exit_before_the_service_answers() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            let door = try await way.enter()
            guard case .admitted = try await way.result(door) else { return XCTFail("\(door.state)") }
            try way.service.hush(true)
            door.done()
            guard case .inside = home.state else { return XCTFail("\(home.state)") }
            _ = try await way.app.session?.leave()
            home.tick()
            guard case .outside = home.state else { return XCTFail("\(home.state)") }
            try way.service.hush(false)
        }
    }

    func test_home_asks_again_when_the_app_comes_back() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            try way.service.stop()
            way.app.cameBack()
            try await way.until("offline is said") { home.state.view.status.offline }
            try way.service.start()
            way.app.cameBack()
            try await way.until("it is fresh again") { !home.state.view.status.offline }
        }
    }

    func test_what_waits_is_delivered_when_the_core_says_so_and_on_another_network_from_any_screen() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            try way.service.stop()
            _ = try await way.result(way.enter())
            way.app.home()
            // Whatever is under way is given up.
            try await way.turn(50)
            XCTAssertEqual(home.state.view.unsent, 1)
            try way.service.start()
            try await way.until("it is delivered, and nobody did anything") { home.state.view.unsent == 0 }
            XCTAssertTrue(way.app.front?.model === home)
            try way.service.stop()
            home.openDoor()
            let door = try await way.arrive(at: DoorModel.self)
            door.leave()
            try await way.until("the exit is recorded") { if case .visit(.left) = door.state { true } else { false } }
            try await way.turn(50)
            let waits = try await way.areUndelivered()
            XCTAssertTrue(waits)
            try way.service.start()
            way.app.networkChanged()
            for _ in 0..<1000 where try await way.areUndelivered() { try await way.turn(1) }
            let isDelivered = try await !way.areUndelivered()
            XCTAssertTrue(isDelivered)
            XCTAssertEqual(way.app.front?.model.place, .visit)
        }
    }

    func test_the_phone_reminds_of_the_visit_until_it_is_over() async throws {
        try await Way.go { way in
            try await way.logIn()
            try way.service.stop()
            let door = try await way.enter()
            _ = try await way.result(door)
            door.done()
            try await way.until("the visit") { if case .visit(.inside) = door.state { true } else { false } }
            guard case .visit(.inside(let visit, _)) = door.state else { return XCTFail("\(door.state)") }
            way.platform.mayRemind = false
            door.remind(true)
            try await way.until("the phone's settings forbid it, and that is said") { door.remindsNever }
            XCTAssertFalse(door.reminds)
            door.openPhoneSettings()
            XCTAssertTrue(way.platform.settingsWereOpened)
            way.platform.mayRemind = true
            door.remind(true)
            try await way.until("it is on") { door.reminds }
            XCTAssertFalse(door.remindsNever)
            XCTAssertEqual(way.platform.reminder, sayWith(word: .stillInside, language: .en, values: ["venue": visit.venue ?? ""]))
            door.remind(false)
            try await way.until("it is off") { !door.reminds }
            XCTAssertNil(way.platform.reminder)
            door.remind(true)
            try await way.until("it is on again") { door.reminds }
            try way.endProcess()
            let again = try await way.arrive(at: DoorModel.self)
            try await way.until("it is still on") { again.reminds }
            way.app.home()
            try await way.arrive(at: HomeModel.self).openDoor()
            let inside = try await way.arrive(at: DoorModel.self)
            try await way.until("it is on wherever the visit is shown") { inside.reminds }
            inside.leave()
            try await way.until("nobody is reminded of a visit that is over") { !inside.reminds && way.platform.reminder == nil }
            // A visit may end without this phone: home forgets its reminder.
            way.platform.reminder = "a visit that staff ended"
            inside.done()
            try await way.until("home forgets it") { way.platform.reminder == nil }
        }
    }

    func test_nobody_who_is_logged_out_is_reminded() async throws {
        try await Way.go { way in
            try await way.arrive(at: LanguageModel.self).choose(.en)
            way.platform.reminder = "a visit of somebody who is logged out"
            try way.endProcess()
            try await way.arrive(at: PhoneModel.self)
            try await way.until("it is forgotten") { way.platform.reminder == nil }
        }
    }

    func test_a_phone_that_cannot_be_opened_says_why_and_tries_again() async throws {
        try await Way.go { way in
            try await way.logIn().openSettings()
            let saved = way.app.save()
            try way.endProcess(failing: StartError.allCases[0])
            let start = try await way.arrive(at: StartModel.self)
            let why = sayStartError(error: StartError.allCases[0], language: .en)
            try await way.until("why") { (way.app.front?.model as? StartModel)?.state == .failed(why) }
            XCTAssertEqual(start.place, .start)
            XCTAssertEqual(way.app.save(), saved, "where the person was is not forgotten")
            (way.app.front?.model as? StartModel)?.tryAgain()
            try await way.arrive(at: SettingsModel.self)
        }
    }

    func test_what_is_refused_while_logging_in_is_said_and_can_be_typed_again() async throws {
        try await Way.go { way in
            try await way.arrive(at: LanguageModel.self).done()
            let phone = try await way.arrive(at: PhoneModel.self)
            phone.type("7271234567")
            XCTAssertTrue(phone.state.typed.isWrong, "a number of no mobile")
            try way.service.stop()
            phone.type("7051234567")
            phone.send()
            try await way.until("no network is said") { if case .refused = phone.state { true } else { false } }
            try way.service.start()
            phone.send()
            let code = try await way.arrive(at: LogInCodeModel.self)
            let right = try way.service.code("+77051234567")
            let tries = code.times.triesLeft
            code.type(right == "000000" ? "000001" : "000000")
            code.answer()
            try await way.until("the wrong code is refused, and the tries that are left are told") {
                if case .refused(_, let sentence) = code.state { sentence.contains("\(tries - 1)") } else { false }
            }
            code.type(right)
            code.answer()
            try await way.arrive(at: IinModel.self)
        }
    }

    func test_a_posters_link_that_is_opened_early_waits_until_home() async throws {
        try await Way.go { way in
            way.app.open(way.service.posters[1])
            try await way.answerCode()
            try await way.typeIin()
            let asked = try await way.arrive(at: ConfirmModel.self)
            try await way.until("it is read") { if case .asks(let asked) = asked.state { asked.verified } else { false } }
            asked.no()
            _ = try await way.atHome()
            way.app.open(way.service.posters[0])
            try await way.arrive(at: ConfirmModel.self)
        }
    }

    func test_who_wants_an_iin_waits_and_whose_it_is_objects() async throws {
        try await Way.go { way in
            try await way.logIn()
            let first = way.takeAnother()
            let home = try await way.logIn("7057654321", person: 1)
            guard case .waiting(_, let why) = home.state else { return XCTFail("\(home.state)") }
            XCTAssertFalse(why.isEmpty)
            let second = way.takeAnother()
            try way.take(first)
            let here = try await way.atHome()
            try await way.until("there is a notice") { here.state.view.notices == 1 }
            here.openNotices()
            let notices = try await way.arrive(at: NoticesModel.self)
            try await way.until("it is shown") { if case .shown = notices.state { true } else { false } }
            guard case .shown(let rows, nil, nil) = notices.state, let claim = rows.first else { return XCTFail("\(notices.state)") }
            notices.answer(claim, agree: true)
            XCTAssertEqual(notices.state, .asking(rows, of: claim), "the IIN is not handed over by one press")
            notices.no()
            XCTAssertEqual(notices.state, .shown(rows))
            notices.yes()
            XCTAssertEqual(notices.state, .shown(rows), "nobody was asked")
            notices.answer(claim, agree: false)
            guard case .shown(_, claim.id, nil) = notices.state else { return XCTFail("\(notices.state)") }
            try await way.until("the objection is taken") {
                if case .shown(_, nil, let sentence) = notices.state { sentence == say(word: .objectionTaken, language: way.app.language) } else { false }
            }
            try way.take(second)
            let there = try await way.atHome()
            try await way.until("that it was objected to") {
                if case .waiting(_, let sentence) = there.state { sentence != why } else { false }
            }
        }
    }

    func test_the_settings_ask_before_they_log_out() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            home.openSettings()
            let settings = try await way.arrive(at: SettingsModel.self)
            settings.openPrivacy()
            XCTAssertEqual(way.platform.privacyWasOpened, .en)
            settings.ask(.logOutHere)
            settings.no()
            XCTAssertEqual(settings.state, .shown())
            settings.ask(.logOutHere)
            settings.yes()
            XCTAssertEqual(settings.state, .working)
            try await way.arrive(at: PhoneModel.self)
            XCTAssertNil(way.app.session)
        }
    }

    func test_unsent_visits_are_named_before_they_are_deleted() async throws {
        try await Way.go { way in
            try await way.logIn()
            try way.service.stop()
            _ = try await way.result(way.enter())
            way.app.home()
            let home = try await way.arrive(at: HomeModel.self)
            home.openSettings()
            let settings = try await way.arrive(at: SettingsModel.self)
            settings.ask(.delete)
            settings.yes()
            try await way.until("what waits is counted") {
                if case .asking(.deleteUnsent, let unsent) = settings.state { unsent > 0 } else { false }
            }
            try way.service.start()
            settings.sendFirst()
            try await way.arrive(at: PhoneModel.self)
        }
    }
}
