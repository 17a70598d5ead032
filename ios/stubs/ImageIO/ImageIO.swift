// Written from https://developer.apple.com/documentation/imageio: each declaration names its page below that.

@_exported import CoreFoundationTypes
import CoreGraphics

/// /cgimagesource
public final class CGImageSource {}

public let kCGImageSourceCreateThumbnailFromImageAlways: CFString = "always"  // /kcgimagesourcecreatethumbnailfromimagealways
public let kCGImageSourceCreateThumbnailWithTransform: CFString = "transform"  // /kcgimagesourcecreatethumbnailwithtransform
public let kCGImageSourceThumbnailMaxPixelSize: CFString = "size"  // /kcgimagesourcethumbnailmaxpixelsize

// /cgimagesourcecreatewithdata(_:_:)
public func CGImageSourceCreateWithData(_ data: CFData, _ options: CFDictionary?) -> CGImageSource? { nil }
// /cgimagesourcecreatethumbnailatindex(_:_:_:)
public func CGImageSourceCreateThumbnailAtIndex(_ isrc: CGImageSource, _ index: Int, _ options: CFDictionary?) -> CGImage? { nil }
