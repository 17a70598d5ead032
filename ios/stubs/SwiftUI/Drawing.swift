// Written from https://developer.apple.com/documentation/swiftui: each declaration names its page below that. `CGAffineTransform`, which
// Linux lacks, is from https://developer.apple.com/documentation/corefoundation/cgaffinetransform.

/// /path
public struct Path: Equatable, Sendable {
    public init() {}
    public init(_ rect: CGRect) {}  // /path/init(_:)-9b1k4
    public mutating func move(to end: CGPoint) {}  // /path/move(to:)
    public mutating func addLine(to end: CGPoint) {}  // /path/addline(to:)
    public mutating func addLines(_ lines: [CGPoint]) {}  // /path/addlines(_:)
    public mutating func addCurve(to end: CGPoint, control1: CGPoint, control2: CGPoint) {}  // /path/addcurve(to:control1:control2:)
    public mutating func addRect(_ rect: CGRect) {}  // /path/addrect(_:transform:)
    public mutating func closeSubpath() {}  // /path/closesubpath()
    public func applying(_ transform: CGAffineTransform) -> Path { self }  // /path/applying(_:)
}

// What is a shape by an extension is not the main actor's, as with Apple.
extension Path: Shape {
    nonisolated public func path(in rect: CGRect) -> Path { self }
}

public struct CGAffineTransform: Equatable, Sendable {
    public init(a: CGFloat, b: CGFloat, c: CGFloat, d: CGFloat, tx: CGFloat, ty: CGFloat) {}
    public init(translationX tx: CGFloat, y ty: CGFloat) {}
}

/// /fillstyle
public struct FillStyle: Equatable, Sendable {
    public init(eoFill: Bool = false, antialiased: Bool = true) {}
}

/// /strokestyle
public struct StrokeStyle: Equatable, Sendable {
    public enum CGLineCap: Sendable { case butt, round, square }
    public enum CGLineJoin: Sendable { case miter, round, bevel }
    // /strokestyle/init(linewidth:linecap:linejoin:miterlimit:dash:dashphase:)
    public init(
        lineWidth: CGFloat = 1, lineCap: CGLineCap = .butt, lineJoin: CGLineJoin = .miter, miterLimit: CGFloat = 10,
        dash: [CGFloat] = [], dashPhase: CGFloat = 0
    ) {}
}

/// /shape
public protocol Shape: Sendable, View {
    nonisolated func path(in rect: CGRect) -> Path
}

extension Shape {
    public var body: some View { EmptyView() }
    public func fill<S: ShapeStyle>(_ content: S, style: FillStyle = FillStyle()) -> some View { self }  // /shape/fill(_:style:)
    public func stroke<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { self }  // /shape/stroke(_:linewidth:)
    public func stroke<S: ShapeStyle>(_ content: S, style: StrokeStyle) -> some View { self }  // /shape/stroke(_:style:)
    public func trim(from startFraction: CGFloat = 0, to endFraction: CGFloat = 1) -> some Shape { self }  // /shape/trim(from:to:)
}

/// /insettableshape
public protocol InsettableShape: Shape {}

extension InsettableShape {
    // /insettableshape/strokeborder(_:linewidth:antialiased:)
    public func strokeBorder<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { self }
    // /insettableshape/strokeborder(_:style:antialiased:)
    public func strokeBorder<S: ShapeStyle>(_ content: S, style: StrokeStyle) -> some View { self }
    public func strokeBorder(lineWidth: CGFloat = 1) -> some View { self }  // /insettableshape/strokeborder(linewidth:antialiased:)
}

/// /rectangle
public struct Rectangle {
    public init() {}
}

extension Rectangle: InsettableShape {
    nonisolated public func path(in rect: CGRect) -> Path { Path() }
}

/// /roundedrectangle
public struct RoundedRectangle {
    public init(cornerRadius: CGFloat) {}  // /roundedrectangle/init(cornerradius:style:)
}

extension RoundedRectangle: InsettableShape {
    nonisolated public func path(in rect: CGRect) -> Path { Path() }
}

/// /circle
public struct Circle {
    public init() {}
}

extension Circle: InsettableShape {
    nonisolated public func path(in rect: CGRect) -> Path { Path() }
}

/// /graphicscontext
public struct GraphicsContext {
    /// /graphicscontext/shading
    public struct Shading: Sendable {
        public static func color(_ color: Color) -> Shading { Shading() }
    }
    public mutating func clip(to path: Path, style: FillStyle = FillStyle()) {}  // /graphicscontext/clip(to:style:options:)
    public func fill(_ path: Path, with shading: Shading, style: FillStyle = FillStyle()) {}  // /graphicscontext/fill(_:with:style:)
}
