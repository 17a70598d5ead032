import Ashyq
import AshyqModel

/// The words of a question of the settings: what keeps what there is, and the yes.
struct QuestionWords {
    let question: Word
    let yes: Word
    let keep: Word

    init(_ asked: Question) {
        (question, yes, keep) =
            switch asked {
            case .logOutHere: (.logOutQuestion, .logOutHere, .cancel)
            case .logOutEverywhere: (.logOutQuestion, .logOutEverywhere, .cancel)
            case .delete: (.deleteQuestion, .deleteMyData, .cancel)
            case .deleteUnsent: (.deleteUnsentQuestion, .discardUnsent, .sendFirst)
            }
    }
}
