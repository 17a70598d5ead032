import AshyqModel
import CoreGraphics
import Foundation
import ImageIO

/// The longest side of a picture that is looked at: the core takes up to 4096.
private let longest = 2048

/// A picture as a frame of luma, upright; nothing where it cannot be read.
func frame(of picture: Data) -> Frame? {
    guard let source = CGImageSourceCreateWithData(picture as CFData, nil) else { return nil }
    let wanted: [CFString: Any] = [
        kCGImageSourceCreateThumbnailFromImageAlways: true, kCGImageSourceCreateThumbnailWithTransform: true,
        kCGImageSourceThumbnailMaxPixelSize: longest,
    ]
    guard let image = CGImageSourceCreateThumbnailAtIndex(source, 0, wanted as CFDictionary) else { return nil }
    let (width, height) = (image.width, image.height)
    var luma = Data(count: width * height)
    let isDrawn = luma.withUnsafeMutableBytes { bytes in
        let context = CGContext(
            data: bytes.baseAddress, width: width, height: height, bitsPerComponent: 8, bytesPerRow: width,
            space: CGColorSpaceCreateDeviceGray(), bitmapInfo: CGImageAlphaInfo.none.rawValue)
        context?.draw(image, in: CGRect(x: 0, y: 0, width: width, height: height))
        return context != nil
    }
    return isDrawn ? Frame(luma: luma, width: width, height: height, stride: width) : nil
}
