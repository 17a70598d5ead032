import Ashyq
import AshyqModel
import AVFoundation
import UIKit

/// What the operating system does for the screens.
@MainActor
final class PhonePlatform: Platform {
    private let camera = Camera()
    private let gallery = Gallery()

    func frames() -> any FrameSource { camera }

    func cameraPermission() -> Permission {
        switch AVCaptureDevice.authorizationStatus(for: .video) {
        case .authorized: .allowed
        case .notDetermined: .notAsked
        default: .refusedForGood
        }
    }

    func askForCamera() async -> Permission {
        _ = await AVCaptureDevice.requestAccess(for: .video)
        return cameraPermission()
    }

    func choosePicture() async -> Picked {
        await gallery.choose()
    }

    func openPhoneSettings() {
        open(UIApplication.openSettingsURLString)
    }

    func openStore() {
        let store = Bundle.main.object(forInfoDictionaryKey: "AshyqStore") as? String
        open(store ?? "")
    }

    func openPrivacy(_ language: Language) {
        let service = Bundle.main.object(forInfoDictionaryKey: "AshyqService") as? String
        open("\(service ?? "")/\(languageCode(language: language))/privacy")
    }

    func speakLanguage(_ language: Language) {
        Languages.choose(language)
    }

    func remind(_ on: Bool, sentence: String) async -> Bool {
        await Reminder.set(on, sentence: sentence)
    }

    func reminds() async -> Bool {
        await Reminder.isSet
    }

    private func open(_ address: String) {
        if let url = URL(string: address) { UIApplication.shared.open(url) }
    }
}
