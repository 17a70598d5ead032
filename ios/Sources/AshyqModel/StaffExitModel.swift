import Ashyq
import Observation

/// An exit by IIN.
public enum StaffExitState: Equatable, Sendable {
    case typing(Twice, sentence: String? = nil)
    case sending
    case noted
}

@MainActor
@Observable
public final class StaffExitModel: ScreenModel {
    public let app: AppModel
    public let place = Place.staffExit
    public private(set) var state = StaffExitState.typing(Twice())
    private let staff: Staff

    init(app: AppModel, staff: Staff) {
        self.app = app
        self.staff = staff
    }

    public func type(_ twice: Twice) {
        state = .typing(twice)
    }

    public func send() {
        guard case .typing(let twice, _) = state else { return }
        state = .sending
        app.attempt(failed: { self.state = .typing(twice, sentence: $0) }) { [self] in
            try await staff.exit(first: twice.first.shown, second: twice.second.shown).report()
            state = .noted
        }
    }

    public func next() { type(Twice()) }
}
