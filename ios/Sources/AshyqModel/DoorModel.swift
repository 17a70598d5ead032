import Ashyq
import Foundation
import Observation

/// What stands at the door: the result while it lives, then the visit.
public enum DoorState: Equatable, Sendable {
    case result(ResultState)
    case visit(VisitState)
}

/// The result: a decision, or that there is none.
public enum ResultState: Equatable, Sendable {
    case asking
    case admitted(DecisionScreen)
    case refused(DecisionScreen)
    case notChecked(VisitScreen)
}

/// The visit: no colour.
public enum VisitState: Equatable, Sendable {
    case inside(VisitScreen, sentence: String? = nil)
    case leaving(VisitScreen)
    case left(at: Date)
    /// Nobody is inside any more: a staff entry or the dwell limit ended it, or a refusal's life is over.
    case nowhere
}

@MainActor
@Observable
public final class DoorModel: ScreenModel {
    public let app: AppModel
    public private(set) var state: DoorState
    /// Whether the phone will remind of this visit: what the operating system says, not what was pressed here.
    public private(set) var reminds = false
    /// Whether it was switched on in vain: only the phone's settings help.
    public private(set) var remindsNever = false
    private let session: Session
    /// Whether the entry was just made: then that it was not checked comes before the visit.
    @ObservationIgnored private var isFresh: Bool

    init(app: AppModel, session: Session, isFresh: Bool = false, left: Date? = nil) throws {
        self.app = app
        self.session = session
        self.isFresh = isFresh
        state = try left.map { .visit(.left(at: $0)) } ?? DoorState(try session.door(), isFresh: isFresh)
    }

    public var place: Place {
        if case .result = state { .result } else { .visit }
    }

    public func shown() {
        if hasVisit { app.attempt { [self] in reminds = await app.platform.reminds() } } else { forget() }
    }

    /// Is called each second while the screen is in front: the door code turns over, the life of a decision ends.
    public func tick() {
        switch state {
        case .visit(.left), .visit(.leaving): break
        case .result, .visit: state = (try? DoorState(session.door(), isFresh: isFresh)) ?? state
        }
        if reminds && !hasVisit { forget() }
    }

    /// Whether a reminder could belong to what is shown.
    private var hasVisit: Bool {
        switch state {
        case .visit(.inside), .visit(.leaving): true
        case .result, .visit(.left), .visit(.nowhere): false
        }
    }

    private func forget() {
        reminds = false
        app.forgetReminder()
    }

    /// From "not checked" to the visit; from everything else home.
    public func done() {
        if case .result(.notChecked) = state {
            isFresh = false
            tick()
        } else {
            app.home()
        }
    }

    public func scan() { app.replace(.scanner(ScannerModel(app: app))) }

    public func leave() {
        guard case .visit(.inside(let visit, _)) = state else { return }
        state = .visit(.leaving(visit))
        app.attempt(failed: { self.state = .visit(.inside(visit, sentence: $0)) }) { [self] in
            _ = try await session.leave()
            state = .visit(.left(at: Date()))
            forget()
            _ = try await session.deliver()
        }
    }

    /// Switches the reminder that comes two hours from now.
    public func remind(_ on: Bool) {
        guard case .visit(.inside(let visit, _)) = state else { return }
        let values = ["venue": visit.venue ?? ""]
        let sentence = sayWith(word: .stillInside, language: app.language, values: values)
        app.attempt { [self] in
            reminds = await app.platform.remind(on, sentence: sentence)
            remindsNever = on && !reminds
        }
    }

    public func openPhoneSettings() { app.platform.openPhoneSettings() }
}

extension DoorState {
    fileprivate init(_ door: DoorScreen, isFresh: Bool) {
        switch door {
        case .asking: self = .result(.asking)
        case .decided(let decision):
            if decision.admitted { self = .result(.admitted(decision)) } else { self = .result(.refused(decision)) }
        case .inside(let visit):
            if isFresh && !visit.checked { self = .result(.notChecked(visit)) } else { self = .visit(.inside(visit)) }
        case .outside: self = .visit(.nowhere)
        }
    }
}
