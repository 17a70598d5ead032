import Ashyq
import Observation

/// What stands at home in each of its states.
public struct HomeView: Equatable, Sendable {
    public var status: StatusScreen
    public var open: WhatIsOpen
    /// How many records wait for the network.
    public var unsent: Int
    public var updateIsAsked: Bool
    /// How many notices wait to be read.
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

    init(app: AppModel, session: Session) throws {
        self.app = app
        self.session = session
        state = .loading(try session.held(offline: false))
    }

    /// Asks for the newest, delivers what waits, and tries again when the core says so, as long as this is in front.
    public func shown() {
        asking?.cancel()
        asking = app.attempt(failed: { _ in self.isOffline() }) { [self] in
            try await ask()
            let delivery = try await deliver()
            guard let again = delivery.tryAgain else { return }
            try await Task.sleep(for: .seconds(again))
            if app.front?.model === self { shown() }
        }
    }

    private func ask() async throws {
        try Task.checkCancellation()
        let held = state.view
        let status = try await session.ownStatus()
        // A call of the core's is not broken off: whoever asked anew gets the answer.
        try Task.checkCancellation()
        let update = try session.needsUpdate()
        let open = try session.whatIsOpen()
        try settle(HomeView(status: status, open: open, unsent: held.unsent, updateIsAsked: update, notices: held.notices))
    }

    private func deliver() async throws -> Delivery {
        let delivery = try await session.deliver()
        try Task.checkCancellation()
        var view = state.view
        view.unsent = Int(delivery.unsent)
        try settle(view)
        view.notices = try await session.notices().count
        try Task.checkCancellation()
        try settle(view)
        return delivery
    }

    private func isOffline() {
        guard var view = try? session.held(offline: true) else { return }
        view.unsent = state.view.unsent
        try? settle(view)
    }

    private func settle(_ view: HomeView) throws {
        let door = try session.door()
        if door.isAStay {
            state = .inside(view, door: door)
        } else if let refusal = try session.bindingRefusal() {
            state = .waiting(view, sentence: sayRefusal(refusal: refusal, language: app.language))
        } else {
            state = .outside(view)
            app.forgetReminder()
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

extension Session {
    fileprivate func held(offline: Bool) throws -> HomeView {
        HomeView(status: try heldStatus(offline: offline), open: try whatIsOpen())
    }
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
