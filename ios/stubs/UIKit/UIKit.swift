// Written from https://developer.apple.com/documentation/uikit: each declaration names its page below that.

@_exported import Foundation

/// /uikeyboardtype
public enum UIKeyboardType: Int, Sendable { case `default`, asciiCapable, numberPad, phonePad }

/// /uitextcontenttype
public struct UITextContentType: Hashable, RawRepresentable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let telephoneNumber = UITextContentType(rawValue: "tel")
    public static let oneTimeCode = UITextContentType(rawValue: "one-time-code")
}

/// /uiview
@MainActor
open class UIView {
    public init() {}
}
