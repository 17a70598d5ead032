// Written from https://developer.apple.com/documentation/coregraphics: each declaration names its page below that.

@_exported import Foundation

/// /cgimage
public final class CGImage {
    public var width: Int { 0 }  // /cgimage/width
    public var height: Int { 0 }  // /cgimage/height
}

/// /cgimagealphainfo
public enum CGImageAlphaInfo: UInt32, Sendable { case none, premultipliedLast }

/// /cgcolorspace
public final class CGColorSpace {}

public func CGColorSpaceCreateDeviceGray() -> CGColorSpace { CGColorSpace() }  // /cgcolorspacecreatedevicegray()

/// /cgcontext
public final class CGContext {
    // /cgcontext/init(data:width:height:bitspercomponent:bytesperrow:space:bitmapinfo:)
    public init?(
        data: UnsafeMutableRawPointer?, width: Int, height: Int, bitsPerComponent: Int, bytesPerRow: Int, space: CGColorSpace,
        bitmapInfo: UInt32
    ) {}
    public func draw(_ image: CGImage, in rect: CGRect) {}  // /cgcontext/draw(_:in:bytiling:)
}
