import Ashyq
import Observation

/// The IIN. What is typed is never kept beyond the process.
public enum IinState: Equatable, Sendable {
    case typing(Typed)
    case sending(Typed)
    case refused(Typed, sentence: String)

    public var typed: Typed {
        switch self {
        case .typing(let typed), .sending(let typed), .refused(let typed, _): typed
        }
    }
}

@MainActor
@Observable
public final class IinModel: ScreenModel {
    public let app: AppModel
    public let place = Place.iin
    public private(set) var state = IinState.typing(typedIin(text: ""))
    private let session: Session

    init(app: AppModel, session: Session) {
        self.app = app
        self.session = session
    }

    public func type(_ text: String) {
        state = .typing(typedIin(text: text))
    }

    public func send() {
        let typed = state.typed
        state = .sending(typed)
        app.attempt(failed: { self.state = .refused(typed, sentence: $0) }) { [self] in
            _ = try await session.bindIin(iin: typed.shown)
            try app.loggedIn(session)
        }
    }
}
