// Written from https://developer.apple.com/documentation/swiftui (the pages /view, /viewbuilder, /viewmodifier, /anyview, /emptyview);
// `buildBlock` with a pack stands for /viewbuilder/buildblock(_:) as Apple publishes it.

@_exported import Foundation
@_exported import UIKit

/// /view
@MainActor @preconcurrency
public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }
}

extension Never: View {
    public var body: Never { fatalError() }
}

/// What has no body of its own.
public protocol Leaf: View where Body == Never {}

extension Leaf {
    public var body: Never { fatalError() }
}

/// /viewbuilder
@resultBuilder
public struct ViewBuilder {
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> TupleView<(repeat each Content)> { TupleView() }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<First: View, Second: View>(first: First) -> _ConditionalContent<First, Second> { _ConditionalContent() }
    public static func buildEither<First: View, Second: View>(second: Second) -> _ConditionalContent<First, Second> { _ConditionalContent() }
}

/// /emptyview
public struct EmptyView: Leaf {
    nonisolated public init() {}
}

/// /tupleview
public struct TupleView<T>: Leaf {
    nonisolated init() {}
}

/// What /viewbuilder/buildeither(first:) gives.
public struct _ConditionalContent<First: View, Second: View>: Leaf {
    nonisolated init() {}
}

extension Optional: View where Wrapped: View {
    public var body: Never { fatalError() }
}

/// /anyview
public struct AnyView: Leaf {
    public init<V: View>(_ view: V) {}
}

/// /viewmodifier
@MainActor @preconcurrency
public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = _ViewModifier_Content<Self>
    @ViewBuilder @MainActor @preconcurrency func body(content: Content) -> Body
}

public struct _ViewModifier_Content<Modifier>: Leaf {}
