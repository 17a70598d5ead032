// Written from https://developer.apple.com/documentation/coremedia and https://developer.apple.com/documentation/corevideo:
// each declaration names its page below one of them.

import CoreFoundationTypes

/// coremedia: /cmsamplebuffer
public final class CMSampleBuffer {}

/// corevideo: /cvbuffer, /cvimagebuffer, /cvpixelbuffer
public final class CVBuffer {}
public typealias CVImageBuffer = CVBuffer
public typealias CVPixelBuffer = CVBuffer

/// corevideo: /cvreturn, /kcvreturnsuccess
public typealias CVReturn = Int32
public let kCVReturnSuccess: CVReturn = 0

/// corevideo: /cvpixelbufferlockflags
public struct CVPixelBufferLockFlags: OptionSet, Sendable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    public static let readOnly = CVPixelBufferLockFlags(rawValue: 1)
}

public let kCVPixelBufferPixelFormatTypeKey: CFString = ""  // corevideo: /kcvpixelbufferpixelformattypekey
public let kCVPixelFormatType_420YpCbCr8BiPlanarFullRange: UInt32 = 0  // corevideo: /kcvpixelformattype_420ypcbcr8biplanarfullrange

public func CMSampleBufferGetImageBuffer(_ sbuf: CMSampleBuffer) -> CVImageBuffer? { nil }  // coremedia: /cmsamplebuffergetimagebuffer(_:)
// corevideo: /cvpixelbufferlockbaseaddress(_:_:), /cvpixelbufferunlockbaseaddress(_:_:)
@discardableResult
public func CVPixelBufferLockBaseAddress(_ pixelBuffer: CVPixelBuffer, _ lockFlags: CVPixelBufferLockFlags) -> CVReturn { 0 }
@discardableResult
public func CVPixelBufferUnlockBaseAddress(_ pixelBuffer: CVPixelBuffer, _ unlockFlags: CVPixelBufferLockFlags) -> CVReturn { 0 }
// corevideo: /cvpixelbuffergetbaseaddressofplane(_:_:), /cvpixelbuffergetwidthofplane(_:_:), /cvpixelbuffergetheightofplane(_:_:),
// /cvpixelbuffergetbytesperrowofplane(_:_:)
public func CVPixelBufferGetBaseAddressOfPlane(_ pixelBuffer: CVPixelBuffer, _ planeIndex: Int) -> UnsafeMutableRawPointer? { nil }
public func CVPixelBufferGetWidthOfPlane(_ pixelBuffer: CVPixelBuffer, _ planeIndex: Int) -> Int { 0 }
public func CVPixelBufferGetHeightOfPlane(_ pixelBuffer: CVPixelBuffer, _ planeIndex: Int) -> Int { 0 }
public func CVPixelBufferGetBytesPerRowOfPlane(_ pixelBuffer: CVPixelBuffer, _ planeIndex: Int) -> Int { 0 }
