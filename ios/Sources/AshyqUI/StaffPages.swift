import Ashyq
import AshyqModel
import SwiftUI

/// What a member of staff does.
struct StaffWays {
    let accept: @MainActor (RoleRow) -> Void
    let decline: @MainActor (RoleRow) -> Void
    let yes: Way
    let no: Way
    let openShift: @MainActor (RoleRow) -> Void
    let closeShift: Way
    let enter: Way
    let exit: Way
    let check: Way
    let tryAgain: Way
    let back: Way
}

struct StaffPage: View {
    let state: StaffState
    let ways: StaffWays
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .loading: Page(title: say(.forStaff), main: nil, back: ways.back) { LoadingText() }
        case .noRoles: Page(title: say(.forStaff), main: nil, back: ways.back) { Told(say(.staffRolesNone), .lead) }
        case .roles(let roles, let sentence): RolesPage(roles: roles, sentence: sentence, enabled: true, ways: ways)
        case .asking(_, let row):
            // The main button keeps what there is.
            Page(title: say(.staffRoles), main: MainAction(label: say(.cancel), press: ways.no), back: ways.no) {
                Told(say(.declineRoleQuestion, ["venue": row.venue]), .lead)
                OtherButton(say(.declineRole), press: ways.yes)
            }
        case .working(let roles): RolesPage(roles: roles, sentence: nil, enabled: false, ways: ways)
        case .onShift(let venue, let until):
            Page(title: venue, main: MainAction(label: say(.checkPass), press: ways.check), back: ways.back) {
                Told(say(.shiftOpenUntil, ["time": dayAndClock(moment: until, language: say.language)]), .lead)
                Quiet(say(.shiftIsFor))
                OtherButton(say(.visitorByIin), press: ways.enter)
                OtherButton(say(.exitByIin), press: ways.exit)
                OtherButton(say(.closeShift), press: ways.closeShift)
            }
        case .failed(let sentence):
            Page(title: say(.forStaff), main: MainAction(label: say(.tryAgain), press: ways.tryAgain), back: ways.back) {
                Sentence(sentence)
            }
        }
    }
}

private struct RolesPage: View {
    let roles: [RoleRow]
    let sentence: String?
    let enabled: Bool
    let ways: StaffWays
    @Environment(\.words) private var say

    var body: some View {
        Page(title: say(.staffRoles), main: nil, back: ways.back, busy: !enabled) {
            if let sentence { Sentence(sentence) }
            ForEach(roles) { row in
                Card {
                    Told(row.venue, .lead)
                    Quiet(row.address)
                    Told(say(row.accepted ? .roleAccepted : .roleNotAnswered), .strong)
                    if row.accepted {
                        OtherButton(say(.openShift), enabled: enabled, press: { ways.openShift(row) })
                    } else {
                        OtherButton(say(.acceptRole), enabled: enabled, press: { ways.accept(row) })
                    }
                    OtherButton(say(.declineRole), enabled: enabled, press: { ways.decline(row) })
                }
            }
        }
    }
}

/// What a member of staff does with an entry.
struct StaffEntryWays {
    let type: @MainActor (Twice) -> Void
    let at: @MainActor (Int) -> Void
    let send: Way
    let ask: Way
    let next: Way
    let back: Way
}

struct StaffEntryPage: View {
    let state: StaffEntryState
    let entrances: Int
    let ways: StaffEntryWays
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .typing(let twice, let entrance, let sentence): typing(twice, entrance, sentence)
        case .sending:
            Page(title: say(.visitorByIin), main: nil, busy: true) { Told(say(.asking), .lead).announced(say(.asking)) }
        case .noAnswer(let sentence):
            Page(title: say(.visitorByIin), main: MainAction(label: say(.tryAgain), press: ways.ask), back: ways.back) {
                Sentence(sentence)
                Told(say(.askAgainSame))
            }
        case .shown(let screen):
            AnswerPage(answer: screen.answer, next: ways.next, back: ways.back) {
                Told(toSayByIin(answer: screen.answer, language: say.language), .lead)
                let time = dayAndClock(moment: screen.at, language: say.language)
                PlaceAndTime(venue: screen.venue, entrance: screen.entrance, time: time)
                Told(say(.entryByIinNoted))
            }
        }
    }

    private func typing(_ twice: Twice, _ entrance: Int, _ sentence: String?) -> some View {
        let main = MainAction(label: say(.`continue`), enabled: twice.isComplete, press: ways.send)
        return Page(title: say(.visitorByIin), main: main, back: ways.back) {
            if entrances > 1 {
                // Held down, it counts on by itself.
                let number = Binding(get: { entrance }, set: { @MainActor now in ways.at(now) })
                Stepper(value: number, in: 1...entrances) { Told(say(.entrance, ["entrance": "\(entrance)"]), .strong) }
                    .frame(minHeight: 48)
            }
            TwiceFields(twice: twice, type: ways.type, send: ways.send)
            if let sentence { Sentence(sentence) }
        }
    }
}

private struct TwiceFields: View {
    let twice: Twice
    let type: @MainActor (Twice) -> Void
    let send: Way
    @Environment(\.words) private var say

