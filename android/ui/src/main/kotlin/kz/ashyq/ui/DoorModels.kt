package kz.ashyq.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import java.time.Instant
import kz.ashyq.Action
import kz.ashyq.Confirmation
import kz.ashyq.DecisionScreen
import kz.ashyq.DoorScreen
import kz.ashyq.Session
import kz.ashyq.VisitScreen

/** What a person is asked at a poster, without the object that a yes needs. */
data class Asked(
    val action: Action,
    val venue: String?,
    val entrance: Int?,
    val address: String?,
    val verified: Boolean,
    val ends: String?,
    val test: Boolean,
)

/** The venue and the entrance, to be confirmed. */
sealed interface ConfirmState {
    /** The text is being read; a typed code asks the service. */
    data object Reading : ConfirmState

    data class Asks(val asked: Asked) : ConfirmState

    /** The service is asked for a decision, or the exit is being recorded. */
    data class Sending(val asked: Asked) : ConfirmState

    data class Refused(val sentence: String) : ConfirmState
}

class ConfirmModel(private val app: AppModel, private val session: Session, private val text: String) : Screen(Place.CONFIRM) {
    var state: ConfirmState by mutableStateOf(ConfirmState.Reading)
        private set
    private var confirmation: Confirmation? = null

    /** A poster's text is public: it may be kept, and is read anew. */
    override val kept get() = text

    override fun shown() {
        if (state !is ConfirmState.Reading) return
        app.attempt({ state = ConfirmState.Refused(it) }) {
            val read = session.confirm(text)
            confirmation = read
            state = ConfirmState.Asks(read.asked())
        }
    }

    fun yes() {
        val asked = (state as? ConfirmState.Asks)?.asked ?: return
        val confirmed = confirmation ?: return
        state = ConfirmState.Sending(asked)
        app.attempt({ state = ConfirmState.Refused(it) }) {
            when (asked.action) {
                Action.ENTER -> {
                    session.enter(confirmed)
                    app.home()
                    app.go(DoorModel(app, session, isFresh = true))
                }
                Action.LEAVE -> {
                    session.leaveBy(confirmed)
                    app.home()
                    app.go(DoorModel(app, session, left = Instant.now()))
                }
                Action.NOTHING -> app.home()
            }
        }
    }

    /** Back to the scanner that found it, with what was typed there; a link has none behind it. */
    fun again() = if (app.stack.getOrNull(app.stack.lastIndex - 1) is ScannerModel) app.back() else app.replace(ScannerModel(app))

    fun no() = app.home()
}

private fun Confirmation.asked() =
    Asked(action(), venue(), entrance()?.toInt(), address(), verified(), ends(), test())

/** What stands at the door: the result while it lives, then the visit. */
sealed interface DoorState

/** The result: a decision, or that there is none. */
sealed interface ResultState : DoorState {
    data object Asking : ResultState

    data class Admitted(val decision: DecisionScreen) : ResultState

    data class Refused(val decision: DecisionScreen) : ResultState

    data class NotChecked(val visit: VisitScreen) : ResultState
}

/** The visit: no colour. */
sealed interface VisitState : DoorState {
    data class Inside(val visit: VisitScreen, val sentence: String? = null) : VisitState

    data class Leaving(val visit: VisitScreen) : VisitState

    data class Left(val at: Instant) : VisitState

    /** Nobody is inside any more: a staff entry or the dwell limit ended it, or a refusal's life is over. */
    data object Nowhere : VisitState
}

class DoorModel(
    private val app: AppModel,
    private val session: Session,
    /** Whether the entry was just made: then that it was not checked comes before the visit. */
    private var isFresh: Boolean = false,
    left: Instant? = null,
) : Screen(Place.RESULT) {
    var state: DoorState by mutableStateOf(left?.let(VisitState::Left) ?: now())
        private set

    /** What the operating system says of the reminder: here, so that its answer is not lost when the phone is turned. */
    var reminding by mutableStateOf(Reminding.OFF)

    /** Is called each second while the screen is in front: the door code turns over, the life of a decision ends. */
    fun tick() {
        if (state !is VisitState.Left && state !is VisitState.Leaving) state = now()
    }

    private fun now(): DoorState = when (val door = session.door()) {
        is DoorScreen.Asking -> ResultState.Asking
        is DoorScreen.Decided -> if (door.v1.admitted) ResultState.Admitted(door.v1) else ResultState.Refused(door.v1)
        is DoorScreen.Inside -> if (isFresh && !door.v1.checked) ResultState.NotChecked(door.v1) else VisitState.Inside(door.v1)
        is DoorScreen.Outside -> VisitState.Nowhere
    }

    /** From "not checked" to the visit; from everything else home. */
    fun done() {
        if (state is ResultState.NotChecked) {
            isFresh = false
            tick()
        } else {
            app.home()
        }
    }

    fun scan() = app.replace(ScannerModel(app))

    fun leave() {
        val visit = (state as? VisitState.Inside)?.visit ?: return
        state = VisitState.Leaving(visit)
        app.attempt({ state = VisitState.Inside(visit, it) }) {
            session.leave()
            state = VisitState.Left(Instant.now())
            session.deliver()
        }
    }
}
