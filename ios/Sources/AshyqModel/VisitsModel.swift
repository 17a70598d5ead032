import Ashyq
import Observation

/// The own visits of 14 days.
public enum VisitsState: Equatable, Sendable {
    case loading
    case empty
    case shown([VisitLine])
    case failed(_ sentence: String)
}

@MainActor
@Observable
public final class VisitsModel: ScreenModel {
    public let app: AppModel
    public let place = Place.visits
    public private(set) var state = VisitsState.loading
    private let session: Session

    init(app: AppModel, session: Session) {
        self.app = app
        self.session = session
    }

    public func shown() {
        app.attempt(failed: { self.state = .failed($0) }) { [self] in
            let visits = try await session.visits()
            state = visits.isEmpty ? .empty : .shown(visits)
        }
    }
}
