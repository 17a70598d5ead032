import Ashyq
import XCTest

/// Each variant of an error is a case of its own: a `switch` without a default compiles only while it names them all.
final class ErrorTests: XCTestCase {
    func test_every_refusal_has_a_sentence_in_three_languages() {
        let refusal = Refusal(word: "service_fault", fill: .nothing)
        let client: [ClientError] = [
            .Refused(refusal), .Unreachable(refusal), .LoggedOut, .NeedsIin(refusal), .Full(refusal), .Broken(refusal),
        ]
        XCTAssertEqual(Set(client.map(name)).count, 6)
        let start: [StartError] = [.Settings, .Locked, .Missing, .Damaged, .Storage, .Newer]
        XCTAssertEqual(Set(start.map(name)).count, 6)
        let at = Date(timeIntervalSince1970: 1_790_000_000)
        let checked = Checked(
            answer: DoorAnswer(colour: .green, admitted: true, test: false), entrance: 1, signedAt: at, checkedAt: at)
        let check: [CheckError] = [
            .NoShift, .ClockUncertain, .NotAPass(.poster), .Refused(.oldSlot), .AlreadySeen(first: checked, ago: 30),
            .OfAnotherMode(.closed),
        ]
        XCTAssertEqual(Set(check.map(name)).count, 6)
        for language in [Language.kk, .ru, .en] {
            let sentences = client.map { sayClientError(error: $0, language: language) }
                + start.map { sayStartError(error: $0, language: language) }
                + check.map { sayCheckError(error: $0, language: language) }
            XCTAssertTrue(sentences.allSatisfy { !$0.isEmpty && !$0.contains("{") }, "\(sentences)")
        }
    }

    private func name(_ error: ClientError) -> String {
        switch error {
        case .Refused: "refused"
        case .Unreachable: "unreachable"
        case .LoggedOut: "logged out"
        case .NeedsIin: "needs an IIN"
        case .Full: "full"
        case .Broken: "broken"
        }
    }

    private func name(_ error: StartError) -> String {
        switch error {
        case .Settings: "settings"
        case .Locked: "locked"
        case .Missing: "missing"
        case .Damaged: "damaged"
        case .Storage: "storage"
        case .Newer: "newer"
        }
    }

    private func name(_ error: CheckError) -> String {
        switch error {
        case .NoShift: "no shift"
        case .ClockUncertain: "clock uncertain"
        case .NotAPass: "not a pass"
        case .Refused: "refused"
        case .AlreadySeen: "already seen"
        case .OfAnotherMode: "of another mode"
        }
    }
}
