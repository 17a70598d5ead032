import Ashyq

/// What the app is given by whoever runs it.
public struct Given: Sendable {
    /// Opens the phone; called again where that failed.
    public let open: @Sendable () async throws -> Start
    /// The language that was chosen before.
    public let chosenLanguage: @Sendable () async -> Language?
    /// The one of the operating system.
    public let systemLanguage: Language
    public let appVersion: Int

    public init(
        open: @escaping @Sendable () async throws -> Start,
        chosenLanguage: @escaping @Sendable () async -> Language?,
        systemLanguage: Language,
        appVersion: Int
    ) {
        self.open = open
        self.chosenLanguage = chosenLanguage
        self.systemLanguage = systemLanguage
        self.appVersion = appVersion
    }
}
