import Ashyq
import Observation

/// An IIN typed twice. Neither is kept, and both are gone once they were sent.
public struct Twice: Equatable, Sendable {
    public let first: Typed
    public let second: Typed

    public init(first: String = "", second: String = "") {
        self.first = typedIin(text: first)
        self.second = typedIin(text: second)
    }

    public var isComplete: Bool { first.isComplete && second.isComplete }
}

/// An entry by IIN.
public enum StaffEntryState: Equatable, Sendable {
    case typing(Twice, entrance: Int, sentence: String? = nil)
    case sending
    /// No answer came: the same request can be sent again, and records nobody twice.
    case noAnswer(_ sentence: String)
    case shown(StaffScreen)
}

@MainActor
@Observable
public final class StaffEntryModel: ScreenModel {
    public let app: AppModel
    public let place = Place.staffEntry
    public private(set) var state = StaffEntryState.typing(Twice(), entrance: 1)
    public let entrances: Int
    private let staff: Staff
    @ObservationIgnored private var entrance = 1
    @ObservationIgnored private var entry: EntryByIin?

    init(app: AppModel, staff: Staff) throws {
        self.app = app
        self.staff = staff
        entrances = try staff.shift().map { Int($0.entrances()) } ?? 1
    }

    public func shown() { at(app.desk?.entrance ?? entrance) }

    public func type(_ twice: Twice) {
        state = .typing(twice, entrance: entrance)
    }

    public func at(_ entrance: Int) {
        self.entrance = entrance
        app.desk?.entrance = entrance
        if case .typing(let twice, _, let sentence) = state {
            state = .typing(twice, entrance: entrance, sentence: sentence)
        }
    }

    public func send() {
        guard case .typing(let twice, _, _) = state else { return }
        do {
            entry = try staff.entry(entrance: UInt8(entrance), first: twice.first.shown, second: twice.second.shown)
            ask()
        } catch {
            state = .typing(twice, entrance: entrance, sentence: app.sentence(of: error))
        }
    }

    /// Sends the entry, for the first time or again.
    public func ask() {
        guard let entry else { return }
        state = .sending
        app.attempt(failed: { self.state = .typing(Twice(), entrance: self.entrance, sentence: $0) }) { [self] in
            do {
                state = .shown(try await entry.ask())
            } catch ClientError.Unreachable(let refusal) {
                state = .noAnswer(sayRefusal(refusal: refusal, language: app.language))
            }
        }
    }

    public func next() {
        entry = nil
        type(Twice())
    }
}
