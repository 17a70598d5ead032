package kz.ashyq.app

import android.media.ToneGenerator
import androidx.compose.ui.test.assertContentDescriptionEquals
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performTextInput
import kz.ashyq.CheckException
import kz.ashyq.DoorScreen
import kz.ashyq.Language
import kz.ashyq.Word
import kz.ashyq.answerSpoken
import kz.ashyq.ui.CheckPassModel
import kz.ashyq.ui.CheckPassState
import kz.ashyq.ui.HomeModel
import kz.ashyq.ui.ResultState
import kz.ashyq.ui.StaffEntryModel
import kz.ashyq.ui.StaffEntryState
import kz.ashyq.ui.StaffExitModel
import kz.ashyq.ui.StaffExitState
import kz.ashyq.ui.StaffModel
import kz.ashyq.ui.StaffState
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowToneGenerator

/** Staff in the real activity with the real core, against the service as it is shipped. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "en-w360dp-h800dp-normal-long-notround-port-notnight-xxhdpi")
class StaffTest : Way() {
    private fun openShift() {
        logIn(service.staff.removePrefix("+7"))
        press(Word.FOR_STAFF)
        val staff = arriveAt<StaffModel>()
        until("the role") { staff.state is StaffState.Roles }
        press(Word.DECLINE_ROLE)
        until("it is asked once more") { staff.state is StaffState.Asking }
        pressMain()
        until("the main button keeps what there is") { staff.state is StaffState.Roles }
        press(Word.ACCEPT_ROLE)
        until("it is accepted") { (staff.state as? StaffState.Roles)?.roles?.single()?.accepted == true }
        press(Word.OPEN_SHIFT)
        until("the shift") { staff.state is StaffState.OnShift }
    }

    private fun typeTwice(iin: String) {
        val fields = rule.onAllNodes(hasSetTextAction())
        fields[0].performTextInput(iin)
        settle()
        fields[1].performTextInput(iin)
        pressMain()
    }

    @Test
    fun somebody_without_a_smartphone_comes_in_and_leaves() {
        openShift()
        press(Word.VISITOR_BY_IIN)
        val entry = arriveAt<StaffEntryModel>()
        typeTwice(service.iin(9))
        until("the answer") { entry.state is StaffEntryState.Shown }
        val answer = (entry.state as StaffEntryState.Shown).screen.answer
        rule.onNodeWithTag("answer").assertContentDescriptionEquals(answerSpoken(answer, Language.EN))
        pressMain()
        until("the next person") { (entry.state as? StaffEntryState.Typing)?.twice?.first?.shown == "" }
        model.back()
        arriveAt<StaffModel>()
        press(Word.EXIT_BY_IIN)
        val exit = arriveAt<StaffExitModel>()
        typeTwice(service.iin(9))
        until("it is noted") { exit.state is StaffExitState.Noted }
    }

    @Test
    fun a_pass_is_checked_without_network_and_not_taken_twice() {
        openShift()
        model.home()
        arriveAt<HomeModel>()
        val door = enter()
        until("a decision is shown") { door.state is ResultState.Admitted }
        model.home()
        service.stop()
        press(Word.FOR_STAFF)
        assertTrue("the shift is known without network", arriveAt<StaffModel>().state is StaffState.OnShift)
        press(Word.CHECK_PASS)
        val check = arriveAt<CheckPassModel>()
        val pass = { (model.session!!.door() as DoorScreen.Decided).v1.pass }
        until("the camera looks") { check.state is CheckPassState.Looking && application.film.runs }
        application.film.show(pass())
        until("it fits") { check.state is CheckPassState.Fits }
        application.film.end()
        pressMain()
        until("the camera looks again") { check.state is CheckPassState.Looking && application.film.runs }
        application.film.show(pass())
        until("it is refused by name") { (check.state as? CheckPassState.NotAccepted)?.error is CheckException.AlreadySeen }
        until("the refusal is heard") { ShadowToneGenerator.getPlayedTones().last().type() == ToneGenerator.TONE_PROP_NACK }
    }
}
