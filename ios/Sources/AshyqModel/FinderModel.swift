/// A screen that looks through the camera.
@MainActor
public protocol FinderModel: ScreenModel {
    /// What the operating system says of the camera.
    func allowed(_ permission: Permission)

    /// Looks at a frame, on the camera's thread; the frame is the caller's again when this returns.
    nonisolated func see(_ frame: Frame)

    /// There is no camera to be had.
    func failed()

    func torch(_ on: Bool)
}

extension FinderModel {
    /// The screen is drawn, or the app comes to the front: the settings may have changed what is allowed.
    public func appears() { allowed(app.platform.cameraPermission()) }

    public func askForCamera() {
        app.attempt { [self] in allowed(await app.platform.askForCamera()) }
    }

    /// The finder is on the screen.
    public func look() {
        app.platform.frames().start(see: { [weak self] in self?.see($0) }, failed: { [weak self] in self?.failed() })
    }

    /// It is there no longer: the camera and its light are off.
    public func lookAway() {
        app.platform.frames().stop()
        torch(false)
    }
}
