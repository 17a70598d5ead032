package kz.ashyq.ui

import kz.ashyq.Action
import kz.ashyq.Word

/** The words around a poster's question. */
class ActionWords(val question: Word, val yes: Word, val no: Word?)

/** What is said of each action; what it does is the core's. */
fun drawnOf(action: Action) = when (action) {
    Action.ENTER -> ActionWords(Word.CONFIRM_ENTRY, Word.CONFIRM_ENTRY_BUTTON, Word.CANCEL)
    Action.LEAVE -> ActionWords(Word.LEAVE_QUESTION, Word.LEAVE, Word.STAY)
    Action.NOTHING -> ActionWords(Word.ALREADY_RECORDED, Word.DONE, null)
}
