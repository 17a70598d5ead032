/// The phone is being opened, or why it cannot be.
public enum StartState: Equatable, Sendable {
    case opening
    case failed(_ sentence: String)
}

@MainActor
public final class StartModel: ScreenModel {
    public let app: AppModel
    public let place = Place.start
    public let state: StartState

    init(app: AppModel, state: StartState) {
        self.app = app
        self.state = state
    }

    public func tryAgain() { app.start() }
}
