import Ashyq
import AshyqModel
import SwiftUI

/// The app opens, or says why it cannot.
struct StartPage: View {
    let state: StartState
    let tryAgain: Way
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .opening: Page(title: "Ashyq", main: nil) { LoadingText() }
        case .failed(let sentence):
            Page(title: "Ashyq", main: MainAction(label: say(.tryAgain), press: tryAgain)) { Sentence(sentence) }
        }
    }
}

struct LanguagePage: View {
    let chosen: Language
    let back: Way?
    let choose: @MainActor (Language) -> Void
    let done: Way
    @Environment(\.words) private var say

    var body: some View {
        Page(title: say(.chooseLanguage), main: MainAction(label: say(.`continue`), press: done), back: back) {
            VStack(alignment: .leading, spacing: 0) {
                ForEach(Language.allCases, id: \.self) { language in
                    Button(action: { choose(language) }) { row(language) }
                        .buttonStyle(.plain)
                        .accessibilityAddTraits(language == chosen ? [.isSelected] : [])
                }
            }
        }
    }

    private func row(_ language: Language) -> some View {
        HStack(spacing: 8) {
            ZStack {
                Circle().strokeBorder(lineWidth: 2)
                if language == chosen { Circle().padding(6) }
            }
            .frame(width: 24, height: 24)
            .accessibilityHidden(true)
            Told(languageName(language: language), .lead)
        }
        .frame(maxWidth: .infinity, minHeight: 56, alignment: .leading)
        .contentShape(Rectangle())
    }
}

struct PhonePage: View {
    let state: PhoneState
    let type: @MainActor (String) -> Void
    let send: Way
    let chooseLanguage: Way
    @Environment(\.words) private var say

    var body: some View {
        let (sending, sentence): (Bool, String?) =
            switch state {
            case .typing: (false, nil)
            case .sending: (true, nil)
            case .refused(_, let sentence): (false, sentence)
            }
        let ready = state.typed.isComplete && !sending
        Page(title: say(.logIn), main: MainAction(label: say(.sendLogInCode), enabled: ready, press: send), busy: sending) {
            Quiet(say(.phoneWhy))
            NumberField(
                typed: state.typed, label: say(.phoneLabel), enabled: !sending, keys: .phone, type: type,
                done: { if ready { send() } })
            if let sentence { Sentence(sentence) }
            QuietButton("\(say(.languageLabel)): \(languageName(language: say.language))", press: chooseLanguage)
        }
    }
}

struct LogInCodePage: View {
    let state: LogInCodeState
    let times: LogInCodeTimes
    let phone: String
    let type: @MainActor (String) -> Void
    let answer: Way
    let resend: Way
    let back: Way
    @Environment(\.words) private var say

    var body: some View {
        let (answering, sentence): (Bool, String?) =
            switch state {
            case .typing: (false, nil)
            case .answering: (true, nil)
            case .refused(_, let sentence): (false, sentence)
            }
        let ready = !state.typed.isEmpty && !answering
        Page(
            title: say(.logIn), main: MainAction(label: say(.`continue`), enabled: ready, press: answer), back: back, busy: answering
        ) {
            // A number is not torn apart at the end of a line.
            Quiet(say(.logInCodeSent, ["phone": phone.replacingOccurrences(of: " ", with: "\u{a0}")]))
            // The system offers the digits of the SMS above the keyboard.
            Field(
                shown: state.typed, label: say(.logInCodeLabel), wrong: sentence != nil, enabled: !answering, keys: .logInCode,
                type: type, done: { if ready { answer() } })
            if let sentence { Sentence(sentence) } else { Told(say(.triesLeft, ["tries": "\(times.triesLeft)"])) }
            Quiet(say(.logInCodeLives, ["duration": durationWritten(duration: times.livesFor, language: say.language)]))
            if times.resendAfter <= 0 {
                OtherButton(say(.resend), enabled: !answering, press: resend)
            } else {
                Quiet(say(.resendIn, ["duration": durationWritten(duration: times.resendAfter, language: say.language)]))
            }
        }
    }
}

struct IinPage: View {
    let state: IinState
    let type: @MainActor (String) -> Void
    let send: Way
    let back: Way?
    @Environment(\.words) private var say

    var body: some View {
        let (sending, sentence): (Bool, String?) =
            switch state {
            case .typing: (false, nil)
            case .sending: (true, nil)
            case .refused(_, let sentence): (false, sentence)
            }
        let ready = state.typed.isComplete && !sending
        Page(
            title: say(.enterIin), main: MainAction(label: say(.`continue`), enabled: ready, press: send), back: back, busy: sending
        ) {
            Quiet(say(.iinWhy))
            NumberField(
                typed: state.typed, label: say(.iinLabel), enabled: !sending, type: type, done: { if ready { send() } })
            if let sentence { Sentence(sentence) }
            Quiet(say(.iinStays))
        }
    }
}
