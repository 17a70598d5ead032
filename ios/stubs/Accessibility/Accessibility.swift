// Written from https://developer.apple.com/documentation/accessibility/accessibilitynotification
// and, of the attribute, from https://developer.apple.com/documentation/foundation/attributescopes/accessibilityattributes

import Foundation

/// /announcementpriorityattribute/announcementpriority
public enum AnnouncementPriority: Sendable { case low, `default`, high }

extension AttributedString {
    // /accessibilityspeechannouncementpriority
    public var accessibilitySpeechAnnouncementPriority: AnnouncementPriority? {
        get { nil }
        set {}
    }
}

public enum AccessibilityNotification {
    /// /announcement
    public struct Announcement {
        public init(_ announcement: AttributedString) {}  // /announcement/init(_:)-2cvjf
        public func post() {}
    }

    /// /screenchanged
    public struct ScreenChanged {
        public init() {}  // /screenchanged/init(_:)
        public func post() {}
    }
}
