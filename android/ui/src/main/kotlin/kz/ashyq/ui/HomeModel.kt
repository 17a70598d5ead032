package kz.ashyq.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kz.ashyq.ClientException
import kz.ashyq.DoorScreen
import kz.ashyq.Session
import kz.ashyq.StatusScreen
import kz.ashyq.WhatIsOpen
import kz.ashyq.sayRefusal

/** What stands at home in each of its states. */
data class HomeView(
    val status: StatusScreen,
    val open: WhatIsOpen,
    /** How many records wait for the network. */
    val unsent: Int = 0,
    val updateIsAsked: Boolean = false,
    /** How many notices wait for an answer. */
    val notices: Int = 0,
)

/** The own status, and one button. */
sealed interface HomeState {
    val view: HomeView

    /** What the phone holds, while the service is asked. */
    data class Loading(override val view: HomeView) : HomeState

    data class Outside(override val view: HomeView) : HomeState

    data class Inside(override val view: HomeView, val door: DoorScreen) : HomeState

    /** The phone may not act for an IIN at present. */
    data class Waiting(override val view: HomeView, val sentence: String) : HomeState
}

class HomeModel(private val app: AppModel, private val session: Session) : Screen(Place.HOME) {
    var state: HomeState by mutableStateOf(HomeState.Loading(held(false)))
        private set

    private var asking: Job? = null

    /** Asks for the newest, delivers what waits, and tries again when the core says so, as long as this is in front. */
    override fun shown() {
        // What was recorded meanwhile stands at once, whatever the network does.
        tick()
        val held = state.view
        asking?.cancel()
        asking = app.attempt({ settle(held(offline = true).copy(unsent = held.unsent)) }) {
            settle(HomeView(session.ownStatus(), session.whatIsOpen(), held.unsent, session.needsUpdate(), held.notices))
            val delivery = session.deliver()
            settle(state.view.copy(unsent = delivery.unsent.toInt()))
            try {
                settle(state.view.copy(notices = session.notices().count { it.until != null }))
            } catch (_: ClientException.Unreachable) {
                // They come with the next try.
            }
            delivery.tryAgain?.let { delay(it.toMillis()) } ?: return@attempt
            if (app.stack.lastOrNull() === this) shown()
        }
    }

    /** Is called each second while the screen is in front: a status lapses at its moment, a stay ends. */
    fun tick() {
        if (state is HomeState.Loading) return
        settle(state.view.copy(status = session.heldStatus(state.view.status.offline), open = session.whatIsOpen()))
    }

    private fun held(offline: Boolean) = HomeView(session.heldStatus(offline), session.whatIsOpen())

    private fun settle(view: HomeView) {
        val door = session.door()
        val refusal = session.bindingRefusal()
        state = if (door.isAStay()) HomeState.Inside(view, door)
        else if (refusal != null) HomeState.Waiting(view, sayRefusal(refusal, app.language))
        else HomeState.Outside(view)
    }

    fun scan() = app.go(ScannerModel(app))

    fun openDoor() = app.go(DoorModel(app, session))

    fun openVisits() = app.go(VisitsModel(app, session))

    fun openNotices() = app.go(NoticesModel(app, session))

    fun openStaff() = app.go(StaffModel(app, session))

    fun openSettings() = app.go(SettingsModel(app, session))

    fun openUpdate() = app.go(PleaseUpdateModel(app))
}

/** Whether the person is somewhere: a refusal that still lives is no stay. */
private fun DoorScreen.isAStay() = this !is DoorScreen.Outside && (this as? DoorScreen.Decided)?.v1?.admitted != false

/** The service asks for a newer app; recording goes on. */
class PleaseUpdateModel(private val app: AppModel) : Screen(Place.PLEASE_UPDATE) {
    fun later() = app.back()
}
