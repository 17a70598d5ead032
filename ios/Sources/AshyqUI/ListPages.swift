import Ashyq
import AshyqModel
import SwiftUI

struct VisitsPage: View {
    let state: VisitsState
    let back: Way
    let tryAgain: Way
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .loading: page { LoadingText() }
        case .empty: page { Told(say(.visitsNone), .lead) }
        case .shown(let visits): page { ForEach(visits, id: \.id) { VisitCard(line: $0) } }
        case .failed(let sentence): page(MainAction(label: say(.tryAgain), press: tryAgain)) { Sentence(sentence) }
        }
    }

    private func page(_ again: MainAction? = nil, @ViewBuilder content: () -> some View) -> some View {
        let content = content()
        return Page(title: say(.myVisits), main: again, back: back) {
            content
            Quiet(say(.visitsKept))
        }
    }
}

private struct VisitCard: View {
    let line: VisitLine
    @Environment(\.words) private var say
    @Environment(\.paint) private var paint

    var body: some View {
        Card {
            PlaceAndTime(venue: line.venue, entrance: line.entrance, time: dayAndClock(moment: line.enteredAt, language: say.language))
            if let colour = line.colour {
                BesideOrBelow {
                    StatusFigure(shape: Drawn(colour).shape, colour: paint.text, size: 24)
                    Told(colourWord(colour: colour, language: say.language), .strong)
                }
            }
            ForEach(said, id: \.self) { Told(say($0)) }
            if let exit = line.exit {
                let how = learntWord(learnt: exit.learnt, language: say.language)
                Told("\(how) · \(dayAndClock(moment: exit.at, language: say.language))")
            }
        }
        .accessibilityElement(children: .combine)
    }

    private var said: [Word] {
        [
            line.test ? .test : nil,
            line.entry == nil ? .refused : nil,
            line.entry != nil && line.colour == nil ? .visitNotChecked : nil,
            line.mark != nil && !line.test ? .notCounted : nil,
            line.delivered ? nil : .notDelivered,
        ].compactMap { $0 }
    }
}

/// What a person does with the notices.
struct NoticesWays {
    let answer: @MainActor (Notice, Bool) -> Void
    let yes: Way
    let no: Way
    let tryAgain: Way
    let back: Way
}

struct NoticesPage: View {
    let state: NoticesState
    let ways: NoticesWays
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .loading: page { LoadingText() }
        case .empty: page { Told(say(.noticesNone), .lead) }
        case .shown(let notices, let answering, let sentence):
            page(busy: answering != nil) {
                if let sentence { Sentence(sentence) }
                ForEach(notices, id: \.id) { NoticeCard(notice: $0, enabled: answering == nil, answer: ways.answer) }
            }
        case .asking(_, let notice): asking(notice)
        case .failed(let sentence): page(MainAction(label: say(.tryAgain), press: ways.tryAgain)) { Sentence(sentence) }
        }
    }

    /// The main button keeps what there is.
    private func asking(_ notice: Notice) -> some View {
        Page(title: say(.notices), main: MainAction(label: say(.cancel), press: ways.no), back: ways.no) {
            Told(noticeText(notice: notice, language: say.language), .lead)
            if let until = notice.until { Quiet(say(.claimEnds, ["time": dayAndClock(moment: until, language: say.language)])) }
            OtherButton(say(.claimAgree), press: ways.yes)
        }
    }

    private func page(
        _ again: MainAction? = nil, busy: Bool = false, @ViewBuilder content: () -> some View
    ) -> some View {
        let content = content()
        return Page(title: say(.notices), main: again, back: ways.back, busy: busy) { content }
    }
}

/// A notice; one that has an end can be answered until then.
private struct NoticeCard: View {
    let notice: Notice
    let enabled: Bool
    let answer: @MainActor (Notice, Bool) -> Void
    @Environment(\.words) private var say

    var body: some View {
        Card {
            Quiet(dayAndClock(moment: notice.at, language: say.language))
            Told(noticeText(notice: notice, language: say.language))
            if let until = notice.until {
                Quiet(say(.claimEnds, ["time": dayAndClock(moment: until, language: say.language)]))
                OtherButton(say(.claimObject), enabled: enabled, press: { answer(notice, false) })
                OtherButton(say(.claimAgree), enabled: enabled, press: { answer(notice, true) })
            }
        }
    }
}

/// What a person does in the settings.
struct SettingsWays {
    let language: Way
    let changeIin: Way
    let openPrivacy: Way
    let ask: @MainActor (Question) -> Void
    let yes: Way
    let no: Way
    let sendFirst: Way
    let back: Way
}

struct SettingsPage: View {
    let state: SettingsState
    let version: Int
    let ways: SettingsWays
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .shown(let sentence): shown(sentence)
        case .asking(let question, let unsent): asking(question, unsent)
        case .working: Page(title: say(.settings), main: nil, busy: true) { LoadingText() }
        }
    }

    private func shown(_ sentence: String?) -> some View {
        Page(title: say(.settings), main: nil, back: ways.back) {
            if let sentence { Sentence(sentence) }
            Card {
                Told(say(.whatVenueLearns), .lead)
                Told(say(.venueLearns))
            }
            OtherButton("\(say(.languageLabel)): \(languageName(language: say.language))", press: ways.language)
            OtherButton(say(.changeIin), press: ways.changeIin)
            OtherButton(say(.privacyTitle), press: ways.openPrivacy)
            OtherButton(say(.logOutHere), press: { ways.ask(.logOutHere) })
            OtherButton(say(.logOutEverywhere), press: { ways.ask(.logOutEverywhere) })
            OtherButton(say(.deleteMyData), press: { ways.ask(.delete) })
            Quiet(say(.versionOfApp, ["count": "\(version)"]))
        }
    }

    /// The main button keeps what there is: nothing destructive stands beside it.
    private func asking(_ question: Question, _ unsent: Int) -> some View {
        let words = QuestionWords(question)
        let keep = question == .deleteUnsent ? ways.sendFirst : ways.no
        return Page(title: say(.settings), main: MainAction(label: say(words.keep), press: keep), back: ways.no) {
            Told(say(words.question, ["count": "\(unsent)"]), .lead)
            OtherButton(say(words.yes), press: ways.yes)
        }
    }
}
