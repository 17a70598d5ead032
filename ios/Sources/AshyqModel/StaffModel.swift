import Ashyq
import Foundation
import Observation

/// A role as a row; the number leads back to it.
public struct RoleRow: Equatable, Identifiable, Sendable {
    public let at: Int
    public let venue: String
    public let address: String
    public let accepted: Bool

    public var id: Int { at }

    public init(at: Int, venue: String, address: String, accepted: Bool) {
        self.at = at
        self.venue = venue
        self.address = address
        self.accepted = accepted
    }
}

/// Roles, and the shift.
public enum StaffState: Equatable, Sendable {
    case loading
    case noRoles
    case roles([RoleRow], sentence: String? = nil)
    /// Whether to decline a role is asked once more.
    case asking([RoleRow], of: RoleRow)
    case working([RoleRow])
    case onShift(venue: String, until: Date)
    case failed(_ sentence: String)
}

@MainActor
@Observable
public final class StaffModel: ScreenModel {
    public let app: AppModel
    public let place = Place.staff
    public private(set) var state = StaffState.loading
    /// Where the member of staff stands, for as long as the shift.
    @ObservationIgnored var entrance: Int
    private let staff: Staff
    @ObservationIgnored private var roles: [Role] = []

    init(app: AppModel, session: Session, entrance: Int = 1) throws {
        self.app = app
        self.entrance = entrance
        staff = try session.staff()
    }

    public var kept: String { "\(entrance)" }

    public func shown() { load(nil) }

    private func load(_ sentence: String?) {
        if let shift = try? staff.shift() { return show(shift) }
        app.attempt(failed: { self.state = .failed($0) }) { [self] in
            roles = try await staff.roles()
            let rows = roles.enumerated().map { at, role in
                RoleRow(at: at, venue: role.venue(), address: role.address(), accepted: role.accepted())
            }
            state = rows.isEmpty ? .noRoles : .roles(rows, sentence: sentence)
        }
    }

    private func show(_ shift: Shift) {
        state = .onShift(venue: shift.venue(), until: shift.until())
    }

    public func accept(_ row: RoleRow) {
        work(row) { [self] role in
            try await staff.accept(role: role)
            load(say(word: .roleIsYours, language: app.language))
        }
    }

    public func decline(_ row: RoleRow) {
        if case .roles(let rows, _) = state { state = .asking(rows, of: row) }
    }

    public func no() {
        if case .asking(let rows, _) = state { state = .roles(rows) }
    }

    /// The yes to the question that is asked.
    public func yes() {
        guard case .asking(_, let row) = state else { return }
        no()
        work(row) { [self] role in
            try await staff.decline(role: role)
            load(say(word: .roleDeclined, language: app.language))
        }
    }

    public func openShift(_ row: RoleRow) {
        work(row) { [self] role in
            entrance = 1
            show(try await staff.openShift(role: role))
        }
    }

    public func closeShift() {
        app.attempt(failed: { self.state = .failed($0) }) { [self] in
            let told = try await staff.closeShift()
            load(say(word: told ? .shiftClosed : .shiftClosedHere, language: app.language))
        }
    }

    private func work(_ row: RoleRow, _ step: @escaping @MainActor (Role) async throws -> Void) {
        guard case .roles(let rows, _) = state else { return }
        let role = roles[row.at]
        state = .working(rows)
        app.attempt(failed: { self.state = .roles(rows, sentence: $0) }) { try await step(role) }
    }

    public func enter() { app.go(.staffEntry(try StaffEntryModel(app: app, staff: staff))) }

    public func exit() { app.go(.staffExit(StaffExitModel(app: app, staff: staff))) }

    public func check() { app.go(.checkPass(try CheckPassModel(app: app, staff: staff))) }
}
