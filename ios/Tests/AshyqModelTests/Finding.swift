import AshyqModel

/// A screen that looks through the camera, with what its view does: it asks, starts the camera and ends it.
@MainActor
protocol Finding: ScreenModel {
    func allowed(_ permission: Permission)
    nonisolated func see(_ frame: Frame)
    func failed()
    func torch(_ on: Bool)
}

extension ScannerModel: Finding {}

extension CheckPassModel: Finding {}

extension Finding {
    /// The screen is drawn, or the app comes to the front.
    func appears() { allowed(app.platform.cameraPermission()) }

    func askForCamera() async { allowed(await app.platform.askForCamera()) }

    /// The finder is on the screen.
    func look() { app.camera.begin(self, see: see, failed: failed) }

    /// It is there no longer.
    func lookAway() {
        app.camera.end(self)
        torch(false)
    }
}
