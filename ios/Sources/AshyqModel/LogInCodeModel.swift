import Ashyq
import Foundation
import Observation

/// The six digits of the SMS.
public enum LogInCodeState: Equatable, Sendable {
    case typing(String)
    case answering(String)
    case refused(String, sentence: String)

    public var typed: String {
        switch self {
        case .typing(let typed), .answering(let typed), .refused(let typed, _): typed
        }
    }
}

/// How long things last, asked for anew each second.
public struct LogInCodeTimes: Equatable, Sendable {
    public let livesFor: TimeInterval
    public let resendAfter: TimeInterval
    public let triesLeft: Int

    public init(livesFor: TimeInterval, resendAfter: TimeInterval, triesLeft: Int) {
        self.livesFor = livesFor
        self.resendAfter = resendAfter
        self.triesLeft = triesLeft
    }
}

@MainActor
@Observable
public final class LogInCodeModel: ScreenModel {
    public let app: AppModel
    public let place = Place.logInCode
    public let phone: String
    public private(set) var state = LogInCodeState.typing("")
    public private(set) var times: LogInCodeTimes
    @ObservationIgnored private var challenge: Challenge

    init(app: AppModel, challenge: Challenge, phone: String) throws {
        self.app = app
        self.challenge = challenge
        self.phone = phone
        times = try challenge.times()
    }

    /// Is called each second while the screen is in front.
    public func tick() {
        times = (try? challenge.times()) ?? times
    }

    public func type(_ text: String) {
        state = .typing(text)
    }

    public func answer() {
        let typed = state.typed
        state = .answering(typed)
        app.attempt(failed: { self.state = .refused(typed, sentence: $0) }) { [self] in
            try app.loggedIn(try await challenge.answer(logInCode: typed))
        }
    }

    public func resend() {
        app.attempt(failed: { self.state = .refused("", sentence: $0) }) { [self] in
            challenge = try await challenge.resend()
            state = .typing("")
            tick()
        }
    }
}

extension Challenge {
    fileprivate func times() throws -> LogInCodeTimes {
        LogInCodeTimes(livesFor: try livesFor(), resendAfter: try resendAfter(), triesLeft: Int(triesLeft()))
    }
}
