import Ashyq

/// The choice of the language: first of all, and later from the settings. It is always in one state: Choosing.
@MainActor
public final class LanguageModel: ScreenModel {
    public let app: AppModel
    public let place = Place.language
    /// Whether nobody chose one before: then there is no way back, and the phone number comes next.
    public let isFirst: Bool

    init(app: AppModel, isFirst: Bool) {
        self.app = app
        self.isFirst = isFirst
    }

    public var chosen: Language { app.language }

    public func choose(_ language: Language) {
        app.speak(language)
        app.platform.speakLanguage(language)
    }

    public func done() {
        choose(chosen)
        if isFirst { app.replace(.phone(PhoneModel(app: app, number: ""))) } else { back() }
    }
}
