import Accessibility
import Ashyq
import AshyqModel
import SwiftUI

/// Draws the screen in front.
public struct AshyqScreens: View {
    let app: AppModel

    public init(app: AppModel) {
        self.app = app
    }

    public var body: some View {
        ZStack {
            if let screen = app.front { ScreenView(app: app, screen: screen).id(screen.id) } else { Color.clear }
        }
        .modifier(AshyqTheme(language: app.language))
        .onChange(of: app.front?.id) { AccessibilityNotification.ScreenChanged().post() }
    }
}

private struct ScreenView: View {
    let app: AppModel
    let screen: Screen

    var body: some View {
        switch screen {
        case .start(let model): StartPage(state: model.state, tryAgain: model.tryAgain)
        case .language(let model):
            LanguagePage(
                chosen: model.chosen, back: model.isFirst ? nil : model.back, choose: model.choose, done: model.done)
        case .phone(let model):
            PhonePage(state: model.state, type: model.type, send: model.send, chooseLanguage: model.chooseLanguage)
        case .logInCode(let model):
            LogInCodePage(
                state: model.state, times: model.times, phone: model.phone, type: model.type, answer: model.answer,
                resend: model.resend, back: model.back
            )
            .eachSecond(model.tick)
        case .iin(let model):
            IinPage(state: model.state, type: model.type, send: model.send, back: app.stack.count > 1 ? model.back : nil)
        case .home(let model): HomePage(state: model.state, ways: HomeWays(model)).eachSecond(model.tick)
        case .scanner(let model):
            ScannerPage(state: model.state, shownByPicture: model.shownByPicture, ways: ScannerWays(model))
        case .confirm(let model): ConfirmPage(state: model.state, yes: model.yes, no: model.no, again: model.again)
        case .door(let model): Door(app: app, model: model).eachSecond(model.tick)
        case .visits(let model): VisitsPage(state: model.state, back: model.back, tryAgain: model.shown)
        case .staff(let model): StaffPage(state: model.state, ways: StaffWays(model))
        case .staffEntry(let model):
            StaffEntryPage(state: model.state, entrances: model.entrances, ways: StaffEntryWays(model))
        case .staffExit(let model):
            StaffExitPage(
                state: model.state,
                ways: StaffExitWays(type: model.type, send: model.send, next: model.next, back: model.back))
        case .checkPass(let model): CheckPassPage(state: model.state, ways: CheckPassWays(model))
        case .notices(let model):
            let ways = NoticesWays(
                answer: { model.answer($0, agree: $1) }, yes: model.yes, no: model.no, tryAgain: model.shown, back: model.back)
            NoticesPage(state: model.state, ways: ways)
        case .settings(let model): SettingsPage(state: model.state, version: model.version, ways: SettingsWays(model))
        case .pleaseUpdate(let model): PleaseUpdatePage(openStore: model.openStore, later: model.later)
        }
    }
}

/// The result, or the visit that follows.
private struct Door: View {
    let app: AppModel
    let model: DoorModel

    var body: some View {
        switch model.state {
        case .result(let state): ResultPage(state: state, metres: app.metres, done: model.done)
        case .visit(let state):
            VisitPage(
                state: state, reminder: ReminderSwitch(on: model.reminds, forbidden: model.remindsNever),
                ways: VisitWays(
                    scan: model.scan, leave: model.leave, done: model.done, remind: model.remind,
                    openPhoneSettings: model.openPhoneSettings))
        }
    }
}

extension HomeWays {
    fileprivate init(_ model: HomeModel) {
        self.init(
            scan: model.scan, openDoor: model.openDoor, openVisits: model.openVisits, openNotices: model.openNotices,
            openStaff: model.openStaff, openSettings: model.openSettings, openUpdate: model.openUpdate)
    }
}

extension ScannerWays {
    @MainActor
    fileprivate init(_ model: ScannerModel) {
        self.init(
            camera: CameraWays(model.app.platform, model.allowed),
            finder: FinderWays(model, see: model.see, failed: model.failed, torch: model.torch),
            choosePicture: model.choosePicture, typeInstead: model.typeInstead, type: model.type, typed: model.typed,
            back: model.back)
    }
}

extension CheckPassWays {
    @MainActor
    fileprivate init(_ model: CheckPassModel) {
        self.init(
            camera: CameraWays(model.app.platform, model.allowed),
            finder: FinderWays(model, see: model.see, failed: model.failed, torch: model.torch),
            next: model.next, back: model.back)
    }
}

extension FinderWays {
    @MainActor
    fileprivate init(
        _ model: any ScreenModel, see: @escaping @Sendable (Frame) -> Void, failed: @escaping Way,
        torch: @escaping @MainActor (Bool) -> Void
    ) {
        let camera = model.app.camera
        self.init(
            source: camera.source, start: { camera.begin(model, see: see, failed: failed) }, stop: { camera.end(model) },
            torch: torch)
    }
}

extension CameraWays {
    @MainActor
    fileprivate init(_ platform: any Platform, _ allowed: @escaping @MainActor (Permission) -> Void) {
        self.init(
            look: { allowed(platform.cameraPermission()) },
            ask: { Task { allowed(await platform.askForCamera()) } },
            openPhoneSettings: { platform.openPhoneSettings() })
    }
}

extension StaffWays {
    fileprivate init(_ model: StaffModel) {
        self.init(
            accept: model.accept, decline: model.decline, yes: model.yes, no: model.no, openShift: model.openShift,
            closeShift: model.closeShift, enter: model.enter, exit: model.exit, check: model.check, tryAgain: model.shown,
            back: model.back)
    }
}

extension StaffEntryWays {
    fileprivate init(_ model: StaffEntryModel) {
        self.init(
            type: model.type, at: model.at, send: model.send, ask: model.ask, next: model.next, back: model.back)
    }
}

extension SettingsWays {
    fileprivate init(_ model: SettingsModel) {
        self.init(
            language: model.chooseLanguage, changeIin: model.changeIin, openPrivacy: model.openPrivacy, ask: model.ask,
            yes: model.yes, no: model.no, sendFirst: model.sendFirst, back: model.back)
    }
}
