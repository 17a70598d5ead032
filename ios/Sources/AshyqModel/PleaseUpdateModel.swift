/// The service asks for a newer app; recording goes on. It is always in one state: Asked.
@MainActor
public final class PleaseUpdateModel: ScreenModel {
    public let app: AppModel
    public let place = Place.pleaseUpdate

    init(app: AppModel) {
        self.app = app
    }

    public func openStore() { app.platform.openStore() }

    public func later() { back() }
}
