// Written from https://developer.apple.com/documentation/usernotifications: each declaration names its page below that.

@_exported import Foundation

/// /unauthorizationoptions
public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = UNAuthorizationOptions(rawValue: 2)
    public static let alert = UNAuthorizationOptions(rawValue: 4)
}

/// /unusernotificationcenter
open class UNUserNotificationCenter: NSObject {
    public class func current() -> UNUserNotificationCenter { UNUserNotificationCenter() }  // /unusernotificationcenter/current()
    // /unusernotificationcenter/requestauthorization(options:completionhandler:)
    open func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool { false }
    open func add(_ request: UNNotificationRequest) async throws {}  // /unusernotificationcenter/add(_:withcompletionhandler:)
    // /unusernotificationcenter/getpendingnotificationrequests(completionhandler:)
    open func pendingNotificationRequests() async -> [UNNotificationRequest] { [] }
    // /unusernotificationcenter/removependingnotificationrequests(withidentifiers:)
    open func removePendingNotificationRequests(withIdentifiers identifiers: [String]) {}
    // /unusernotificationcenter/removedeliverednotifications(withidentifiers:)
    open func removeDeliveredNotifications(withIdentifiers identifiers: [String]) {}
}

/// /unnotificationcontent
open class UNNotificationContent: NSObject {}

/// /unmutablenotificationcontent
open class UNMutableNotificationContent: UNNotificationContent {
    open var body = ""  // /unmutablenotificationcontent/body
    open var sound: UNNotificationSound?  // /unmutablenotificationcontent/sound
}

/// /unnotificationsound
open class UNNotificationSound: NSObject {
    public class var `default`: UNNotificationSound { UNNotificationSound() }  // /unnotificationsound/default
}

/// /unnotificationtrigger
open class UNNotificationTrigger: NSObject {}

/// /untimeintervalnotificationtrigger
open class UNTimeIntervalNotificationTrigger: UNNotificationTrigger {
    public init(timeInterval: TimeInterval, repeats: Bool) {}  // /untimeintervalnotificationtrigger/init(timeinterval:repeats:)
}

/// /unnotificationrequest
open class UNNotificationRequest: NSObject {
    // /unnotificationrequest/init(identifier:content:trigger:)
    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {}
    open var identifier: String { "" }  // /unnotificationrequest/identifier
}
