import Ashyq
import Observation

/// The app: a stack of screens over the core. `save` and `saved` carry it over the process's end.
@MainActor
@Observable
public final class AppModel {
    /// The screens, the last one in front.
    public private(set) var stack: [Screen] = []
    public private(set) var language: Language
    /// What the operating system does for the screens.
    public let platform: any Platform
    /// The one camera, for whichever screen looks through it.
    public let camera: Looks
    private let given: Given
    @ObservationIgnored private var saved: [String]
    /// Whether the language was chosen in the app; the first screen asks for it.
    @ObservationIgnored private var languageIsChosen = false
    @ObservationIgnored public private(set) var session: Session?
    @ObservationIgnored private(set) var logIn: LogIn?
    @ObservationIgnored private var link: String?

    public init(given: Given, platform: any Platform, saved: [String] = []) {
        self.given = given
        self.platform = platform
        camera = Looks(platform.frames())
        self.saved = saved
        language = given.systemLanguage
    }

    /// The screen in front; none before `start`.
    public var front: Screen? { stack.last }

    public var version: Int { given.appVersion }

    /// A result is read from two metres: full brightness, and the screen stays on.
    public var isBright: Bool {
        if case .door(let door) = front, case .result = door.state { true } else { false }
    }

    /// The distance of the rules, for a refusal that names it.
    public var metres: Int {
        let open = try? session?.whatIsOpen()
        return open.flatMap { statusMetres(open: $0) }.map(Int.init) ?? 0
    }

    /// Opens the phone and goes where the person was.
    public func start() {
        // Whatever was open is let go of: the phone's folder is opened by one at a time.
        session = nil
        logIn = nil
        become(.start(StartModel(app: self, state: .opening)))
        Task {
            if let chosen = await given.chosenLanguage() { speak(chosen) }
            do {
                try opened(try await given.open())
            } catch {
                broken(error)
            }
        }
    }

    private func opened(_ start: Start) throws {
        switch start {
        case .loggedOut(let logIn): loggedOut(logIn)
        case .loggedIn(let session): try loggedIn(session)
        }
    }

    private func loggedOut(_ logIn: LogIn) {
        self.logIn = logIn
        session = nil
        become(.phone(PhoneModel(app: self, number: keptOf(.phone) ?? "")))
        if !languageIsChosen { become(.language(LanguageModel(app: self, isFirst: true))) }
    }

    func loggedIn(_ session: Session) throws {
        self.session = session
        if case IinBinding.none = try session.binding() { return become(.iin(IinModel(app: self, session: session))) }
        var screens: [Screen] = [.home(try HomeModel(app: self, session: session))]
        // What stands at the door comes first; a question that was asked before it is answered.
        let isSomewhere = if case DoorScreen.outside = try session.door() { false } else { true }
        if isSomewhere { screens.append(.door(try DoorModel(app: self, session: session))) }
        screens += try saved.compactMap { try restored($0, session, isSomewhere) }
        saved = []
        stack = screens
        front?.model.shown()
        if let link { open(link) }
    }

    private func restored(_ row: String, _ session: Session, _ isSomewhere: Bool) throws -> Screen? {
        let (place, kept) = parts(of: row)
        return switch place {
        case .scanner where !isSomewhere: .scanner(ScannerModel(app: self))
        case .confirm where !isSomewhere: .confirm(ConfirmModel(app: self, session: session, text: kept))
        case .visits: .visits(VisitsModel(app: self, session: session))
        case .notices: .notices(NoticesModel(app: self, session: session))
        case .settings: .settings(SettingsModel(app: self, session: session))
        case .staff: .staff(try StaffModel(app: self, session: session, entrance: Int(kept) ?? 1))
        case .staffEntry: .staffEntry(try StaffEntryModel(app: self, staff: session.staff()))
        case .staffExit: .staffExit(StaffExitModel(app: self, staff: try session.staff()))
        case .checkPass: .checkPass(try CheckPassModel(app: self, staff: session.staff()))
        default: nil
        }
    }

    private func keptOf(_ place: Place) -> String? {
        saved.map(parts).first { $0.place == place }?.kept
    }

