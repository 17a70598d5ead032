import Ashyq
import Observation

/// What the account must know.
public enum NoticesState: Equatable, Sendable {
    case loading
    case empty
    /// `answering` is the notice whose answer is on its way; `sentence` is what came of the last one.
    case shown([Notice], answering: String? = nil, sentence: String? = nil)
    /// Whether to hand the IIN over is asked once more.
    case asking([Notice], of: Notice)
    case failed(_ sentence: String)
}

@MainActor
@Observable
public final class NoticesModel: ScreenModel {
    public let app: AppModel
    public let place = Place.notices
    public private(set) var state = NoticesState.loading
    private let session: Session

    init(app: AppModel, session: Session) {
        self.app = app
        self.session = session
    }

    public func shown() { load(nil) }

    private func load(_ sentence: String?) {
        app.attempt(failed: { self.state = .failed($0) }) { [self] in
            let notices = try await session.notices()
            state = notices.isEmpty ? .empty : .shown(notices, sentence: sentence)
        }
    }

    /// An objection is sent at once; what cannot be undone is asked once more.
    public func answer(_ notice: Notice, agree: Bool) {
        guard case .shown(let notices, _, _) = state else { return }
        if agree { state = .asking(notices, of: notice) } else { send(notices, notice, agree: false) }
    }

    /// The yes to the question that is asked.
    public func yes() {
        if case .asking(let notices, let notice) = state { send(notices, notice, agree: true) }
    }

    public func no() {
        if case .asking(let notices, _) = state { state = .shown(notices) }
    }

    private func send(_ notices: [Notice], _ notice: Notice, agree: Bool) {
        state = .shown(notices, answering: notice.id)
        app.attempt(failed: { self.state = .shown(notices, sentence: $0) }) { [self] in
            try await session.answerNotice(notice: notice.id, agree: agree)
            load(say(word: agree ? .claimAgreed : .objectionTaken, language: app.language))
        }
    }
}
