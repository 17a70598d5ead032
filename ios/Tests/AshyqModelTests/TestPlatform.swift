import Ashyq
import AshyqModel

/// The operating system of a test: it answers what the test wants it to.
@MainActor
final class TestPlatform: Platform {
    let film = Film()
    var permission = Permission.allowed
    /// What a person answers where the camera is asked for.
    var answer = Permission.allowed
    var picture = Picked.nothing
    private(set) var language: Language?
    /// What the system will say two hours from now; it outlives the process.
    var reminder: String?
    /// Whether the phone's settings let the app say anything.
    var mayRemind = true
    private(set) var settingsWereOpened = false
    private(set) var storeWasOpened = false
    /// In which language the page of what is kept was opened.
    private(set) var privacyWasOpened: Language?

    func frames() -> any FrameSource { film }

    func cameraPermission() -> Permission { permission }

    func askForCamera() async -> Permission {
        permission = answer
        return answer
    }

    func choosePicture() async -> Picked { picture }

    func openPhoneSettings() { settingsWereOpened = true }

    func openStore() { storeWasOpened = true }

    func openPrivacy(_ language: Language) { privacyWasOpened = language }

    func speakLanguage(_ language: Language) { self.language = language }

    func reminds() async -> Bool { reminder != nil }

    func remind(_ on: Bool, sentence: String) async -> Bool {
        reminder = on && mayRemind ? sentence : nil
        return reminder != nil
    }
}
