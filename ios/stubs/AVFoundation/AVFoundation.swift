// Written from https://developer.apple.com/documentation/avfoundation: each declaration names its page below that.

@_exported import Foundation
import UIKit

/// /avcapturesession
open class AVCaptureSession: NSObject {
    /// /avcapturesession/preset
    public struct Preset: Hashable, Sendable {
        public static let hd1920x1080 = Preset()
    }
    open var sessionPreset = Preset.hd1920x1080  // /avcapturesession/sessionpreset
    open func canSetSessionPreset(_ preset: Preset) -> Bool { true }  // /avcapturesession/cansetsessionpreset(_:)
    open func beginConfiguration() {}  // /avcapturesession/beginconfiguration()
    open func commitConfiguration() {}  // /avcapturesession/commitconfiguration()
    open func canAddInput(_ input: AVCaptureInput) -> Bool { true }  // /avcapturesession/canaddinput(_:)
    open func addInput(_ input: AVCaptureInput) {}  // /avcapturesession/addinput(_:)
    open func canAddOutput(_ output: AVCaptureOutput) -> Bool { true }  // /avcapturesession/canaddoutput(_:)
    open func addOutput(_ output: AVCaptureOutput) {}  // /avcapturesession/addoutput(_:)
    open func startRunning() {}  // /avcapturesession/startrunning()
    open func stopRunning() {}  // /avcapturesession/stoprunning()
    // /avcapturesession/runtimeerrornotification
    public class var runtimeErrorNotification: NSNotification.Name { NSNotification.Name("") }
}

/// /avcapturedevice
open class AVCaptureDevice: NSObject {
    /// /avcapturedevice/devicetype-swift.struct
    public struct DeviceType: Hashable, Sendable {
        public static let builtInWideAngleCamera = DeviceType()
    }
    /// /avcapturedevice/position-swift.enum
    public enum Position: Int, Sendable { case unspecified, back, front }
    /// /avcapturedevice/torchmode-swift.enum
    public enum TorchMode: Int, Sendable { case off, on, auto }
    // /avcapturedevice/default(_:for:position:)
    public class func `default`(_ deviceType: DeviceType, for mediaType: AVMediaType?, position: Position) -> AVCaptureDevice? { nil }
    // /avcapturedevice/authorizationstatus(for:)
    public class func authorizationStatus(for mediaType: AVMediaType) -> AVAuthorizationStatus { .notDetermined }
    // /avcapturedevice/requestaccess(for:completionhandler:)
    public class func requestAccess(for mediaType: AVMediaType) async -> Bool { false }
    open func lockForConfiguration() throws {}  // /avcapturedevice/lockforconfiguration()
    open func unlockForConfiguration() {}  // /avcapturedevice/unlockforconfiguration()
    open var hasTorch: Bool { false }  // /avcapturedevice/hastorch
    open var torchMode = TorchMode.off  // /avcapturedevice/torchmode-swift.property
    open var videoZoomFactor: CGFloat = 1  // /avcapturedevice/videozoomfactor
    open var minAvailableVideoZoomFactor: CGFloat { 1 }  // /avcapturedevice/minavailablevideozoomfactor
    open var maxAvailableVideoZoomFactor: CGFloat { 1 }  // /avcapturedevice/maxavailablevideozoomfactor
}

/// /avmediatype
public struct AVMediaType: Hashable, Sendable {
    public static let video = AVMediaType()
}

/// /avauthorizationstatus
public enum AVAuthorizationStatus: Int, Sendable { case notDetermined, restricted, denied, authorized }

/// /avcaptureinput
open class AVCaptureInput: NSObject {}

/// /avcapturedeviceinput
open class AVCaptureDeviceInput: AVCaptureInput {
    public init(device: AVCaptureDevice) throws {}  // /avcapturedeviceinput/init(device:)
}

/// /avcaptureoutput
open class AVCaptureOutput: NSObject {}

/// /avcapturevideodataoutput
open class AVCaptureVideoDataOutput: AVCaptureOutput {
    open var videoSettings: [String: Any]! = [:]  // /avcapturevideodataoutput/videosettings
    open var alwaysDiscardsLateVideoFrames = true  // /avcapturevideodataoutput/alwaysdiscardslatevideoframes
    // /avcapturevideodataoutput/setsamplebufferdelegate(_:queue:)
    open func setSampleBufferDelegate(
        _ sampleBufferDelegate: (any AVCaptureVideoDataOutputSampleBufferDelegate)?, queue sampleBufferCallbackQueue: DispatchQueue?
    ) {}
}

/// /avcapturevideodataoutputsamplebufferdelegate
public protocol AVCaptureVideoDataOutputSampleBufferDelegate: AnyObject {
    // /avcapturevideodataoutputsamplebufferdelegate/captureoutput(_:didoutput:from:), which may be left out
    func captureOutput(_ output: AVCaptureOutput, didOutput sampleBuffer: CMSampleBuffer, from connection: AVCaptureConnection)
}

/// /avcaptureconnection
open class AVCaptureConnection: NSObject {
    // /avcaptureconnection/isvideorotationanglesupported(_:)
    open func isVideoRotationAngleSupported(_ videoRotationAngle: CGFloat) -> Bool { true }
    open var videoRotationAngle: CGFloat = 0  // /avcaptureconnection/videorotationangle
}

/// /avlayervideogravity
public struct AVLayerVideoGravity: Hashable, Sendable {
    public static let resizeAspectFill = AVLayerVideoGravity()
}

/// /avcapturevideopreviewlayer
open class AVCaptureVideoPreviewLayer: CALayer {
    open var session: AVCaptureSession?  // /avcapturevideopreviewlayer/session
    open var videoGravity = AVLayerVideoGravity.resizeAspectFill  // /avcapturevideopreviewlayer/videogravity
    open var connection: AVCaptureConnection? { nil }  // /avcapturevideopreviewlayer/connection
}
