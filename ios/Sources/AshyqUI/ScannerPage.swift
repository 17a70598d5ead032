import Ashyq
import AshyqModel
import SwiftUI

/// What a person does at the scanner.
struct ScannerWays {
    let camera: CameraWays
    let finder: FinderWays
    let choosePicture: Way
    let typeInstead: Way
    let type: @MainActor (String) -> Void
    let typed: Way
    let back: Way
}

struct ScannerPage: View {
    let state: ScannerState
    let shownByPicture: String?
    let ways: ScannerWays
    @Environment(\.words) private var say

    var body: some View {
        page.asksWhileInFront(ways.camera.look)
    }

    @ViewBuilder private var page: some View {
        switch state {
        case .looking(let hint, let outline, let torch):
            Finder(hint: shownByPicture ?? hint, outline: outline, torch: torch, ways: ways.finder, back: ways.back) { others }
        case .typing(let typed):
            let main = MainAction(label: say(.`continue`), enabled: !typed.isEmpty, press: ways.typed)
            Page(title: say(.typeTheCode), main: main, back: ways.back) {
                Field(
                    shown: typed, label: say(.typedCodeLabel), enabled: true, keys: .typedCode, type: ways.type, done: ways.typed)
            }
        case .asking:
            NeedsCamera(reason: .cameraReason, ask: ways.camera.ask, back: ways.back) { others }
        case .notAllowed:
            let settings = MainAction(label: say(.openPhoneSettings), press: ways.camera.openPhoneSettings)
            Page(title: say(.scanPoster), main: settings, back: ways.back) {
                Sentence(say(.cameraDenied))
                others
            }
        case .noCamera:
            Page(title: say(.scanPoster), main: MainAction(label: say(.typeTheCode), press: ways.typeInstead), back: ways.back) {
                Sentence(say(.cameraFails))
                fromGallery
            }
        }
    }

    @ViewBuilder private var others: some View {
        OtherButton(say(.typeTheCode), press: ways.typeInstead)
        fromGallery
    }

    @ViewBuilder private var fromGallery: some View {
        OtherButton(say(.fromGallery), press: ways.choosePicture)
        // The finder says it as its hint.
        if let shownByPicture, !isLooking { Sentence(shownByPicture) }
    }

    private var isLooking: Bool {
        if case .looking = state { true } else { false }
    }
}

/// Asks whether the camera is allowed each time the screen comes back: the settings may have changed it.
private struct AskWhileInFront: ViewModifier {
    let look: Way
    @Environment(\.scenePhase) private var phase

    func body(content: Content) -> some View {
        content.onChange(of: phase, initial: true) { _, now in
            if now == .active { look() }
        }
    }
}

extension View {
    func asksWhileInFront(_ look: @escaping Way) -> some View {
        modifier(AskWhileInFront(look: look))
    }
}

/// Why the camera is asked for, and the button that asks.
struct NeedsCamera<Others: View>: View {
    let reason: Word
    let ask: Way
    let back: Way
    @ViewBuilder let others: Others
    @Environment(\.words) private var say

    var body: some View {
        Page(title: say(.scanPoster), main: MainAction(label: say(.allowCamera), press: ask), back: back) {
            Told(say(reason))
            others
        }
    }
}

/// What leads to the camera.
struct CameraWays {
    /// Looks whether it is allowed.
    let look: Way
    let ask: Way
    let openPhoneSettings: Way
}

/// What the finder does with the camera.
struct FinderWays {
    let source: any FrameSource
    let start: Way
    let stop: Way
    let torch: @MainActor (Bool) -> Void
}

/// A source of frames that shows what it sees; it fills the room that it is given.
@MainActor
public protocol PreviewedSource: FrameSource {
    var preview: AnyView { get }
}

/// What lies over the camera's picture, so that white text can be read on any wall.
private let dim = Paint(dark: true).ground.opacity(0.8)

/// The camera's picture with the outline of what is seen, and the hint.
struct Finder<Others: View>: View {
    let hint: String
    let outline: SeenOutline?
    let torch: Bool
    let ways: FinderWays
    let back: Way
    @ViewBuilder let others: Others
    @Environment(\.words) private var say
    @State private var zoomed = 1.0

    var body: some View {
        ZStack {
            Color.black.ignoresSafeArea()
            if let source = ways.source as? any PreviewedSource { source.preview.ignoresSafeArea().accessibilityHidden(true) }
            if let outline {
                Around(outline: outline).stroke(Color.black, style: StrokeStyle(lineWidth: 8, lineJoin: .round)).ignoresSafeArea()
                Around(outline: outline).stroke(Color.white, style: StrokeStyle(lineWidth: 4, lineJoin: .round)).ignoresSafeArea()
            }
            controls
        }
        .foregroundStyle(Color.white)
        .gesture(pinch)
        .leads(back)
        .onAppear(perform: ways.start)
        .onDisappear {
            ways.stop()
            ways.torch(false)
        }
    }

    private var controls: some View {
        VStack(spacing: 8) {
            QuietButton("‹ " + say(.back), press: back)
                .padding(4)
                .background(dim, in: corner)
                .frame(maxWidth: .infinity, alignment: .leading)
            Spacer()
            Fit(hint, .lead, align: .center).padding(16).background(dim, in: corner).announced(hint)
            ViewThatFits(in: .vertical) {
                switches
                ScrollView { switches }
            }
            .padding(8)
            .background(dim, in: corner)
        }
        .padding(16)
    }

    private var switches: some View {
        VStack(spacing: 8) {
            Torch(on: torch) {
                ways.torch(!torch)
                ways.source.torch(!torch)
            }
            others
        }
    }

    private var pinch: some Gesture {
        MagnifyGesture()
            .onChanged { pinch in
                ways.source.zoom(by: pinch.magnification / zoomed)
                zoomed = pinch.magnification
            }
            .onEnded { _ in zoomed = 1 }
    }
}

/// The light's switch: on is the filled one.
private struct Torch: View {
    let on: Bool
    let change: Way
    @Environment(\.words) private var say

    var body: some View {
        Button(action: change) {
            Told(say(.torch), .strong, align: .center)
                .foregroundStyle(on ? Color.black : Color.white)
                .padding(12)
                .frame(maxWidth: .infinity, minHeight: 48)
                .background(on ? Color.white : Color.clear, in: corner)
                .contentShape(corner)
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(on ? [.isToggle, .isSelected] : [.isToggle])
    }
}

/// The outline of the code. The preview fills the screen and is cropped evenly, as the camera's is.
private struct Around: Shape {
    let outline: SeenOutline

    nonisolated func path(in rect: CGRect) -> Path {
        let (width, height) = (CGFloat(outline.width), CGFloat(outline.height))
        let factor = max(rect.width / width, rect.height / height)
        let (left, top) = (rect.midX - width * factor / 2, rect.midY - height * factor / 2)
        var path = Path()
        path.addLines(outline.corners.map { CGPoint(x: left + CGFloat($0.x) * factor, y: top + CGFloat($0.y) * factor) })
        path.closeSubpath()
        return path
    }
}
