import Ashyq
import AshyqModel
import SwiftUI

/// What somebody does on a screen.
typealias Way = @MainActor () -> Void

/// What the one button at the bottom says and does.
struct MainAction {
    let label: String
    var enabled = true
    let press: Way
}

/// A page: what is said from the top, scrolled where it is long; the one thing to do stands at the bottom, within reach.
struct Page<Content: View>: View {
    let title: String?
    let main: MainAction?
    var back: Way?
    var busy = false
    var ground: Color?
    var on: Color?
    var sides: CGFloat = 16
    @ViewBuilder let content: Content
    @Environment(\.words) private var say
    @Environment(\.paint) private var paint

    var body: some View {
        VStack(spacing: 8) {
            ScrollView {
                VStack(alignment: .leading, spacing: 16) {
                    if let back { QuietButton("‹ " + say(.back), press: back) }
                    if let title { Fit(title, .title).accessibilityAddTraits(.isHeader) }
                    content
                }
                .frame(maxWidth: .infinity, alignment: .leading)
            }
            .scrollBounceBehavior(.basedOnSize)
            .scrollDismissesKeyboard(.interactively)
            if busy { ProgressView().tint(on ?? paint.text).accessibilityLabel(say(.loading)) }
            if let main { MainButton(action: main, fill: on ?? paint.text, text: ground ?? paint.ground) }
        }
        .padding(.horizontal, sides)
        .padding(.vertical, 8)
        .foregroundStyle(on ?? paint.text)
        .background(ground ?? paint.ground)
        .leads(back)
    }
}

extension View {
    /// Leads back by a swipe from the edge and by VoiceOver's own gesture, too.
    func leads(_ back: Way?) -> some View {
        let swipe = DragGesture(minimumDistance: 24).onEnded { drag in
            if drag.startLocation.x < 24 && drag.translation.width > 80 { back?() }
        }
        return simultaneousGesture(swipe).accessibilityAction(.escape) { back?() }
    }
}

/// The one thing to do.
private struct MainButton: View {
    let action: MainAction
    let fill: Color
    let text: Color

    var body: some View {
        Button(action: action.press) {
            Fit(action.label, .lead, align: .center)
                .foregroundStyle(action.enabled ? text : fill.opacity(0.7))
                .padding(12)
                .frame(maxWidth: .infinity, minHeight: 56)
                .background(action.enabled ? fill : fill.opacity(0.16), in: corner)
        }
        .buttonStyle(.plain)
        .disabled(!action.enabled)
    }
}

/// Another way, of the same width, with a border.
struct OtherButton: View {
    let label: String
    let enabled: Bool
    let press: Way

    init(_ label: String, enabled: Bool = true, press: @escaping Way) {
        self.label = label
        self.enabled = enabled
        self.press = press
    }

    var body: some View {
        Button(action: press) {
            Told(label, .strong, align: .center)
                .padding(12)
                .frame(maxWidth: .infinity, minHeight: 48)
                .overlay(corner.strokeBorder(lineWidth: 1))
                .contentShape(corner)
        }
        .buttonStyle(.plain)
        .disabled(!enabled)
        .opacity(enabled ? 1 : 0.5)
    }
}

/// A way without a border, at the start of the line.
struct QuietButton: View {
    let label: String
    let press: Way

    init(_ label: String, press: @escaping Way) {
        self.label = label
        self.press = press
    }

    var body: some View {
        Button(action: press) {
            Told(label, .strong).padding(4).frame(minWidth: 48, minHeight: 48, alignment: .leading).contentShape(Rectangle())
        }
        .buttonStyle(.plain)
    }
}

/// A raised card.
struct Card<Content: View>: View {
    @ViewBuilder let content: Content
    @Environment(\.paint) private var paint

    var body: some View {
        VStack(alignment: .leading, spacing: 8) { content }
            .padding(16)
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(paint.raised, in: corner)
    }
}

/// The heavy border of what is refused.
struct Bordered<Content: View>: View {
    @ViewBuilder let content: Content
    @Environment(\.paint) private var paint

    var body: some View {
        content.padding(8).overlay(Rectangle().strokeBorder(paint.text, lineWidth: 8)).background(paint.ground)
    }
}

/// In one line where there is room, else below one another.
struct BesideOrBelow<Content: View>: View {
    @ViewBuilder let content: Content

    var body: some View {
        ViewThatFits(in: .horizontal) {
            HStack(spacing: 16) { content }
            VStack(alignment: .leading, spacing: 4) { content }
        }
    }
}

/// A field that shows what the core makes of what is typed.
struct Field: View {
    let shown: String
    let label: String
    var below = ""
    var wrong = false
    let enabled: Bool
    let keys: Keys
    let type: @MainActor (String) -> Void
    let done: Way
    @State private var text = ""
    /// Counts what was typed: the field then shows what came of it, also where nothing did.
    @State private var typed = 0
    @Environment(\.paint) private var paint

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Told(label, .strong).accessibilityHidden(true)
            TextField("", text: $text)
                .keys(keys)
                .autocorrectionDisabled()
                .lettered(.lead)
                .minimumScaleFactor(0.3)
                .padding(12)
                .frame(minHeight: 48)
                .overlay(corner.strokeBorder(paint.text, lineWidth: wrong ? 3 : 1))
                .disabled(!enabled)
                .submitLabel(.done)
                .onSubmit(done)
                .accessibilityLabel(label)
                .accessibilityHint(below)
                .onChange(of: text) { _, now in
                    guard now != shown else { return }
                    type(now)
                    typed += 1
                }
                .onChange(of: typed) { text = shown }
                .onChange(of: shown, initial: true) { text = shown }
            if !below.isEmpty { Told(below).announced(below) }
        }
    }
}

/// A field of a number that the core groups and checks while it is typed.
struct NumberField: View {
    let typed: Typed
    let label: String
    let enabled: Bool
    var keys = Keys.iin
    let type: @MainActor (String) -> Void
    let done: Way
    @Environment(\.words) private var say

    var body: some View {
        let says = typedSays(typed: typed, language: say.language)
        Field(
            shown: typed.shown, label: label, below: says, wrong: typed.isWrong, enabled: enabled, keys: keys, type: type,
            done: done)
    }
}

/// A switch with what it does, and why it asks for what it asks.
struct Switched: View {
    let label: String
    let below: String
    let on: Bool
    let change: @MainActor (Bool) -> Void
    @Environment(\.paint) private var paint

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Toggle(isOn: Binding(get: { on }, set: { @MainActor now in change(now) })) { Told(label, .strong) }
                .tint(paint.quiet)
                .frame(minHeight: 48)
                .accessibilityHint(below)
            if !below.isEmpty { Quiet(below).accessibilityHidden(true) }
        }
    }
}

extension View {
    /// Calls each second while it is drawn.
    func eachSecond(_ tick: @escaping Way) -> some View {
        task {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                tick()
            }
        }
    }
}
