package kz.ashyq.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import java.util.concurrent.atomic.AtomicBoolean
import kz.ashyq.CheckException
import kz.ashyq.Checked
import kz.ashyq.FrameException
import kz.ashyq.Sight
import kz.ashyq.Staff
import kz.ashyq.Word
import kz.ashyq.hintWord
import kz.ashyq.needsContact
import kz.ashyq.say

/** A pass in front of a member of staff's camera. */
sealed interface CheckPassState {
    data object Asking : CheckPassState

    data object NotAllowed : CheckPassState

    data object NoCamera : CheckPassState

    data class Looking(val hint: String, val torch: Boolean = false) : CheckPassState

    data class Fits(val checked: Checked) : CheckPassState

    data class NotAccepted(val error: CheckException) : CheckPassState
}

class CheckPassModel(private val app: AppModel, private val staff: Staff) : Screen(Place.CHECK_PASS) {
    var state: CheckPassState by mutableStateOf(CheckPassState.Asking)
        private set
    private val checker by lazy { staff.checker() }

    /** A pass is shown: nothing is looked at until the next person. */
    private val answered = AtomicBoolean(false)
    private var contacted = false

    fun allowed(permission: Permission) {
        if (state !is CheckPassState.Asking && state !is CheckPassState.NotAllowed) return
        state = when (permission) {
            Permission.ALLOWED -> looking()
            Permission.NOT_ASKED -> CheckPassState.Asking
            Permission.REFUSED_FOR_GOOD -> CheckPassState.NotAllowed
        }
    }

    fun failed() {
        state = CheckPassState.NoCamera
    }

    /** Looks at a frame, on the camera's thread. */
    fun see(frame: Frame) {
        if (answered.get()) return
        val sight = try {
            checker.see(
                frame.luma, frame.width.toUInt(), frame.height.toUInt(), frame.stride.toUInt(), frame.degrees.toUInt(), frame.crop,
                FRAME_MS,
            )
        } catch (_: FrameException) {
            return
        }
        app.onScreen { take(sight) }
    }

    private fun take(sight: Sight) {
        val looking = state as? CheckPassState.Looking ?: return
        state = when (sight) {
            is Sight.Fits -> CheckPassState.Fits(sight.v1).also { answered.set(true) }
            is Sight.NotAccepted -> CheckPassState.NotAccepted(sight.v1).also { answered.set(true) }
            is Sight.Unreadable -> looking.copy(hint = hintWord(sight.v1, app.language))
            is Sight.Nothing -> looking.copy(hint = say(Word.AIM_AT_PASS, app.language))
        }
        (state as? CheckPassState.NotAccepted)?.let(::contact)
    }

    /** Where the network can help, and is there, nobody has to be told to connect: the pass is looked at once more. */
    private fun contact(refused: CheckPassState.NotAccepted) {
        if (contacted || !needsContact(refused.error)) return
        contacted = true
        app.attempt({}) {
            staff.roles()
            // By now the next person may stand there.
            if (state !== refused) return@attempt
            answered.set(false)
            state = looking()
        }
    }

    fun torch(on: Boolean) {
        (state as? CheckPassState.Looking)?.let { state = it.copy(torch = on) }
    }

    fun next() {
        contacted = false
        answered.set(false)
        state = looking()
    }

    fun back() = app.back()

    private fun looking() = CheckPassState.Looking(say(Word.AIM_AT_PASS, app.language))
}
