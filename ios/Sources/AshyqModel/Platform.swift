import Ashyq
import Foundation

/// A frame of luma, borrowed for the length of a call.
public struct Frame: Sendable {
    /// Its first byte is the first pixel. Whoever wraps memory of others lets go of it when the call has returned.
    public let luma: Data
    public let width: Int
    public let height: Int
    public let stride: Int
    /// The clockwise turn that makes it upright.
    public let degrees: Int
    public let crop: Crop?

    public init(luma: Data, width: Int, height: Int, stride: Int, degrees: Int = 0, crop: Crop? = nil) {
        self.luma = luma
        self.width = width
        self.height = height
        self.stride = stride
        self.degrees = degrees
        self.crop = crop
    }

    /// The sides as a person sees it.
    var upright: (width: Int, height: Int) {
        degrees % 180 == 0 ? (width, height) : (height, width)
    }
}

/// Where frames come from: the camera, or a film in a test. The newest frame only; each is closed when `see` has returned.
@MainActor
public protocol FrameSource: AnyObject {
    /// Starts; `see` is called on the camera's own thread, `failed` where there is no camera to be had.
    func start(see: @escaping @Sendable (Frame) -> Void, failed: @escaping @MainActor () -> Void)

    func stop()

    func torch(_ on: Bool)

    /// Zooms by a factor, as two fingers do.
    func zoom(by factor: Double)
}

/// Whether the camera may be used.
public enum Permission: Sendable {
    case allowed
    case notAsked
    case refusedForGood
}

/// What came of the gallery.
public enum Picked: Sendable {
    case nothing
    case unreadable
    case picture(Frame)
}

/// What only the operating system can do for a screen.
@MainActor
public protocol Platform: AnyObject {
    func frames() -> any FrameSource

    func cameraPermission() -> Permission

    func askForCamera() async -> Permission

    /// A picture from the gallery.
    func choosePicture() async -> Picked

    func openPhoneSettings()

    func openStore()

    /// Opens the page of what is kept, in a language, in the browser.
    func openPrivacy(_ language: Language)

    /// Keeps the language that was chosen.
    func speakLanguage(_ language: Language)

    /// Whether a reminder of a visit is set.
    func reminds() async -> Bool

    /// Switches the reminder of a visit, two hours from now; whether it is on now.
    func remind(_ on: Bool, sentence: String) async -> Bool
}
