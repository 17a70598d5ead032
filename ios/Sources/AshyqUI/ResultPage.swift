import Ashyq
import AshyqModel
import SwiftUI

/// The result, read from two metres.
struct ResultPage: View {
    let state: ResultState
    let metres: Int
    let done: Way
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .asking: Page(title: nil, main: nil, busy: true) { Told(say(.asking), .title).announced(say(.asking)) }
        case .admitted(let decision): AdmittedPage(decision: decision, done: done)
        case .refused(let decision): RefusedPage(decision: decision, metres: metres, done: done)
        case .notChecked(let visit): NotCheckedPage(visit: visit, done: done)
        }
    }
}

/// Admitted: the colour of the status fills the screen.
private struct AdmittedPage: View {
    let decision: DecisionScreen
    let done: Way
    @Environment(\.words) private var say

    var body: some View {
        let look = Drawn(decision.colour)
        Practice(on: decision.test, colour: look.on, ground: look.fill) {
            Page(title: nil, main: MainAction(label: say(.done), press: done), ground: look.fill, on: look.on) {
                Answer(spoken: decisionSpoken(screen: decision, language: say.language)) {
                    StatusFigure(shape: look.shape, colour: look.on, size: 112)
                    Fit(colourWord(colour: decision.colour, language: say.language), .farthest, align: .center)
                    Fit(answerWord(answer: decision.answer, language: say.language), .far, align: .center)
                }
                // The pass stands where a large phone shows all of it.
                DoorCodeCard(doorCode: decision.doorCode)
                Pass(pass: decision.pass)
                Near(decision: decision, on: look.on)
                Told(say(.doShow), .strong)
            }
        }
        .felt(decision.admitted)
    }
}

/// Refused: the words first, the colour as a band, a heavy border around everything.
private struct RefusedPage: View {
    let decision: DecisionScreen
    let metres: Int
    let done: Way
    @Environment(\.words) private var say
    @Environment(\.paint) private var paint

    var body: some View {
        let look = Drawn(decision.colour)
        Practice(on: decision.test, colour: paint.text, ground: paint.ground) {
            Bordered {
                // The sides are narrow, as the pass needs its width.
                Page(title: nil, main: MainAction(label: say(.done), press: done), sides: 10) {
                    Answer(spoken: decisionSpoken(screen: decision, language: say.language)) {
                        Fit(answerWord(answer: decision.answer, language: say.language), .far, align: .center)
                        Band(look: look, word: colourWord(colour: decision.colour, language: say.language), size: 72)
                    }
                    DoorCodeCard(doorCode: decision.doorCode)
                    Near(decision: decision, on: paint.text)
                    if let why = decision.why {
                        Told(whyWord(why: why, metres: UInt32(metres), language: say.language))
                        Told(whyToDo(why: why, language: say.language), .strong)
                    }
                    Pass(pass: decision.pass)
                }
            }
        }
        .felt(decision.admitted)
    }
}

/// The colour of a status as a band, with its shape and its word.
struct Band: View {
    let look: Drawn
    let word: String
    let size: CGFloat

    var body: some View {
        VStack(spacing: 8) {
            StatusFigure(shape: look.shape, colour: look.on, size: size)
            Fit(word, .farthest, align: .center)
        }
        .foregroundStyle(look.on)
        .padding(16)
        .frame(maxWidth: .infinity)
        .background(look.fill)
    }
}

/// What is read from two metres; a screen reader has it at once, in the core's words.
struct Answer<Content: View>: View {
    let spoken: String
    @ViewBuilder let content: Content

    var body: some View {
        VStack(spacing: 8) { content }
            .frame(maxWidth: .infinity)
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(spoken)
            .accessibilityAddTraits(.isHeader)
            .onAppear { speak(spoken, first: true) }
    }
}

/// How long the decision lives, where and since when.
private struct Near: View {
    let decision: DecisionScreen
    let on: Color
    @Environment(\.words) private var say

    var body: some View {
        BesideOrBelow {
            Countdown(share: Double(decisionShareLeft(screen: decision)), colour: on, size: 48)
            Told(say(.timeLeft, ["duration": durationWritten(duration: decision.left, language: say.language)]), .lead)
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(durationSpoken(duration: decision.left, language: say.language))
        .accessibilityAddTraits(.updatesFrequently)
        PlaceAndTime(
            venue: decision.venue, entrance: decision.entrance, time: dayAndClock(moment: decision.signedAt, language: say.language))
        if decision.test { Told(say(.testMeaning)) }
    }
}

/// The pass, at least 45 mm wide with its quiet zone: every phone's width is more.
private struct Pass: View {
    let pass: String
    @Environment(\.words) private var say

    var body: some View {
        PassCode(pass: pass)
        Told(say(.passShow))
    }
}

/// The door code: the same on the venue's board. It turns over with a short fade.
private struct DoorCodeCard: View {
    let doorCode: DoorCode
    @Environment(\.words) private var say
    @Environment(\.accessibilityReduceMotion) private var reducedMotion

    var body: some View {
        VStack(spacing: 4) {
            Told(say(.doorCode), .small)
            Fit(doorCodeWritten(doorCode: doorCode), .far, align: .center)
                .id(doorCode)
                .transition(.opacity)
                .animation(reducedMotion ? nil : .easeInOut(duration: 0.2), value: doorCode)
        }
        .foregroundStyle(Color.black)
        .padding(12)
        .frame(maxWidth: .infinity)
        .background(Color.white, in: corner)
        .overlay(corner.strokeBorder(Color.black, lineWidth: 2))
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(doorCodeSpoken(doorCode: doorCode, language: say.language))
    }
}

struct PlaceAndTime: View {
    let venue: String?
    let entrance: Entrance?
    let time: String
    @Environment(\.words) private var say

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Told(venue ?? say(.venueNotKnown), .lead)
            if let entrance { Told(say(.entrance, ["entrance": "\(entrance)"])) }
            Told(time)
        }
        .accessibilityElement(children: .combine)
    }
}

extension DecisionScreen {
    fileprivate var answer: DoorAnswer {
        DoorAnswer(colour: colour, admitted: admitted, test: test)
    }
}

/// No decision: no colour, no pass, no door code.
private struct NotCheckedPage: View {
    let visit: VisitScreen
    let done: Way
    @Environment(\.words) private var say

    var body: some View {
        let look = Drawn(nil)
        Practice(on: visit.test, colour: look.on, ground: look.fill) {
            Page(title: nil, main: MainAction(label: say(.done), press: done), ground: look.fill, on: look.on) {
                Answer(spoken: say(.notCheckedSpoken)) {
                    StatusFigure(shape: look.shape, colour: look.on, size: 128)
                    Fit(say(.notChecked), .far, align: .center)
                    Told(say(.notCheckedAskStaff), .lead, align: .center)
                }
                PlaceAndTime(
                    venue: visit.venue, entrance: visit.entrance, time: dayAndClock(moment: visit.since, language: say.language))
                if !visit.verified { Told(say.sentence("poster_unverified")) }
                Told(say(.entryKept))
            }
            .padding(8)
            .dashed(true, look.on)
            .background(look.fill)
        }
    }
}
