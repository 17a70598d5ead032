// Written from https://developer.apple.com/documentation/accessibility/accessibilitynotification

public enum AccessibilityNotification {
    /// /announcement
    public struct Announcement {
        public init(_ announcement: String) {}  // /announcement/init(_:)-7ad5b
        public func post() {}
    }

    /// /screenchanged
    public struct ScreenChanged {
        public init() {}  // /screenchanged/init(_:)
        public func post() {}
    }
}
