import Ashyq
import AshyqModel
import Foundation
import XCTest

/// A person's way through the models with the real core, against the service as it is shipped.
@MainActor
final class Way {
    let service: Service
    private(set) var platform = TestPlatform()
    private(set) var app: AppModel!
    private var folder: URL
    /// The finder that is on the screen.
    private var finder: (any Finding)?
    private var drawn = 0

    /// Goes a way from a phone that was never used, and closes the service behind it.
    static func go(_ steps: @MainActor (Way) async throws -> Void) async throws {
        let way = try Way()
        defer {
            way.app.platform.frames().stop()
            way.service.close()
            try? FileManager.default.removeItem(at: way.below)
        }
        try await steps(way)
    }

    private let below: URL

    private init() throws {
        service = try Service()
        below = FileManager.default.temporaryDirectory.appending(path: "phone-\(UUID().uuidString)")
        folder = below.appending(path: "phone")
        try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
        open(saved: [])
    }

    private func open(saved: [String], failing: (any Error)? = nil) {
        let settings = PhoneSettings(
            folder: folder.path, service: service.address, root: service.root, appVersion: 1,
            keptIn: .sealedFile(passphrase: "a passphrase of a test"))
        let (language, once) = (platform.language, Mark())
        let given = Given(
            open: {
                if let failing, once.raise() { throw failing }
                return try await openPhone(settings: settings, deviceKey: nil)
            },
            chosenLanguage: { language },
            systemLanguage: .kk, appVersion: 1)
        app = AppModel(given: given, platform: platform, saved: saved)
        app.start()
    }

    /// Goes on as another process would: with what was saved, and the phone's folder as it lies on the disk. It may not be
    /// opened the first time.
    func endProcess(keeping rows: [String]? = nil, failing: (any Error)? = nil) throws {
        let saved = rows ?? app.save()
        let copy = below.appending(path: UUID().uuidString)
        // With its permissions: a store of secrets that others can read is refused.
        let process = try Process.run(URL(filePath: "/bin/cp"), arguments: ["-a", folder.path, copy.path])
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure("the folder is not copied") }
        folder = copy
        finder = nil
        let (language, reminder) = (platform.language, platform.reminder)
        platform = TestPlatform()
        language.map(platform.speakLanguage)
        platform.reminder = reminder
        open(saved: saved, failing: failing)
    }

    /// Puts this phone aside, and takes one that was never used.
    func takeAnother() -> URL {
        let aside = folder
        folder = below.appending(path: UUID().uuidString)
        finder = nil
        platform = TestPlatform()
        open(saved: [])
        return aside
    }

    /// Takes a phone again that was put aside.
    func take(_ phone: URL) throws {
        folder = phone
        try endProcess(keeping: [])
    }

    /// Draws the screen in front as far as a model learns of it, then lets the main actor go on, until something is so.
    func until(_ what: String, _ isSo: () -> Bool) async throws {
        for _ in 0..<3000 {
            draw()
            if isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Failure("not so: \(what); in front is \(String(describing: app.front))")
    }

    /// Lets the main actor go on some times.
    func turn(_ times: Int) async throws {
        for _ in 0..<times {
            draw()
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Calls what the views call: a finder when it appears and goes, what turns over each second.
    private func draw() {
        let front = app.front?.model
        let next = front as? any Finding
        if next !== finder {
            if platform.film.runs { finder?.lookAway() }
            finder = next
            next?.appears()
        }
        if let finder, looks(finder) != platform.film.runs {
            if platform.film.runs { finder.lookAway() } else { finder.look() }
        }
        drawn += 1
        if drawn % 10 == 0 {
            (front as? HomeModel)?.tick()
            (front as? DoorModel)?.tick()
            (front as? LogInCodeModel)?.tick()
        }
    }

    private func looks(_ front: any Finding) -> Bool {
        if let scanner = front as? ScannerModel, case .looking = scanner.state { return true }
        if let check = front as? CheckPassModel, case .looking = check.state { return true }
        return false
    }

    @discardableResult
    func arrive<Model: ScreenModel>(at model: Model.Type) async throws -> Model {
        try await until("\(model)") { app.front?.model is Model }
        guard let front = app.front?.model as? Model else { throw Failure("not at \(model)") }
        return front
    }

    /// From a phone that was never used to home.
    @discardableResult
    func logIn(_ number: String = "7051234567", person: Int = 1) async throws -> HomeModel {
        try await answerCode(number)
        try await typeIin(person)
        return try await atHome()
    }

    /// From the choice of the language to the IIN.
    func answerCode(_ number: String = "7051234567") async throws {
        let language = try await arrive(at: LanguageModel.self)
        language.choose(.en)
        language.done()
        let phone = try await arrive(at: PhoneModel.self)
        XCTAssertFalse(phone.state.typed.isComplete)
        phone.type(number)
        XCTAssertTrue(phone.state.typed.isComplete)
        phone.send()
        let code = try await arrive(at: LogInCodeModel.self)
        code.type(try service.code("+7\(number)"))
        code.answer()
    }

    func typeIin(_ person: Int = 1) async throws {
        let iin = try await arrive(at: IinModel.self)
        iin.type(try service.iin(person))
        iin.send()
    }

    func atHome() async throws -> HomeModel {
        let home = try await arrive(at: HomeModel.self)
        try await until("home is asked for") { if case .loading = home.state { false } else { true } }
        return home
    }

    /// From home, holds a poster before the camera.
    func scan(_ poster: String) async throws -> ConfirmModel {
        (app.front?.model as? HomeModel)?.scan()
        let scanner = try await arrive(at: ScannerModel.self)
        try await until("the camera looks") { platform.film.runs }
        try platform.film.show(poster)
        let asked = try await arrive(at: ConfirmModel.self)
        platform.film.end()
        XCTAssertFalse(platform.film.runs && app.front?.model === scanner)
        try await until("it is read") { if case .reading = asked.state { false } else { true } }
        return asked
    }

    func enter() async throws -> DoorModel {
        try await scan(service.posters[0]).yes()
        return try await arrive(at: DoorModel.self)
    }

    /// Whether something is still to be delivered.
    func areUndelivered() async throws -> Bool {
        try await app.session?.visits().contains { !$0.delivered } ?? true
    }

    /// What stands at the door comes to something.
    func result(_ door: DoorModel) async throws -> ResultState {
        try await until("a result") { if case .result(.asking) = door.state { false } else { true } }
        guard case .result(let result) = door.state else { throw Failure("no result: \(door.state)") }
        return result
    }
}
