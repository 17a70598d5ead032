package kz.ashyq.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import java.time.Instant
import kz.ashyq.ClientException
import kz.ashyq.EntryByIin
import kz.ashyq.Role
import kz.ashyq.Session
import kz.ashyq.Shift
import kz.ashyq.Staff
import kz.ashyq.StaffScreen
import kz.ashyq.Typed
import kz.ashyq.Word
import kz.ashyq.say
import kz.ashyq.sayClientError
import kz.ashyq.typedIin

/** A role as a row; the number leads back to it. */
data class RoleRow(val at: Int, val venue: String, val address: String, val accepted: Boolean)

/** Roles, and the shift. */
sealed interface StaffState {
    data object Loading : StaffState

    data object NoRoles : StaffState

    data class Roles(val roles: List<RoleRow>, val sentence: String? = null) : StaffState

    /** Whether to decline a role is asked once more. */
    data class Asking(val roles: List<RoleRow>, val row: RoleRow) : StaffState

    data class Working(val roles: List<RoleRow>) : StaffState

    data class OnShift(val venue: String, val until: Instant) : StaffState

    data class Failed(val sentence: String) : StaffState
}

class StaffModel(private val app: AppModel, session: Session) : Screen(Place.STAFF) {
    var state: StaffState by mutableStateOf(StaffState.Loading)
        private set
    private val staff: Staff = session.staff()
    private var roles: List<Role> = emptyList()

    override fun shown() = load(null)

    private fun load(sentence: String?) {
        staff.shift()?.let { return show(it) }
        app.attempt({ state = StaffState.Failed(it) }) {
            roles = staff.roles()
            val rows = roles.mapIndexed { at, role -> RoleRow(at, role.venue(), role.address(), role.accepted()) }
            state = if (rows.isEmpty()) StaffState.NoRoles else StaffState.Roles(rows, sentence)
        }
    }

    private fun show(shift: Shift) {
        state = StaffState.OnShift(shift.venue(), shift.until())
    }

    fun accept(row: RoleRow) = work(row, Word.ROLE_IS_YOURS) { staff.accept(it) }

    fun decline(row: RoleRow) {
        state = StaffState.Asking((state as? StaffState.Roles)?.roles ?: return, row)
    }

    /** The yes to the question that is asked. */
    fun yes() {
        val asking = state as? StaffState.Asking ?: return
        no()
        work(asking.row, Word.ROLE_DECLINED) { staff.decline(it) }
    }

    fun no() {
        (state as? StaffState.Asking)?.let { state = StaffState.Roles(it.roles) }
    }

    fun openShift(row: RoleRow) = work(row, null) {
        show(staff.openShift(it))
        app.entrance = 1
    }

    fun closeShift() {
        app.attempt({ state = StaffState.Failed(it) }) {
            val told = staff.closeShift()
            load(say(if (told) Word.SHIFT_CLOSED else Word.SHIFT_CLOSED_HERE, app.language))
        }
    }

    private fun work(row: RoleRow, done: Word?, step: suspend (Role) -> Unit) {
        val rows = (state as? StaffState.Roles)?.roles ?: return
        state = StaffState.Working(rows)
        app.attempt({ state = StaffState.Roles(rows, it) }) {
            step(roles[row.at])
            done?.let { load(say(it, app.language)) }
        }
    }

    fun enter() = app.go(StaffEntryModel(app, staff))

    fun exit() = app.go(StaffExitModel(app, staff))

    fun check() = app.go(CheckPassModel(app, staff))

    fun back() = app.back()
}

/** An IIN typed twice. Neither is kept, and both are gone once they were sent. */
data class Twice(val first: Typed = typedIin(""), val second: Typed = typedIin("")) {
    val isComplete get() = first.isComplete && second.isComplete
}

/** An entry by IIN. */
sealed interface StaffEntryState {
    data class Typing(val twice: Twice, val entrance: Int, val sentence: String? = null) : StaffEntryState

    data object Sending : StaffEntryState

    /** No answer came: the same request can be sent again, and records nobody twice. */
    data class NoAnswer(val sentence: String) : StaffEntryState

    data class Shown(val screen: StaffScreen) : StaffEntryState
}

class StaffEntryModel(private val app: AppModel, private val staff: Staff) : Screen(Place.STAFF_ENTRY) {
    var state: StaffEntryState by mutableStateOf(StaffEntryState.Typing(Twice(), app.entrance))
        private set
    override val holds get() = state is StaffEntryState.Sending
    val entrances = staff.shift()?.entrances()?.toInt() ?: 1
    private val entrance get() = app.entrance
    private var entry: EntryByIin? = null

    fun type(twice: Twice) {
        state = StaffEntryState.Typing(twice, entrance)
    }

    fun at(entrance: Int) {
        app.entrance = entrance
        (state as? StaffEntryState.Typing)?.let { state = it.copy(entrance = entrance) }
    }

    fun send() {
        val typing = state as? StaffEntryState.Typing ?: return
        try {
            entry = staff.entry(entrance.toUByte(), typing.twice.first.shown, typing.twice.second.shown)
            ask()
        } catch (error: ClientException) {
            state = typing.copy(sentence = sayClientError(error, app.language))
        }
    }

    fun ask() {
        val entry = entry ?: return
        state = StaffEntryState.Sending
        app.attempt({ state = StaffEntryState.Typing(Twice(), entrance, it) }) {
            state = try {
                StaffEntryState.Shown(entry.ask())
            } catch (error: ClientException.Unreachable) {
                StaffEntryState.NoAnswer(sayClientError(error, app.language))
            }
        }
    }

    fun next() {
        entry = null
        type(Twice())
    }

    fun back() = app.back()
}

/** An exit by IIN. */
sealed interface StaffExitState {
    data class Typing(val twice: Twice, val sentence: String? = null) : StaffExitState

    data object Sending : StaffExitState

    data object Noted : StaffExitState
}

class StaffExitModel(private val app: AppModel, private val staff: Staff) : Screen(Place.STAFF_EXIT) {
    var state: StaffExitState by mutableStateOf(StaffExitState.Typing(Twice()))
        private set
    override val holds get() = state is StaffExitState.Sending

    fun type(twice: Twice) {
        state = StaffExitState.Typing(twice)
    }

    fun send() {
        val typing = state as? StaffExitState.Typing ?: return
        state = StaffExitState.Sending
        app.attempt({ state = typing.copy(sentence = it) }) {
            staff.exit(typing.twice.first.shown, typing.twice.second.shown).report()
            state = StaffExitState.Noted
        }
    }

    fun next() = type(Twice())

    fun back() = app.back()
}
