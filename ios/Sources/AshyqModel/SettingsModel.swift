import Ashyq
import Observation

/// What can be asked before something that cannot be undone.
public enum Question: CaseIterable, Sendable {
    case logOutHere
    case logOutEverywhere
    case delete
    case deleteUnsent
}

/// The settings.
public enum SettingsState: Equatable, Sendable {
    case shown(sentence: String? = nil)
    case asking(Question, unsent: Int = 0)
    case working
}

@MainActor
@Observable
public final class SettingsModel: ScreenModel {
    public let app: AppModel
    public let place = Place.settings
    public private(set) var state = SettingsState.shown()
    private let session: Session

    init(app: AppModel, session: Session) {
        self.app = app
        self.session = session
    }

    public var version: Int { app.version }

    public func chooseLanguage() { app.go(.language(LanguageModel(app: app, isFirst: false))) }

    public func changeIin() { app.go(.iin(IinModel(app: app, session: session))) }

    public func openPrivacy() { app.platform.openPrivacy(app.language) }

    public func ask(_ question: Question) {
        state = .asking(question)
    }

    public func no() {
        state = .shown()
    }

    /// The yes to the question that is asked; unsent visits are delivered first.
    public func yes() {
        guard case .asking(let question, _) = state else { return }
        state = .working
        app.attempt(failed: { self.state = .shown(sentence: $0) }) { [self] in
            switch question {
            case .logOutHere: try await session.logOut(everywhere: false)
            case .logOutEverywhere: try await session.logOut(everywhere: true)
            case .delete:
                let unsent = Int(try await session.deliver().unsent)
                if unsent > 0 { return state = .asking(.deleteUnsent, unsent: unsent) }
                try await session.deleteMyData(discardUnsent: false)
            case .deleteUnsent: try await session.deleteMyData(discardUnsent: true)
            }
            app.logInAgain()
        }
    }

    /// Instead of discarding what waits.
    public func sendFirst() {
        state = .asking(.delete)
        yes()
    }
}
