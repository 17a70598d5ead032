import Ashyq

/// The words around a poster's question.
public struct ActionWords: Sendable {
    public let question: Word
    public let yes: Word
    public let no: Word?

    /// What is said of each action; what it does is the core's.
    public init(of action: Action) {
        (question, yes, no) =
            switch action {
            case .enter: (.confirmEntry, .confirmEntryButton, .cancel)
            case .leave: (.leaveQuestion, .leave, .stay)
            case .nothing: (.alreadyRecorded, .done, nil)
            }
    }
}
