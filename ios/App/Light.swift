import UIKit

/// The screen at a result: full brightness, and it stays on.
@MainActor
final class Light {
    /// How bright the person had it.
    private var before: CGFloat?

    func shine(_ on: Bool) {
        UIApplication.shared.isIdleTimerDisabled = on
        guard let screen = UIApplication.shared.window?.windowScene?.screen else { return }
        if on {
            before = before ?? screen.brightness
            screen.brightness = 1
        } else if let kept = before {
            screen.brightness = kept
            before = nil
        }
    }
}

extension UIApplication {
    /// The app's one window.
    var window: UIWindow? {
        connectedScenes.compactMap { $0 as? UIWindowScene }.flatMap(\.windows).first { $0.isKeyWindow }
    }
}
