// Written from https://developer.apple.com/documentation/swiftui: each declaration names its page below that.

/// /text
public struct Text: Leaf {
    public init<S: StringProtocol>(_ content: S) {}  // /text/init(_:)-9d1g4
}

/// /button
public struct Button<Label: View>: Leaf {
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {}  // /button/init(action:label:)
}

/// /toggle
public struct Toggle<Label: View>: Leaf {
    public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) {}  // /toggle/init(ison:label:)
}

/// /stepper
public struct Stepper<Label: View>: Leaf {
    // /stepper/init(value:in:step:label:oneditingchanged:), of which the last two may be left out
    public init<V: Strideable>(value: Binding<V>, in bounds: ClosedRange<V>, @ViewBuilder label: () -> Label) {}
}

/// /textfield
public struct TextField: Leaf {
    public init<S: StringProtocol>(_ title: S, text: Binding<String>) {}  // /textfield/init(_:text:)
}

/// /progressview
public struct ProgressView: Leaf {
    public init() {}  // /progressview/init()
}

/// /foreach
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: Leaf {
    // /foreach/init(_:id:content:)
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content) {}
}

extension ForEach where Data.Element: Identifiable, ID == Data.Element.ID {
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) {}  // /foreach/init(_:content:)
}

/// /spacer
public struct Spacer: Leaf {
    public init(minLength: CGFloat? = nil) {}  // /spacer/init(minlength:)
}

/// /vstack
public struct VStack<Content: View>: Leaf {
    // /vstack/init(alignment:spacing:content:)
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}

/// /hstack
public struct HStack<Content: View>: Leaf {
    // /hstack/init(alignment:spacing:content:)
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}

/// /zstack
public struct ZStack<Content: View>: Leaf {
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) {}  // /zstack/init(alignment:content:)
}

/// /scrollview
public struct ScrollView<Content: View>: Leaf {
    public init(@ViewBuilder content: () -> Content) {}  // /scrollview/init(_:showsindicators:content:)
}

/// /viewthatfits
public struct ViewThatFits<Content: View>: Leaf {
    public init(in axes: Axis.Set = [.horizontal, .vertical], @ViewBuilder content: () -> Content) {}  // /viewthatfits/init(in:content:)
}

/// /canvas
public struct Canvas: Leaf {
    // /canvas/init(opaque:colormode:rendersasynchronously:renderer:)
    public init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) {}
}

/// /uiviewrepresentable
@MainActor @preconcurrency
public protocol UIViewRepresentable: View where Body == Never {
    associatedtype UIViewType: UIView
    typealias Context = UIViewRepresentableContext<Self>
    @MainActor @preconcurrency func makeUIView(context: Context) -> UIViewType
    @MainActor @preconcurrency func updateUIView(_ uiView: UIViewType, context: Context)
}

extension UIViewRepresentable {
    public var body: Never { fatalError() }
}

/// /uiviewrepresentablecontext
public struct UIViewRepresentableContext<Representable> {}
