import SwiftUI

/// How a field is typed in.
enum Keys {
    case iin, phone, logInCode, typedCode
}

extension View {
    /// The keyboard of a field, and what the system may fill it with. The models' tests are run on a Mac, too, which has neither.
    func keys(_ keys: Keys) -> some View {
        #if canImport(UIKit)
        keyboardType(keys.keyboard).textContentType(keys.content).textInputAutocapitalization(.characters)
        #else
        self
        #endif
    }
}

#if canImport(UIKit)
import UIKit

extension Keys {
    fileprivate var keyboard: UIKeyboardType {
        switch self {
        case .iin, .logInCode: .numberPad
        case .phone: .phonePad
        case .typedCode: .asciiCapable
        }
    }

    fileprivate var content: UITextContentType? {
        switch self {
        case .phone: .telephoneNumber
        case .logInCode: .oneTimeCode
        case .iin, .typedCode: nil
        }
    }
}
#endif
