/// A screen with its model; whoever draws says what is drawn for each.
@MainActor
public enum Screen {
    case start(StartModel)
    case language(LanguageModel)
    case phone(PhoneModel)
    case logInCode(LogInCodeModel)
    case iin(IinModel)
    case home(HomeModel)
    case scanner(ScannerModel)
    case confirm(ConfirmModel)
    /// Result and visit: one model shows both.
    case door(DoorModel)
    case visits(VisitsModel)
    case staff(StaffModel)
    case staffEntry(StaffEntryModel)
    case staffExit(StaffExitModel)
    case checkPass(CheckPassModel)
    case notices(NoticesModel)
    case settings(SettingsModel)
    case pleaseUpdate(PleaseUpdateModel)

    public var model: any ScreenModel {
        switch self {
        case .start(let model): model
        case .language(let model): model
        case .phone(let model): model
        case .logInCode(let model): model
        case .iin(let model): model
        case .home(let model): model
        case .scanner(let model): model
        case .confirm(let model): model
        case .door(let model): model
        case .visits(let model): model
        case .staff(let model): model
        case .staffEntry(let model): model
        case .staffExit(let model): model
        case .checkPass(let model): model
        case .notices(let model): model
        case .settings(let model): model
        case .pleaseUpdate(let model): model
        }
    }
}

extension Screen: Identifiable {
    public nonisolated var id: ObjectIdentifier {
        MainActor.assumeIsolated { ObjectIdentifier(model) }
    }
}

/// One screen: what it shows is its state, what a person does are its functions.
@MainActor
public protocol ScreenModel: AnyObject, Sendable {
    var app: AppModel { get }
    var place: Place { get }

    /// What is kept beside the place, so that the screen comes back after the app was ended behind the person's back.
    var kept: String { get }

    /// Comes to the front, for the first time or again.
    func shown()

    /// Off this screen.
    func back()
}

extension ScreenModel {
    public var kept: String { "" }

    public func shown() {}

    public func back() { app.back() }
}
