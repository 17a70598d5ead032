// Written from https://developer.apple.com/documentation/swiftui/view: each declaration names its page below that. What a
// modifier gives is a view; which, nobody needs to know.

extension View {
    public func modifier<T: ViewModifier>(_ modifier: T) -> some View { self }  // /modifier(_:)
    public func id<ID: Hashable>(_ id: ID) -> some View { self }  // /id(_:)

    // How it lies
    public func padding(_ length: CGFloat) -> some View { self }  // /padding(_:)-68shk
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { self }  // /padding(_:_:)
    // /frame(width:height:alignment:)
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View { self }
    // /frame(minwidth:idealwidth:maxwidth:minheight:idealheight:maxheight:alignment:)
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { self }
    public func fixedSize() -> some View { self }  // /fixedsize()
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { self }  // /fixedsize(horizontal:vertical:)
    public func aspectRatio(_ aspectRatio: CGFloat?, contentMode: ContentMode) -> some View { self }  // /aspectratio(_:contentmode:)-771ow
    public func ignoresSafeArea() -> some View { self }  // /ignoressafearea(_:edges:)
    public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { self }  // /scrolldismisseskeyboard(_:)
    public func scrollBounceBehavior(_ behavior: ScrollBounceBehavior) -> some View { self }  // /scrollbouncebehavior(_:axes:)

    // How it looks
    public func font(_ font: Font?) -> some View { self }  // /font(_:)
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }  // /multilinetextalignment(_:)-c3t0
    public func minimumScaleFactor(_ factor: CGFloat) -> some View { self }  // /minimumscalefactor(_:)
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { self }  // /foregroundstyle(_:)
    public func tint<S: ShapeStyle>(_ tint: S?) -> some View { self }  // /tint(_:)-93mfq
    public func background<S: ShapeStyle>(_ style: S) -> some View { self }  // /background(_:ignoressafeareaedges:)
    // /background(_:in:fillstyle:)-89n7j
    public func background<S: ShapeStyle, T: InsettableShape>(_ style: S, in shape: T) -> some View { self }
    public func overlay<V: View>(_ overlay: V) -> some View { self }  // /overlay(_:alignment:)
    // /overlay(alignment:content:)
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { self }
    public func opacity(_ opacity: Double) -> some View { self }  // /opacity(_:)
    public func hidden() -> some View { self }  // /hidden()
    public func rotationEffect(_ angle: Angle) -> some View { self }  // /rotationeffect(_:anchor:)
    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { self }  // /buttonstyle(_:)-66fbx
    public func transition(_ t: AnyTransition) -> some View { self }  // /transition(_:)-5h5h0
    public func animation<V: Equatable>(_ animation: Animation?, value: V) -> some View { self }  // /animation(_:value:)

    // What is typed
    public func keyboardType(_ type: UIKeyboardType) -> some View { self }  // /keyboardtype(_:)
    public func textContentType(_ textContentType: UITextContentType?) -> some View { self }  // /textcontenttype(_:)-ufdv
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { self }  // /autocorrectiondisabled(_:)
    // /textinputautocapitalization(_:)
    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View { self }
    public func submitLabel(_ submitLabel: SubmitLabel) -> some View { self }  // /submitlabel(_:)
    public func onSubmit(_ action: @escaping () -> Void) -> some View { self }  // /onsubmit(of:_:)
    public func disabled(_ disabled: Bool) -> some View { self }  // /disabled(_:)

    // What is touched
    public func contentShape<S: Shape>(_ shape: S) -> some View { self }  // /contentshape(_:eofill:)
    public func allowsHitTesting(_ enabled: Bool) -> some View { self }  // /allowshittesting(_:)
    public func gesture<T: Gesture>(_ gesture: T) -> some View { self }  // /gesture(_:including:)
    public func simultaneousGesture<T: Gesture>(_ gesture: T) -> some View { self }  // /simultaneousgesture(_:including:)
    public func sensoryFeedback<T: Equatable>(_ feedback: SensoryFeedback, trigger: T) -> some View { self }  // /sensoryfeedback(_:trigger:)

    // What comes and goes
    public func onAppear(perform action: (() -> Void)? = nil) -> some View { self }  // /onappear(perform:)
    public func onDisappear(perform action: (() -> Void)? = nil) -> some View { self }  // /ondisappear(perform:)
    // /onchange(of:initial:_:)-8wgw9
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping (V, V) -> Void) -> some View { self }
    // /onchange(of:initial:_:)-4psgg
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping () -> Void) -> some View { self }
    public func task(@_inheritActorContext _ action: @escaping @Sendable () async -> Void) -> some View { self }  // /task(priority:_:)
    public func onOpenURL(perform action: @escaping (URL) -> Void) -> some View { self }  // /onopenurl(perform:)
    // /environment(_:_:)
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View { self }
}

// What is read aloud
extension View {
    // /accessibilityelement(children:)
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View { self }
    public func accessibilityHidden(_ hidden: Bool) -> some View { self }  // /accessibilityhidden(_:)
    public func accessibilityLabel<S: StringProtocol>(_ label: S) -> some View { self }  // /accessibilitylabel(_:)-5f0zj
    public func accessibilityHint<S: StringProtocol>(_ hint: S) -> some View { self }  // /accessibilityhint(_:)-3i2vu
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { self }  // /accessibilityaddtraits(_:)
    // /accessibilityaction(_:_:)
    public func accessibilityAction(_ actionKind: AccessibilityActionKind = .default, _ handler: @escaping () -> Void) -> some View { self }
}
