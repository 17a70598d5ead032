import AshyqModel
import AshyqUI
@preconcurrency import AVFoundation
import SwiftUI
import UIKit

/// The camera by AVFoundation. Not compiled against the real SDK here.
@MainActor
final class Camera: PreviewedSource {
    private let eye = Eye()

    var preview: AnyView { AnyView(Preview(eye: eye)) }

    func start(see: @escaping @Sendable (Frame) -> Void, failed: @escaping @MainActor () -> Void) {
        eye.open(see: see) { Task { @MainActor in failed() } }
    }

    func stop() { eye.close() }

    func torch(_ on: Bool) { eye.torch(on) }

    func zoom(by factor: Double) { eye.zoom(by: factor) }
}

/// The session: the newest frame only, each let go of when it was seen.
final class Eye: NSObject, AVCaptureVideoDataOutputSampleBufferDelegate, @unchecked Sendable {
    let session = AVCaptureSession()
    /// Frames come on this queue. What follows is touched on it alone.
    private let queue = DispatchQueue(label: "kz.ashyq.camera", qos: .userInitiated)
    private let output = AVCaptureVideoDataOutput()
    private var device: AVCaptureDevice?
    private var see: (@Sendable (Frame) -> Void)?
    private var failing: (any NSObjectProtocol)?
    private var degrees = 90

    func open(see: @escaping @Sendable (Frame) -> Void, failed: @escaping @Sendable () -> Void) {
        queue.async { [self] in
            guard prepared() else { return failed() }
            self.see = see
            let broken = AVCaptureSession.runtimeErrorNotification
            failing = NotificationCenter.default.addObserver(forName: broken, object: session, queue: nil) { _ in failed() }
            session.startRunning()
        }
    }

    func close() {
        queue.async { [self] in
            see = nil
            if let failing { NotificationCenter.default.removeObserver(failing) }
            failing = nil
            change { $0.videoZoomFactor = 1 }
            session.stopRunning()
        }
    }

    func torch(_ on: Bool) {
        queue.async { [self] in
            change { device in
                if device.hasTorch { device.torchMode = on ? .on : .off }
            }
        }
    }

    func zoom(by factor: Double) {
        queue.async { [self] in
            change { device in
                let most = min(device.maxAvailableVideoZoomFactor, 8)
                device.videoZoomFactor = min(max(device.videoZoomFactor * factor, device.minAvailableVideoZoomFactor), most)
            }
        }
    }

    /// The screen was turned: so are frames.
    func turn(to degrees: Int) {
        queue.async { [self] in self.degrees = degrees }
    }

    /// Whether there is a camera that gives frames; it is sought once.
    private func prepared() -> Bool {
        if device != nil { return true }
        guard let camera = AVCaptureDevice.default(.builtInWideAngleCamera, for: .video, position: .back),
            let input = try? AVCaptureDeviceInput(device: camera)
        else { return false }
        session.beginConfiguration()
        defer { session.commitConfiguration() }
        guard session.canAddInput(input), session.canAddOutput(output) else { return false }
        session.addInput(input)
        session.addOutput(output)
        if session.canSetSessionPreset(.hd1920x1080) { session.sessionPreset = .hd1920x1080 }
        // The first plane is luma.
        output.videoSettings = [kCVPixelBufferPixelFormatTypeKey as String: kCVPixelFormatType_420YpCbCr8BiPlanarFullRange]
        output.alwaysDiscardsLateVideoFrames = true
        output.setSampleBufferDelegate(self, queue: queue)
        device = camera
        return true
    }

    private func change(_ step: (AVCaptureDevice) -> Void) {
        guard let device, (try? device.lockForConfiguration()) != nil else { return }
        defer { device.unlockForConfiguration() }
        step(device)
    }

    /// The plane of luma, not copied: it is the buffer's own memory, for as long as the lock is held.
    func captureOutput(_ output: AVCaptureOutput, didOutput sampleBuffer: CMSampleBuffer, from connection: AVCaptureConnection) {
        guard let see, let image = CMSampleBufferGetImageBuffer(sampleBuffer),
            CVPixelBufferLockBaseAddress(image, .readOnly) == kCVReturnSuccess
        else { return }
        defer { CVPixelBufferUnlockBaseAddress(image, .readOnly) }
        guard let luma = CVPixelBufferGetBaseAddressOfPlane(image, 0) else { return }
        let (width, height) = (CVPixelBufferGetWidthOfPlane(image, 0), CVPixelBufferGetHeightOfPlane(image, 0))
        let stride = CVPixelBufferGetBytesPerRowOfPlane(image, 0)
        let bytes = Data(bytesNoCopy: luma, count: stride * height, deallocator: .none)
        see(Frame(luma: bytes, width: width, height: height, stride: stride, degrees: degrees))
    }
}

/// What the camera sees, filling its room.
private struct Preview: UIViewRepresentable {
    let eye: Eye

    func makeUIView(context: Context) -> PreviewView {
        PreviewView(eye: eye)
    }

    func updateUIView(_ view: PreviewView, context: Context) {}
}

private final class PreviewView: UIView {
    private let eye: Eye

    init(eye: Eye) {
        self.eye = eye
        super.init(frame: .zero)
        seen?.session = eye.session
        seen?.videoGravity = .resizeAspectFill
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) { nil }

    override class var layerClass: AnyClass { AVCaptureVideoPreviewLayer.self }

    private var seen: AVCaptureVideoPreviewLayer? { layer as? AVCaptureVideoPreviewLayer }

    /// Is called when the screen turns, too. The back camera's sensor lies as the phone does in landscape, button to the right.
    override func layoutSubviews() {
        super.layoutSubviews()
        let degrees =
            switch window?.windowScene?.interfaceOrientation {
            case .landscapeRight: 0
            case .landscapeLeft: 180
            case .portraitUpsideDown: 270
            default: 90
            }
        if let shown = seen?.connection, shown.isVideoRotationAngleSupported(CGFloat(degrees)) {
            shown.videoRotationAngle = CGFloat(degrees)
        }
        eye.turn(to: degrees)
    }
}
