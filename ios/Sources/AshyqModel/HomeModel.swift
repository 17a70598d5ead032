import Ashyq
import Observation

/// What stands at home in each of its states.
public struct HomeView: Equatable, Sendable {
    public var status: StatusScreen
    public var open: WhatIsOpen
    /// How many records wait for the network.
    public var unsent: Int
    public var updateIsAsked: Bool
    /// How many notices wait for an answer.
    public var notices: Int

    public init(status: StatusScreen, open: WhatIsOpen, unsent: Int = 0, updateIsAsked: Bool = false, notices: Int = 0) {
        self.status = status
        self.open = open
        self.unsent = unsent
        self.updateIsAsked = updateIsAsked
        self.notices = notices
    }
}

/// The own status, and one button.
public enum HomeState: Equatable, Sendable {
    /// What the phone holds, while the service is asked.
    case loading(HomeView)
    case outside(HomeView)
    case inside(HomeView, door: DoorScreen)
    /// The phone may not act for an IIN at present.
    case waiting(HomeView, sentence: String)

    public var view: HomeView {
        switch self {
        case .loading(let view), .outside(let view), .inside(let view, _), .waiting(let view, _): view
        }
    }
}

@MainActor
@Observable
public final class HomeModel: ScreenModel {
    public let app: AppModel
    public let place = Place.home
    public private(set) var state: HomeState
    private let session: Session
    @ObservationIgnored private var asking: Task<Void, Never>?
    /// The wait for the next delivery.
    @ObservationIgnored private var waiting: Task<Void, any Error>?

    init(app: AppModel, session: Session) throws {
        self.app = app
        self.session = session
        state = .loading(HomeView(status: try session.heldStatus(offline: false), open: try session.whatIsOpen()))
    }

    /// Draws what the phone holds, asks for the newest, and delivers what waits.
    public func shown() {
        tick()
        asking?.cancel()
        asking = app.attempt(failed: { _ in self.isOffline() }) { [self] in try await ask() }
        deliver()
    }

    /// Is called each second while the screen is in front: a status lapses at its moment, a visit ends.
    public func tick() {
        try? redraw(held(offline: state.view.status.offline))
    }

    private func ask() async throws {
        let status = try await session.ownStatus()
        // A call of the core's is not broken off: whoever asked anew gets the answer.
        try Task.checkCancellation()
        var view = state.view
        view.status = status
        view.open = try session.whatIsOpen()
        view.updateIsAsked = try session.needsUpdate()
        try settle(view)
        let notices = try? await session.notices()
        try Task.checkCancellation()
        guard let notices else { return }
        view = state.view
        view.notices = notices.count { $0.until != nil }
        try settle(view)
    }

    /// Delivers what waits, and tries again when the core says so, as long as this is in front. Whoever asks anew ends the wait
    /// but not what is under way: of two deliveries at a time the core answers one with nothing.
    private func deliver() {
        waiting?.cancel()
        app.attempt { [self] in
            let delivery = try await session.deliver()
            var view = state.view
            view.unsent = Int(delivery.unsent)
            try redraw(view)
            guard let again = delivery.tryAgain else { return }
            waiting = Task {
                try await Task.sleep(for: .seconds(again))
                if app.front?.model === self { shown() }
            }
        }
    }

    private func isOffline() {
        // Whoever asked anew says what is so.
        guard !Task.isCancelled, let view = try? held(offline: true) else { return }
        try? settle(view)
    }

    /// What is shown, with the status as the phone holds it at this moment.
    private func held(offline: Bool) throws -> HomeView {
        var view = state.view
        view.status = try session.heldStatus(offline: offline)
        view.open = try session.whatIsOpen()
        return view
    }

    /// Draws without an answer: before the first one only a stay is known for sure.
    private func redraw(_ view: HomeView) throws {
        let isSomewhere = try session.door().isAStay
        if case .loading = state, !isSomewhere { state = .loading(view) } else { try settle(view) }
    }

    private func settle(_ view: HomeView) throws {
        let door = try session.door()
        if door.isAStay {
            state = .inside(view, door: door)
        } else if let refusal = try session.bindingRefusal() {
            state = .waiting(view, sentence: sayRefusal(refusal: refusal, language: app.language))
        } else {
            // Once, and not each second.
            if case .outside = state {} else { app.forgetReminder() }
            state = .outside(view)
        }
    }

    public func scan() { app.go(.scanner(ScannerModel(app: app))) }

    public func openDoor() { app.go(.door(try DoorModel(app: app, session: session))) }

    public func openVisits() { app.go(.visits(VisitsModel(app: app, session: session))) }

    public func openNotices() { app.go(.notices(NoticesModel(app: app, session: session))) }

    public func openStaff() { app.go(.staff(try StaffModel(app: app, session: session))) }

    public func openSettings() { app.go(.settings(SettingsModel(app: app, session: session))) }

    public func openUpdate() { app.go(.pleaseUpdate(PleaseUpdateModel(app: app))) }
}

extension DoorScreen {
    /// Whether the person is somewhere: a refusal that still lives is no stay.
    fileprivate var isAStay: Bool {
        switch self {
        case .outside: false
        case .decided(let decision): decision.admitted
        case .asking, .inside: true
        }
    }
}
