import UserNotifications

/// Reminds once, two hours after it was switched on; made on the phone.
enum Reminder {
    private static let name = "visit"
    private static let after: TimeInterval = 2 * 60 * 60

    /// Whether it is still to come.
    static var isSet: Bool {
        get async { await UNUserNotificationCenter.current().pendingNotificationRequests().contains { $0.identifier == name } }
    }

    /// Switches it on, or off again; whether it is on now. Only when it is switched on does iOS ask for notifications.
    static func set(_ on: Bool, sentence: String) async -> Bool {
        let center = UNUserNotificationCenter.current()
        center.removePendingNotificationRequests(withIdentifiers: [name])
        center.removeDeliveredNotifications(withIdentifiers: [name])
        guard on, (try? await center.requestAuthorization(options: [.alert, .sound])) == true else { return false }
        let content = UNMutableNotificationContent()
        content.body = sentence
        content.sound = .default
        let trigger = UNTimeIntervalNotificationTrigger(timeInterval: after, repeats: false)
        let request = UNNotificationRequest(identifier: name, content: content, trigger: trigger)
        return (try? await center.add(request)) != nil
    }
}
