// Written from https://developer.apple.com/documentation/swiftui: each declaration names its page below that, members below their type's.

/// /shapestyle
public protocol ShapeStyle: Sendable {}

/// /color
public struct Color: ShapeStyle, Hashable, Sendable {
    public enum RGBColorSpace: Sendable { case sRGB }  // /rgbcolorspace
    // /init(_:red:green:blue:opacity:)
    public init(_ colorSpace: RGBColorSpace = .sRGB, red: Double, green: Double, blue: Double, opacity: Double = 1) {}
    public static var black: Color { Color(red: 0, green: 0, blue: 0) }
    public static var white: Color { Color(red: 1, green: 1, blue: 1) }
    public static var clear: Color { Color(red: 0, green: 0, blue: 0, opacity: 0) }
    public func opacity(_ opacity: Double) -> Color { self }
}

extension Color: Leaf {}

/// /font
public struct Font: Hashable, Sendable {
    /// /font/textstyle
    public enum TextStyle: Sendable { case largeTitle, title, title2, title3, headline, subheadline, body, callout, footnote, caption }
    /// /font/weight
    public enum Weight: Hashable, Sendable { case regular, medium, semibold, bold }
    // /system(size:weight:design:)
    public static func system(size: CGFloat, weight: Weight? = nil) -> Font { Font() }
    public func monospacedDigit() -> Font { self }
}

public enum TextAlignment: Hashable, Sendable { case leading, center, trailing }  // /textalignment
public enum ContentMode: Hashable, Sendable { case fit, fill }  // /contentmode
public enum ColorScheme: Hashable, Sendable { case light, dark }  // /colorscheme
public enum ScenePhase: Hashable, Sendable { case background, inactive, active }  // /scenephase

/// /dynamictypesize
public enum DynamicTypeSize: Hashable, Sendable {
    case large, accessibility1
    public var isAccessibilitySize: Bool { self == .accessibility1 }
}

public enum HorizontalAlignment: Sendable { case leading, center, trailing }  // /horizontalalignment
public enum VerticalAlignment: Sendable { case top, center, bottom }  // /verticalalignment
public enum Alignment: Sendable { case center, leading, trailing, top, bottom }  // /alignment

/// /edge
public enum Edge: Sendable {
    /// /edge/set
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let all = Set(rawValue: 15)
        public static let horizontal = Set(rawValue: 10)
        public static let vertical = Set(rawValue: 5)
    }
}

/// /axis
public enum Axis: Sendable {
    /// /axis/set
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let horizontal = Set(rawValue: 1)
        public static let vertical = Set(rawValue: 2)
    }
}

/// /angle
public struct Angle: Hashable, Sendable {
    public static func degrees(_ degrees: Double) -> Angle { Angle() }
}

/// /animation
public struct Animation: Equatable, Sendable {
    public static func easeInOut(duration: TimeInterval) -> Animation { Animation() }
}

/// /anytransition
public struct AnyTransition: Sendable {
    public static var opacity: AnyTransition { AnyTransition() }
}

/// /scrollbouncebehavior
public struct ScrollBounceBehavior: Sendable {
    public static var basedOnSize: ScrollBounceBehavior { ScrollBounceBehavior() }
}

/// /scrolldismisseskeyboardmode
public struct ScrollDismissesKeyboardMode: Sendable {
    public static var interactively: ScrollDismissesKeyboardMode { ScrollDismissesKeyboardMode() }
}

/// /submitlabel
public struct SubmitLabel: Sendable {
    public static var done: SubmitLabel { SubmitLabel() }
}

/// /textinputautocapitalization
public struct TextInputAutocapitalization: Sendable {
    public static var characters: TextInputAutocapitalization { TextInputAutocapitalization() }
}

/// /sensoryfeedback
public struct SensoryFeedback: Equatable, Sendable {
    public static let success = SensoryFeedback()
    public static let error = SensoryFeedback()
}

/// /primitivebuttonstyle
public protocol PrimitiveButtonStyle {}

/// /plainbuttonstyle
public struct PlainButtonStyle: PrimitiveButtonStyle {}

extension PrimitiveButtonStyle where Self == PlainButtonStyle {
    public static var plain: PlainButtonStyle { PlainButtonStyle() }  // /primitivebuttonstyle/plain
}

/// /gesture
@MainActor @preconcurrency
public protocol Gesture<Value> {
    associatedtype Value
}

/// What /gesture/onchanged(_:) and /gesture/onended(_:) give.
public struct _HandledGesture<Value>: Gesture {}

extension Gesture {
    public func onEnded(_ action: @escaping (Value) -> Void) -> _HandledGesture<Value> { _HandledGesture() }
}

extension Gesture where Value: Equatable {
    public func onChanged(_ action: @escaping (Value) -> Void) -> _HandledGesture<Value> { _HandledGesture() }
}

/// /draggesture
public struct DragGesture: Gesture {
    /// /draggesture/value
    public struct Value: Equatable, Sendable {
        public var startLocation: CGPoint
        public var translation: CGSize
    }
    public init(minimumDistance: CGFloat = 10) {}
}

/// /magnifygesture
public struct MagnifyGesture: Gesture {
    /// /magnifygesture/value
    public struct Value: Equatable, Sendable {
        public var magnification: CGFloat
    }
    public init(minimumScaleDelta: CGFloat = 0.01) {}
}

/// /accessibilitychildbehavior
public struct AccessibilityChildBehavior: Hashable, Sendable {
    public static let ignore = AccessibilityChildBehavior()
    public static let combine = AccessibilityChildBehavior()
}

/// /accessibilityactionkind
public struct AccessibilityActionKind: Equatable, Sendable {
    public static let `default` = AccessibilityActionKind()
    public static let escape = AccessibilityActionKind()
}

/// /accessibilitytraits
public struct AccessibilityTraits: SetAlgebra, Sendable {
    private var bits: Set<Int> = []
    public init() {}
    private init(_ bit: Int) { bits = [bit] }
    public static let isHeader = AccessibilityTraits(1)
    public static let isSelected = AccessibilityTraits(2)
    public static let isStaticText = AccessibilityTraits(3)
    public static let isImage = AccessibilityTraits(4)
    public static let isToggle = AccessibilityTraits(5)
    public static let updatesFrequently = AccessibilityTraits(6)
    public func contains(_ member: AccessibilityTraits) -> Bool { bits.isSuperset(of: member.bits) }
    public func union(_ other: AccessibilityTraits) -> AccessibilityTraits { self }
    public func intersection(_ other: AccessibilityTraits) -> AccessibilityTraits { self }
    public func symmetricDifference(_ other: AccessibilityTraits) -> AccessibilityTraits { self }
    public mutating func insert(_ new: AccessibilityTraits) -> (inserted: Bool, memberAfterInsert: AccessibilityTraits) { (true, new) }
    public mutating func remove(_ member: AccessibilityTraits) -> AccessibilityTraits? { nil }
    public mutating func update(with new: AccessibilityTraits) -> AccessibilityTraits? { nil }
    public mutating func formUnion(_ other: AccessibilityTraits) {}
    public mutating func formIntersection(_ other: AccessibilityTraits) {}
    public mutating func formSymmetricDifference(_ other: AccessibilityTraits) {}
}
