import Ashyq
import class Ashyq.Scanner
import Observation

/// Where a code lies in the upright frame, whose sides are given too.
public struct SeenOutline: Equatable, Sendable {
    public let corners: [Point]
    public let width: Int
    public let height: Int

    public init(corners: [Point], width: Int, height: Int) {
        self.corners = corners
        self.width = width
        self.height = height
    }
}

/// The camera, looking for a poster.
public enum ScannerState: Equatable, Sendable {
    /// The camera is not allowed yet: why it is asked for.
    case asking
    /// It was refused for good: the ways on.
    case notAllowed
    /// There is no camera that works.
    case noCamera
    case looking(hint: String, outline: SeenOutline? = nil, torch: Bool = false)
    /// The eight characters of the poster, typed.
    case typing(String)
}

@MainActor
@Observable
public final class ScannerModel: ScreenModel {
    public let app: AppModel
    public let place = Place.scanner
    public private(set) var state = ScannerState.asking
    /// What a picture from the gallery showed instead of a poster, in whichever state. Over the camera it stands in the hint's
    /// place until the next code, or for some seconds.
    public private(set) var shownByPicture: String?
    @ObservationIgnored private var pictureSince = ContinuousClock.now
    private let scanner = try? Scanner()
    /// A poster was found: nothing is looked at until this comes to the front again.
    private let found = Flag()
    @ObservationIgnored private var permission = Permission.notAsked

    init(app: AppModel) {
        self.app = app
    }

    public func shown() {
        found.lower()
        shownByPicture = nil
        if case .looking = state { state = looking }
    }

    /// What the operating system says of the camera, each time the screen comes to the front.
    public func allowed(_ permission: Permission) {
        self.permission = permission
        switch state {
        case .typing: break
        case .asking, .notAllowed: toTheCamera()
        case .looking, .noCamera: if permission != .allowed { toTheCamera() }
        }
    }

    private func toTheCamera() {
        state = switch permission {
        case .allowed: looking
        case .notAsked: .asking
        case .refusedForGood: .notAllowed
        }
    }

    /// There is no camera to be had.
    public func failed() {
        state = .noCamera
    }

    /// Looks at a frame, on the camera's thread; the frame is the caller's again when this returns.
    public nonisolated func see(_ frame: Frame) {
        guard !found.isUp, let seen = try? scanner?.look(at: frame, budget: frameMs) else { return }
        let sides = frame.upright
        Task { @MainActor in take(seen, sides) }
    }

    private func take(_ seen: Seen, _ sides: (width: Int, height: Int)) {
        guard case .looking(_, _, let torch) = state else { return }
        let outline = seen.outline.map { SeenOutline(corners: $0, width: sides.width, height: sides.height) }
        if outline != nil || pictureSince.duration(to: .now) > ScannerModel.reading { shownByPicture = nil }
        if case What.ours(let text) = seen.what {
            guard found.raise() else { return }
            state = .looking(hint: say(word: .codeSeen, language: app.language), outline: outline, torch: torch)
            read(text)
        } else {
            state = .looking(hint: seenWord(what: seen.what, language: app.language), outline: outline, torch: torch)
        }
    }

    /// Reads a picture from the gallery; what it shows instead of a poster is named.
    public func choosePicture() {
        app.attempt(failed: { _ in self.tell(say(word: .seenNothing, language: self.app.language)) }) { [self] in
            switch await app.platform.choosePicture() {
            case .nothing: break
            case .unreadable: tell(say(word: .seenNothing, language: app.language))
            case .picture(let frame):
                let seen = try await away { try Scanner().look(at: frame, budget: pictureMs) }
                switch seen.what {
                case .ours(let text): read(text)
                case .nothing: tell(say(word: .seenNothing, language: app.language))
                case .foreign, .unreadable: tell(seenWord(what: seen.what, language: app.language))
                }
            }
        }
    }

    private func tell(_ sentence: String) {
        shownByPicture = sentence
        pictureSince = .now
    }

    public func torch(_ on: Bool) {
        if case .looking(let hint, let outline, _) = state { state = .looking(hint: hint, outline: outline, torch: on) }
    }

    public func typeInstead() {
        state = .typing("")
    }

    public func type(_ text: String) {
        state = .typing(text)
    }

    public func typed() {
        if case .typing(let text) = state { read(text) }
    }

    /// Back from the typed code to the camera, else off the screen.
    public func back() {
        if case .typing = state { toTheCamera() } else { app.back() }
    }

    /// How long a picture's answer is read.
    private static let reading = Duration.seconds(6)

    private func read(_ text: String) {
        if let session = app.session { app.go(.confirm(ConfirmModel(app: app, session: session, text: text))) }
    }

    private var looking: ScannerState { .looking(hint: say(word: .aimAtPoster, language: app.language)) }
}
