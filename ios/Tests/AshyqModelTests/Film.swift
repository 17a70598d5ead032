import Ashyq
import AshyqModel
import Foundation

/// A film in the place of the camera: it is shown whatever is held before it, frame by frame.
@MainActor
final class Film: FrameSource {
    /// A camera that does not work.
    var isBroken = false
    private let reel = Reel()

    /// Whether somebody looks: a camera that nobody looks through is off.
    var runs: Bool { reel.see != nil }
    /// How many frames were looked at.
    var frames: Int { reel.frames }

    func start(see: @escaping @Sendable (Frame) -> Void, failed: @escaping @MainActor () -> Void) {
        if isBroken { failed() } else { reel.see = see }
    }

    func stop() { reel.see = nil }

    func torch(_ on: Bool) {}

    func zoom(by factor: Double) {}

    /// Shows a code on the camera's own thread, until it is taken away or so many frames have passed.
    func show(_ text: String, frames: Int = 1000) throws {
        show(try filmed(text), frames: frames)
    }

    /// Shows a wall.
    func showNothing() {
        show(Frame(luma: Data(repeating: 180, count: 640 * 480), width: 640, height: 480, stride: 640), frames: 1000)
    }

    private func show(_ frame: Frame, frames: Int) {
        let (reel, number) = (reel, reel.next())
        Thread.detachNewThread {
            for _ in 0..<frames where reel.shows(number) {
                reel.see.map { $0(frame); reel.count() }
                Thread.sleep(forTimeInterval: 0.03)
            }
        }
    }

    /// Holds the main thread until so many more frames were looked at, or none come.
    func goesOn(frames: Int) -> Bool {
        let wanted = self.frames + frames
        for _ in 0..<1000 where self.frames < wanted { Thread.sleep(forTimeInterval: 0.01) }
        return self.frames >= wanted
    }

    /// Takes away whatever is held before the camera.
    func end() { _ = reel.next() }
}

/// What the camera's thread and the test share.
private final class Reel: @unchecked Sendable {
    private let lock = NSLock()
    private var looks: (@Sendable (Frame) -> Void)?
    private var number = 0
    private var seen = 0

    var see: (@Sendable (Frame) -> Void)? {
        get { lock.withLock { looks } }
        set { lock.withLock { looks = newValue } }
    }

    var frames: Int { lock.withLock { seen } }

    func count() { lock.withLock { seen += 1 } }

    func next() -> Int {
        lock.withLock {
            number += 1
            return number
        }
    }

    func shows(_ reel: Int) -> Bool { lock.withLock { number == reel } }
}

/// Draws the code of a text with white around it, as a frame whose rows are longer than the picture.
func filmed(_ text: String) throws -> Frame {
    guard let drawing = drawingOfPass(pass: text) else { throw Failure("no code holds this") }
    let scale = 6
    let side = Int(drawing.side) * scale
    let stride = side + 16
    var luma = [UInt8](repeating: 235, count: stride * side)
    // Each run of dark modules is a rectangle: M left top L right top L right bottom L left bottom Z.
    for run in drawing.path.split(separator: "Z") {
        let numbers = run.split { !$0.isNumber }.compactMap { Int($0) }.map { $0 * scale }
        guard numbers.count > 3 else { continue }
        for y in numbers[1]..<numbers[1] + scale {
            for x in numbers[0]..<numbers[2] { luma[y * stride + x] = 20 }
        }
    }
    return Frame(luma: Data(luma), width: side, height: side, stride: stride)
}