    private func parts(of row: String) -> (place: Place?, kept: String) {
        let parts = row.split(separator: " ", maxSplits: 1).map(String.init)
        return (parts.first.flatMap(Place.init), parts.count > 1 ? parts[1] : "")
    }

    /// Where the person is, one row a screen. It holds no IIN and no log-in code.
    public func save() -> [String] {
        if case .start = front { return saved }
        return stack.map { "\($0.model.place.rawValue) \($0.model.kept)" }
    }

    /// The link of a poster was opened outside the app.
    public func open(_ link: String) {
        if let session, !asksForIin {
            self.link = nil
            go(.confirm(ConfirmModel(app: self, session: session, text: link)))
        } else {
            self.link = link
        }
    }

    private var asksForIin: Bool {
        if case .iin = front { true } else { false }
    }

    func speak(_ language: Language) {
        self.language = language
        languageIsChosen = true
    }

    /// Goes to another screen; what the core cannot give for it is said.
    func go(_ screen: @autoclosure () throws -> Screen) {
        do {
            stack.append(try screen())
            front?.model.shown()
        } catch {
            broken(error)
        }
    }

    /// Puts another screen in the place of the one in front.
    func replace(_ screen: Screen) {
        stack[stack.count - 1] = screen
        screen.model.shown()
    }

    /// The screen behind the one in front.
    var behind: Screen? { stack.dropLast().last }

    /// The screen of the shift, wherever it lies.
    var desk: StaffModel? {
        stack.lazy.compactMap { screen in
            if case .staff(let model) = screen { model } else { nil }
        }.first
    }

    /// Off the screen in front, where there is one behind it.
    public func back() {
        if stack.count > 1 {
            stack.removeLast()
            front?.model.shown()
        }
    }

    /// Goes back to the first screen.
    public func home() {
        stack.removeLast(stack.count - 1)
        front?.model.shown()
    }

    private func become(_ screen: Screen) {
        stack = [screen]
        screen.model.shown()
    }

    /// The session is over: the same phone logs in again.
    func logInAgain() {
        do {
            if let session { loggedOut(try session.logInAgain()) }
        } catch {
            broken(error)
        }
    }

    /// Where nothing goes on: why, and a way to try again.
    private func broken(_ error: any Error) {
        become(.start(StartModel(app: self, state: .failed(sentence(of: error)))))
    }

    /// Does what waits, away from the screen; what the core refuses comes as a sentence, or as another screen.
    @discardableResult
    func attempt(
        failed: @escaping @MainActor (String) -> Void = { _ in }, _ work: @escaping @MainActor () async throws -> Void
    ) -> Task<Void, Never> {
        let session = session
        return Task {
            do {
                try await work()
            } catch is CancellationError {
                // Somebody asks anew.
            } catch let error as ClientError {
                failed(sentence(of: error))
                if let session, session === self.session { leadOn(error, session) }
            } catch {
                failed(sentence(of: error))
            }
        }
    }

    /// Where a refusal is a screen of its own.
    private func leadOn(_ error: ClientError, _ session: Session) {
        switch error {
        case .LoggedOut: logInAgain()
        case .NeedsIin:
            if !asksForIin, case IinBinding.none? = try? session.binding() {
                go(.iin(IinModel(app: self, session: session)))
            }
        default: break
        }
    }

    func sentence(of error: any Error) -> String {
        switch error {
        case let error as ClientError: sayClientError(error: error, language: language)
        case let error as StartError: sayStartError(error: error, language: language)
        default: sayRefusal(refusal: Refusal(word: "service_fault", fill: .nothing), language: language)
        }
    }

    /// There is no visit that a reminder could belong to.
    func forgetReminder() {
        Task { _ = await platform.remind(false, sentence: "") }
    }

    /// Another network: what waits on the old one need not be waited for, and what is not delivered may be now.
    public func networkChanged() {
        guard let session else { return }
        try? session.networkChanged()
        if case .home(let home) = front { home.shown() } else { attempt { _ = try await session.deliver() } }
    }

    /// The app comes back before the person's eyes, perhaps after hours.
    public func cameBack() {
        if case .home(let home) = front { home.shown() }
    }
}
