import Ashyq
import AshyqModel
import SwiftUI

/// What a person does during a visit.
struct VisitWays {
    let scan: Way
    let leave: Way
    let done: Way
    let remind: @MainActor (Bool) -> Void
    let openPhoneSettings: Way
}

/// The switch of the reminder.
struct ReminderSwitch {
    let on: Bool
    /// It was switched on, and the phone's settings forbid it.
    let forbidden: Bool
}

/// The visit: where, since when, and the ways out.
struct VisitPage: View {
    let state: VisitState
    let reminder: ReminderSwitch
    let ways: VisitWays
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .inside(let visit, let sentence): inside(visit, sentence, leaving: false)
        case .leaving(let visit): inside(visit, nil, leaving: true)
        case .left(let at):
            let left = say(.left, ["time": dayAndClock(moment: at, language: say.language)])
            Page(title: nil, main: MainAction(label: say(.done), press: ways.done)) { Told(left, .title).announced(left) }
        case .nowhere:
            Page(title: nil, main: MainAction(label: say(.done), press: ways.done)) { Told(say.sentence("not_inside"), .lead) }
        }
    }

    private func inside(_ visit: VisitScreen, _ sentence: String?, leaving: Bool) -> some View {
        InsidePage(visit: visit, sentence: sentence, leaving: leaving, reminder: reminder, ways: ways)
    }
}

private struct InsidePage: View {
    let visit: VisitScreen
    let sentence: String?
    let leaving: Bool
    let reminder: ReminderSwitch
    let ways: VisitWays
    @Environment(\.words) private var say
    @Environment(\.paint) private var paint

    var body: some View {
        Practice(on: visit.test, colour: paint.text, ground: paint.ground) {
            let main = MainAction(label: say(.scanToLeave), enabled: !leaving, press: ways.scan)
            Page(title: say(.currentVisit), main: main, back: ways.done, busy: leaving) {
                let since = say(.insideSince, ["time": dayAndClock(moment: visit.since, language: say.language)])
                Card { PlaceAndTime(venue: visit.venue, entrance: visit.entrance, time: since) }
                if !visit.checked { Sentence(say(.notCheckedSpoken), offline: true) }
                if visit.test { Told(say(.practiceEntry)) }
                if let sentence { Sentence(sentence) }
                Told(say(.leaveByScan))
                OtherButton(say(.leftAlready), enabled: !leaving, press: ways.leave)
                let why = reminder.forbidden ? "" : say(.notificationsReason)
                Switched(label: say(.remindMe), below: why, on: reminder.on, change: ways.remind)
                if reminder.forbidden {
                    Sentence(say(.notificationsReason))
                    OtherButton(say(.openPhoneSettings), press: ways.openPhoneSettings)
                }
            }
        }
    }
}

/// The question at a poster.
struct ConfirmPage: View {
    let state: ConfirmState
    let yes: Way
    let no: Way
    let again: Way
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .reading: Page(title: nil, main: nil, busy: true) { LoadingText() }
        case .asks(let asked): AskedPage(asked: asked, sending: false, yes: yes, no: no)
        case .sending(let asked): AskedPage(asked: asked, sending: true, yes: yes, no: no)
        case .refused(let sentence):
            Page(title: say(.scanPoster), main: MainAction(label: say(.tryAgain), press: again), back: no) { Sentence(sentence) }
        }
    }
}

private struct AskedPage: View {
    let asked: Asked
    let sending: Bool
    let yes: Way
    let no: Way
    @Environment(\.words) private var say
    @Environment(\.paint) private var paint

    var body: some View {
        let words = ActionWords(of: asked.action)
        let venue = asked.venue ?? say(.venueNotKnown)
        Practice(on: asked.test, colour: paint.text, ground: paint.ground) {
            Page(title: say(.confirmVisit), main: MainAction(label: say(words.yes), enabled: !sending, press: yes), busy: sending) {
                Card {
                    Fit(venue, .title)
                    if let entrance = asked.entrance { Told(say(.entrance, ["entrance": "\(entrance)"]), .lead) }
                    if let address = asked.address { Quiet(address) }
                }
                // A code typed without network has no venue to ask about yet.
                let question = sending ? say(.asking) : say(words.question, ["venue": venue])
                if sending || asked.venue != nil { Told(question, .lead).announced(question) }
                if let ends = asked.ends { Told(say(.entryEndsVisit, ["venue": ends])) }
                if !asked.verified { Told(say.sentence("poster_to_be_checked")) }
                if asked.test { Told(say(.practiceEntry)) }
                if let word = words.no { OtherButton(say(word), enabled: !sending, press: no) }
            }
        }
    }
}
