// Written from https://developer.apple.com/documentation/photosui (`PHPicker…`) and
// https://developer.apple.com/documentation/foundation/nsitemprovider: each declaration names its page below one of them.

import Foundation
import UIKit

/// /phpickerfilter
public struct PHPickerFilter: Sendable {
    public static let images = PHPickerFilter()  // /phpickerfilter/images
}

/// /phpickerconfiguration
public struct PHPickerConfiguration: Sendable {
    public init() {}  // /phpickerconfiguration/init()
    public var filter: PHPickerFilter?  // /phpickerconfiguration/filter
}

/// /phpickerresult
public struct PHPickerResult {
    public let itemProvider: NSItemProvider  // /phpickerresult/itemprovider
}

/// /phpickerviewcontroller
@MainActor
public class PHPickerViewController: UIViewController {
    public init(configuration: PHPickerConfiguration) {}  // /phpickerviewcontroller/init(configuration:)
    public weak var delegate: (any PHPickerViewControllerDelegate)?  // /phpickerviewcontroller/delegate
}

/// /phpickerviewcontrollerdelegate. Whether it is the main actor's, the page does not say.
public protocol PHPickerViewControllerDelegate: AnyObject {
    // /phpickerviewcontrollerdelegate/picker(_:didfinishpicking:)
    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult])
}

/// nsitemprovider
open class NSItemProvider: NSObject {
    // nsitemprovider/loaddatarepresentation(fortypeidentifier:completionhandler:)
    open func loadDataRepresentation(
        forTypeIdentifier typeIdentifier: String, completionHandler: @escaping @Sendable (Data?, (any Error)?) -> Void
    ) -> Progress { Progress(totalUnitCount: 1) }
}