    var body: some View {
        let done: Way = { if twice.isComplete { send() } }
        Quiet(say(.visitorIinTwice))
        NumberField(
            typed: twice.first, label: say(.iinLabel), enabled: true,
            type: { type(Twice(first: $0, second: twice.second.shown)) }, done: done)
        NumberField(
            typed: twice.second, label: say(.iinAgainLabel), enabled: true,
            type: { type(Twice(first: twice.first.shown, second: $0)) }, done: done)
    }
}

/// What a member of staff does with an exit.
struct StaffExitWays {
    let type: @MainActor (Twice) -> Void
    let send: Way
    let next: Way
    let back: Way
}

struct StaffExitPage: View {
    let state: StaffExitState
    let ways: StaffExitWays
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .typing(let twice, let sentence):
            let main = MainAction(label: say(.`continue`), enabled: twice.isComplete, press: ways.send)
            Page(title: say(.exitByIin), main: main, back: ways.back) {
                TwiceFields(twice: twice, type: ways.type, send: ways.send)
                if let sentence { Sentence(sentence) }
            }
        case .sending: Page(title: say(.exitByIin), main: nil, busy: true) { LoadingText() }
        case .noted:
            Page(title: say(.exitByIin), main: MainAction(label: say(.nextVisitor), press: ways.next), back: ways.back) {
                Told(say(.noted), .title).announced(say(.noted))
            }
        }
    }
}

/// What staff see of a person: colour, shape, word, decision, and what to say.
private struct AnswerPage<Content: View>: View {
    let answer: DoorAnswer
    let next: Way
    let back: Way
    @ViewBuilder let content: Content
    @Environment(\.words) private var say
    @Environment(\.paint) private var paint

    var body: some View {
        page(Drawn(answer.colour), MainAction(label: say(.nextVisitor), press: next)).felt(answer.admitted)
    }

    @ViewBuilder
    private func page(_ look: Drawn, _ next: MainAction) -> some View {
        // Admitted fills the screen; refused is a band with a heavy border and the words first.
        if answer.admitted {
            Practice(on: answer.test, colour: look.on, ground: look.fill) {
                Page(title: nil, main: next, back: back, ground: look.fill, on: look.on) { says(look) }
            }
        } else {
            Practice(on: answer.test, colour: paint.text, ground: paint.ground) {
                Bordered { Page(title: nil, main: next, back: back) { says(look) } }
            }
        }
    }

    @ViewBuilder
    private func says(_ look: Drawn) -> some View {
        Answer(spoken: answerSpoken(answer: answer, language: say.language)) {
            Fit(answerWord(answer: answer, language: say.language), .far, align: .center)
            Band(look: look, word: colourWord(colour: answer.colour, language: say.language), size: 112)
        }
        if answer.test { Told(say(.testMeaning)) }
        content
    }
}

/// What a member of staff does with passes.
struct CheckPassWays {
    let camera: CameraWays
    let finder: FinderWays
    let next: Way
    let back: Way
}

struct CheckPassPage: View {
    let state: CheckPassState
    let ways: CheckPassWays
    @Environment(\.words) private var say

    var body: some View {
        page.asksWhileInFront(ways.camera.look)
    }

    @ViewBuilder private var page: some View {
        switch state {
        case .asking: NeedsCamera(reason: .cameraReason, ask: ways.camera.ask, back: ways.back) {}
        case .notAllowed:
            let settings = MainAction(label: say(.openPhoneSettings), press: ways.camera.openPhoneSettings)
            Page(title: say(.checkPass), main: settings, back: ways.back) { Sentence(say(.cameraDenied)) }
        case .noCamera:
            Page(title: say(.checkPass), main: MainAction(label: say(.back), press: ways.back)) { Sentence(say(.cameraFails)) }
        case .looking(let hint, let torch):
            Finder(hint: hint, outline: nil, torch: torch, ways: ways.finder, back: ways.back) {}
        case .fits(let checked):
            AnswerPage(answer: checked.answer, next: ways.next, back: ways.back) {
                Told(say(.passFits), .strong)
                Told(toSayByPass(answer: checked.answer, language: say.language), .lead)
                Told(say(.entrance, ["entrance": "\(checked.entrance)"]))
                Told(say(.passSignedAt, ["time": dayAndClock(moment: checked.signedAt, language: say.language)]))
            }
        case .notAccepted(let error): NotAccepted(error: error, ways: ways)
        }
    }
}

/// A pass that is refused by name; one that was seen a moment ago shows the first answer.
private struct NotAccepted: View {
    let error: CheckError
    let ways: CheckPassWays
    @Environment(\.words) private var say

    var body: some View {
        Bordered {
            Page(title: nil, main: MainAction(label: say(.nextVisitor), press: ways.next), back: ways.back) {
                Fit(say(.passNotAccepted), .far).accessibilityAddTraits(.isHeader).announced(say(.passNotAccepted), first: true)
                Told(sayCheckError(error: error, language: say.language), .lead)
                if case .AlreadySeen(let first, let ago) = error {
                    Card {
                        let colour = colourWord(colour: first.answer.colour, language: say.language)
                        Told(say(.firstAnswer), .strong)
                        Told("\(colour) · \(answerWord(answer: first.answer, language: say.language))", .lead)
                        Told(say(.sinceFirstAnswer, ["duration": durationWritten(duration: ago, language: say.language)]))
                    }
                }
            }
        }
        .felt(false)
    }
}
