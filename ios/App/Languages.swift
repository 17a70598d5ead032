import Ashyq
import Foundation

/// The language of the app: the one that iOS keeps for this app, which its own settings show and change, too.
enum Languages {
    private static let key = "AppleLanguages"

    /// The first language of the phone that Ashyq speaks.
    static var ofSystem: Language {
        Locale.preferredLanguages.lazy.compactMap { languageOf(code: $0) }.first ?? .kk
    }

    /// The one that was chosen for this app, here or in the phone's settings.
    static var chosen: Language? {
        let own = Bundle.main.bundleIdentifier.flatMap { UserDefaults.standard.persistentDomain(forName: $0) }
        let codes = own?[key] as? [String]
        return codes?.first.flatMap { languageOf(code: $0) }
    }

    static func choose(_ language: Language) {
        UserDefaults.standard.set([languageCode(language: language)], forKey: key)
    }
}
