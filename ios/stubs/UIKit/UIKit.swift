// Written from https://developer.apple.com/documentation/uikit: each declaration names its page below that; `CALayer` is from
// https://developer.apple.com/documentation/quartzcore/calayer.

@_exported import Foundation

/// /uikeyboardtype
public enum UIKeyboardType: Int, Sendable { case `default`, asciiCapable, numberPad, phonePad }

/// /uitextcontenttype
public struct UITextContentType: Hashable, RawRepresentable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let telephoneNumber = UITextContentType(rawValue: "tel")
    public static let oneTimeCode = UITextContentType(rawValue: "one-time-code")
}

open class CALayer {
    public init() {}
}

/// /uiresponder
@MainActor
open class UIResponder: NSObject {}

/// /uiview
@MainActor
open class UIView: UIResponder {
    public init(frame: CGRect) {}  // /uiview/init(frame:)
    public required init?(coder: NSCoder) { nil }  // /uiview/init(coder:)
    open class var layerClass: AnyClass { CALayer.self }  // /uiview/layerclass
    open var layer: CALayer { CALayer() }  // /uiview/layer
    open var window: UIWindow? { nil }  // /uiview/window
    open func layoutSubviews() {}  // /uiview/layoutsubviews()
}

/// /uiwindow
@MainActor
open class UIWindow: UIView {
    open var windowScene: UIWindowScene?  // /uiwindow/windowscene
    open var rootViewController: UIViewController?  // /uiwindow/rootviewcontroller
    open var isKeyWindow: Bool { false }  // /uiwindow/iskeywindow
}

/// /uiscene
@MainActor
open class UIScene: UIResponder {}

/// /uiwindowscene
@MainActor
open class UIWindowScene: UIScene {
    open var windows: [UIWindow] { [] }  // /uiwindowscene/windows
    open var screen: UIScreen { UIScreen() }  // /uiwindowscene/screen
    open var interfaceOrientation: UIInterfaceOrientation { .unknown }  // /uiwindowscene/interfaceorientation
}

/// /uiinterfaceorientation
public enum UIInterfaceOrientation: Int, Sendable { case unknown, portrait, portraitUpsideDown, landscapeLeft, landscapeRight }

/// /uiscreen
@MainActor
open class UIScreen: NSObject {
    open var brightness: CGFloat = 0.5  // /uiscreen/brightness
}

/// /uiapplication
@MainActor
open class UIApplication: UIResponder {
    public class var shared: UIApplication { UIApplication() }  // /uiapplication/shared
    open var isIdleTimerDisabled = false  // /uiapplication/isidletimerdisabled
    open var connectedScenes: Set<UIScene> { [] }  // /uiapplication/connectedscenes
    // /uiapplication/open(_:options:completionhandler:)
    open func open(_ url: URL, completionHandler completion: (@MainActor @Sendable (Bool) -> Void)? = nil) {}
    public class var openSettingsURLString: String { "" }  // /uiapplication/opensettingsurlstring
}

/// /uiviewcontroller
@MainActor
open class UIViewController: UIResponder {
    open var presentationController: UIPresentationController? { nil }  // /uiviewcontroller/presentationcontroller
    // /uiviewcontroller/present(_:animated:completion:)
    open func present(_ viewControllerToPresent: UIViewController, animated flag: Bool, completion: (() -> Void)? = nil) {}
    open func dismiss(animated flag: Bool, completion: (() -> Void)? = nil) {}  // /uiviewcontroller/dismiss(animated:completion:)
}

/// /uipresentationcontroller
@MainActor
open class UIPresentationController: NSObject {
    open weak var delegate: (any UIAdaptivePresentationControllerDelegate)?  // /uipresentationcontroller/delegate
}

/// /uiadaptivepresentationcontrollerdelegate
@MainActor
public protocol UIAdaptivePresentationControllerDelegate: AnyObject {
    // /uiadaptivepresentationcontrollerdelegate/presentationcontrollerdiddismiss(_:), which may be left out
    func presentationControllerDidDismiss(_ presentationController: UIPresentationController)
}
