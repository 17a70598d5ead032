import AshyqCore
import AshyqModel
import AshyqUI
import SwiftUI

/// What lives as long as the window does, and follows what the operating system says.
struct Root: View {
    /// Where the person was, one row a screen: for after the process's end.
    @SceneStorage("where") private var kept = ""
    @State private var app: AppModel?
    @State private var network: NetworkChanges?
    @State private var light = Light()
    @Environment(\.scenePhase) private var phase

    var body: some View {
        // Never without a child: what has none never appears.
        ZStack {
            if let app { AshyqScreens(app: app) } else { Color.clear }
        }
        .onAppear { _ = begun() }
        // The text of a poster that the system's camera or a browser opened.
        .onOpenURL { begun().open($0.absoluteString) }
        .onChange(of: phase) { _, now in
            guard let app else { return }
            if now == .active { app.cameBack() } else { kept = app.save().joined(separator: "\n") }
        }
        .onChange(of: shines) { _, now in light.shine(now) }
    }

    /// A result is bright, and only while it is looked at.
    private var shines: Bool {
        phase == .active && app?.isBright == true
    }

    private func begun() -> AppModel {
        if let app { return app }
        let begun = AppModel(
            given: .ofThisApp, platform: PhonePlatform(), saved: kept.split(separator: "\n").map(String.init))
        app = begun
        network = NetworkChanges { begun.networkChanged() }
        begun.start()
        return begun
    }
}

extension Given {
    /// What the app was built with, from `project.yml` by way of `Info.plist`.
    fileprivate static var ofThisApp: Given {
        func built(_ key: String) -> String { Bundle.main.object(forInfoDictionaryKey: key) as? String ?? "" }
        let (service, root, version) = (built("AshyqService"), built("AshyqRoot"), Int(built("CFBundleVersion")) ?? 0)
        return Given(
            open: { try await openOwnPhone(service: service, root: root, appVersion: version) },
            chosenLanguage: { Languages.chosen }, systemLanguage: Languages.ofSystem, appVersion: version)
    }
}
