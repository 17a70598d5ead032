import Ashyq
import Foundation
import Observation

/// What a person is asked at a poster, without the object that a yes needs.
public struct Asked: Equatable, Sendable {
    public let action: Action
    public let venue: String?
    public let entrance: Int?
    public let address: String?
    public let verified: Bool
    public let ends: String?
    public let test: Bool

    public init(
        action: Action, venue: String?, entrance: Int?, address: String?, verified: Bool, ends: String?, test: Bool
    ) {
        self.action = action
        self.venue = venue
        self.entrance = entrance
        self.address = address
        self.verified = verified
        self.ends = ends
        self.test = test
    }

    init(_ read: Confirmation) {
        self.init(
            action: read.action(), venue: read.venue(), entrance: read.entrance().map(Int.init), address: read.address(),
            verified: read.verified(), ends: read.ends(), test: read.test())
    }
}

/// The venue and the entrance, to be confirmed.
public enum ConfirmState: Equatable, Sendable {
    /// The text is being read; a typed code asks the service.
    case reading
    case asks(Asked)
    /// The service is asked for a decision, or the exit is being recorded.
    case sending(Asked)
    case refused(_ sentence: String)
}

@MainActor
@Observable
public final class ConfirmModel: ScreenModel {
    public let app: AppModel
    public let place = Place.confirm
    public private(set) var state = ConfirmState.reading
    private let session: Session
    private let text: String
    @ObservationIgnored private var confirmation: Confirmation?

    init(app: AppModel, session: Session, text: String) {
        self.app = app
        self.session = session
        self.text = text
    }

    /// A poster's text is public: it may be kept, and is read anew.
    public var kept: String { text }

    public func shown() {
        guard case .reading = state else { return }
        app.attempt(failed: { self.state = .refused($0) }) { [self] in
            let read = try await session.confirm(text: text)
            confirmation = read
            state = .asks(Asked(read))
        }
    }

    public func yes() {
        guard case .asks(let asked) = state, let confirmation else { return }
        state = .sending(asked)
        app.attempt(failed: { self.state = .refused($0) }) { [self] in
            switch asked.action {
            case .enter:
                _ = try await session.enter(confirmed: confirmation)
                app.home()
                app.go(.door(try DoorModel(app: app, session: session, isFresh: true)))
            case .leave:
                _ = try await session.leaveBy(confirmed: confirmation)
                app.home()
                app.go(.door(try DoorModel(app: app, session: session, left: Date())))
            case .nothing: app.home()
            }
        }
    }

    /// Back to the scanner that led here, with what was typed there; to a new one where a link did.
    public func again() {
        if case .scanner = app.behind { app.back() } else { app.replace(.scanner(ScannerModel(app: app))) }
    }

    public func no() { app.home() }
}
