import Ashyq
import class Ashyq.Scanner
import Foundation

extension Driver {
    func make(_ line: Line, _ logIn: LogIn) async throws -> Any {
        switch line.call {
        case "ask": keep(line, try await logIn.ask(phone: line.with("phone"), language: line.with.language()))
        case "cancel": try logIn.cancel()
        case "network_changed": try logIn.networkChanged()
        default: throw line.unknown()
        }
        return NSNull()
    }

    func make(_ line: Line, _ challenge: Challenge) async throws -> Any {
        switch line.call {
        case "tries_left": return plain(challenge.triesLeft())
        case "resend_after": return plain(try challenge.resendAfter())
        case "lives_for": return plain(try challenge.livesFor())
        case "resend": keep(line, try await challenge.resend())
        case "answer": keep(line, try await challenge.answer(logInCode: line.with("code")))
        default: throw line.unknown()
        }
        return NSNull()
    }

    func make(_ line: Line, _ session: Session) async throws -> Any {
        let with = line.with
        switch line.call {
        case "bind_iin": return tagged(try await session.bindIin(iin: with("iin")))
        case "binding": return tagged(try session.binding())
        case "binding_refusal":
            return try session.bindingRefusal().map { sayRefusal(refusal: $0, language: .en) } ?? NSNull()
        case "refresh": try await session.refresh()
        case "cancel": try session.cancel()
        case "network_changed": try session.networkChanged()
        case "own_status": return try status(session, await session.ownStatus())
        case "held_status": return try status(session, session.heldStatus(offline: with("offline")))
        case "notices": return plain(try await session.notices())
        case "answer_notice": try await session.answerNotice(notice: with("notice"), agree: with("agree"))
        case "damaged_rows": return plain(try session.damagedRows())
        case "needs_update": return try session.needsUpdate()
        case "confirm":
            let asked = try await session.confirm(text: with("text"))
            keep(line, asked)
            let shown: [String: Any?] = [
                "action": asked.action(), "venue": asked.venue(), "entrance": asked.entrance(), "ends": asked.ends(),
                "address": asked.address(), "verified": asked.verified(), "test": asked.test(),
            ]
            return shown.mapValues { plain($0 as Any) }
        case "enter": return door(try await session.enter(confirmed: kept(with("confirmed"))))
        case "door": return door(try session.door())
        case "leave": return try await session.leave()
        case "leave_by": return try await session.leaveBy(confirmed: kept(with("confirmed")))
        case "visits": return plain(try await session.visits())
        case "deliver": return plain(try await session.deliver())
        case "log_out": try await session.logOut(everywhere: with("everywhere"))
        case "delete_my_data": try await session.deleteMyData(discardUnsent: with("discard_unsent"))
        case "log_in_again": keep(line, try session.logInAgain())
        case "staff": keep(line, try session.staff())
        case "fall": try session.fall()
        case "fall_later": try await session.fallLater()
        case "fall_at_work": try await session.fallAtWork()
        case "nothing": try await session.nothing()
        case "full": try session.full()
        case "doors": try await atOnce(line) { _ = try session.door() }
        case "timed":
            let times: Int = try with("times")
            let call = try await medianMicroseconds(times) { _ = try session.heldStatus(offline: true) }
            return ["call_us": call, "async_us": try await medianMicroseconds(times) { try await session.nothing() }]
        default: throw line.unknown()
        }
        return NSNull()
    }

    func make(_ line: Line, _ staff: Staff) async throws -> Any {
        let with = line.with
        func show(_ shift: Shift) -> Any {
            ["venue": shift.venue(), "entrances": plain(shift.entrances()),
             "opened_at": plain(shift.openedAt()), "until": plain(shift.until())]
        }
        switch line.call {
        case "roles":
            let roles = try await staff.roles()
            if let first = roles.first { keep(line, first) }
            return roles.map { role -> [String: Any] in
                ["venue": role.venue(), "address": role.address(), "entrances": role.entrances(), "accepted": role.accepted()]
            }
        case "accept": try await staff.accept(role: kept(with("role")))
        case "decline": try await staff.decline(role: kept(with("role")))
        case "open_shift": return show(try await staff.openShift(role: kept(with("role"))))
        case "shift": return try staff.shift().map(show) ?? NSNull()
        case "close_shift": return try await staff.closeShift()
        case "entry":
            let entrance: Int = try with("entrance")
            keep(line, try staff.entry(entrance: UInt8(entrance), first: with("first"), second: with("second")))
        case "exit": keep(line, try staff.exit(first: with("first"), second: with("second")))
        case "checker": keep(line, try staff.checker())
        default: throw line.unknown()
        }
        return NSNull()
    }

    func make(_ line: Line, _ checker: Checker) throws -> Any {
        switch line.call {
        case "read": return plain(try checker.read(text: line.with("text")))
        case "see": return tagged(try checker.see(line.with.frame()))
        case "uncertain": try checker.uncertain()
        default: throw line.unknown()
        }
        return NSNull()
    }

    func make(_ line: Line, _ scanner: Scanner) async throws -> Any {
        switch line.call {
        case "see": return seen(try scanner.see(line.with.frame()))
        case "sees":
            let frame = try line.with.frame()
            try await atOnce(line) { _ = try scanner.see(frame) }
        case "timed":
            let frame = try line.with.frame()
            return try await medianMicroseconds(line.with("times")) { _ = try scanner.see(frame) }
        case "fall": try scanner.fall()
        default: throw line.unknown()
        }
        return NSNull()
    }
}

/// Makes a call so often on each of so many threads; what one throws is thrown.
private func atOnce(_ line: Line, _ call: @escaping @Sendable () throws -> Void) async throws {
    let times: Int = try line.with("times")
    let threads: Int = try line.with("threads")
    try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<threads {
            group.addTask {
                try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                    Thread { done.resume(with: Result { for _ in 0..<times { try call() } }) }.start()
                }
            }
        }
        try await group.waitForAll()
    }
}

/// Warms up, then times each call.
private func medianMicroseconds(_ times: Int, _ call: () async throws -> Void) async throws -> Double {
    for _ in 0..<times / 10 { try await call() }
    var spent: [Duration] = []
    for _ in 0..<times { spent.append(try await ContinuousClock().measure { try await call() }) }
    return spent.sorted()[times / 2] / .microseconds(1)
}
