package kz.ashyq.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kz.ashyq.Notice
import kz.ashyq.Session
import kz.ashyq.VisitLine
import kz.ashyq.Word
import kz.ashyq.say

/** The own visits of 14 days. */
sealed interface VisitsState {
    data object Loading : VisitsState

    data object Empty : VisitsState

    data class Shown(val visits: List<VisitLine>) : VisitsState

    data class Failed(val sentence: String) : VisitsState
}

class VisitsModel(private val app: AppModel, private val session: Session) : Screen(Place.VISITS) {
    var state: VisitsState by mutableStateOf(VisitsState.Loading)
        private set

    override fun shown() {
        app.attempt({ state = VisitsState.Failed(it) }) {
            val visits = session.visits()
            state = if (visits.isEmpty()) VisitsState.Empty else VisitsState.Shown(visits)
        }
    }

    fun back() = app.back()
}

/** What the account must know. */
sealed interface NoticesState {
    data object Loading : NoticesState

    data object Empty : NoticesState

    /** Whether to hand the IIN over is asked once more. */
    data class Asking(val shown: Shown, val notice: Notice) : NoticesState

    /** `answering` is the notice whose answer is on its way; `sentence` is what came of the last one. */
    data class Shown(val notices: List<Notice>, val answering: String? = null, val sentence: String? = null) : NoticesState

    data class Failed(val sentence: String) : NoticesState
}

class NoticesModel(private val app: AppModel, private val session: Session) : Screen(Place.NOTICES) {
    var state: NoticesState by mutableStateOf(NoticesState.Loading)
        private set

    override fun shown() = load(null)

    private fun load(sentence: String?) {
        app.attempt({ state = NoticesState.Failed(it) }) {
            val notices = session.notices()
            state = if (notices.isEmpty()) NoticesState.Empty else NoticesState.Shown(notices, sentence = sentence)
        }
    }

    fun answer(notice: Notice, agree: Boolean) {
        val shown = state as? NoticesState.Shown ?: return
        if (agree) state = NoticesState.Asking(shown, notice) else send(shown, notice, agree)
    }

    /** The yes to the question that is asked. */
    fun yes() {
        (state as? NoticesState.Asking)?.let { send(it.shown, it.notice, true) }
    }

    fun no() {
        (state as? NoticesState.Asking)?.let { state = it.shown.copy(sentence = null) }
    }

    private fun send(shown: NoticesState.Shown, notice: Notice, agree: Boolean) {
        state = shown.copy(answering = notice.id, sentence = null)
        app.attempt({ state = shown.copy(answering = null, sentence = it) }) {
            session.answerNotice(notice.id, agree)
            load(say(if (agree) Word.CLAIM_AGREED else Word.OBJECTION_TAKEN, app.language))
        }
    }

    fun back() = app.back()
}

/** What can be asked before something that cannot be undone. */
enum class Question { LOG_OUT_HERE, LOG_OUT_EVERYWHERE, DELETE, DELETE_UNSENT }

/** The settings. */
sealed interface SettingsState {
    data class Shown(val sentence: String? = null) : SettingsState

    data class Asking(val question: Question, val unsent: Int = 0) : SettingsState

    data object Working : SettingsState
}

class SettingsModel(private val app: AppModel, private val session: Session) : Screen(Place.SETTINGS) {
    var state: SettingsState by mutableStateOf(SettingsState.Shown())
        private set
    val version get() = app.version

    fun chooseLanguage() = app.go(LanguageModel(app, isFirst = false))

    fun changeIin() = app.go(IinModel(app, session))

    fun ask(question: Question) {
        state = SettingsState.Asking(question)
    }

    fun no() {
        state = SettingsState.Shown()
    }

    /** The yes to the question that is asked; unsent visits are delivered first. */
    fun yes() {
        val asking = state as? SettingsState.Asking ?: return
        state = SettingsState.Working
        app.attempt({ state = SettingsState.Shown(it) }) {
            when (asking.question) {
                Question.LOG_OUT_HERE -> session.logOut(false)
                Question.LOG_OUT_EVERYWHERE -> session.logOut(true)
                Question.DELETE -> {
                    val unsent = session.deliver().unsent.toInt()
                    if (unsent > 0) return@attempt run { state = SettingsState.Asking(Question.DELETE_UNSENT, unsent) }
                    session.deleteMyData(false)
                }
                Question.DELETE_UNSENT -> session.deleteMyData(true)
            }
            app.logInAgain()
        }
    }

    /** Instead of discarding what waits. */
    fun sendFirst() {
        state = SettingsState.Asking(Question.DELETE)
        yes()
    }

    fun back() = app.back()
}
