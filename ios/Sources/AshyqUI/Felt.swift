import AudioToolbox
import SwiftUI

extension View {
    /// The hand feels and the ear hears whether somebody is admitted, once, when this appears. A phone that is switched to
    /// silent makes no sound.
    func felt(_ admitted: Bool) -> some View {
        modifier(Felt(admitted: admitted))
    }
}

private struct Felt: ViewModifier {
    let admitted: Bool
    @State private var isThere = false

    func body(content: Content) -> some View {
        content
            .sensoryFeedback(admitted ? .success : .error, trigger: isThere)
            .onAppear {
                isThere = true
                AudioServicesPlaySystemSound(sound)
            }
    }

    /// The system's own short sounds of a yes and of a no, which it knows by number.
    private var sound: SystemSoundID { admitted ? 1054 : 1053 }
}
