import Ashyq
import AshyqModel
import Foundation
import XCTest

/// The camera: allowed, refused, broken, or in nobody's hand.
@MainActor
final class ScannerTests: XCTestCase, @unchecked Sendable {
    func test_a_refused_camera_leaves_ways_on() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            way.platform.permission = .notAsked
            way.platform.answer = .refusedForGood
            home.scan()
            let scanner = try await way.arrive(at: ScannerModel.self)
            XCTAssertEqual(scanner.state, .asking)
            await scanner.askForCamera()
            try await way.until("it is refused for good") { scanner.state == .notAllowed }
            XCTAssertFalse(way.platform.film.runs)
            scanner.typeInstead()
            scanner.type("00000000")
            scanner.typed()
            let asked = try await way.arrive(at: ConfirmModel.self)
            try await way.until("the typed code is refused by name") { if case .refused = asked.state { true } else { false } }
            asked.back()
            XCTAssertEqual(scanner.state, .typing("00000000"), "what was typed can be mended")
            scanner.back()
            XCTAssertEqual(scanner.state, .notAllowed)
            // In the phone's settings it is allowed, and the app comes back to the front.
            way.platform.permission = .allowed
            scanner.appears()
            try await way.until("the camera looks") { way.platform.film.runs }
            // And taken away again.
            way.platform.permission = .refusedForGood
            scanner.appears()
            try await way.until("the camera is off") { scanner.state == .notAllowed && !way.platform.film.runs }
        }
    }

    func test_a_camera_that_is_allowed_when_asked_looks_at_once() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            way.platform.permission = .notAsked
            home.scan()
            let scanner = try await way.arrive(at: ScannerModel.self)
            await scanner.askForCamera()
            try await way.until("the camera looks") { way.platform.film.runs }
        }
    }

    func test_a_foreign_code_is_named_and_not_opened() async throws {
        try await Way.go { way in
            try await way.logIn().scan()
            let scanner = try await way.arrive(at: ScannerModel.self)
            try await way.until("the camera looks") { way.platform.film.runs }
            scanner.torch(true)
            try way.platform.film.show("HTTPS://EXAMPLE.COM/MENU")
            let named = say(word: .seenLink, language: .en)
            try await way.until("it is named, and where it lies is shown; the light stays on") {
                if case .looking(named, .some, true) = scanner.state { true } else { false }
            }
            way.platform.film.end()
            scanner.back()
            try await way.until("the camera is off") { !way.platform.film.runs }
            guard case .looking(_, _, torch: false) = scanner.state else { return XCTFail("its light is off: \(scanner.state)") }
        }
    }

    func test_a_broken_camera_is_said() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            way.platform.film.isBroken = true
            home.scan()
            let scanner = try await way.arrive(at: ScannerModel.self)
            try await way.until("it is said") { scanner.state == .noCamera }
            scanner.typeInstead()
            XCTAssertEqual(scanner.state, .typing(""))
        }
    }

    func test_a_picture_from_the_gallery_is_read_and_what_it_shows_instead_is_named() async throws {
        try await Way.go { way in
            try await way.logIn().scan()
            let scanner = try await way.arrive(at: ScannerModel.self)
            let looking = scanner.state
            scanner.choosePicture()
            try await way.turn(20)
            XCTAssertEqual(scanner.state, looking, "whoever chooses nothing is told nothing")
            let nothing = say(word: .seenNothing, language: .en)
            way.platform.picture = .unreadable
            scanner.choosePicture()
            try await way.until("that nothing is seen in it") { scanner.shownByPicture == nothing }
            way.platform.picture = .picture(Frame(luma: Data(count: 1), width: 1, height: 1, stride: 1))
            scanner.shown()
            XCTAssertNil(scanner.shownByPicture)
            scanner.choosePicture()
            try await way.until("a picture that the core does not take shows nothing") { scanner.shownByPicture == nothing }
            way.platform.picture = .picture(try filmed("HTTPS://EXAMPLE.COM/MENU"))
            scanner.choosePicture()
            let named = say(word: .seenLink, language: .en)
            try await way.until("it is named") { scanner.shownByPicture == named }
            let frames = way.platform.film.frames
            way.platform.film.showNothing()
            try await way.until("the camera sees a wall") { way.platform.film.frames > frames + 5 }
            XCTAssertEqual(scanner.shownByPicture, named, "it can still be read")
            try way.platform.film.show("HTTPS://EXAMPLE.COM/ANOTHER")
            try await way.until("the camera's own code is what counts") { scanner.shownByPicture == nil }
            way.platform.film.end()
            way.platform.picture = .picture(try filmed(way.service.posters[0]))
            scanner.choosePicture()
            try await way.arrive(at: ConfirmModel.self)
        }
    }

    func test_without_a_camera_a_picture_that_is_no_poster_is_named_where_the_person_is() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            way.platform.permission = .refusedForGood
            home.scan()
            let scanner = try await way.arrive(at: ScannerModel.self)
            way.platform.picture = .picture(try filmed("HTTPS://EXAMPLE.COM/MENU"))
            scanner.choosePicture()
            try await way.until("it is named") { scanner.shownByPicture == say(word: .seenLink, language: .en) }
            XCTAssertEqual(scanner.state, .notAllowed)
            XCTAssertFalse(way.platform.film.runs)
        }
    }

    func test_trying_again_leads_back_to_what_was_typed_and_a_link_to_a_new_scanner() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            home.scan()
            let scanner = try await way.arrive(at: ScannerModel.self)
            scanner.typeInstead()
            scanner.type("00000000")
            scanner.typed()
            let asked = try await way.arrive(at: ConfirmModel.self)
            asked.again()
            XCTAssertEqual(way.app.stack.map(\.model.place), [.home, .scanner])
            XCTAssertEqual(scanner.state, .typing("00000000"), "what was typed can be mended")
            way.app.home()
            way.app.open("HTTPS://EXAMPLE.COM/MENU")
            try await way.arrive(at: ConfirmModel.self).again()
            XCTAssertEqual(way.app.stack.map(\.model.place), [.home, .scanner])
        }
    }

    func test_a_finder_that_goes_does_not_end_the_camera_of_the_next_one() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            home.scan()
            let first = try await way.arrive(at: ScannerModel.self)
            home.scan()
            let second = try await way.arrive(at: ScannerModel.self)
            XCTAssertFalse(first === second)
            second.look()
            first.lookAway()
            XCTAssertTrue(way.platform.film.runs)
            second.lookAway()
            XCTAssertFalse(way.platform.film.runs)
        }
    }

    func test_back_leads_home_from_everywhere_and_no_further() async throws {
        try await Way.go { way in
            let home = try await way.logIn()
            for open in [home.openVisits, home.openNotices, home.openStaff, home.openSettings, home.openUpdate, home.scan, home.openDoor] {
                open()
                XCTAssertEqual(way.app.stack.count, 2)
                way.app.front?.model.back()
                XCTAssertTrue(way.app.front?.model === home)
            }
            home.openSettings()
            let settings = try await way.arrive(at: SettingsModel.self)
            for open in [settings.chooseLanguage, settings.changeIin] {
                open()
                XCTAssertEqual(way.app.stack.count, 3)
                way.app.front?.model.back()
                XCTAssertTrue(way.app.front?.model === settings)
            }
            settings.back()
            home.back()
            XCTAssertEqual(way.app.stack.count, 1)
        }
    }
}
