import AshyqModel
import PhotosUI
import UIKit

/// The system's own picker of pictures: it runs outside the app and needs no permission.
@MainActor
final class Gallery: NSObject, @preconcurrency PHPickerViewControllerDelegate, UIAdaptivePresentationControllerDelegate {
    /// What was chosen: no picture, or its bytes, or none that can be loaded.
    private enum Choice: Sendable {
        case nothing
        case picture(Data?)
    }

    private var answered: CheckedContinuation<Choice, Never>?

    /// A picture as a frame.
    func choose() async -> Picked {
        answer(.nothing)
        guard let front = UIApplication.shared.window?.rootViewController else { return .nothing }
        var wanted = PHPickerConfiguration()
        wanted.filter = .images
        let picker = PHPickerViewController(configuration: wanted)
        picker.delegate = self
        picker.presentationController?.delegate = self
        front.present(picker, animated: true)
        switch await withCheckedContinuation({ answered = $0 }) {
        case .nothing: return .nothing
        case .picture(nil): return .unreadable
        case .picture(let picture?):
            let read = await Task.detached(priority: .userInitiated) { frame(of: picture) }.value
            return read.map(Picked.picture) ?? .unreadable
        }
    }

    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult]) {
        picker.dismiss(animated: true)
        guard let chosen = results.first?.itemProvider else { return answer(.nothing) }
        _ = chosen.loadDataRepresentation(forTypeIdentifier: "public.image") { picture, _ in
            Task { @MainActor in self.answer(.picture(picture)) }
        }
    }

    /// It was drawn down instead.
    func presentationControllerDidDismiss(_ presentationController: UIPresentationController) {
        answer(.nothing)
    }

    private func answer(_ choice: Choice) {
        answered?.resume(returning: choice)
        answered = nil
    }
}
