import Ashyq
import Observation

/// A pass in front of a member of staff's camera.
public enum CheckPassState: Equatable, Sendable {
    case asking
    case notAllowed
    case noCamera
    case looking(hint: String, torch: Bool = false)
    case fits(Checked)
    case notAccepted(CheckError)
}

@MainActor
@Observable
public final class CheckPassModel: ScreenModel {
    public let app: AppModel
    public let place = Place.checkPass
    public private(set) var state = CheckPassState.asking
    private let staff: Staff
    private let checker: Checker
    /// A pass is shown: nothing is looked at until the next person.
    private let answered = Flag()
    @ObservationIgnored private var contacted = false

    init(app: AppModel, staff: Staff) throws {
        self.app = app
        self.staff = staff
        checker = try staff.checker()
    }

    /// What the operating system says of the camera, each time the screen comes to the front.
    public func allowed(_ permission: Permission) {
        switch state {
        case .asking, .notAllowed:
            state = switch permission {
            case .allowed: looking
            case .notAsked: .asking
            case .refusedForGood: .notAllowed
            }
        case .noCamera, .looking, .fits, .notAccepted: break
        }
    }

    /// There is no camera to be had.
    public func failed() {
        state = .noCamera
    }

    /// Looks at a frame, on the camera's thread.
    public nonisolated func see(_ frame: Frame) {
        guard !answered.isUp, let sight = try? checker.look(at: frame) else { return }
        Task { @MainActor in take(sight) }
    }

    func take(_ sight: Sight) {
        guard case .looking(_, let torch) = state else { return }
        switch sight {
        case .fits(let checked):
            answered.raise()
            state = .fits(checked)
        case .notAccepted(let error):
            answered.raise()
            state = .notAccepted(error)
            contact(error)
        case .unreadable(let hint): state = .looking(hint: hintWord(hint: hint, language: app.language), torch: torch)
        case .nothing: state = .looking(hint: say(word: .aimAtPass, language: app.language), torch: torch)
        }
    }

    /// Where the network can help, and is there, nobody has to be told to connect: the pass is looked at once more.
    private func contact(_ error: CheckError) {
        guard !contacted, needsContact(error: error) else { return }
        contacted = true
        app.attempt { [self] in
            _ = try await staff.roles()
            // The answer may come late, when another person's pass is shown.
            guard case .notAccepted(error) = state else { return }
            answered.lower()
            state = looking
        }
    }

    public func torch(_ on: Bool) {
        if case .looking(let hint, _) = state { state = .looking(hint: hint, torch: on) }
    }

    public func next() {
        contacted = false
        answered.lower()
        state = looking
    }

    private var looking: CheckPassState { .looking(hint: say(word: .aimAtPass, language: app.language)) }
}
