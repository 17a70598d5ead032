import Ashyq
import Observation

/// The phone number.
public enum PhoneState: Equatable, Sendable {
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
public final class PhoneModel: ScreenModel {
    public let app: AppModel
    public let place = Place.phone
    public private(set) var state: PhoneState

    init(app: AppModel, number: String) {
        self.app = app
        state = .typing(typedPhone(text: number))
    }

    public var kept: String { state.typed.shown }

    public func shown() { app.forgetReminder() }

    public func type(_ text: String) {
        state = .typing(typedPhone(text: text))
    }

    public func chooseLanguage() {
        app.go(.language(LanguageModel(app: app, isFirst: false)))
    }

    public func send() {
        guard let logIn = app.logIn else { return }
        let typed = state.typed
        state = .sending(typed)
        app.attempt(failed: { self.state = .refused(typed, sentence: $0) }) { [self] in
            let challenge = try await logIn.ask(phone: typed.shown, language: app.language)
            state = .typing(typed)
            app.go(.logInCode(try LogInCodeModel(app: app, challenge: challenge, phone: typed.shown)))
        }
    }
}

extension Typed {
    /// Whether a number is complete, so that the main button may be pressed.
    public var isComplete: Bool {
        if case Typing.complete = step { true } else { false }
    }

    /// Whether what is typed cannot become right.
    public var isWrong: Bool {
        if case Typing.wrong = step { true } else { false }
    }
}
