import Ashyq
import AshyqModel
import SwiftUI

/// The box in which the core's shapes lie.
private let box: CGFloat = 24

/// A drawing of the core's in a square, to be filled by the even-odd rule.
struct Drawing: Shape {
    let steps: [PathStep]
    let side: CGFloat

    init(_ data: String, side: CGFloat) {
        steps = pathSteps(data)
        self.side = side
    }

    nonisolated func path(in rect: CGRect) -> Path {
        var path = Path()
        for step in steps {
            switch step {
            case .move(let to): path.move(to: to)
            case .line(let to): path.addLine(to: to)
            case .curve(let one, let two, let to): path.addCurve(to: to, control1: one, control2: two)
            case .close: path.closeSubpath()
            }
        }
        let factor = min(rect.width, rect.height) / side
        return path.applying(CGAffineTransform(a: factor, b: 0, c: 0, d: factor, tx: rect.minX, ty: rect.minY))
    }
}

/// A status's shape. What it means is said by the word beside it.
struct StatusFigure: View {
    let shape: StatusShape
    let colour: Color
    let size: CGFloat

    var body: some View {
        Drawing(shapePath(shape: shape), side: box)
            .fill(colour, style: FillStyle(eoFill: true))
            .frame(width: size, height: size)
            .accessibilityHidden(true)
    }
}

/// The look of a colour, as SwiftUI takes it.
struct Drawn {
    let fill: Color
    let on: Color
    let shape: StatusShape

    /// Nothing is unknown.
    init(_ colour: Colour?) {
        let look = lookOf(colour: colour)
        fill = look.colour.color
        on = look.on.color
        shape = look.shape
    }
}

/// The hatching of test mode along all four sides.
private struct Hatching: View {
    let colour: Color
    let width: CGFloat

    var body: some View {
        Canvas { context, size in
            let tile = Drawing(hatchingPath(), side: box).path(in: CGRect(x: 0, y: 0, width: width, height: width))
            var sides = Path(CGRect(x: 0, y: 0, width: size.width, height: size.height))
            sides.addRect(CGRect(x: width, y: width, width: size.width - 2 * width, height: size.height - 2 * width))
            context.clip(to: sides, style: FillStyle(eoFill: true))
            for x in stride(from: 0, to: size.width, by: width) {
                for y in stride(from: 0, to: size.height, by: width) {
                    let moved = tile.applying(CGAffineTransform(translationX: x, y: y))
                    context.fill(moved, with: .color(colour), style: FillStyle(eoFill: true))
                }
            }
        }
        .accessibilityHidden(true)
    }
}

extension View {
    /// The dashed frame of whatever is shown without network.
    func dashed(_ on: Bool, _ colour: Color) -> some View {
        overlay(corner.strokeBorder(colour.opacity(on ? 1 : 0), style: StrokeStyle(lineWidth: 3, dash: [12, 6])))
    }
}

/// The QR code of a pass: ink on paper, in any mode, the white margin included.
struct PassCode: View {
    let pass: String
    @Environment(\.words) private var say

    var body: some View {
        if let drawing = drawingOfPass(pass: pass) {
            Drawing(drawing.path, side: CGFloat(drawing.side))
                .fill(Color.black, style: FillStyle(eoFill: false, antialiased: false))
                .aspectRatio(1, contentMode: .fit)
                .background(Color.white)
                .frame(maxWidth: 320)
                .frame(maxWidth: .infinity)
                .accessibilityElement(children: .ignore)
                .accessibilityLabel(say(.pass))
                .accessibilityAddTraits(.isImage)
        }
    }
}

/// What is left of a decision's life, as a ring; the time stands beside it.
struct Countdown: View {
    let share: Double
    let colour: Color
    let size: CGFloat

    var body: some View {
        ZStack {
            Circle().stroke(colour.opacity(0.3), lineWidth: 6)
            Circle().trim(from: 0, to: share)
                .stroke(colour, style: StrokeStyle(lineWidth: 6, lineCap: .round))
                .rotationEffect(.degrees(-90))
        }
        .padding(3)
        .frame(width: size, height: size)
    }
}

/// TEST on all four sides, with hatching between, around whatever is shown of a venue in test mode.
struct Practice<Content: View>: View {
    let on: Bool
    let colour: Color
    let ground: Color
    @ViewBuilder let content: Content
    @Environment(\.words) private var say

    var body: some View {
        if on {
            content
                .padding(.vertical, 20)
                .padding(.horizontal, 16)
                .overlay(Hatching(colour: colour, width: 16).allowsHitTesting(false))
                .overlay(alignment: .top) { word(say(.test)) }
                .overlay(alignment: .bottom) { word(say(.test)) }
                .overlay(alignment: .leading) { word(down) }
                .overlay(alignment: .trailing) { word(down) }
                .background(ground)
        } else {
            content
        }
    }

    /// The word from top to bottom.
    private var down: String {
        say(.test).map(String.init).joined(separator: "\n")
    }

    /// In a size that large text does not change: it lies inside a drawing, and what it means is said within.
    private func word(_ text: String) -> some View {
        Text(text)
            .font(.system(size: 16, weight: .semibold))
            .multilineTextAlignment(.center)
            .padding(.horizontal, 2)
            .foregroundStyle(colour)
            .background(ground)
            .accessibilityHidden(true)
    }
}
