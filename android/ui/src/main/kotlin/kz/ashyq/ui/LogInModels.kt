package kz.ashyq.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import java.time.Duration
import kz.ashyq.Challenge
import kz.ashyq.Session
import kz.ashyq.Typed
import kz.ashyq.Typing
import kz.ashyq.typedIin
import kz.ashyq.typedPhone

/** The phone number. */
sealed interface PhoneState {
    val typed: Typed

    data class Typing(override val typed: Typed) : PhoneState

    data class Sending(override val typed: Typed) : PhoneState

    data class Refused(override val typed: Typed, val sentence: String) : PhoneState
}

class PhoneModel(private val app: AppModel, number: String) : Screen(Place.PHONE) {
    var state: PhoneState by mutableStateOf(PhoneState.Typing(typedPhone(number)))
        private set
    override val kept get() = state.typed.shown

    fun type(text: String) {
        state = PhoneState.Typing(typedPhone(text))
    }

    fun chooseLanguage() = app.go(LanguageModel(app, isFirst = false))

    fun send() {
        val typed = state.typed
        state = PhoneState.Sending(typed)
        app.attempt({ state = PhoneState.Refused(typed, it) }) {
            val challenge = app.logIn.ask(typed.shown, app.language)
            state = PhoneState.Typing(typed)
            app.go(LogInCodeModel(app, challenge, typed.shown))
        }
    }
}

/** The six digits of the SMS: whoever prints a state prints its name. */
sealed interface LogInCodeState {
    val typed: String

    data class Typing(override val typed: String) : LogInCodeState {
        override fun toString() = "Typing"
    }

    data class Answering(override val typed: String) : LogInCodeState {
        override fun toString() = "Answering"
    }

    data class Refused(override val typed: String, val sentence: String) : LogInCodeState {
        override fun toString() = "Refused"
    }
}

/** How long things last, asked for anew each second. */
data class LogInCodeTimes(val livesFor: Duration, val resendAfter: Duration, val triesLeft: Int)

class LogInCodeModel(private val app: AppModel, private var challenge: Challenge, val phone: String) : Screen(Place.LOG_IN_CODE) {
    var state: LogInCodeState by mutableStateOf(LogInCodeState.Typing(""))
        private set
    var times by mutableStateOf(times())
        private set

    /** Is called each second while the screen is in front. */
    fun tick() {
        times = times()
    }

    fun type(text: String) {
        state = LogInCodeState.Typing(text)
    }

    fun answer() {
        val typed = state.typed
        state = LogInCodeState.Answering(typed)
        app.attempt({ state = LogInCodeState.Refused(typed, it) }) { app.loggedIn(challenge.answer(typed)) }
    }

    fun resend() {
        app.attempt({ state = LogInCodeState.Refused("", it) }) {
            challenge = challenge.resend()
            state = LogInCodeState.Typing("")
            tick()
        }
    }

    fun back() = app.back()

    private fun times() = LogInCodeTimes(challenge.livesFor(), challenge.resendAfter(), challenge.triesLeft().toInt())
}

/** The IIN. What is typed is never kept beyond the process. */
sealed interface IinState {
    val typed: Typed

    data class Typing(override val typed: Typed) : IinState

    data class Sending(override val typed: Typed) : IinState

    data class Refused(override val typed: Typed, val sentence: String) : IinState
}

class IinModel(private val app: AppModel, private val session: Session) : Screen(Place.IIN) {
    var state: IinState by mutableStateOf(IinState.Typing(typedIin("")))
        private set

    fun type(text: String) {
        state = IinState.Typing(typedIin(text))
    }

    fun send() {
        val typed = state.typed
        state = IinState.Sending(typed)
        app.attempt({ state = IinState.Refused(typed, it) }) {
            session.bindIin(typed.shown)
            app.loggedIn(session)
        }
    }
}

/** Whether a number is complete, so that the main button may be pressed. */
val Typed.isComplete get() = step is Typing.Complete

/** Whether what is typed cannot become right. */
val Typed.isWrong get() = step is Typing.Wrong
