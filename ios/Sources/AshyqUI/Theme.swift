import Accessibility
import Ashyq
import SwiftUI

/// The core's words in the language of the screen.
public struct Words: Sendable {
    /// The language of everything below.
    public let language: Language

    /// A word of the core's.
    func callAsFunction(_ word: Word) -> String {
        Ashyq.say(word: word, language: language)
    }

    /// A word with its places filled.
    func callAsFunction(_ word: Word, _ values: [String: String]) -> String {
        sayWith(word: word, language: language, values: values)
    }

    /// A sentence of the core's that it says by its name only.
    func sentence(_ key: WordKey) -> String {
        sayRefusal(refusal: Refusal(word: key, fill: .nothing), language: language)
    }
}

/// The grounds of light or dark mode and what stands on them, as SwiftUI takes them.
struct Paint: Sendable {
    let ground: Color
    let raised: Color
    let text: Color
    let quiet: Color

    init(dark: Bool) {
        let surface = surfaceOf(dark: dark)
        ground = surface.ground.color
        raised = surface.raised.color
        text = surface.text.color
        quiet = surface.quiet.color
    }
}

private struct WordsKey: EnvironmentKey {
    static let defaultValue = Words(language: .kk)
}

private struct PaintKey: EnvironmentKey {
    static let defaultValue = Paint(dark: false)
}

extension EnvironmentValues {
    var words: Words {
        get { self[WordsKey.self] }
        set { self[WordsKey.self] = newValue }
    }

    var paint: Paint {
        get { self[PaintKey.self] }
        set { self[PaintKey.self] = newValue }
    }
}

extension Rgb {
    var color: Color {
        Color(.sRGB, red: Double(red) / 255, green: Double(green) / 255, blue: Double(blue) / 255, opacity: 1)
    }
}

/// The language and the grounds of everything below.
struct AshyqTheme: ViewModifier {
    let language: Language
    @Environment(\.colorScheme) private var scheme

    func body(content: Content) -> some View {
        content
            .environment(\.words, Words(language: language))
            .environment(\.paint, Paint(dark: scheme == .dark))
            .environment(\.locale, Locale(identifier: languageCode(language: language)))
    }
}

/// The sizes of type, from small to large; numbers are tabular.
enum Style {
    case small, text, strong, lead, title, far, farthest

    private static let sizes = typeSizes().map { CGFloat($0) }

    var size: CGFloat {
        switch self {
        case .small: Self.sizes[0]
        case .text, .strong: Self.sizes[1]
        case .lead: Self.sizes[2]
        case .title: Self.sizes[3]
        case .far: Self.sizes[4]
        case .farthest: Self.sizes[5]
        }
    }

    var weight: Font.Weight {
        switch self {
        case .small, .text: .regular
        case .strong, .lead: .semibold
        case .title, .far, .farthest: .bold
        }
    }

    /// The system's style that it grows with.
    var like: Font.TextStyle {
        switch self {
        case .small: .caption
        case .text, .strong: .body
        case .lead: .title3
        case .title: .title
        case .far, .farthest: .largeTitle
        }
    }
}

/// Sets type in a style, as large as the person asked for.
private struct Lettered: ViewModifier {
    let style: Style
    let factor: CGFloat
    @ScaledMetric private var scale: CGFloat

    init(style: Style, factor: CGFloat) {
        self.style = style
        self.factor = factor
        _scale = ScaledMetric(wrappedValue: 1, relativeTo: style.like)
    }

    func body(content: Content) -> some View {
        content.font(.system(size: style.size * scale * factor, weight: style.weight).monospacedDigit())
    }
}

extension View {
    func lettered(_ style: Style, factor: CGFloat = 1) -> some View {
        modifier(Lettered(style: style, factor: factor))
    }

    /// Spoken by itself, at once and whenever it is another; `first` before anything else.
    func announced(_ text: String, first: Bool = false) -> some View {
        onChange(of: text, initial: true) { _, now in speak(now, first: first) }
    }
}

/// Has a screen reader say something. What comes first is said over the title of a screen that has just changed: without that it is
/// dropped.
func speak(_ text: String, first: Bool) {
    var said = AttributedString(text)
    if first { said.accessibilitySpeechAnnouncementPriority = .high }
    AccessibilityNotification.Announcement(said).post()
}
