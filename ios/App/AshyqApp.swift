import SwiftUI

/// The app: one window.
@main
struct AshyqApp: App {
    var body: some Scene {
        WindowGroup { Root() }
    }
}
