import AshyqModel
import PhotosUI
import UIKit

/// The system's own picker of pictures: it runs outside the app and needs no permission.
@MainActor
final class Gallery: NSObject, @preconcurrency PHPickerViewControllerDelegate, UIAdaptivePresentationControllerDelegate {
    private var answered: CheckedContinuation<Data?, Never>?

    /// A picture as a frame; nothing where none was chosen or it cannot be read.
    func choose() async -> Frame? {
        answer(nil)
        guard let front = UIApplication.shared.window?.rootViewController else { return nil }
        var wanted = PHPickerConfiguration()
        wanted.filter = .images
        let picker = PHPickerViewController(configuration: wanted)
        picker.delegate = self
        picker.presentationController?.delegate = self
        front.present(picker, animated: true)
        guard let picture = await withCheckedContinuation({ answered = $0 }) else { return nil }
        return await Task.detached(priority: .userInitiated) { frame(of: picture) }.value
    }

    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult]) {
        picker.dismiss(animated: true)
        guard let chosen = results.first?.itemProvider else { return answer(nil) }
        _ = chosen.loadDataRepresentation(forTypeIdentifier: "public.image") { picture, _ in
            Task { @MainActor in self.answer(picture) }
        }
    }

    /// It was drawn down instead.
    func presentationControllerDidDismiss(_ presentationController: UIPresentationController) {
        answer(nil)
    }

    private func answer(_ picture: Data?) {
        answered?.resume(returning: picture)
        answered = nil
    }
}
