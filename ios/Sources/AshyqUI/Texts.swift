import SwiftUI

/// What is said, in the colour of its ground.
struct Told: View {
    let text: String
    let style: Style
    let align: TextAlignment
    @Environment(\.dynamicTypeSize) private var letters

    init(_ text: String, _ style: Style = .text, align: TextAlignment = .leading) {
        self.text = text
        self.style = style
        self.align = align
    }

    var body: some View {
        // Small letters never need more width than a phone has.
        if letters.isAccessibilitySize {
            Fit(text, style, align: align)
        } else {
            Text(text).lettered(style).multilineTextAlignment(align).fixedSize(horizontal: false, vertical: true)
        }
    }
}

/// Text whose longest word fits into the width, however large letters are set.
struct Fit: View {
    let text: String
    let style: Style
    let align: TextAlignment

    init(_ text: String, _ style: Style, align: TextAlignment = .leading) {
        self.text = text
        self.style = style
        self.align = align
    }

    private static let factors: [CGFloat] = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]

    var body: some View {
        // The first that is no wider than the room: as wide as its widest word, and no word is broken.
        ViewThatFits(in: .horizontal) {
            ForEach(Self.factors, id: \.self) { factor in
                VStack(spacing: 0) {
                    ForEach(words, id: \.self) { word in
                        Text(word).lettered(style, factor: factor).fixedSize().frame(height: 0).hidden()
                    }
                    Text(text).lettered(style, factor: factor).multilineTextAlignment(align)
                        .fixedSize(horizontal: false, vertical: true).frame(idealWidth: 0)
                }
            }
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(text)
        .accessibilityAddTraits(.isStaticText)
    }

    private var words: [String] {
        Array(Set(text.split(whereSeparator: \.isWhitespace).map(String.init)))
    }
}

/// Text of less weight.
struct Quiet: View {
    let text: String
    @Environment(\.paint) private var paint

    init(_ text: String) {
        self.text = text
    }

    var body: some View {
        Told(text).foregroundStyle(paint.quiet)
    }
}

/// A sentence that came of something: a screen reader says it by itself.
struct Sentence: View {
    let text: String
    let offline: Bool
    @Environment(\.paint) private var paint

    init(_ text: String, offline: Bool = false) {
        self.text = text
        self.offline = offline
    }

    var body: some View {
        Told(text)
            .foregroundStyle(paint.text)
            .padding(16)
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(paint.raised, in: corner)
            .dashed(offline, paint.quiet)
            .announced(text)
    }
}

/// A screen that gets its contents.
struct LoadingText: View {
    @Environment(\.words) private var say

    var body: some View {
        Told(say(.loading), .lead).announced(say(.loading))
    }
}

/// The corners of whatever has corners.
let corner = RoundedRectangle(cornerRadius: 12)
